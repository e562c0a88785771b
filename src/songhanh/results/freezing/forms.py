"""What is asked when results are frozen, and when frozen ones are looked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField
from songhanh.foundation.ui.lists import NarrowingForm
from songhanh.programme.plans.models import PlanDocument
from songhanh.results.values.enums import Verdict
from songhanh.results.values.forms import ResultFilter


class FreezeForm(ResultFilter):
    """What for, up to which day, known when, which records, which map."""

    purpose = LineField(
        label=_("Mục đích"),
        max_length=250,
        help_text=_("Ví dụ: báo cáo giao ban tháng 6; trang tổng quan trình lãnh đạo."),
    )

    field_order = ("purpose",)


class FrozenFilter(NarrowingForm):
    """Filters of the list: by words, by plan, by the day the figures go up to."""

    q = LineField(label=_("Mục đích hoặc kế hoạch"), required=False)
    plan = forms.ChoiceField(label=_("Kế hoạch"), required=False)
    since = forms.DateField(label=_("Tính đến ngày, từ"), required=False)
    until = forms.DateField(label=_("đến"), required=False)

    def __init__(self, *args: Any, plans: list[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("tất cả")),
            *((one.code, one.name) for one in plans),
        ]


class UnitFilter(NarrowingForm):
    """Filters of the units of a frozen figure."""

    q = LineField(label=_("Tên hoặc mã đơn vị"), required=False)
    verdict = forms.ChoiceField(
        label=_("Kết quả khi chốt"), required=False, choices=[("", _("tất cả")), *Verdict.choices]
    )
    moved = forms.BooleanField(label=_("Chỉ đơn vị đã thay đổi"), required=False)


def days_of(chosen: dict[str, Any]) -> dict[str, date]:
    """The limits of the list's days, as a query asks for them."""
    asked = {"as_of__gte": chosen.get("since"), "as_of__lte": chosen.get("until")}
    return {name: day for name, day in asked.items() if day}
