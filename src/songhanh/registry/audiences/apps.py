"""The audiences app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AudiencesConfig(AppConfig):
    """Groups of people and kinds of areas."""

    name = "songhanh.registry.audiences"
    label = "audiences"
    verbose_name = _("Đối tượng, địa bàn")

    def ready(self) -> None:
        """Listen to migrations; name the verbs and the page."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.registry.audiences import receivers

        receivers.connect(self)
        verbs.register(
            {
                "audience.add_group": _("thêm nhóm đối tượng"),
                "audience.change_group": _("sửa nhóm đối tượng"),
                "audience.set_size": _("ghi quy mô nhóm đối tượng"),
                "audience.load_sizes": _("nạp quy mô nhóm đối tượng"),
            }
        )
        navigation.register(
            "audiences:list",
            _("Đối tượng, địa bàn"),
            section=navigation.Section.ADMINISTRATION,
            order=7,
            icon="people",
        )
