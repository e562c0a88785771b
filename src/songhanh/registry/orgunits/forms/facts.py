"""What is said of a unit besides its name: aliases, functions, areas, heads, members, places."""

from django import forms
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField
from songhanh.registry.orgunits.enums import AreaKind, FunctionKind, Hierarchy
from songhanh.registry.orgunits.forms.units import UnitsForm, UnitTextField

_FROM = gettext_lazy("Từ ngày")


def _basis(label: str = "") -> LineField:
    return LineField(
        label=label or gettext_lazy("Căn cứ"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Số và ngày của quyết định, nghị quyết."),
    )


class DatedForm(UnitsForm):
    """A fact that holds from a day on."""

    since = forms.DateField(label=_FROM)
    day_field = "since"


class AliasForm(UnitsForm):
    """Another name, abbreviation or spelling."""

    text = LineField(
        label=gettext_lazy("Tên gọi khác, chữ viết tắt"),
        max_length=250,
        help_text=gettext_lazy("Như các văn bản vẫn viết, ví dụ Sở VHTTDL."),
    )


class FunctionForm(DatedForm):
    """A function the unit holds."""

    field_order = ["function", "since", "basis"]
    function = forms.ChoiceField(label=gettext_lazy("Chức năng"), choices=FunctionKind.choices)
    basis = _basis()


class AreaFlagForm(DatedForm):
    """An area the unit lies in."""

    field_order = ["kind", "since", "until", "basis"]
    kind = forms.ChoiceField(label=gettext_lazy("Loại địa bàn"), choices=AreaKind.choices)
    until = forms.DateField(label=gettext_lazy("Đến hết ngày"), required=False)
    basis = _basis()


class HeadForm(DatedForm):
    """Who leads the unit."""

    field_order = ["name", "post", "since", "basis"]
    name = LineField(label=gettext_lazy("Họ và tên"), max_length=120)
    post = LineField(
        label=gettext_lazy("Chức vụ"), max_length=120, help_text=gettext_lazy("Ví dụ: Giám đốc.")
    )
    basis = _basis()


class MemberForm(DatedForm):
    """Who sits in a committee: a person, a unit, or a person for a unit."""

    field_order = ["name", "unit", "post", "since", "basis"]
    unit_fields = ("unit",)
    name = LineField(label=gettext_lazy("Họ và tên"), required=False, max_length=120)
    unit = UnitTextField(
        label=gettext_lazy("Đơn vị của thành viên"),
        required=False,
        help_text=gettext_lazy("Mã hoặc tên đơn vị."),
    )
    post = LineField(
        label=gettext_lazy("Chức danh trong ban"),
        max_length=120,
        help_text=gettext_lazy("Ví dụ: Trưởng ban, Ủy viên thường trực."),
    )
    basis = _basis()


class PlaceForm(DatedForm):
    """The unit above in the line of its sector, or to whom it reports."""

    field_order = ["hierarchy", "parent", "since", "basis"]
    unit_fields = ("parent",)
    hierarchy = forms.ChoiceField(
        label=gettext_lazy("Hệ thống"),
        choices=[one for one in Hierarchy.choices if one[0] != Hierarchy.TERRITORY],
    )
    parent = UnitTextField(
        label=gettext_lazy("Đơn vị cấp trên"), help_text=gettext_lazy("Mã hoặc tên đơn vị.")
    )
    basis = _basis()


class EndFactForm(forms.Form):
    """The last day of a fact; without one it is taken back as entered by mistake."""

    last_day = forms.DateField(
        label=gettext_lazy("Ngày cuối cùng còn hiệu lực"),
        required=False,
        help_text=gettext_lazy("Để trống khi dòng này ghi nhầm; khi đó dòng được xóa."),
    )
    reason = LineField(label=gettext_lazy("Lý do"), max_length=300)
