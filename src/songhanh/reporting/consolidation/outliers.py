"""Figures that look unlike the unit's last report, or unlike those of its peers.

An outlier is a question, never a fault: the unit may have had a good year. Which figures are
looked at is ``COLUMNS``; from when on a figure stands out is data (``OutlierLimits``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from statistics import median

Values = Mapping[str, Decimal | None]
"""The figures of one unit by key; None is not known."""

_NORMAL = Decimal("1.4826")
"""What makes the median deviation of a normal distribution its standard deviation."""


@dataclass(frozen=True)
class OutlierLimits:
    """From when on a figure stands out.

    ``times_last``: so many times the last period's, or that part of it. ``spreads``: so many
    spreads (median deviation × 1.4826) from the median of the peers. Neither is looked at when the
    difference is below ``least_difference``, peers only where at least ``least_peers`` report.
    """

    times_last: Decimal = Decimal(3)
    spreads: Decimal = Decimal(4)
    least_difference: Decimal = Decimal(5)
    least_peers: int = 8


class OutlierKind(Enum):
    """Unlike what a figure is."""

    LAST = "last"
    PEERS = "peers"


@dataclass(frozen=True)
class Outlier:
    """One figure of one unit that stands out, beside what would have been expected."""

    unit_id: int
    key: str
    kind: OutlierKind
    value: Decimal
    expected: Decimal


@dataclass(frozen=True)
class Reporter:
    """What one unit reports now and reported last; ``group`` says who its peers are."""

    unit_id: int
    group: str
    now: Values
    last: Values


def outliers_of(
    reporters: Sequence[Reporter], keys: Iterable[str], limits: OutlierLimits
) -> list[Outlier]:
    """The figures that stand out, in the order of the units, then of the keys."""
    found: list[Outlier] = []
    keys = tuple(keys)
    middles = {key: _middles(reporters, key, limits) for key in keys}
    for one in reporters:
        for key in keys:
            found += _against_last(one, key, limits)
            found += _against_peers(one, key, middles[key].get(one.group), limits)
    return found


def _against_last(one: Reporter, key: str, limits: OutlierLimits) -> list[Outlier]:
    now, last = one.now.get(key), one.last.get(key)
    if now is None or last is None or abs(now - last) < limits.least_difference:
        return []
    low, high = sorted((now, last))
    if low and high < low * limits.times_last:
        return []
    return [Outlier(one.unit_id, key, OutlierKind.LAST, now, last)]


def _against_peers(
    one: Reporter, key: str, middle: tuple[Decimal, Decimal] | None, limits: OutlierLimits
) -> list[Outlier]:
    now = one.now.get(key)
    if now is None or middle is None:
        return []
    centre, spread = middle
    away = abs(now - centre)
    if away < limits.least_difference or away <= limits.spreads * spread:
        return []
    return [Outlier(one.unit_id, key, OutlierKind.PEERS, now, centre)]


def _middles(
    reporters: Sequence[Reporter], key: str, limits: OutlierLimits
) -> dict[str, tuple[Decimal, Decimal]]:
    """Median and spread of each group with enough peers."""
    values: dict[str, list[Decimal]] = defaultdict(list)
    for one in reporters:
        value = one.now.get(key)
        if value is not None:
            values[one.group].append(value)
    return {
        group: _middle(known) for group, known in values.items() if len(known) >= limits.least_peers
    }


def _middle(known: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    centre = Decimal(median(known))
    return centre, _NORMAL * Decimal(median(abs(value - centre) for value in known))
