"""The plans of a data package, all of them: checked together, taken in the order they need."""

from collections.abc import Mapping
from datetime import datetime

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.tables import CellReader, ImportCount
from songhanh.programme.elements.values import Item
from songhanh.programme.plans.actions.packaging import take_in
from songhanh.programme.plans.checking import check_package_plan
from songhanh.programme.plans.checking.faults import Faults
from songhanh.programme.plans.queries.packages import known_plan_codes, known_unit_codes


def import_plans(
    plans: Mapping[str, object], reader: CellReader, *, acting: Acting, at: datetime
) -> dict[str, ImportCount]:
    """Import ``plans/*.json``; faults of every file go to the reader's findings.

    A plan may name one of the same package as its parent, or as superseded, in any order. Nothing
    is stored when any of them has a fault.
    """
    units = known_unit_codes()
    codes = known_plan_codes() | {code for data in plans.values() if (code := _code(data))}
    sound: dict[str, Item] = {}
    for file, data in plans.items():
        found = check_package_plan(data, file, unit_codes=units, plan_codes=codes)
        reader.findings.extend(found)
        if not found and isinstance(data, Mapping):
            sound[file] = data
    sound = _once_each(sound, reader)
    order = _in_order(sound, reader)
    if len(order) < len(plans):
        return {}
    counts: dict[str, ImportCount] = {}
    for file in order:
        change = take_in(sound[file], acting=acting, at=at).change
        counts[file] = ImportCount(
            added=int(change == "added"),
            changed=int(change == "changed"),
            same=int(change == "same"),
        )
    return counts


def _once_each(plans: Mapping[str, Item], reader: CellReader) -> dict[str, Item]:
    """Two files of one code would overwrite each other."""
    by_code: dict[str, str] = {}
    for file, data in plans.items():
        other = by_code.setdefault(_code(data), file)
        if other != file:
            faults = Faults(file)
            faults.add("/code", data["code"], f"mã khác với mã trong tệp {other}")
            reader.findings.extend(faults.found)
    return {file: data for file, data in plans.items() if by_code[_code(data)] == file}


def _in_order(plans: Mapping[str, Item], reader: CellReader) -> list[str]:
    """Files with those they refer to before them; a circle is a fault."""
    by_code = {_code(data): file for file, data in plans.items()}
    order: list[str] = []
    waiting = dict(plans)
    while waiting:
        ready = [
            file
            for file, data in waiting.items()
            if not any(by_code.get(code) in waiting for code in _named(data))
        ]
        if not ready:
            file, data = next(iter(waiting.items()))
            faults = Faults(file)
            faults.add("/parent_code", data.get("parent_code"), "kế hoạch không vòng lại chính nó")
            reader.findings.extend(faults.found)
            return order
        order.extend(ready)
        for file in ready:
            del waiting[file]
    return order


def _named(data: Item) -> list[str]:
    return [
        str(code) for code in [data.get("parent_code"), *(data.get("supersedes") or [])] if code
    ]


def _code(data: object) -> str:
    return str(data.get("code", "")).strip() if isinstance(data, Mapping) else ""
