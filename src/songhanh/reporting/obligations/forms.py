"""Filters of the obligations page, and the reason of a waiver."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField
from songhanh.reporting.obligations.enums import ObligationState


class ObligationFilter(forms.Form):
    """Filters; the year is that of the last day."""

    q = LineField(label=_("Đơn vị"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("tất cả")), *ObligationState.choices],
    )
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=1990, max_value=2100)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()
        read = self.cleaned_data
        self.words: str = read.get("q") or ""
        self.state_name: str = read.get("state") or ""
        self.of_year: int = read.get("year") or today.year


class WaiverForm(forms.Form):
    """Why a unit need not report."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))
