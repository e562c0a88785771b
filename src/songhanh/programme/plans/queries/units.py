"""How many units a target counts or a rule obliges on a day, which, and why those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.engines import counting
from songhanh.engines.counting.plans import DEFAULT_DENOMINATOR_DAYS, YEAR_END
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.rules.enums import PhrasePart
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import chosen_senders, phrases, senders_on
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import target_spec
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import members_of, members_of_words, territory_of


@dataclass(frozen=True)
class UnitsCounted:
    """The units on a day. ``chosen`` is false where the words of the plan decided, by default."""

    day: date
    units: Sequence[UnitVersion]
    unresolved: Sequence[str]
    chosen: bool
    words: Sequence[str]


def units_of_target(target: Target, on: date) -> UnitsCounted:
    """The units a target counts on its denominator day of the year of ``on``.

    Of a plan that has not begun or is over, the day of its first or last year.
    """
    spec = target_spec(target)
    day = denominator_day(spec, within_years(target.element.plan, on))
    return _counted(target.element.plan, spec.denominator, subjects_of(spec), day)


def units_under_choice(
    plan: PlanHeader, choice: counting.DenominatorRule | None, words: Sequence[str], day: date
) -> UnitsCounted:
    """What a choice not saved yet would count."""
    return _counted(plan, choice, words, day)


def units_of_rule(rule: ReportingRule, on: date) -> UnitsCounted:
    """The units that owe a report on a day, or on the nearest day of the plan's years."""
    on = within_years(rule.element.plan, on)
    units, unresolved = senders_on(rule, on)
    words = phrases(rule, PhrasePart.SENDER)
    return UnitsCounted(on, units, unresolved, chosen_senders(rule) is not None, words)


def within_years(plan: PlanHeader, on: date) -> date:
    """The day itself, or the nearest day of the plan's years when it lies outside them."""
    if plan.first_year is not None and on.year < plan.first_year:
        return date(plan.first_year, 1, 1)
    if plan.last_year is not None and on.year > plan.last_year:
        return date(plan.last_year, 12, 31)
    return on


def denominator_day(spec: counting.TargetSpec, on: date) -> date:
    """The day that fixes the units counted in the year of ``on`` (counting rules, "Kinds")."""
    day = spec.settings.denominator_day or DEFAULT_DENOMINATOR_DAYS.get(spec.kind, YEAR_END)
    return day.in_year(on.year)


def subjects_of(spec: counting.TargetSpec) -> tuple[str, ...]:
    """The words that say who is counted: the subjects, else what the coverage speaks of."""
    if spec.subjects or spec.coverage is None or not spec.coverage.denominator:
        return spec.subjects
    return (spec.coverage.denominator,)


def _counted(
    plan: PlanHeader, choice: counting.DenominatorRule | None, words: Sequence[str], day: date
) -> UnitsCounted:
    territory = territory_of(plan.issuer_id, day)
    territory_id = territory.pk if territory else None
    if choice is not None:
        units = members_of(choice, territory_id, day)
        return UnitsCounted(day, units, (), chosen=True, words=words)
    units, unresolved = members_of_words(words, territory_id, day)
    return UnitsCounted(day, units, unresolved, chosen=False, words=words)
