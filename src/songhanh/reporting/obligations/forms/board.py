"""Filters of the obligations page, and what a decision about a report asks for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.text import LineField
from songhanh.foundation.ui.lists import NarrowingForm
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.senders import Sender
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import Inheritance, Obligation


class ObligationFilter(forms.Form):
    """Filters; the year is that of the last day."""

    q = LineField(label=_("Đơn vị"), required=False)
    plan = forms.ChoiceField(label=_("Kế hoạch"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("tất cả")), *ObligationState.choices],
    )
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=1990, max_value=2100)

    def __init__(
        self, *args: Any, today: date, plans: Iterable[PlanDocument], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(plan.pk), plan.number or plan.code) for plan in plans]
        self.fields["plan"].choices = [("", _("tất cả")), *choices]  # type: ignore[attr-defined]  # a ChoiceField
        self.is_valid()
        read = self.cleaned_data
        self.words = fold(read.get("q") or "")
        self.plan_pk: str = read.get("plan") or ""
        self.state_name: str = read.get("state") or ""
        self.of_year: int = read.get("year") or today.year

    @property
    def narrows(self) -> bool:
        """Whether anything but the year is chosen."""
        return bool(self.words or self.plan_pk or self.state_name)

    def keeps(self, one: Obligation) -> bool:
        """Whether an obligation is one of those asked for."""
        if self.plan_pk and str(one.plan.pk) != self.plan_pk:
            return False
        if self.state_name and one.state.value != self.state_name:
            return False
        return self.words in fold(f"{one.unit_name} {one.unit_code}")


class HandOverFilter(NarrowingForm):
    """Which reports of ended units are listed."""

    q = LineField(label=_("Đơn vị cũ, đơn vị nộp thay"), required=False)
    state = forms.ChoiceField(
        label=_("Đơn vị nộp thay"),
        required=False,
        choices=[
            ("", _("tất cả")),
            ("open", _("chưa rõ")),
            ("decided", _("theo quyết định")),
            ("inherited", _("theo kế thừa")),
            ("untold", _("chưa có trong báo cáo đã nộp")),
        ],
    )

    def keeps(self, one: Inheritance) -> bool:
        """Whether a report is one of those asked for."""
        heir = f"{one.heir.name} {one.heir.code}" if one.heir else ""
        words = fold(f"{one.ended.name} {one.ended.code} {heir}")
        states = {"open" if one.is_open else "decided" if one.decision else "inherited"}
        if one.is_untold:
            states.add("untold")
        wanted = self.chosen.get("state")
        return fold(self.chosen.get("q", "")) in words and (not wanted or wanted in states)


class ReasonForm(forms.Form):
    """Why the lead officer decides so."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class ExtensionForm(ReasonForm):
    """Up to which later day a unit may report, and why."""

    until = forms.DateField(label=_("Được nộp đến hết ngày"))
    field_order = ("until", "reason")


class HandOverForm(ReasonForm):
    """Which unit answers for the report of one that ended, and why."""

    to_unit = forms.ChoiceField(label=_("Đơn vị nộp thay"), widget=forms.RadioSelect)
    field_order = ("to_unit", "reason")

    def __init__(self, *args: Any, heirs: Iterable[Sender], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.unit_id), one.name) for one in heirs]
        choices.append(("none", gettext("không đơn vị nào phải nộp thay")))
        self.fields["to_unit"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def to_unit_id(self) -> int | None:
        """The unit chosen; None for none."""
        chosen = self.cleaned_data["to_unit"]
        return None if chosen == "none" else int(chosen)
