"""Findings about the text of a plan, and the register of national documents they are held to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import Decision, DocumentStatus, Origin, Severity
from songhanh.programme.plans.models.plan import PlanDocument


@keeps_history()
class NationalDocument(models.Model):
    """A document of the national level as its issuer dated it: what plans are compared with.

    ``number_key`` is the number in the form in which two spellings of it are the same. The number
    alone is no key: many issuers begin anew each year.
    """

    number = models.CharField(_("số, ký hiệu"), max_length=80)
    number_key = models.CharField(max_length=80, db_index=True)
    issued_on = models.DateField(_("ngày ban hành"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    doc_type = models.CharField(_("loại văn bản"), max_length=60)
    title = models.TextField(_("trích yếu"))
    status = models.CharField(
        _("tình trạng"), max_length=12, choices=DocumentStatus, default=DocumentStatus.IN_FORCE
    )
    ended_on = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("được thay thế bằng"),
    )
    source = models.CharField(_("nguồn"), max_length=300)
    note = models.TextField(_("ghi chú"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("văn bản trung ương")
        verbose_name_plural = _("văn bản trung ương")
        ordering = ["-issued_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number_key", "issued_on", "issuer"], name="nationaldocument_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("id")),
                name="nationaldocument_not_replaced_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.doc_type} {self.number}".strip()


@keeps_history()
class Anomaly(models.Model):
    """A finding about the text of a plan, and what an officer decided about it.

    The printed form stays as it is; ``suggestion`` is a proposal. Characters are null when only the
    lines are known; lines are null when the finding is about something absent. ``origin`` tells
    what the reader saw in the text from what a comparison with the register of national documents,
    the superior plan or the list of units gave; ``element`` is the element it speaks of.
    """

    plan = models.ForeignKey(PlanDocument, on_delete=models.CASCADE, related_name="anomalies")
    position = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.READER)
    element = models.ForeignKey(
        PlanElement, on_delete=models.SET_NULL, null=True, related_name="findings"
    )
    kind = models.CharField(max_length=40)
    severity = models.CharField(_("mức độ"), max_length=10, choices=Severity)
    text = models.TextField(_("từ ngữ trong văn bản"))
    why = models.TextField(_("điều đã thấy"))
    suggestion = models.TextField(_("đề nghị"), blank=True)
    confidence = models.CharField(max_length=40, blank=True)
    line_from = models.PositiveIntegerField(null=True)
    line_to = models.PositiveIntegerField(null=True)
    char_from = models.PositiveIntegerField(null=True)
    char_to = models.PositiveIntegerField(null=True)
    decision = models.CharField(_("xử lý"), max_length=10, choices=Decision, default=Decision.OPEN)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    corrected_to = models.TextField(_("đã sửa thành"), blank=True)

    class Meta:
        verbose_name = _("điểm bất thường")
        verbose_name_plural = _("điểm bất thường")
        ordering = ["plan", "position"]

    def __str__(self) -> str:
        return f"{self.kind} {self.text[:60]}"

    @property
    def anchor(self) -> str:
        """Its id on a page. Text, because pages write numbers with separators."""
        return f"f{self.pk}"
