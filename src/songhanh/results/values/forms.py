"""What a page of results is asked: up to which day, which records, which map."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.engines.counting import MapView, Standing, parse_period
from songhanh.engines.vntext import fold
from songhanh.foundation.lib.text import LineField
from songhanh.programme.plans.models import PlanDocument
from songhanh.results.values.enums import MapChoice, StandingChoice, Verdict
from songhanh.results.values.queries import MapName
from songhanh.results.values.sources import Reading


class ResultFilter(forms.Form):
    """Filters of results; words nobody can read fall back to the default."""

    as_of = forms.DateField(label=_("Tính đến hết ngày"), required=False)
    known_on = forms.DateField(
        label=_("Theo số liệu có đến ngày"),
        required=False,
        help_text=_("Để trống là mọi số liệu đã có. Ghi ngày để xem lại con số của ngày đó."),
    )
    standing = forms.ChoiceField(
        label=_("Bản ghi được tính"), required=False, choices=StandingChoice.choices
    )
    map = forms.ChoiceField(label=_("Bản đồ đơn vị"), required=False, choices=MapChoice.choices)
    map_day = forms.DateField(
        label=_("Ngày bản đồ của chuỗi so sánh"),
        required=False,
        help_text=_("Chỉ dùng cho chuỗi so sánh; để trống là hôm nay."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare()
        self.is_valid()
        read = self.cleaned_data
        self.day: date = read.get("as_of") or today
        self.known_day: date | None = read.get("known_on")
        self.standing_name: str = read.get("standing") or StandingChoice.ACCEPTED.value
        self.standing_label = StandingChoice(self.standing_name).label
        asked = read.get("map") or MapChoice.REPORTED
        self.map_name: MapName = "reported" if asked == MapChoice.REPORTED else "new"
        self.map_choice = MapChoice(asked)
        self.map_label = self.map_choice.label
        self.map_on: date | None = None
        if asked == MapChoice.SERIES:
            self.map_on = self._map_day(read.get("map_day") or max(today, self.day))

    def prepare(self) -> None:
        """Where a form with more fields makes them ready before they are read."""

    @property
    def reading(self) -> Reading:
        """The same as the question that sources are asked."""
        return Reading(
            self.day,
            self.known_day,
            Standing(self.standing_name),
            MapView(self.map_name),
            self.map_on,
        )

    def _map_day(self, wanted: date) -> date:
        """The map day of the series; one before the as-of day is refused beside its field."""
        if wanted < self.day:
            self.add_error("map_day", _("Ngày bản đồ không được trước ngày tính đến."))
            return self.day
        return wanted

    def period_within_year(self, label: str) -> str:
        """A period's label if it is one of the year shown; else empty, which is the year."""
        try:
            period = parse_period(label)
        except ValueError:
            return ""
        return period.label if period.year == self.day.year else ""


class UnitFilter(ResultFilter):
    """The same for the units of a target: also by name or code, and by what became of them."""

    q = LineField(label=_("Tên hoặc mã đơn vị"), required=False)
    verdict = forms.ChoiceField(
        label=_("Kết quả của đơn vị"), required=False, choices=[("", _("tất cả")), *Verdict.choices]
    )

    field_order = ("q", "verdict")

    def lets_through(self, name: str, code: str, verdict: str) -> bool:
        """Whether a unit is among those asked for; words are sought without diacritics."""
        wanted, sought = self.cleaned_data.get("verdict", ""), self.cleaned_data.get("q", "")
        if wanted and wanted != verdict:
            return False
        return not sought or sought.casefold() == code.casefold() or fold(sought) in fold(name)


class ComparisonFilter(ResultFilter):
    """The same for two plans: with which other one."""

    other_plan = forms.ChoiceField(label=_("So với kế hoạch"), required=False)

    field_order = ("other_plan",)

    def __init__(
        self, *args: Any, today: date, others: Sequence[PlanDocument], **kwargs: Any
    ) -> None:
        self._others = {str(one.pk): one for one in others}
        super().__init__(*args, today=today, **kwargs)

    def prepare(self) -> None:
        """Offer the other plans."""
        offered = [(key, f"{one.name} {one.title}"[:120]) for key, one in self._others.items()]
        self.fields["other_plan"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("chọn một kế hoạch")),
            *offered,
        ]

    @property
    def other(self) -> PlanDocument | None:
        """The plan chosen; the first one offered where there is only one."""
        chosen = self._others.get(self.cleaned_data.get("other_plan", ""))
        if chosen is None and len(self._others) == 1:
            return next(iter(self._others.values()))
        return chosen
