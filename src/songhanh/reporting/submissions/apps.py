"""The submissions app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """Submissions: sent, frozen, returned, approved."""

    name = "songhanh.reporting.submissions"
    label = "submissions"
    verbose_name = _("Báo cáo đã nộp")

    def ready(self) -> None:
        """Name the verbs of the actions and put the list into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.jobs import schedules
        from songhanh.foundation.ui import navigation
        from songhanh.registry.roles import passing
        from songhanh.reporting.obligations import telling
        from songhanh.reporting.submissions.jobs import forget_old_answers
        from songhanh.reporting.submissions.passing import open_reports
        from songhanh.reporting.submissions.telling import told_by

        telling.register(told_by)
        passing.register("reports", open_reports)
        verbs.register(
            {
                "submission.begin": _("bắt đầu soạn báo cáo"),
                "submission.bring": _("đưa số liệu tổng hợp vào báo cáo"),
                "submission.save": _("lưu báo cáo đang soạn"),
                "submission.submit": _("nộp báo cáo"),
                "submission.begin_supplement": _("lập phụ lục bổ sung"),
                "submission.recall": _("rút lại báo cáo"),
                "submission.read": _("mở xem báo cáo chờ duyệt"),
                "submission.return": _("trả lại báo cáo"),
                "submission.approve": _("phê duyệt báo cáo"),
                "submission.forget_answers": _("dọn các yêu cầu nộp báo cáo đã trả lời từ lâu"),
            }
        )
        schedules.daily(time(3, 50), "submissions.forget_answers", forget_old_answers)
        navigation.register(
            "submissions:list",
            _("Báo cáo của đơn vị"),
            section=navigation.Section.REPORTS,
            order=20,
            icon="report",
        )
