"""What a page of totals is asked."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.engines.counting import TotalsMap
from songhanh.foundation.lib.text import LineField
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import resolve_name, unit_by_code
from songhanh.results.totals.enums import RowChoice, TotalsMapChoice
from songhanh.results.totals.queries import TotalsAsked, measures

_YEARS_BACK = 4
_OLDEST = 2015


class TotalsFilter(forms.Form):
    """Filters of the totals; words nobody can read fall back to the default."""

    measure = forms.ChoiceField(label=_("Số liệu"), required=False)
    first_year = forms.IntegerField(
        label=_("Từ năm"), required=False, min_value=_OLDEST, max_value=2100
    )
    as_of = forms.DateField(label=_("Tính đến hết ngày"), required=False)
    map = forms.ChoiceField(
        label=_("Bản đồ đơn vị"), required=False, choices=TotalsMapChoice.choices
    )
    map_day = forms.DateField(
        label=_("Ngày bản đồ của chuỗi so sánh"),
        required=False,
        help_text=_("Chỉ dùng cho chuỗi so sánh; để trống là hôm nay."),
    )
    rows = forms.ChoiceField(label=_("Mỗi dòng là"), required=False, choices=RowChoice.choices)
    under = LineField(
        label=_("Trong phạm vi đơn vị"),
        required=False,
        help_text=_("Mã hoặc tên; để trống là cả phạm vi của vai trò đang dùng."),
    )

    def __init__(self, *args: Any, today: date, branch: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, one.name) for one in measures()]
        self.fields["measure"].choices = known  # type: ignore[attr-defined]  # a choice field
        self._today, self._branch = today, branch
        self.is_valid()
        read = self.cleaned_data
        self.day: date = read.get("as_of") or today
        self.measure_code: str = read.get("measure") or (known[0][0] if known else "")
        self.view = TotalsMap(read.get("map") or TotalsMap.REPORTED)
        self.map_on = self._map_day(read.get("map_day"))
        self.root = self._root(read.get("under", ""))

    def asked(self, seen: set[int] | None) -> TotalsAsked:
        """The question, for somebody who may see these units."""
        read = self.cleaned_data
        first = read.get("first_year") or self.day.year - _YEARS_BACK
        return TotalsAsked(
            measure=self.measure_code,
            first_year=min(first, self.day.year),
            as_of=self.day,
            view=self.view,
            map_on=self.map_on,
            root=self.root,
            by_province=read.get("rows") == RowChoice.PROVINCE,
            seen=seen,
        )

    def _map_day(self, wanted: date | None) -> date | None:
        if self.view != TotalsMap.SERIES:
            return None
        if wanted and wanted < self.day:
            self.add_error("map_day", _("Ngày bản đồ không được trước ngày tính đến."))
            wanted = None
        return wanted or max(self._today, self.day)

    def _root(self, text: str) -> int | None:
        if not text:
            return self._branch
        on = self.map_on or self.day
        unit: OrgUnit | None = unit_by_code(text, on)
        if unit is not None:
            return unit.pk
        meant = resolve_name(text, on, self._branch)
        if meant.unit_id is None:
            self.add_error("under", meant.message)
            return self._branch
        return meant.unit_id
