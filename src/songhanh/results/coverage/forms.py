"""What the matrix is asked: the days of a period, and which groups."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CoverageFilter(forms.Form):
    """Filters of the matrix; words nobody can read fall back to this year."""

    first = forms.DateField(label=_("Từ ngày"), required=False)
    last = forms.DateField(label=_("Đến hết ngày"), required=False)
    groups = forms.ChoiceField(
        label=_("Nhóm đối tượng"),
        required=False,
        choices=[
            ("", _("ưu tiên hoặc đã tiếp cận")),
            ("priority", _("chỉ nhóm ưu tiên")),
            ("all", _("mọi nhóm")),
        ],
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()
        read = self.cleaned_data
        self.last_day: date = read.get("last") or today
        first = read.get("first") or date(self.last_day.year, 1, 1)
        self.first_day: date = min(first, self.last_day)
        self.asked_groups: str = read.get("groups", "")

    def shows(self, *, priority: bool, reached: bool) -> bool:
        """Whether a group is shown: as long as nothing else is asked, those that tell something."""
        return priority or self.asked_groups == "all" or (reached and self.asked_groups == "")
