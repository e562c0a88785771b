"""Obligations app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    """Rules times units, worked out on a day."""

    name = "songhanh.reporting.obligations"
    label = "obligations"
    verbose_name = _("Nghĩa vụ báo cáo")

    def ready(self) -> None:
        """Name the verbs and the page; remind every morning."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.jobs import schedules
        from songhanh.foundation.ui import navigation
        from songhanh.registry.orgunits import panels
        from songhanh.reporting.obligations.jobs import remind_of_reports
        from songhanh.reporting.obligations.panels import obligations_panel

        panels.register("obligations", "obligations/unit_obligations.html", obligations_panel)
        schedules.daily(time(6, 30), "obligations.remind", remind_of_reports)
        verbs.register(
            {
                "obligation.first_met": _("nộp báo cáo lần đầu"),
                "obligation.waive": _("miễn báo cáo"),
                "obligation.withdraw_waiver": _("rút lại việc miễn báo cáo"),
                "obligation.extend": _("gia hạn báo cáo"),
                "request.make": _("yêu cầu báo cáo"),
                "request.withdraw": _("rút lại yêu cầu báo cáo"),
                "obligation.remind": _("nhắc nộp báo cáo"),
                "reminder.set_days": _("đặt lịch nhắc nộp báo cáo"),
                "feed.renew": _("cấp địa chỉ lịch hạn báo cáo"),
                "feed.revoke": _("hủy địa chỉ lịch hạn báo cáo"),
                "obligation.hand_over": _("quyết định đơn vị nộp báo cáo thay"),
                "regime.change": _("đổi thiết lập chế độ báo cáo"),
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
