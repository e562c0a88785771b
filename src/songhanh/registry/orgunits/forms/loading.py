"""A table of units, and which of two units is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField
from songhanh.registry.orgunits.forms.units import UnitsForm, UnitTextField
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import Resolution


class LoadForm(forms.Form):
    """An Excel file; confirmed, the key of the file looked at before."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    key = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("file") and not data.get("key"):
            self.add_error("file", _("Hãy chọn một tệp."))
        return data


class NameForm(UnitsForm):
    """Which unit a printed name means; without one, why nobody has to be found for it."""

    unit_fields = ("unit",)
    text = LineField(label=gettext_lazy("Tên gọi"), max_length=250)
    candidate = forms.ChoiceField(
        label=gettext_lazy("Có thể là"), required=False, widget=forms.RadioSelect
    )
    unit = UnitTextField(
        label=gettext_lazy("Đơn vị khác"),
        required=False,
        help_text=gettext_lazy("Mã hoặc tên đầy đủ của đơn vị mà tên gọi này muốn nói."),
    )
    reason = LineField(
        label=gettext_lazy("Lý do bỏ qua"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chỉ ghi khi tên này không phải là đơn vị nào."),
    )

    def __init__(self, *args: Any, meant: Resolution | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.unit_id), one.name) for one in meant.units] if meant else []
        if choices:
            self.fields["candidate"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["candidate"]

    def clean(self) -> dict[str, Any]:
        """A unit or a reason, not both."""
        data = super().clean()
        chosen = data.get("candidate")
        if chosen and not data.get("unit"):
            data["unit"] = OrgUnit.objects.get(pk=chosen)
        if not self.errors and bool(data.get("unit")) == bool(data.get("reason")):
            raise forms.ValidationError(
                _("Hãy chọn một đơn vị, hoặc ghi lý do bỏ qua tên gọi này.")
            )
        return data


class MergeDuplicateForm(forms.Form):
    """The unit that is kept."""

    kept = forms.IntegerField()
