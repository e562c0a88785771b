"""The documents app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Official documents written from submissions and consolidations."""

    name = "songhanh.reporting.documents"
    label = "documents"
    verbose_name = _("Văn bản")

    def ready(self) -> None:
        """Name the verbs of the actions and put the list into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation

        verbs.register({"document.write": _("lập văn bản báo cáo")})
        navigation.register(
            "documents:list",
            _("Văn bản đã lập"),
            section=navigation.Section.REPORTS,
            order=40,
            icon="file",
        )
