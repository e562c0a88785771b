"""Changes that leave one unit: a new name, another kind, another parent."""

from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.spans import (
    Change,
    cut_version,
    last_day_of,
    lock_units,
    move_relation,
    relation_on,
    require_no_circle,
    require_valid,
    version_to_change,
)
from songhanh.registry.orgunits.enums import SuccessionKind
from songhanh.registry.orgunits.models import OrgUnit, Succession, UnitRelation
from songhanh.registry.orgunits.names import as_stored
from songhanh.registry.orgunits.rules import can_change, can_continue_in


def rename_unit(
    unit: OrgUnit, *, name: str, change: Change, acting: Acting, at: datetime
) -> Succession:
    """The unit is called otherwise from a day on; what it did stays its own.

    Raises:
        RefusedError: it is not valid then, or the name is the one it has.
    """
    require(can_change(acting, unit, change.on))
    with recorded("orgunit.rename", acting=acting, at=at, subject=unit) as fact:
        lock_units([unit])
        version = version_to_change(unit, change.on)
        name = as_stored(name)
        if name in ("", version.name):
            raise RefusedError(_("Tên mới cần khác tên đang dùng và không để trống."))
        fact.subject_label = f"{version.name} → {name}"
        cut_version(version, change.on, name=name, kind=version.kind)
        return _noted(unit, SuccessionKind.RENAME, change)


def retype_unit(
    unit: OrgUnit, *, kind: str, name: str = "", change: Change, acting: Acting, at: datetime
) -> Succession:
    """The unit is of another kind from a day on (a commune becomes a ward), its name with it.

    Raises:
        RefusedError: it is not valid then, or of that kind already.
    """
    require(can_change(acting, unit, change.on))
    with recorded("orgunit.retype", acting=acting, at=at, subject=unit) as fact:
        lock_units([unit])
        version = version_to_change(unit, change.on)
        if kind == version.kind and as_stored(name) in ("", version.name):
            raise RefusedError(_("Đơn vị đã thuộc loại này. Hãy chọn loại khác hoặc đổi tên."))
        name = as_stored(name) or version.name
        fact.subject_label = f"{version.name} → {name}"
        cut_version(version, change.on, name=name, kind=kind)
        return _noted(unit, SuccessionKind.RETYPE, change)


def reattach_unit(
    unit: OrgUnit, *, parent: OrgUnit, change: Change, acting: Acting, at: datetime
) -> Succession:
    """The unit stands below another one in the territory from a day on.

    Raises:
        RefusedError: one of the two is not valid then, the unit stands there already, or it would
            stand below itself.
    """
    require(can_change(acting, unit, change.on))
    require(can_continue_in(acting, [parent.pk], change.on))
    with recorded("orgunit.reattach", acting=acting, at=at, subject=unit):
        lock_units([unit, parent])
        version_to_change(unit, change.on)
        relation = relation_on(unit, change.on)
        last = relation.valid_to if relation else last_day_of(unit)
        if relation is not None and relation.parent_id == parent.pk:
            raise RefusedError(_("Đơn vị đang trực thuộc chính đơn vị này."))
        if relation is not None and relation.valid_from == change.on:
            raise RefusedError(
                _("Đơn vị đã chuyển trực thuộc đúng ngày này. Hãy hoàn tác hoặc chọn ngày khác.")
            )
        later = UnitRelation.objects.filter(unit=unit, valid_from__gt=change.on)
        if relation is None and later.exists():
            raise RefusedError(_("Đơn vị đã có đơn vị cấp trên từ một ngày sau đó."))
        require_valid(parent, change.on, last)
        require_no_circle(unit.pk, parent, (change.on, last))
        if relation is None:
            UnitRelation.objects.create(
                unit=unit, parent=parent, valid_from=change.on, valid_to=last
            )
        else:
            move_relation(relation, parent, change.on)
        return _noted(unit, SuccessionKind.REATTACH, change)


def _noted(unit: OrgUnit, kind: SuccessionKind, change: Change) -> Succession:
    return Succession.objects.create(
        old=unit, new=unit, on=change.on, kind=kind, basis=change.basis, note=change.note
    )
