"""The documents app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Official documents: reports written from what is frozen, letters, their layouts."""

    name = "songhanh.reporting.documents"
    label = "documents"
    verbose_name = _("Văn bản")

    def ready(self) -> None:
        """Name the verbs of the actions, lay out own plans, put the lists into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.programme.cascade import layouting
        from songhanh.reporting.documents.plans import plan_file, plan_signatures

        layouting.register(layouting.Layouts(signatures=plan_signatures, file=plan_file))
        verbs.register(
            {
                "document.write": _("lập văn bản"),
                "document.finish": _("đưa tệp đã hoàn thiện lên"),
                "document.draw_pdf": _("tạo bản PDF của văn bản"),
                "letter.begin": _("bắt đầu soạn công văn, thông báo"),
                "letter.change": _("sửa công văn, thông báo"),
                "signatory.add": _("thêm người ký văn bản"),
                "signatory.end": _("cho thôi ký văn bản"),
                "template.add": _("thay mẫu văn bản"),
            }
        )
        navigation.register(
            "documents:list",
            _("Văn bản đã lập"),
            section=navigation.Section.REPORTS,
            order=40,
            icon="file",
        )
        navigation.register(
            "documents:letters",
            _("Công văn, thông báo"),
            section=navigation.Section.REPORTS,
            order=42,
            icon="edit",
            roles=("LO",),
        )
