"""The plan document: its header and life, and the text it was read from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.plans.enums import IN_FORCE, PUBLISHED, PlanStatus
from songhanh.programme.targets.models import Target


@keeps_history()
class PlanDocument(PlanHeader):
    """A plan as issued, with its life cycle.

    ``code`` is how people, packages and the command line name it; it is made from issuer, year and
    number while the plan is a draft and never changes after publishing. A superseded plan points at
    the plan that replaced it. ``version`` guards the header against two people editing at once.
    """

    status = models.CharField(
        _("tình trạng"), max_length=12, choices=PlanStatus, default=PlanStatus.DRAFT
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("thực hiện kế hoạch"),
    )
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(_("nhận lúc"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("ban hành vào hệ thống lúc"), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("văn bản kế hoạch")
        verbose_name_plural = _("văn bản kế hoạch")
        ordering = ["-received_at", "code"]
        indexes = [models.Index(fields=["issuer", "status"], name="plandocument_issuer")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=PlanStatus.DRAFT) | Q(published_at__isnull=False),
                name="plandocument_published_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_from__lte=F("period_to")),
                name="plandocument_years_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) & ~Q(superseded_by=F("id")),
                name="plandocument_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def targets(self) -> models.QuerySet[Target]:
        """Its targets in the order of the plan, without removed ones."""
        return Target.objects.filter(element__plan=self).exclude(
            element__state=ElementState.REMOVED
        )

    @property
    def name(self) -> str:
        """How people call it: by its number, else by its code."""
        return self.number or self.code

    @property
    def is_draft(self) -> bool:
        """Whether it is still being read and confirmed."""
        return self.status == PlanStatus.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether it was published, also when it was superseded or closed later."""
        return self.status in PUBLISHED

    @property
    def in_force(self) -> bool:
        """Whether it is carried out now."""
        return self.status in IN_FORCE


@keeps_history()
class SourceText(models.Model):
    """The text of the document exactly as read, and the file it was read from.

    ``lowered`` and ``folded`` hold title and text for the search with and without diacritics on
    both databases. A plan that came in a data package has the package's own file and no text; one
    that was entered by hand has neither: both are found by their elements.
    """

    plan = models.OneToOneField(PlanDocument, on_delete=models.CASCADE, related_name="source")
    text = models.TextField(blank=True)
    lowered = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    filename = models.CharField(_("tên tệp"), max_length=250, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True, blank=True)
    file_key = models.CharField(max_length=120, blank=True)
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("văn bản nguồn")
        verbose_name_plural = _("văn bản nguồn")

    def __str__(self) -> str:
        return self.filename
