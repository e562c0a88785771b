"""The live table of a round: who has sent what by now. It asks for no figure and no text."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from songhanh.engines.vntext import fold
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import valid_on
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import Obligation, obligations_of_round
from songhanh.reporting.submissions.enums import SubmissionKind, SubmissionState
from songhanh.reporting.submissions.models import Submission

NOTHING_SENT = "nothing"
"""The filter for units that have sent nothing, whatever the day."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit that owes the report: in time or not, and where its report stands."""

    owed: Obligation
    kind: str
    state: str
    versions: int
    submission_id: int | None

    @property
    def state_label(self) -> str:
        """Where the report stands, in words; empty for one nobody has sent."""
        return str(SubmissionState(self.state).label) if self.state else ""

    @property
    def kind_label(self) -> str:
        """The kind of unit in words."""
        return str(UnitKind(self.kind).label) if self.kind else ""

    @property
    def days_late(self) -> int | None:
        """Days between the last day and the first submission; None in time or nothing sent."""
        first, last = self.owed.submitted_on, self.owed.last_day
        if first is None or last is None or first <= last:
            return None
        return (first - last).days


@dataclass(frozen=True)
class Board:
    """All units of a round, with what each state and group counts."""

    rows: tuple[BoardRow, ...]

    @property
    def by_timeliness(self) -> list[tuple[ObligationState, int]]:
        """How many units are in time, late, missing …; states nobody is in are left out."""
        counted = Counter(row.owed.state for row in self.rows)
        return [(state, counted[state]) for state in ObligationState if counted[state]]

    @property
    def by_state(self) -> list[tuple[SubmissionState, int]]:
        """How many reports are submitted, returned, approved."""
        counted = Counter(row.state for row in self.rows)
        return [(state, counted[state]) for state in SubmissionState if counted[state]]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of units there are, with their words."""
        present = {row.kind for row in self.rows}
        return [(kind.value, str(kind.label)) for kind in UnitKind if kind.value in present]


def board_of(rule: ReportingRule, period: str, *, on: date) -> Board:
    """The round as it stands on a day, in the order of units' codes.

    A draft nobody has sent yet is its unit's own and is not told.
    """
    owed = obligations_of_round(rule, period, as_of=on)
    sent = {
        unit_id: (pk, state, versions)
        for pk, unit_id, state, versions in Submission.objects.filter(
            rule=rule, period=period, kind=SubmissionKind.MAIN, versions__gte=1
        ).values_list("pk", "unit_id", "state", "versions")
    }
    kinds = kinds_of({one.unit_id for one in owed}, on)
    nothing = (None, "", 0)
    return Board(
        tuple(
            BoardRow(
                owed=one,
                kind=kinds.get(one.unit_id, ""),
                state=state,
                versions=versions,
                submission_id=pk,
            )
            for one in owed
            for pk, state, versions in [sent.get(one.unit_id, nothing)]
        )
    )


def kinds_of(unit_ids: Collection[int], on: date) -> dict[int, str]:
    """The kind of each unit on a day; of one that is not valid then it is left open."""
    found = UnitVersion.objects.filter(valid_on(on), unit_id__in=unit_ids)
    return dict(found.values_list("unit_id", "kind"))


@dataclass(frozen=True)
class Narrowing:
    """What the table is narrowed to; empty is not narrowed."""

    words: str = ""
    kind: str = ""
    timeliness: str = ""
    state: str = ""

    def of(self, rows: Iterable[BoardRow]) -> list[BoardRow]:
        """The rows that fit."""
        wanted = fold(self.words)
        return [row for row in rows if self._keeps(row, wanted)]

    def _keeps(self, row: BoardRow, wanted: str) -> bool:
        if self.kind and row.kind != self.kind:
            return False
        if self.timeliness and row.owed.state != self.timeliness:
            return False
        if self.state and (row.state or NOTHING_SENT) != self.state:
            return False
        return not wanted or wanted in fold(f"{row.owed.unit_name} {row.owed.unit_code}")
