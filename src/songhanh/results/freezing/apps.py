"""The freezing app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FreezingConfig(AppConfig):
    """Figures of a plan that no later correction moves."""

    name = "songhanh.results.freezing"
    label = "freezing"
    verbose_name = _("Bản chốt kết quả")

    def ready(self) -> None:
        """Name the verb of the action, put the list into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation

        verbs.register({"results.freeze": _("chốt kết quả của kế hoạch")})
        navigation.register(
            "freezing:list",
            _("Bản chốt kết quả"),
            section=navigation.Section.PROGRAMME,
            order=21,
            icon="lock",
        )
