"""The cascade app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CascadeConfig(AppConfig):
    """From the national programme down to the plan of a commune."""

    name = "songhanh.programme.cascade"
    label = "cascade"
    verbose_name = _("Phân cấp kế hoạch")

    def ready(self) -> None:
        """Name the verbs of the actions and put the tree into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.programme.cascade import receivers
        from songhanh.programme.cascade.queries.registered import registered_documents
        from songhanh.programme.plans import aside

        receivers.connect(self)
        aside.register("registered", registered_documents)
        verbs.register(
            {
                "cascade.add_document": _("thêm văn bản cấp trên"),
                "cascade.change_document": _("sửa văn bản cấp trên"),
                "cascade.confirm_link": _("xác nhận liên kết kế hoạch"),
                "cascade.dismiss_link": _("bỏ đề xuất liên kết kế hoạch"),
                "cascade.undo_link": _("hoàn lại liên kết kế hoạch"),
                "localplan.register": _("đăng ký kế hoạch của đơn vị"),
                "localplan.import": _("nhập kế hoạch của đơn vị"),
                "localplan.register_many": _("đăng ký nhiều kế hoạch của đơn vị"),
                "localplan.accept": _("chấp nhận kế hoạch của đơn vị"),
                "localplan.return": _("trả lại kế hoạch của đơn vị"),
                "localplan.undo": _("hoàn lại quyết định về kế hoạch của đơn vị"),
                "plandraft.begin": _("bắt đầu dự thảo kế hoạch"),
                "plandraft.change": _("sửa dự thảo kế hoạch"),
            }
        )
        navigation.register(
            "cascade:tree",
            _("Phân cấp kế hoạch"),
            section=navigation.Section.PROGRAMME,
            order=12,
            icon="units",
        )
