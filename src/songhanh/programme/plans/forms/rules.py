"""The forms of reporting rules, campaign windows and commemorative days."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField
from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.forms.base import NOT_SAID, RowForm, year_field
from songhanh.programme.plans.forms.fields import DueDaysField, ListField, YearDayField
from songhanh.programme.rules.building import due_day_values
from songhanh.programme.rules.enums import DueRule, PhrasePart, RuleKind
from songhanh.programme.rules.models import (
    CampaignWindow,
    CommemorativeDay,
    DueDay,
    ReportingRule,
    RulePhrase,
)


class ReportingRuleForm(RowForm):
    """A reporting regime."""

    model = ReportingRule
    columns = ("kind", "due_rule", "due_year", "via", "duplicate_of")

    kind = forms.ChoiceField(label=gettext_lazy("Định kỳ"), choices=RuleKind)
    due_days = DueDaysField(
        label=gettext_lazy("Hạn báo cáo"),
        required=False,
        help_text=gettext_lazy(
            "Mỗi dòng một ngày: 30/11, hoặc 25 nếu là ngày 25 mỗi tháng. Để trống khi văn bản"
            " không nêu."
        ),
    )
    due_rule = forms.ChoiceField(
        label=gettext_lazy("Cách tính hạn"), choices=[NOT_SAID, *DueRule.choices], required=False
    )
    due_year = year_field(gettext_lazy("Năm của hạn (báo cáo một lần)"))
    senders = ListField(label=gettext_lazy("Đơn vị gửi"), required=False)
    addressees = ListField(label=gettext_lazy("Gửi đến"), required=False)
    via = LineField(label=gettext_lazy("Thông qua"), max_length=500, required=False)
    content = ListField(label=gettext_lazy("Nội dung báo cáo"), required=False)
    duplicate_of = LineField(
        label=gettext_lazy("Nhắc lại chế độ tại mục"), max_length=60, required=False
    )

    _PARTS: ClassVar = {
        "senders": PhrasePart.SENDER,
        "addressees": PhrasePart.ADDRESSEE,
        "content": PhrasePart.CONTENT,
    }

    def clean(self) -> dict[str, Any]:
        """A day needs to be read in one way or the other."""
        data = super().clean() or self.cleaned_data
        if data.get("due_days") and not data.get("due_rule"):
            self.add_error("due_rule", _("Hãy chọn “trước ngày” hoặc “chậm nhất ngày”."))
        return data

    def details(self) -> list[Detail]:
        """Days and phrases."""
        days = [
            {"position": place, **due_day_values(day)}
            for place, day in enumerate(self.cleaned_data["due_days"], start=1)
        ]
        phrases = [
            {"part": part, "position": place, "text": text}
            for name, part in self._PARTS.items()
            for place, text in enumerate(self.cleaned_data[name], start=1)
        ]
        return [Detail(DueDay, "rule", days), Detail(RulePhrase, "rule", phrases)]

    @classmethod
    def initial_of(cls, element: PlanElement) -> dict[str, Any]:
        """With days and phrases."""
        rule = element.reportingrule
        phrases = list(rule.phrases.all())
        return (
            super().initial_of(element)
            | {"due_days": [day.printed for day in rule.due_days.all()]}
            | {
                name: [one.text for one in phrases if one.part == part]
                for name, part in cls._PARTS.items()
            }
        )


class CampaignWindowForm(RowForm):
    """A campaign."""

    model = CampaignWindow
    columns = ("name", "first_day", "last_day", "recurs", "year")

    name = LineField(label=gettext_lazy("Tên đợt"))
    first_day = YearDayField(label=gettext_lazy("Từ ngày"), required=False)
    last_day = YearDayField(label=gettext_lazy("Đến ngày"), required=False)
    recurs = LineField(label=gettext_lazy("Lặp lại"), max_length=120, required=False)
    year = year_field(gettext_lazy("Chỉ cho năm"))

    def typed(self) -> Typed:
        """Dates are stated when there are any."""
        row = super().typed()
        stated = bool(self.cleaned_data["first_day"] or self.cleaned_data["last_day"])
        return Typed(row.model, dict(row.values) | {"dates_stated": stated}, row.details)


class CommemorativeDayForm(RowForm):
    """A day of remembrance."""

    model = CommemorativeDay
    columns = ("name", "day")

    name = LineField(label=gettext_lazy("Tên ngày"), required=False)
    day = YearDayField(label=gettext_lazy("Ngày"), required=False)

    def typed(self) -> Typed:
        """The date is stated when there is one."""
        row = super().typed()
        stated = bool(self.cleaned_data["day"])
        return Typed(row.model, dict(row.values) | {"date_stated": stated}, row.details)
