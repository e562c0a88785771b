"""The verbs that change units: from which day, where to, with which share and by what decision."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.registry.orgunits.actions import Part
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.forms.pages import ChangeForm
from songhanh.registry.orgunits.forms.units import UnitsForm, UnitTextField
from songhanh.registry.orgunits.queries import StepLine

_BY_CODE_OR_NAME = gettext_lazy("Mã hoặc tên đơn vị.")


def share_field(**more: Any) -> forms.DecimalField:
    """A part of a unit, 0 to 1."""
    return forms.DecimalField(
        label=gettext_lazy("Tỷ lệ"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(1),
        max_digits=7,
        decimal_places=6,
        localize=True,
        **more,
    )


class RetypeForm(ChangeForm):
    """Another kind, and a name that goes with it."""

    field_order = ["kind", "name", "on", "basis"]
    kind = forms.ChoiceField(label=gettext_lazy("Loại mới"), choices=UnitKind.choices)
    name = LineField(
        label=gettext_lazy("Tên mới"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Để trống khi tên không đổi."),
    )


class ReattachForm(UnitsForm, ChangeForm):
    """Another unit above."""

    field_order = ["parent", "on", "basis"]
    unit_fields = ("parent",)
    parent = UnitTextField(label=gettext_lazy("Trực thuộc đơn vị"), help_text=_BY_CODE_OR_NAME)


class PartForm(UnitsForm, ChangeForm):
    """A part of the unit goes to another."""

    field_order = ["into", "share", "on", "basis"]
    unit_fields = ("into",)
    into = UnitTextField(label=gettext_lazy("Đơn vị nhận"), help_text=_BY_CODE_OR_NAME)
    share = share_field(
        help_text=gettext_lazy("Phần chuyển đi, ví dụ 0,25; để trống khi chưa quyết định.")
    )


class SplitForm(UnitsForm, ChangeForm):
    """The unit ends and goes on in several."""

    field_order = ["parts", "on", "basis"]
    parts = LinesField(
        label=gettext_lazy("Các đơn vị kế thừa"),
        help_text=gettext_lazy(
            "Mỗi dòng một đơn vị: mã hoặc tên, rồi dấu | và tỷ lệ, ví dụ 24136 | 0,6. Không ghi tỷ "
            "lệ khi chưa quyết định."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """The lines as parts."""
        data = super().clean()
        on: date = data.get("on") or self._today
        lines = [line for line in data.get("parts", "").splitlines() if line.strip()]
        data["parts"] = [part for part in (self._part(line, on) for line in lines) if part]
        return data

    def _part(self, line: str, on: date) -> Part | None:
        name, _bar, share = (word.strip() for word in line.partition("|"))
        unit = self._meant("parts", name, on)
        if unit is None:
            return None
        try:
            return Part(unit, Decimal(share.replace(",", ".")) if share else None)
        except ArithmeticError:
            self.add_error("parts", _("“%(text)s” chưa đọc được thành tỷ lệ.") % {"text": share})
            return None


class DecideForm(forms.Form):
    """How much of an old unit went to each of its successors on one day."""

    basis = LineField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Nguồn của tỷ lệ: diện tích, dân số, nghị quyết …"),
    )

    def __init__(self, *args: Any, lines: Sequence[StepLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ids = {
            f"share_{line.succession.pk}": line.succession.new_id
            for line in lines
            if line.succession.new_id is not None
        }
        for line in lines:
            field = share_field(help_text=line.succession.note)
            field.label = line.other.name if line.other else ""
            field.initial = line.succession.share
            self.fields[f"share_{line.succession.pk}"] = field
        self.order_fields([*self._ids, "basis"])

    def clean(self) -> dict[str, Any]:
        """At least one share; ``shares`` by the successor's id."""
        data: dict[str, Any] = super().clean() or {}
        given = {name: data.get(name) for name in self._ids}
        data["shares"] = {
            self._ids[name]: share for name, share in given.items() if share is not None
        }
        if not data["shares"]:
            self.add_error(None, _("Hãy điền ít nhất một tỷ lệ, ví dụ 0,6."))
        return data
