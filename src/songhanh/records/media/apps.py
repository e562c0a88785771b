"""The media app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Media items."""

    name = "songhanh.records.media"
    label = "media"
    verbose_name = _("Tin, bài")

    def ready(self) -> None:
        """Make the kind known, name its verbs and its page."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.records.media.kind import MEDIA_ITEMS
        from songhanh.records.recording.kinds import register

        register(MEDIA_ITEMS)
        verbs.register(
            {
                "media_item.create": _("ghi tin, bài"),
                "media_item.change": _("sửa tin, bài"),
                "media_item.submit": _("gửi tin, bài"),
                "media_item.accept": _("chấp nhận tin, bài"),
                "media_item.return": _("trả lại tin, bài"),
                "media_item.undo_acceptance": _("hoàn tác chấp nhận tin, bài"),
                "media_item.reopen": _("mở lại tin, bài"),
                "media_item.cancel": _("hủy tin, bài"),
                "media_item.import": _("nhập dữ liệu tin, bài"),
                "media_item.set_messages": _("ghi thông điệp của tin, bài"),
                "media_item.join": _("ghép tin, bài ghi trùng"),
                "media_item.undo_join": _("hoàn tác ghép tin, bài"),
                "media_item.add_evidence": _("thêm minh chứng tin, bài"),
                "media_item.remove_evidence": _("bỏ minh chứng tin, bài"),
            }
        )
        navigation.register(
            "media:list",
            _("Tin, bài"),
            section=navigation.Section.WORK,
            order=30,
            icon="media",
        )
