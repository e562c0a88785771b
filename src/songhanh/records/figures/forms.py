"""What is typed for a survey estimate and a typed value, and what their lists are filtered by."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.foundation.ui.formats import number_text
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.records.figures.enums import EVERYBODY, RoundRole
from songhanh.records.figures.models import SurveyEstimate, TypedValue
from songhanh.records.figures.queries import typed_targets
from songhanh.records.figures.rules import can_enter_for
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.forms import code_choices
from songhanh.registry.orgunits.queries import names_on, resolve_name, unit_by_code

FIRST_YEAR, LAST_YEAR = 1990, 2100


class FigureForm(forms.Form):
    """What both share: the plan, the year, and, for a correction, the reason."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=150)
    plan = forms.ChoiceField(label=gettext_lazy("Kế hoạch"))
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        acting: Acting,
        on: date,
        row: SurveyEstimate | TypedValue | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        first = {"key": uuid.uuid4().hex, **(initial or {})}
        super().__init__(data, initial=first)
        self.acting, self.on, self.row = acting, on, row
        self.plans = _plans_entered_for(acting, on)
        self._offer()
        self.missing = self._missing()
        if row is not None:
            self.fields["reason"] = LinesField(
                label=_("Lý do sửa"), widget=forms.Textarea(attrs={"rows": 2})
            )

    def _offer(self) -> None:
        choices = [(str(one.pk), f"{one.code}: {one.title}") for one in self.plans]
        cast("forms.ChoiceField", self.fields["plan"]).choices = choices

    def _missing(self) -> str:
        """What has to be there before anything can be entered; empty when it is."""
        if self.plans:
            return ""
        return _(
            "Chưa có kế hoạch nào đang thực hiện mà bạn được nhập số liệu. "
            "Hãy mở danh sách kế hoạch để đưa kế hoạch vào thực hiện trước."
        )

    def content(self) -> dict[str, Any]:
        """What was typed, by the names of the columns."""
        raise NotImplementedError

    @property
    def reason(self) -> str:
        """Why a figure is corrected."""
        return str(self.cleaned_data.get("reason", ""))


class EstimateForm(FigureForm):
    """One group's score in one round of a survey."""

    role = forms.ChoiceField(label=gettext_lazy("Lần khảo sát"), choices=RoundRole.choices)
    questionnaire = LineField(
        label=gettext_lazy("Bảng hỏi"),
        max_length=120,
        help_text=gettext_lazy("Chỉ các lần dùng cùng một bảng hỏi mới so được với nhau."),
    )
    group = forms.ChoiceField(label=gettext_lazy("Nhóm người trả lời"))
    score = forms.DecimalField(
        label=gettext_lazy("Điểm (0 đến 100)"),
        localize=True,
        min_value=0,
        max_value=100,
        max_digits=9,
        decimal_places=4,
    )
    standard_error = forms.DecimalField(
        label=gettext_lazy("Sai số chuẩn"),
        localize=True,
        required=False,
        min_value=0,
        max_value=100,
        max_digits=9,
        decimal_places=4,
        help_text=gettext_lazy("Thiếu sai số chuẩn thì thay đổi giữa hai lần chưa thể khẳng định."),
    )
    respondents = forms.IntegerField(
        label=gettext_lazy("Số người trả lời"), localize=True, required=False, min_value=0
    )

    def _offer(self) -> None:
        super()._offer()
        group = cast("forms.ChoiceField", self.fields["group"])
        group.choices = group_choices()

    def content(self) -> dict[str, Any]:
        """What was typed, by the names of the columns."""
        data = self.cleaned_data
        names = ("year", "role", "questionnaire", "group", "score", "standard_error", "respondents")
        return {"plan_id": int(data["plan"]), **{name: data[name] for name in names}}


class TypedValueForm(FigureForm):
    """The value of a target that is not counted."""

    target = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"))
    unit = LineField(
        label=gettext_lazy("Đơn vị"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Để trống là giá trị của cả kế hoạch; chỉ giá trị này được so với yêu cầu."
        ),
    )
    value = forms.DecimalField(
        label=gettext_lazy("Giá trị"), localize=True, max_digits=18, decimal_places=4
    )
    evidence = LineField(
        label=gettext_lazy("Minh chứng"),
        max_length=500,
        help_text=gettext_lazy("Số, ngày của văn bản, hoặc đường dẫn tới nơi có số liệu này."),
    )
    note = LineField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)

    field_order = ("key", "target", "year", "unit", "value", "evidence", "note")

    def _offer(self) -> None:
        """Plan and target in one choice: an ordinal means something only in its plan."""
        del self.fields["plan"]
        typed = [(plan, one.element) for plan in self.plans for one in typed_targets(plan)]
        self.targets = {f"{plan.pk}:{said.key}": (plan.pk, said.key) for plan, said in typed}
        cast("forms.ChoiceField", self.fields["target"]).choices = [
            (f"{plan.pk}:{said.key}", f"{plan.code} · {said.key}: {said.text}")
            for plan, said in typed
        ]

    def _missing(self) -> str:
        if self.targets or not self.plans:
            return super()._missing()
        return _(
            "Mọi chỉ tiêu của các kế hoạch đang thực hiện đều được tính từ bản ghi. Chỉ tiêu "
            "thuộc loại “chỉ tiêu khác” mới cần nhập tay; hãy xem loại của từng chỉ tiêu trong "
            "kế hoạch."
        )

    def clean_unit(self) -> int | None:
        """The unit meant by a code or a name."""
        text = self.cleaned_data["unit"]
        if not text:
            return None
        by_code = unit_by_code(text, self.on)
        if by_code is not None:
            return int(by_code.pk)
        resolution = resolve_name(text, self.on, self.acting.unit_id)
        if resolution.unit_id is None:
            raise forms.ValidationError(resolution.message)
        return resolution.unit_id

    def content(self) -> dict[str, Any]:
        """What was typed, by the names of the columns."""
        data = self.cleaned_data
        plan_id, ordinal = self.targets[data["target"]]
        return {
            "plan_id": plan_id,
            "ordinal": ordinal,
            "unit_id": data["unit"],
            **{name: data[name] for name in ("year", "value", "evidence", "note")},
        }


class ReasonForm(forms.Form):
    """Why a figure is taken back."""

    reason = LinesField(label=gettext_lazy("Lý do rút"), widget=forms.Textarea(attrs={"rows": 3}))


class FigureFilter(forms.Form):
    """What a list of figures is filtered by."""

    q = LineField(label=gettext_lazy("Tìm"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Năm"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.is_valid()
        self.words: str = self.cleaned_data.get("q") or ""
        self.chosen_year: int | None = self.cleaned_data.get("year")


def group_choices() -> list[tuple[str, str]]:
    """Everybody, then the audiences."""
    return [(EVERYBODY, _("mọi người trả lời")), *code_choices(CodeList.AUDIENCE)]


def initial_of(row: SurveyEstimate | TypedValue) -> dict[str, Any]:
    """A version of a figure as its form shows it."""
    if isinstance(row, SurveyEstimate):
        names = ("year", "role", "questionnaire", "group", "respondents")
        shown = {name: getattr(row, name) for name in names}
        return shown | {
            "plan": str(row.plan_id),
            "score": number_text(row.score),
            "standard_error": _number(row.standard_error),
        }
    unit = (
        names_on([row.unit_id], date(row.year, 12, 31)).get(row.unit_id, "") if row.unit_id else ""
    )
    return {
        "target": f"{row.plan_id}:{row.ordinal}",
        "year": row.year,
        "unit": unit,
        "value": number_text(row.value),
        "evidence": row.evidence,
        "note": row.note,
    }


def _number(value: Any) -> str:
    return "" if value is None else number_text(value)


def _plans_entered_for(acting: Acting, on: date) -> list[PlanDocument]:
    found = plans_visible_to(acting, on).filter(status__in=IN_FORCE)
    return [plan for plan in found if can_enter_for(acting, plan, on)]
