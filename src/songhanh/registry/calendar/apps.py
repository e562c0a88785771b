"""Calendar app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """Campaigns, commemorative days, public holidays and working days."""

    name = "songhanh.registry.calendar"
    label = "calendar"
    verbose_name = _("Lịch")

    def ready(self) -> None:
        """Load the national rows after migrations; name the verbs and the page."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.registry.calendar import receivers

        receivers.connect(self)
        verbs.register(
            {
                "occasion.create": _("thêm dịp vào lịch"),
                "occasion.change": _("sửa dịp trong lịch"),
                "occasion.remove": _("bỏ dịp khỏi lịch"),
                "occasion.set_year": _("ghi ngày, chủ đề của một dịp trong năm"),
                "special_day.set": _("ghi ngày nghỉ hoặc ngày làm bù"),
                "special_day.remove": _("bỏ ngày nghỉ hoặc ngày làm bù"),
            }
        )
        navigation.register(
            "calendar:month",
            _("Lịch"),
            section=navigation.Section.PROGRAMME,
            order=60,
            icon="calendar",
        )
