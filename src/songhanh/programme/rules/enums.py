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


class PhrasePart(models.TextChoices):
    """What a printed phrase of a reporting rule says."""

    SENDER = "sender", _("đơn vị gửi")
    ADDRESSEE = "addressee", _("nơi nhận báo cáo")
    CONTENT = "content", _("nội dung báo cáo")
