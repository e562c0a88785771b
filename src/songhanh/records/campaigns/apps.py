"""The campaigns app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Campaigns of a year with unit plans, counters and closing report."""

    name = "songhanh.records.campaigns"
    label = "campaigns"
    verbose_name = _("Đợt cao điểm")

    def ready(self) -> None:
        """Make the kind known; put the campaigns into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.records.campaigns.kind import PLANS
        from songhanh.records.recording.joining import join

        join(PLANS.kind)
        verbs.register({"campaign.tag": _("xếp bản ghi vào đợt cao điểm")})
        navigation.register(
            "campaigns:list",
            _("Đợt cao điểm"),
            section=navigation.Section.WORK,
            order=32,
            icon="calendar",
        )
