"""Filters of the live table and of the texts side by side; the limits of outliers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.reporting.consolidation.board import NOTHING_SENT, Narrowing
from songhanh.reporting.consolidation.enums import LeadPart, MoneyUnit
from songhanh.reporting.consolidation.money import USUAL_SOURCES, Money, in_unit
from songhanh.reporting.consolidation.outliers import OutlierLimits
from songhanh.reporting.consolidation.sheets import Sheet
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.submissions.enums import SubmissionState

_LONGEST_TEXT = 100_000
_MORE_SOURCES = 2
_SENT = [one for one in SubmissionState.choices if one[0] != SubmissionState.DRAFT]


class BoardFilter(forms.Form):
    """What the live table is narrowed to."""

    q = LineField(label=gettext_lazy("Đơn vị"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Nhóm"), required=False)
    timeliness = forms.ChoiceField(
        label=gettext_lazy("Thời hạn nộp"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *ObligationState.choices],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Báo cáo"),
        required=False,
        choices=[
            ("", gettext_lazy("tất cả")),
            (NOTHING_SENT, gettext_lazy("chưa nộp")),
            *_SENT,
        ],
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("tất cả")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def narrowing(self) -> Narrowing:
        """What is asked for; a value that cannot be read narrows nothing."""
        self.is_valid()
        read = self.cleaned_data
        return Narrowing(
            words=read.get("q") or "",
            kind=read.get("kind") or "",
            timeliness=read.get("timeliness") or "",
            state=read.get("state") or "",
        )


class UnitFilter(forms.Form):
    """Find a unit's text."""

    q = LineField(label=gettext_lazy("Đơn vị hoặc nội dung"), required=False)

    @property
    def words(self) -> str:
        """The words looked for."""
        return str(self.cleaned_data.get("q") or "") if self.is_valid() else ""


class OutlierForm(forms.Form):
    """From when on a figure stands out."""

    times_last = forms.DecimalField(
        label=gettext_lazy("Gấp bao nhiêu lần kỳ trước"),
        help_text=gettext_lazy("Hoặc chỉ còn bằng một phần từng ấy."),
        min_value=1,
        max_digits=6,
        decimal_places=2,
        localize=True,
    )
    spreads = forms.DecimalField(
        label=gettext_lazy("Cách số giữa của nhóm bao nhiêu độ lệch"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        localize=True,
    )
    least_difference = forms.DecimalField(
        label=gettext_lazy("Bỏ qua khi chênh lệch dưới"),
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
    )
    least_peers = forms.IntegerField(
        label=gettext_lazy("Chỉ so trong nhóm có ít nhất bao nhiêu đơn vị"),
        min_value=2,
        max_value=1000,
        localize=True,
    )

    def clean(self) -> dict[str, Any]:
        """One time as much, or no spread at all, would make every figure stand out."""
        data = super().clean() or {}
        if data.get("times_last") == 1:
            self.add_error("times_last", _("Hãy ghi số lớn hơn 1."))
        if data.get("spreads") == 0:
            self.add_error("spreads", _("Hãy ghi số lớn hơn 0."))
        return data

    @property
    def limits(self) -> OutlierLimits:
        """The limits as typed."""
        return OutlierLimits(**self.cleaned_data)


class MoneyForm(forms.Form):
    """Money by source, one row a source; ``saves`` tells whether somebody saved since."""

    saves = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    unit = forms.ChoiceField(label=gettext_lazy("Số ghi theo"), choices=MoneyUnit.choices)

    def __init__(self, data: Any, *, sheet: Sheet, saves: int) -> None:
        super().__init__(data, initial={"saves": saves, "unit": sheet.money_unit})
        typed = {fold(one.source): one for one in sheet.money_lines}
        names = [one.source for one in sheet.money_lines]
        names += [one for one in USUAL_SOURCES if fold(one) not in typed]
        self.lines = [typed.get(fold(one), Money(one)) for one in names]
        self.lines += [Money("")] * _MORE_SOURCES
        for place, line in enumerate(self.lines):
            self.fields[f"source-{place}"] = LineField(
                label=_("Nguồn kinh phí"), max_length=120, required=False, initial=line.source
            )
            for name, label in (("planned", _("Dự toán được giao")), ("spent", _("Đã chi"))):
                amount: Decimal | None = getattr(line, name)
                self.fields[f"{name}-{place}"] = forms.DecimalField(
                    label=label,
                    required=False,
                    min_value=0,
                    max_digits=20,
                    decimal_places=6,
                    localize=True,
                    initial=None if amount is None else in_unit(amount, sheet.money_unit),
                )
            self.fields[f"reason-{place}"] = LineField(
                label=_("Lý do, căn cứ"), max_length=500, required=False, initial=line.reason
            )

    @property
    def rows(self) -> list[tuple[Money, list[forms.BoundField]]]:
        """Each line with its boxes."""
        names = ("source", "planned", "spent", "reason")
        return [
            (line, [self[f"{name}-{place}"] for name in names])
            for place, line in enumerate(self.lines)
        ]

    @property
    def money(self) -> list[Money]:
        """The lines that say something, amounts in đồng."""
        read, unit = self.cleaned_data, MoneyUnit(self.cleaned_data["unit"])
        found = []
        for place in range(len(self.lines)):
            planned, spent = read[f"planned-{place}"], read[f"spent-{place}"]
            if planned is None and spent is None:
                continue
            found.append(
                Money(
                    read[f"source-{place}"],
                    None if planned is None else planned * unit.dong,
                    None if spent is None else spent * unit.dong,
                    unit=unit.value,
                    reason=read[f"reason-{place}"],
                )
            )
        return found

    def clean(self) -> dict[str, Any]:
        """An amount names its source, and no part of a đồng is left over."""
        read = super().clean() or self.cleaned_data
        for place in range(len(self.lines)):
            amounts = [read.get(f"{name}-{place}") for name in ("planned", "spent")]
            if any(one is not None for one in amounts) and not read.get(f"source-{place}"):
                self.add_error(f"source-{place}", _("Hãy ghi tên nguồn của số kinh phí này."))
        return read


class LeadTextForm(forms.Form):
    """The text of a consolidation, part by part; ``saves`` tells whether somebody saved since."""

    saves = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in LeadPart:
            self.fields[part.value] = LinesField(
                label=part.label, required=False, max_length=_LONGEST_TEXT
            )
            self.fields[part.value].widget.attrs["rows"] = 6

    @property
    def texts(self) -> dict[str, str]:
        """The parts as typed."""
        return {part: self.cleaned_data[part] for part in LeadPart.values}
