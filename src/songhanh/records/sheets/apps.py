"""The sheets app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    """Records from Excel files."""

    name = "songhanh.records.sheets"
    label = "sheets"
    verbose_name = _("Nhập từ Excel")

    def ready(self) -> None:
        """Name its verbs and its page."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.registry.roles.enums import RECORDING

        verbs.register(
            {
                "import_job.open": _("tải tệp Excel lên"),
                "import_job.map": _("chọn cột của tệp Excel"),
                "import_job.store": _("nhập bản ghi từ Excel"),
                "import_job.undo": _("hoàn tác lượt nhập từ Excel"),
            }
        )
        navigation.register(
            "sheets:list",
            _("Nhập từ Excel"),
            section=navigation.Section.WORK,
            order=45,
            icon="upload",
            roles=tuple(RECORDING),
        )
