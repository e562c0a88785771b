"""Pages of community models and of their meetings."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import day_text
from songhanh.records.communitymodels.kind import MEETINGS, MODELS
from songhanh.records.communitymodels.models import CommunityModel
from songhanh.records.communitymodels.queries import life_on
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.rules import can_decide_here, can_record_for
from songhanh.records.recording.views import Section, SectionRow


def _life(model: CommunityModel) -> Sequence[tuple[str | Promise, object]]:
    return [(_("Hiện nay"), life_on(model, clock.today()).label)]


def _sections(request: ActingRequest, model: CommunityModel) -> Sequence[Section]:
    acting, today = request.acting, clock.today()
    own = can_record_for(acting, model.unit_id, today)
    add = f"{reverse('modelmeetings:new')}?model={model.pk}"
    seen = MEETINGS.visible_to(acting, today).filter(model=model, revises=None)
    copies = MODELS.visible_to(acting, today).filter(source=model, revises=None)
    sections = [
        Section(
            _("Sinh hoạt"),
            [_("Ngày"), _("Nội dung"), _("Tình trạng ghi nhận")],
            [
                SectionRow(
                    reverse("modelmeetings:show", args=[one.pk]),
                    [day_text(one.held_on), one.subject, one.get_standing_display()],
                )
                for one in seen.order_by("-held_on", "-pk")[:50]
            ],
            _("Chưa ghi buổi sinh hoạt nào."),
            (add, _("Ghi buổi sinh hoạt")) if own else None,
        ),
        Section(
            _("Đã nhân rộng"),
            [_("Mô hình"), _("Từ ngày")],
            [
                SectionRow(
                    reverse("communitymodels:show", args=[one.pk]),
                    [one.title, day_text(one.started_on)],
                )
                for one in copies.order_by("started_on")
            ],
            _("Chưa có mô hình nào ghi là nhân rộng từ đây."),
        ),
    ]
    if model.contact and (own or can_decide_here(acting, model, today)):
        contact = Section(
            _("Liên hệ"), [_("Người và số liên hệ")], [SectionRow("", [model.contact])], ""
        )
        sections.append(contact)
    return sections


PAGES = plain_pages(
    MODELS,
    first=("title", "type", "started_on", "male", "female", "photos"),
    filters=("type",),
    more_facts=_life,
    sections=_sections,
)

MEETING_PAGES = plain_pages(
    MEETINGS,
    first=("model", "held_on", "subject", "male", "female", "photos"),
    defaults=lambda on: {"held_on": on},
)
