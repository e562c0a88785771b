"""The outer object of a plan in a data package: whose it is, what it refers to."""

from collections.abc import Collection, Mapping

from songhanh.foundation.lib.findings import ImportFinding
from songhanh.programme.elements.values import Item
from songhanh.programme.plans.checking.faults import Faults, is_date, is_one_of, listed
from songhanh.programme.plans.checking.settings import check_roadmap, check_target_settings
from songhanh.programme.plans.checking.structured import check_structured


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
    faults.text(data, "code", "")
    if not is_one_of(data.get("issuer_code"), unit_codes):
        faults.add("/issuer_code", data.get("issuer_code"), "mã của một đơn vị đã có")
    if data.get("status", "issued") != "issued":
        faults.add("/status", data.get("status"), "issued")
    issued_on = data.get("issued_on")
    if issued_on is not None and not is_date(issued_on):
        faults.add("/issued_on", issued_on, "một ngày dạng 2026-03-15, hoặc null")
    parent = data.get("parent_code")
    if parent is not None and not is_one_of(parent, plan_codes):
        faults.add("/parent_code", parent, "mã của một kế hoạch đã có, hoặc null")
    for place, code in enumerate(listed(data, "supersedes", faults)):
        if not is_one_of(code, plan_codes):
            faults.add(f"/supersedes/{place}", code, "mã của một kế hoạch đã có")
