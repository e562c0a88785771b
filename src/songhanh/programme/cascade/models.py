"""Upper documents outside the registry, links between plans, local plans, drafts of own plans."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.cascade.enums import (
    DecisionKind,
    DocumentKind,
    LinkRelation,
    LinkState,
    OwnPlanKind,
)
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.models import OrgUnit


@keeps_history()
class UpperDocument(models.Model):
    """A programme, guidance or plan that is named but stands outside the registry of plans.

    ``content`` names the file of ``cascade/data`` that holds its targets and task groups; empty
    where nobody wrote them down. Number, date and issuer together tell a document.
    """

    kind = models.CharField(_("loại"), max_length=12, choices=DocumentKind)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issuer_words = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    title = models.TextField(_("tên văn bản"))
    above = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="below",
        verbose_name=_("thuộc văn bản"),
    )
    content = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("văn bản cấp trên")
        verbose_name_plural = _("văn bản cấp trên")
        ordering = ["issued_on", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issued_on", "issuer_words"],
                condition=~Q(number=""),
                name="upperdocument_number_date_issuer",
            ),
            models.CheckConstraint(
                condition=~Q(above=models.F("id")), name="upperdocument_not_above_itself"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.number, self.title) if part)

    @property
    def name(self) -> str:
        """How people call it: by its number, else by its title."""
        return self.number or self.title


@keeps_history()
class PlanLink(models.Model):
    """A plan under, beside or in place of another plan or document, as a person confirmed it.

    A dismissed row keeps a proposal from coming back.
    """

    child = models.ForeignKey(PlanDocument, on_delete=models.CASCADE, related_name="links")
    parent = models.ForeignKey(
        PlanDocument, on_delete=models.CASCADE, null=True, related_name="links_from"
    )
    document = models.ForeignKey(
        UpperDocument, on_delete=models.PROTECT, null=True, related_name="links_from"
    )
    relation = models.CharField(_("quan hệ"), max_length=12, choices=LinkRelation)
    state = models.CharField(max_length=10, choices=LinkState)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("liên kết kế hoạch")
        verbose_name_plural = _("liên kết kế hoạch")
        ordering = ["child", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True, document__isnull=False)
                | Q(parent__isnull=False, document__isnull=True),
                name="planlink_plan_or_document",
            ),
            models.UniqueConstraint(
                fields=["child", "parent", "relation"],
                condition=Q(parent__isnull=False),
                name="planlink_plan_once",
            ),
            models.UniqueConstraint(
                fields=["child", "document", "relation"],
                condition=Q(document__isnull=False),
                name="planlink_document_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.relation} {self.parent_id or self.document_id}"


@append_only
class LocalPlan(models.Model):
    """An own plan as a unit registered it under a plan above; a correction is a new row.

    ``external_id`` is the sender's own identifier of a row that came in a data package, where
    number or day may be missing; empty for what was registered here.

    ``year`` is empty for the programme plan, which is owed once. ``document`` is the plan the
    reader made of the file; empty when number and date were entered by hand.
    """

    parent = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="local_plans")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại kế hoạch"), max_length=12, choices=OwnPlanKind)
    year = models.PositiveSmallIntegerField(_("năm"), null=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    external_id = models.CharField(_("mã bản ghi"), max_length=200, blank=True, db_index=True)
    title = models.TextField(_("trích yếu"), blank=True)
    key_targets = models.TextField(_("chỉ tiêu chính"), blank=True)
    document = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, null=True, related_name="registered_as"
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    registered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kế hoạch của đơn vị")
        verbose_name_plural = _("kế hoạch của đơn vị")
        ordering = ["registered_at", "pk"]
        indexes = [models.Index(fields=["parent", "kind", "unit"], name="localplan_need")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OwnPlanKind.PROGRAMME, year__isnull=True)
                | (~Q(kind=OwnPlanKind.PROGRAMME) & Q(year__isnull=False)),
                name="localplan_yearly_has_its_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.issued_on:%d/%m/%Y}" if self.issued_on else self.number


@append_only
class LocalPlanDecision(models.Model):
    """What the lead officer decided about a registered plan; the latest one counts."""

    local_plan = models.ForeignKey(LocalPlan, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("quyết định"), max_length=10, choices=DecisionKind)
    reason = models.TextField(_("lý do"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("quyết định về kế hoạch của đơn vị")
        verbose_name_plural = _("quyết định về kế hoạch của đơn vị")
        ordering = ["local_plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["local_plan", "number"], name="localplandecision_in_order"
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.ACCEPTED) | ~Q(reason=""),
                name="localplandecision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_plan_id} {self.kind}"


@keeps_history()
class PlanDraft(models.Model):
    """A unit's own plan while it is written, begun from the plan above.

    ``version`` guards against two people writing at once.
    """

    parent = models.ForeignKey(PlanDocument, on_delete=models.CASCADE, related_name="drafts_below")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại kế hoạch"), max_length=12, choices=OwnPlanKind)
    year = models.PositiveSmallIntegerField(_("năm"), null=True)
    title = models.TextField(_("trích yếu"))
    place = models.CharField(_("địa danh"), max_length=120)
    authority = models.CharField(_("thẩm quyền ký"), max_length=300, blank=True)
    position = models.CharField(_("chức vụ người ký"), max_length=210)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    basis = models.TextField(_("căn cứ"), blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("dự thảo kế hoạch")
        verbose_name_plural = _("dự thảo kế hoạch")
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "unit", "kind", "year"],
                condition=Q(year__isnull=False),
                name="plandraft_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["parent", "unit", "kind"],
                condition=Q(year__isnull=True),
                name="plandraft_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@keeps_history()
class DraftPart(models.Model):
    """A section of the draft: its heading and its lines, as the writer left them."""

    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("tên phần"), max_length=200)
    text = models.TextField(_("nội dung"), blank=True)

    class Meta:
        verbose_name = _("phần của dự thảo")
        verbose_name_plural = _("phần của dự thảo")
        ordering = ["draft", "position"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "position"], name="draftpart_in_order")
        ]

    def __str__(self) -> str:
        return self.heading
