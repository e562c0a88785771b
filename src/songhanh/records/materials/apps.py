"""The materials app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MaterialsConfig(AppConfig):
    """Messages, materials with versions, stock and QR pages."""

    name = "songhanh.records.materials"
    label = "materials"
    verbose_name = _("Sản phẩm truyền thông")

    def ready(self) -> None:
        """Make the kinds known, name what is done, look for broken links every night."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.jobs import schedules
        from songhanh.records.materials.jobs import look_for_broken_links
        from songhanh.records.materials.kind import MATERIALS, MESSAGES, MOVES, VERSIONS
        from songhanh.records.recording.joining import join

        for plain in (MESSAGES, MATERIALS, VERSIONS, MOVES):
            join(plain.kind)
        verbs.register(
            {
                "material_version.set_file": _("đưa tệp của bản sản phẩm lên"),
                "material.check_links": _("kiểm tra đường dẫn của sản phẩm"),
            }
        )
        schedules.daily(time(3), "material-links", look_for_broken_links)
