"""Channels and their readings as kinds of record; what they post and say."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.vntext import fold
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.ledger.drafts import EntryDraft, StateDraft
from songhanh.records.channels.models import Channel, ReachReading
from songhanh.records.recording.enums import CodeList, RecordStanding
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem

SUBJECT = "channel"
COARSE = {
    "commune_loudspeaker": "loudspeaker",
    "enterprise_loudspeaker": "loudspeaker",
    "radio_tv": "radio",
    "radio_tv_channel": "television",
    "press_body": "newspaper",
    "newspaper": "newspaper",
    "website": "website",
    "busy_site": "website",
    "portal": "portal",
    "facebook": "facebook",
    "fanpage": "facebook",
    "zalo": "zalo",
    "zalo_oa": "zalo",
    "zalo_group": "zalo",
    "tiktok": "tiktok",
    "youtube": "youtube",
    "led": "led",
}
"""The coarser channel of the data package for each type; what is not here is ``other``."""

DIGITAL = frozenset({"website", "portal", "facebook", "zalo", "tiktok", "youtube"})


def _states(channel: Channel) -> tuple[StateDraft, ...]:
    said = [("open", channel.opened_on, True), ("closed", channel.closed_on, channel.closed_on)]
    return tuple(
        StateDraft(channel.unit_id, SUBJECT, channel.pk, "life", state, day)
        for state, day, is_said in said
        if is_said
    )


def _entries(reading: ReachReading) -> tuple[EntryDraft, ...]:
    channel = COARSE.get(reading.channel.type, "other")
    said = (("reach_views", reading.views), ("reach_interactions", reading.interactions))
    return tuple(
        EntryDraft(reading.channel.unit_id, measure, reading.read_on, number, channel=channel)
        for measure, number in said
        if number
    )


def _problems(channel: Channel, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    problems = []
    if channel.opened_on and channel.closed_on and channel.closed_on < channel.opened_on:
        said = _("Ngày đóng trước ngày mở. Hãy kiểm tra lại hai ngày.")
        problems.append(Problem("closed_on", said))
    if channel.type == "personal_account" and not channel.consent.strip():
        said = _("Tài khoản cá nhân chỉ ghi khi chủ tài khoản đã đồng ý. Hãy ghi văn bản đồng ý.")
        problems.append(Problem("consent", said))
    other = _same_address(channel)
    if other is not None:
        said = _("Địa chỉ này đã được ghi cho kênh “%(title)s”. Mỗi kênh chỉ ghi một lần.")
        problems.append(Problem("address", said % {"title": other.title}))
    return problems


def _same_address(channel: Channel) -> Channel | None:
    """Another channel in use with the same address, however it is written."""
    if not channel.address:
        return None
    wanted = plain_address(channel.address)
    others = Channel.objects.filter(revises=None).exclude(address="")
    others = others.exclude(standing=RecordStanding.CANCELLED).exclude(
        pk=channel.revises_id or channel.pk
    )
    host = wanted.split("/")[0]
    near = others.filter(address__icontains=host)
    return next((one for one in near if plain_address(one.address) == wanted), None)


def plain_address(address: str) -> str:
    """An address without scheme, www, capitals and a last slash, to compare two."""
    bare = fold(address.rsplit("://", maxsplit=1)[-1]).rstrip("/")
    return bare.removeprefix("www.").removeprefix("m.")


def _reading_problems(reading: ReachReading, today: date) -> list[Problem]:  # noqa: ARG001 - as above
    before = (
        ReachReading.objects.filter(
            channel_id=reading.channel_id, read_on__lt=reading.read_on, revises=None
        )
        .exclude(standing__in=(RecordStanding.CANCELLED, RecordStanding.RETURNED))
        .order_by("-read_on")
        .first()
    )
    if before is not None and before.followers and reading.followers == 0:
        said = _(
            "Ngày %(day)s kênh có %(before)s người theo dõi, nay là 0. Nếu kênh đã đóng, hãy ghi "
            "ngày đóng; nếu chưa có số liệu, hãy để trống."
        )
        told = {"day": day_text(before.read_on), "before": number_text(before.followers)}
        return [Problem("followers", said % told)]
    return []


def households_share(reading: ReachReading) -> tuple[Fraction | None, bool]:
    """Households reached out of those in the area, in per cent; whether it was capped at 100."""
    whole = reading.channel.households
    if not whole or reading.households is None:
        return None, False
    share = Fraction(reading.households * 100, whole)
    return min(share, Fraction(100)), share > 100


def _reading_title(reading: ReachReading) -> str:
    return f"{reading.channel.title} – {day_text(reading.read_on)}"


CHANNELS: Plain[Channel] = plain_kind(
    SUBJECT,
    Channel,
    word=gettext_lazy("kênh truyền thông"),
    plural=gettext_lazy("Kênh truyền thông"),
    about=gettext_lazy("Loa, trang, nhóm, màn hình, pa-nô của đơn vị: ở đâu, còn dùng được không."),
    namespace="channels",
    day_field="opened_on",
    states=_states,
    fields=(
        "title",
        "type",
        "address",
        "place",
        "is_working",
        "is_official",
        "opened_on",
        "closed_on",
        "households",
        "audience",
        "consent",
    ),
    labels={"title": gettext_lazy("tên kênh")},
    code_lists={"type": CodeList.CHANNEL_TYPE},
    problems=_problems,
    not_copied=frozenset({"title", "address", "opened_on", "closed_on", "consent"}),
)

READINGS: Plain[ReachReading] = plain_kind(
    "reach_reading",
    ReachReading,
    word=gettext_lazy("số tiếp cận"),
    plural=gettext_lazy("Số tiếp cận của kênh"),
    about=gettext_lazy("Mỗi tháng một lần: người theo dõi, thành viên, hộ, lượt xem, tương tác."),
    namespace="reachreadings",
    day_field="read_on",
    related=("channel",),
    drafts=_entries,
    fields=(
        "channel",
        "read_on",
        "followers",
        "members",
        "households",
        "views",
        "interactions",
        "source",
    ),
    title=_reading_title,
    problems=_reading_problems,
    not_copied=frozenset({"read_on", "followers", "members", "views", "interactions"}),
)
