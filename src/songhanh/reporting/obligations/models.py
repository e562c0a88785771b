"""What happened to an obligation: first met, waived, put off to a later day.

The obligation itself is stored nowhere. It follows from rule × unit × period; a row is written
only when something happens to one.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.models import OrgUnit


class OfObligation(models.Model):
    """Base of the rows: which obligation is meant."""

    rule = models.ForeignKey(ReportingRule, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("kỳ báo cáo"), max_length=10, blank=True)
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.rule_id} {self.unit_id} {self.period}"


@append_only
class FirstSubmission(OfObligation):
    """The moment an obligation was first met. It decides on time or late for ever.

    A return does not change it (counting rules, "Obligations").
    """

    submitted_at = models.DateTimeField(_("nộp lần đầu lúc"))

    class Meta:
        verbose_name = _("lần nộp đầu tiên")
        verbose_name_plural = _("lần nộp đầu tiên")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "unit", "period"], name="firstsubmission_once_per_obligation"
            )
        ]


class Decision(OfObligation):
    """Base of what the lead officer decides about one report, with the reason.

    ``undoes`` takes an earlier decision back.
    """

    reason = models.TextField(_("lý do"))
    decided_at = models.DateTimeField(_("quyết định lúc"))
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )

    class Meta:
        abstract = True


@append_only
class Waiver(Decision):
    """One unit need not report for one period."""

    class Meta:
        verbose_name = _("miễn báo cáo")
        verbose_name_plural = _("miễn báo cáo")
        indexes = [models.Index(fields=["rule", "unit", "period"], name="waiver_obligation")]


@append_only
class Extension(Decision):
    """One unit may report for one period up to a later last day; of several the newest holds."""

    last_day = models.DateField(_("được gia hạn đến hết ngày"))

    class Meta:
        verbose_name = _("gia hạn báo cáo")
        verbose_name_plural = _("gia hạn báo cáo")
        indexes = [models.Index(fields=["rule", "unit", "period"], name="extension_obligation")]
