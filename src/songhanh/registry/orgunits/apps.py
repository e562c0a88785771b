"""Units app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrgUnitsConfig(AppConfig):
    """Units true over time."""

    name = "songhanh.registry.orgunits"
    label = "orgunits"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        """Name the verbs and the page."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation

        verbs.register(
            {
                "orgunit.create": _("thêm đơn vị"),
                "orgunit.add_alias": _("thêm tên gọi khác của đơn vị"),
                "orgunit.set_function": _("giao chức năng cho đơn vị"),
                "orgunit.flag_area": _("xếp đơn vị vào loại địa bàn"),
                "orgunit.set_head": _("ghi người đứng đầu đơn vị"),
                "orgunit.add_member": _("thêm thành viên của ban"),
                "orgunit.set_place": _("ghi đơn vị cấp trên theo ngành hoặc báo cáo"),
                "orgunit.end_fact": _("ghi ngày kết thúc của một thông tin về đơn vị"),
                "orgunit.remove_fact": _("xóa một thông tin ghi nhầm về đơn vị"),
                "orgunit.merge_duplicate": _("gộp đơn vị nhập trùng"),
                "orgunit.rename": _("đổi tên đơn vị"),
                "orgunit.retype": _("đổi loại đơn vị"),
                "orgunit.reattach": _("chuyển đơn vị sang trực thuộc nơi khác"),
                "orgunit.merge": _("sáp nhập đơn vị"),
                "orgunit.merge_part": _("sáp nhập một phần đơn vị"),
                "orgunit.split": _("chia tách đơn vị"),
                "orgunit.dissolve": _("giải thể đơn vị"),
                "orgunit.undo": _("hoàn tác thay đổi của đơn vị"),
                "orgunit.decide_shares": _("quyết định tỷ lệ kế thừa của đơn vị"),
                "orgunit.set_classes": _("ghi nhóm đơn vị"),
                "name.note": _("ghi nhận tên gọi chưa rõ đơn vị trong tệp"),
                "name.assign": _("gắn tên gọi với một đơn vị"),
                "name.dismiss": _("bỏ qua một tên gọi chưa rõ đơn vị"),
                "name.take_up": _("xem lại một tên gọi đã bỏ qua"),
                "orgunit.import": _("nạp danh mục đơn vị"),
            }
        )
        navigation.register(
            "orgunits:list",
            pgettext_lazy("plural", "Đơn vị"),
            section=navigation.Section.ADMINISTRATION,
            order=5,
            icon="units",
        )
