"""Documents and plans sent out, to whom, and what came back."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.dispatch.enums import Means
from songhanh.reporting.documents.models import IssuedDocument


@keeps_history()
class Dispatch(models.Model):
    """One document on its way: a written document, or a plan that was issued.

    Number and day are the registry's; with them comes ``file_key``, the file as issued, which no
    longer changes. A plan has its own file and brings number and day along. ``archive`` is the
    line "Lưu: …", ``record_code`` the file (hồ sơ) it is kept in.
    """

    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, related_name="dispatch"
    )
    plan = models.OneToOneField(
        PlanDocument, on_delete=models.PROTECT, null=True, related_name="dispatch"
    )
    about_plan = models.ForeignKey(
        PlanDocument,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("kế hoạch liên quan"),
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị ban hành")
    )
    kind = models.CharField(_("loại văn bản"), max_length=60)
    title = models.CharField(_("trích yếu"), max_length=500)
    folded = models.CharField(max_length=700)
    symbol = models.CharField(_("ký hiệu"), max_length=60)
    number = models.PositiveIntegerField(_("số"), null=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    issued_year = models.PositiveSmallIntegerField(null=True)
    file_key = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    archive = models.CharField(_("lưu"), max_length=120, blank=True)
    record_code = models.CharField(_("mã hồ sơ lưu trữ"), max_length=60, blank=True)
    published_on = models.DateField(_("ngày đăng cổng thông tin"), null=True, blank=True)
    published_url = models.URLField(_("đường dẫn đã đăng"), max_length=500, blank=True)
    begun_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("văn bản đi")
        verbose_name_plural = _("văn bản đi")
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["unit", "issued_on"], name="dispatch_unit_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, plan__isnull=True)
                | Q(document__isnull=True, plan__isnull=False),
                name="dispatch_document_or_plan",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, issued_on__isnull=True)
                | Q(issued_on__isnull=False, issued_year__isnull=False),
                name="dispatch_number_with_its_day",
            ),
            models.UniqueConstraint(
                fields=["unit", "symbol", "issued_year", "number"],
                condition=Q(number__isnull=False),
                name="dispatch_number_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.notation or self.title

    @property
    def is_issued(self) -> bool:
        """Whether the registry has dealt with it."""
        return self.issued_on is not None

    @property
    def notation(self) -> str:
        """Number and symbol, as printed; empty before the registry gave one."""
        return f"{self.number:02d}/{self.symbol}" if self.number is not None else ""


@keeps_history()
class DispatchRecipient(models.Model):
    """One who gets the document: a unit, or words that name nobody in the registry.

    ``words`` is the line as printed; several units share one where it names a class. A read mark is
    set when somebody of the unit first opens the document, acknowledgement when they say so (or the
    sender notes it).
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="recipients")
    position = models.PositiveIntegerField()
    words = models.CharField(_("nơi nhận như trong văn bản"), max_length=500)
    purpose = models.CharField(_("mục đích"), max_length=30, blank=True)
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(_("đơn vị"), max_length=250, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True)
    means = models.CharField(_("cách gửi"), max_length=10, choices=Means, blank=True)
    times_sent = models.PositiveSmallIntegerField(_("số lần gửi"), default=0)
    read_at = models.DateTimeField(_("đọc lúc"), null=True)
    acknowledged_on = models.DateField(_("ngày xác nhận"), null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("nơi nhận văn bản")
        verbose_name_plural = _("nơi nhận văn bản")
        ordering = ["dispatch", "position"]
        indexes = [models.Index(fields=["unit", "acknowledged_on"], name="recipient_unit_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "unit"],
                condition=Q(unit__isnull=False),
                name="dispatchrecipient_unit_once",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(sent_on__isnull=False),
                name="dispatchrecipient_sent_before",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The unit as it was called on the day, else the printed words."""
        return self.unit_name or self.words

    def days_open(self, on: date) -> int | None:
        """Days from sending to acknowledgement, or to a day; None when nothing was sent."""
        if self.sent_on is None:
            return None
        return ((self.acknowledged_on or on) - self.sent_on).days


@append_only
class SignedScan(models.Model):
    """The scan of the signed and sealed copy. A better scan is a new row."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="scans")
    file_name = models.CharField(_("tên tệp"), max_length=200)
    file_key = models.CharField(max_length=120)
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("đưa lên lúc"))
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bản quét đã ký")
        verbose_name_plural = _("bản quét đã ký")
        ordering = ["dispatch", "-added_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
