"""The duties app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DutiesConfig(AppConfig):
    """Duties units carry: board, progress, urging."""

    name = "songhanh.programme.duties"
    label = "duties"
    verbose_name = _("Nhiệm vụ được giao")

    def ready(self) -> None:
        """Name the verbs of the actions and put the board into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.programme.duties.passing import open_duties
        from songhanh.registry.roles import passing

        passing.register("duties", open_duties)
        verbs.register(
            {
                "duty.accept": _("nhận nhiệm vụ"),
                "duty.report_progress": _("báo tiến độ nhiệm vụ"),
                "duty.close": _("kết thúc nhiệm vụ"),
                "duty.return": _("trả lại nhiệm vụ"),
                "duty.set_due": _("đặt hạn nhiệm vụ"),
                "duty.urge": _("đôn đốc nhiệm vụ"),
                "duty.split": _("tách nhiệm vụ được giao"),
                "duty.merge": _("gộp nhiệm vụ được giao"),
                "duty.undo_shaping": _("hoàn lại việc tách, gộp nhiệm vụ"),
            }
        )
        navigation.register(
            "duties:list",
            pgettext_lazy("duties", "Nhiệm vụ"),
            section=navigation.Section.PROGRAMME,
            order=20,
            icon="check",
        )
