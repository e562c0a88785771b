"""A table of units, and which of two units is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


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


class MergeDuplicateForm(forms.Form):
    """The unit that is kept."""

    kept = forms.IntegerField()
