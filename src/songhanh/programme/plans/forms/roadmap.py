"""Forms of roadmaps: the years of one target, where a line begins, a file, a confirmation."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines import counting
from songhanh.programme.plans.phrases import without_zeros
from songhanh.programme.plans.roadmaps import fault_words
from songhanh.programme.targets.enums import THRESHOLD_KINDS, RoadmapOrigin
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import plan_spec, target_spec

ROADMAP_YEARS = 10
"""So many years of a roadmap are shown when the plan's last year is open."""

_MOST_BYTES = 5 * 1024**2


def roadmap_years(target: Target, on: date) -> list[int]:
    """The years of a roadmap: those of the plan in which the target applies, and any with a row."""
    plan, spec = target.element.plan, target_spec(target)
    first = plan.first_year or on.year
    last = plan.last_year or first + ROADMAP_YEARS - 1
    years = range(first, min(last, first + 4 * ROADMAP_YEARS) + 1)
    return sorted(
        {year for year in years if spec.applies_in(year)} | {row.year for row in spec.roadmap}
    )


class ReasonForm(forms.Form):
    """Why a roadmap is set or changed, and the state of it that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    origin = forms.ChoiceField(choices=RoadmapOrigin, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ví dụ: theo Phụ lục I của kế hoạch. Lý do được giữ cùng lịch sử."),
    )


class RoadmapForm(ReasonForm):
    """The required share or value of each year and, where units must reach a number, the number."""

    def __init__(
        self,
        *args: Any,
        target: Target,
        years: Sequence[int],
        rows: Sequence[counting.RoadmapRow],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.target, self.years = target, years
        shown = {row.year: row for row in rows}
        for year in years:
            row = shown.get(year)
            self._add(f"value_{year}", _("Phải đạt"), row.value if row else None)
            if target.kind in THRESHOLD_KINDS:
                number = row.threshold if row else None
                self._add(f"threshold_{year}", _("Số lượng mỗi đơn vị"), number)

    def _add(self, name: str, label: str, initial: Decimal | None) -> None:
        self.fields[name] = forms.DecimalField(
            label=label,
            required=False,
            localize=True,
            initial=without_zeros(initial),
            max_digits=18,
            decimal_places=4,
        )

    def by_year(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each year."""
        return [
            (year, [self[name] for name in _names(year) if name in self.fields])
            for year in self.years
        ]

    def clean(self) -> dict[str, Any]:
        """Each row can be, by the rules of roadmaps."""
        data = super().clean() or self.cleaned_data
        spec, plan = target_spec(self.target), plan_spec(self.target.element.plan)
        for row in self.rows():
            for fault in counting.row_faults(plan, spec, row):
                self.add_error(f"value_{row.year}", fault_words(fault))
        return data

    def rows(self) -> list[counting.RoadmapRow]:
        """The years in which something is said."""
        rows = [
            counting.RoadmapRow(year, *(self.cleaned_data.get(name) for name in _names(year)))
            for year in self.years
        ]
        return [row for row in rows if row.value is not None or row.threshold is not None]


class LineForm(forms.Form):
    """Where a straight line begins."""

    start_year = forms.IntegerField(
        label=gettext_lazy("Từ năm"), min_value=1990, max_value=2100, required=False
    )
    start_value = forms.DecimalField(
        label=gettext_lazy("Giá trị năm đó"),
        localize=True,
        required=False,
        max_digits=18,
        decimal_places=4,
    )

    def start(self, otherwise: counting.Start) -> counting.Start:
        """The year and value typed; what is missing or unreadable is taken from the default."""
        read = self.cleaned_data if self.is_valid() else {}
        year, value = read.get("start_year"), read.get("start_value")
        return counting.Start(
            otherwise.year if year is None else year, otherwise.value if value is None else value
        )


class FileForm(forms.Form):
    """An Excel file in the form of the template."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        help_text=gettext_lazy(
            "Điền mẫu tải về ở trên. Chưa lưu gì cho tới khi bạn xem và đồng ý."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        """No larger than a roadmap can be."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > _MOST_BYTES:
            raise forms.ValidationError(_("Tệp nặng hơn 5 MB. Hãy dùng mẫu tải về ở trên."))
        return file


def _names(year: int) -> tuple[str, str]:
    return f"value_{year}", f"threshold_{year}"
