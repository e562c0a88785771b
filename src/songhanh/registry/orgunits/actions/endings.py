"""What ends a unit or takes a part of it: merger, merger of a part, split, dissolution."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.spans import (
    Change,
    children_of,
    end_unit,
    lock_units,
    move_relation,
    require_no_circle,
    require_valid,
    version_to_change,
    version_to_end,
)
from songhanh.registry.orgunits.enums import Hierarchy, SuccessionKind
from songhanh.registry.orgunits.models import OrgUnit, Succession
from songhanh.registry.orgunits.queries import standing_successions
from songhanh.registry.orgunits.rules import can_change, can_continue_in


@dataclass(frozen=True)
class Part:
    """A unit that receives a part, and how much of the old unit that is; None: not decided yet."""

    unit: OrgUnit
    share: Decimal | None = None


def merge_unit(
    old: OrgUnit, *, into: OrgUnit, change: Change, acting: Acting, at: datetime
) -> Succession:
    """The old unit ends and goes on whole in another; what stood below it goes there too.

    Raises:
        RefusedError: the old one has an end already, the other is not valid then or stands below
            it, or parts of the old one went elsewhere on that day.
    """
    require(can_change(acting, old, change.on))
    require(can_continue_in(acting, [into.pk], change.on))
    with recorded("orgunit.merge", acting=acting, at=at, subject=old) as fact:
        lock_units([old, into])
        version = version_to_end(old, change.on)
        _require_other(old, [into], change)
        _require_whole(old, change, Decimal(1))
        children = children_of(old, change.on)
        for relation in children:
            if relation.valid_from is not None and relation.valid_from >= change.on:
                raise RefusedError(
                    _("Có đơn vị sẽ chuyển về “%(name)s” sau ngày này; hãy hoàn tác việc đó trước.")
                    % {"name": version.name}
                )
            require_valid(into, change.on, relation.valid_to)
            span = change.on, relation.valid_to
            require_no_circle(relation.unit_id, into, span, relation.hierarchy)
        fact.subject_label = version.name
        end_unit(version, change.on)
        for relation in children:
            move_relation(relation, into, change.on)
            if relation.hierarchy == Hierarchy.TERRITORY:
                _follow(relation.unit_id, change)
        return _went(old, Part(into), SuccessionKind.MERGE, change)


def merge_part(
    old: OrgUnit, *, part: Part, change: Change, acting: Acting, at: datetime
) -> Succession:
    """A part of the old unit goes to another; the old one lives on with the rest.

    Raises:
        RefusedError: one of the two is not valid then, or the shares of the day reach 1.
    """
    require(can_change(acting, old, change.on))
    require(can_continue_in(acting, [part.unit.pk], change.on))
    with recorded("orgunit.merge_part", acting=acting, at=at, subject=old):
        lock_units([old, part.unit])
        version_to_change(old, change.on)
        _require_other(old, [part.unit], change)
        _require_share(part.share)
        if part.share is not None and _given(old, change) + part.share >= 1:
            raise RefusedError(
                _("Các phần chuyển đi đã bằng cả đơn vị. Nếu đơn vị kết thúc, hãy dùng chia tách.")
            )
        return _went(old, part, SuccessionKind.MERGE_PART, change)


def split_unit(
    old: OrgUnit, *, parts: Sequence[Part], change: Change, acting: Acting, at: datetime
) -> list[Succession]:
    """The old unit ends and goes on in several, each with its share.

    Raises:
        RefusedError: fewer than two parts, shares over 1, a part that is not valid then, an old
            unit that has an end already or still has units below it.
    """
    require(can_change(acting, old, change.on))
    require(can_continue_in(acting, [part.unit.pk for part in parts], change.on))
    with recorded("orgunit.split", acting=acting, at=at, subject=old) as fact:
        lock_units([old, *(part.unit for part in parts)])
        version = version_to_end(old, change.on)
        if len({part.unit.pk for part in parts}) < 2:
            raise RefusedError(_("Chia tách cần ít nhất hai đơn vị kế thừa khác nhau."))
        _require_other(old, [part.unit for part in parts], change)
        for part in parts:
            _require_share(part.share)
        total = sum((part.share for part in parts if part.share is not None), Decimal(0))
        _require_whole(old, change, total)
        _require_childless(old, version.name, change)
        fact.subject_label = version.name
        end_unit(version, change.on)
        return [_went(old, part, SuccessionKind.SPLIT, change) for part in parts]


def dissolve_unit(old: OrgUnit, *, change: Change, acting: Acting, at: datetime) -> Succession:
    """The unit ends and nobody continues it.

    Raises:
        RefusedError: it has an end already, or still has units below it.
    """
    require(can_change(acting, old, change.on))
    with recorded("orgunit.dissolve", acting=acting, at=at, subject=old) as fact:
        lock_units([old])
        version = version_to_end(old, change.on)
        _require_childless(old, version.name, change)
        fact.subject_label = version.name
        end_unit(version, change.on)
        return _went(old, None, SuccessionKind.DISSOLVE, change)


def _require_other(old: OrgUnit, successors: Sequence[OrgUnit], change: Change) -> None:
    for unit in successors:
        if unit.pk == old.pk:
            raise RefusedError(_("Đơn vị kế thừa cần khác đơn vị cũ."))
        require_valid(unit, change.on, change.on)


def _require_share(share: Decimal | None) -> None:
    if share is not None and not 0 < share <= 1:
        raise RefusedError(_("Tỷ lệ cần lớn hơn 0 và không quá 1, ví dụ 0,6."))


def _require_whole(old: OrgUnit, change: Change, more: Decimal) -> None:
    if _given(old, change) + more > 1:
        raise RefusedError(_("Tổng tỷ lệ các phần của một đơn vị trong một ngày không quá 1."))


def _require_childless(old: OrgUnit, name: str, change: Change) -> None:
    count = len(children_of(old, change.on))
    if count:
        raise RefusedError(
            _(
                "“%(name)s” còn %(count)s đơn vị trực thuộc. Hãy chuyển các đơn vị đó về nơi mới "
                "trước."
            )
            % {"name": name, "count": count}
        )


def _given(old: OrgUnit, change: Change) -> Decimal:
    """What already went elsewhere on that day; a part not decided counts nothing yet."""
    rows = standing_successions().filter(
        old=old, on=change.on, kind__in=(SuccessionKind.MERGE_PART, SuccessionKind.SPLIT)
    )
    return sum((row.share for row in rows if row.share is not None), Decimal(0))


def _follow(unit_id: int, change: Change) -> None:
    Succession.objects.create(
        old_id=unit_id,
        new_id=unit_id,
        on=change.on,
        kind=SuccessionKind.REATTACH,
        basis=change.basis,
    )


def _went(old: OrgUnit, part: Part | None, kind: SuccessionKind, change: Change) -> Succession:
    return Succession.objects.create(
        old=old,
        new=part.unit if part else None,
        on=change.on,
        kind=kind,
        share=part.share if part else None,
        basis=change.basis,
        note=change.note,
    )
