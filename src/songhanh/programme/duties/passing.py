"""Duties a unit has taken up and not closed: what passes on when its officer leaves."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from songhanh.programme.duties.enums import StepKind
from songhanh.programme.duties.models import DutyStep
from songhanh.programme.tasks.models import Duty
from songhanh.registry.roles.passing import Passing


def open_duties(_user_id: int, unit_ids: Collection[int]) -> Iterator[Passing]:
    """The duties of some units on which something has happened, and which are not closed."""
    steps = DutyStep.objects.filter(unit_id__in=unit_ids).select_related("duty__element")
    last = {(step.duty_id, step.unit_id): step for step in steps.order_by("number")}
    word = str(Duty._meta.verbose_name)
    for (duty_id, unit_id), step in sorted(last.items()):
        if step.kind != StepKind.CLOSED:
            href = reverse("duties:show", args=[duty_id, unit_id])
            yield Passing(word, step.duty.element.text, href)
