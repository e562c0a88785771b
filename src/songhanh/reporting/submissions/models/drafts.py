"""A submission, and what its unit works on; both keep a history."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.engines.counting import Period, parse_period
from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.submissions.enums import EDITABLE, SubmissionState
from songhanh.reporting.submissions.models.rows import TextRow


@keeps_history()
class Submission(models.Model):
    """What meets one obligation: one per rule, unit and period.

    ``saves`` counts the changes and guards against two people writing at once. ``versions`` is the
    number of the newest snapshot; 0 means that nothing was submitted yet.
    """

    plan = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    rule = models.ForeignKey(
        ReportingRule, on_delete=models.PROTECT, related_name="+", verbose_name=_("chế độ báo cáo")
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    period = models.CharField(_("kỳ báo cáo"), max_length=10)
    state = models.CharField(
        _("tình trạng"),
        max_length=10,
        choices=SubmissionState,
        default=SubmissionState.DRAFT,
    )
    saves = models.PositiveIntegerField(default=0)
    versions = models.PositiveIntegerField(_("số bản đã nộp"), default=0)
    created_at = models.DateTimeField(_("lập lúc"))
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("báo cáo đã nộp")
        verbose_name_plural = _("báo cáo đã nộp")
        ordering = ["-changed_at", "pk"]
        indexes = [
            models.Index(fields=["unit", "state"], name="submission_unit"),
            models.Index(fields=["plan", "period"], name="submission_period"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "unit", "period"], name="submission_once_per_obligation"
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT, versions=0)
                | ~Q(state=SubmissionState.DRAFT) & Q(versions__gte=1),
                name="submission_submitted_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.unit_id} {self.period}"

    @property
    def is_editable(self) -> bool:
        """Whether the unit may work on it."""
        return self.state in EDITABLE

    @property
    def period_value(self) -> Period:
        """The period as a value."""
        return parse_period(self.period)


@keeps_history()
class DraftText(TextRow):
    """A part of the text as the unit has it now."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        verbose_name = _("lời văn đang soạn")
        verbose_name_plural = _("lời văn đang soạn")
        constraints = [
            models.UniqueConstraint(fields=["submission", "section"], name="drafttext_once")
        ]


@keeps_history()
class DraftExplanation(models.Model):
    """The unit's own number for a figure, with the reason; the counted one stays beside it."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="explanations"
    )
    key = models.CharField(max_length=120)
    value = models.DecimalField(
        _("số liệu của đơn vị"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    reason = models.TextField(_("lý do"))

    class Meta:
        verbose_name = _("giải trình số liệu")
        verbose_name_plural = _("giải trình số liệu")
        constraints = [
            models.UniqueConstraint(fields=["submission", "key"], name="draftexplanation_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="draftexplanation_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
