"""Conventions and their steps as kinds of record; what each says in dated rows."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.ui.formats import day_text
from songhanh.ledger.drafts import StateDraft
from songhanh.records.conventions.enums import Happening, State, finding_of
from songhanh.records.conventions.models import Convention, ConventionStep
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem

SUBJECT = "convention"
STATE, ADOPTED, TEXT, REVIEW = "state", "adopted", "text", "review"
"""Aspects of the dated rows of a convention; the state of a review is its finding."""


def _states(convention: Convention) -> tuple[StateDraft, ...]:
    said = [
        (STATE, convention.state, convention.state_on, True),
        (ADOPTED, "yes", convention.adopted_on, convention.adopted_on),
        (TEXT, "yes", convention.text_on, convention.text_on),
        (
            REVIEW,
            finding_of(convention.discriminating),
            convention.reviewed_on,
            convention.reviewed_on,
        ),
    ]
    return tuple(
        StateDraft(convention.unit_id, SUBJECT, convention.pk, aspect, state, since)
        for aspect, state, since, is_said in said
        if is_said
    )


def _step_states(step: ConventionStep) -> tuple[StateDraft, ...]:
    said = {
        Happening.TEXT.value: (TEXT, "yes"),
        Happening.REVIEW.value: (REVIEW, finding_of(step.discriminating)),
        Happening.STATE.value: (STATE, step.state),
    }
    aspect, state = said[step.what]
    commune_id = step.convention.unit_id
    return (StateDraft(commune_id, SUBJECT, step.convention_id, aspect, state, step.happened_on),)


def _problems(convention: Convention, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    if convention.discriminating is None or convention.reviewed_on:
        return []
    return [
        Problem(
            "reviewed_on",
            _("Đã có kết luận rà soát mà chưa có ngày rà soát. Hãy ghi ngày, hoặc bỏ kết luận."),
        )
    ]


def _step_problems(step: ConventionStep, today: date) -> list[Problem]:  # noqa: ARG001 - as above
    problems = []
    if step.what == Happening.STATE and not step.state:
        problems.append(Problem("state", _("Hãy chọn tình trạng mới của hương ước, quy ước.")))
    if step.what != Happening.STATE and step.state:
        problems.append(Problem("state", _("Tình trạng mới chỉ ghi khi việc là “đổi tình trạng”.")))
    if step.what != Happening.REVIEW and step.discriminating is not None:
        problems.append(Problem("discriminating", _("Kết luận chỉ ghi khi việc là “rà soát”.")))
    return problems


def _step_title(step: ConventionStep) -> str:
    return _("%(what)s ngày %(day)s: %(convention)s") % {
        "what": Happening(step.what).label,
        "day": day_text(step.happened_on),
        "convention": step.convention.title,
    }


CONVENTIONS: Plain[Convention] = plain_kind(
    SUBJECT,
    Convention,
    word=gettext_lazy("hương ước, quy ước"),
    plural=gettext_lazy("Hương ước, quy ước"),
    about=gettext_lazy("Mỗi thôn, tổ dân phố một bản, kèm ngày thông qua và lần rà soát."),
    namespace="conventions",
    day_field="adopted_on",
    states=_states,
    fields=(
        "title",
        "type",
        "state",
        "state_on",
        "adopted_on",
        "number",
        "text_on",
        "reviewed_on",
        "discriminating",
        "has_equality_clause",
        "clauses",
    ),
    labels={"title": gettext_lazy("thôn, tổ dân phố")},
    problems=_problems,
    not_copied=frozenset({"title", "number", "clauses"}),
)

STEPS: Plain[ConventionStep] = plain_kind(
    "convention_step",
    ConventionStep,
    word=gettext_lazy("diễn biến của hương ước, quy ước"),
    plural=gettext_lazy("Diễn biến của hương ước, quy ước"),
    about=gettext_lazy("Văn bản sửa đổi, lần rà soát và tình trạng mới của một bản đã có."),
    namespace="conventionsteps",
    day_field="happened_on",
    related=("convention",),
    states=_step_states,
    fields=(
        "convention",
        "what",
        "happened_on",
        "discriminating",
        "state",
        "number",
        "reviewer",
        "clauses",
        "new_clauses",
    ),
    title=_step_title,
    problems=_step_problems,
    not_copied=frozenset({"convention", "clauses", "new_clauses", "number"}),
)

IN_FORCE = (State.ADOPTED, State.RECOGNISED)
