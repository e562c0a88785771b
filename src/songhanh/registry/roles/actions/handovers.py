"""Hand over when a person leaves: roles end, a named person goes on, and what passes is listed."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import passing
from songhanh.registry.roles.actions.granting import RoleGrant, end_role, grant_role
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import HandOver, HandOverItem, UserRole
from songhanh.registry.roles.rules import can_manage


def hand_over(
    leaving: User, successor: User, *, last_day: date, acting: Acting, at: datetime
) -> HandOver:
    """End every role of a person with a day and give them to another from the day after.

    Roles the successor holds already stay as they are. Drafts and duties belong to the unit, so
    they are the successor's to finish; the hand-over lists them as they stand now.

    Raises:
        NotAllowedError: either person is not the acting administrator's to manage.
        RefusedError: it is the same person, or the leaving one holds no role after that day.
    """
    on = clock.day_of(at)
    require(can_manage(acting, leaving, on))
    require(can_manage(acting, successor, on))
    if leaving.pk == successor.pk:
        raise RefusedError(_("Người nhận bàn giao phải là một người khác."))
    after = Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)
    roles = list(UserRole.objects.filter(after, user=leaving).select_related("user"))
    if not roles:
        raise RefusedError(
            _("Người này không còn vai trò nào sau ngày đã chọn nên không có gì để bàn giao.")
        )
    with recorded("role.hand_over", acting=acting, at=at, subject=leaving):
        done = HandOver.objects.create(
            from_user=leaving, to_user=successor, last_day=last_day, at=at
        )
        HandOverItem.objects.bulk_create(
            HandOverItem(
                hand_over=done, kind=one.kind[:80], label=one.label[:300], href=one.href[:300]
            )
            for one in what_passes(leaving, roles, on)
        )
        for held in roles:
            _pass_on(held, successor, last_day, acting=acting, at=at)
    return done


def what_passes(leaving: User, roles: list[UserRole], on: date) -> list[passing.Passing]:
    """The roles of a person and what lies with them, in words."""
    units = {held.unit_id for held in roles}
    names = orgunits.names_on(units, on)
    held_roles = [
        passing.Passing(
            _("vai trò"),
            _("%(role)s, %(unit)s")
            % {"role": Role(held.role).label, "unit": names.get(held.unit_id, "")},
        )
        for held in roles
        if held.deputy_for_id is None
    ]
    return held_roles + passing.found_for(leaving.pk, units)


def _pass_on(
    held: UserRole, successor: User, last_day: date, *, acting: Acting, at: datetime
) -> None:
    first = max(held.valid_from, last_day + timedelta(days=1))
    held_until = held.valid_to
    end_role(held, last_day=last_day, acting=acting, at=at)
    same = UserRole.objects.filter(user=successor, role=held.role, unit_id=held.unit_id)
    if held.deputy_for_id is not None or same.exclude(valid_to__lt=first).exists():
        return
    grant = RoleGrant(held.role, held.unit_id, first, held_until, held.branch_id)
    grant_role(successor, grant, acting=acting, at=at)
