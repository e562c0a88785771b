"""Courses, class days and trainees as kinds of record; what they post."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.ui.formats import day_text
from songhanh.ledger.drafts import EntryDraft
from songhanh.records.recording.enums import CodeList, RecordStanding
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.plain.pages import text_of
from songhanh.records.recording.problems import Problem
from songhanh.records.training.models import ClassDay, Course, TraineeCount

HIGHEST_SCORE = 100


def _day_entries(day: ClassDay) -> tuple[EntryDraft, ...]:
    return (EntryDraft(day.course.unit_id, "class_day", day.held_on, 1),)


def _trainee_entries(count: TraineeCount) -> tuple[EntryDraft, ...]:
    """Trainees count once for the course, whatever number of its days they came to."""
    course = count.course
    people = (("male", count.male), ("female", count.female))
    return tuple(
        EntryDraft(course.unit_id, "trainee", count.counted_on, number, sex=sex)
        for sex, number in people
        if number
    )


def _day_problems(day: ClassDay, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    if day.held_on >= day.course.starts_on:
        return []
    said = _("Buổi học trước ngày khai giảng (%(day)s). Hãy kiểm tra lại ngày.")
    return [Problem("held_on", said % {"day": day_text(day.course.starts_on)})]


def _trainee_problems(count: TraineeCount, today: date) -> list[Problem]:  # noqa: ARG001 - as above
    problems = []
    whole = (count.male or 0) + (count.female or 0)
    if whole == 0:
        problems.append(Problem("female", _("Hãy ghi số người học, nam hoặc nữ.")))
    if count.tested is not None and count.tested > whole:
        said = _("Số người làm bài kiểm tra (%(tested)d) nhiều hơn số người học (%(whole)d).")
        problems.append(Problem("tested", said % {"tested": count.tested, "whole": whole}))
    problems += [
        Problem(name, _("Điểm cao nhất là 100. Hãy đổi về thang 0–100."))
        for name in ("before", "after")
        if (getattr(count, name) or 0) > HIGHEST_SCORE
    ]
    return problems + _counted_already(count)


def _counted_already(count: TraineeCount) -> list[Problem]:
    same = TraineeCount.objects.filter(
        course_id=count.course_id,
        kind_of_person=count.kind_of_person,
        from_unit=count.from_unit,
        revises=None,
    ).exclude(standing=RecordStanding.CANCELLED)
    if not same.exclude(pk=count.revises_id or count.pk).exists():
        return []
    said = _("Lớp này đã ghi số người học của nhóm và đơn vị này. Hãy sửa bản đã có.")
    return [Problem("kind_of_person", said)]


def gain_of(count: TraineeCount) -> Decimal | None:
    """How far scores rose; only of people with both tests."""
    if not count.tested or count.before is None or count.after is None:
        return None
    return count.after - count.before


def _day_title(day: ClassDay) -> str:
    return _("Buổi học %(day)s – %(course)s") % {
        "day": day_text(day.held_on),
        "course": day.course.title,
    }


def _trainee_title(count: TraineeCount) -> str:
    who = text_of(TRAINEES, count, "kind_of_person")
    return f"{who} – {count.course.title}"


COURSES: Plain[Course] = plain_kind(
    "course",
    Course,
    word=gettext_lazy("lớp tập huấn, bồi dưỡng"),
    plural=gettext_lazy("Lớp tập huấn, bồi dưỡng"),
    about=gettext_lazy("Lớp do đơn vị tổ chức, các buổi học và số người học."),
    namespace="courses",
    day_field="starts_on",
    fields=("title", "topics", "starts_on", "hours", "documents", "cost_vnd", "fund_source"),
    labels={"title": gettext_lazy("tên lớp")},
    code_lists={"topics": CodeList.TOPIC},
    several=frozenset({"topics"}),
    not_copied=frozenset({"starts_on", "cost_vnd"}),
)

DAYS: Plain[ClassDay] = plain_kind(
    "class_day",
    ClassDay,
    word=gettext_lazy("buổi học"),
    plural=gettext_lazy("Buổi học"),
    about=gettext_lazy("Từng buổi của một lớp: ngày, nơi, báo cáo viên."),
    namespace="classdays",
    day_field="held_on",
    related=("course",),
    drafts=_day_entries,
    fields=("course", "held_on", "place", "trainer", "presence"),
    title=_day_title,
    problems=_day_problems,
    not_copied=frozenset({"held_on"}),
)

TRAINEES: Plain[TraineeCount] = plain_kind(
    "trainee_count",
    TraineeCount,
    word=gettext_lazy("người học của lớp"),
    plural=gettext_lazy("Người học của các lớp"),
    about=gettext_lazy(
        "Số người học theo lực lượng, nam, nữ; điểm trước và sau; không ghi tên ai."
    ),
    namespace="trainees",
    day_field="counted_on",
    related=("course",),
    drafts=_trainee_entries,
    fields=(
        "course",
        "counted_on",
        "kind_of_person",
        "from_unit",
        "male",
        "female",
        "tested",
        "before",
        "after",
    ),
    title=_trainee_title,
    code_lists={"kind_of_person": CodeList.TRAINEE},
    problems=_trainee_problems,
    not_copied=frozenset({"male", "female", "tested", "before", "after"}),
)
