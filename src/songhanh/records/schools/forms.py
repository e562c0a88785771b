"""The filters of the page of coverage."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField
from songhanh.records.schools.models import SchoolLevel


class CoverageForm(forms.Form):
    """Name, level, the year a school year began in, silent schools alone."""

    q = LineField(label=gettext_lazy("Tên trường"), required=False, max_length=100)
    year = forms.IntegerField(
        label=gettext_lazy("Năm học bắt đầu năm"), required=False, min_value=2000, max_value=2100
    )
    level = forms.ChoiceField(label=gettext_lazy("Cấp học"), required=False)
    silent = forms.BooleanField(label=gettext_lazy("Chỉ trường chưa có gì"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)  # noqa: S101 - declared so above
        level.choices = [("", _("tất cả")), *SchoolLevel.choices]
