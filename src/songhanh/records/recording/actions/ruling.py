"""Acceptance by rule: what nobody remarked on for some days counts as accepted, and says so.

One office faces a thousand records a week. The rule is off until a lead officer sets it.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.records.recording.actions.deciding import accept
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import kinds
from songhanh.records.recording.models import AcceptanceRule
from songhanh.records.recording.rules import can_decide
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import branch_ids

MOST_DAYS = 90
_AT_ONCE = 500


def set_acceptance_rule(days: int | None, *, acting: Acting, at: datetime) -> None:
    """Accept what waited so many days in the own branch; None switches the rule off.

    Raises:
        RefusedError: not between 1 and 90 days.
    """
    require(can_decide(acting))
    if acting.branch_id is None:
        raise RefusedError(_("Quy tắc chấp nhận đi theo phạm vi của một cơ quan thường trực."))
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise RefusedError(_("Số ngày cần từ 1 đến 90."))
    branch = OrgUnit.objects.get(pk=acting.branch_id)
    with recorded("acceptance_rule.set", acting=acting, at=at) as fact:
        rule = AcceptanceRule.objects.filter(branch=branch).first()
        fact.details = {"days": days, "before": rule.days if rule else None}
        if days is None:
            AcceptanceRule.objects.filter(branch=branch).delete()
            return
        rule = rule or AcceptanceRule(branch=branch)
        rule.days, rule.set_at, rule.set_by_id = days, at, acting.user_id
        rule.save()
        fact.subject = rule


def accept_by_rule(*, acting: Acting, at: datetime) -> int:
    """Accept what waited long enough under each rule; how many records that were."""
    return sum(_accept_under(rule, acting, at) for rule in AcceptanceRule.objects.order_by("pk"))


def _accept_under(rule: AcceptanceRule, acting: Acting, at: datetime) -> int:
    units = branch_ids(rule.branch_id, day_of(at))
    remark = _("Chấp nhận theo quy tắc: sau %(days)s ngày không có nhận xét.") % {"days": rule.days}
    count = 0
    for kind in kinds():
        waited = kind.records().filter(
            unit_id__in=units,
            standing=RecordStanding.SUBMITTED,
            submitted_at__lt=at - timedelta(days=rule.days),
        )
        # A remark keeps a record waiting for the person who made it.
        rows = list(waited.filter(remark="").order_by("pk")[:_AT_ONCE])
        if rows:
            count += len(accept(kind, rows, acting=acting, at=at, remark=remark))
    return count
