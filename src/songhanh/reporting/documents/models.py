"""Every document written from the pages, with the frozen content it was written from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.documents.enums import DocumentSource
from songhanh.reporting.submissions.figures import in_groups
from songhanh.reporting.submissions.models import Snapshot


@append_only
class IssuedDocument(models.Model):
    """A report as written: its file, and what it was written from.

    Number and date are the registry's and are not kept here. ``pdf_key`` is empty where the server
    had no LibreOffice.
    """

    plan = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    period = models.CharField(_("kỳ báo cáo"), max_length=10)
    source = models.CharField(_("lập từ"), max_length=13, choices=DocumentSource)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    consolidation = models.ForeignKey(
        FrozenConsolidation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    title = models.CharField(_("trích yếu"), max_length=500)
    file_name = models.CharField(_("tên tệp"), max_length=120)
    file_key = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    pdf_key = models.CharField(max_length=120, blank=True)
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
                )
                | Q(
                    source=DocumentSource.CONSOLIDATION,
                    snapshot__isnull=True,
                    consolidation__isnull=False,
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
