"""What people type about groups and their sizes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.registry.audiences.actions import GroupContent
from songhanh.registry.audiences.models import AudienceGroup, group_code
from songhanh.registry.audiences.queries import groups
from songhanh.registry.orgunits.forms.units import UnitsForm, UnitTextField


class GroupForm(forms.Form):
    """A group: its names, what it belongs to, whether plans give it priority."""

    name = LineField(label=_("Tên nhóm"), max_length=160)
    aliases = LinesField(
        label=_("Cách viết khác"), required=False, help_text=_("Mỗi dòng một cách viết.")
    )
    parent = forms.ModelChoiceField(
        label=_("Thuộc nhóm"), queryset=AudienceGroup.objects.all(), required=False
    )
    is_priority = forms.BooleanField(label=_("Nhóm ưu tiên"), required=False)

    def content(self) -> GroupContent:
        """What was typed."""
        typed = self.cleaned_data
        aliases = tuple(line for line in typed["aliases"].splitlines() if line)
        return GroupContent(typed["name"], aliases, typed["parent"], typed["is_priority"])


class NewGroupForm(GroupForm):
    """A local group with its code."""

    field_order = ["code", "name", "aliases", "parent", "is_priority"]
    code = LineField(
        label=_("Mã"),
        max_length=40,
        validators=[group_code],
        help_text=_("Chữ thường không dấu, số, gạch dưới; bản ghi mang mã này."),
    )


class SizeForm(UnitsForm):
    """The size of one group in one commune."""

    field_order = ["unit", "group", "number", "as_of", "source"]
    unit_fields = ("unit",)
    day_field = "as_of"
    unit = UnitTextField(label=_("Xã, phường"), help_text=_("Mã hoặc tên."))
    group = forms.ModelChoiceField(label=_("Nhóm đối tượng"), queryset=AudienceGroup.objects.all())
    number = forms.IntegerField(label=_("Số người"), min_value=0, localize=True)
    as_of = forms.DateField(label=_("Tính đến ngày"))
    source = LineField(
        label=_("Nguồn"), max_length=200, help_text=_("Ví dụ: Niên giám thống kê 2025.")
    )


class SizeFilter(forms.Form):
    """Filters of the list of sizes."""

    q = LineField(label=_("Tên hoặc mã xã"), required=False)
    group = forms.ChoiceField(label=_("Nhóm đối tượng"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Tất cả")), *((one.code, one.label) for one in groups())]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.is_valid()


class FileForm(forms.Form):
    """An Excel file."""

    file = forms.FileField(
        label=_("Tệp Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )
