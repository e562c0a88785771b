"""Confirming, correcting, removing and adding: what an officer does with a plan that was read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.elements.building import Typed, replace_typed
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement, SourceSpan
from songhanh.programme.plans.actions.steps import step
from songhanh.programme.plans.actions.storing import free_code
from songhanh.programme.plans.enums import Decision, StepKind
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.queries.reviewing import certain_elements
from songhanh.programme.plans.rules import can_review


def confirm_element(element: PlanElement, *, version: int, acting: Acting, at: datetime) -> None:
    """Say that an element is right as it stands.

    Raises:
        NotAllowedError: not a lead officer of the branch, or the plan is published.
        ChangedMeanwhileError: somebody changed it since ``version``.
    """
    with recorded("plan.confirm", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        with step(one.plan, StepKind.CONFIRM, [one], acting=acting, at=at):
            decide([one], ElementState.CONFIRMED, acting, at)
        fact.details = {"elements": [one.pk]}


def confirm_certain(plan: PlanDocument, *, acting: Acting, at: datetime) -> int:
    """Confirm every proposed element the reader is sure of; gives how many they were."""
    with recorded("plan.confirm", acting=acting, at=at, subject=plan) as fact:
        require(can_review(acting, plan, day_of(at)))
        certain = list(certain_elements(plan).select_for_update())
        _confirm_many(plan, certain, acting, at)
        fact.details = {"elements": [one.pk for one in certain]}
    return len(certain)


def confirm_all(plan: PlanDocument, *, acting: Acting, at: datetime) -> int:
    """Confirm everything still proposed, for somebody who has seen the whole list."""
    with recorded("plan.confirm", acting=acting, at=at, subject=plan) as fact:
        require(can_review(acting, plan, day_of(at)))
        waiting = PlanElement.objects.filter(plan=plan, state=ElementState.PROPOSED)
        proposed = list(waiting.select_for_update())
        _confirm_many(plan, proposed, acting, at)
        fact.details = {"elements": [one.pk for one in proposed]}
    return len(proposed)


def remove_element(element: PlanElement, *, version: int, acting: Acting, at: datetime) -> None:
    """Take an element, and what stands under it, out of the plan. It can be put back."""
    with recorded("plan.remove", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        below = PlanElement.objects.filter(parent=one).exclude(state=ElementState.REMOVED)
        removed = [one, *below.select_for_update()]
        with step(one.plan, StepKind.REMOVE, removed, acting=acting, at=at):
            decide(removed, ElementState.REMOVED, acting, at)
        fact.details = {"elements": [each.pk for each in removed]}


def undo_decision(element: PlanElement, *, version: int, acting: Acting, at: datetime) -> None:
    """Put a confirmed or removed element back among the proposed ones.

    Raises:
        RefusedError: it stands under an element that is removed itself.
    """
    with recorded("plan.undo_decision", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        if one.parent is not None and one.parent.state == ElementState.REMOVED:
            raise RefusedError(
                _(
                    "Mục này nằm dưới “%(parent)s” đã bỏ. Hãy đưa mục đó trở lại trước, rồi mới đưa"
                    " mục này trở lại."
                )
                % {"parent": one.parent.text[:80]}
            )
        below = PlanElement.objects.none()
        if one.state == ElementState.REMOVED:  # what went with it comes back with it
            below = PlanElement.objects.filter(
                parent=one, state=ElementState.REMOVED, decided_at=one.decided_at
            )
        undone = [one, *below.select_for_update()]
        with step(one.plan, StepKind.REOPEN, undone, acting=acting, at=at):
            decide(undone, ElementState.PROPOSED, acting, at)
        fact.details = {"elements": [each.pk for each in undone]}


def change_element(  # noqa: PLR0913 - the element, what it becomes, who and when
    element: PlanElement,
    *,
    version: int,
    text: str,
    ordinal: str,
    typed: Typed | None,
    acting: Acting,
    at: datetime,
) -> None:
    """Correct an element; who corrects it has seen it, so it counts as confirmed."""
    with recorded("plan.change_element", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        with step(one.plan, StepKind.CHANGE, whole=[one], acting=acting, at=at):
            rewrite(one, text=text, ordinal=ordinal, typed=typed)
            decide([one], ElementState.CONFIRMED, acting, at)
        fact.details = {"elements": [one.pk]}


def add_element(  # noqa: PLR0913 - what is added, where it stands, who and when
    plan: PlanDocument,
    kind: ElementKind,
    *,
    text: str,
    ordinal: str,
    lines: tuple[int, int] | None,
    characters: tuple[int, int] | None = None,
    parent: PlanElement | None,
    typed: Typed | None,
    acting: Acting,
    at: datetime,
) -> PlanElement:
    """Add by hand what the reader did not find.

    ``lines`` are its place, None when it has none; ``characters`` say where exactly.
    """
    with recorded("plan.add_element", acting=acting, at=at, subject=plan) as fact:
        require(can_review(acting, plan, day_of(at)))
        with step(plan, StepKind.ADD, acting=acting, at=at) as doing:
            last = PlanElement.objects.filter(plan=plan).order_by("-position").first()
            element = PlanElement.objects.create(
                plan=plan,
                kind=kind,
                ordinal=ordinal,
                key=free_key(plan, kind, ordinal),
                parent=parent,
                position=last.position + 1 if last else 1,
                text=text,
                by_hand=True,
                state=ElementState.CONFIRMED,
                decided_by_id=acting.user_id,
                decided_at=at,
            )
            if lines:
                first, end = characters or (None, None)
                SourceSpan.objects.create(
                    element=element,
                    line_from=lines[0],
                    line_to=lines[1],
                    char_from=first,
                    char_to=end,
                )
            if typed is not None:
                replace_typed(element, typed)
            doing.created.append(element)
        fact.details = {"elements": [element.pk]}
    return element


def change_header(
    plan: PlanDocument, *, version: int, values: dict[str, Any], acting: Acting, at: datetime
) -> None:
    """Correct what the plan says of itself; a draft's code follows its number, year and issuer.

    Raises:
        NotAllowedError: for the plan as it is, or for the new issuer.
        ChangedMeanwhileError: somebody changed the header since ``version``.
    """
    with recorded("plan.change_header", acting=acting, at=at, subject=plan):
        one = PlanDocument.objects.select_for_update().get(pk=plan.pk)
        require(can_review(acting, one, day_of(at)))
        if one.version != version:
            raise ChangedMeanwhileError
        with step(one, StepKind.HEADER, [one], acting=acting, at=at) as doing:
            doing.label = str(one)
            for name, value in values.items():
                setattr(one, name, value)
            require(can_review(acting, one, day_of(at)))
            one.code = free_code(one, day_of(at))
            one.version += 1
            one.save()


def decide_anomaly(
    anomaly: Anomaly, *, decision: Decision, reason: str, acting: Acting, at: datetime
) -> None:
    """Accept, mark as corrected or dismiss a finding; dismissing asks for a reason.

    Raises:
        RefusedError: dismissed without a reason.
    """
    with recorded(
        "plan.decide_anomaly", acting=acting, at=at, subject=anomaly.plan, reason=reason
    ) as fact:
        require(can_review(acting, anomaly.plan, day_of(at)))
        if decision == Decision.DISMISSED and not reason:
            raise RefusedError(_("Hãy ghi lý do khi cho rằng đây không phải là điểm bất thường."))
        with step(anomaly.plan, StepKind.FINDING, [anomaly], acting=acting, at=at) as doing:
            doing.label = anomaly.why
            settle_finding(anomaly, decision, reason, acting, at)
        fact.details = {"anomaly": anomaly.pk, "decision": decision}


def discard_draft(plan: PlanDocument, *, reason: str, acting: Acting, at: datetime) -> None:
    """Take a draft out of the registry; the history keeps every row of it."""
    with recorded("plan.discard", acting=acting, at=at, reason=reason) as fact:
        one = PlanDocument.objects.select_for_update().get(pk=plan.pk)
        require(can_review(acting, one, day_of(at)))
        fact.subject_label = str(one)
        fact.details = {"plan": one.pk, "code": one.code}
        one.delete()


def free_key(
    plan: PlanDocument, kind: str, ordinal: str, *, besides: PlanElement | None = None
) -> str:
    """The key of an element with this ordinal: ``II.1``, then ``II.1#2`` and so on."""
    others = PlanElement.objects.filter(plan=plan, kind=kind)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    taken = set(others.values_list("key", flat=True))
    key, count = ordinal or "-1", 1
    while key in taken:
        count += 1
        key = f"{ordinal}#{count}" if ordinal else f"-{count}"
    return key


def locked(element: PlanElement, version: int, acting: Acting, at: datetime) -> PlanElement:
    """The element as it is now, held until the transaction ends.

    Raises:
        NotAllowedError: not a lead officer of the branch, or the plan is published.
        ChangedMeanwhileError: somebody changed it since ``version``.
    """
    one = PlanElement.objects.select_for_update(of=("self",)).get(pk=element.pk)
    require(can_review(acting, one.plan, day_of(at)))
    if one.version != version:
        raise ChangedMeanwhileError
    return one


def rewrite(element: PlanElement, *, text: str, ordinal: str, typed: Typed | None) -> None:
    """Give an element another text, ordinal and typed row."""
    element.text = text
    if ordinal != element.ordinal:
        element.ordinal = ordinal
        element.key = free_key(element.plan, element.kind, ordinal, besides=element)
    element.save(update_fields=["text", "ordinal", "key"])
    if typed is not None:
        replace_typed(element, typed)


def decide(
    elements: Iterable[PlanElement], state: ElementState, acting: Acting, at: datetime
) -> None:
    """Give elements their state, with who gave it and when; proposed ones are open again."""
    decided = state != ElementState.PROPOSED
    changed = list(elements)
    for element in changed:
        element.state = state
        element.decided_by_id = acting.user_id if decided else None
        element.decided_at = at if decided else None
        element.version += 1
    PlanElement.objects.bulk_update(
        changed, ["state", "decided_by", "decided_at", "version"], batch_size=500
    )


def settle_finding(
    anomaly: Anomaly, decision: Decision, reason: str, acting: Acting, at: datetime
) -> None:
    """Give a finding its decision; an open one has neither a reason nor somebody who decided."""
    is_open = decision == Decision.OPEN
    anomaly.decision = decision
    anomaly.reason = "" if is_open else reason
    anomaly.decided_by_id = None if is_open else acting.user_id
    anomaly.decided_at = None if is_open else at
    if decision != Decision.CORRECTED:
        anomaly.corrected_to = ""
    anomaly.save()


def _confirm_many(
    plan: PlanDocument, elements: list[PlanElement], acting: Acting, at: datetime
) -> None:
    if not elements:
        return
    with step(plan, StepKind.CONFIRM, elements, acting=acting, at=at):
        decide(elements, ElementState.CONFIRMED, acting, at)
