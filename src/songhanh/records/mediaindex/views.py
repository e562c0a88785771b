"""Pages of the stages of media bodies."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import day_text
from songhanh.records.mediaindex.kind import STAGES
from songhanh.records.mediaindex.models import AdoptionStage
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.views import Section, SectionRow


def _sections(request: ActingRequest, stage: AdoptionStage) -> Sequence[Section]:
    seen = STAGES.visible_to(request.acting, clock.today())
    rows = seen.filter(unit_id=stage.unit_id, revises=None).order_by("-from_on", "-pk")
    return [
        Section(
            _("Các mức của đơn vị này"),
            [_("Từ ngày"), _("Mức áp dụng"), _("Văn bản"), _("Tình trạng ghi nhận")],
            [
                SectionRow(
                    reverse("mediaindex:show", args=[row.pk]),
                    [
                        day_text(row.from_on),
                        row.get_stage_display(),
                        row.document,
                        row.get_standing_display(),
                    ],
                )
                for row in rows
            ],
            _("Chưa có mức áp dụng nào."),
        )
    ]


PAGES = plain_pages(
    STAGES,
    first=("stage", "from_on", "document", "photos"),
    filters=("stage",),
    defaults=lambda on: {"from_on": on},
    sections=_sections,
)
