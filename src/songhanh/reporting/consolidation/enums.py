"""The parts of the standing unit's report, in the order of its outline."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeadPart(models.TextChoices):
    """A part of the text (facts, "Outline of a report"); four are those of a unit's report too."""

    DIRECTION = "direction", _("Công tác chỉ đạo, triển khai")
    RESULTS = "results", _("Kết quả thực hiện")
    TASKS = "tasks", _("Kết quả theo nhóm nhiệm vụ, giải pháp")
    MONTH = "month", _("Tháng hành động vì bình đẳng giới")
    MONEY = "money", _("Kinh phí thực hiện")
    ASSESSMENT = "assessment", _("Đánh giá chung")
    DIFFICULTIES = "difficulties", _("Khó khăn, vướng mắc")
    NEXT = "next", _("Phương hướng, nhiệm vụ kỳ tiếp theo")
    SUGGESTIONS = "suggestions", _("Kiến nghị, đề xuất")


class MoneyUnit(models.TextChoices):
    """In what a table of money is written."""

    DONG = "dong", _("đồng")
    MILLION = "million", _("triệu đồng")

    @property
    def dong(self) -> Decimal:
        """So many đồng are one of it."""
        return Decimal(1_000_000) if self is MoneyUnit.MILLION else Decimal(1)

    @property
    def word(self) -> str:
        """The unit in a document, whose language is always Vietnamese."""
        return "triệu đồng" if self is MoneyUnit.MILLION else "đồng"


class ExtraTable(models.TextChoices):
    """The annexes besides targets, counts and units."""

    TASKS = "tasks", _("theo nhóm nhiệm vụ, giải pháp")
    MONTH = "month", _("Tháng hành động")
    MONEY = "money", _("kinh phí")
