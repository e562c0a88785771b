"""What holds a value back: how many units it takes, and what each of them still lacks by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from songhanh.engines.counting.feeds import JUDGED_BY
from songhanh.engines.counting.periods import Period, PeriodKind
from songhanh.engines.counting.plans import Comparator
from songhanh.engines.counting.requirements import Required
from songhanh.engines.counting.results import Lacking, TargetResult, Verdict

_LACK = frozenset({Verdict.FAILING, Verdict.UNREVIEWED})
_AT_LEAST = frozenset({Comparator.AT_LEAST, Comparator.BETWEEN, Comparator.EQUAL, Comparator.MORE})


@dataclass(frozen=True, slots=True)
class Lack:
    """What one unit (or convention, by its id in ``code``) lacks of a target in a period.

    ``has`` of ``needs`` where it is a number: records, or of a year of quarters or months the
    periods passed of those counted. ``missed`` says that it is over: a quarter that was missed
    cannot be made up in the year.
    """

    ordinal: str
    period: Period
    unit_id: int
    code: str
    by: date
    has: Fraction | None = None
    needs: Fraction | None = None
    what: tuple[Lacking, ...] = ()
    missed: bool = False

    @property
    def missing(self) -> Fraction | None:
        """How many are missing; None where what lacks is no number."""
        if self.has is None or self.needs is None:
            return None
        return max(self.needs - self.has, Fraction(0))


def lacks_of(rows: Sequence[TargetResult]) -> tuple[Lack, ...]:
    """What units lack now, from the rows of one target on one as-of day, in the order of its rows.

    Of the quarters only the running one: what was missed in earlier ones stands in the year's row.
    """
    return tuple(lack for row in rows if _is_now(row) for lack in _lacks(row))


def units_to_go(row: TargetResult, required: Required) -> int | None:
    """How many more units (or conventions) have to pass until the share holds; 0 where it does.

    None where the value is no share, nothing is required, or no number of units would be enough.
    """
    if row.numerator is None or not row.denominator or required.value is None:
        return None
    if required.comparator not in _AT_LEAST:
        return None
    least = required.value * row.denominator / 100
    needed = -(-least.numerator // least.denominator)
    if required.comparator == Comparator.MORE and least.denominator == 1:
        needed += 1
    return max(needed - row.numerator, 0) if needed <= row.denominator else None


def _is_now(row: TargetResult) -> bool:
    return row.period.kind == PeriodKind.YEAR or row.as_of in row.period


def _lacks(row: TargetResult) -> list[Lack]:
    by_periods = row.kind in JUDGED_BY and row.period.kind == PeriodKind.YEAR
    span_ends = row.span.last if row.span else row.period.last
    by = row.period.last if row.threshold is not None else span_ends
    return [
        Lack(
            ordinal=row.ordinal,
            period=row.period,
            unit_id=one.unit_id,
            code=one.code,
            by=by,
            has=one.count if one.needed is not None else None,
            needs=one.needed,
            what=one.lacks,
            missed=by_periods or row.as_of >= by,
        )
        for one in row.outcomes
        if one.verdict in _LACK
    ]
