"""The consolidation app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsolidationConfig(AppConfig):
    """Consolidation of approved submissions."""

    name = "songhanh.reporting.consolidation"
    label = "consolidation"
    verbose_name = _("Tổng hợp")

    def ready(self) -> None:
        """Name the verbs of the actions and put the list into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.registry.roles.enums import Role

        verbs.register(
            {
                "consolidation.save": _("lưu bản tổng hợp đang soạn"),
                "consolidation.save_money": _("ghi kinh phí của bản tổng hợp"),
                "consolidation.set_outliers": _("đặt ngưỡng số liệu khác thường"),
                "consolidation.send_upward": _("đưa bản tổng hợp vào báo cáo cấp trên"),
                "consolidation.freeze": _("chốt bản tổng hợp"),
            }
        )
        navigation.register(
            "consolidation:list",
            _("Tổng hợp báo cáo"),
            section=navigation.Section.REPORTS,
            order=30,
            roles=(Role.LEAD_OFFICER, Role.LEADER),
            icon="report",
        )
