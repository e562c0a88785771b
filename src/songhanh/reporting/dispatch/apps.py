"""The dispatch app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DispatchConfig(AppConfig):
    """Documents on their way."""

    name = "songhanh.reporting.dispatch"
    label = "dispatch"
    verbose_name = _("Văn bản đi, đến")

    def ready(self) -> None:
        """Name the verbs, offer documents as proof, put both lists into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.programme.duties import proving
        from songhanh.reporting.dispatch.naming import dispatches_seen, own_dispatches

        proving.register("dispatch", proving.Source(own_dispatches, dispatches_seen))
        verbs.register(
            {
                "dispatch.begin": _("chuẩn bị gửi văn bản"),
                "dispatch.register": _("cấp số văn bản"),
                "dispatch.send": _("ghi đã gửi văn bản"),
                "dispatch.note_receipt": _("ghi nơi nhận đã xác nhận văn bản"),
                "dispatch.acknowledge": _("xác nhận nhận văn bản"),
                "dispatch.read": _("mở đọc văn bản đến"),
                "dispatch.add_recipients": _("thêm nơi nhận văn bản"),
                "dispatch.remove_recipient": _("bỏ nơi nhận văn bản"),
                "dispatch.add_scan": _("lưu bản quét văn bản đã ký"),
                "dispatch.archive": _("ghi thông tin lưu trữ văn bản"),
            }
        )
        section = navigation.Section.REPORTS
        navigation.register(
            "dispatch:list", _("Văn bản đi"), section=section, order=44, icon="upload"
        )
        navigation.register(
            "dispatch:inbox", _("Văn bản đến"), section=section, order=46, icon="inbox"
        )
