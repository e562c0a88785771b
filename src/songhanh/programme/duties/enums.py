"""What can happen to a duty a unit carries, and the states that follow from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    """One thing that happened."""

    ACCEPTED = "accepted", _("nhận nhiệm vụ")
    PROGRESS = "progress", _("báo tiến độ")
    CLOSED = "closed", _("kết thúc")
    RETURNED = "returned", _("trả lại")
    DUE_SET = "due_set", _("đặt hạn")
    URGED = "urged", _("đôn đốc")


class DutyState(models.TextChoices):
    """Where a duty stands with a unit; worked out from the steps, stored nowhere."""

    WAITING = "waiting", _("chưa nhận")
    ACCEPTED = "accepted", _("đã nhận")
    UNDER_WAY = "under_way", _("đang thực hiện")
    FOR_CHECK = "for_check", _("chờ kiểm tra")
    RETURNED = "returned", _("trả lại")
    CLOSED = "closed", _("đã kết thúc")


class DueOrigin(models.TextChoices):
    """Who gave a due day: the plan's own sentence, or the lead officer."""

    PLAN = "plan", _("kế hoạch nêu")
    LEAD_OFFICER = "lead_officer", _("cơ quan thường trực đặt")


class UrgingChannel(models.TextChoices):
    """By what way a unit was urged."""

    LETTER = "letter", _("công văn")
    EMAIL = "email", _("thư điện tử")
    ZALO = "zalo", _("Zalo")
    PHONE = "phone", _("điện thoại")
    MEETING = "meeting", _("tại cuộc họp")


_WHILE_OPEN = {StepKind.CLOSED, StepKind.DUE_SET, StepKind.URGED}

ALLOWED_STEPS: dict[DutyState, set[StepKind]] = {
    DutyState.WAITING: {StepKind.ACCEPTED, *_WHILE_OPEN},
    DutyState.ACCEPTED: {StepKind.PROGRESS, *_WHILE_OPEN},
    DutyState.UNDER_WAY: {StepKind.PROGRESS, StepKind.RETURNED, *_WHILE_OPEN},
    DutyState.FOR_CHECK: {StepKind.PROGRESS, StepKind.RETURNED, *_WHILE_OPEN},
    DutyState.RETURNED: {StepKind.PROGRESS, *_WHILE_OPEN},
    DutyState.CLOSED: {StepKind.RETURNED},
}
"""The steps each state lets happen. What is not here is refused."""
