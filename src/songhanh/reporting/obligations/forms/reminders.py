"""On which days units are reminded; the filter of what is over and missing."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.text import LineField
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.obligations.queries import Overdue

FURTHEST = 90
"""Nobody is reminded longer before or after a last day."""


class DaysCountField(LineField):
    """Numbers of days: ``15, 7, 3, 1``."""

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once.

        Raises:
            ValidationError: one of them is no number of days up to ninety.
        """
        typed = re.split(r"[;,\s]+", str(super().clean(value) or "").strip())
        wrong = [one for one in typed if one and not (one.isdecimal() and int(one) <= FURTHEST)]
        if wrong:
            raise ValidationError(
                _("“%(typed)s” không phải số ngày từ 0 đến %(most)d."),
                params={"typed": ", ".join(wrong), "most": FURTHEST},
            )
        return sorted({int(one) for one in typed if one}, reverse=True)


class ReminderDaysForm(forms.Form):
    """Days before and after a last day."""

    before = DaysCountField(
        label=gettext_lazy("Nhắc trước hạn (số ngày)"),
        required=False,
        max_length=80,
        help_text=gettext_lazy(
            "Cách nhau bằng dấu phẩy; 0 là chính ngày cuối. Để trống: không nhắc."
        ),
    )
    after = DaysCountField(
        label=gettext_lazy("Nhắc sau hạn (số ngày)"), required=False, max_length=80
    )

    def days(self) -> list[int]:
        """As they are kept: below zero after the last day."""
        data = self.cleaned_data
        return [*data["before"], *(-one for one in data["after"] if one)]

    @staticmethod
    def shown(days: Iterable[int]) -> dict[str, str]:
        """As they are typed."""
        listed = sorted(days, reverse=True)
        return {
            "before": ", ".join(str(one) for one in listed if one >= 0),
            "after": ", ".join(str(-one) for one in listed if one < 0),
        }


class OverdueFilter(forms.Form):
    """Filters of the reports that are over and missing."""

    q = LineField(label=gettext_lazy("Đơn vị"), required=False)
    plan = forms.ChoiceField(label=gettext_lazy("Kế hoạch"), required=False)
    days = forms.IntegerField(
        label=gettext_lazy("Muộn từ (ngày)"), required=False, min_value=1, max_value=3660
    )

    def __init__(self, *args: Any, plans: Iterable[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(plan.pk), plan.number or plan.code) for plan in plans]
        self.fields["plan"].choices = [("", _("tất cả")), *choices]  # type: ignore[attr-defined]  # a choice field
        self.is_valid()

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen."""
        return any(self.cleaned_data.values())

    def keeps(self, one: Overdue) -> bool:
        """Whether a report is one of those asked for."""
        data = self.cleaned_data
        if data.get("plan") and str(one.obligation.plan.pk) != data["plan"]:
            return False
        if one.days_late < (data.get("days") or 0):
            return False
        name = f"{one.obligation.unit_name} {one.obligation.unit_code}"
        return fold(data.get("q") or "") in fold(name)
