"""Pages of channels and of what they reached."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from songhanh.engines.counting import round_half_up
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import day_text, number_text, percent_text
from songhanh.records.channels.kind import CHANNELS, READINGS, households_share
from songhanh.records.channels.models import Channel, ReachReading
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.rules import can_record_for
from songhanh.records.recording.views import Section, SectionRow


def _sections(request: ActingRequest, channel: Channel) -> Sequence[Section]:
    today = clock.today()
    seen = READINGS.visible_to(request.acting, today).filter(channel=channel, revises=None)
    own = can_record_for(request.acting, channel.unit_id, today)
    add = f"{reverse('reachreadings:new')}?channel={channel.pk}"
    return [
        Section(
            _("Số tiếp cận theo tháng"),
            [_("Ngày"), _("Theo dõi, thành viên"), _("Hộ tiếp cận"), _("Lượt xem"), _("Tương tác")],
            [
                SectionRow(reverse("reachreadings:show", args=[one.pk]), _cells(one))
                for one in seen.select_related("channel").order_by("-read_on", "-pk")[:36]
            ],
            _("Chưa ghi số tiếp cận nào của kênh này."),
            (add, _("Ghi số tiếp cận")) if own else None,
        )
    ]


def _cells(reading: ReachReading) -> list[object]:
    people = reading.followers if reading.followers is not None else reading.members
    return [
        day_text(reading.read_on),
        number_text(people),
        number_text(reading.households),
        number_text(reading.views),
        number_text(reading.interactions),
    ]


def _share(reading: ReachReading) -> Sequence[tuple[str | Promise, object]]:
    share, capped = households_share(reading)
    if share is None:
        return []
    shown = percent_text(round_half_up(share, 1))
    if capped:
        shown = _("%(share)s (số hộ tiếp cận lớn hơn số hộ trong địa bàn, tính tròn 100%%)") % {
            "share": shown
        }
    return [(_("Tỷ lệ hộ tiếp cận"), shown)]


PAGES = plain_pages(
    CHANNELS,
    first=("title", "type", "address", "is_working", "photos"),
    filters=("type",),
    sections=_sections,
)

READING_PAGES = plain_pages(
    READINGS,
    first=("channel", "read_on", "followers", "members", "households", "views", "photos"),
    defaults=lambda on: {"read_on": on},
    more_facts=_share,
)
