"""The duties units carry, within what a person may see. Worked out on a day, stored nowhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from songhanh.engines.planreader.comparing import likeness
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.duties.carried import CarriedDuty, Key
from songhanh.programme.duties.enums import DutyState, StepKind
from songhanh.programme.duties.expanding import (
    AgencyReader,
    Carrier,
    UnresolvedWords,
    assignment_of,
)
from songhanh.programme.duties.models import DutyStep
from songhanh.programme.duties.standing import standing_after
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.plans.enums import IN_FORCE, PUBLISHED, PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.tasks.models import Assignment, Duty
from songhanh.registry.orgunits.queries import (
    ancestors_on,
    names_on,
    nearest_versions,
    standing_successions,
)
from songhanh.registry.roles.queries import visible_unit_ids

SAME_DUTY_FROM = 0.75
"""How alike two duties of a unit must be for the newer plan's to continue the older one's."""


def carried_duties(
    acting: Acting, on: date, *, plan: PlanDocument | None = None
) -> list[CarriedDuty]:
    """The duties the units of the acting branch carry on a day, in the order of the plans.

    Without a plan those of every visible plan in force; a plan that is over is asked for by itself.
    Open duties of a plan that was replaced go on under the newer one: one the newer plan states
    again is named beside it, any other stands for itself and says where it came from.
    """
    visible = plans_visible_to(acting, on)
    plans = (
        visible.filter(pk=plan.pk, status__in=PUBLISHED)
        if plan
        else visible.filter(status__in=IN_FORCE)
    )
    asked = set(plans.order_by().values_list("pk", flat=True))
    replaced = _replaced_by(asked, visible)
    duties = confirmed_duties(visible.filter(pk__in=asked | replaced))
    return _gone_on(carried_of(list(duties), acting, on), replaced)


def carried_duty(acting: Acting, on: date, key: Key) -> CarriedDuty | None:
    """One carried duty by its name; None where there is none or it lies beyond what may be seen."""
    plans = plans_visible_to(acting, on).filter(status__in=PUBLISHED)
    found = carried_of(list(confirmed_duties(plans).filter(pk=key[0])), acting, on)
    return next((one for one in found if one.key == key), None)


def board_plans(acting: Acting, on: date) -> list[PlanDocument]:
    """The published plans a person may see duties of, the latest first."""
    plans = plans_visible_to(acting, on).filter(status__in=PUBLISHED)
    return list(plans.select_related("superseded_by"))


def unresolved_words(acting: Acting, on: date) -> list[UnresolvedWords]:
    """Words of assignments that mean no unit on a day, in the plans in force of the own branch."""
    plans = plans_visible_to(acting, on).filter(status__in=IN_FORCE)
    branch = visible_unit_ids(acting, on)
    if branch is not None:
        plans = plans.filter(issuer_id__in=branch)
    assignments = (
        Assignment.objects.filter(element__plan__in=plans, element__state=ElementState.CONFIRMED)
        .select_related("element__plan")
        .prefetch_related("agencies", "element__spans")
    )
    return AgencyReader(on).unresolved(assignments)


def confirmed_duties(plans: QuerySet[PlanDocument]) -> QuerySet[Duty]:
    """The confirmed duties of plans with all that is shown of them (no limit of its own)."""
    return (
        Duty.objects.filter(
            element__plan__in=plans,
            element__past_of__isnull=True,
            element__state=ElementState.CONFIRMED,
            element__parent__state=ElementState.CONFIRMED,
            element__parent__assignment__isnull=False,
        )
        .select_related("element__plan__superseded_by", "element__parent__assignment")
        .prefetch_related(
            "element__parent__assignment__agencies", "element__spans", "element__past_wordings"
        )
    )


def _replaced_by(asked: set[int], visible: QuerySet[PlanDocument]) -> set[int]:
    """The plans these took the place of, at any distance."""
    rows = visible.filter(status=PlanStatus.SUPERSEDED, superseded_by__isnull=False).order_by()
    by = dict(rows.values_list("pk", "superseded_by_id"))
    found: set[int] = set()
    while more := {old for old, new in by.items() if new in asked | found} - found - asked:
        found |= more
    return found


def _gone_on(carried: list[CarriedDuty], replaced: set[int]) -> list[CarriedDuty]:
    """The duties of the newer plans with what they continue, then the open rest of the old ones."""
    newer = [one for one in carried if one.plan.pk not in replaced]
    older = [one for one in carried if one.plan.pk in replaced and one.state != DutyState.CLOSED]
    if not older:
        return newer
    by_unit: dict[int, list[CarriedDuty]] = defaultdict(list)
    for one in newer:
        by_unit[one.unit_id].append(one)
    continued: dict[Key, CarriedDuty] = {}
    rest = []
    for old in older:
        again = _stated_again(old, by_unit[old.unit_id])
        if again is None:
            rest.append(old)
        else:
            continued.setdefault(again.key, old)
    return [replace(one, continues=continued.get(one.key)) for one in newer] + rest


def _stated_again(old: CarriedDuty, newer: Iterable[CarriedDuty]) -> CarriedDuty | None:
    """The duty of the newer plan that says the same to the same unit."""
    alike = [(likeness(old.text, one.text), one) for one in newer]
    best = max(alike, key=lambda found: found[0], default=(0.0, None))
    return best[1] if best[0] >= SAME_DUTY_FROM else None


def carried_of(duties: Sequence[Duty], acting: Acting, on: date) -> list[CarriedDuty]:
    """These duties as the units of the acting branch carry them on a day."""
    reader = AgencyReader(on)
    visible = visible_unit_ids(acting, on)
    carriers: dict[Key, Carrier] = {}
    for duty in duties:
        for carrier in reader.carriers(duty):
            carriers[duty.pk, carrier.unit_id] = carrier
    steps = _steps(duties)
    former = [key for key in steps if key not in carriers]
    inside = _former_inside({unit_id for _duty, unit_id in former}, acting, on)
    by_duty = {duty.pk: duty for duty in duties}
    for duty_id, unit_id in former:
        if unit_id in inside:
            duty = by_duty[duty_id]
            role = duty.role or assignment_of(duty).role
            carriers[duty_id, unit_id] = Carrier(duty, unit_id, role)
    seen = {
        key: one
        for key, one in carriers.items()
        if visible is None or one.unit_id in visible or key in former
    }
    return _shown(seen, steps, set(former), on)


def _shown(
    carriers: dict[Key, Carrier],
    steps: dict[Key, list[DutyStep]],
    former: Collection[Key],
    on: date,
) -> list[CarriedDuty]:
    versions = nearest_versions({one.unit_id for one in carriers.values()}, on)
    successors = _successors({unit_id for _duty, unit_id in former}, on)
    accepted = {
        duty_id
        for (duty_id, _unit), taken in steps.items()
        if any(step.kind == StepKind.ACCEPTED for step in taken)
    }
    return [
        CarriedDuty(
            duty=one.duty,
            unit_id=one.unit_id,
            unit_code=versions[one.unit_id].code,
            unit_name=versions[one.unit_id].name,
            role=one.role,
            standing=standing_after(steps.get(key, ())),
            day=on,
            nobody=one.duty.pk not in accepted,
            ended=key in former,
            successors=successors.get(one.unit_id, ()) if key in former else (),
        )
        for key, one in carriers.items()
    ]


def _steps(duties: Iterable[Duty]) -> dict[Key, list[DutyStep]]:
    taken: dict[Key, list[DutyStep]] = defaultdict(list)
    rows = DutyStep.objects.filter(duty__in=[duty.pk for duty in duties])
    for step in rows.prefetch_related("files", "records").order_by("number"):
        taken[step.duty_id, step.unit_id].append(step)
    return taken


def _former_inside(unit_ids: set[int], acting: Acting, on: date) -> set[int]:
    """Those of the units whose last place was in the acting branch (an ended unit keeps it)."""
    if acting.sees_everything:
        return unit_ids
    chains = ancestors_on(unit_ids, on)
    return {one for one in unit_ids if acting.branch_id in chains.get(one, ())}


def _successors(unit_ids: set[int], on: date) -> dict[int, tuple[str, ...]]:
    """The names of the units that continue each of these."""
    if not unit_ids:
        return {}
    continued: dict[int, list[int]] = defaultdict(list)
    for succession in standing_successions(unit_ids):
        if succession.old_id in unit_ids and succession.new_id is not None:
            continued[succession.old_id].append(succession.new_id)
    names = names_on({new for found in continued.values() for new in found}, on)
    return {
        old: tuple(names[new] for new in found if new != old and new in names)
        for old, found in continued.items()
    }
