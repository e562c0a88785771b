"""The app of entered figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    """Survey estimates and typed values, each with its history."""

    name = "songhanh.records.figures"
    label = "figures"
    verbose_name = _("Số liệu nhập tay")

    def ready(self) -> None:
        """Name the verbs and the pages."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.ui import navigation

        verbs.register(
            {
                "survey_estimate.enter": _("nhập kết quả khảo sát"),
                "survey_estimate.correct": _("sửa kết quả khảo sát"),
                "survey_estimate.withdraw": _("rút kết quả khảo sát"),
                "survey_estimate.import": _("nhập dữ liệu kết quả khảo sát"),
                "typed_value.enter": _("nhập giá trị của chỉ tiêu"),
                "typed_value.correct": _("sửa giá trị của chỉ tiêu"),
                "typed_value.withdraw": _("rút giá trị của chỉ tiêu"),
                "typed_value.import": _("nhập dữ liệu giá trị của chỉ tiêu"),
            }
        )
        navigation.register(
            "figures:estimates",
            _("Kết quả khảo sát"),
            section=navigation.Section.PROGRAMME,
            order=24,
            icon="target",
        )
        navigation.register(
            "figures:values",
            _("Giá trị nhập tay"),
            section=navigation.Section.PROGRAMME,
            order=25,
            icon="target",
        )
