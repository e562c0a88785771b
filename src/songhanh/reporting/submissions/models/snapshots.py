"""What was sent, frozen: append-only in the database itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.seals import in_groups
from songhanh.foundation.lib.triggers import append_only, closed_when
from songhanh.ledger.models import Entry
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.submissions.models.drafts import OF_APPROVED, Submission
from songhanh.reporting.submissions.models.rows import FigureRow, TextRow

_OF_APPROVED_SNAPSHOT = (
    "EXISTS (SELECT 1 FROM submissions_snapshot t JOIN submissions_submission s"
    " ON s.id = t.submission_id WHERE t.id = {row}.snapshot_id AND s.state = 'approved')"
)


@closed_when(OF_APPROVED, verbs=("insert",))
@append_only
class Snapshot(models.Model):
    """One submitted version, frozen (bản chốt).

    Figures count up to the end of ``as_of``, estimates up to ``until``; both are those known at
    ``taken_at``. ``content_hash``
    seals everything in it; see ``freezing.document_of``.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(_("lần nộp"))
    taken_at = models.DateTimeField(_("chốt lúc"))
    as_of = models.DateField(_("tính đến ngày"))
    until = models.DateField(_("ước đến ngày"), null=True)
    unit_code = models.CharField(max_length=40)
    unit_name = models.CharField(_("đơn vị"), max_length=250)
    content_hash = models.CharField(_("mã bản chốt"), max_length=64)
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bản chốt")
        verbose_name_plural = _("bản chốt")
        ordering = ["submission", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="snapshot_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} #{self.number}"

    @property
    def hash_text(self) -> str:
        """The hash in groups, as pages show it."""
        return in_groups(self.content_hash)


@closed_when(_OF_APPROVED_SNAPSHOT, verbs=("insert",))
@append_only
class SnapshotFigure(FigureRow):
    """A figure of a snapshot, with the unit's explanation where it gave one."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="figures")
    explained_value = models.DecimalField(
        _("số liệu của đơn vị"), max_digits=18, decimal_places=4, null=True
    )
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        verbose_name = _("số liệu đã chốt")
        verbose_name_plural = _("số liệu đã chốt")
        ordering = ["snapshot", "position"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "key"], name="snapshotfigure_once")
        ]


@append_only
class SnapshotEntry(models.Model):
    """A ledger entry behind a frozen figure."""

    figure = models.ForeignKey(SnapshotFigure, on_delete=models.PROTECT, related_name="entries")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bút toán của số liệu đã chốt")
        verbose_name_plural = _("bút toán của số liệu đã chốt")
        ordering = ["figure", "entry"]
        constraints = [
            models.UniqueConstraint(fields=["figure", "entry"], name="snapshotentry_once")
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.entry_id}"


@closed_when(_OF_APPROVED_SNAPSHOT, verbs=("insert",))
@append_only
class SnapshotText(TextRow):
    """A part of the text of a snapshot."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="texts")

    class Meta:
        verbose_name = _("lời văn đã chốt")
        verbose_name_plural = _("lời văn đã chốt")
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "section"], name="snapshottext_once")
        ]


@closed_when(_OF_APPROVED_SNAPSHOT, verbs=("insert",))
@append_only
class SnapshotFile(models.Model):
    """The hash of a file that proved a record behind the figures when the report was frozen."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="files")
    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("tệp minh chứng của bản chốt")
        verbose_name_plural = _("tệp minh chứng của bản chốt")
        ordering = ["snapshot", "record_kind", "record_id", "sha256"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "record_kind", "record_id", "sha256"], name="snapshotfile_once"
            )
        ]

    def __str__(self) -> str:
        return self.sha256


@closed_when(_OF_APPROVED_SNAPSHOT, verbs=("insert",))
@append_only
class SnapshotDefinition(models.Model):
    """By what definition and settings a target was counted, in canonical words."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="definitions")
    ordinal = models.CharField(max_length=80)
    words = models.TextField()

    class Meta:
        verbose_name = _("định nghĩa đã dùng")
        verbose_name_plural = _("định nghĩa đã dùng")
        ordering = ["snapshot", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "ordinal"], name="snapshotdefinition_once")
        ]

    def __str__(self) -> str:
        return self.ordinal


@closed_when(_OF_APPROVED_SNAPSHOT, verbs=("insert",))
@append_only
class ToldUnit(models.Model):
    """An ended unit whose work a version tells besides its own."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="told_units")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("đơn vị được báo cáo thay")
        verbose_name_plural = _("đơn vị được báo cáo thay")
        constraints = [models.UniqueConstraint(fields=["snapshot", "unit"], name="toldunit_once")]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.unit_id}"


@append_only
class RouteStep(models.Model):
    """A level of the route of a version: the unit that passes it on, or its addressee.

    A version without steps is answered by whoever leads the branch.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="steps")
    level = models.PositiveSmallIntegerField(_("cấp"))
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("đơn vị"), max_length=250)

    class Meta:
        verbose_name = _("cấp trên đường gửi")
        verbose_name_plural = _("cấp trên đường gửi")
        ordering = ["snapshot", "level"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "level"], name="routestep_once_per_level")
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.name}"
