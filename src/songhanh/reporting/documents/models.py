"""Every document written from the pages, with what it was written from; letters; who signs."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.engines.docwrite import Signature, signature_lines
from songhanh.foundation.lib.seals import in_groups
from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.documents.enums import (
    DocumentSource,
    LayoutKind,
    LetterKind,
    Purpose,
    Signing,
    WrittenKind,
)
from songhanh.reporting.submissions.models import Snapshot


class SigningFacts(models.Model):
    """Who signs and by what right, as the lines of the signature block."""

    signing = models.CharField(_("hình thức ký"), max_length=10, choices=Signing)
    body = models.CharField(
        _("tập thể (sau TM.)"),
        max_length=120,
        blank=True,
        help_text=_("Ví dụ: Ủy ban nhân dân; để trống nếu cơ quan không theo chế độ tập thể."),
    )
    head = models.CharField(
        _("chức vụ người đứng đầu (sau KT., TL., TUQ.)"), max_length=120, blank=True
    )
    position = models.CharField(_("chức vụ người ký"), max_length=200)
    name = models.CharField(_("họ và tên người ký"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def signature(self) -> Signature:
        """The signature block of a document."""
        return signature_lines(
            Signing(self.signing).form,
            position=self.position,
            head=self.head,
            body=self.body,
            name=self.name,
        )


@keeps_history()
class Signatory(SigningFacts):
    """Somebody who signs documents of a unit. The newest that holds signs unless another is chosen.

    ``valid_to`` is the first day the person no longer signs.
    """

    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("hết từ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("người ký văn bản")
        verbose_name_plural = _("người ký văn bản")
        ordering = ["unit", "-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="signatory_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return " – ".join(part for part in (self.position, self.name) if part)

    def holds_on(self, day: date) -> bool:
        """Whether the person signs on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@append_only
class DocumentTemplate(models.Model):
    """A version of the layout that a lead officer adapted in Word, for the units of a branch.

    The newest version of a branch and kind is used. One without a file goes back to the built-in
    layout. Documents name the version they were written with.
    """

    branch = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("phạm vi")
    )
    kind = models.CharField(_("loại văn bản"), max_length=8, choices=LayoutKind)
    number = models.PositiveIntegerField(_("phiên bản"))
    file_name = models.CharField(_("tên tệp"), max_length=200, blank=True)
    file_key = models.CharField(max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    added_at = models.DateTimeField(_("đưa lên lúc"))
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("mẫu văn bản")
        verbose_name_plural = _("mẫu văn bản")
        ordering = ["branch", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "kind", "number"], name="documenttemplate_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.number}"

    @property
    def is_built_in(self) -> bool:
        """Whether this version goes back to the built-in layout."""
        return not self.file_key


@keeps_history()
class Letter(SigningFacts):
    """A letter or notice as its writer has it now. ``saves`` guards against two people writing."""

    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    plan = models.ForeignKey(
        PlanDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kế hoạch liên quan"),
    )
    kind = models.CharField(_("loại văn bản"), max_length=8, choices=LetterKind)
    purpose = models.CharField(_("mục đích"), max_length=8, choices=Purpose)
    symbol = models.CharField(_("ký hiệu"), max_length=60)
    abstract = models.CharField(_("trích yếu"), max_length=500)
    addressees = models.TextField(_("kính gửi"), blank=True)
    text = models.TextField(_("nội dung"))
    recipients = models.TextField(_("nơi nhận"), blank=True)
    archive = models.CharField(_("lưu"), max_length=120)
    saves = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("công văn, thông báo")
        verbose_name_plural = _("công văn, thông báo")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.abstract


@append_only
class DrawnPdf(models.Model):
    """The PDF that LibreOffice drew of a kept Word file, once for the same bytes."""

    file_key = models.CharField(max_length=120, unique=True)
    pdf_key = models.CharField(max_length=120)
    pages = models.PositiveIntegerField(_("số trang"), null=True)
    drawn_at = models.DateTimeField(_("tạo lúc"))

    class Meta:
        verbose_name = _("bản PDF")
        verbose_name_plural = _("bản PDF")

    def __str__(self) -> str:
        return self.file_key


@append_only
class IssuedDocument(models.Model):
    """A document as written: its file, what it was written from, what its head and foot say.

    Number and date are the registry's and are not kept here. Addressees and recipients are one a
    line. ``template`` is empty where the built-in layout was used, ``signatory`` where nobody was
    named and the head of the office signs. A file that an officer finished in Word ``replaces`` the
    one it was made from; ``reason`` is why what was found in its layout stays so.
    """

    plan = models.ForeignKey(
        PlanDocument,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("kế hoạch"),
    )
    kind = models.CharField(
        _("loại văn bản"), max_length=8, choices=WrittenKind, default=WrittenKind.REPORT
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    period = models.CharField(_("kỳ báo cáo"), max_length=10, blank=True)
    source = models.CharField(_("lập từ"), max_length=13, choices=DocumentSource)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    consolidation = models.ForeignKey(
        FrozenConsolidation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="written")
    template = models.ForeignKey(
        DocumentTemplate, on_delete=models.PROTECT, null=True, related_name="+"
    )
    title = models.CharField(_("trích yếu"), max_length=500)
    symbol = models.CharField(_("ký hiệu"), max_length=60, blank=True)
    place = models.CharField(_("địa danh"), max_length=120, blank=True)
    addressees = models.TextField(_("kính gửi"), blank=True)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    archive = models.CharField(_("lưu"), max_length=120, blank=True)
    signatory = models.ForeignKey(
        Signatory, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người ký")
    )
    signer_authority = models.CharField(_("thẩm quyền ký"), max_length=300, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="finished",
        verbose_name=_("hoàn thiện từ"),
    )
    reason = models.TextField(_("lý do giữ những điểm khác thể thức"), blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=120)
    file_key = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField(_("lập lúc"))
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("văn bản đã lập")
        verbose_name_plural = _("văn bản đã lập")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["unit", "written_at"], name="issueddocument_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    source=DocumentSource.SUBMISSION,
                    snapshot__isnull=False,
                    consolidation__isnull=True,
                    letter__isnull=True,
                    plan__isnull=False,
                )
                | Q(
                    source=DocumentSource.CONSOLIDATION,
                    snapshot__isnull=True,
                    consolidation__isnull=False,
                    letter__isnull=True,
                    plan__isnull=False,
                )
                | Q(
                    source=DocumentSource.LETTER,
                    snapshot__isnull=True,
                    consolidation__isnull=True,
                    letter__isnull=False,
                ),
                name="issueddocument_names_its_source",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def hash_text(self) -> str:
        """The hash in groups, as pages show it."""
        return in_groups(self.sha256)

    @property
    def signer(self) -> str:
        """Who signs, in one line."""
        parts = (self.signer_authority, self.signer_position, self.signer_name)
        return ", ".join(part for part in parts if part)


@append_only
class LayoutFinding(models.Model):
    """What the check of the layout found in a file that an officer finished and handed in."""

    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    place = models.CharField(_("nơi"), max_length=300)
    message = models.TextField(_("điều tìm thấy"))
    suggestion = models.TextField(_("quy định"))

    class Meta:
        verbose_name = _("điểm khác thể thức")
        verbose_name_plural = _("điểm khác thể thức")
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="layoutfinding_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"
