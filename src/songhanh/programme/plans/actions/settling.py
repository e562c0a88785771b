"""Settings of targets and reporting rules: what is counted, from when, by whom it is owed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from songhanh.engines import counting
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.rules import can_set
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.settling import choose_senders
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import setting_of
from songhanh.programme.targets.settling import choose_units, settle


def settle_target(
    target: Target,
    *,
    version: int,
    values: Mapping[str, Any],
    choice: counting.DenominatorRule | None,
    acting: Acting,
    at: datetime,
) -> None:
    """Set how a target is counted. What is not named takes the plan's words or the default.

    ``version`` is that of the settings the officer saw; 0 where there were none.

    Raises:
        NotAllowedError: not the lead officer of the branch, or the plan is over.
        ChangedMeanwhileError: somebody else set them in between.
    """
    with recorded("target.settle", acting=acting, at=at, subject=target):
        plan = PlanDocument.objects.select_for_update(of=("self",)).get(pk=target.element.plan_id)
        require(can_set(acting, plan, day_of(at)))
        now = Target.objects.select_related("setting").get(pk=target.pk)
        if setting_of(now).version != version:
            raise ChangedMeanwhileError
        settle(now, values)
        choose_units(now, choice)


def settle_rule(
    rule: ReportingRule,
    *,
    version: int,
    before_is_strict: bool,
    choice: counting.DenominatorRule | None,
    acting: Acting,
    at: datetime,
) -> None:
    """Set who owes a report and how its day is read.

    Raises:
        NotAllowedError: not the lead officer of the branch, or the plan is over.
        ChangedMeanwhileError: somebody else set it in between.
    """
    with recorded("rule.settle", acting=acting, at=at, subject=rule):
        now = ReportingRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
        require(can_set(acting, now.element.plan, day_of(at)))
        if now.version != version:
            raise ChangedMeanwhileError
        now.before_is_strict = before_is_strict
        now.version += 1
        now.save(update_fields=["before_is_strict", "version"])
        choose_senders(now, choice)
