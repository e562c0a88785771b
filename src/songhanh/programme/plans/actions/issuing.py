"""Publishing a plan: confirmed elements become the base of the modules."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.actions.moving import move_plan
from songhanh.programme.plans.actions.storing import free_code
from songhanh.programme.plans.enums import IN_FORCE, PlanStatus
from songhanh.programme.plans.errors import NotReadyError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.readiness import blanks_of, undecided_of
from songhanh.programme.plans.rules import can_review, can_set


def publish_plan(
    plan: PlanDocument,
    *,
    acting: Acting,
    at: datetime,
    blanks_confirmed: bool = False,
    supersedes: Collection[PlanDocument] = (),
) -> None:
    """Publish a draft whose elements are all confirmed or removed.

    Obligations and tasks follow from it by themselves: nothing is copied. ``supersedes`` are plans
    in force that this one replaces; they stay reportable.

    Raises:
        NotAllowedError: not the lead officer of the branch, or it is published already.
        NotReadyError: something waits to be confirmed, or number or date are blank and nobody
            confirmed that (``blanks_confirmed``).
    """
    with recorded("plan.publish", acting=acting, at=at, subject=plan) as fact:
        one = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        require(can_review(acting, one, day_of(at)))
        in_the_way = undecided_of(one) or ([] if blanks_confirmed else blanks_of(one))
        if in_the_way:
            raise NotReadyError(" ".join(check.message for check in in_the_way))
        one.code = free_code(one, day_of(at))
        mark_published(one, acting=acting, at=at)
        for old in supersedes:
            require(can_set(acting, old, day_of(at)))
        replaced = supersede(
            PlanDocument.objects.filter(pk__in=[old.pk for old in supersedes]),
            by=one,
            acting=acting,
            at=at,
        )
        fact.subject_label = str(one)
        fact.details = {"code": one.code, "supersedes": replaced}
    plan.refresh_from_db()


def mark_published(plan: PlanDocument, *, acting: Acting, at: datetime) -> None:
    """Give a plan the state of a published one."""
    plan.published_by_id = acting.user_id
    plan.published_at = at
    move_plan(plan, PlanStatus.ISSUED, on=plan.issued_on or day_of(at), acting=acting, at=at)


def supersede(
    plans: QuerySet[PlanDocument], *, by: PlanDocument, acting: Acting, at: datetime
) -> list[str]:
    """Close the plans in force that a newer one replaces; gives their codes."""
    in_force = plans.filter(status__in=IN_FORCE).exclude(pk=by.pk)
    replaced = list(in_force.order_by("pk").select_for_update(of=("self",)))
    for old in replaced:
        old.superseded_by = by
        day = by.issued_on or day_of(at)
        move_plan(old, PlanStatus.SUPERSEDED, on=day, reason=by.name, acting=acting, at=at)
    return [old.code for old in replaced]
