"""Where a duty stands with a unit, folded from its steps: plain values, no database."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from songhanh.foundation.lib.clock import day_of
from songhanh.programme.duties.enums import DueOrigin, DutyState, StepKind
from songhanh.programme.duties.models import DutyStep

FULL = 100
"""Per cent at which a unit says that it is done."""


@dataclass(frozen=True)
class Standing:
    """State and figures after all steps. ``percent`` is None while nobody has reported any;
    ``proofs`` counts the reports that lead to a record or other evidence.
    """

    state: DutyState = DutyState.WAITING
    percent: int | None = None
    due_on: date | None = None
    due_origin: DueOrigin | None = None
    done_on: date | None = None
    urged_at: datetime | None = None
    changed_at: datetime | None = None
    steps: int = 0
    proofs: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the unit still has something to do."""
        return self.state not in (DutyState.CLOSED, DutyState.FOR_CHECK)

    def is_past_due(self, on: date) -> bool:
        """Whether it was not done by its due day, as seen on a day; never once it is closed."""
        if self.due_on is None or self.state == DutyState.CLOSED:
            return False
        return (self.done_on or on) > self.due_on


def standing_after(steps: Iterable[DutyStep], before: Standing = Standing()) -> Standing:
    """The standing of one duty in one unit after its steps, given in their order."""
    standing = before
    for step in steps:
        standing = replace(_after(standing, step), steps=step.number, changed_at=step.happened_at)
    return standing


def _after(before: Standing, step: DutyStep) -> Standing:
    if step.kind == StepKind.PROGRESS:
        done = step.percent == FULL
        return replace(
            before,
            state=DutyState.FOR_CHECK if done else DutyState.UNDER_WAY,
            percent=step.percent,
            done_on=day_of(step.happened_at) if done else None,
            proofs=before.proofs + step.is_proven,
        )
    if step.kind == StepKind.DUE_SET:
        return replace(before, due_on=step.due_on, due_origin=DueOrigin(step.due_origin))
    if step.kind == StepKind.URGED:
        return replace(before, urged_at=step.happened_at)
    if step.kind == StepKind.RETURNED:
        return replace(before, state=DutyState.RETURNED, done_on=None)
    return replace(before, state=DutyState(step.kind))  # accepted and closed bear the state's name
