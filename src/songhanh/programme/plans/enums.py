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


class Origin(models.TextChoices):
    """Where a finding comes from."""

    READER = "reader", _("máy đọc văn bản")
    CHECK = "check", _("đối chiếu")


class DocumentStatus(models.TextChoices):
    """Whether a national document may still be rested on."""

    IN_FORCE = "in_force", _("còn hiệu lực")
    AMENDED = "amended", _("đã được sửa đổi, bổ sung")
    REPLACED = "replaced", _("đã được thay thế")
    ABOLISHED = "abolished", _("đã bị bãi bỏ")


ENDED = (DocumentStatus.REPLACED, DocumentStatus.ABOLISHED)
"""Statuses of documents that a new plan should no longer rest on."""


class StepKind(models.TextChoices):
    """What a step of a review did."""

    CONFIRM = "confirm", _("xác nhận")
    REMOVE = "remove", _("bỏ")
    REOPEN = "reopen", _("đưa về chờ xác nhận")
    CHANGE = "change", _("sửa")
    ADD = "add", _("thêm")
    SPLIT = "split", _("tách")
    MERGE = "merge", _("gộp")
    MOVE = "move", _("chuyển chỗ")
    HEADER = "header", _("sửa phần đầu")
    FINDING = "finding", _("xử lý điểm bất thường")
    CORRECT = "correct", _("sửa theo điểm bất thường")
    VERSION = "version", _("nhận tệp đã sửa")
    DUTY_SPLIT = "duty_split", _("tách nhiệm vụ được giao")
    DUTY_MERGE = "duty_merge", _("gộp nhiệm vụ được giao")


DECIDING = (StepKind.CONFIRM, StepKind.REMOVE, StepKind.REOPEN)
"""Steps that change nothing but states: order and words of the page stay as they are."""

AFTER_PUBLISHING = (StepKind.DUTY_SPLIT, StepKind.DUTY_MERGE)
"""Steps that happen to a published plan: its words stay, only where one duty ends changes."""


class IntakeState(models.TextChoices):
    """How far a file is that somebody sent to be read."""

    WAITING = "waiting", _("chờ đọc")
    READING = "reading", _("đang đọc")
    ASKING = "asking", _("chờ bạn trả lời")
    READ = "read", _("đã đọc xong")
    REFUSED = "refused", _("không nhận được")


class VersionState(models.TextChoices):
    """What became of a version of a plan's file."""

    APPLIED = "applied", _("đang dùng")
    WAITING = "waiting", _("chờ đối chiếu")
    SET_ASIDE = "set_aside", _("không dùng")
    EARLIER = "earlier", _("đã có bản mới hơn")
