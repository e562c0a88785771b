"""Files come in: read at once or by a job, compared with plans that look the same."""

import hashlib
from datetime import datetime
from pathlib import PurePath

from django.db.models import QuerySet

from songhanh.engines.vntext import fold
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.actions.receiving import keep_reading, require_new, require_size
from songhanh.programme.plans.actions.storing import SUFFIXES
from songhanh.programme.plans.actions.versions import add_version
from songhanh.programme.plans.enums import IntakeState, PlanStatus
from songhanh.programme.plans.errors import NotAPlanError
from songhanh.programme.plans.fromfile import FileReading, read_file
from songhanh.programme.plans.models import PlanDocument, PlanIntake, PlanVersion
from songhanh.programme.plans.reading import header_values
from songhanh.programme.plans.rules import can_receive
from songhanh.registry.orgunits.models import OrgUnit

READ_AT_ONCE = 100_000
"""Files up to so many bytes are read while their sender waits; larger ones by a job."""

WORD_READ_AT_ONCE = 1_000_000
"""The same for Word files: pictures make them large, their text is read in a moment."""


def is_read_at_once(data: bytes, filename: str) -> bool:
    """Whether the sender of a file waits for its reading."""
    is_word = PurePath(filename).suffix.lower() == ".docx"
    return len(data) <= (WORD_READ_AT_ONCE if is_word else READ_AT_ONCE)


def take_in(
    data: bytes,
    filename: str,
    *,
    issuer: OrgUnit,
    corrects: PlanDocument | None = None,
    acting: Acting,
    at: datetime,
) -> PlanIntake:
    """Keep a file that is to be read.

    Raises:
        NotAllowedError: the acting person may not take in plans of this issuer.
        AlreadyReceivedError: the same file came before; it carries the plan it became.
        RefusedError: the file is too large.
    """
    require(can_receive(acting, issuer.pk, day_of(at)))
    require_size(data)
    require_new(data, issuer)
    suffix = PurePath(filename).suffix.lower()
    with recorded("plan.take_in", acting=acting, at=at) as fact:
        intake = PlanIntake.objects.create(
            issuer=issuer,
            corrects=corrects,
            filename=PurePath(filename).name[:250],
            sha256=hashlib.sha256(data).hexdigest(),
            file_key=filestore.store(data, suffix if suffix in SUFFIXES else ""),
            size_bytes=len(data),
            received_by_id=acting.user_id,
            received_at=at,
        )
        fact.subject = intake
    return intake


def read_intake(intake: PlanIntake, *, acting: Acting, at: datetime) -> None:
    """Read a file that came in: it becomes a draft, a version, a question, or is refused.

    A file that was read already is left alone, so that a job may run twice.
    """
    if intake.state not in {IntakeState.WAITING, IntakeState.READING}:
        return
    PlanIntake.objects.filter(pk=intake.pk).update(state=IntakeState.READING)
    data = filestore.open_file(intake.file_key)
    try:
        reading = read_file(data, intake.filename, _Counter(intake))
    except NotAPlanError as error:
        _settle(intake, IntakeState.REFUSED, acting, at, message=error.message, code=error.code)
        return
    _use(intake, reading, data, acting, at)


def take_in_at_once(
    data: bytes,
    filename: str,
    *,
    issuer: OrgUnit,
    corrects: PlanDocument | None = None,
    acting: Acting,
    at: datetime,
) -> PlanIntake:
    """Read a short file while its sender waits; one that is refused leaves nothing behind.

    Raises:
        NotAPlanError: with a sentence about what the file is.
        NotAllowedError, AlreadyReceivedError, RefusedError: as ``take_in``.
    """
    reading = read_file(data, filename)
    with recorded("plan.take_in", acting=acting, at=at):
        intake = take_in(data, filename, issuer=issuer, corrects=corrects, acting=acting, at=at)
        _use(intake, reading, data, acting, at)
    return intake


def _use(
    intake: PlanIntake, reading: FileReading, data: bytes, acting: Acting, at: datetime
) -> None:
    """What was read becomes a version, a question about a plan that looks the same, or a draft."""
    if intake.corrects is not None:
        with recorded("plan.read_intake", acting=acting, at=at, subject=intake.corrects):
            add_version(intake.corrects, intake, acting=acting, at=at)
            _settle(intake, IntakeState.READ, acting, at, plan=intake.corrects)
        return
    same = _looking_like(reading, intake)
    if same is not None:
        _settle(intake, IntakeState.ASKING, acting, at, looks_like=same)
        return
    _become_draft(intake, reading, data, acting, at)


def answer_intake(intake: PlanIntake, *, as_new: bool, acting: Acting, at: datetime) -> None:
    """Say whether a file that looks like a known plan is its corrected file or a plan of its own.

    Raises:
        NotAllowedError: the acting person may not take in plans of this issuer.
    """
    require(can_receive(acting, intake.issuer_id, day_of(at)))
    if intake.state != IntakeState.ASKING:
        return
    if as_new or intake.looks_like is None:
        data = filestore.open_file(intake.file_key)
        _become_draft(intake, read_file(data, intake.filename), data, acting, at)
        return
    with recorded("plan.read_intake", acting=acting, at=at, subject=intake.looks_like):
        add_version(intake.looks_like, intake, acting=acting, at=at)
        _settle(intake, IntakeState.READ, acting, at, plan=intake.looks_like)


def version_of(intake: PlanIntake) -> PlanVersion | None:
    """The version of a plan a file became; None when it became a plan of its own."""
    found = PlanVersion.objects.filter(plan_id=intake.plan_id, sha256=intake.sha256, number__gt=1)
    return found.order_by("-number").first()


def _become_draft(
    intake: PlanIntake, reading: FileReading, data: bytes, acting: Acting, at: datetime
) -> None:
    with recorded("plan.receive", acting=acting, at=at) as fact:
        plan = keep_reading(
            reading, data, intake.filename, acting=acting, at=at, issuer_id=intake.issuer_id
        )
        _settle(intake, IntakeState.READ, acting, at, plan=plan)
        fact.subject = plan


def _settle(
    intake: PlanIntake,
    state: IntakeState,
    acting: Acting,
    at: datetime,
    **values: object,
) -> None:
    with recorded("plan.read_intake", acting=acting, at=at, subject=intake) as fact:
        intake.state = state
        for name, value in values.items():
            setattr(intake, name, value)
        intake.save(update_fields=["state", *values])
        fact.details = {"state": state}


def _looking_like(reading: FileReading, intake: PlanIntake) -> PlanDocument | None:
    """A plan of the same issuer with the same number and year, or the same title where both lack
    a number: two files of one plan.
    """
    header = header_values(reading.structured)
    plans: QuerySet[PlanDocument] = PlanDocument.objects.filter(issuer_id=intake.issuer_id)
    plans = plans.exclude(status=PlanStatus.CLOSED).order_by("-received_at")
    title = fold(header["title"])
    for plan in plans:
        if header["number"] and plan.number:
            day, known = header["issued_on"], plan.issued_on
            if plan.number == header["number"] and (not day or not known or day.year == known.year):
                return plan
        elif title and fold(plan.title) == title:
            return plan
    return None


class _Counter:
    """Notes how many pages are read, where the page of the reading looks for it."""

    EVERY = 5

    def __init__(self, intake: PlanIntake) -> None:
        self.intake = intake

    def __call__(self, done: int, total: int) -> None:
        if done % self.EVERY == 0 or done == total:
            PlanIntake.objects.filter(pk=self.intake.pk).update(pages_done=done, pages_total=total)
