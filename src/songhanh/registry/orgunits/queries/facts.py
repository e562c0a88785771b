"""What is said of a unit besides its name, on a day and over time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from songhanh.registry.orgunits.enums import Hierarchy
from songhanh.registry.orgunits.models import (
    AreaFlag,
    Membership,
    OrgUnit,
    UnitAlias,
    UnitFunction,
    UnitHead,
    UnitRelation,
)
from songhanh.registry.orgunits.queries.trees import in_branch, valid_on
from songhanh.registry.orgunits.queries.versions import nearest_versions

_Row = TypeVar("_Row", bound=models.Model)


@dataclass(frozen=True)
class FactLine:
    """One line: what it says, since when and how long, by what decision."""

    pk: int
    text: str
    valid_from: date | None
    valid_to: date | None
    basis: str
    other_id: int | None = None
    """The unit it speaks of besides: the member, the unit above."""

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class FactSection:
    """The lines of one sort, newest first, under the word of their address."""

    kind: str
    title: str
    lines: list[FactLine]


def facts_of(unit_id: int, day: date) -> list[FactSection]:
    """Everything said of a unit: a constant number of statements."""
    places = list(
        UnitRelation.objects.filter(unit_id=unit_id).exclude(hierarchy=Hierarchy.TERRITORY)
    )
    members = list(Membership.objects.filter(unit_id=unit_id))
    sits_in = list(Membership.objects.filter(member_id=unit_id))
    others = {one.parent_id for one in places} | {one.unit_id for one in sits_in}
    others |= {one.member_id for one in members if one.member_id is not None}
    names = {key: one.name for key, one in nearest_versions(others, day).items()}
    aliases = UnitAlias.objects.filter(unit_id=unit_id).order_by("text")
    sections = [
        FactSection(
            "alias",
            _("Tên gọi khác, chữ viết tắt"),
            [FactLine(one.pk, one.text, None, None, one.source) for one in aliases],
        ),
        FactSection(
            "function",
            _("Chức năng"),
            [
                FactLine(one.pk, one.label, one.valid_from, one.valid_to, one.basis)
                for one in _newest(UnitFunction.objects.filter(unit_id=unit_id))
            ],
        ),
        FactSection(
            "area",
            _("Loại địa bàn"),
            [
                FactLine(one.pk, one.get_kind_display(), one.valid_from, one.valid_to, one.decision)
                for one in _newest(AreaFlag.objects.filter(unit_id=unit_id))
            ],
        ),
        FactSection(
            "head",
            _("Người đứng đầu"),
            [
                FactLine(one.pk, f"{one.name}, {one.post}", one.valid_from, one.valid_to, one.basis)
                for one in _newest(UnitHead.objects.filter(unit_id=unit_id))
            ],
        ),
        FactSection("member", _("Thành viên"), [_member_line(one, names) for one in members]),
        FactSection(
            "place",
            _("Cấp trên theo ngành, báo cáo"),
            [
                FactLine(
                    one.pk,
                    f"{one.get_hierarchy_display()}: {names.get(one.parent_id, '')}",
                    one.valid_from,
                    one.valid_to,
                    one.basis,
                    one.parent_id,
                )
                for one in places
            ],
        ),
        FactSection(
            "sits",
            _("Tham gia ban"),
            [
                FactLine(
                    one.pk,
                    f"{names.get(one.unit_id, '')}: {one.post}",
                    one.valid_from,
                    one.valid_to,
                    one.basis,
                    one.unit_id,
                )
                for one in sits_in
            ],
        ),
    ]
    return [section for section in sections if section.lines]


def holders_of(function: str, on: date, under: int | None = None) -> list[OrgUnit]:
    """The units that hold a function on a day, below a unit (itself included) or anywhere."""
    rows = UnitFunction.objects.filter(valid_on(on), function=function)
    if under is not None:
        rows = rows.filter(unit_id__in=in_branch(under, on))
    return [row.unit for row in rows.select_related("unit").order_by("unit_id")]


def areas_of(unit_ids: Collection[int], on: date) -> dict[int, frozenset[str]]:
    """The kinds of areas each unit lies in on a day; only flags valid then count."""
    found: dict[int, set[str]] = {}
    rows = AreaFlag.objects.filter(valid_on(on), unit_id__in=set(unit_ids))
    for unit_id, kind in rows.values_list("unit_id", "kind"):
        found.setdefault(unit_id, set()).add(kind)
    return {unit_id: frozenset(kinds) for unit_id, kinds in found.items()}


def _newest(rows: "models.QuerySet[_Row]") -> Iterable[_Row]:
    return rows.order_by(models.F("valid_from").desc(nulls_last=True), "pk")


def _member_line(one: Membership, names: dict[int, str]) -> FactLine:
    unit = names.get(one.member_id, "") if one.member_id is not None else ""
    who = f"{one.name} ({unit})" if one.name and unit else one.name or unit
    return FactLine(
        one.pk, f"{one.post}: {who}", one.valid_from, one.valid_to, one.basis, one.member_id
    )
