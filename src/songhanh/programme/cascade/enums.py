"""Words of the cascade: documents, links, kinds of plan, what became of a local plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    """What an upper document outside the registry of plans is."""

    PROGRAMME = "programme", _("chương trình")
    STRATEGY = "strategy", _("chiến lược")
    GUIDANCE = "guidance", _("văn bản hướng dẫn")
    PLAN = "plan", _("kế hoạch của cấp trên")
    OTHER = "other", _("văn bản khác")


class LinkRelation(models.TextChoices):
    """How a plan stands to another plan or document."""

    IMPLEMENTS = "implements", _("triển khai thực hiện")
    GUIDED_BY = "guided_by", _("theo hướng dẫn của")
    SUPERSEDES = "supersedes", _("thay thế")
    RELATED = "related", _("liên quan")


UPWARD = (LinkRelation.IMPLEMENTS, LinkRelation.GUIDED_BY)
"""Relations that lead up the tree; a circle of them is refused."""


class LinkState(models.TextChoices):
    """What a person said of a proposed link."""

    CONFIRMED = "confirmed", _("đã xác nhận")
    DISMISSED = "dismissed", _("không phải")


class OwnPlanKind(models.TextChoices):
    """Which own plan a unit has to issue."""

    PROGRAMME = "programme", _("kế hoạch thực hiện chương trình")
    ACTION_MONTH = "action_month", _("kế hoạch Tháng hành động")
    ANNUAL = "annual", _("kế hoạch hằng năm")


YEARLY = (OwnPlanKind.ACTION_MONTH, OwnPlanKind.ANNUAL)
"""Kinds that are owed anew each year."""


class LocalPlanState(models.TextChoices):
    """Where an own plan stands on a day; worked out from what happened by then."""

    MISSING = "missing", _("chưa có")
    WAITING = "waiting", pgettext_lazy("local plan", "chờ xem xét")
    RETURNED = "returned", pgettext_lazy("local plan", "trả lại")
    ACCEPTED = "accepted", pgettext_lazy("local plan", "được chấp nhận")


class DecisionKind(models.TextChoices):
    """What the lead officer decided about a registered plan."""

    ACCEPTED = "accepted", _("chấp nhận")
    RETURNED = "returned", _("trả lại")
    UNDONE = "undone", _("hoàn lại quyết định")
    WITHDRAWN = "withdrawn", _("đơn vị rút lại")
    DRAFT = "draft", _("đơn vị còn soạn")


NOT_REGISTERED = (DecisionKind.WITHDRAWN, DecisionKind.DRAFT)
"""Said by a data package alone: such a row stands for nothing."""
