"""Models and their meetings as kinds of record; what they post and say."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.ui.formats import day_text
from songhanh.ledger.drafts import EntryDraft, StateDraft
from songhanh.records.communitymodels.models import CommunityModel, ModelMeeting
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem

SUBJECT = "community_model"
STARTED, ENDED, MET = "started", "ended", "met"
"""Aspects of the dated rows of a model; the state of ``started`` is its type."""

SLEEPS_AFTER = timedelta(days=365)
"""Without a meeting for a year a model is asleep (capabilities, C14)."""


def _states(model: CommunityModel) -> tuple[StateDraft, ...]:
    said = [(STARTED, model.type, model.started_on), (ENDED, "yes", model.ended_on)]
    return tuple(
        StateDraft(model.unit_id, SUBJECT, model.pk, aspect, state, day)
        for aspect, state, day in said
        if day is not None
    )


def _met(meeting: ModelMeeting) -> tuple[StateDraft, ...]:
    unit_id = meeting.model.unit_id
    return (StateDraft(unit_id, SUBJECT, meeting.model_id, MET, "yes", meeting.held_on),)


def _entries(meeting: ModelMeeting) -> tuple[EntryDraft, ...]:
    unit_id, day = meeting.model.unit_id, meeting.held_on
    people = (("male", meeting.male), ("female", meeting.female))
    return (
        EntryDraft(unit_id, "model_meeting", day, 1),
        *(
            EntryDraft(unit_id, "model_attendance", day, number, sex=sex)
            for sex, number in people
            if number
        ),
    )


def _problems(model: CommunityModel, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    problems = []
    if model.ended_on is not None and model.ended_on < model.started_on:
        problems.append(
            Problem("ended_on", _("Ngày kết thúc trước ngày thành lập. Hãy kiểm tra lại hai ngày."))
        )
    if model.source_id is not None and model.source_id in (model.pk, model.revises_id):
        problems.append(Problem("source", _("Mô hình không thể nhân rộng từ chính nó.")))
    return problems


def _meeting_problems(meeting: ModelMeeting, today: date) -> list[Problem]:  # noqa: ARG001 - as above
    model = meeting.model
    if meeting.held_on < model.started_on:
        said = _("Ngày sinh hoạt trước ngày thành lập mô hình (%(day)s). Hãy kiểm tra lại ngày.")
        return [Problem("held_on", said % {"day": day_text(model.started_on)})]
    if model.ended_on is not None and meeting.held_on > model.ended_on:
        said = _("Mô hình đã kết thúc ngày %(day)s. Hãy kiểm tra lại ngày sinh hoạt.")
        return [Problem("held_on", said % {"day": day_text(model.ended_on)})]
    return []


def _meeting_title(meeting: ModelMeeting) -> str:
    what = meeting.subject or _("Sinh hoạt")
    return f"{what} – {meeting.model.title}"


MODELS: Plain[CommunityModel] = plain_kind(
    SUBJECT,
    CommunityModel,
    word=gettext_lazy("mô hình, câu lạc bộ"),
    plural=gettext_lazy("Mô hình, câu lạc bộ"),
    about=gettext_lazy("Câu lạc bộ, góc thân thiện, địa chỉ tin cậy, mô hình truyền thông số."),
    namespace="communitymodels",
    day_field="started_on",
    states=_states,
    fields=(
        "title",
        "type",
        "started_on",
        "ended_on",
        "male",
        "female",
        "setting",
        "audiences",
        "channels",
        "source",
        "effect",
        "contact",
    ),
    labels={"title": gettext_lazy("tên mô hình")},
    code_lists={"setting": CodeList.SETTING, "audiences": CodeList.AUDIENCE},
    several=frozenset({"audiences"}),
    problems=_problems,
    restricted=frozenset({"contact"}),
    not_copied=frozenset({"title", "started_on", "ended_on", "contact", "effect", "source"}),
)

MEETINGS: Plain[ModelMeeting] = plain_kind(
    "model_meeting",
    ModelMeeting,
    word=gettext_lazy("sinh hoạt của mô hình"),
    plural=gettext_lazy("Sinh hoạt của mô hình"),
    about=gettext_lazy("Mỗi buổi sinh hoạt của một mô hình, câu lạc bộ; mô hình còn sống nhờ đó."),
    namespace="modelmeetings",
    day_field="held_on",
    related=("model",),
    drafts=_entries,
    states=_met,
    fields=("model", "held_on", "subject", "male", "female"),
    title=_meeting_title,
    problems=_meeting_problems,
    not_copied=frozenset({"held_on", "male", "female"}),
)
