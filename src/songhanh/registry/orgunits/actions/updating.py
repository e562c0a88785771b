"""Taking in a newer official list: what it changes is shown first, then done."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits.actions.official import load_official_registry
from songhanh.registry.orgunits.enums import Hierarchy
from songhanh.registry.orgunits.models import UnitRelation, UnitVersion
from songhanh.registry.orgunits.phrases import OFFICIAL_SOURCE
from songhanh.registry.orgunits.queries import nearest_versions

NEEDED = ("units.csv", "successions.csv", "bases.csv")


@dataclass(frozen=True)
class UnitChange:
    """One unit a newer list changes: new, renamed, retyped, moved, ended, dated, not_listed."""

    kind: str
    code: str
    before: str
    after: str


@dataclass(frozen=True)
class _State:
    """An official unit as its newest version has it."""

    code: str
    name: str
    kind: str
    span: tuple[date | None, date | None]
    parent_id: int | None


def update_official_registry(
    lists: Path, *, dry_run: bool, acting: Acting, at: datetime, on: date
) -> list[UnitChange]:
    """Take in the lists of a folder (units, successions, bases) as one fact.

    What changes is given in the order of codes; with ``dry_run`` everything is taken back again.
    ``not_listed`` names units of the day the list does not know: they stay, and somebody looks.

    Raises:
        RefusedError: a list is missing, not readable, or contradicts itself or the registry.
    """
    missing = [name for name in NEEDED if not (lists / name).is_file()]
    if missing:
        raise RefusedError(
            _("Thư mục thiếu tệp %(names)s của danh mục chính thức.")
            % {"names": ", ".join(missing)}
        )
    with transaction.atomic():
        before = _states()
        try:
            load_official_registry(acting=acting, at=at, lists=lists)
        except (ValueError, KeyError) as error:
            raise RefusedError(
                _("Danh mục mới chưa nhận được: %(why)s Không có gì thay đổi.") % {"why": error}
            ) from error
        after = _states()
        changes = [*_changes(before, after), *_not_listed(lists, before, on)]
        if dry_run:
            transaction.set_rollback(True)
    return sorted(changes, key=lambda one: (one.code, one.kind))


def _states() -> dict[int, _State]:
    official = UnitVersion.objects.filter(unit__source=OFFICIAL_SOURCE)
    placed = UnitRelation.objects.filter(
        unit__source=OFFICIAL_SOURCE, hierarchy=Hierarchy.TERRITORY
    )
    parents = {
        unit_id: parent_id
        for unit_id, parent_id, _first in sorted(
            placed.values_list("unit_id", "parent_id", "valid_from"),
            key=lambda row: row[2] or date.min,
        )
    }
    states: dict[int, _State] = {}
    rows = official.values_list("unit_id", "code", "name", "kind", "valid_from", "valid_to")
    for unit_id, code, name, kind, first, last in sorted(rows, key=lambda row: row[4] or date.min):
        states[unit_id] = _State(code, name, kind, (first, last), parents.get(unit_id))
    return states


def _changes(before: dict[int, _State], after: dict[int, _State]) -> list[UnitChange]:
    moved = {one.parent_id for state in (before, after) for one in state.values()}
    names = nearest_versions({one for one in moved if one is not None}, date.max)
    found = []
    for unit_id, now in after.items():
        old = before.get(unit_id)
        if old is None:
            found.append(UnitChange("new", now.code, "", now.name))
        elif old != now:
            found += _differences(old, now, {key: one.name for key, one in names.items()})
    return found


def _differences(old: _State, now: _State, names: dict[int, str]) -> list[UnitChange]:
    code = now.code
    parents = [names.get(one.parent_id or 0, "") for one in (old, now)]
    found = []
    if old.name != now.name:
        found.append(UnitChange("renamed", code, old.name, now.name))
    if old.kind != now.kind:
        found.append(UnitChange("retyped", code, old.kind, now.kind))
    if old.parent_id != now.parent_id:
        found.append(UnitChange("moved", code, parents[0], parents[1]))
    if old.span[1] is None and now.span[1] is not None:
        found.append(UnitChange("ended", code, now.name, now.span[1].isoformat()))
    return found or [UnitChange("dated", code, _days(old), _days(now))]


def _days(state: _State) -> str:
    return " – ".join(day.isoformat() if day else "" for day in state.span)


def _not_listed(lists: Path, before: dict[int, _State], on: date) -> list[UnitChange]:
    with (lists / "units.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["code"] for row in csv.DictReader(file)}
    return [
        UnitChange("not_listed", one.code, one.name, "")
        for one in before.values()
        if one.code not in listed and (one.span[1] is None or one.span[1] >= on)
    ]
