"""Settings of targets, denominators and the roadmap of a plan in a data package."""

from collections.abc import Collection, Mapping, Sequence

from songhanh.programme.elements.values import Item
from songhanh.programme.plans.checking.faults import Faults, is_month_day, is_one_of, listed
from songhanh.programme.targets.enums import Reading
from songhanh.registry.orgunits.enums import UnitKind

_SETTINGS = (
    "threshold",
    "count_integrated",
    "window",
    "denominator_day",
    "baseline_year",
    "reading",
    "start",
)


def check_target_settings(
    data: Item, faults: Faults, keys: Collection[str], unit_codes: Collection[str]
) -> None:
    """Check the settings by target; a key that names no target is a fault."""
    targets = data.get("targets") or {}
    if not isinstance(targets, Mapping):
        faults.add("/targets", targets, "một đối tượng theo số thứ tự của chỉ tiêu")
        return
    for ordinal, item in targets.items():
        place = f"/targets/{ordinal}"
        if ordinal not in keys:
            faults.add(place, ordinal, f"số thứ tự của một chỉ tiêu: {', '.join(sorted(keys))}")
        if not isinstance(item, Mapping):
            faults.add(place, item, "một đối tượng có denominator hoặc settings")
            continue
        _denominator(item.get("denominator"), place, faults, unit_codes)
        settings = item.get("settings") or {}
        if isinstance(settings, Mapping):
            _settings(settings, f"{place}/settings", faults)
        else:
            faults.add(f"{place}/settings", settings, "một đối tượng")


def _denominator(item: object, place: str, faults: Faults, unit_codes: Collection[str]) -> None:
    if item is None:
        return
    place = f"{place}/denominator"
    if not isinstance(item, Mapping) or len({"class", "kinds", "codes"} & set(item)) != 1:
        faults.add(place, item, "một trong ba: class, kinds hoặc codes")
        return
    if "class" in item:
        faults.text(item, "class", place)
    for kind in listed(item, "kinds", faults, place):
        if not is_one_of(kind, UnitKind.values):
            faults.add(f"{place}/kinds", kind, f"một trong: {', '.join(UnitKind.values)}")
    for code in listed(item, "codes", faults, place):
        if not is_one_of(code, unit_codes):
            faults.add(f"{place}/codes", code, "mã của một đơn vị đã có")


def _settings(item: Item, place: str, faults: Faults) -> None:
    for name in set(item) - set(_SETTINGS):
        faults.add(f"{place}/{name}", name, f"một trong: {', '.join(_SETTINGS)}")
    faults.number(item, "threshold", place)
    faults.year(item, "baseline_year", place)
    faults.choice(item, "reading", place, Reading.values, empty=True)
    if not isinstance(item.get("count_integrated"), bool | None):
        faults.add(f"{place}/count_integrated", item["count_integrated"], "true hoặc false")
    if item.get("denominator_day") is not None and not is_month_day(item["denominator_day"]):
        faults.add(f"{place}/denominator_day", item["denominator_day"], "ngày dạng 12-31")
    window = item.get("window")
    if window is not None and not (
        isinstance(window, Sequence) and len(window) == 2 and all(map(is_month_day, window))
    ):
        faults.add(f"{place}/window", window, 'hai ngày dạng ["11-15", "12-15"]')
    start = item.get("start")
    if start is not None and not isinstance(start, Mapping):
        faults.add(f"{place}/start", start, "một đối tượng có year và value")
    elif start is not None:
        faults.year(start, "year", f"{place}/start", empty=False)
        faults.number(start, "value", f"{place}/start", empty=False)


def check_roadmap(data: Item, faults: Faults, keys: Collection[str]) -> None:
    """Check the roadmap: known targets, one row a year, a value or a threshold."""
    seen: set[str] = set()
    for place, row in faults.objects(data, "roadmap", ""):
        ordinal, year = row.get("ordinal"), row.get("year")
        if not is_one_of(ordinal, keys):
            faults.add(f"{place}/ordinal", ordinal, "số thứ tự của một chỉ tiêu trong kế hoạch")
        faults.year(row, "year", place, empty=False)
        for name in ("value", "threshold"):
            faults.number(row, name, place)
        if row.get("value") is None and row.get("threshold") is None:
            faults.add(place, None, "value hoặc threshold")
        named = f"{ordinal}, {year}"
        if named in seen:
            faults.add(place, named, "mỗi chỉ tiêu một dòng cho một năm")
        seen.add(named)
