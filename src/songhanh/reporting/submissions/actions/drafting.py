"""Beginning a report and writing in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.submissions.actions.moving import label, locked, require_owed, touch
from songhanh.reporting.submissions.enums import Section, SubmissionKind
from songhanh.reporting.submissions.errors import AlreadyThereError, ChangedMeanwhileError
from songhanh.reporting.submissions.figures import Explained
from songhanh.reporting.submissions.filling import filled, span_of
from songhanh.reporting.submissions.models import DraftExplanation, DraftText, Submission
from songhanh.reporting.submissions.queries import submission_of
from songhanh.reporting.submissions.rules import can_edit, can_report_for, can_supplement


@dataclass(frozen=True)
class Written:
    """What a unit writes: parts of the text, and explanations by figure (None takes one back).

    What is not named stays as it is.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    explained: Mapping[str, Explained | None] = field(default_factory=dict)


def begin_submission(
    rule: ReportingRule, *, unit_id: int, period: str, acting: Acting, at: datetime
) -> Submission:
    """Start the report of an obligation.

    Raises:
        NotAllowedError: somebody else's unit.
        NotOwedError: the unit owes no such report.
        NotBegunError: the period lies ahead.
        RefusedError: the rule asks for a summary, which is drawn up elsewhere.
        AlreadyThereError: the report exists.
    """
    on = day_of(at)
    require(can_report_for(acting, unit_id, on))
    require_owed(rule, unit_id, period, on)
    with recorded("submission.begin", acting=acting, at=at) as fact:
        ReportingRule.objects.select_for_update().get(pk=rule.pk)  # two at once: one waits
        if submission_of(rule, unit_id, period) is not None:
            raise AlreadyThereError
        submission = Submission.objects.create(
            plan_id=rule.element.plan_id,
            rule=rule,
            unit_id=unit_id,
            period=period,
            created_at=at,
            changed_at=at,
        )
        fact.subject = submission
        fact.subject_label = label(submission, (acting, at))
    return submission


def begin_supplement(submission: Submission, *, acting: Acting, at: datetime) -> Submission:
    """Start the supplement of a report that was sent: what happened after its day.

    Raises:
        NotAllowedError: by the rule ``can_supplement``.
        AlreadyThereError: the supplement exists.
    """
    on = day_of(at)
    with recorded("submission.begin_supplement", acting=acting, at=at) as fact:
        main = locked(submission)
        require(can_supplement(acting, main, on))
        kind = SubmissionKind.SUPPLEMENT
        if submission_of(main.rule, main.unit_id, main.period, kind) is not None:
            raise AlreadyThereError
        supplement = Submission.objects.create(
            plan_id=main.plan_id,
            rule=main.rule,
            unit_id=main.unit_id,
            period=main.period,
            kind=kind,
            created_at=at,
            changed_at=at,
        )
        fact.subject = supplement
        fact.subject_label = label(supplement, (acting, at))
    return supplement


def save_submission(
    submission: Submission, written: Written, *, saves: int, acting: Acting, at: datetime
) -> Submission:
    """Keep what the unit wrote, when nobody has touched the draft since it was read.

    Raises:
        NotAllowedError: somebody else's unit, or nothing can be changed now.
        ChangedMeanwhileError: somebody saved since ``saves`` was read.
        RefusedError: an explanation without a reason or of a figure that is not there.
    """
    with recorded("submission.save", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission, saves)
        fact.subject_label = label(row, (acting, at))
        require(can_edit(acting, row, day_of(at)))
        if written.explained:
            _require_explainable(row, written.explained, at)
        known = {text.section: text for text in row.texts.all()}
        for section, text in written.texts.items():
            _write(row, known.get(section), Section(section), text, (acting, at))
        for key, explained in written.explained.items():
            _explain(row, key, explained)
        touch(row, at)
    return row


@dataclass(frozen=True)
class Typed:
    """A part of the text as somebody typed it.

    ``seen`` is the version that was on the screen (0: nobody had written it), ``base`` the digest
    of the text that stood there: a part that is as it was found is not this person's to save.
    """

    text: str
    seen: int
    base: str = ""


@dataclass(frozen=True)
class Clash:
    """A part that two people wrote: what the other one saved meanwhile, which stands."""

    section: str
    text: str
    version: int
    by: str
    at: datetime | None


@dataclass(frozen=True)
class Kept:
    """What became of the parts: their versions now, and those that clashed and were not saved."""

    submission: Submission
    versions: Mapping[str, int]
    clashes: tuple[Clash, ...]


def keep_texts(
    submission: Submission, typed: Mapping[str, Typed], *, acting: Acting, at: datetime
) -> Kept:
    """Keep parts of the text one by one: a clash in one does not hold up the others.

    Raises:
        NotAllowedError: somebody else's unit, or nothing can be changed now.
    """
    with recorded("submission.save", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission)
        fact.subject_label = label(row, (acting, at))
        require(can_edit(acting, row, day_of(at)))
        known = {text.section: text for text in row.texts.filter(section__in=list(typed))}
        versions = {section: one.version for section, one in known.items()}
        clashes = []
        for section, one in typed.items():
            there = known.get(section)
            if one.base and digest_of(one.text) == one.base:
                continue
            if there is not None and there.text != one.text and there.version != one.seen:
                clashes.append(_clash(there))
                continue
            saved = _write(row, there, Section(section), one.text, (acting, at))
            versions[section] = saved.version
        touch(row, at)
    return Kept(row, versions, tuple(clashes))


def explain_figure(
    submission: Submission,
    key: str,
    explained: Explained | None,
    *,
    seen: int,
    acting: Acting,
    at: datetime,
) -> Submission:
    """Keep the unit's own number for one figure, or take it back with None.

    Raises:
        NotAllowedError: somebody else's unit, or nothing can be changed now.
        ChangedMeanwhileError: somebody explained this figure since version ``seen`` of it.
        RefusedError: no reason, a negative number, or no such figure.
    """
    with recorded("submission.save", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission)
        fact.subject_label = label(row, (acting, at))
        require(can_edit(acting, row, day_of(at)))
        _require_explainable(row, {key: explained}, at)
        there = row.explanations.filter(key=key).values_list("version", flat=True).first()
        if (there or 0) != seen:
            raise ChangedMeanwhileError
        _explain(row, key, explained)
        touch(row, at)
    return row


def digest_of(text: str) -> str:
    """A short mark of a text, to tell whether it was touched."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]


def _clash(there: DraftText) -> Clash:
    by = there.changed_by.full_name if there.changed_by else ""
    return Clash(there.section, there.text, there.version, by, there.changed_at)


def _write(
    row: Submission,
    there: DraftText | None,
    section: Section,
    text: str,
    by: tuple[Acting, datetime],
) -> DraftText:
    acting, at = by
    if there is None:
        return DraftText.objects.create(
            submission=row,
            section=section,
            text=text,
            changed_at=at,
            changed_by_id=acting.user_id,
        )
    if there.text != text:
        there.text, there.version = text, there.version + 1
        there.changed_at, there.changed_by_id = at, acting.user_id
        there.save()
    return there


def _require_explainable(
    row: Submission, explained: Mapping[str, Explained | None], at: datetime
) -> None:
    filling = filled(row, span_of(row, day_of(at)), at)
    figures = set(filling.figures.values_list("key", flat=True))
    for key, one in explained.items():
        if key not in figures:
            raise RefusedError(_("Báo cáo không có số liệu này. Hãy chọn lại trong bảng số liệu."))
        if one is not None and not one.reason.strip():
            raise RefusedError(_("Số liệu giải trình cần có lý do. Hãy ghi lý do rồi lưu lại."))
        if one is not None and one.value is not None and one.value < 0:
            raise RefusedError(_("Số liệu giải trình không thể nhỏ hơn 0. Hãy kiểm tra lại số."))


def _explain(row: Submission, key: str, explained: Explained | None) -> None:
    if explained is None:
        DraftExplanation.objects.filter(submission=row, key=key).delete()
        return
    value = None if explained.value is None else explained.value.quantize(Decimal("0.0001"))
    there = DraftExplanation.objects.filter(submission=row, key=key).first()
    if there is None:
        DraftExplanation.objects.create(
            submission=row, key=key, value=value, reason=explained.reason.strip()
        )
        return
    there.value, there.reason, there.version = value, explained.reason.strip(), there.version + 1
    there.save()
