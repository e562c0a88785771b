"""Overviews that were asked for: of which plan, how asked, how far, with which files."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.plans.models import PlanDocument
from songhanh.results.freezing.models import FrozenResults
from songhanh.results.overviews.enums import STEPS, UNDER_WAY, OverviewState
from songhanh.results.values.enums import MapChoice, StandingChoice


@keeps_history()
class Overview(models.Model):
    """One page with all targets of a plan, as they stood when it was written.

    ``map_day`` is set for a comparable series alone, ``frozen`` where the figures are those of
    frozen results. The file keys are empty until there is a file.
    """

    plan = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField(_("tính đến hết ngày"))
    known_on = models.DateField(_("theo số liệu có đến ngày"), null=True)
    standing = models.CharField(_("bản ghi được tính"), max_length=12, choices=StandingChoice)
    map = models.CharField(_("bản đồ đơn vị"), max_length=10, choices=MapChoice)
    map_day = models.DateField(_("ngày bản đồ"), null=True)
    frozen = models.ForeignKey(FrozenResults, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        _("tình trạng"), max_length=12, choices=OverviewState, default=OverviewState.WAITING
    )
    error = models.TextField(_("lý do"), blank=True)
    word_key = models.CharField(max_length=120, blank=True)
    pdf_key = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("viết lúc"), null=True)

    class Meta:
        verbose_name = _("trang tổng quan kết quả")
        verbose_name_plural = _("trang tổng quan kết quả")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.as_of}"

    @property
    def is_under_way(self) -> bool:
        """Whether it is still being written."""
        return self.state in UNDER_WAY

    @property
    def step(self) -> int:
        """At which step of the way it is, counted from 1; the last one when it is over."""
        state = OverviewState(self.state)
        return STEPS.index(state) + 1 if state in STEPS else len(STEPS)
