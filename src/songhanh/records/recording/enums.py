"""Standings of a record with the table of allowed moves; kinds of evidence; the code lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordStanding(models.TextChoices):
    """Where a record stands (tình trạng ghi nhận), as in the data package."""

    DRAFT = "draft", _("nháp")
    SUBMITTED = "submitted", _("đã gửi")
    ACCEPTED = "accepted", _("đã chấp nhận")
    RETURNED = "returned", _("trả lại")
    CANCELLED = "cancelled", _("đã hủy")


NEXT_STATES: dict[str, frozenset[str]] = {
    RecordStanding.DRAFT: frozenset({RecordStanding.SUBMITTED, RecordStanding.CANCELLED}),
    RecordStanding.SUBMITTED: frozenset(
        {RecordStanding.ACCEPTED, RecordStanding.RETURNED, RecordStanding.CANCELLED}
    ),
    RecordStanding.RETURNED: frozenset({RecordStanding.SUBMITTED, RecordStanding.CANCELLED}),
    # Back to submitted: the acceptance is undone. Returned: a fault was found afterwards.
    RecordStanding.ACCEPTED: frozenset(
        {RecordStanding.SUBMITTED, RecordStanding.RETURNED, RecordStanding.CANCELLED}
    ),
    RecordStanding.CANCELLED: frozenset(),
}
"""The moves a record may make. What is accepted is changed only through a revision (mở lại)."""

CHANGEABLE = frozenset({RecordStanding.DRAFT, RecordStanding.SUBMITTED, RecordStanding.RETURNED})
"""Standings in which the unit itself may still change the content."""


class EvidenceKind(models.TextChoices):
    """What proves that something happened (minh chứng)."""

    PHOTO = "photo", _("ảnh")
    LIST = "list", _("danh sách")
    INVITATION = "invitation", _("giấy mời")
    LINK = "link", _("đường dẫn")


class CodeList(models.TextChoices):
    """The open lists an administrator may add to."""

    ACTIVITY_FORM = "activity_form", _("hình thức hoạt động")
    ITEM_TYPE = "item_type", _("thể loại tin, bài")
    CHANNEL = "channel", _("kênh truyền thông")
    AUDIENCE = "audience", _("nhóm đối tượng")
    CHANNEL_TYPE = "channel_type", _("loại kênh truyền thông")
    MATERIAL_TYPE = "material_type", _("loại sản phẩm truyền thông")
    TOPIC = "topic", _("chủ đề")
    SETTING = "setting", _("nơi, dịp")
    TRAINEE = "trainee", _("lực lượng, người học")
