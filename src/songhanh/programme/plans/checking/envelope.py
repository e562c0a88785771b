"""The outer object of a plan in a data package: whose it is, what it refers to."""

from collections.abc import Collection, Mapping

from songhanh.foundation.lib.findings import ImportFinding
from songhanh.programme.elements.values import Item
from songhanh.programme.plans.checking.faults import Faults
from songhanh.programme.plans.checking.settings import check_roadmap, check_target_settings
from songhanh.programme.plans.checking.shapes import (
    a_date,
    any_text,
    check_shape,
    known,
    list_of,
    one_of,
    optional,
)
from songhanh.programme.plans.checking.structured import check_structured

_LONGEST_CODE = 80


def check_package_plan(
    data: object, file: str, *, unit_codes: Collection[str], plan_codes: Collection[str]
) -> list[ImportFinding]:
    """Every fault of one plan of a package; empty when it can be published.

    ``unit_codes`` and ``plan_codes`` are what references may point at: what the database holds and
    what the same package brings.
    """
    faults = Faults(file)
    if not isinstance(data, Mapping):
        faults.add("/", data, "một đối tượng JSON")
        return faults.found
    _envelope(data, faults, unit_codes, plan_codes)
    plan = data.get("plan")
    if not isinstance(plan, Mapping):
        faults.add("/plan", plan, "kế hoạch có cấu trúc (plan.schema.json)")
        return faults.found
    if plan.get("not_a_plan"):
        faults.add("/plan", "not_a_plan", "một kế hoạch")
        return faults.found
    keys = check_structured(plan, faults)
    check_target_settings(data, faults, keys, unit_codes)
    check_roadmap(data, faults, keys)
    return faults.found


def _envelope(
    data: Item, faults: Faults, unit_codes: Collection[str], plan_codes: Collection[str]
) -> None:
    a_plan = known(plan_codes, "mã của một kế hoạch đã có")
    shape = {
        "code": _a_code,
        "issuer_code": known(unit_codes, "mã của một đơn vị đã có"),
        "number": optional(any_text),
        "issued_on": optional(a_date),
        "status": optional(one_of(("issued",))),
        "parent_code": optional(a_plan),
        "supersedes": list_of(a_plan),
    }
    check_shape(faults, data, "", shape)
    if data.get("parent_code") is not None and data.get("parent_code") == data.get("code"):
        faults.add("/parent_code", data["parent_code"], "mã của một kế hoạch khác")


def _a_code(faults: Faults, value: object, place: str) -> None:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        faults.add(place, value, "mã của kế hoạch")
    elif len(value.strip()) > _LONGEST_CODE:
        faults.add(place, value, f"mã không quá {_LONGEST_CODE} ký tự")
