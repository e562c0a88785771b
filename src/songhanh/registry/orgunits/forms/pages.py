"""What people type about units: filters, a new unit, a new name, an end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.registry.orgunits.enums import TERRITORIAL, UnitKind
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import (
    Resolution,
    resolve_name,
    search_units,
    unit_by_code,
)

_KEPT_KINDS = [(kind.value, kind.label) for kind in UnitKind if kind not in TERRITORIAL]


def day_asked(data: Mapping[str, Any], today: date) -> date:
    """The day the address asks for; today where it asks for none, or for none that can be read."""
    try:
        day: date | None = forms.DateField(required=False).clean(data.get("day"))
    except forms.ValidationError:
        return today
    return day or today


class DayForm(forms.Form):
    """The day on which a unit's page looks at it."""

    day = forms.DateField(
        label=gettext_lazy("Xem đơn vị vào ngày"),
        required=False,
        help_text=gettext_lazy("Để trống là hôm nay, ví dụ 30/06/2025."),
    )


class UnitFilter(forms.Form):
    """Filters of the list of units."""

    q = LineField(
        label=gettext_lazy("Tên hoặc mã"),
        required=False,
        help_text=gettext_lazy("Có dấu hay không dấu đều được; tên cũ cũng tìm được."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *UnitKind.choices],
    )
    province = forms.ChoiceField(label=gettext_lazy("Tỉnh, thành phố"), required=False)
    day = forms.DateField(label=gettext_lazy("Tính đến ngày"), required=False)
    ended = forms.BooleanField(
        label=gettext_lazy("Cả đơn vị đã kết thúc trước ngày này"), required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = day_asked(self.data, today)
        provinces = search_units(on=self.as_of, kinds=[UnitKind.PROVINCE])
        self.fields["province"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("cả nước")),
            *((str(one.unit_id), one.name) for one in provinces),
        ]

    @property
    def narrows(self) -> bool:
        """Whether anything besides the day is asked for."""
        data = self.cleaned_data if self.is_valid() else {}
        return any(data.get(name) for name in ("q", "kind", "province", "ended"))


class NewUnitForm(forms.Form):
    """A department, press body, association, school … below a unit."""

    name = LineField(label=gettext_lazy("Tên đầy đủ"), max_length=250)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=_KEPT_KINDS)
    code = LineField(
        label=gettext_lazy("Mã"),
        max_length=40,
        help_text=gettext_lazy("Mã do tỉnh đặt, mỗi đơn vị một mã, ví dụ 66-SNV."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống khi đơn vị đã có từ lâu."),
    )
    aliases = LinesField(
        label=gettext_lazy("Tên gọi khác, chữ viết tắt"),
        required=False,
        help_text=gettext_lazy("Mỗi dòng một tên, như các văn bản vẫn viết."),
    )

    def clean_aliases(self) -> tuple[str, ...]:
        """The names, one a line."""
        return tuple(
            line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()
        )


class ChangeForm(forms.Form):
    """From which day, and by what decision."""

    on = forms.DateField(
        label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Ngày đầu tiên của trạng thái mới.")
    )
    basis = LineField(
        label=gettext_lazy("Căn cứ"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Số và ngày của quyết định, nghị quyết."),
    )


class RenameForm(ChangeForm):
    """A new name."""

    field_order = ["name", "on", "basis"]
    name = LineField(label=gettext_lazy("Tên mới"), max_length=250)


class EndForm(ChangeForm):
    """An end, with the unit that goes on, if there is one."""

    field_order = ["on", "successor", "basis"]
    successor = LineField(
        label=gettext_lazy("Sáp nhập vào đơn vị"),
        required=False,
        help_text=gettext_lazy("Mã hoặc tên. Để trống khi đơn vị giải thể, không ai kế thừa."),
    )

    def __init__(self, *args: Any, near: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._near = near

    def clean(self) -> dict[str, Any]:
        """The successor as a unit."""
        data: dict[str, Any] = super().clean() or {}
        text, on = data.get("successor"), data.get("on")
        data["unit"] = None
        if text and on:
            data["unit"] = unit_by_code(text, on) or self._named(text, on)
        return data

    def _named(self, text: str, on: date) -> OrgUnit | None:
        meant: Resolution = resolve_name(text, on, self._near)
        if meant.unit_id is None:
            self.add_error("successor", meant.message)
            return None
        return OrgUnit.objects.get(pk=meant.unit_id)


class UndoForm(forms.Form):
    """Why a change is taken back."""

    reason = LineField(label=gettext_lazy("Lý do hoàn tác"), max_length=300)
