"""How demanding a target is beside another: value, share of units, rhythm, year, baseline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from songhanh.engines.planreader.comparing.matching import Item
from songhanh.engines.vntext import format_number

_TIMES_A_YEAR = {
    "year": 1,
    "half_year": 2,
    "school_term": 2,
    "quarter": 4,
    "month": 12,
    "week": 52,
}
"""How often a rhythm comes in a year; what is reached once by a year has none."""

_AT_MOST = frozenset({"<", "<="})
_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Departure:
    """One difference between a lower target and the upper one, in a code and a sentence."""

    code: str
    message: str


def departures_of(child: Item, parent: Item, begins: int | None) -> tuple[Departure, ...]:
    """Every difference, in the order in which people ask: how much, of whom, when, against what.

    ``begins`` is the lower plan's first year: a milestone before it is named as past.
    """
    return (
        *_value(child, parent),
        *_coverage(child, parent),
        *_rhythm(child, parent),
        *_milestones(child, parent, begins),
        *_baseline(child, parent),
    )


def is_stricter(departures: Iterable[Departure]) -> bool:
    """Whether anything asks for more than the upper plan."""
    stricter = {"value_higher", "coverage_higher", "period_finer", "earlier"}
    return any(one.code in stricter for one in departures)


def first_year_of(plan: Mapping[str, Any]) -> int | None:
    """The first year of a structured plan, printed or concluded."""
    period = plan.get("period") or {}
    year = period.get("from") or period.get("from_inferred")
    return int(year) if year is not None else None


def number(value: object) -> Decimal | None:
    """A number of a structured plan as an exact one; None when it is not printed."""
    return None if value is None else Decimal(str(value))


def _value(child: Item, parent: Item) -> list[Departure]:
    mine, theirs = number(child.get("value")), number(parent.get("value"))
    if theirs is None:
        return []
    if mine is None:
        return [
            Departure("value_lower", f"Không nêu giá trị; kế hoạch trên nêu {_amount(parent)}.")
        ]
    mine, theirs = _per_year(mine, child, parent), _per_year(theirs, parent, child)
    order = _compared((mine, _top(child), _open(child)), (theirs, _top(parent), _open(parent)))
    if str(parent.get("comparator")) in _AT_MOST:
        order = -order
    words = f"nêu {_amount(child)}, kế hoạch trên nêu {_amount(parent)}"
    if order < 0:
        return [Departure("value_lower", f"Giá trị thấp hơn: {words}.")]
    return [Departure("value_higher", f"Giá trị cao hơn: {words}.")] if order > 0 else []


def _compared(
    mine: tuple[Decimal, Decimal | None, bool], theirs: tuple[Decimal, Decimal | None, bool]
) -> int:
    """-1, 0 or 1: the lower bound first, then the upper one of a range, then "more than"."""
    for a, b in ((mine[0], theirs[0]), (mine[1] or mine[0], theirs[1] or theirs[0])):
        if a != b and not (a is mine[1] and theirs[1] is None):
            return 1 if a > b else -1
    return int(mine[2]) - int(theirs[2])


def _top(item: Item) -> Decimal | None:
    return number(item.get("value_max"))


def _open(item: Item) -> bool:
    return item.get("comparator") in (">", "<")


def _per_year(value: Decimal, item: Item, other: Item) -> Decimal:
    """Numbers of different rhythms are compared by the year; the same rhythm as it stands."""
    own, others = _TIMES_A_YEAR.get(_period(item)), _TIMES_A_YEAR.get(_period(other))
    if own is None or others is None or own == others or item.get("unit") == "%":
        return value
    return value * own


def _period(item: Item) -> str:
    return str(item.get("period") or "year")


def _coverage(child: Item, parent: Item) -> list[Departure]:
    mine, theirs = _share(child), _share(parent)
    if mine == theirs:
        return []
    words = f"{format_number(mine)} % đơn vị, kế hoạch trên {format_number(theirs)} %"
    if mine < theirs:
        return [Departure("coverage_lower", f"Tỷ lệ đơn vị phải đạt thấp hơn: {words}.")]
    return [Departure("coverage_higher", f"Tỷ lệ đơn vị phải đạt cao hơn: {words}.")]


def _share(item: Item) -> Decimal:
    """The share of units; a target without one speaks of all of them."""
    coverage = item.get("coverage") or {}
    return number(coverage.get("value")) or _WHOLE


def _rhythm(child: Item, parent: Item) -> list[Departure]:
    own, above = _TIMES_A_YEAR.get(_period(child)), _TIMES_A_YEAR.get(_period(parent))
    if own == above or above is None:
        return []
    words = f"{_PERIODS[_period(child)]}, kế hoạch trên: {_PERIODS[_period(parent)]}"
    if own is None or own < above:
        return [Departure("period_coarser", f"Kỳ tính thưa hơn: {words}.")]
    return [Departure("period_finer", f"Kỳ tính dày hơn: {words}.")]


def _milestones(child: Item, parent: Item, begins: int | None) -> list[Departure]:
    mine, above = _by_year(child), _by_year(parent)
    if not above:
        return []
    every_year = not mine and _period(child) != "once"
    found: list[Departure] = []
    for year, value in above.items():
        if year in mine:
            found += _milestone(year, mine[year], value)
        elif not every_year or (begins is not None and year < begins):
            found += [_dropped(year, value, begins, mine)]
    return found


def _milestone(year: int, mine: Decimal, theirs: Decimal) -> list[Departure]:
    words = f"{format_number(mine)}, kế hoạch trên {format_number(theirs)}"
    if mine < theirs:
        return [Departure("value_lower", f"Mốc {year} thấp hơn: {words}.")]
    return [Departure("value_higher", f"Mốc {year} cao hơn: {words}.")] if mine > theirs else []


def _dropped(
    year: int, value: Decimal, begins: int | None, mine: Mapping[int, Decimal]
) -> Departure:
    words = f"Không còn mốc {year} ({format_number(value)}) của kế hoạch trên"
    if begins is not None and year < begins:
        return Departure("milestone_dropped", f"{words}; mốc này trước năm đầu của kế hoạch.")
    later = [one for one in mine if one > year]
    if mine and len(later) == len(mine) and all(mine[one] <= value for one in later):
        return Departure("later", f"{words}; giá trị ấy chỉ đạt vào năm {min(later)}.")
    return Departure("milestone_dropped", f"{words}.")


def _by_year(item: Item) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for one in item.get("milestones") or []:
        value = number(one.get("value"))
        if one.get("year") is not None and value is not None:
            found[int(one["year"])] = max(value, found.get(int(one["year"]), value))
    return dict(sorted(found.items()))


def _baseline(child: Item, parent: Item) -> list[Departure]:
    mine, theirs = child.get("baseline_year"), parent.get("baseline_year")
    if theirs is None or mine == theirs:
        return []
    named = f"năm gốc {mine}" if mine is not None else "không nêu năm gốc"
    return [Departure("baseline_changed", f"Lấy {named} thay cho {theirs}.")]


def _amount(item: Item) -> str:
    value, top = number(item.get("value")), _top(item)
    if value is None:
        return "không có giá trị"
    words = format_number(value) + (f" – {format_number(top)}" if top is not None else "")
    return " ".join(part for part in (words, str(item.get("unit") or "")) if part)


_PERIODS = {
    "year": "mỗi năm",
    "half_year": "mỗi 6 tháng",
    "school_term": "mỗi học kỳ",
    "quarter": "mỗi quý",
    "month": "mỗi tháng",
    "week": "mỗi tuần",
    "once": "một lần, đến năm",
}
