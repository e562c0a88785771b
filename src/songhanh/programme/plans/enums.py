"""The life of a plan, and what is decided about a finding."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanStatus(models.TextChoices):
    """Life cycle of a plan in the registry."""

    DRAFT = "draft", _("đang đọc và xác nhận")
    ISSUED = "issued", _("đã ban hành vào hệ thống")
    AMENDED = "amended", _("đã sửa đổi")
    SUPERSEDED = "superseded", _("đã được thay thế")
    CLOSED = "closed", _("đã kết thúc")


NEXT_STATUSES = {
    PlanStatus.DRAFT: {PlanStatus.ISSUED},
    PlanStatus.ISSUED: {PlanStatus.AMENDED, PlanStatus.SUPERSEDED, PlanStatus.CLOSED},
    PlanStatus.AMENDED: {PlanStatus.AMENDED, PlanStatus.SUPERSEDED, PlanStatus.CLOSED},
    PlanStatus.SUPERSEDED: set[PlanStatus](),
    PlanStatus.CLOSED: set[PlanStatus](),
}
"""The moves a plan may make. What is not here is refused."""

IN_FORCE = (PlanStatus.ISSUED, PlanStatus.AMENDED)
"""Plans that are carried out now."""

PUBLISHED = (*IN_FORCE, PlanStatus.SUPERSEDED, PlanStatus.CLOSED)
"""Plans that others may read; superseded and closed ones stay reportable."""


class Severity(models.TextChoices):
    """How much a finding matters. Error only where a date, value or deadline cannot stand."""

    ERROR = "error", _("lỗi")
    WARNING = "warning", _("cần xem")
    HINT = "hint", _("gợi ý")


class Decision(models.TextChoices):
    """What an officer decided about a finding."""

    OPEN = "open", _("chưa xem")
    ACCEPTED = "accepted", _("đúng là bất thường")
    CORRECTED = "corrected", _("đã sửa")
    DISMISSED = "dismissed", _("không phải bất thường")
