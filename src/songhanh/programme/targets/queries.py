"""Targets of a plan, and the same as plain values for the counting engine."""

from datetime import date

from django.db.models import F, Q, QuerySet

from songhanh.engines import counting
from songhanh.foundation.lib.remembering import remembered
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.elements.wordings import ever_held, held_on
from songhanh.programme.targets.enums import Stage
from songhanh.programme.targets.models import DenominatorRule, Target, TargetSetting

_STAGES = {
    Stage.PILOT: counting.AdoptionStage.PILOT,
    Stage.OFFICIAL: counting.AdoptionStage.OFFICIAL,
}


def plan_spec(plan: PlanHeader) -> counting.PlanSpec:
    """A plan as the counting engine is given it: its issuer and its years; None is open."""
    return counting.PlanSpec(
        code=plan.code,
        issuer_id=plan.issuer_id,
        first_year=plan.first_year,
        last_year=plan.last_year,
    )


def targets_of(plan: PlanHeader, on: date | None = None) -> QuerySet[Target]:
    """The targets of a plan in its order, without removed ones, with all that they hang on.

    With a day, in the words that hold on it; without one, in the newest words.
    """
    standing = held_on(on) if on else ~Q(element__state=ElementState.REMOVED)
    return _with_all(Target.objects.filter(standing, element__plan_id=plan.pk))


def targets_held(plan: PlanHeader, on: date) -> list[Target]:
    """The same as ``targets_of`` a day, out of all words the targets had: a page needs both."""
    return [
        one
        for one in wordings_of(plan)
        if (one.element.valid_from is None or one.element.valid_from <= on)
        and (one.element.valid_to is None or one.element.valid_to > on)
    ]


@remembered
def wordings_of(plan: PlanHeader) -> list[Target]:
    """All that ``every_wording`` gives, read once for a page."""
    return list(every_wording(plan))


def every_wording(plan: PlanHeader) -> QuerySet[Target]:
    """The targets of a plan in all words they had, by position and from the oldest words on."""
    found = Target.objects.filter(ever_held(), element__plan_id=plan.pk)
    oldest_first = F("element__valid_to").asc(nulls_last=True)
    return _with_all(found).order_by("element__position", oldest_first)


def _with_all(targets: QuerySet[Target]) -> QuerySet[Target]:
    return targets.select_related("element__plan", "setting", "denominator").prefetch_related(
        "milestones", "subjects", "roadmap", "denominator__parts"
    )


def target_specs(plan: PlanHeader, on: date | None = None) -> list[counting.TargetSpec]:
    """The targets of a plan as the counting engine is given them, in the order of the plan.

    With a day, in the words that hold on it.
    """
    return [target_spec(target) for target in targets_of(plan, on)]


def target_spec(target: Target) -> counting.TargetSpec:
    """One target as a plain value; its ordinal is the element's key, unique in the plan."""
    return counting.TargetSpec(
        ordinal=target.element.key,
        kind=counting.TargetKind(target.kind),
        text=target.element.text,
        comparator=counting.Comparator(target.comparator),
        value=target.value,
        value_max=target.value_max,
        unit=target.unit or "%",
        coverage=_coverage(target),
        milestones=_milestones(target),
        baseline_year=target.baseline_year,
        period=counting.TargetPeriod(target.period),
        subjects=tuple(subject.text for subject in target.subjects.all()),
        denominator=chosen_units(target),
        settings=_settings(setting_of(target)),
        roadmap=tuple(
            counting.RoadmapRow(row.year, row.value, row.threshold) for row in target.roadmap.all()
        ),
        phase=_phase(target),
        applies_year=target.applies_year,
    )


def setting_of(target: Target) -> TargetSetting:
    """The settings of a target; empty ones, not saved, where nobody has set any."""
    setting: TargetSetting | None = getattr(target, "setting", None)
    return setting if setting is not None else TargetSetting(target=target, version=0)


def chosen_units(target: Target) -> counting.DenominatorRule | None:
    """The units counted as an officer chose them; None lets the subjects as printed decide."""
    rule: DenominatorRule | None = getattr(target, "denominator", None)
    if rule is None:
        return None
    parts = list(rule.parts.all())
    return counting.DenominatorRule(
        class_name=rule.class_name or None,
        kinds=frozenset(part.kind for part in parts if part.kind),
        codes=frozenset(part.code for part in parts if part.code),
    )


def _coverage(target: Target) -> counting.Coverage | None:
    if target.coverage_value is None:
        return None
    return counting.Coverage(
        value=target.coverage_value,
        comparator=counting.Comparator(target.coverage_comparator or ">="),
        denominator=target.coverage_denominator or None,
    )


def _milestones(target: Target) -> tuple[counting.Milestone, ...]:
    return tuple(
        counting.Milestone(
            year=one.year,
            value=one.value,
            stage=_STAGES[Stage(one.stage)] if one.stage else None,
            comparator=counting.Comparator(one.comparator) if one.comparator else None,
        )
        for one in target.milestones.all()
    )


def _phase(target: Target) -> tuple[int, int] | None:
    if target.phase_from is None or target.phase_to is None:
        return None
    return target.phase_from, target.phase_to


def _settings(setting: TargetSetting) -> counting.Settings:
    window = (
        counting.Window(setting.window_first, setting.window_last) if setting.window_first else None
    )
    day = counting.MonthDay.parse(setting.denominator_day) if setting.denominator_day else None
    start = (
        counting.Start(setting.start_year, setting.start_value)
        if setting.start_year is not None and setting.start_value is not None
        else None
    )
    return counting.Settings(
        threshold=setting.threshold,
        count_integrated=setting.count_integrated is not False,
        window=window,
        denominator_day=day,
        baseline_year=setting.baseline_year,
        reading=counting.Reading(setting.reading) if setting.reading else None,
        start=start,
    )
