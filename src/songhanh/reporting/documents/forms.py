"""Filters of the list of documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField
from songhanh.reporting.documents.enums import DocumentSource


class DocumentFilter(forms.Form):
    """What the list is narrowed to."""

    q = LineField(label=_("Đơn vị"), required=False)
    period = LineField(label=_("Kỳ báo cáo"), required=False)
    source = forms.ChoiceField(
        label=_("Lập từ"), required=False, choices=[("", _("tất cả")), *DocumentSource.choices]
    )

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked for; a value that cannot be read narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
