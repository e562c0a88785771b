"""By which settings a target is counted, and which of them somebody chose."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.counting import TargetKind, TargetSpec
from songhanh.engines.counting.plans import DEFAULT_WINDOW
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.programme.plans.queries.units import denominator_day
from songhanh.programme.targets.enums import READINGS, Reading
from songhanh.programme.targets.enums import TargetKind as KindChoice
from songhanh.programme.targets.models import Target, TargetSetting
from songhanh.programme.targets.queries import setting_of, target_spec

NO_UNITS = {TargetKind.AWARENESS_INCREASE, TargetKind.OTHER}
"""Kinds whose value does not come from counting units or things of units."""


@dataclass(frozen=True)
class SettingInForce:
    """One setting as it holds; ``chosen`` is false where the plan's words or a default decide."""

    label: str
    value: str
    chosen: bool


def settings_in_force(target: Target, on: date) -> list[SettingInForce]:
    """The settings that shape the figure of the year of a day, in the order one asks for them."""
    spec, setting = target_spec(target), setting_of(target)
    found = [
        _threshold(spec, setting, on.year),
        _denominator_day(spec, setting, on),
        _reading(spec, setting),
        _integrated(spec, setting),
        _window(spec, setting, on),
        _baseline(spec, setting),
        _start(setting),
    ]
    return [one for one in found if one is not None]


def _threshold(spec: TargetSpec, setting: TargetSetting, year: int) -> SettingInForce | None:
    number = counting.threshold_of(spec, year)
    if not spec.has_threshold or number is None:
        return None
    on_roadmap = any(row.year == year and row.threshold is not None for row in spec.roadmap)
    chosen = setting.threshold is not None or on_roadmap
    return SettingInForce(_("Số lượng mỗi đơn vị phải đạt"), number_text(number), chosen)


def _denominator_day(spec: TargetSpec, setting: TargetSetting, on: date) -> SettingInForce | None:
    if spec.kind in NO_UNITS:
        return None
    day = day_text(denominator_day(spec, on))
    return SettingInForce(_("Ngày chốt số đơn vị"), day, bool(setting.denominator_day))


def _reading(spec: TargetSpec, setting: TargetSetting) -> SettingInForce | None:
    readings = READINGS.get(KindChoice(spec.kind.value))
    if not readings:
        return None
    words = str(Reading(setting.reading or readings[0]).label)
    return SettingInForce(_("Cách hiểu"), words, bool(setting.reading))


def _integrated(spec: TargetSpec, setting: TargetSetting) -> SettingInForce | None:
    if spec.kind != TargetKind.SESSIONS_PER_YEAR:
        return None
    words = _("có tính") if spec.settings.count_integrated else _("không tính")
    return SettingInForce(_("Hoạt động lồng ghép"), words, setting.count_integrated is not None)


def _window(spec: TargetSpec, setting: TargetSetting, on: date) -> SettingInForce | None:
    if spec.kind != TargetKind.ACTION_MONTH_PLAN_SHARE:
        return None
    window = (spec.settings.window or DEFAULT_WINDOW).in_year(on.year)
    days = f"{day_text(window.first)} – {day_text(window.last)}"
    return SettingInForce(_("Đợt"), days, bool(setting.window_first))


def _baseline(spec: TargetSpec, setting: TargetSetting) -> SettingInForce | None:
    year = spec.settings.baseline_year or spec.baseline_year
    if year is None:
        return None
    return SettingInForce(_("Năm gốc"), str(year), setting.baseline_year is not None)


def _start(setting: TargetSetting) -> SettingInForce | None:
    if setting.start_year is None:
        return None
    value = number_text(setting.start_value or Decimal(0))
    words = _("%(value)s vào năm %(year)d") % {"value": value, "year": setting.start_year}
    return SettingInForce(_("Điểm khởi đầu của lộ trình"), words, chosen=True)
