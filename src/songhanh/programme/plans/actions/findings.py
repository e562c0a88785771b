"""Correcting what a finding says, with the correction applied to the element."""

from datetime import datetime

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.programme.elements.building import Typed
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions.reviewing import decide, locked, rewrite, settle_finding
from songhanh.programme.plans.actions.steps import step
from songhanh.programme.plans.enums import Decision, StepKind
from songhanh.programme.plans.models import Anomaly
from songhanh.programme.plans.rules import can_review


def correct_element(  # noqa: PLR0913 - the finding, the element as it shall be, who and when
    finding: Anomaly,
    element: PlanElement,
    *,
    version: int,
    text: str,
    ordinal: str,
    typed: Typed | None,
    acting: Acting,
    at: datetime,
) -> None:
    """Correct the element a finding is about, and note the finding as corrected: one step.

    Raises:
        NotAllowedError: not a lead officer of the branch, or the plan is published.
        ChangedMeanwhileError: somebody changed the element since ``version``.
    """
    with recorded("plan.correct", acting=acting, at=at, subject=finding.plan) as fact:
        one = locked(element, version, acting, at)
        plan = one.plan
        with step(plan, StepKind.CORRECT, [finding], whole=[one], acting=acting, at=at) as doing:
            doing.label = finding.why
            rewrite(one, text=text, ordinal=ordinal, typed=typed)
            decide([one], ElementState.CONFIRMED, acting, at)
            finding.corrected_to = text
            settle_finding(finding, Decision.CORRECTED, "", acting, at)
        fact.details = {"anomaly": finding.pk, "elements": [one.pk]}


def note_correction(finding: Anomaly, words: str, *, acting: Acting, at: datetime) -> None:
    """Note how a finding was corrected where no element holds it: a heading, a missing part."""
    with recorded("plan.correct", acting=acting, at=at, subject=finding.plan) as fact:
        require(can_review(acting, finding.plan, day_of(at)))
        with step(finding.plan, StepKind.CORRECT, [finding], acting=acting, at=at) as doing:
            doing.label = finding.why
            finding.corrected_to = words
            settle_finding(finding, Decision.CORRECTED, "", acting, at)
        fact.details = {"anomaly": finding.pk}
