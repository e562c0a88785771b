"""How a report is run, as plain values: what an officer set, and the coming years by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines import counting
from songhanh.programme.rules.enums import Shift
from songhanh.programme.rules.models import Regime, ReportingRule
from songhanh.registry.calendar.enums import SpecialDayKind
from songhanh.registry.calendar.queries import WorkingDays

YEARS_AHEAD = 5
"""So many years of a regime's calendar are shown."""


@dataclass(frozen=True)
class RegimeValues:
    """How a report is run. What is empty is left to the plan's words.

    ``days`` are ``MM-DD`` or ``DD``. ``figures`` and ``texts`` (headings by part) are the form;
    None asks for all there is.
    """

    before_is_strict: bool = True
    shift: str = Shift.NONE
    cut_off: counting.CutOff | None = None
    days: Sequence[str] = ()
    due_rule: str = ""
    via: str = ""
    addressees: str = ""
    figures: Sequence[str] | None = None
    texts: Mapping[str, str] | None = None


def regime_of(rule: ReportingRule) -> Regime:
    """What an officer set for the report beside the plan's words; an empty one where nobody did."""
    regime: Regime | None = getattr(rule, "regime", None)
    return regime or Regime(rule=rule, version=0)


def cut_off_in(regime: Regime) -> counting.CutOff | None:
    """On which day the figures of volume are closed; None bounds them by the period itself."""
    if regime.cut_off_day is None:
        return None
    return counting.CutOff(regime.cut_off_day, regime.cut_off_month)


def values_of(rule: ReportingRule) -> RegimeValues:
    """What stands now for a report."""
    regime = regime_of(rule)
    saved = regime.pk is not None
    return RegimeValues(
        before_is_strict=rule.before_is_strict,
        shift=regime.shift,
        cut_off=cut_off_in(regime),
        days=tuple(one.printed for one in regime.days.all()) if saved else (),
        due_rule=regime.due_rule,
        via=regime.via,
        addressees=regime.addressees,
        figures=[one.key for one in regime.figures.all()] if regime.own_form else None,
        texts={one.section: one.heading for one in regime.texts.all()} if regime.own_form else None,
    )


def due_day_by(
    rule: ReportingRule, values: RegimeValues, working_days: WorkingDays | None
) -> counting.DueDay:
    """The days of a rule and how they are read if these values held.

    ``working_days`` are those of the plan's issuer; without them no last day is moved.
    """
    read_as = values.due_rule if values.days else rule.due_rule
    moves = working_days is not None and values.shift != Shift.NONE
    return counting.DueDay(
        days=tuple(values.days) or tuple(day.printed for day in rule.due_days.all()),
        rule=counting.DueRule(read_as) if read_as else None,
        strict=values.before_is_strict,
        year=rule.due_year,
        day_off=working_days.is_day_off if working_days and moves else None,
        shift=counting.Shift(values.shift) if moves else counting.Shift.NEXT,
    )


@dataclass(frozen=True)
class ComingReport:
    """One report of the coming years: its period, its last day, whose figures belong to it.

    ``unmoved`` is the last day before it gave way; ``moved_because`` says in words why it did.
    """

    period: counting.Period | None
    last_day: date | None
    unmoved: date | None
    moved_because: str
    window: counting.Span | None


def coming_reports(
    rule: ReportingRule,
    values: RegimeValues,
    rhythm: counting.RuleKind | None,
    working_days: WorkingDays,
    today: date,
) -> list[ComingReport]:
    """What a rule asks for from this year on to the end of its plan, if these values held."""
    plan = rule.element.plan
    first = max(plan.first_year or today.year, today.year)
    last = min(plan.last_year or first + YEARS_AHEAD - 1, first + YEARS_AHEAD - 1)
    if last < first:
        return []
    found = counting.due_periods(
        counting.RuleKind(rule.kind),
        due_day_by(rule, values, working_days),
        (first, last),
        plan.issued_on,
        frequency=rhythm,
    )
    return [_coming(one, values.cut_off, working_days) for one in found]


def _coming(
    one: counting.DuePeriod, cut_off: counting.CutOff | None, working_days: WorkingDays
) -> ComingReport:
    gave_way = one.unmoved is not None and one.unmoved != one.last_day
    return ComingReport(
        period=one.period,
        last_day=one.last_day,
        unmoved=one.unmoved,
        moved_because=why_off(one.unmoved, working_days) if gave_way and one.unmoved else "",
        window=counting.data_window(one.period, cut_off) if one.period else None,
    )


_WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def weekday_words(day: date) -> str:
    """The day of the week: thứ Hai … Chủ nhật."""
    return str(_WEEKDAYS[day.weekday()])


def why_off(day: date, working_days: WorkingDays) -> str:
    """Why nobody works on a day, in words: 26/11/2028 là Chủ nhật."""
    kind = working_days.special.get(day)
    why = SpecialDayKind(kind).label if kind else weekday_words(day)
    return _("%(day)s là %(why)s") % {"day": formats.date_format(day, "DATE_FORMAT"), "why": why}
