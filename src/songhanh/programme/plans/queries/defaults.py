"""What a target is counted by when nobody set anything: shown beside the settings."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.counting.plans import DEFAULT_WINDOW
from songhanh.engines.vntext import format_date
from songhanh.foundation.ui.formats import number_text
from songhanh.programme.plans.queries.units import denominator_day
from songhanh.programme.targets.enums import READINGS, Reading, TargetKind
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import target_spec


def defaults_of(target: Target, on: date) -> list[tuple[str, str]]:
    """Pairs of a setting and the value it has by the plan's words or the counting rules."""
    spec = replace(target_spec(target), settings=counting.Settings(), roadmap=())
    found = [(_("Ngày chốt số đơn vị"), format_date(denominator_day(spec, on)))]
    threshold = counting.threshold_of(spec, on.year)
    if threshold is not None:
        found.append((_("Số lượng mỗi đơn vị phải đạt"), number_text(threshold)))
    required = counting.required_of(spec, on.year).value
    if required is not None:
        value = number_text(counting.round_half_up(required, 2))
        found.append((_("Giá trị phải đạt năm %(year)s") % {"year": on.year}, value))
    readings = READINGS.get(TargetKind(target.kind))
    if readings:
        found.append((_("Cách hiểu"), str(Reading(readings[0]).label)))
    if spec.kind == counting.TargetKind.ACTION_MONTH_PLAN_SHARE:
        window = DEFAULT_WINDOW.in_year(on.year)
        days = f"{format_date(window.first)} – {format_date(window.last)}"
        found.append((_("Đợt"), days))
    if spec.baseline_year is not None:
        found.append((_("Năm gốc"), str(spec.baseline_year)))
    return found
