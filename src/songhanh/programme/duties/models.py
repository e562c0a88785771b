"""What happened to a duty in a unit, and what proves it. The carried duty is stored nowhere.

It follows from duty × unit valid on the day; a row is written only when something happens to one.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only
from songhanh.programme.duties.enums import DueOrigin, StepKind, UrgingChannel
from songhanh.programme.tasks.models import Duty
from songhanh.registry.orgunits.models import OrgUnit


@append_only
class DutyStep(models.Model):
    """One step in the life of a duty a unit carries, never changed afterwards.

    ``number`` counts the steps of one duty in one unit from 1. It is taken by who saw the step
    before: of two people who act at once on what they saw, one is told to look again.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="steps")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("việc"), max_length=10, choices=StepKind)
    percent = models.PositiveSmallIntegerField(
        _("tiến độ (%)"), null=True, validators=[MaxValueValidator(100)]
    )
    note = models.TextField(_("ghi chú"), blank=True)
    link = models.URLField(_("minh chứng"), max_length=500, blank=True)
    due_on = models.DateField(_("hạn"), null=True)
    due_origin = models.CharField(_("nguồn của hạn"), max_length=12, choices=DueOrigin, blank=True)
    channel = models.CharField(
        _("hình thức đôn đốc"), max_length=8, choices=UrgingChannel, blank=True
    )
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    happened_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("bước thực hiện nhiệm vụ")
        verbose_name_plural = _("bước thực hiện nhiệm vụ")
        ordering = ["duty", "unit", "number"]
        indexes = [models.Index(fields=["unit", "duty"], name="dutystep_unit")]
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "number"], name="dutystep_in_order"),
            models.CheckConstraint(
                condition=Q(kind=StepKind.PROGRESS, percent__gte=0, percent__lte=100)
                | (~Q(kind=StepKind.PROGRESS) & Q(percent__isnull=True)),
                name="dutystep_percent_of_progress",
            ),
            models.CheckConstraint(
                condition=(Q(kind=StepKind.DUE_SET, due_on__isnull=False) & ~Q(due_origin=""))
                | (~Q(kind=StepKind.DUE_SET) & Q(due_on__isnull=True, due_origin="")),
                name="dutystep_due_day_with_origin",
            ),
            models.CheckConstraint(
                condition=(Q(kind=StepKind.URGED) & ~Q(channel=""))
                | (~Q(kind=StepKind.URGED) & Q(channel="")),
                name="dutystep_channel_of_urging",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[StepKind.RETURNED, StepKind.CLOSED, StepKind.URGED])
                | ~Q(note=""),
                name="dutystep_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.unit_id} {self.number}"

    @property
    def is_proven(self) -> bool:
        """Whether a link, a file or a record leads to what was done (both are read in advance)."""
        return bool(self.link) or bool(self.files.all()) or bool(self.records.all())


@append_only
class DutyFile(models.Model):
    """A photo or a PDF file handed in with a report; a photo without its place and camera."""

    step = models.ForeignKey(DutyStep, on_delete=models.PROTECT, related_name="files")
    file_key = models.CharField(max_length=120)
    thumbnail_key = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("dung lượng"))

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = _("minh chứng")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["step", "file_key"], name="dutyfile_once_per_step")
        ]

    def __str__(self) -> str:
        return self.file_name


@append_only
class DutyRecord(models.Model):
    """A record of the unit that proves a report: named by kind and key, with its title of then."""

    step = models.ForeignKey(DutyStep, on_delete=models.PROTECT, related_name="records")
    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    title = models.CharField(_("tên"), max_length=350)

    class Meta:
        verbose_name = _("bản ghi làm minh chứng")
        verbose_name_plural = _("bản ghi làm minh chứng")
        ordering = ["id"]
        indexes = [models.Index(fields=["record_kind", "record_id"], name="dutyrecord_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "record_kind", "record_id"], name="dutyrecord_once_per_step"
            )
        ]

    def __str__(self) -> str:
        return self.title
