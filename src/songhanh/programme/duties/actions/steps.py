"""What can happen to one duty a unit carries. Each takes a duty as it was seen, and one step.

A step's number follows the one that was seen, so of two people who act at once on the same duty
one is told (``SeenTooLongAgoError``) and nothing is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
from songhanh.programme.duties.enums import ALLOWED_STEPS, StepKind, UrgingChannel
from songhanh.programme.duties.errors import SeenTooLongAgoError, StepNotAllowedError
from songhanh.programme.duties.models import DutyFile, DutyRecord, DutyStep
from songhanh.programme.duties.proving import OwnRecord
from songhanh.programme.duties.rules import can_carry, can_follow_up
from songhanh.programme.duties.standing import FULL


@dataclass(frozen=True)
class Proofs:
    """What leads to the thing done: an address, files, records; all of it may be missing."""

    link: str = ""
    files: Sequence[GivenFile] = ()
    records: Sequence[OwnRecord] = ()


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
    require_percentage(percent)
    ready = [(given.name, prepare(given.data, given.name)) for given in proofs.files]
    step = DutyStep(kind=StepKind.PROGRESS, percent=percent, note=note.strip(), link=proofs.link)
    with recorded("duty.report_progress", acting=acting, at=at, reason=step.note) as fact:
        write(one, step, acting, at)
        _keep(step, ready)
        _name_records(step, proofs.records)
        fact.subject, fact.subject_label = step, label_of(one)
        given = {"files": len(ready), "records": len(proofs.records)}
        fact.details = {name: count for name, count in given.items() if count}
    return step


def close_duty(one: CarriedDuty, *, reason: str, acting: Acting, at: datetime) -> DutyStep:
    """The lead officer closes the duty, with what was found.

    Raises:
        NotAllowedError: by the rule ``can_follow_up``.
        RefusedError: no reason is given.
        ConflictError: it is closed already, or changed in between.
    """
    require(can_follow_up(acting, one.plan, day_of(at)))
    step = DutyStep(kind=StepKind.CLOSED, note=said(reason))
    return _take(one, "duty.close", step, acting=acting, at=at)


def return_duty(one: CarriedDuty, *, reason: str, acting: Acting, at: datetime) -> DutyStep:
    """The lead officer gives the duty back to the unit, with what is missing.

    Raises:
        NotAllowedError: by the rule ``can_follow_up``.
        RefusedError: no reason is given.
        ConflictError: there is nothing to return, or it changed in between.
    """
    require(can_follow_up(acting, one.plan, day_of(at)))
    step = DutyStep(kind=StepKind.RETURNED, note=said(reason))
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
    step = DutyStep(kind=StepKind.URGED, channel=channel, note=said(text))
    return _take(one, "duty.urge", step, acting=acting, at=at)


def _take(one: CarriedDuty, verb: str, step: DutyStep, *, acting: Acting, at: datetime) -> DutyStep:
    """Write one step under one fact."""
    with recorded(verb, acting=acting, at=at, reason=step.note) as fact:
        write(one, step, acting, at)
        fact.subject, fact.subject_label = step, label_of(one)
    return step


def require_percentage(percent: int) -> None:
    """Raises RefusedError when it is no percentage."""
    if not 0 <= percent <= FULL:
        raise RefusedError(_("Tiến độ là một số từ 0 đến 100. Hãy sửa rồi gửi lại."))


def write(one: CarriedDuty, step: DutyStep, acting: Acting, at: datetime) -> None:
    """Write one step inside a recorded action.

    Raises:
        ConflictError: the state of the duty does not let it happen, or somebody was quicker.
    """
    if step.kind not in ALLOWED_STEPS[one.state]:
        raise StepNotAllowedError(StepKind(step.kind).label, one.state.label)
    for name, value in place_of(one, acting, at).items():
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


def _name_records(step: DutyStep, records: Sequence[OwnRecord]) -> None:
    DutyRecord.objects.bulk_create(
        DutyRecord(
            step=step,
            record_kind=one.kind,
            record_id=one.pk,
            title=f"{one.word}: {one.title}"[:350],
        )
        for one in {one.key: one for one in records}.values()
    )


def place_of(one: CarriedDuty, acting: Acting, at: datetime) -> dict[str, object]:
    """The fields of its next step: of what, which number, by whom and when."""
    return {
        "duty_id": one.duty.pk,
        "unit_id": one.unit_id,
        "number": one.standing.steps + 1,
        "acting_user_id": acting.user_id,
        "happened_at": at,
    }


def label_of(one: CarriedDuty) -> str:
    """How a fact names it."""
    return f"{one.unit_name}: {one.text}"


def said(text: str) -> str:
    """What was written. Raises RefusedError when nothing was."""
    if not text.strip():
        raise RefusedError(_("Cần ghi một câu để đơn vị biết lý do. Hãy viết rồi gửi lại."))
    return text.strip()
