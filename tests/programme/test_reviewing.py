"""Minh confirms, corrects and completes what the reader proposes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import (
    add_element,
    change_element,
    change_header,
    confirm_certain,
    confirm_element,
    decide_anomaly,
    discard_draft,
    remove_element,
    undo_decision,
)
from songhanh.programme.plans.enums import Decision
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.queries import next_proposed, progress_of
from songhanh.programme.targets.models import Target, TargetSubject
from tests.world import NOON, World

LATER = NOON + timedelta(hours=1)


def first(plan: PlanDocument, kind: ElementKind) -> PlanElement:
    return PlanElement.objects.filter(plan=plan, kind=kind).order_by("position")[0]


def test_a_confirmed_element_says_who_confirmed_it_and_when(
    draft: PlanDocument, world: World
) -> None:
    element = first(draft, ElementKind.TARGET)
    confirm_element(element, version=1, acting=world.acting["minh"], at=LATER)
    element.refresh_from_db()
    assert element.state == ElementState.CONFIRMED
    assert (element.decided_by, element.decided_at) == (world.users["minh"], LATER)


def test_a_confirmation_can_be_undone(draft: PlanDocument, world: World) -> None:
    element = first(draft, ElementKind.TARGET)
    confirm_element(element, version=1, acting=world.acting["minh"], at=LATER)
    undo_decision(element, version=2, acting=world.acting["minh"], at=LATER)
    element.refresh_from_db()
    assert (element.state, element.decided_by) == (ElementState.PROPOSED, None)


def test_two_people_do_not_overwrite_each_other(draft: PlanDocument, world: World) -> None:
    element = first(draft, ElementKind.TARGET)
    remove_element(element, version=1, acting=world.acting["minh"], at=LATER)
    with pytest.raises(ConflictError, match="người khác"):
        confirm_element(element, version=1, acting=world.acting["minh"], at=LATER)
    element.refresh_from_db()
    assert element.state == ElementState.REMOVED


def test_removing_a_group_takes_its_tasks_along_and_undoing_brings_them_back(
    draft: PlanDocument, world: World
) -> None:
    group = first(draft, ElementKind.TASK_GROUP)
    remove_element(group, version=1, acting=world.acting["minh"], at=LATER)
    below = PlanElement.objects.filter(parent=group)
    assert set(below.values_list("state", flat=True)) == {ElementState.REMOVED}
    undo_decision(group, version=2, acting=world.acting["minh"], at=LATER)
    assert set(below.values_list("state", flat=True)) == {ElementState.PROPOSED}


def test_a_task_cannot_come_back_without_its_group(draft: PlanDocument, world: World) -> None:
    group = first(draft, ElementKind.TASK_GROUP)
    remove_element(group, version=1, acting=world.acting["minh"], at=LATER)
    task = PlanElement.objects.filter(parent=group)[0]
    with pytest.raises(RefusedError, match="đã bỏ"):
        undo_decision(task, version=task.version, acting=world.acting["minh"], at=LATER)


def test_everything_certain_is_confirmed_at_once(
    draft: PlanDocument, world: World, settings
) -> None:
    settings.PLAN_CERTAIN_FROM = "0.99"
    PlanElement.objects.filter(plan=draft).update(certainty="0.5")
    sure = PlanElement.objects.filter(plan=draft, kind=ElementKind.TARGET)
    sure.update(certainty="0.995")
    assert confirm_certain(draft, acting=world.acting["minh"], at=LATER) == 3
    assert progress_of(draft).confirmed == 3
    assert AuditEntry.objects.filter(verb="plan.confirm").count() == 1


def test_the_next_unconfirmed_follows_and_begins_again(draft: PlanDocument, world: World) -> None:
    last = PlanElement.objects.filter(plan=draft).order_by("-position")[0]
    begin = next_proposed(draft)
    assert next_proposed(draft, last.position) == begin
    assert begin is not None
    second = next_proposed(draft, begin.position)
    assert second is not None
    assert second.position == begin.position + 1


def test_a_correction_counts_as_a_confirmation_and_keeps_the_row(
    draft: PlanDocument, world: World
) -> None:
    target = draft.targets[0]
    typed = Typed(
        Target,
        {"value": 4},
        [Detail(TargetSubject, "target", [{"position": 1, "text": "các xã, phường"}])],
    )
    change_element(
        target.element,
        version=1,
        text="ít nhất 04 cuộc",
        ordinal="I.1",
        typed=typed,
        acting=world.acting["minh"],
        at=LATER,
    )
    again = Target.objects.get(pk=target.pk)
    assert (again.value, again.kind) == (4, "sessions_per_year")
    assert again.element.state == ElementState.CONFIRMED
    assert [subject.text for subject in again.subjects.all()] == ["các xã, phường"]


def test_what_a_correction_changed_stays_in_the_history(draft: PlanDocument, world: World) -> None:
    target = draft.targets[0]
    change_element(
        target.element,
        version=1,
        text="khác",
        ordinal="I.1",
        typed=None,
        acting=world.acting["minh"],
        at=LATER,
    )
    fact = AuditEntry.objects.get(verb="plan.change_element")
    changes = RowChange.objects.filter(fact_id=fact.pk, table_name="elements_planelement")
    assert changes.order_by("pk")[0].before["text"].startswith("Hằng năm")


def test_a_second_target_of_one_ordinal_has_a_key_of_its_own(
    draft: PlanDocument, world: World
) -> None:
    added = add_element(
        draft,
        ElementKind.TARGET,
        text="Mỗi năm có ít nhất 01 mô hình",
        ordinal="I.1",
        lines=(31, 31),
        parent=None,
        typed=Typed(
            Target, {"kind": "digital_model_per_year", "comparator": ">=", "period": "year"}
        ),
        acting=world.acting["minh"],
        at=LATER,
    )
    assert added.key == "I.1#2"
    assert (added.by_hand, added.state) == (True, ElementState.CONFIRMED)
    assert added.spans.get().line_from == 31


def test_a_corrected_header_gives_the_draft_its_code(draft: PlanDocument, world: World) -> None:
    change_header(
        draft,
        version=1,
        values={"number": "52/KH-UBND", "issued_on": date(2027, 1, 5)},
        acting=world.acting["minh"],
        at=LATER,
    )
    draft.refresh_from_db()
    assert draft.code == "P-2027-52"


def test_a_header_changed_meanwhile_is_not_overwritten(draft: PlanDocument, world: World) -> None:
    change_header(draft, version=1, values={"number": "1"}, acting=world.acting["minh"], at=LATER)
    with pytest.raises(ConflictError):
        change_header(
            draft, version=1, values={"number": "2"}, acting=world.acting["minh"], at=LATER
        )


def test_a_plan_cannot_be_given_to_an_issuer_beyond_the_branch(
    draft: PlanDocument, world: World
) -> None:
    with pytest.raises(NotAllowedError):
        change_header(
            draft,
            version=1,
            values={"issuer_id": world.units["Q"].pk},
            acting=world.acting["minh"],
            at=LATER,
        )
    draft.refresh_from_db()
    assert draft.issuer == world.units["P"]


def test_dismissing_a_finding_asks_for_a_reason(draft: PlanDocument, world: World) -> None:
    finding = Anomaly.objects.create(
        plan=draft, position=99, kind="other", severity="hint", text="x", why="Lạ."
    )
    with pytest.raises(RefusedError, match="lý do"):
        decide_anomaly(
            finding,
            decision=Decision.DISMISSED,
            reason="",
            acting=world.acting["minh"],
            at=LATER,
        )
    decide_anomaly(
        finding,
        decision=Decision.DISMISSED,
        reason="đúng như bản ký",
        acting=world.acting["minh"],
        at=LATER,
    )
    finding.refresh_from_db()
    assert (finding.decision, finding.decided_by) == (Decision.DISMISSED, world.users["minh"])


def test_a_discarded_draft_leaves_its_history(draft: PlanDocument, world: World) -> None:
    discard_draft(draft, reason="tải nhầm", acting=world.acting["minh"], at=LATER)
    assert not PlanDocument.objects.exists()
    fact = AuditEntry.objects.get(verb="plan.discard")
    assert fact.reason == "tải nhầm"
    assert RowChange.objects.filter(fact_id=fact.pk, operation="delete").exists()


@pytest.mark.parametrize("who", ["lan", "quan", "ha", "xuan"])
def test_others_do_not_decide(draft: PlanDocument, world: World, who: str) -> None:
    element = first(draft, ElementKind.TARGET)
    with pytest.raises(NotAllowedError):
        confirm_element(element, version=1, acting=world.acting[who], at=LATER)


def test_the_lead_officer_of_another_branch_does_not_decide(
    draft: PlanDocument, world: World
) -> None:
    elsewhere = replace(world.acting["minh"], branch_id=world.units["Q"].pk)
    with pytest.raises(NotAllowedError, match="ngoài phạm vi"):
        confirm_certain(draft, acting=elsewhere, at=LATER)
