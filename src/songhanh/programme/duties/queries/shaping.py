"""Duties of published plans that are split and merged: which may be, and what became of them."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.duties.queries.carrying import confirmed_duties
from songhanh.programme.plans.enums import AFTER_PUBLISHING, IN_FORCE, PUBLISHED, StepKind
from songhanh.programme.plans.models import PlanDocument, ReviewStep
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.reviewing import last_step
from songhanh.programme.tasks.models import Duty


def shapeable_duty(acting: Acting, on: date, pk: int) -> Duty | None:
    """A confirmed duty of a plan in force this person may see; None where there is none."""
    return (
        confirmed_duties(plans_visible_to(acting, on).filter(status__in=IN_FORCE))
        .filter(pk=pk)
        .first()
    )


def last_shaping(plan: PlanDocument) -> ReviewStep | None:
    """The last step of a published plan, if it split or merged a duty: it can be taken back."""
    last = last_step(plan)
    return last if last is not None and last.kind in AFTER_PUBLISHING else None


def absorbed_by(duty: Duty) -> list[int]:
    """The elements of the duties that were merged into this one, at any distance."""
    into = _merged(duty.element.plan_id)
    found = [duty.element_id]
    for element_id in found:
        found += [second for second, one in into.items() if one == element_id]
    return found[1:]


def absorbing(acting: Acting, on: date, pk: int) -> Duty | None:
    """The duty another one was merged into; None where it was not, or cannot be seen."""
    duty = Duty.objects.filter(pk=pk).select_related("element").first()
    if duty is None:
        return None
    into = _merged(duty.element.plan_id)
    element_id = duty.element_id
    while element_id in into:
        element_id = into[element_id]
    duties = confirmed_duties(plans_visible_to(acting, on).filter(status__in=PUBLISHED))
    return duties.filter(element=element_id).exclude(pk=pk).first()


def _merged(plan_id: int) -> dict[int, int]:
    """Merged duty → the one it went into, as elements."""
    steps = ReviewStep.objects.filter(
        plan=plan_id, kind=StepKind.DUTY_MERGE, undone_at__isnull=True
    ).order_by("number")
    return {step.before["whole"][1]: step.before["whole"][0] for step in steps}
