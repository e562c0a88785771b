"""What is done to many duties at once: all of them or none, under one fact."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.duties.actions.steps import (
    accept_duty,
    close_duty,
    label_of,
    place_of,
    report_progress,
    require_percentage,
)
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import ALLOWED_STEPS, DueOrigin, DutyState, StepKind
from songhanh.programme.duties.errors import SeenTooLongAgoError
from songhanh.programme.duties.models import DutyStep
from songhanh.programme.duties.rules import can_carry, can_follow_up
from songhanh.programme.duties.standing import standing_after


@dataclass(frozen=True)
class DueDay:
    """A due day and where it comes from."""

    on: date
    origin: DueOrigin


def accept_duties(carried: Sequence[CarriedDuty], *, acting: Acting, at: datetime) -> int:
    """The unit takes many duties on at once; how many waited for it. All of them or none.

    Raises:
        NotAllowedError: by the rule ``can_carry``, for any of them.
        RefusedError: none that waits was chosen.
        ConflictError: one of them changed in between.
    """
    waiting = [one for one in carried if one.state == DutyState.WAITING]
    if not waiting:
        raise RefusedError(
            _("Chưa có nhiệm vụ nào đang chờ nhận được chọn. Hãy đánh dấu nhiệm vụ rồi nhận.")
        )
    with recorded("duty.accept", acting=acting, at=at) as fact:
        for one in waiting:
            accept_duty(one, acting=acting, at=at)
        fact.details = {"count": len(waiting)}
    return len(waiting)


def report_duties(
    carried: Sequence[CarriedDuty], *, percent: int, note: str, acting: Acting, at: datetime
) -> int:
    """The unit reports on many duties at once with one note; how many. All of them or none.

    Who reports on a duty has taken it on: one that still waits is accepted first. Closed ones are
    left as they are.

    Raises:
        NotAllowedError: by the rule ``can_carry``, for any of them.
        RefusedError: no open duty was chosen, or the figure is no percentage.
        ConflictError: one of them changed in between.
    """
    for one in carried:
        require(can_carry(acting, one))
    require_percentage(percent)
    open_ones = [one for one in carried if one.state != DutyState.CLOSED]
    if not open_ones:
        raise RefusedError(
            _("Chưa có nhiệm vụ nào còn mở được chọn. Hãy đánh dấu nhiệm vụ rồi báo tiến độ.")
        )
    with recorded("duty.report_progress", acting=acting, at=at, reason=note) as fact:
        for one in open_ones:
            taken = _accepted(one, acting, at) if one.state == DutyState.WAITING else one
            report_progress(taken, percent=percent, note=note, acting=acting, at=at)
        fact.details = {"count": len(open_ones), "percent": percent}
    return len(open_ones)


def close_duties(
    carried: Sequence[CarriedDuty], *, reason: str, acting: Acting, at: datetime
) -> int:
    """The lead officer closes many duties at once; how many were open. All of them or none.

    Raises:
        NotAllowedError: by the rule ``can_follow_up``, for any of the plans.
        RefusedError: no duty was chosen, or no reason is given.
        ConflictError: one of them changed in between.
    """
    open_ones = [one for one in carried if StepKind.CLOSED in ALLOWED_STEPS[one.state]]
    if not open_ones:
        raise RefusedError(
            _("Chưa có nhiệm vụ nào còn mở được chọn. Hãy đánh dấu nhiệm vụ rồi kết thúc.")
        )
    with recorded("duty.close", acting=acting, at=at, reason=reason) as fact:
        for one in open_ones:
            close_duty(one, reason=reason, acting=acting, at=at)
        fact.details = {"count": len(open_ones)}
    return len(open_ones)


def set_due_days(
    carried: Sequence[CarriedDuty], due: DueDay, *, acting: Acting, at: datetime
) -> int:
    """The lead officer gives open duties a due day; how many got it. All of them or none.

    Closed duties, and those that have this day from this origin already, are left as they are.

    Raises:
        NotAllowedError: by the rule ``can_follow_up``, for any of the plans.
        RefusedError: no duty was chosen, or the lead officer's day is over already.
        ConflictError: one of them changed in between.
    """
    for plan in {one.plan.pk: one.plan for one in carried}.values():
        require(can_follow_up(acting, plan, day_of(at)))
    if not carried:
        raise RefusedError(_("Chưa có nhiệm vụ nào được chọn. Hãy đánh dấu nhiệm vụ rồi đặt hạn."))
    if due.origin == DueOrigin.LEAD_OFFICER and due.on < day_of(at):
        raise RefusedError(_("Hạn mới đã qua. Hãy chọn hôm nay hoặc một ngày sau hôm nay."))
    changed = [one for one in carried if _takes(one, due)]
    if not changed:
        return 0
    try:
        with recorded("duty.set_due", acting=acting, at=at) as fact, transaction.atomic():
            steps = DutyStep.objects.bulk_create(
                DutyStep(
                    kind=StepKind.DUE_SET,
                    due_on=due.on,
                    due_origin=due.origin,
                    **place_of(one, acting, at),
                )
                for one in changed
            )
            fact.details = {"count": len(steps), "due_on": due.on.isoformat()}
            if len(steps) == 1:
                fact.subject, fact.subject_label = steps[0], label_of(changed[0])
    except IntegrityError as taken:
        raise SeenTooLongAgoError from taken
    return len(steps)


def _takes(one: CarriedDuty, due: DueDay) -> bool:
    same = (one.standing.due_on, one.standing.due_origin) == (due.on, due.origin)
    return StepKind.DUE_SET in ALLOWED_STEPS[one.state] and not same


def _accepted(one: CarriedDuty, acting: Acting, at: datetime) -> CarriedDuty:
    """The duty as it stands once the unit has taken it on."""
    step = accept_duty(one, acting=acting, at=at)
    return replace(one, standing=standing_after([step], one.standing))
