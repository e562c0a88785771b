"""Names of bodies that mean no unit and no class: from plans, and from files that came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits import printed
from songhanh.registry.orgunits.models import UnresolvedName
from songhanh.registry.orgunits.names import search_form
from songhanh.registry.orgunits.printed import PrintedName
from songhanh.registry.orgunits.queries.meanings import Outcome, Resolution
from songhanh.registry.orgunits.queries.resolution import resolve_names
from songhanh.registry.orgunits.queries.trees import in_branch


@dataclass(frozen=True)
class OpenName:
    """A name as printed, where it stands, and what was found for it."""

    printed: PrintedName
    meant: Resolution

    @property
    def query(self) -> str:
        """What the address of its page says."""
        day = self.printed.on.isoformat()
        return urlencode({"text": self.meant.text, "on": day, "where": self.printed.where})

    @property
    def key(self) -> tuple[str, int | None]:
        """Spellings of one name near one place are one name."""
        return search_form(self.meant.text), self.printed.near


def open_names(acting: Acting, day: date) -> list[OpenName]:
    """The names nobody has settled, each once near its place; dismissed ones are left out.

    A name that came in with a file is open until it means something, whatever settled it.
    """
    kept = names_kept(acting, day)
    dismissed = {(row.folded, row.near_id) for row in kept if row.is_dismissed}
    noted = (
        PrintedName(row.text, row.on, row.near_id, row.place)
        for row in kept
        if not row.is_dismissed
    )
    found: dict[tuple[str, int | None], OpenName] = {}
    for one in [*printed.names(acting, day), *noted]:
        for open_one in unsettled(one):
            if open_one.key not in dismissed:
                found.setdefault(open_one.key, open_one)
    return list(found.values())


def unsettled(one: PrintedName) -> Iterable[OpenName]:
    """The parts of a printed name that mean neither one unit nor a class."""
    for meant in resolve_names(one.text, one.on, one.near):
        if meant.outcome not in (Outcome.UNIT, Outcome.CLASS):
            yield OpenName(one, meant)


def names_kept(acting: Acting, day: date) -> QuerySet[UnresolvedName]:
    """Names that came in with files or were dismissed, near units of the acting branch."""
    rows = UnresolvedName.objects.order_by("-noted_at", "pk")
    if acting.sees_everything:
        return rows
    if acting.branch_id is None:
        return rows.none()
    return rows.filter(near_id__in=in_branch(acting.branch_id, day))
