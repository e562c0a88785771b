"""Reminding people of reports, and setting on which days."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.reporting.obligations.models import ReminderDay, ReminderSetting, SentReminder
from songhanh.reporting.obligations.queries import Digest
from songhanh.reporting.obligations.rules import may_decide


def record_reminder(digest: Digest, *, by_mail: bool, acting: Acting, at: datetime) -> None:
    """Note that a person was told of what is new in a digest; told twice, it is noted once."""
    with recorded("obligation.remind", acting=acting, at=at, subject=digest.user) as fact:
        rows = [
            SentReminder(
                rule=line.obligation.rule,
                unit_id=line.obligation.unit_id,
                period=line.obligation.period,
                last_day=line.last_day,
                days=line.days,
                user=digest.user,
                on=day_of(at),
                by_mail=by_mail,
            )
            for line in digest.lines
            if line.is_new
        ]
        SentReminder.objects.bulk_create(rows, ignore_conflicts=True)
        fact.details = {"reports": len(rows), "by_mail": by_mail}


def set_reminder_days(days: Collection[int], *, acting: Acting, at: datetime) -> ReminderSetting:
    """Set on which days the units of the acting branch are reminded; none at all is possible.

    Raises:
        NotAllowedError: not a lead officer.
        RefusedError: the role has no branch.
    """
    require(may_decide(acting))
    if acting.branch_id is None:
        raise RefusedError(_("Vai trò này không phụ trách phạm vi nào."))
    with recorded("reminder.set_days", acting=acting, at=at) as fact:
        setting, made = ReminderSetting.objects.select_for_update().get_or_create(
            branch_id=acting.branch_id
        )
        if not made:
            setting.version += 1
            setting.save(update_fields=["version"])
        ReminderDay.objects.filter(setting=setting).delete()
        ReminderDay.objects.bulk_create(
            ReminderDay(setting=setting, days=one) for one in sorted(set(days), reverse=True)
        )
        fact.subject = setting
        fact.details = {"days": sorted(set(days), reverse=True)}
    return setting
