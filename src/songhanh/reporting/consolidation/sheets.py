"""A consolidation as one plain value, the same whether it is drawn up now or frozen."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.engines.counting import Period
from songhanh.foundation.lib.seals import seal
from songhanh.reporting.consolidation.enums import MoneyUnit
from songhanh.reporting.consolidation.extras import Extra
from songhanh.reporting.consolidation.money import Money, money_lines
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.submissions.enums import Section, SubmissionState
from songhanh.reporting.submissions.figures import Explained, Figure, figure_text
from songhanh.reporting.submissions.narrative import skeleton

COLUMNS = ("activity", "session_held", "attendance", "attendance:female", "item_original")
"""The counts shown for each unit side by side."""

_NOT_THERE = frozenset({ObligationState.MISSING, ObligationState.DUE, ObligationState.NOT_DUE})


@dataclass(frozen=True)
class Reported:
    """What one unit reported: its approved version as values."""

    figures: tuple[Figure, ...]
    texts: dict[str, str]
    explained: dict[str, Explained]

    def value(self, key: str) -> Decimal | None:
        """One figure; None where it is not known or not in the report."""
        return next((one.value for one in self.figures if one.key == key), None)


@dataclass(frozen=True)
class Member:
    """A unit that owed the report. ``snapshot_id`` and ``reported`` are of an approved one.

    ``waiting`` is what it submitted and nobody has approved yet.
    """

    unit_id: int
    unit_code: str
    unit_name: str
    state: str
    timeliness: str
    snapshot_id: int | None = None
    reported: Reported | None = None
    waiting: Reported | None = None

    @property
    def state_label(self) -> str:
        """Where its report stands, in words."""
        return str(SubmissionState(self.state).label) if self.state else ""

    @property
    def timeliness_label(self) -> str:
        """In time or not, in words."""
        return str(ObligationState(self.timeliness).label)

    @property
    def is_late(self) -> bool:
        """Whether the report first came after its last day."""
        return self.timeliness == ObligationState.LATE

    @property
    def is_missing(self) -> bool:
        """Whether nothing has been submitted yet."""
        return self.timeliness in _NOT_THERE

    @property
    def cells(self) -> list[str]:
        """The counts of ``COLUMNS`` in words; empty without an approved report."""
        if self.reported is None:
            return [""] * len(COLUMNS)
        return [self._cell(self.reported, key) for key in COLUMNS]

    @staticmethod
    def _cell(reported: Reported, key: str) -> str:
        """A figure in words. A part that nobody has is not in a report: its total says why."""
        known = {figure.key: figure.value for figure in reported.figures}
        if key in known:
            return figure_text(known[key], "")
        total = known.get(key.split(":", maxsplit=1)[0])
        return figure_text(None if total is None else Decimal(0), "")


@dataclass(frozen=True)
class Total:
    """A count over all units: by the ledger, and as the sum of the reports.

    ``reported`` sums the approved ones, ``with_waiting`` those submitted and not approved yet too.
    """

    figure: Figure
    reported: Decimal | None
    with_waiting: Decimal | None = None

    @property
    def reported_text(self) -> str:
        """The sum of the reports with its unit."""
        return figure_text(self.reported, self.figure.unit_word)

    @property
    def with_waiting_text(self) -> str:
        """The provisional sum with its unit."""
        return figure_text(self.with_waiting, self.figure.unit_word)

    @property
    def difference(self) -> Decimal | None:
        """The ledger less the reports; None where either is not known."""
        if self.reported is None or self.figure.value is None:
            return None
        return self.figure.value - self.reported

    @property
    def difference_text(self) -> str:
        """The difference in words: nothing where there is none."""
        value = self.difference
        if value is None:
            return ""
        return figure_text(value, "") if value else _("khớp")

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the total above it."""
        return ":" in self.figure.key


@dataclass(frozen=True)
class Sheet:
    """One round added up. ``texts`` go by ``LeadPart``, ``money`` by source."""

    plan_code: str
    rule_key: str
    period: Period
    as_of: date
    members: tuple[Member, ...]
    targets: tuple[Figure, ...]
    totals: tuple[Total, ...]
    texts: dict[str, str]
    extras: tuple[Extra, ...] = ()
    money: tuple[Money, ...] = ()

    @property
    def money_lines(self) -> tuple[Money, ...]:
        """The lines about money; of a round frozen before there were any, what activities cost."""
        return self.money or money_lines((), self.extras, MoneyUnit.DONG)

    @property
    def money_unit(self) -> MoneyUnit:
        """In what the table of money is written."""
        return MoneyUnit(self.money[0].unit) if self.money else MoneyUnit.DONG

    @property
    def approved(self) -> list[Member]:
        """The units whose reports are taken in."""
        return [member for member in self.members if member.reported is not None]

    @property
    def late(self) -> list[Member]:
        """The units that came late."""
        return [member for member in self.members if member.is_late]

    @property
    def missing(self) -> list[Member]:
        """The units that have submitted nothing."""
        return [member for member in self.members if member.is_missing]

    @property
    def waiting(self) -> list[Member]:
        """The units whose reports are submitted or returned, but not approved."""
        return [one for one in self.members if one.reported is None and not one.is_missing]

    @property
    def explanations(self) -> list[tuple[str, Figure, Explained]]:
        """Figures for which a unit has another number: unit, figure, explanation."""
        return [
            (member.unit_name, figure, member.reported.explained[figure.key])
            for member in self.members
            if member.reported is not None
            for figure in member.reported.figures
            if figure.key in member.reported.explained
        ]

    def content_hash(self, number: int) -> str:
        """The seal over what is frozen. The members' reports are sealed in their snapshots."""
        return seal(
            {
                "plan": self.plan_code,
                "rule": self.rule_key,
                "period": self.period.label,
                "number": number,
                "as_of": self.as_of,
                "members": [
                    [one.unit_code, one.unit_name, one.snapshot_id, one.state, one.timeliness]
                    for one in self.members
                ],
                "targets": [asdict(figure) for figure in self.targets],
                "totals": [_sealed(one) for one in self.totals],
                "texts": {part: text for part, text in self.texts.items() if _tells(part, text)},
                **({"extras": [asdict(one) for one in self.extras]} if self.extras else {}),
                **({"money": [asdict(one) for one in self.money]} if self.money else {}),
            }
        )

    def extras_in(self, table: str) -> list[Extra]:
        """The lines of one of the further annexes."""
        return [one for one in self.extras if one.table == table]


def _tells(part: str, text: str) -> bool:
    """Whether a part is sealed: those every report has always, the others where they say more."""
    return bool(text) or part in Section.values


def _sealed(one: Total) -> list[object]:
    """A total as it is sealed; the provisional sum where there is one, as older seals have none."""
    with_waiting = [] if one.with_waiting is None else [one.with_waiting]
    return [asdict(one.figure), one.reported, *with_waiting]


def totals_of(counted: Sequence[Figure], members: Iterable[Member]) -> tuple[Total, ...]:
    """The counts by the ledger beside the sums of the approved reports.

    A report that does not have a part of a total (a channel nobody used) adds nothing to it; one
    that says its figure is not known adds nothing either, and is not taken for zero: where no
    report knows it, neither does the sum.
    """
    listed = list(members)
    approved = _Sums(one.reported for one in listed)
    submitted = _Sums(one.reported or one.waiting for one in listed)
    return tuple(Total(one, approved.of(one.key), submitted.of(one.key)) for one in counted)


class _Sums:
    """The sums of some reports by key, each report read once."""

    def __init__(self, reports: Iterable[Reported | None]) -> None:
        self._any = False
        self._named: set[str] = set()
        self._sums: dict[str, Decimal] = {}
        for report in reports:
            self._any |= report is not None
            for figure in report.figures if report else ():
                self._named.add(figure.key)
                if figure.value is not None:
                    self._sums[figure.key] = self._sums.get(figure.key, Decimal(0)) + figure.value

    def of(self, key: str) -> Decimal | None:
        """The sum; None where no report knows it, or there is none."""
        if key in self._sums:
            return self._sums[key]
        return None if key in self._named or not self._any else Decimal(0)


def said_by_units(sheet: Sheet) -> dict[str, str]:
    """The parts a consolidation begins with that the units wrote, and what comes next."""
    sums = [replace(one.figure, value=one.reported) for one in sheet.totals]
    words = skeleton((*sheet.targets, *sums), sheet.period, sheet.as_of, who="các đơn vị")
    said = {
        section.value: "\n".join(_said_by_units(sheet, section))
        for section in (Section.DIFFICULTIES, Section.SUGGESTIONS)
    }
    return {Section.NEXT.value: words[Section.NEXT], **said}


def _said_by_units(sheet: Sheet, section: str) -> list[str]:
    said = ((one.unit_name, one.reported) for one in sheet.members)
    return [
        f"- {name}: {' '.join(reported.texts[section].split())}"
        for name, reported in said
        if reported is not None and reported.texts.get(section, "").strip()
    ]
