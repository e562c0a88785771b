"""The amendments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AmendmentsConfig(AppConfig):
    """Amending published plans by dated decisions."""

    name = "songhanh.programme.amendments"
    label = "amendments"
    verbose_name = _("Sửa đổi kế hoạch")

    def ready(self) -> None:
        """Name the verbs of the actions."""
        from songhanh.foundation.audit import verbs

        verbs.register(
            {
                "amendment.record": _("ghi quyết định sửa đổi kế hoạch"),
                "amendment.change": _("sửa đổi mục của kế hoạch"),
                "amendment.add": _("bổ sung mục vào kế hoạch"),
                "amendment.take_out": _("bãi bỏ mục của kế hoạch"),
                "amendment.undo": _("hoàn lại sửa đổi kế hoạch"),
            }
        )
