"""Pages of courses, class days and trainees."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.records.recording.plain.pages import plain_pages, text_of
from songhanh.records.recording.rules import can_record_for
from songhanh.records.recording.views import Section, SectionRow
from songhanh.records.training.kind import COURSES, DAYS, TRAINEES, gain_of
from songhanh.records.training.models import Course, TraineeCount


def _sections(request: ActingRequest, course: Course) -> Sequence[Section]:
    acting, today = request.acting, clock.today()
    own = can_record_for(acting, course.unit_id, today)
    days = DAYS.visible_to(acting, today).filter(course=course, revises=None)
    counts = TRAINEES.visible_to(acting, today).filter(course=course, revises=None)
    return [
        Section(
            _("Buổi học"),
            [_("Ngày"), _("Địa điểm"), _("Báo cáo viên"), _("Tình trạng ghi nhận")],
            [
                SectionRow(
                    reverse("classdays:show", args=[one.pk]),
                    [day_text(one.held_on), one.place, one.trainer, one.get_standing_display()],
                )
                for one in days.order_by("held_on", "pk")
            ],
            _("Chưa ghi buổi học nào."),
            (f"{reverse('classdays:new')}?course={course.pk}", _("Ghi buổi học")) if own else None,
        ),
        Section(
            _("Người học"),
            [_("Lực lượng"), _("Đơn vị"), _("Nam"), _("Nữ"), _("Điểm tăng")],
            [
                SectionRow(
                    reverse("trainees:show", args=[one.pk]),
                    [
                        text_of(TRAINEES, one, "kind_of_person"),
                        one.from_unit,
                        number_text(one.male),
                        number_text(one.female),
                        number_text(gain_of(one)),
                    ],
                )
                for one in counts.order_by("pk")
            ],
            _("Chưa ghi số người học."),
            (f"{reverse('trainees:new')}?course={course.pk}", _("Ghi người học")) if own else None,
        ),
    ]


def _gain(count: TraineeCount) -> Sequence[tuple[str | Promise, object]]:
    gain = gain_of(count)
    return [] if gain is None else [(_("Điểm tăng"), number_text(gain))]


COURSE_PAGES = plain_pages(
    COURSES,
    first=("title", "topics", "starts_on", "hours", "photos"),
    defaults=lambda on: {"starts_on": on},
    sections=_sections,
)

DAY_PAGES = plain_pages(
    DAYS,
    first=("course", "held_on", "place", "trainer", "presence", "photos"),
    filters=("presence",),
    defaults=lambda on: {"held_on": on, "presence": "on_site"},
)

TRAINEE_PAGES = plain_pages(
    TRAINEES,
    first=("course", "counted_on", "kind_of_person", "from_unit", "male", "female"),
    defaults=lambda on: {"counted_on": on},
    filters=("kind_of_person",),
    more_facts=_gain,
)
