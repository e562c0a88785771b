"""The difficulties app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DifficultiesConfig(AppConfig):
    """Difficulties and proposals of units."""

    name = "songhanh.reporting.difficulties"
    label = "difficulties"
    verbose_name = _("Khó khăn, vướng mắc")

    def ready(self) -> None:
        """Name the verbs of the actions and put the list into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation

        verbs.register(
            {
                "difficulty.send": _("gửi khó khăn, vướng mắc"),
                "difficulty.answer": _("trả lời khó khăn, vướng mắc"),
                "difficulty.pass_on": _("báo cáo khó khăn, vướng mắc lên cấp trên"),
                "difficulty.join": _("gộp khó khăn, vướng mắc"),
                "difficulty.reopen": _("nêu lại khó khăn, vướng mắc"),
                "difficulty.close": _("kết thúc khó khăn, vướng mắc"),
                "difficulty.settle_way": _("sửa đường đi của khó khăn, vướng mắc"),
            }
        )
        navigation.register(
            "difficulties:list",
            _("Khó khăn, vướng mắc"),
            section=navigation.Section.REPORTS,
            order=25,
            icon="inbox",
        )
