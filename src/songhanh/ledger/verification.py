"""Recounting everything: entries from the records, balances from the entries, and comparing.

Numerous kinds and all balances are added up by the database itself; the memory of a recount does
not grow with the records, nor with what is wrong.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.db.models import Expression, F, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.translation import gettext as _

from songhanh.ledger.comparing import Rows, differing
from songhanh.ledger.drafts import EntryKey, quantities
from songhanh.ledger.enums import DIMENSIONS
from songhanh.ledger.models import Balance, Entry, Measure
from songhanh.ledger.queries import exact
from songhanh.ledger.sources import InSets, Recount, registered
from songhanh.ledger.spans import WHOLE_YEAR
from songhanh.ledger.states import StateKey, key_of, live_states

_UNKNOWN_KIND = "unknown_source"
_AT_ONCE = 200_000
"""So many keys of records are compared by one statement."""

MOST_TOLD = 10_000
"""So many differences are told one by one; of further ones only the number."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that does not agree: which check, where, what stands and what was recounted."""

    check: str
    place: str
    stands: Decimal
    recounted: Decimal
    message: str


@dataclass
class VerificationReport:
    """How many records, entries and balances were compared, and the differences found.

    ``untold`` is how many there are beyond those that are told.
    """

    records: int = 0
    entries: int = 0
    balances: int = 0
    differences: list[Difference] = field(default_factory=list)
    untold: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether everything agrees."""
        return not self.differences

    @property
    def found(self) -> int:
        """How many differences there are."""
        return len(self.differences) + self.untold

    def add(self, difference: Difference) -> None:
        """Take in a difference; a ledger that is wrong throughout must not fill the memory."""
        if len(self.differences) < MOST_TOLD:
            self.differences.append(difference)
        else:
            self.untold += 1


def verify() -> VerificationReport:
    """Recount and compare everything: three checks over the whole ledger."""
    report = VerificationReport(entries=Entry.objects.count())
    _check_reversals(report)
    kinds = registered()
    for kind, source in kinds.items():
        if source.in_sets is None:
            _check_records(report, kind, source.recount)
        else:
            _check_in_sets(report, kind, source.in_sets)
        if source.has_states:
            _check_states(report, kind, source.recount)
    _check_sources_known(report, set(kinds))
    for measure in Measure.objects.order_by("code"):
        _check_balances(report, measure.code)
    return report


def _check_reversals(report: VerificationReport) -> None:
    """A reversal is the mirror of its entry, on the entry's own day."""
    same = {
        f"reverses__{name}": F(name)
        for name in ("unit", "measure", "occurred_on", "standing", "source_kind", "source_id")
    } | {f"reverses__{name}": F(name) for name in DIMENSIONS}
    wrong = Entry.objects.filter(reverses__isnull=False).exclude(
        Q(**same) & Q(reverses__quantity=-F("quantity"))
    )
    for entry in wrong.select_related("reverses"):
        assert entry.reverses is not None  # noqa: S101 - the query asked for reversals only
        report.add(
            Difference(
                "reversal",
                str(entry.pk),
                entry.quantity,
                -entry.reverses.quantity,
                _("Bút toán đảo số %(entry)s không khớp với bút toán mà nó đảo.")
                % {"entry": entry.pk},
            )
        )


def _check_records(report: VerificationReport, kind: str, recount: Recount) -> None:
    """Walk the records and the live entries side by side, both in the order of the record's key."""
    stored = groupby(_live_entries(kind), key=lambda pair: pair[0])
    source_id, entries = next(stored, (None, iter(())))
    for record in recount():
        report.records += 1
        while source_id is not None and source_id < record.source_id:
            _compare_source(report, (kind, source_id), dict(pair[1] for pair in entries), {})
            source_id, entries = next(stored, (None, iter(())))
        wanted = quantities(record.drafts, record.standing)
        found: dict[EntryKey, Decimal] = {}
        if source_id == record.source_id:
            found = dict(pair[1] for pair in entries)
            source_id, entries = next(stored, (None, iter(())))
        _compare_source(report, (kind, record.source_id), found, wanted)
    while source_id is not None:
        _compare_source(report, (kind, source_id), dict(pair[1] for pair in entries), {})
        source_id, entries = next(stored, (None, iter(())))


def _live_entries(kind: str) -> Iterator[tuple[int, tuple[EntryKey, Decimal]]]:
    entries = (
        Entry.objects.filter(source_kind=kind, reverses=None, reversed_by=None)
        .order_by("source_id", "id")
        .values_list(
            "source_id", "unit_id", "measure_id", "occurred_on", "standing", *DIMENSIONS, "quantity"
        )
    )
    for source_id, unit_id, measure, day, standing, *rest in entries.iterator(chunk_size=5000):
        *dims, quantity = rest
        yield source_id, (EntryKey(unit_id, measure, day, standing, *dims), exact(quantity))


def _compare_source(
    report: VerificationReport,
    source: tuple[str, int],
    found: dict[EntryKey, Decimal],
    wanted: dict[EntryKey, Decimal],
) -> None:
    if found == wanted:
        return
    for key in sorted({*found, *wanted}):
        stands, recounted = found.get(key, Decimal(0)), wanted.get(key, Decimal(0))
        if stands != recounted:
            place = _Place(*source, key.unit_id, key.measure, key.occurred_on)
            report.add(_record_differs(place, stands, recounted))


class _Place(NamedTuple):
    """Where a record and the ledger differ."""

    kind: str
    source_id: int
    unit_id: int
    measure: str
    day: date


def _record_differs(place: _Place, stands: Decimal, recounted: Decimal) -> Difference:
    record = f"{place.kind}:{place.source_id}"
    return Difference(
        "record",
        f"{record} {place.measure} {place.unit_id} {place.day}",
        stands,
        recounted,
        _(
            "Bản ghi %(record)s, đại lượng %(measure)s, ngày %(day)s: "
            "sổ có %(stands)s, đếm lại từ bản ghi được %(recounted)s."
        )
        % {
            "record": record,
            "measure": place.measure,
            "day": place.day.strftime("%d/%m/%Y"),
            "stands": stands,
            "recounted": recounted,
        },
    )


_KEYS = ("record_id", "unit_id", "measure", "day", "standing", *DIMENSIONS)


def _check_in_sets(report: VerificationReport, kind: str, recount: InSets) -> None:
    """The entries of a kind against its records, a stretch of keys at a time.

    A reversal takes back what its entry says, so all entries of a record add up to its live ones.
    """
    entries = Entry.objects.filter(source_kind=kind)
    records = recount.records()
    last = max(
        records.aggregate(last=Max("pk"))["last"] or 0,
        entries.aggregate(last=Max("source_id"))["last"] or 0,
    )
    for first in range(1, last + 1, _AT_ONCE):
        stretch = (first, first + _AT_ONCE - 1)
        some = records.filter(pk__range=stretch)
        report.records += some.count()
        posted: Rows = entries.filter(source_id__range=stretch).values_list(
            "source_id",
            "unit_id",
            "measure_id",
            "occurred_on",
            "standing",
            *DIMENSIONS,
            "quantity",
        )
        for key, stands, recounted in differing(_KEYS, [posted], recount.entries(some)):
            source_id, unit_id, measure, day, *_rest = key
            on = day if isinstance(day, date) else date.fromisoformat(day)
            place = _Place(kind, source_id, unit_id, measure, on)
            report.add(_record_differs(place, exact(stands), exact(recounted)))


def _check_states(report: VerificationReport, kind: str, recount: Recount) -> None:
    """The dated rows of a kind's records against what the records say now."""
    found: dict[int, set[StateKey]] = defaultdict(set)
    for row in live_states().filter(source_kind=kind):
        found[row.source_id].add(key_of(row))
    if not found and next((one for one in recount() if one.states), None) is None:
        return
    wanted = {one.source_id: {(draft, one.standing) for draft in one.states} for one in recount()}
    for source_id in sorted({*found, *wanted}):
        stands, recounted = found.get(source_id, set()), wanted.get(source_id, set())
        if stands == recounted:
            continue
        report.add(
            Difference(
                "state",
                f"{kind}:{source_id}",
                Decimal(len(stands)),
                Decimal(len(recounted)),
                _(
                    "Bản ghi %(record)s: %(found)s dòng trạng thái theo ngày không khớp "
                    "với nội dung bản ghi."
                )
                % {"record": f"{kind}:{source_id}", "found": len(stands ^ recounted)},
            )
        )


def _check_sources_known(report: VerificationReport, kinds: set[str]) -> None:
    strangers = (
        Entry.objects.exclude(source_kind__in=kinds)
        .order_by("source_kind")
        .values_list("source_kind")
        .annotate(total=Sum("quantity"))
    )
    for kind, total in strangers:
        if not exact(total):
            continue  # posted and withdrawn again: nothing counts
        report.add(
            Difference(
                _UNKNOWN_KIND,
                kind,
                exact(total),
                Decimal(0),
                _("Sổ có bút toán từ nguồn “%(kind)s” mà chưa có cách đếm lại nguồn này.")
                % {"kind": kind},
            )
        )


_BALANCE_KEYS = ("unit_id", "in_year", "in_month", "standing", *DIMENSIONS)


def _check_balances(report: VerificationReport, measure: str) -> None:
    """Every balance against the sum of its entries, one measure at a time."""
    balances = Balance.objects.filter(measure=measure)
    entries = Entry.objects.filter(measure=measure)
    report.balances += balances.count()
    stands: Rows = balances.values_list(
        "unit_id", "year", "month", "standing", *DIMENSIONS, "quantity"
    )
    wanted = [_summed(entries, ExtractMonth("occurred_on")), _summed(entries, Value(WHOLE_YEAR))]
    for key, stood, summed in differing(_BALANCE_KEYS, [stands], wanted):
        place = f"{measure} {' '.join(str(part) for part in key if part != '')}"
        report.add(
            Difference(
                "balance",
                place,
                exact(stood),
                exact(summed),
                _("Số lũy kế %(place)s là %(stands)s, cộng lại bút toán được %(recounted)s.")
                % {"place": place, "stands": exact(stood), "recounted": exact(summed)},
            )
        )


def _summed(entries: QuerySet[Entry], month: Expression) -> Rows:
    """Entries added up by unit, year and month, or by what stands for one."""
    return (
        entries.annotate(in_year=ExtractYear("occurred_on"), in_month=month)
        .order_by()
        .values_list("unit_id", "in_year", "in_month", "standing", *DIMENSIONS)
        .annotate(total=Sum("quantity"))
    )
