"""What was answered: append-only in the database itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only
from songhanh.reporting.submissions.enums import Outcome
from songhanh.reporting.submissions.models.snapshots import Snapshot


@append_only
class Decision(models.Model):
    """The answer of one level of the route to one version: returned, passed on, or approved."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="decisions")
    level = models.PositiveSmallIntegerField(_("cấp"), default=1)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome)
    reason = models.TextField(_("lý do"), blank=True)
    decided_at = models.DateTimeField(_("quyết định lúc"))
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("quyết định về báo cáo")
        verbose_name_plural = _("quyết định về báo cáo")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "level"], name="decision_once_per_version_and_level"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.RETURNED) | ~Q(reason=""),
                name="decision_return_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.outcome}"


@append_only
class Remark(models.Model):
    """A remark of a returned version, pinned to a figure (its key) or a part of the text."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="remarks")
    cell = models.CharField(max_length=120)
    text = models.TextField(_("nhận xét"))

    class Meta:
        verbose_name = _("nhận xét")
        verbose_name_plural = _("nhận xét")
        ordering = ["decision", "pk"]

    def __str__(self) -> str:
        return f"{self.cell}: {self.text[:60]}"


@append_only
class ReadMark(models.Model):
    """The first time somebody who may decide opened a version: from then on it is not recalled."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="read_marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("mở xem lúc"))

    class Meta:
        verbose_name = _("lượt mở xem")
        verbose_name_plural = _("lượt mở xem")
        ordering = ["snapshot", "read_at"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "user"], name="readmark_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.read_at}"
