"""Words of a reporting rule, as in plan.schema.json."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleKind(models.TextChoices):
    """How often is reported."""

    MONTHLY = "monthly", _("hằng tháng")
    QUARTERLY = "quarterly", _("hằng quý")
    SEMIANNUAL = "semiannual", _("6 tháng")
    ANNUAL = "annual", _("hằng năm")
    ONCE = "once", _("một lần")
    ADHOC = "adhoc", _("đột xuất, khi có yêu cầu")
    SUMMARY = "summary", _("tổng hợp gửi cấp trên")
    UNSPECIFIED = "unspecified", _("theo quy định")


class DueRule(models.TextChoices):
    """How the printed day is meant. Empty: no day is printed."""

    BEFORE = "before", _("trước ngày")
    BY = "by", _("chậm nhất ngày")


class Shift(models.TextChoices):
    """Where a last day goes that falls on a day off."""

    NONE = "none", _("giữ nguyên ngày")
    NEXT = "next", _("chuyển sang ngày làm việc liền sau")
    PREVIOUS = "previous", _("chuyển về ngày làm việc liền trước")


class ReportSection(models.TextChoices):
    """The parts of a report's text, in its order (facts, "Outline of a report")."""

    RESULTS = "results", _("Kết quả thực hiện")
    DIFFICULTIES = "difficulties", _("Khó khăn, vướng mắc")
    SUGGESTIONS = "suggestions", _("Kiến nghị, đề xuất")
    NEXT = "next", _("Phương hướng, nhiệm vụ kỳ tiếp theo")


REPORTED_MEASURES = (
    "activity",
    "session_held",
    "attendance",
    "attendance_children",
    "attendance_minority",
    "item_original",
    "item_repeat",
    "airtime_minutes",
)
"""Measures of the ledger a report may ask for, in its order (facts, "Data elements")."""


class PhrasePart(models.TextChoices):
    """What a printed phrase of a reporting rule says."""

    SENDER = "sender", _("đơn vị gửi")
    ADDRESSEE = "addressee", _("nơi nhận báo cáo")
    CONTENT = "content", _("nội dung báo cáo")
