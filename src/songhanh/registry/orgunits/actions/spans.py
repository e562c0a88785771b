"""Dated rows cut, closed and joined: what every verb of the registry is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits.enums import Hierarchy
from songhanh.registry.orgunits.models import (
    AreaFlag,
    Membership,
    OrgUnit,
    UnitFunction,
    UnitHead,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.names import search_form
from songhanh.registry.orgunits.queries import valid_on, version_on

DAY = timedelta(days=1)

_Span = tuple[date, date]

ENDING_WITH_THE_UNIT = (UnitRelation, UnitFunction, AreaFlag, UnitHead, Membership)
"""Dated rows of a unit that end on its last day."""


@dataclass(frozen=True)
class Change:
    """The first day of the new state, and the decision that orders it."""

    on: date
    basis: str = ""
    note: str = ""


def lock_units(units: Iterable[OrgUnit]) -> None:
    """Let nobody else change these units until the transaction ends; always in the same order."""
    keys = sorted({unit.pk for unit in units})
    list(OrgUnit.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def version_to_change(unit: OrgUnit, on: date) -> UnitVersion:
    """The version that holds on the day and began before it.

    Raises:
        RefusedError: there is none, or it begins on that very day.
    """
    version = version_on(unit.pk, on)
    if version is None:
        raise RefusedError(
            _("Đơn vị không có hiệu lực vào ngày %(day)s, nên không có gì để thay đổi từ ngày đó.")
            % {"day": _shown(on)}
        )
    if version.valid_from == on:
        raise RefusedError(
            _(
                "“%(name)s” đã có một thay đổi hoặc được lập đúng ngày %(day)s. Hãy hoàn tác thay "
                "đổi đó hoặc chọn ngày khác."
            )
            % {"name": version.name, "day": _shown(on)}
        )
    return version


def version_to_end(unit: OrgUnit, on: date) -> UnitVersion:
    """The last, open-ended version of a unit that is to end on the day before ``on``.

    Raises:
        RefusedError: it already has an end, or something is dated on or after the day.
    """
    version = version_to_change(unit, on)
    if version.valid_to is not None:
        raise RefusedError(
            _("“%(name)s” đã có ngày kết thúc hoặc có thay đổi sau ngày %(day)s.")
            % {"name": version.name, "day": _shown(on)}
        )
    if UnitRelation.objects.filter(unit=unit, valid_from__gte=on).exists():
        raise RefusedError(
            _("“%(name)s” có thay đổi trực thuộc từ ngày %(day)s trở đi; hãy hoàn tác trước.")
            % {"name": version.name, "day": _shown(on)}
        )
    return version


def last_day_of(unit: OrgUnit) -> date | None:
    """The day the unit ends on; None while no end is known."""
    ends = list(UnitVersion.objects.filter(unit=unit).values_list("valid_to", flat=True))
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def require_valid(unit: OrgUnit, first: date | None, last: date | None) -> None:
    """Pass when the unit is valid on every day of a span.

    Raises:
        RefusedError: it is not yet, no longer, or not always valid then.
    """
    at, end = first or date.min, last or date.max
    spans = UnitVersion.objects.filter(unit=unit).values_list("valid_from", "valid_to", "name")
    name = ""
    for begins, ends, called in sorted(spans, key=lambda span: span[0] or date.min):
        name = called
        if (begins or date.min) <= at <= (ends or date.max):
            if ends is None or ends >= end:
                return
            at = ends + DAY
    if at > (first or date.min):
        sentence = _("“%(name)s” kết thúc trước khi thay đổi này hết hiệu lực.")
    else:
        sentence = _("“%(name)s” chưa có hoặc không còn hiệu lực vào ngày %(day)s.")
    raise RefusedError(sentence % {"name": name, "day": _shown(at) if first else ""})


def cut_version(version: UnitVersion, on: date, *, name: str, kind: str) -> UnitVersion:
    """Close a version on the day before and open the next one, which goes on as long."""
    last = version.valid_to
    version.valid_to = on - DAY
    version.save(update_fields=["valid_to"])
    return UnitVersion.objects.create(
        unit_id=version.unit_id,
        code=version.code,
        name=name,
        folded_name=search_form(name),
        kind=kind,
        valid_from=on,
        valid_to=last,
    )


def move_relation(relation: UnitRelation, parent: OrgUnit, on: date) -> None:
    """Close a relation on the day before and open one to the new parent, which goes on as long."""
    last = relation.valid_to
    relation.valid_to = on - DAY
    relation.save(update_fields=["valid_to"])
    UnitRelation.objects.create(
        unit_id=relation.unit_id,
        parent=parent,
        hierarchy=relation.hierarchy,
        valid_from=on,
        valid_to=last,
    )


def end_unit(version: UnitVersion, on: date) -> None:
    """Close everything of a unit on the day before: name, places, functions, area flags."""
    last = on - DAY
    version.valid_to = last
    version.save(update_fields=["valid_to"])
    for model in ENDING_WITH_THE_UNIT:
        open_rows = model._default_manager.filter(unit_id=version.unit_id)
        open_rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last)).update(valid_to=last)


def children_of(unit: OrgUnit, on: date) -> list[UnitRelation]:
    """The relations, in every hierarchy, of what stands directly below a unit from a day on."""
    reaching = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return list(UnitRelation.objects.filter(reaching, parent=unit).order_by("pk"))


def require_no_circle(
    unit_id: int,
    parent: OrgUnit,
    span: tuple[date | None, date | None],
    hierarchy: str = Hierarchy.TERRITORY,
) -> None:
    """Pass when the unit would stand below itself on no day of the span.

    Raises:
        RefusedError: on some day the parent stands below the unit.
    """
    waiting: dict[int, list[_Span]] = {
        parent.pk: [(span[0] or date.min, span[1] or date.max)],
    }
    seen: set[tuple[int, _Span]] = set()
    while waiting:
        if unit_id in waiting:
            raise RefusedError(
                _("Không thể để một đơn vị trực thuộc chính nó hoặc trực thuộc đơn vị cấp dưới.")
            )
        above: dict[int, list[_Span]] = {}
        rows = UnitRelation.objects.filter(
            unit_id__in=list(waiting), hierarchy=hierarchy
        ).values_list("unit_id", "parent_id", "valid_from", "valid_to")
        for child, higher, first, last in rows:
            for begins, ends in waiting[child]:
                shared = max(begins, first or date.min), min(ends, last or date.max)
                if shared[0] <= shared[1] and (higher, shared) not in seen:
                    seen.add((higher, shared))
                    above.setdefault(higher, []).append(shared)
        waiting = above


def bearer_of(code: str, first: date | None, last: date | None) -> UnitVersion | None:
    """A version that bears a code on any day of a span."""
    found = UnitVersion.objects.filter(code=code)
    if first is not None:
        found = found.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
    if last is not None:
        found = found.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
    return found.first()


def relation_on(unit: OrgUnit, on: date) -> UnitRelation | None:
    """The unit's place in the territory on a day."""
    return UnitRelation.objects.filter(
        valid_on(on), unit=unit, hierarchy=Hierarchy.TERRITORY
    ).first()


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
