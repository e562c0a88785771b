"""Pages of conventions and of their steps."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.counting import Verdict
from songhanh.engines.counting.kinds.conventions import is_in_force, verdict_on
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import day_text
from songhanh.records.conventions.kind import CONVENTIONS, STEPS
from songhanh.records.conventions.models import Convention
from songhanh.records.conventions.queries import conventions_counted
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.rules import can_record_for
from songhanh.records.recording.views import Section, SectionRow

_VERDICTS: dict[Verdict, str | Promise] = {
    Verdict.PASSING: gettext_lazy("đạt: đã rà soát, không có phân biệt đối xử"),
    Verdict.FAILING: gettext_lazy("không đạt: còn điều khoản phân biệt đối xử"),
    Verdict.UNREVIEWED: gettext_lazy("chưa rà soát, hoặc văn bản đã sửa sau lần rà soát gần nhất"),
}


def _counting(convention: Convention) -> Sequence[tuple[str | Promise, object]]:
    today = clock.today()
    found = conventions_counted(convention_id=convention.pk)
    if not found:
        return [(_("Tính hôm nay"), _("chưa tính: bản ghi chưa được chấp nhận"))]
    if not is_in_force(found[0], today):
        return [(_("Tính hôm nay"), _("không tính: chưa hoặc không còn hiệu lực"))]
    return [(_("Tính hôm nay"), _VERDICTS[verdict_on(found[0], today)])]


def _sections(request: ActingRequest, convention: Convention) -> Sequence[Section]:
    today = clock.today()
    seen = STEPS.visible_to(request.acting, today).filter(convention=convention, revises=None)
    may_add = can_record_for(request.acting, convention.unit_id, today)
    add = f"{reverse('conventionsteps:new')}?convention={convention.pk}"
    return [
        Section(
            _("Diễn biến"),
            [_("Ngày"), _("Việc"), _("Tình trạng ghi nhận"), _("Nội dung")],
            [
                SectionRow(
                    reverse("conventionsteps:show", args=[step.pk]),
                    [
                        day_text(step.happened_on),
                        step.get_what_display(),
                        step.get_standing_display(),
                        step.get_state_display() or step.new_clauses or step.clauses or step.number,
                    ],
                )
                for step in seen.order_by("-happened_on", "-pk")
            ],
            _("Chưa có văn bản sửa đổi, lần rà soát hay tình trạng mới nào sau khi ghi."),
            (add, _("Ghi văn bản mới, rà soát, tình trạng mới")) if may_add else None,
        )
    ]


PAGES = plain_pages(
    CONVENTIONS,
    first=("title", "type", "state", "adopted_on", "reviewed_on", "discriminating", "photos"),
    filters=("state", "type"),
    more_facts=_counting,
    sections=_sections,
)

STEP_PAGES = plain_pages(
    STEPS,
    first=("convention", "what", "happened_on", "discriminating", "state", "photos"),
    filters=("what",),
    defaults=lambda on: {"happened_on": on},
)
