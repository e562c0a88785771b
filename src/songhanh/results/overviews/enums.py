"""How far an overview is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OverviewState(models.TextChoices):
    """From asked for to ready; ``word_only`` where the server draws no PDF."""

    WAITING = "waiting", _("đang chờ")
    WRITING = "writing", _("đang tính và viết bản Word")
    DRAWING = "drawing", _("đang tạo bản PDF")
    READY = "ready", _("đã xong")
    WORD_ONLY = "word_only", _("chỉ có bản Word")
    FAILED = "failed", _("chưa lập được")


STEPS = (
    OverviewState.WAITING,
    OverviewState.WRITING,
    OverviewState.DRAWING,
    OverviewState.READY,
)
"""The way of an overview that goes well."""
UNDER_WAY = frozenset({OverviewState.WAITING, OverviewState.WRITING, OverviewState.DRAWING})
