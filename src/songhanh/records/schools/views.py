"""Pages of schools: what each did in the months of its school year, and which are silent."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.vntext import fold
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.foundation.ui.formats import day_text, period_text
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.rules import can_record_for
from songhanh.records.recording.views import Section, SectionRow
from songhanh.records.schools.forms import CoverageForm
from songhanh.records.schools.kind import ACTIVITIES, SCHOOLS
from songhanh.records.schools.models import School, SchoolWork
from songhanh.records.schools.queries import (
    Coverage,
    begun_in,
    counting_activities,
    coverage_of,
    coverages,
    school_year_of,
)
from songhanh.registry.calendar.queries import working_days_of
from songhanh.registry.orgunits.queries import names_on


def _sections(request: ActingRequest, school: School) -> Sequence[Section]:
    today = clock.today()
    own = can_record_for(request.acting, school.unit_id, today)
    year = school_year_of(school, begun_in(school, today))
    held = counting_activities([school])[school.pk]
    found = coverage_of(school, year, held, working_days_of(school.unit_id, today), today)
    seen = ACTIVITIES.visible_to(request.acting, today).filter(school=school, revises=None)
    return [
        Section(
            _("Năm học %(year)s") % {"year": year.name},
            [_("Tháng"), _("Ngoại khóa"), _("Dưới cờ"), _("Trong giảng dạy"), _("Khác")],
            _month_rows(found),
            _("Năm học chưa bắt đầu."),
            (f"{reverse('schoolactivities:new')}?school={school.pk}", _("Ghi hoạt động"))
            if own
            else None,
            missing_words(found),
        ),
        Section(
            _("Hoạt động đã ghi"),
            [_("Ngày"), _("Loại hoạt động"), _("Nội dung"), _("Tình trạng ghi nhận")],
            [
                SectionRow(
                    reverse("schoolactivities:show", args=[one.pk]),
                    [
                        day_text(one.held_on),
                        one.get_work_display(),
                        one.subject,
                        one.get_standing_display(),
                    ],
                )
                for one in seen.order_by("-held_on", "-pk")[:50]
            ],
            _("Chưa ghi hoạt động nào."),
        ),
    ]


def _month_rows(found: Coverage) -> list[SectionRow]:
    shown = (SchoolWork.EXTRACURRICULAR, SchoolWork.FLAG_SALUTE, SchoolWork.LESSON)
    return [
        SectionRow(
            "",
            [
                period_text(month.period),
                _("thiếu") if month.is_missing else month.done.get(SchoolWork.EXTRACURRICULAR, 0),
                _("%(done)d trên %(weeks)d tuần") % {"done": month.saluted, "weeks": month.weeks},
                month.done.get(SchoolWork.LESSON, 0),
                sum(count for work, count in month.done.items() if work not in shown),
            ],
        )
        for month in found.months
    ]


def missing_words(found: Coverage) -> str:
    """The months without monthly work, named; empty without any."""
    if not found.missing:
        return ""
    months = ", ".join(period_text(month.period) for month in found.missing)
    return _("Các tháng chưa có ngoại khóa: %(months)s.") % {"months": months}


@signed_in
def coverage(request: ActingRequest) -> HttpResponse:
    """Every school of the branch in a school year: months and weeks covered, silent ones first."""
    today = clock.today()
    form = CoverageForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = coverages(request.acting, today, chosen.get("year"))
    if chosen.get("q"):
        found = [one for one in found if fold(chosen["q"]) in one.school.folded_title]
    if chosen.get("level"):
        found = [one for one in found if one.school.level == chosen["level"]]
    if chosen.get("silent"):
        found = [one for one in found if one.is_silent]
    if lists.wants_workbook(request):
        return _workbook(found)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, found),
        "schools": len(found),
        "silent": sum(one.is_silent for one in found),
        "lessons": sum(
            any(SchoolWork.LESSON in month.done for month in one.months) for one in found
        ),
    }
    return render(request, "schools/coverage.html", context)


def _workbook(found: Sequence[Coverage]) -> HttpResponse:
    places = [one.school.commune_id or one.school.unit_id for one in found]
    names = names_on(places, clock.today())
    columns = [
        Column(_("Trường"), width=40),
        Column(_("Cấp học"), width=20),
        Column(_("Xã, phường"), width=28),
        Column(_("Năm học"), width=14),
        Column(_("Số hoạt động"), Kind.INTEGER, 14),
        Column(_("Số tháng có ngoại khóa"), Kind.INTEGER, 16),
        Column(_("Số tuần có sinh hoạt dưới cờ"), Kind.INTEGER, 16),
        Column(_("Số tuần học"), Kind.INTEGER, 12),
        Column(_("Hoạt động gần nhất"), Kind.DAY, 14),
        Column(_("Tháng thiếu"), width=48),
    ]
    rows = (
        [
            one.school.title,
            one.school.get_level_display(),
            names.get(place, ""),
            one.year.name,
            one.activities,
            one.covered,
            sum(month.saluted for month in one.months),
            sum(month.weeks for month in one.months),
            one.last_on,
            ", ".join(period_text(month.period) for month in one.missing),
        ]
        for one, place in zip(found, places, strict=True)
    )
    return workbook_response(f"truong-hoc-{clock.today():%Y-%m-%d}.xlsx", columns, rows)


_COVERAGE_LINK = (("schools:coverage", gettext_lazy("Độ phủ trong năm học")),)

SCHOOL_PAGES = plain_pages(
    SCHOOLS,
    first=("title", "level", "commune", "opened_on", "male", "female"),
    filters=("level",),
    defaults=lambda on: {"opened_on": on, "year_begins": "09-05", "year_ends": "05-31"},
    sections=_sections,
    links=_COVERAGE_LINK,
)

ACTIVITY_PAGES = plain_pages(
    ACTIVITIES,
    first=("school", "work", "held_on", "subject", "male", "female", "photos"),
    filters=("work",),
    defaults=lambda on: {"held_on": on, "work": "extracurricular"},
    links=_COVERAGE_LINK,
)

SCHOOL_URLS = [path("coverage/", coverage, name="coverage"), *SCHOOL_PAGES.urls()]
