"""Settings of targets, denominators and the roadmap of a plan in a data package."""

from collections.abc import Collection, Mapping, Sequence

from songhanh.programme.elements.values import Item
from songhanh.programme.plans.checking.faults import Faults, is_month_day
from songhanh.programme.plans.checking.shapes import (
    Check,
    Shape,
    a_flag,
    a_month_day,
    a_number,
    a_text,
    a_year,
    an_object,
    check_shape,
    known,
    list_of,
    one_of,
    optional,
)
from songhanh.programme.targets.enums import Reading
from songhanh.registry.orgunits.enums import UnitKind


def _a_window(faults: Faults, value: object, place: str) -> None:
    days = value if isinstance(value, Sequence) and not isinstance(value, str) else []
    if len(days) != 2 or not all(is_month_day(day) for day in days):
        faults.add(place, value, 'hai ngày dạng ["11-15", "12-15"]')


_SETTINGS: Shape = {
    "threshold": optional(a_number),
    "count_integrated": optional(a_flag),
    "window": optional(_a_window),
    "denominator_day": optional(a_month_day),
    "baseline_year": optional(a_year),
    "reading": optional(one_of(Reading.values)),
    "start": optional(an_object({"year": a_year, "value": a_number})),
}


def check_target_settings(
    data: Item, faults: Faults, keys: Collection[str], unit_codes: Collection[str]
) -> None:
    """Check the settings by target; a key that names no target is a fault."""
    targets = data.get("targets") or {}
    if not isinstance(targets, Mapping):
        faults.add("/targets", targets, "một đối tượng theo số thứ tự của chỉ tiêu")
        return
    shape: Shape = {
        "denominator": optional(_denominator(unit_codes)),
        "settings": optional(_settings),
    }
    for ordinal, item in targets.items():
        place = f"/targets/{ordinal}"
        if ordinal not in keys:
            faults.add(place, ordinal, f"số thứ tự của một chỉ tiêu: {', '.join(sorted(keys))}")
        an_object(shape)(faults, item, place)


def _denominator(unit_codes: Collection[str]) -> Check:
    shapes: dict[str, Shape] = {
        "class": {"class": a_text},
        "kinds": {"kinds": list_of(one_of(UnitKind.values))},
        "codes": {"codes": list_of(known(unit_codes, "mã của một đơn vị đã có"))},
    }

    def look(faults: Faults, value: object, place: str) -> None:
        named = set(shapes) & set(value) if isinstance(value, Mapping) else set()
        if len(named) != 1 or not isinstance(value, Mapping):
            faults.add(place, value, "một trong ba: class, kinds hoặc codes")
            return
        check_shape(faults, value, place, shapes[named.pop()])

    return look


def _settings(faults: Faults, value: object, place: str) -> None:
    an_object(_SETTINGS)(faults, value, place)
    for name in sorted(set(value) - set(_SETTINGS)) if isinstance(value, Mapping) else []:
        faults.add(f"{place}/{name}", name, f"một trong: {', '.join(_SETTINGS)}")


def check_roadmap(data: Item, faults: Faults, keys: Collection[str]) -> None:
    """Check the roadmap: known targets, one row a year, a value or a threshold."""
    seen: set[str] = set()
    row_shape = an_object(
        {
            "ordinal": known(keys, "số thứ tự của một chỉ tiêu trong kế hoạch"),
            "year": a_year,
            "value": optional(a_number),
            "threshold": optional(a_number),
        }
    )

    def look(faults: Faults, row: object, place: str) -> None:
        row_shape(faults, row, place)
        if not isinstance(row, Mapping):
            return
        if row.get("value") is None and row.get("threshold") is None:
            faults.add(place, None, "value hoặc threshold")
        named = f"{row.get('ordinal')}, {row.get('year')}"
        if named in seen:
            faults.add(place, named, "mỗi chỉ tiêu một dòng cho một năm")
        seen.add(named)

    list_of(look)(faults, data.get("roadmap"), "/roadmap")
