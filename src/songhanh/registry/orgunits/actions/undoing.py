"""Taking a succession back by a counter-record, and deciding a share that was left open."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.spans import (
    DAY,
    bearer_of,
    lock_units,
    require_no_circle,
    require_valid,
)
from songhanh.registry.orgunits.enums import Hierarchy, SuccessionKind
from songhanh.registry.orgunits.models import (
    AreaFlag,
    Membership,
    OrgUnit,
    Succession,
    UnitFunction,
    UnitHead,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.queries import standing_successions
from songhanh.registry.orgunits.rules import can_change, can_decide_shares


def undo_succession(
    succession: Succession, *, reason: str, acting: Acting, at: datetime
) -> list[Succession]:
    """Take a succession back: the dated rows are as if it had not been, the record of both stays.

    A split is taken back whole. Units that followed a merger go back with it.

    Raises:
        RefusedError: it was undone already, something later builds on it, or the old state cannot
            stand again (its code or its parent has gone to others).
    """
    old = succession.old
    require(can_change(acting, old, succession.on))
    with recorded("orgunit.undo", acting=acting, at=at, subject=old, reason=reason):
        lock_units([old])
        _require_latest(succession)
        _TAKEN_BACK[SuccessionKind(succession.kind)](succession)
        rows = [succession]
        if succession.kind == SuccessionKind.SPLIT:
            rows = list(
                standing_successions().filter(old=old, on=succession.on, kind=SuccessionKind.SPLIT)
            )
        return [_counter_record(row, reason) for row in rows]


def decide_shares(
    old: OrgUnit,
    *,
    on: date,
    shares: Mapping[int, Decimal],
    basis: str,
    acting: Acting,
    at: datetime,
) -> list[Succession]:
    """Decide how much of a unit went to each successor (by its id) on a day.

    The open records are taken back by counter-records and entered again with their share.

    Raises:
        RefusedError: a share outside 0–1, shares over 1 together, or a unit that is no open
            successor of that day.
    """
    require(can_decide_shares(acting, list(shares), on))
    with recorded("orgunit.decide_shares", acting=acting, at=at, subject=old) as fact:
        lock_units([old])
        rows = list(
            standing_successions().filter(
                old=old, on=on, kind__in=(SuccessionKind.MERGE_PART, SuccessionKind.SPLIT)
            )
        )
        open_rows = {row.new_id: row for row in rows}
        if not shares or set(shares) - set(open_rows):
            raise RefusedError(_("Tỷ lệ chỉ dành cho các đơn vị nhận một phần trong ngày này."))
        if any(not 0 <= share <= 1 for share in shares.values()):
            raise RefusedError(_("Tỷ lệ cần từ 0 đến 1, ví dụ 0,6."))
        kept = (row.share for row in rows if row.new_id not in shares and row.share is not None)
        if sum(shares.values(), Decimal(0)) + sum(kept, Decimal(0)) > 1:
            raise RefusedError(_("Tổng tỷ lệ các phần của một đơn vị trong một ngày không quá 1."))
        fact.details = {str(new_id): str(share) for new_id, share in shares.items()}
        decided = []
        for new_id, share in shares.items():
            row = open_rows[new_id]
            _counter_record(row, "")
            decided.append(
                Succession.objects.create(
                    old=old,
                    new_id=new_id,
                    on=on,
                    kind=row.kind,
                    share=share,
                    basis=basis or row.basis,
                    note=row.note,
                )
            )
        return decided


def _require_latest(succession: Succession) -> None:
    if succession.undoes_id is not None or Succession.objects.filter(undoes=succession).exists():
        raise RefusedError(_("Thay đổi này đã được hoàn tác."))
    later = standing_successions().filter(old_id=succession.old_id, on__gt=succession.on)
    if later.exists():
        raise RefusedError(_("Đơn vị còn thay đổi sau đó. Hãy hoàn tác thay đổi sau cùng trước."))


def _counter_record(row: Succession, reason: str) -> Succession:
    return Succession.objects.create(
        old_id=row.old_id,
        new_id=row.new_id,
        on=row.on,
        kind=row.kind,
        share=row.share,
        basis=row.basis,
        note=reason[:300],
        undoes=row,
    )


def _join_versions(succession: Succession) -> None:
    spans = UnitVersion.objects.filter(unit_id=succession.old_id)
    later = spans.filter(valid_from=succession.on).first()
    earlier = spans.filter(valid_to=succession.on - DAY).first()
    if later is None or earlier is None:
        raise _no_way_back()
    last = later.valid_to
    later.delete()
    earlier.valid_to = last
    earlier.save(update_fields=["valid_to"])


def _join_relations(succession: Succession) -> None:
    _go_back(succession.old_id, succession.on, Hierarchy.TERRITORY)


def _go_back(unit_id: int, on: date, hierarchy: str) -> None:
    """Undo a move: the place before holds again as long as the place after would have."""
    spans = UnitRelation.objects.filter(unit_id=unit_id, hierarchy=hierarchy)
    later = spans.filter(valid_from=on).first()
    if later is None:
        raise _no_way_back()
    earlier = spans.filter(valid_to=on - DAY).first()
    last = later.valid_to
    later.delete()
    if earlier is not None:
        _reopen_relation(earlier, on, last)


def _reopen_relation(relation: UnitRelation, on: date, last: date | None) -> None:
    require_valid(relation.parent, on, last)
    require_no_circle(relation.unit_id, relation.parent, (on, last), relation.hierarchy)
    relation.valid_to = last
    relation.save(update_fields=["valid_to"])


def _reopen(succession: Succession) -> None:
    """The unit lives again: its name, places, functions and flags that ended with it go on."""
    last_day = succession.on - DAY
    unit = OrgUnit.objects.get(pk=succession.old_id)
    version = UnitVersion.objects.filter(unit=unit, valid_to=last_day).first()
    if version is None:
        raise _no_way_back()
    bearer = bearer_of(version.code, succession.on, None)
    if bearer is not None:
        raise RefusedError(
            _("Mã “%(code)s” nay là mã của “%(name)s”, nên đơn vị cũ không thể có hiệu lực lại.")
            % {"code": version.code, "name": bearer.name}
        )
    version.valid_to = None
    version.save(update_fields=["valid_to"])
    for relation in UnitRelation.objects.filter(unit=unit, valid_to=last_day):
        _reopen_relation(relation, succession.on, None)
    for model in (UnitFunction, AreaFlag, UnitHead, Membership):
        model._default_manager.filter(unit=unit, valid_to=last_day).update(valid_to=None)


def _unmerge(succession: Succession) -> None:
    _reopen(succession)
    for relation in _followers(succession):
        _go_back(relation.unit_id, succession.on, relation.hierarchy)
        moved = standing_successions().filter(
            old_id=relation.unit_id, on=succession.on, kind=SuccessionKind.REATTACH
        )
        for row in moved:
            _counter_record(row, "")


def _followers(succession: Succession) -> Sequence[UnitRelation]:
    """Units that stood below the old unit to its last day and below the new one since."""
    before = UnitRelation.objects.filter(
        parent_id=succession.old_id, valid_to=succession.on - DAY
    ).values_list("unit_id", "hierarchy")
    places = set(before)
    since = UnitRelation.objects.filter(parent_id=succession.new_id, valid_from=succession.on)
    return [row for row in since if (row.unit_id, row.hierarchy) in places]


def _leave(succession: Succession) -> None:
    """A part that moved changed no dated row."""


def _no_way_back() -> RefusedError:
    return RefusedError(_("Trạng thái trước thay đổi này không còn nguyên để khôi phục."))


_TAKEN_BACK: Mapping[SuccessionKind, Callable[[Succession], None]] = {
    SuccessionKind.RENAME: _join_versions,
    SuccessionKind.RETYPE: _join_versions,
    SuccessionKind.REATTACH: _join_relations,
    SuccessionKind.MERGE: _unmerge,
    SuccessionKind.MERGE_PART: _leave,
    SuccessionKind.SPLIT: _reopen,
    SuccessionKind.DISSOLVE: _reopen,
}
