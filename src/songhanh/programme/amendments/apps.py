"""The amendments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AmendmentsConfig(AppConfig):
    """Amending published plans by dated decisions."""

    name = "songhanh.programme.amendments"
    label = "amendments"
    verbose_name = _("Sửa đổi kế hoạch")

    def ready(self) -> None:
        """Name the verbs of the actions, and tell the plan's page what is to come."""
        from songhanh.foundation.audit import verbs
        from songhanh.programme.amendments.announced import coming_amendments
        from songhanh.programme.plans import announcing

        announcing.register("amendments", coming_amendments)
        verbs.register(
            {
                "amendment.record": _("ghi quyết định sửa đổi kế hoạch"),
                "amendment.change": _("sửa đổi mục của kế hoạch"),
                "amendment.add": _("bổ sung mục vào kế hoạch"),
                "amendment.take_out": _("bãi bỏ mục của kế hoạch"),
                "amendment.undo": _("hoàn lại sửa đổi kế hoạch"),
            }
        )
