"""Who may open which page, and how we say no. A page without a line fails the suite.

Each wing has its file beside this one: what may be named (``THINGS``) and its ``LINES``.

A line, by the page's name in ``urls.py``:

    "plans:show": Line(ALL, pk="plan"),                 every role; 404 from another province
    "plans:publish": Line("LO", POST, pk="plan"),       only a lead officer; the others get 403
    "activities:edit": Line("CO", pk="activity", hidden_from="UO MO SO"),    404 for these three
    "units:show": Line(ALL, pk="unit", elsewhere=OPEN), other provinces may see it too
    "accounts:sign_in": Line(PUBLIC),                   without signing in

A keyword argument is an argument of the address. Its text names a thing of the
wing's ``THINGS``, a function that makes it in the world of ``tests/world.py``: something of
Xã An Hòa (unit ``A``), which the roles of that commune, and of its province for the roles that work
province-wide, can reach. Another type is passed on as it is (``year=2026``).

Allowed means 200 for GET, and for POST anything but "sign in", 403 and 404: an empty form may well
be refused with 400.
"""

from songhanh.registry.roles.enums import Role

GET, POST = "GET", "POST"
ALL = " ".join(Role.values)
PUBLIC = "public"
OWNER = "owner"
"""Somebody's very own thing: to everybody else signed in it is not there."""
SIGNED_IN = "signed-in"
OPEN = 200


class Line:
    """What one page answers to whom."""

    def __init__(
        self,
        who: str,
        method: str = GET,
        *,
        otherwise: int = 403,
        hidden_from: str = "",
        elsewhere: int = 404,
        **arguments: object,
    ) -> None:
        """``who``: role codes, ALL, SIGNED_IN (also without a role), PUBLIC (also signed out) or
        OWNER (nobody else).

        ``otherwise`` is the answer for the other roles, ``hidden_from`` lists roles that get 404
        although they may open such a page (the thing is not in their branch), ``elsewhere`` is the
        answer for the same role of another province.
        """
        self.who = who
        self.method = method
        self.otherwise = otherwise
        self.hidden_from = hidden_from.split()
        self.elsewhere = elsewhere
        self.arguments = arguments

    def answer_for(self, role: str) -> int:
        """The status a role of the thing's own province gets."""
        if role in self.hidden_from or self.who == OWNER:
            return 404
        if self.who in {PUBLIC, SIGNED_IN} or role in self.who.split():
            return 200
        return self.otherwise


NO_DRAFTS = {"hidden_from": "UO CO MO SO FO IN LD"}
"""Roles to which a plan that is not published does not exist."""

RECORDING = "LO UO CO MO SO"
"""Roles that record what their own unit did."""

OF_THE_UNIT = "UO CO MO SO"
"""Those of them that work in Xã An Hòa itself, where the matrix's records belong."""


def record_pages(space: str, thing: str) -> dict[str, Line]:
    """The pages every kind of record has."""
    proof = {"pk": thing, "proof": f"{thing}_proof"}
    return {
        f"{space}:list": Line(ALL),
        f"{space}:new": Line(RECORDING),
        f"{space}:show": Line(ALL, pk=thing),
        f"{space}:edit": Line(OF_THE_UNIT, pk=thing),
        f"{space}:submit": Line(OF_THE_UNIT, POST, pk=thing),
        f"{space}:reopen": Line(OF_THE_UNIT, pk=thing),
        f"{space}:cancel": Line(OF_THE_UNIT, pk=thing),
        f"{space}:add_evidence": Line(OF_THE_UNIT, pk=thing),
        f"{space}:proof": Line(ALL, **proof),
        f"{space}:thumbnail": Line(ALL, **proof),
        f"{space}:remove_evidence": Line(OF_THE_UNIT, POST, **proof),
    }
