"""What is said of a unit besides name, kind and place: dated facts, each with its decision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.spans import (
    DAY,
    last_day_of,
    lock_units,
    require_no_circle,
    require_valid,
)
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
from songhanh.registry.orgunits.names import as_stored, search_form
from songhanh.registry.orgunits.rules import can_describe


@dataclass(frozen=True)
class Since:
    """From which day a fact holds, to which day (None: open), and by what decision."""

    day: date
    until: date | None = None
    basis: str = ""


DatedFact: TypeAlias = UnitFunction | AreaFlag | UnitHead | Membership | UnitRelation

FACTS: Mapping[str, type[models.Model]] = {
    "alias": UnitAlias,
    "function": UnitFunction,
    "area": AreaFlag,
    "head": UnitHead,
    "member": Membership,
    "place": UnitRelation,
}
"""Facts by the word in their address."""


def add_alias(unit: OrgUnit, *, text: str, acting: Acting, at: datetime, on: date) -> UnitAlias:
    """Another name, abbreviation or spelling by which texts call the unit.

    Raises:
        RefusedError: it has that name already.
    """
    require(can_describe(acting, unit, on))
    with recorded("orgunit.add_alias", acting=acting, at=at, subject=unit) as fact:
        text = as_stored(text)
        fact.details = {"alias": text}
        if not text or unit.aliases.filter(text=text).exists():
            raise RefusedError(_("Đơn vị đã có tên gọi này."))
        return UnitAlias.objects.create(
            unit=unit, text=text, folded=search_form(text), source=acting.username
        )


def give_function(
    unit: OrgUnit, *, function: str, since: Since, acting: Acting, at: datetime
) -> UnitFunction:
    """The unit holds a function (standing_unit, press_direction …) from a day on.

    Raises:
        RefusedError: it holds that function then already, or is not valid.
    """
    require(can_describe(acting, unit, since.day))
    with recorded("orgunit.set_function", acting=acting, at=at, subject=unit) as fact:
        fact.details = {"function": function}
        lock_units([unit])
        require_valid(unit, since.day, since.until or since.day)
        if _overlapping(UnitFunction.objects.filter(unit=unit, function=function), since):
            raise RefusedError(_("Đơn vị đang giữ chức năng này."))
        return UnitFunction.objects.create(
            unit=unit, function=function, **_span(since), basis=since.basis
        )


def flag_area(unit: OrgUnit, *, kind: str, since: Since, acting: Acting, at: datetime) -> AreaFlag:
    """The unit lies in an area of a kind, by a decision.

    Raises:
        RefusedError: it does so then already, or is not valid.
    """
    require(can_describe(acting, unit, since.day))
    with recorded("orgunit.flag_area", acting=acting, at=at, subject=unit) as fact:
        fact.details = {"area": kind}
        lock_units([unit])
        require_valid(unit, since.day, since.until or since.day)
        if _overlapping(AreaFlag.objects.filter(unit=unit, kind=kind), since):
            raise RefusedError(_("Đơn vị đã được xếp vào loại địa bàn này trong thời gian đó."))
        return AreaFlag.objects.create(unit=unit, kind=kind, **_span(since), decision=since.basis)


def set_head(
    unit: OrgUnit, *, name: str, post: str, since: Since, acting: Acting, at: datetime
) -> UnitHead:
    """Somebody leads the unit from a day on; who held the post until then leaves it the day before.

    Raises:
        RefusedError: somebody took the post on that day or later, or the unit is not valid.
    """
    require(can_describe(acting, unit, since.day))
    with recorded("orgunit.set_head", acting=acting, at=at, subject=unit):
        lock_units([unit])
        require_valid(unit, since.day, since.day)
        same = UnitHead.objects.filter(unit=unit, post=as_stored(post))
        if same.filter(valid_from__gte=since.day).exists():
            raise RefusedError(_("Chức vụ này đã có người nhận từ ngày đó hoặc sau đó."))
        same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since.day)).update(
            valid_to=since.day - DAY
        )
        return UnitHead.objects.create(
            unit=unit,
            name=as_stored(name),
            post=as_stored(post),
            **_span(since),
            basis=since.basis,
        )


@dataclass(frozen=True)
class NewMember:
    """Who sits in a committee: a person, a unit, or a person for a unit."""

    post: str
    name: str = ""
    unit: OrgUnit | None = None


def add_member(
    committee: OrgUnit, *, member: NewMember, since: Since, acting: Acting, at: datetime
) -> Membership:
    """Somebody sits in the committee from a day on.

    Raises:
        RefusedError: neither a person nor a unit, or one that sits there already.
    """
    require(can_describe(acting, committee, since.day))
    with recorded("orgunit.add_member", acting=acting, at=at, subject=committee):
        lock_units([committee])
        require_valid(committee, since.day, since.day)
        name = as_stored(member.name)
        if not name and member.unit is None:
            raise RefusedError(_("Hãy ghi họ tên hoặc đơn vị của thành viên."))
        if member.unit is not None:
            require_valid(member.unit, since.day, since.day)
        same = Membership.objects.filter(unit=committee, name=name, member=member.unit)
        if _overlapping(same, since):
            raise RefusedError(_("Thành viên này đang có trong ban."))
        return Membership.objects.create(
            unit=committee,
            member=member.unit,
            name=name,
            post=as_stored(member.post),
            **_span(since),
            basis=since.basis,
        )


def set_place(
    unit: OrgUnit,
    *,
    hierarchy: str,
    parent: OrgUnit,
    since: Since,
    acting: Acting,
    at: datetime,
) -> UnitRelation:
    """The unit stands below another one in the line of its sector, or reports to it.

    The place before ends the day before. The territory is changed by the verb ``reattach_unit``.

    Raises:
        RefusedError: one of the two is not valid all the while, a later place exists, or a circle
            would arise.
    """
    require(can_describe(acting, unit, since.day))
    with recorded("orgunit.set_place", acting=acting, at=at, subject=unit) as fact:
        fact.details = {"hierarchy": hierarchy}
        lock_units([unit, parent])
        if hierarchy == Hierarchy.TERRITORY:
            raise RefusedError(_("Trực thuộc theo địa bàn đổi bằng việc chuyển trực thuộc."))
        since = replace(since, until=since.until or last_day_of(unit))
        require_valid(unit, since.day, since.until)
        require_valid(parent, since.day, since.until)
        same = UnitRelation.objects.filter(unit=unit, hierarchy=hierarchy)
        if same.filter(valid_from__gte=since.day).exists():
            raise RefusedError(_("Đơn vị đã có đơn vị cấp trên từ một ngày sau đó."))
        require_no_circle(unit.pk, parent, (since.day, since.until), hierarchy)
        same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since.day)).update(
            valid_to=since.day - DAY
        )
        return UnitRelation.objects.create(
            unit=unit,
            parent=parent,
            hierarchy=hierarchy,
            **_span(since),
            basis=since.basis,
        )


def end_fact(row: DatedFact, *, last_day: date, reason: str, acting: Acting, at: datetime) -> None:
    """The fact holds to a last day.

    Raises:
        RefusedError: the day stands before its first day, or after the end it has.
    """
    require(can_describe(acting, row.unit, last_day))
    _require_no_verb(row)
    with recorded("orgunit.end_fact", acting=acting, at=at, subject=row.unit, reason=reason):
        if row.valid_from is not None and last_day < row.valid_from:
            raise RefusedError(_("Ngày cuối đứng trước ngày bắt đầu. Hãy chọn một ngày sau đó."))
        if row.valid_to is not None and last_day > row.valid_to:
            raise RefusedError(_("Dòng này đã kết thúc trước ngày đó."))
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])


def remove_fact(
    row: DatedFact | UnitAlias, *, reason: str, acting: Acting, at: datetime, on: date
) -> None:
    """Take back what was entered by mistake; the history keeps it."""
    require(can_describe(acting, row.unit, on))
    _require_no_verb(row)
    with recorded("orgunit.remove_fact", acting=acting, at=at, subject=row.unit, reason=reason):
        row.delete()


def _require_no_verb(row: DatedFact | UnitAlias) -> None:
    """A place in the territory is changed by its verb alone, which leaves a succession."""
    if isinstance(row, UnitRelation) and row.hierarchy == Hierarchy.TERRITORY:
        raise RefusedError(_("Trực thuộc theo địa bàn đổi bằng việc chuyển trực thuộc."))


def _overlapping(rows: "models.QuerySet[DatedFact]", since: Since) -> bool:
    reaching = Q(valid_to__isnull=True) | Q(valid_to__gte=since.day)
    if since.until is not None:
        reaching &= Q(valid_from__isnull=True) | Q(valid_from__lte=since.until)
    return rows.filter(reaching).exists()


def _span(since: Since) -> dict[str, date | None]:
    return {"valid_from": since.day, "valid_to": since.until}
