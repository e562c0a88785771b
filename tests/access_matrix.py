"""Who may open which page, and how we say no. A page without a line here fails the suite.

A line, by the page's name in ``urls.py``:

    "plans:show": Line(ALL, pk="plan"),                 every role; 404 from another province
    "plans:publish": Line("LO", POST, pk="plan"),       only a lead officer; the others get 403
    "activities:edit": Line("CO", pk="activity", hidden_from="UO MO SO"),    404 for these three
    "units:show": Line(ALL, pk="unit", elsewhere=OPEN), other provinces may see it too
    "accounts:sign_in": Line(PUBLIC),                   without signing in

A keyword argument is an argument of the address. Its text names a thing of ``THINGS``, which an
app's owner adds with one function that makes it in the world of ``tests/world.py``: something of
Xã An Hòa (unit ``A``), which the roles of that commune, and of its province for the roles that work
province-wide, can reach. Another type is passed on as it is (``year=2026``).

Allowed means 200 for GET, and for POST anything but "sign in", 403 and 404: an empty form may well
be refused with 400.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.actions import Change, rename_unit
from songhanh.registry.roles.enums import Role
from tests.foundation.jobs.sample_jobs import note
from tests.world import NOON, World

GET, POST = "GET", "POST"
ALL = " ".join(Role.values)
PUBLIC = "public"
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
        """``who``: role codes, ALL, SIGNED_IN (also without a role) or PUBLIC (also signed out).

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
        if role in self.hidden_from:
            return 404
        if self.who in {PUBLIC, SIGNED_IN} or role in self.who.split():
            return 200
        return self.otherwise


def the_user(world: World) -> int:
    """Lan, of Xã An Hòa."""
    return world.users["lan"].pk


def the_role(world: World) -> int:
    """Lan's role in Xã An Hòa."""
    return world.users["lan"].roles.get().pk


def a_failed_job(world: World) -> UUID:
    """A job that may be run again. Jobs belong to the installation, not to a province."""
    result = DBTaskResult.objects.get(pk=note.enqueue("một").id)
    result.set_failed(ValueError())
    return result.pk


def a_fact(world: World) -> UUID:
    """Something Lan did for Xã An Hòa."""
    with recorded("test.fact", acting=world.acting["lan"], at=NOON) as fact:
        return fact.id


def the_unit(world: World) -> int:
    """Xã An Hòa."""
    return world.units["A"].pk


def the_station(world: World) -> int:
    """The loudspeaker station of Xã An Hòa."""
    return world.units["a1"].pk


def a_renaming(world: World) -> int:
    """A change of the station's name that stands."""
    renamed = rename_unit(
        world.units["a1"],
        name="Đài truyền thanh An Hòa",
        change=Change(date(2026, 1, 1)),
        acting=command_line(),
        at=NOON,
    )
    return renamed.pk


THINGS: dict[str, Callable[[World], object]] = {
    "fact": a_fact,
    "failed_job": a_failed_job,
    "user": the_user,
    "user_role": the_role,
    "unit": the_unit,
    "station": the_station,
    "renaming": a_renaming,
}

MATRIX: dict[str, Line] = {
    "set_language": Line(PUBLIC, POST),
    "ui:gallery": Line(ALL),
    "jobs:list": Line("AD"),
    "jobs:show": Line("AD", pk="failed_job", elsewhere=OPEN),
    "jobs:run_again": Line("AD", POST, pk="failed_job", elsewhere=OPEN),
    "accounts:sign_in": Line(PUBLIC),
    "accounts:sign_out": Line(PUBLIC, POST),
    "accounts:password": Line(SIGNED_IN),
    "audit:entries": Line("AD LO"),
    "audit:entry": Line("AD LO", pk="fact"),
    "roles:choose": Line(SIGNED_IN),
    "roles:users": Line("AD"),
    "roles:new_user": Line("AD"),
    "roles:user": Line("AD", pk="user"),
    "roles:edit_user": Line("AD", pk="user"),
    "roles:reset_password": Line("AD", POST, pk="user"),
    "roles:deactivate": Line("AD", pk="user"),
    "roles:activate": Line("AD", POST, pk="user"),
    "roles:grant": Line("AD", pk="user"),
    "roles:end": Line("AD", pk="user_role"),
    "orgunits:list": Line(ALL, elsewhere=OPEN),
    "orgunits:unit": Line(ALL, pk="station", elsewhere=OPEN),
    "orgunits:new": Line("LO AD", pk="unit", elsewhere=403),
    "orgunits:rename": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:end": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:undo": Line("LO AD", pk="station", step="renaming", elsewhere=403),
}
