"""Schools and their activities as kinds of record; what they post."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.ui.formats import day_text
from songhanh.ledger.drafts import EntryDraft
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem
from songhanh.records.schools.models import School, SchoolActivity, SchoolWork
from songhanh.registry.orgunits.queries import ancestors_on


def _school_problems(school: School, today: date) -> list[Problem]:
    if school.commune_id is not None:
        chains = ancestors_on([school.commune_id, school.unit_id], today)
        if chains[school.commune_id][-1] != chains[school.unit_id][-1]:
            said = _("Trường đóng ở tỉnh khác. Ở đây chỉ ghi trường trên địa bàn của tỉnh mình.")
            return [Problem("commune", said)]
    if school.closed_on is not None and school.closed_on < school.opened_on:
        said = _("Ngày sáp nhập, giải thể trước ngày bắt đầu ghi. Hãy kiểm tra lại hai ngày.")
        return [Problem("closed_on", said)]
    return []


def _entries(activity: SchoolActivity) -> tuple[EntryDraft, ...]:
    unit_id, day = activity.school.unit_id, activity.held_on
    pupils = (("male", activity.male), ("female", activity.female))
    return (
        EntryDraft(unit_id, "school_activity", day, 1),
        *(
            EntryDraft(unit_id, "pupil_attendance", day, number, sex=sex)
            for sex, number in pupils
            if number
        ),
    )


def _problems(activity: SchoolActivity, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    closed = activity.school.closed_on
    if closed is not None and activity.held_on >= closed:
        said = _("Trường đã sáp nhập, giải thể ngày %(day)s. Hãy kiểm tra lại ngày hoặc trường.")
        return [Problem("held_on", said % {"day": day_text(closed)})]
    return []


def _title(activity: SchoolActivity) -> str:
    what = activity.subject or SchoolWork(activity.work).label
    return f"{what} – {activity.school.title}"


SCHOOLS: Plain[School] = plain_kind(
    "school",
    School,
    word=gettext_lazy("trường học"),
    plural=gettext_lazy("Trường học, cơ sở giáo dục nghề nghiệp"),
    about=gettext_lazy("Các trường trên địa bàn, số học sinh, tháng và tuần đã có hoạt động."),
    namespace="schools",
    day_field="opened_on",
    fields=(
        "title",
        "level",
        "commune",
        "opened_on",
        "closed_on",
        "male",
        "female",
        "year_begins",
        "year_ends",
    ),
    labels={"title": gettext_lazy("tên trường")},
    problems=_school_problems,
    not_copied=frozenset({"title", "closed_on", "male", "female"}),
)

ACTIVITIES: Plain[SchoolActivity] = plain_kind(
    "school_activity",
    SchoolActivity,
    word=gettext_lazy("hoạt động trong nhà trường"),
    plural=gettext_lazy("Hoạt động trong nhà trường"),
    about=gettext_lazy("Tiết dạy, ngoại khóa, sinh hoạt dưới cờ, đầu khóa; học sinh chỉ ghi số."),
    namespace="schoolactivities",
    day_field="held_on",
    related=("school",),
    drafts=_entries,
    fields=("school", "work", "held_on", "subject", "topics", "classes", "male", "female", "note"),
    title=_title,
    code_lists={"topics": CodeList.TOPIC},
    several=frozenset({"topics"}),
    problems=_problems,
    not_copied=frozenset({"held_on", "male", "female", "note"}),
)
