"""Recounting everything: entries from the records, balances from the entries, and comparing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from django.db.models import F, Q, Sum
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.translation import gettext as _

from songhanh.ledger.drafts import EntryKey, quantities
from songhanh.ledger.enums import DIMENSIONS
from songhanh.ledger.models import Balance, Entry, Measure
from songhanh.ledger.queries import exact
from songhanh.ledger.sources import Recount, registered
from songhanh.ledger.states import StateKey, key_of, live_states

_WHOLE_YEAR = 0
_UNKNOWN_KIND = "unknown_source"


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
    """How many records, entries and balances were compared, and every difference found."""

    records: int = 0
    entries: int = 0
    balances: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether everything agrees."""
        return not self.differences


def verify() -> VerificationReport:
    """Recount and compare everything: three checks over the whole ledger."""
    report = VerificationReport(entries=Entry.objects.count())
    _check_reversals(report)
    kinds = registered()
    for kind, recount in kinds.items():
        _check_records(report, kind, recount)
        _check_states(report, kind, recount)
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
        report.differences.append(
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
        if stands == recounted:
            continue
        report.differences.append(
            Difference(
                "record",
                f"{source[0]}:{source[1]} {key.measure} {key.unit_id} {key.occurred_on}",
                stands,
                recounted,
                _(
                    "Bản ghi %(record)s, đại lượng %(measure)s, ngày %(day)s: "
                    "sổ có %(stands)s, đếm lại từ bản ghi được %(recounted)s."
                )
                % {
                    "record": f"{source[0]}:{source[1]}",
                    "measure": key.measure,
                    "day": key.occurred_on.strftime("%d/%m/%Y"),
                    "stands": stands,
                    "recounted": recounted,
                },
            )
        )


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
        report.differences.append(
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
        report.differences.append(
            Difference(
                _UNKNOWN_KIND,
                kind,
                exact(total),
                Decimal(0),
                _("Sổ có bút toán từ nguồn “%(kind)s” mà chưa có cách đếm lại nguồn này.")
                % {"kind": kind},
            )
        )


BalanceKey = tuple[object, ...]


def _check_balances(report: VerificationReport, measure: str) -> None:
    """Every balance against the sum of its entries, one measure at a time."""
    wanted: dict[BalanceKey, Decimal] = {}
    by_month = (
        Entry.objects.filter(measure=measure)
        .order_by()
        .values_list(
            "unit_id",
            ExtractYear("occurred_on"),
            ExtractMonth("occurred_on"),
            "standing",
            *DIMENSIONS,
        )
        .annotate(total=Sum("quantity"))
    )
    for unit_id, year, month, *rest in by_month:
        *dims, total = rest
        for part in (month, _WHOLE_YEAR):
            key = (unit_id, year, part, *dims)
            wanted[key] = wanted.get(key, Decimal(0)) + exact(total)
    found: dict[BalanceKey, Decimal] = {
        tuple(key): exact(quantity)
        for *key, quantity in Balance.objects.filter(measure=measure).values_list(
            "unit_id", "year", "month", "standing", *DIMENSIONS, "quantity"
        )
    }
    report.balances += len(found)
    for key in {**wanted, **found}:
        stands, recounted = found.get(key, Decimal(0)), wanted.get(key, Decimal(0))
        if stands != recounted:
            place = f"{measure} {' '.join(str(part) for part in key if part != '')}"
            report.differences.append(
                Difference(
                    "balance",
                    place,
                    stands,
                    recounted,
                    _("Số lũy kế %(place)s là %(stands)s, cộng lại bút toán được %(recounted)s.")
                    % {"place": place, "stands": stands, "recounted": recounted},
                )
            )
