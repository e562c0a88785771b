"""The plans app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlansConfig(AppConfig):
    """Plans: documents, their reading, review and publication."""

    name = "songhanh.programme.plans"
    label = "plans"
    verbose_name = _("Kế hoạch")

    def ready(self) -> None:
        """Name the verbs of the actions and put the list into the navigation."""
        import songhanh.programme.plans.jobs  # noqa: F401 - so that the worker knows the job
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation
        from songhanh.programme.plans.calendar import windows_of_plans
        from songhanh.programme.plans.panels import plans_panel
        from songhanh.programme.plans.printed import names_in_plans
        from songhanh.registry.calendar import joining
        from songhanh.registry.orgunits import panels, printed

        joining.register("plans", windows_of_plans)
        printed.register("plans", names_in_plans)
        panels.register("plans", "plans/unit_plans.html", plans_panel)
        verbs.register(
            {
                "plan.receive": _("nhận kế hoạch"),
                "plan.confirm": _("xác nhận mục của kế hoạch"),
                "plan.remove": _("bỏ mục của kế hoạch"),
                "plan.undo_decision": _("hoàn lại xử lý mục của kế hoạch"),
                "plan.undo_step": _("hoàn lại bước xác nhận"),
                "plan.split_element": _("tách mục của kế hoạch"),
                "plan.merge_elements": _("gộp mục của kế hoạch"),
                "plan.move_element": _("chuyển chỗ mục của kế hoạch"),
                "plan.change_element": _("sửa mục của kế hoạch"),
                "plan.add_element": _("thêm mục vào kế hoạch"),
                "plan.change_header": _("sửa phần đầu của kế hoạch"),
                "plan.decide_anomaly": _("xử lý điểm bất thường"),
                "plan.take_in": _("nhận tệp kế hoạch"),
                "plan.read_intake": _("đọc tệp kế hoạch"),
                "plan.enter": _("lập kế hoạch bằng tay"),
                "plan.attach": _("lưu bản scan kế hoạch"),
                "plan.remove_attachment": _("bỏ bản scan kế hoạch"),
                "plan.add_version": _("nhận tệp đã sửa của kế hoạch"),
                "plan.apply_version": _("dùng tệp đã sửa của kế hoạch"),
                "plan.set_version_aside": _("không dùng tệp đã sửa của kế hoạch"),
                "plan.correct": _("sửa theo điểm bất thường"),
                "national.add": _("ghi văn bản trung ương vào sổ"),
                "national.change": _("sửa văn bản trung ương trong sổ"),
                "plan.discard": _("bỏ bản nháp kế hoạch"),
                "plan.publish": _("ban hành kế hoạch vào hệ thống"),
                "plan.close": _("kết thúc kế hoạch"),
                "target.settle": _("thiết lập chỉ tiêu"),
                "rule.settle": _("thiết lập chế độ báo cáo"),
            }
        )
        navigation.register(
            "plans:list",
            pgettext_lazy("plural", "Kế hoạch"),
            section=navigation.Section.PROGRAMME,
            order=10,
            icon="plan",
        )
        navigation.register(
            "plans:national",
            _("Văn bản trung ương"),
            section=navigation.Section.PROGRAMME,
            order=90,
            icon="file",
        )
