"""The activities app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    """Communication activities."""

    name = "songhanh.records.activities"
    label = "activities"
    verbose_name = _("Hoạt động")

    def ready(self) -> None:
        """Make the kind known, name its verbs and its page."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.records.activities.kind import ACTIVITIES
        from songhanh.records.recording.kinds import register
        from songhanh.registry.roles.enums import Role

        register(ACTIVITIES)
        verbs.register(
            {
                "activity.set_messages": _("ghi thông điệp của hoạt động"),
                "activity.create": _("ghi hoạt động"),
                "activity.create_series": _("ghi loạt hoạt động"),
                "activity.join": _("ghép hoạt động ghi trùng"),
                "activity.undo_join": _("hoàn tác ghép hoạt động"),
                "activity.change": _("sửa hoạt động"),
                "activity.submit": _("gửi hoạt động"),
                "activity.accept": _("chấp nhận hoạt động"),
                "activity.return": _("trả lại hoạt động"),
                "activity.undo_acceptance": _("hoàn tác chấp nhận hoạt động"),
                "activity.reopen": _("mở lại hoạt động"),
                "activity.cancel": _("hủy hoạt động"),
                "activity.import": _("nhập dữ liệu hoạt động"),
                "activity.add_evidence": _("thêm minh chứng hoạt động"),
                "activity.remove_evidence": _("bỏ minh chứng hoạt động"),
            }
        )
        navigation.register(
            "activities:list",
            _("Hoạt động"),
            section=navigation.Section.WORK,
            order=20,
            icon="activity",
        )
        navigation.register(
            "activities:twins",
            _("Có thể ghi trùng"),
            section=navigation.Section.WORK,
            order=42,
            icon="activity",
            roles=(Role.LEAD_OFFICER,),
        )
        navigation.register(
            "activities:month",
            _("Lịch và nơi"),
            section=navigation.Section.WORK,
            order=22,
            icon="calendar",
        )
