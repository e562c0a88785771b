"""The life of a plan: moves that are legal, each with its day and its reason."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.enums import NEXT_STATUSES, PlanStatus
from songhanh.programme.plans.models import PlanDocument, PlanMove
from songhanh.programme.plans.rules import can_close


def move_plan(
    plan: PlanDocument,
    status: PlanStatus,
    *,
    on: date,
    reason: str = "",
    acting: Acting,
    at: datetime,
) -> None:
    """Give a plan another status and note the move. Belongs inside a recorded action.

    Raises:
        RefusedError: the life cycle knows no such move.
    """
    now = PlanStatus(plan.status)
    if status not in NEXT_STATUSES[now]:
        raise RefusedError(
            _("Kế hoạch %(now)s nên không chuyển sang “%(next)s” được.")
            % {"now": now.label, "next": status.label}
        )
    plan.status = status
    plan.version += 1
    plan.save()
    PlanMove.objects.create(
        plan=plan,
        from_status=now,
        to_status=status,
        on=on,
        reason=reason,
        by_id=acting.user_id,
        at=at,
    )


def close_plan(plan: PlanDocument, *, on: date, reason: str, acting: Acting, at: datetime) -> None:
    """End a plan in force: nothing new is owed under it, and all it recorded stays reportable.

    Raises:
        NotAllowedError: not the lead officer of the branch, or the plan is over already.
        RefusedError: it is still a draft, or the day lies before the plan or in the future.
    """
    with recorded("plan.close", acting=acting, at=at, subject=plan, reason=reason) as fact:
        one = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        require(can_close(acting, one, day_of(at)))
        if on > day_of(at) or (one.issued_on and on < one.issued_on):
            raise RefusedError(
                _("Ngày kết thúc phải từ ngày ban hành kế hoạch đến hôm nay. Hãy ghi lại ngày.")
            )
        move_plan(one, PlanStatus.CLOSED, on=on, reason=reason, acting=acting, at=at)
        fact.details = {"code": one.code, "on": on.isoformat()}
    plan.refresh_from_db()
