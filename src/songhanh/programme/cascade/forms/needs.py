"""Forms of the list of own plans: filters, registration, decisions, many at once."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.cascade.checks import Entered
from songhanh.programme.cascade.enums import LocalPlanState, OwnPlanKind
from songhanh.programme.cascade.queries.needs import Need

LATE = "late"


class NeedFilter(forms.Form):
    """What the list is narrowed to, and the day it is seen on."""

    q = LineField(label=_("Tìm đơn vị"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại kế hoạch"),
        choices=[("", _("tất cả")), *OwnPlanKind.choices],
        required=False,
    )
    year = forms.IntegerField(
        label=_("Năm"), min_value=1990, max_value=2100, required=False, localize=False
    )
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        choices=[("", _("tất cả")), *LocalPlanState.choices, (LATE, _("quá hạn"))],
        required=False,
    )
    on = forms.DateField(label=_("Tính đến ngày"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()
        read = self.cleaned_data
        self.day: date = read.get("on") or today
        self.its_year: int = read.get("year") or self.day.year
        self.words = fold(read.get("q") or "").split()

    def admits(self, need: Need) -> bool:
        """Whether a need is shown."""
        read = self.cleaned_data
        if read.get("kind") and need.kind != read["kind"]:
            return False
        if read.get("state") == LATE:
            if not need.is_late:
                return False
        elif read.get("state") and need.state != read["state"]:
            return False
        name = fold(f"{need.unit_code} {need.unit_name}")
        return all(word in name for word in self.words)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered away."""
        return any(self.cleaned_data.get(name) for name in ("q", "kind", "state"))


class HandForm(forms.Form):
    """An own plan by its number and day."""

    number = LineField(
        label=_("Số, ký hiệu"), max_length=60, help_text=_("Như trên văn bản, ví dụ 17/KH-UBND.")
    )
    issued_on = forms.DateField(label=_("Ngày ban hành"))
    title = LinesField(
        label=_("Trích yếu"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    key_targets = LinesField(
        label=_("Chỉ tiêu chính"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def entered(self) -> Entered:
        """What was entered."""
        return Entered(**self.cleaned_data)


class FileForm(forms.Form):
    """The file of an own plan; number and day only where the file leaves them blank."""

    file = forms.FileField(
        label=_("Tệp kế hoạch"),
        help_text=_("Tệp Word (.docx), PDF có lớp chữ, hoặc văn bản (.txt, .md)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt,.md"}),
        allow_empty_file=True,
    )
    number = LineField(label=_("Số, ký hiệu, nếu tệp còn để trống"), max_length=60, required=False)
    issued_on = forms.DateField(label=_("Ngày ban hành, nếu tệp còn để trống"), required=False)

    def clean_file(self) -> Any:
        """A file the product takes; an empty or strange one is the reader's to explain."""
        return within_size(self.cleaned_data["file"])

    def entered(self) -> Entered | None:
        """Number and day as entered; None leaves them to the file."""
        number, day = self.cleaned_data["number"], self.cleaned_data["issued_on"]
        return Entered(number, day) if number and day else None

    def clean(self) -> dict[str, Any]:
        """Number and day come together."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("number")) != bool(data.get("issued_on")):
            self.add_error("number", _("Hãy ghi cả số và ngày, hoặc để trống cả hai."))
        return data


class ReasonForm(forms.Form):
    """Why a plan is returned, or a decision taken back."""

    reason = LinesField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 2}))


class BulkForm(forms.Form):
    """Numbers and days of many units, from an Excel file."""

    kind = forms.ChoiceField(label=_("Loại kế hoạch"), choices=OwnPlanKind)
    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2100, localize=False)
    file = forms.FileField(
        label=_("Tệp Excel (.xlsx)"),
        help_text=_("Dòng đầu là tên cột: Mã đơn vị, Số ký hiệu, Ngày ban hành, Trích yếu."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        """A file the product takes."""
        return within_size(self.cleaned_data["file"])


class BulkConfirmForm(forms.Form):
    """The rows that were found right, as they were shown."""

    kind = forms.ChoiceField(choices=OwnPlanKind, widget=forms.HiddenInput)
    year = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    rows = forms.CharField(widget=forms.HiddenInput)


def within_size(file: Any) -> Any:
    """The file, when it is not larger than the product takes."""
    if file.size > settings.MAX_UPLOAD_BYTES:
        raise ValidationError(
            _("Tệp lớn hơn %(limit)s MB nên chưa được nhận. Hãy tải lên tệp nhỏ hơn."),
            params={"limit": settings.MAX_UPLOAD_BYTES // 1024**2},
        )
    return file
