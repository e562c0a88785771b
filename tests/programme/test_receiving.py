"""A plan file comes in."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import Settings

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement, SourceSpan
from songhanh.programme.plans.actions import receive_plan
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.errors import AlreadyReceivedError, NotAPlanError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import every_reporting_rule
from songhanh.programme.tasks.models import Assignment, Duty, Task, TaskGroup
from tests.programme.conftest import ReceivePlan
from tests.programme.texts import INVITATION, PROVINCE_PLAN, UNNUMBERED_PLAN
from tests.world import NOON, World


def test_a_plan_file_becomes_a_draft_of_typed_proposals(draft: PlanDocument) -> None:
    assert draft.status == PlanStatus.DRAFT
    assert (draft.number, draft.issued_on) == ("41/KH-UBND", date(2026, 1, 12))
    assert (draft.first_year, draft.last_year) == (2026, 2030)
    kinds = [target.kind for target in draft.targets]
    assert kinds == [
        "sessions_per_year",
        "action_month_plan_share",
        "loudspeaker_items_per_quarter",
    ]
    assert [target.value for target in draft.targets] == [2, 100, 3]
    assert not PlanElement.objects.exclude(state=ElementState.PROPOSED).exists()


def test_numbers_are_kept_as_decimals(draft: PlanDocument) -> None:
    loudspeaker = draft.targets.get(kind="loudspeaker_items_per_quarter")
    assert isinstance(loudspeaker.value, Decimal)
    assert loudspeaker.coverage_value == Decimal(100)


def test_tasks_stand_under_their_groups_and_duties_under_their_agencies(
    draft: PlanDocument,
) -> None:
    assert TaskGroup.objects.count() == 2
    assert [task.element.parent.key for task in Task.objects.all() if task.element.parent] == [
        "II.1",
        "II.1",
        "II.2",
    ]
    roles = {one.element.ordinal: one.role for one in Assignment.objects.all()}
    assert roles == {"IV.1": "lead", "IV.2": "requested", "IV.3": ""}
    assert [duty.element.ordinal for duty in Duty.objects.all()][:2] == ["IV.1.a", "IV.1.b"]


def test_reporting_rules_keep_their_day_sender_and_way(draft: PlanDocument) -> None:
    rule: ReportingRule = every_reporting_rule(draft).get(kind="annual")
    assert [day.printed for day in rule.due_days.all()] == ["11-30"]
    assert rule.due_rule == "before"
    assert rule.via == "Sở Nội vụ"


def test_every_element_points_at_its_place_in_the_kept_text(draft: PlanDocument) -> None:
    text = draft.source.text
    assert text == PROVINCE_PLAN
    without_place = PlanElement.objects.exclude(pk__in=SourceSpan.objects.values("element_id"))
    assert not without_place.exists()
    target = draft.targets[0].element
    span = target.spans.get()
    assert text[span.char_from : span.char_to] == target.text


def test_the_original_file_is_kept_byte_for_byte(draft: PlanDocument) -> None:
    assert filestore.open_file(draft.source.file_key) == PROVINCE_PLAN.encode()


def test_receiving_is_one_fact(draft: PlanDocument) -> None:
    fact = AuditEntry.objects.get()
    assert (fact.verb, fact.subject_key) == ("plan.receive", str(draft.pk))


def test_the_code_is_made_of_issuer_year_and_number(receive: ReceivePlan) -> None:
    assert receive().code == "P-2026-41"
    assert receive(UNNUMBERED_PLAN).code == "P-2026-x"
    assert receive(UNNUMBERED_PLAN + "\n").code == "P-2026-x-2"


def test_what_is_not_printed_stays_empty(receive: ReceivePlan) -> None:
    plan = receive(UNNUMBERED_PLAN)
    assert (plan.number, plan.issued_on) == ("", None)


def test_the_same_file_leads_to_the_plan_it_became(
    draft: PlanDocument, receive: ReceivePlan
) -> None:
    with pytest.raises(AlreadyReceivedError) as refused:
        receive()
    assert refused.value.plan_id == draft.pk
    assert PlanDocument.objects.count() == 1


NO_PLANS = [
    pytest.param(INVITATION.encode(), "giay-moi.txt", id="an invitation"),
    pytest.param(b"", "rong.txt", id="an empty file"),
    pytest.param(bytes(range(256)) * 40, "anh.txt", id="a binary renamed .txt"),
    pytest.param(b"PK\x03\x04 hong", "hong.docx", id="a damaged .docx"),
]


@pytest.mark.parametrize(("data", "name"), NO_PLANS)
def test_what_is_no_plan_is_refused_with_a_sentence_and_nothing_is_stored(
    world: World, settings: Settings, data: bytes, name: str
) -> None:
    with pytest.raises(NotAPlanError) as refused:
        receive_plan(data, name, acting=world.acting["minh"], at=NOON, issuer=world.units["P"])
    assert refused.value.message.endswith(".")
    assert not PlanDocument.objects.exists()
    assert not AuditEntry.objects.exists()
    assert not settings.FILES.exists()


def test_a_file_over_the_limit_is_refused(world: World, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024
    with pytest.raises(RefusedError, match="lớn hơn"):
        receive_plan(
            PROVINCE_PLAN.encode(),
            "to.txt",
            acting=world.acting["minh"],
            at=NOON,
            issuer=world.units["P"],
        )


@pytest.mark.parametrize("who", ["lan", "son", "thu", "ha", "quan"])
def test_only_lead_officers_take_in_plans(world: World, who: str) -> None:
    with pytest.raises(NotAllowedError, match="thường trực"):
        receive_plan(
            PROVINCE_PLAN.encode(),
            "a.txt",
            acting=world.acting[who],
            at=NOON,
            issuer=world.units["P"],
        )


def test_a_lead_officer_takes_in_plans_of_the_own_branch_alone(world: World) -> None:
    with pytest.raises(NotAllowedError, match="ngoài phạm vi"):
        receive_plan(
            PROVINCE_PLAN.encode(),
            "a.txt",
            acting=world.acting["minh"],
            at=NOON,
            issuer=world.units["Q"],
        )


def test_kinds_are_in_the_order_of_the_document(draft: PlanDocument) -> None:
    kinds = list(
        PlanElement.objects.filter(plan=draft).order_by("position").values_list("kind", flat=True)
    )
    assert kinds[0] == ElementKind.LEGAL_REFERENCE
    assert kinds[-1] == ElementKind.RECIPIENT
