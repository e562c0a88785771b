"""What a difficulty is about, how urgent it is, where it stands and what can happen to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What a difficulty is about; lists and reports count by it."""

    STAFF = "staff", _("tổ chức, nhân sự")
    MONEY = "money", _("kinh phí")
    MATERIALS = "materials", _("tài liệu, sản phẩm truyền thông")
    EQUIPMENT = "equipment", _("thiết bị, hạ tầng truyền thanh")
    SKILLS = "skills", _("nghiệp vụ, tập huấn")
    COORDINATION = "coordination", _("phối hợp giữa các cơ quan")
    COMMUNITY = "community", _("nhận thức, tập quán ở địa bàn")
    RULES = "rules", _("quy định, hướng dẫn")
    DATA = "data", _("số liệu, chế độ báo cáo")
    OTHER = "other", _("nội dung khác")


class Urgency(models.TextChoices):
    """How soon an answer is needed."""

    NORMAL = "normal", _("bình thường")
    URGENT = "urgent", _("cần sớm")


class DifficultyState(models.TextChoices):
    """Where a difficulty stands."""

    OPEN = "open", _("chờ trả lời")
    ANSWERED = "answered", _("đã trả lời")
    CLOSED = "closed", _("đã xong")


class StepKind(models.TextChoices):
    """What happens to a difficulty."""

    SENT = "sent", _("gửi")
    PASSED_ON = "passed_on", _("báo cáo lên cấp trên")
    ANSWERED = "answered", _("trả lời")
    REOPENED = "reopened", _("nêu lại")
    CLOSED = "closed", _("kết thúc")
    JOINED = "joined", _("gộp với nội dung cùng vấn đề")


STATE_AFTER: dict[str, DifficultyState] = {
    StepKind.SENT: DifficultyState.OPEN,
    StepKind.PASSED_ON: DifficultyState.OPEN,
    StepKind.ANSWERED: DifficultyState.ANSWERED,
    StepKind.REOPENED: DifficultyState.OPEN,
    StepKind.CLOSED: DifficultyState.CLOSED,
    StepKind.JOINED: DifficultyState.OPEN,
}
"""Where a difficulty stands after each step."""

ALLOWED_STEPS: dict[str, frozenset[str]] = {
    DifficultyState.OPEN: frozenset(
        {StepKind.PASSED_ON, StepKind.ANSWERED, StepKind.CLOSED, StepKind.JOINED}
    ),
    DifficultyState.ANSWERED: frozenset({StepKind.REOPENED, StepKind.CLOSED}),
    DifficultyState.CLOSED: frozenset(),
}
"""The steps each state lets happen. Nothing leads out of the end."""
