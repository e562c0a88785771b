"""What a lead officer sets about a report: days, cut-off, route, form."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.counting import DECREE_DAY, PERIOD_OF_RULE, CutOff, PeriodKind, RuleKind
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.plans.forms.fields import stored_day
from songhanh.programme.rules.enums import DueRule, ReportSection, Shift
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import rhythm_of
from songhanh.programme.rules.regimes import RegimeValues, regime_of, values_of
from songhanh.reporting.obligations.queries import figures_offered

CALENDAR, DECREE, OWN = "calendar", "decree", "own"
EVERYTHING, CHOSEN = "everything", "chosen"
_DAY = re.compile(r"\d{1,2}")


class DaysField(LineField):
    """Due days as people write them, ``10/6; 10/12`` or ``25``; kept as the contracts do."""

    def clean(self, value: Any) -> list[str]:
        """``MM-DD`` or ``DD``, in the order typed.

        Raises:
            ValidationError: one of them is no day.
        """
        typed = str(super().clean(value) or "")
        parts = [part.strip() for part in re.split(r"[;,]", typed) if part.strip()]
        return [stored_due_day(part) for part in parts]


def stored_due_day(typed: str) -> str:
    """``30/11`` as ``11-30``, ``25`` as it is.

    Raises:
        ValidationError: no day can be read.
    """
    if _DAY.fullmatch(typed):
        if 1 <= int(typed) <= 31:
            return f"{int(typed):02d}"
        raise ValidationError(
            _("“%(typed)s” không phải ngày trong tháng. Hãy ghi số từ 1 đến 31."),
            params={"typed": typed},
        )
    return stored_day(typed)


def shown_day(stored: str) -> str:
    """``11-30`` as people write it: ``30/11``."""
    month, _dash, day = stored.rpartition("-")
    return f"{day}/{month}" if month else str(int(day))


class ReportFormFields(forms.Form):
    """Which figures and which texts a report asks for."""

    asks = forms.ChoiceField(
        label=gettext_lazy("Biểu mẫu"),
        choices=[
            (EVERYTHING, gettext_lazy("đủ mọi số liệu và lời văn (mặc định)")),
            (CHOSEN, gettext_lazy("chỉ những mục chọn dưới đây")),
        ],
        widget=forms.RadioSelect,
        initial=EVERYTHING,
    )
    figures = forms.MultipleChoiceField(
        label=gettext_lazy("Số liệu"), required=False, widget=forms.CheckboxSelectMultiple
    )
    texts = forms.MultipleChoiceField(
        label=gettext_lazy("Lời văn"),
        required=False,
        choices=ReportSection,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, offered: list[tuple[str, str]], values: RegimeValues | None = None) -> None:
        """Offer these figures, and begin with what stands."""
        self.fields["figures"].choices = offered  # type: ignore[attr-defined]  # a choice field
        for section in ReportSection:
            field = LineField(
                label=_("Tiêu đề riêng của phần “%(section)s”") % {"section": section.label},
                required=False,
                max_length=200,
            )
            self.fields[f"heading_{section.value}"] = field
            if values and values.texts:
                field.initial = values.texts.get(section, "")
        if values and values.figures is not None:
            self.initial = {
                **self.initial,
                "asks": CHOSEN,
                "figures": list(values.figures),
                "texts": list(values.texts or ()),
            }

    def clean(self) -> dict[str, Any]:
        """A form of its own asks for something."""
        data = super().clean() or self.cleaned_data
        if data.get("asks") == CHOSEN and not (data.get("figures") or data.get("texts")):
            self.add_error("asks", _("Hãy chọn ít nhất một số liệu hoặc một phần lời văn."))
        return data

    def chosen_figures(self) -> list[str] | None:
        """The figures asked for; None for all."""
        data = self.cleaned_data
        return list(data["figures"]) if data["asks"] == CHOSEN else None

    def chosen_texts(self) -> dict[str, str] | None:
        """The parts of the text asked for, with their headings; None for all."""
        data = self.cleaned_data
        if data["asks"] != CHOSEN:
            return None
        return {section: data[f"heading_{section}"] for section in data["texts"]}


class RegimeForm(ReportFormFields):
    """How a report is run. What is left empty follows the plan's words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    days = DaysField(
        label=gettext_lazy("Hạn nộp"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Ngày/tháng, ví dụ 30/11; nhiều hạn cách nhau bằng dấu chấm phẩy. Chỉ ghi ngày, ví dụ"
            " 25, là ngày đó của tháng cuối kỳ. Để trống thì theo văn bản."
        ),
    )
    due_rule = forms.ChoiceField(
        label=gettext_lazy("Cách tính hạn"),
        required=False,
        choices=[("", gettext_lazy("chậm nhất ngày (mặc định)")), *DueRule.choices],
    )
    before_is_strict = forms.BooleanField(
        label=gettext_lazy("“Trước ngày” nghĩa là chính ngày đó đã muộn"), required=False
    )
    shift = forms.ChoiceField(label=gettext_lazy("Hạn rơi vào ngày nghỉ"), choices=Shift)
    cut_off = forms.ChoiceField(
        label=gettext_lazy("Chốt số liệu"),
        choices=[
            (CALENDAR, gettext_lazy("theo kỳ dương lịch (mặc định)")),
            (DECREE, gettext_lazy("ngày 14 tháng cuối kỳ, theo Nghị định 09/2019/NĐ-CP")),
            (OWN, gettext_lazy("ngày khác, ghi ở dưới")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Chỉ áp dụng cho số liệu khối lượng (hoạt động, lượt người, tin, bài); chỉ tiêu luôn"
            " tính theo năm dương lịch."
        ),
    )
    cut_off_day = LineField(
        label=gettext_lazy("Ngày chốt số liệu"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("Ngày của tháng cuối kỳ, ví dụ 20; báo cáo năm ghi được 25/11."),
    )
    via = LineField(
        label=gettext_lazy("Gửi thông qua"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Để trống thì theo văn bản."),
    )
    addressees = LinesField(
        label=gettext_lazy("Nơi nhận báo cáo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một nơi. Để trống thì theo văn bản."),
    )
    reason = LinesField(
        label=gettext_lazy("Lý do thay đổi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Cần khi lưu; xem thử thì chưa cần."),
    )
    field_order = (
        "version",
        "days",
        "due_rule",
        "before_is_strict",
        "shift",
        "cut_off",
        "cut_off_day",
        "via",
        "addressees",
    )

    def __init__(self, *args: Any, rule: ReportingRule, **kwargs: Any) -> None:
        values = values_of(rule)
        kwargs["initial"] = _initial(rule, values)
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.offer(figures_offered(rule.element.plan), values)
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def clean_cut_off_day(self) -> CutOff | None:
        """The day as the engine takes it."""
        typed = self.cleaned_data["cut_off_day"]
        if not typed:
            return None
        month, _dash, day = stored_due_day(typed).rpartition("-")
        return CutOff(int(day), int(month) if month else None)

    def clean(self) -> dict[str, Any]:
        """An own cut-off has its day; a month has only a report of a whole year."""
        data = super().clean()
        closed = data.get("cut_off_day")
        if data.get("cut_off") == OWN and "cut_off_day" not in self.errors:
            if closed is None:
                self.add_error("cut_off_day", _("Hãy ghi ngày chốt số liệu, hoặc chọn cách khác."))
            elif closed.month is not None and not self._is_yearly():
                self.add_error(
                    "cut_off_day",
                    _("Báo cáo này nhiều kỳ trong năm nên chỉ ghi ngày của tháng cuối kỳ."),
                )
        return data

    def values(self) -> RegimeValues:
        """What the valid form says."""
        data = self.cleaned_data
        cut_offs = {CALENDAR: None, DECREE: CutOff(DECREE_DAY), OWN: data["cut_off_day"]}
        return RegimeValues(
            before_is_strict=data["before_is_strict"],
            shift=data["shift"],
            cut_off=cut_offs[data["cut_off"]],
            days=data["days"],
            due_rule=data["due_rule"] or (DueRule.BY if data["days"] else ""),
            via=data["via"],
            addressees=data["addressees"],
            figures=self.chosen_figures(),
            texts=self.chosen_texts(),
        )

    def _is_yearly(self) -> bool:
        rhythm = PERIOD_OF_RULE.get(RuleKind(self.rule.kind)) or PERIOD_OF_RULE.get(
            rhythm_of(self.rule) or RuleKind.UNSPECIFIED
        )
        return rhythm in {None, PeriodKind.YEAR}


def _initial(rule: ReportingRule, values: RegimeValues) -> dict[str, Any]:
    cut_off, chosen = values.cut_off, CALENDAR
    if cut_off is not None:
        chosen = DECREE if cut_off == CutOff(DECREE_DAY) else OWN
    day = ""
    if cut_off is not None and chosen == OWN:
        day = f"{cut_off.day}/{cut_off.month}" if cut_off.month else str(cut_off.day)
    return {
        "version": rule.version,
        "days": "; ".join(shown_day(one) for one in values.days),
        "due_rule": values.due_rule,
        "before_is_strict": values.before_is_strict,
        "shift": regime_of(rule).shift,
        "cut_off": chosen,
        "cut_off_day": day,
        "via": values.via,
        "addressees": values.addressees,
    }
