"""Obligations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    """Rules times units, worked out on a day."""

    name = "songhanh.reporting.obligations"
    label = "obligations"
    verbose_name = _("Nghĩa vụ báo cáo")

    def ready(self) -> None:
        """Name the verbs and the page."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.registry.orgunits import panels
        from songhanh.reporting.obligations.panels import obligations_panel

        panels.register("obligations", "obligations/unit_obligations.html", obligations_panel)
        verbs.register(
            {
                "obligation.first_met": _("nộp báo cáo lần đầu"),
                "obligation.waive": _("miễn báo cáo"),
                "obligation.withdraw_waiver": _("rút lại việc miễn báo cáo"),
                "obligation.extend": _("gia hạn báo cáo"),
                "obligation.withdraw_extension": _("rút lại việc gia hạn báo cáo"),
            }
        )
        navigation.register(
            "obligations:list",
            _("Nghĩa vụ báo cáo"),
            section=navigation.Section.REPORTS,
            order=5,
            icon="calendar",
        )
