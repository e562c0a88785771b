"""What can happen to the duties units carry. Each takes a duty as it was seen, and one step.

A step's number follows the one that was seen, so of two people who act at once on the same duty
one is told (``SeenTooLongAgoError``) and nothing is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.foundation.lib.photos import PreparedFile, prepare
from songhanh.foundation.lib.rules import require
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import (
    ALLOWED_STEPS,
    DueOrigin,
    StepKind,
    UrgingChannel,
)
from songhanh.programme.duties.errors import SeenTooLongAgoError, StepNotAllowedError
from songhanh.programme.duties.models import DutyFile, DutyStep
from songhanh.programme.duties.rules import can_carry, can_follow_up
from songhanh.programme.duties.standing import FULL


@dataclass(frozen=True)
class DueDay:
    """A due day and where it comes from."""

    on: date
    origin: DueOrigin


@dataclass(frozen=True)
class Proofs:
    """What leads to the thing done: an address, photos and PDF files; all of it may be missing."""

    link: str = ""
    files: Sequence[GivenFile] = ()


def accept_duty(one: CarriedDuty, *, acting: Acting, at: datetime) -> DutyStep:
    """The unit takes the duty on.

    Raises:
        NotAllowedError: by the rule ``can_carry``.
        ConflictError: it was accepted already, or changed in between.
    """
    require(can_carry(acting, one))
    return _take(one, "duty.accept", DutyStep(kind=StepKind.ACCEPTED), acting=acting, at=at)


def report_progress(
    one: CarriedDuty,
    *,
    percent: int,
    note: str,
    proofs: Proofs = Proofs(),
    acting: Acting,
    at: datetime,
) -> DutyStep:
    """The unit says how far it is; 100 per cent hands the duty in for checking.

    Files are stripped, made small and kept with the report for good, each once.

    Raises:
        NotAllowedError: by the rule ``can_carry``.
        RefusedError: the figure is no percentage.
        UnfitEvidenceError: one of the files cannot be kept; nothing is reported then.
        ConflictError: the duty is not accepted yet or closed, or changed in between.
    """
    require(can_carry(acting, one))
    if not 0 <= percent <= FULL:
        raise RefusedError(_("Tiến độ là một số từ 0 đến 100. Hãy sửa rồi gửi lại."))
    ready = [(given.name, prepare(given.data, given.name)) for given in proofs.files]
    step = DutyStep(kind=StepKind.PROGRESS, percent=percent, note=note.strip(), link=proofs.link)
    with recorded("duty.report_progress", acting=acting, at=at, reason=step.note) as fact:
        _write(one, step, acting, at)
        _keep(step, ready)
        fact.subject, fact.subject_label = step, _label(one)
        if ready:
            fact.details = {"files": len(ready)}
    return step


def close_duty(one: CarriedDuty, *, reason: str, acting: Acting, at: datetime) -> DutyStep:
    """The lead officer closes the duty, with what was found.

    Raises:
        NotAllowedError: by the rule ``can_follow_up``.
        RefusedError: no reason is given.
        ConflictError: it is closed already, or changed in between.
    """
    require(can_follow_up(acting, one.plan, day_of(at)))
    step = DutyStep(kind=StepKind.CLOSED, note=_said(reason))
    return _take(one, "duty.close", step, acting=acting, at=at)


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


def return_duty(one: CarriedDuty, *, reason: str, acting: Acting, at: datetime) -> DutyStep:
    """The lead officer gives the duty back to the unit, with what is missing.

    Raises:
        NotAllowedError: by the rule ``can_follow_up``.
        RefusedError: no reason is given.
        ConflictError: there is nothing to return, or it changed in between.
    """
    require(can_follow_up(acting, one.plan, day_of(at)))
    step = DutyStep(kind=StepKind.RETURNED, note=_said(reason))
    return _take(one, "duty.return", step, acting=acting, at=at)


def urge(
    one: CarriedDuty, *, channel: UrgingChannel, text: str, acting: Acting, at: datetime
) -> DutyStep:
    """The lead officer notes that the unit was urged: by what way, with which words.

    Raises:
        NotAllowedError: by the rule ``can_follow_up``.
        RefusedError: no words are given.
        ConflictError: the duty is closed, or changed in between.
    """
    require(can_follow_up(acting, one.plan, day_of(at)))
    step = DutyStep(kind=StepKind.URGED, channel=channel, note=_said(text))
    return _take(one, "duty.urge", step, acting=acting, at=at)


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
                    **_place(one, acting, at),
                )
                for one in changed
            )
            fact.details = {"count": len(steps), "due_on": due.on.isoformat()}
            if len(steps) == 1:
                fact.subject, fact.subject_label = steps[0], _label(changed[0])
    except IntegrityError as taken:
        raise SeenTooLongAgoError from taken
    return len(steps)


def _takes(one: CarriedDuty, due: DueDay) -> bool:
    same = (one.standing.due_on, one.standing.due_origin) == (due.on, due.origin)
    return StepKind.DUE_SET in ALLOWED_STEPS[one.state] and not same


def _take(one: CarriedDuty, verb: str, step: DutyStep, *, acting: Acting, at: datetime) -> DutyStep:
    """Write one step under one fact."""
    with recorded(verb, acting=acting, at=at, reason=step.note) as fact:
        _write(one, step, acting, at)
        fact.subject, fact.subject_label = step, _label(one)
    return step


def _write(one: CarriedDuty, step: DutyStep, acting: Acting, at: datetime) -> None:
    if step.kind not in ALLOWED_STEPS[one.state]:
        raise StepNotAllowedError(StepKind(step.kind).label, one.state.label)
    for name, value in _place(one, acting, at).items():
        setattr(step, name, value)
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as taken:
        raise SeenTooLongAgoError from taken


def _keep(step: DutyStep, ready: Sequence[tuple[str, PreparedFile]]) -> None:
    """Keep the files of a report; one handed in twice is kept once."""
    once = {one.sha256: (name, one) for name, one in ready}
    for name, one in once.values():
        DutyFile.objects.create(
            step=step,
            file_key=filestore.store(one.data, one.suffix),
            thumbnail_key=filestore.store(one.thumbnail, one.suffix) if one.thumbnail else "",
            file_name=name[:200],
            media_type=one.media_type,
            size=len(one.data),
        )


def _place(one: CarriedDuty, acting: Acting, at: datetime) -> dict[str, object]:
    return {
        "duty_id": one.duty.pk,
        "unit_id": one.unit_id,
        "number": one.standing.steps + 1,
        "acting_user_id": acting.user_id,
        "happened_at": at,
    }


def _label(one: CarriedDuty) -> str:
    return f"{one.unit_name}: {one.text}"


def _said(text: str) -> str:
    if not text.strip():
        raise RefusedError(_("Cần ghi một câu để đơn vị biết lý do. Hãy viết rồi gửi lại."))
    return text.strip()
