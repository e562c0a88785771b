"""The form of a target."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField
from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.forms.base import RowForm, number_field, year_field
from songhanh.programme.plans.forms.fields import ListField, MilestonesField
from songhanh.programme.targets.enums import Comparator, CountingPeriod, TargetKind
from songhanh.programme.targets.models import Milestone, Target, TargetSubject


class TargetForm(RowForm):
    """A quantified target."""

    model = Target
    columns = (
        "code",
        "kind",
        "comparator",
        "value",
        "value_max",
        "unit",
        "coverage_value",
        "coverage_denominator",
        "period",
        "baseline_year",
        "applies_year",
        "phase_from",
        "phase_to",
        "channel",
    )

    code = LineField(label=gettext_lazy("Mã in trong văn bản"), max_length=60, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại chỉ tiêu"), choices=TargetKind)
    comparator = forms.ChoiceField(label=gettext_lazy("So sánh"), choices=Comparator)
    value = number_field(gettext_lazy("Giá trị phải đạt"))
    value_max = number_field(gettext_lazy("Giá trị trên của khoảng"))
    unit = LineField(label=gettext_lazy("Đơn vị tính"), max_length=120, required=False)
    coverage_value = number_field(gettext_lazy("Tỷ lệ đơn vị phải đạt (%)"))
    coverage_denominator = LineField(
        label=gettext_lazy("Tỷ lệ đó tính trên"), max_length=500, required=False
    )
    period = forms.ChoiceField(label=gettext_lazy("Kỳ tính"), choices=CountingPeriod)
    milestones = MilestonesField(label=gettext_lazy("Các mốc"), required=False)
    subjects = ListField(label=gettext_lazy("Đối tượng như in trong văn bản"), required=False)
    baseline_year = year_field(gettext_lazy("Năm gốc để so sánh"))
    applies_year = year_field(gettext_lazy("Chỉ áp dụng cho năm"))
    phase_from = year_field(gettext_lazy("Giai đoạn từ năm"))
    phase_to = year_field(gettext_lazy("Giai đoạn đến năm"))
    channel = LineField(label=gettext_lazy("Kênh"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A range has its bounds in order; a phase has both years, in order."""
        data = super().clean() or self.cleaned_data
        low, high = data.get("value"), data.get("value_max")
        if high is not None and (low is None or high < low):
            self.add_error("value_max", _("Giá trị trên phải lớn hơn hoặc bằng giá trị dưới."))
        first, last = data.get("phase_from"), data.get("phase_to")
        if (first is None) != (last is None) or (first and last and last < first):
            self.add_error("phase_to", _("Giai đoạn cần đủ hai năm, năm sau không trước năm đầu."))
        return data

    def typed(self) -> Typed:
        """The typed row; a share without a comparator is "at least"."""
        row = super().typed()
        covered = self.cleaned_data["coverage_value"] is not None
        values = dict(row.values) | {
            "coverage_comparator": Comparator.AT_LEAST if covered else "",
            "coverage_unit": "%" if covered else "",
        }
        return Typed(row.model, values, row.details)

    def details(self) -> list[Detail]:
        """Milestones and subjects."""
        subjects = [
            {"position": place, "text": text}
            for place, text in enumerate(self.cleaned_data["subjects"], start=1)
        ]
        printed = {
            (row["year"], row["stage"]): row["comparator"]
            for row in self.initial.get("milestones", ())
        }
        milestones = [
            {**row, "comparator": printed.get((row["year"], row["stage"]), "")}
            for row in self.cleaned_data["milestones"]
        ]
        return [
            Detail(Milestone, "target", milestones),
            Detail(TargetSubject, "target", subjects),
        ]

    @classmethod
    def initial_of(cls, element: PlanElement) -> dict[str, Any]:
        """With milestones and subjects."""
        target = element.target
        milestones = target.milestones.values("year", "value", "value_max", "stage", "comparator")
        return super().initial_of(element) | {
            "milestones": list(milestones),
            "subjects": [subject.text for subject in target.subjects.all()],
        }
