"""What a page of results is asked: up to which day, which records, which map."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.engines.counting import MapView, Standing, parse_period
from songhanh.results.values.enums import MapChoice, StandingChoice
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
        self.is_valid()
        read = self.cleaned_data
        self.day: date = read.get("as_of") or today
        self.known_day: date | None = read.get("known_on")
        self.standing_name: str = read.get("standing") or StandingChoice.ACCEPTED.value
        self.standing_label = StandingChoice(self.standing_name).label
        asked = read.get("map") or MapChoice.REPORTED
        self.map_name: MapName = "reported" if asked == MapChoice.REPORTED else "new"
        self.map_on: date | None = None
        if asked == MapChoice.SERIES:
            self.map_on = self._map_day(read.get("map_day") or max(today, self.day))

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
