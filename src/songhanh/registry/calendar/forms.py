"""What people type into the calendar."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.registry.calendar.actions import OccasionContent, SpecialDayContent, YearContent
from songhanh.registry.calendar.enums import OccasionKind, SpecialDayKind

FIRST_YEAR, LAST_YEAR = 2000, 2100
_DAY_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})")
_ANY_LEAP_YEAR = 2024


class MonthDayField(forms.CharField):
    """A day that comes back every year, typed as 15/11 and kept as 11-15."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 5)
        kwargs.setdefault(
            "help_text", gettext_lazy("Ngày/tháng, ví dụ 15/11. Để trống nếu mỗi năm một khác.")
        )
        super().__init__(**kwargs)

    def clean(self, value: object) -> str:
        """``MM-DD``, or nothing."""
        text: str = super().clean(value)
        if not text:
            return ""
        found = _DAY_MONTH.fullmatch(text)
        try:
            if found:
                day = date(_ANY_LEAP_YEAR, int(found[2]), int(found[1]))
                return f"{day:%m-%d}"
        except ValueError:
            pass
        raise forms.ValidationError(
            _("“%(text)s” không phải một ngày trong năm. Hãy viết ngày/tháng, ví dụ 15/11.")
            % {"text": text}
        )

    def prepare_value(self, value: object) -> object:
        """As people write it."""
        if isinstance(value, str) and re.fullmatch(r"\d\d-\d\d", value):
            month, day = value.split("-")
            return f"{day}/{month}"
        return value


class CalendarFilter(forms.Form):
    """Filters of the calendar."""

    year = forms.IntegerField(
        label=gettext_lazy("Năm"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        required=False,
        choices=[
            ("", gettext_lazy("tất cả")),
            *OccasionKind.choices,
            ("joined", gettext_lazy("nêu trong kế hoạch, chế độ báo cáo")),
        ],
    )
    q = LineField(label=gettext_lazy("Tên, chủ đề"), required=False)


class OccasionForm(forms.Form):
    """A commemorative day or a campaign of the own branch."""

    name = LineField(label=gettext_lazy("Tên"), max_length=250)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=OccasionKind.choices)
    first_day = MonthDayField(label=gettext_lazy("Từ ngày"), required=False)
    last_day = MonthDayField(label=gettext_lazy("Đến ngày"), required=False)
    days_before = forms.IntegerField(
        label=gettext_lazy("Số ngày cao điểm trước"), min_value=0, max_value=60, initial=0
    )
    days_after = forms.IntegerField(
        label=gettext_lazy("Số ngày cao điểm sau"), min_value=0, max_value=60, initial=0
    )
    aliases = LinesField(
        label=gettext_lazy("Tên gọi khác"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Mỗi dòng một tên, để nhận ra dịp này trong văn bản."),
    )
    since = forms.IntegerField(
        label=gettext_lazy("Từ năm"), required=False, min_value=1900, max_value=LAST_YEAR
    )
    until = forms.IntegerField(
        label=gettext_lazy("Đến năm"), required=False, min_value=1900, max_value=LAST_YEAR
    )
    source = LineField(
        label=gettext_lazy("Nguồn"),
        max_length=300,
        help_text=gettext_lazy("Văn bản quy định hoặc nơi nêu dịp này."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def content(self) -> OccasionContent:
        """What was typed."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if data["first_day"] and not data["last_day"]:
            data["last_day"] = data["first_day"]  # a single day
        return OccasionContent(**data)


class YearForm(forms.Form):
    """An occasion in one year."""

    first = forms.DateField(label=gettext_lazy("Từ ngày"), required=False)
    last = forms.DateField(label=gettext_lazy("Đến ngày"), required=False)
    theme = LineField(label=gettext_lazy("Chủ đề"), required=False, max_length=500)
    slogans = LinesField(
        label=gettext_lazy("Khẩu hiệu"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Mỗi dòng một khẩu hiệu."),
    )
    source = LineField(
        label=gettext_lazy("Văn bản hướng dẫn"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu và ngày của văn bản nêu những điều trên."),
    )

    def content(self) -> YearContent:
        """What was typed."""
        return YearContent(**self.cleaned_data)


class SpecialDayForm(forms.Form):
    """A day off, or a day worked in exchange."""

    day = forms.DateField(label=gettext_lazy("Ngày"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=SpecialDayKind.choices)
    name = LineField(label=gettext_lazy("Tên"), max_length=200)
    source = LineField(label=gettext_lazy("Nguồn"), max_length=300)
    announced = forms.BooleanField(
        label=gettext_lazy("Đã có thông báo chính thức"), required=False, initial=True
    )

    def content(self) -> SpecialDayContent:
        """What was typed."""
        return SpecialDayContent(**self.cleaned_data)
