"""Files around a plan: those that came in, the versions of the text, the scans kept as evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.plans.enums import IntakeState, VersionState
from songhanh.programme.plans.models.plan import PlanDocument, SourceText
from songhanh.registry.orgunits.models import OrgUnit


class KeptFile(models.Model):
    """A file as it came, kept under its own digest."""

    filename = models.CharField(_("tên tệp"), max_length=250)
    sha256 = models.CharField(max_length=64, db_index=True)
    file_key = models.CharField(max_length=120)
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.filename


@keeps_history()
class PlanIntake(KeptFile):
    """A file somebody sent to be read: how far the reading is, and what became of it.

    ``corrects`` is the plan whose corrected file it is; ``looks_like`` a plan that seems to be the
    same, about which the sender is asked; ``plan`` what it became.
    """

    issuer = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=IntakeState, default=IntakeState.WAITING
    )
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(null=True)
    message = models.TextField(_("điều cần biết"), blank=True)
    code = models.CharField(max_length=20, blank=True)
    corrects = models.ForeignKey(
        PlanDocument, on_delete=models.CASCADE, null=True, related_name="corrected_files"
    )
    looks_like = models.ForeignKey(
        PlanDocument, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    plan = models.ForeignKey(
        PlanDocument, on_delete=models.CASCADE, null=True, related_name="intakes"
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(_("nhận lúc"))

    class Meta:
        verbose_name = _("tệp kế hoạch gửi đến")
        verbose_name_plural = _("tệp kế hoạch gửi đến")
        ordering = ["-received_at", "-pk"]


@keeps_history()
class PlanVersion(KeptFile):
    """A version of a plan's file. The first one made the plan; a later one waits to be compared."""

    plan = models.ForeignKey(PlanDocument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(_("tình trạng"), max_length=10, choices=VersionState)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(_("nhận lúc"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("phiên bản tệp")
        verbose_name_plural = _("phiên bản tệp")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planversion_number"),
        ]


@keeps_history()
class PlanAttachment(KeptFile):
    """A signed scan or another file kept beside a plan as evidence."""

    plan = models.ForeignKey(PlanDocument, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("là tài liệu gì"), max_length=200)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("thêm lúc"))
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tài liệu kèm theo kế hoạch")
        verbose_name_plural = _("tài liệu kèm theo kế hoạch")
        ordering = ["plan", "added_at", "pk"]


@keeps_history()
class SourcePage(models.Model):
    """The line of the text on which a page of the file begins."""

    source = models.ForeignKey(SourceText, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("trang của văn bản")
        verbose_name_plural = _("trang của văn bản")
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="sourcepage_number"),
        ]

    def __str__(self) -> str:
        return str(self.number)
