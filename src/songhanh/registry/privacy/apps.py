"""Privacy app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """Requests of persons about their data."""

    name = "songhanh.registry.privacy"
    label = "privacy"
    verbose_name = _("Dữ liệu cá nhân")

    def ready(self) -> None:
        """Name the verbs and the pages; remind once a day."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.jobs import schedules
        from songhanh.foundation.ui import navigation
        from songhanh.registry.privacy.jobs import remind_of_requests
        from songhanh.registry.roles.enums import Role

        schedules.daily(time(7, 0), "privacy.remind", remind_of_requests)
        verbs.register(
            {
                "data_request.register": _("ghi yêu cầu về dữ liệu cá nhân"),
                "data_request.acknowledge": _("xác nhận đã nhận yêu cầu về dữ liệu cá nhân"),
                "data_request.extend": _("gia hạn yêu cầu về dữ liệu cá nhân"),
                "data_request.answer": _("trả lời yêu cầu về dữ liệu cá nhân"),
                "data_request.erase": _("xóa dữ liệu cá nhân"),
            },
            for_administrators=True,
        )
        navigation.register(
            "privacy:register",
            _("Dữ liệu cá nhân"),
            section=navigation.Section.ADMINISTRATION,
            order=15,
            icon="lock",
            roles=(Role.ADMINISTRATOR,),
        )
        navigation.register(
            "privacy:mine", _("Dữ liệu của tôi"), section=navigation.Section.ACCOUNT, order=18
        )
