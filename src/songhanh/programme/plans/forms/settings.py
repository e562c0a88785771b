"""Forms for how a target is counted and who owes a report."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines import counting
from songhanh.engines.vntext import normal
from songhanh.foundation.lib.text import LineField
from songhanh.programme.plans.forms.fields import YearDayField, choice_field
from songhanh.programme.plans.phrases import without_zeros
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import chosen_senders
from songhanh.programme.targets.enums import READINGS, THRESHOLD_KINDS, Reading, TargetKind
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import chosen_units, setting_of, target_spec
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.queries import units_by_codes


class UnitsForm(forms.Form):
    """Which units: as the plan's words say, or a class, kinds or codes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(
        label=gettext_lazy("Đơn vị được tính"),
        choices=[
            ("words", gettext_lazy("theo lời văn của kế hoạch (mặc định)")),
            ("class", gettext_lazy("theo nhóm đơn vị")),
            ("kinds", gettext_lazy("theo loại đơn vị")),
            ("codes", gettext_lazy("theo danh sách mã")),
        ],
        widget=forms.RadioSelect,
    )
    class_name = LineField(
        label=gettext_lazy("Nhóm đơn vị"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Như in trong kế hoạch, ví dụ: các sở, ban, ngành."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại đơn vị"),
        choices=UnitKind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    codes = forms.CharField(
        label=gettext_lazy("Mã đơn vị"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một mã, hoặc cách nhau bằng dấu phẩy."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_codes(self) -> list[str]:
        """Codes that units bear on the day."""
        typed = normal(self.cleaned_data["codes"].replace("\n", ",")).split(",")
        codes = [code.strip() for code in typed if code.strip()]
        unknown = sorted(set(codes) - set(units_by_codes(codes, self.on)))
        if unknown:
            raise ValidationError(
                _("Không có đơn vị nào mang mã %(codes)s trong ngày %(day)s."),
                params={"codes": ", ".join(unknown), "day": self.on.strftime("%d/%m/%Y")},
            )
        return codes

    def clean(self) -> dict[str, Any]:
        """What the mode asks for is filled in."""
        data = super().clean() or self.cleaned_data
        field = {"class": "class_name", "kinds": "kinds", "codes": "codes"}.get(
            data.get("mode", "")
        )
        if field and field not in self.errors and not data.get(field):
            self.add_error(field, _("Hãy điền mục này, hoặc chọn cách tính khác."))
        return data

    def choice(self) -> counting.DenominatorRule | None:
        """The units chosen; None leaves it to the words of the plan."""
        data = self.cleaned_data
        if data["mode"] == "class":
            return counting.DenominatorRule(class_name=data["class_name"])
        if data["mode"] == "kinds":
            return counting.DenominatorRule(kinds=frozenset(data["kinds"]))
        if data["mode"] == "codes":
            return counting.DenominatorRule(codes=frozenset(data["codes"]))
        return None


def _initial_choice(choice: counting.DenominatorRule | None) -> dict[str, Any]:
    if choice is None:
        return {"mode": "words"}
    mode = "class" if choice.class_name else "kinds" if choice.kinds else "codes"
    return {
        "mode": mode,
        "class_name": choice.class_name or "",
        "kinds": sorted(choice.kinds),
        "codes": "\n".join(sorted(choice.codes)),
    }


class TargetSettingsForm(UnitsForm):
    """How a target is counted. An empty field takes the plan's words, else the default."""

    threshold = forms.DecimalField(
        label=gettext_lazy("Số lượng mỗi đơn vị phải đạt"),
        required=False,
        localize=True,
        min_value=0,
        max_digits=18,
        decimal_places=4,
    )
    count_integrated = forms.NullBooleanField(
        label=gettext_lazy("Hoạt động lồng ghép"),
        required=False,
        widget=forms.Select(
            choices=[
                ("", gettext_lazy("có tính (mặc định)")),
                ("true", gettext_lazy("có tính")),
                ("false", gettext_lazy("không tính")),
            ]
        ),
    )
    reading = forms.ChoiceField(label=gettext_lazy("Cách hiểu"), required=False)
    window_first = YearDayField(label=gettext_lazy("Ngày đầu của đợt"), required=False)
    window_last = YearDayField(label=gettext_lazy("Ngày cuối của đợt"), required=False)
    denominator_day = YearDayField(label=gettext_lazy("Ngày chốt số đơn vị"), required=False)
    baseline_year = forms.IntegerField(
        label=gettext_lazy("Năm gốc"), min_value=1990, max_value=2100, required=False
    )
    start_year = forms.IntegerField(
        label=gettext_lazy("Năm khởi điểm của lộ trình"),
        min_value=1990,
        max_value=2100,
        required=False,
    )
    start_value = forms.DecimalField(
        label=gettext_lazy("Giá trị tại năm khởi điểm"),
        required=False,
        localize=True,
        max_digits=18,
        decimal_places=4,
    )

    COLUMNS = (
        "threshold",
        "count_integrated",
        "reading",
        "window_first",
        "window_last",
        "denominator_day",
        "baseline_year",
        "start_year",
        "start_value",
    )

    def __init__(self, *args: Any, target: Target, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = _initial_settings(target)
        super().__init__(*args, on=on, **kwargs)
        self.target = target
        self._offer_readings()
        self._leave_out()

    def _offer_readings(self) -> None:
        readings = READINGS.get(TargetKind(self.target.kind), ())
        if readings:
            default = _("%(reading)s (mặc định)") % {"reading": Reading(readings[0]).label}
            others = [(one.value, one.label) for one in readings[1:]]
            choice_field(self, "reading").choices = [("", default), *others]

    def _leave_out(self) -> None:
        """Only the settings this kind of target knows."""
        kind = TargetKind(self.target.kind)
        known = {
            "threshold": kind in THRESHOLD_KINDS,
            "count_integrated": kind == TargetKind.SESSIONS_PER_YEAR,
            "reading": kind in READINGS,
            "window_first": kind == TargetKind.ACTION_MONTH_PLAN_SHARE,
            "window_last": kind == TargetKind.ACTION_MONTH_PLAN_SHARE,
            "baseline_year": kind == TargetKind.AWARENESS_INCREASE,
            "start_year": kind not in THRESHOLD_KINDS,
            "start_value": kind not in THRESHOLD_KINDS,
        }
        for name, is_known in known.items():
            if not is_known:
                del self.fields[name]

    def other_fields(self) -> list[forms.BoundField]:
        """The settings besides units."""
        return [self[name] for name in self.COLUMNS if name in self.fields]

    def unit_fields(self) -> list[forms.BoundField]:
        """The fields that choose units."""
        return [self[name] for name in ("mode", "class_name", "kinds", "codes")]

    def clean(self) -> dict[str, Any]:
        """A window has both days, a start both year and value."""
        data = super().clean()
        for one, other in (("window_first", "window_last"), ("start_year", "start_value")):
            if one in self.fields and _empty(data.get(one)) != _empty(data.get(other)):
                self.add_error(other, _("Hãy điền cả hai mục, hoặc để trống cả hai."))
        return data

    def values(self) -> dict[str, Any]:
        """The settings; what this kind does not know keeps its default."""
        return {name: self.cleaned_data[name] for name in self.COLUMNS if name in self.fields}

    def spec(self) -> counting.TargetSpec:
        """The target as it would be counted by what the valid form says; nothing is saved."""
        values = {name: self.cleaned_data.get(name) for name in ("threshold", "reading")}
        known = target_spec(self.target)
        reading = counting.Reading(values["reading"]) if values["reading"] else None
        settings = replace(known.settings, threshold=values["threshold"], reading=reading)
        return replace(known, settings=settings)


class RuleSettingsForm(UnitsForm):
    """Who owes a report, and whether the printed day itself is late."""

    before_is_strict = forms.BooleanField(
        label=gettext_lazy("“Trước ngày” nghĩa là chính ngày đó đã muộn"), required=False
    )

    def __init__(self, *args: Any, rule: ReportingRule, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = _initial_choice(chosen_senders(rule)) | {
            "version": rule.version,
            "before_is_strict": rule.before_is_strict,
        }
        super().__init__(*args, on=on, **kwargs)
        self.fields["mode"].label = _("Đơn vị phải báo cáo")


def _initial_settings(target: Target) -> Mapping[str, Any]:
    setting = setting_of(target)
    shown = {name: without_zeros(getattr(setting, name)) for name in TargetSettingsForm.COLUMNS}
    return _initial_choice(chosen_units(target)) | shown | {"version": setting.version}


def _empty(value: object) -> bool:
    return value is None or value == ""
