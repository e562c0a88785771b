"""Units for tests: made and changed by the registry's own verbs, by the command line."""

from datetime import date
from decimal import Decimal

from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits import actions
from songhanh.registry.orgunits.actions import Change, NewUnit, Part, Since
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit, Succession, UnitRelation
from tests.world import NOON

BY = {"acting": command_line(), "at": NOON}
TODAY = date(2026, 6, 15)


def unit(
    code: str,
    name: str = "",
    kind: str = UnitKind.COMMUNE,
    parent: OrgUnit | None = None,
    since: date | None = None,
    *aliases: str,
) -> OrgUnit:
    """One more unit."""
    new = NewUnit(code, name or f"Xã {code}", kind, parent, since, aliases=aliases)
    return actions.create_unit(new, on=TODAY, **BY)


def province(code: str = "P", name: str = "Tỉnh Hải Sơn") -> OrgUnit:
    """A province."""
    return unit(code, name, UnitKind.PROVINCE)


def rename(one: OrgUnit, name: str, on: date) -> Succession:
    return actions.rename_unit(one, name=name, change=Change(on, "QĐ 1"), **BY)


def retype(one: OrgUnit, kind: str, on: date) -> Succession:
    return actions.retype_unit(one, kind=kind, change=Change(on), **BY)


def place(one: OrgUnit, parent: OrgUnit, hierarchy: str, on: date) -> UnitRelation:
    since = Since(on, None, "QĐ 2")
    return actions.set_place(one, hierarchy=hierarchy, parent=parent, since=since, **BY)


def reattach(one: OrgUnit, parent: OrgUnit, on: date) -> Succession:
    return actions.reattach_unit(one, parent=parent, change=Change(on), **BY)


def merge(old: OrgUnit, into: OrgUnit, on: date) -> Succession:
    return actions.merge_unit(old, into=into, change=Change(on), **BY)


def part(old: OrgUnit, new: OrgUnit, share: str | None, on: date) -> Succession:
    return actions.merge_part(
        old, part=Part(new, Decimal(share) if share else None), change=Change(on), **BY
    )


def split(old: OrgUnit, parts: dict[OrgUnit, str | None], on: date) -> list[Succession]:
    wanted = [Part(new, Decimal(share) if share else None) for new, share in parts.items()]
    return actions.split_unit(old, parts=wanted, change=Change(on), **BY)


def dissolve(old: OrgUnit, on: date) -> Succession:
    return actions.dissolve_unit(old, change=Change(on), **BY)


def undo(succession: Succession) -> list[Succession]:
    return actions.undo_succession(succession, reason="nhập nhầm", **BY)
