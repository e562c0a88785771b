"""Entering, correcting and taking back figures: history, refusals, pages."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting, command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.figures.actions import correct_figure, enter_figure, withdraw_figure
from songhanh.records.figures.errors import ReplacedMeanwhileError, TakenError
from songhanh.records.figures.models import SurveyEstimate, TypedValue
from songhanh.records.figures.queries import known
from tests.programme.packages import TARGETS, package, structured
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

TYPED = TARGETS[0] | {"kind": "other", "ordinal": "I.9", "line": 19, "unit": "buổi"}


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: NOON)


@pytest.fixture
def plan(world: World) -> PlanDocument:
    targets = [dict(one) for one in (*TARGETS, TYPED)]
    data = package(code="KH-P", plan=structured(targets=targets))
    return publish_from_package(data, acting=command_line(), at=NOON)


@pytest.fixture
def minh(world: World) -> Acting:
    return world.acting["minh"]


def estimate(plan: PlanDocument, **said: Any) -> dict[str, Any]:
    return {
        "plan_id": plan.pk,
        "year": 2026,
        "role": "baseline",
        "questionnaire": "BH1",
        "group": "all",
        "score": Decimal(52),
        "standard_error": Decimal(1),
        "respondents": 400,
        **said,
    }


def value(plan: PlanDocument, **said: Any) -> dict[str, Any]:
    return {
        "plan_id": plan.pk,
        "ordinal": "I.9",
        "year": 2026,
        "unit_id": None,
        "value": Decimal(60),
        "evidence": "Báo cáo 12/BC-SNV",
        "note": "",
        **said,
    }


def enter(model: Any, content: Any, acting: Acting, key: str = "k", at: Any = NOON) -> Any:
    return enter_figure(model, content, key=key, acting=acting, at=at)


def test_a_correction_leaves_what_was_known_before(plan: PlanDocument, minh: Acting) -> None:
    first = enter(SurveyEstimate, estimate(plan), minh)
    later = NOON + timedelta(days=2)
    correct_figure(
        first, estimate(plan, score=Decimal(50)), reason="gõ nhầm", acting=minh, at=later
    )
    day = clock.day_of(NOON)
    assert [row.score for row in known(SurveyEstimate, day)] == [52]
    assert [row.score for row in known(SurveyEstimate, None)] == [50]
    assert list(known(SurveyEstimate, day - timedelta(days=1))) == []
    fact = AuditEntry.objects.get(verb="survey_estimate.correct")
    assert fact.reason == "gõ nhầm"


def test_what_is_taken_back_does_not_count_any_more(plan: PlanDocument, minh: Acting) -> None:
    row = enter(TypedValue, value(plan), minh)
    withdraw_figure(row, reason="nhầm kế hoạch", acting=minh, at=NOON + timedelta(days=1))
    assert list(known(TypedValue, None)) == []
    assert list(known(TypedValue, clock.day_of(NOON))) == [row]
    enter(TypedValue, value(plan), minh, key="other")


def test_a_form_sent_twice_is_one_figure(plan: PlanDocument, minh: Acting) -> None:
    assert enter(TypedValue, value(plan), minh) == enter(TypedValue, value(plan), minh)


@pytest.mark.parametrize(("model", "content"), [(SurveyEstimate, estimate), (TypedValue, value)])
def test_one_question_has_one_answer(
    model: Any, content: Any, plan: PlanDocument, minh: Acting
) -> None:
    enter(model, content(plan), minh)
    with pytest.raises(TakenError):
        enter(model, content(plan), minh, key="second")
    enter(model, content(plan, year=2027), minh, key="another year")


def test_the_older_version_cannot_be_corrected(plan: PlanDocument, minh: Acting) -> None:
    row = enter(TypedValue, value(plan), minh)
    correct_figure(row, value(plan, value=Decimal(61)), reason="r", acting=minh, at=NOON)
    with pytest.raises(ReplacedMeanwhileError):
        correct_figure(row, value(plan, value=Decimal(62)), reason="r", acting=minh, at=NOON)


def test_a_correction_needs_a_reason_and_a_difference(plan: PlanDocument, minh: Acting) -> None:
    row = enter(TypedValue, value(plan), minh)
    with pytest.raises(RefusedError, match="lý do"):
        correct_figure(row, value(plan, value=Decimal(1)), reason=" ", acting=minh, at=NOON)
    with pytest.raises(RefusedError, match="Chưa có gì khác"):
        correct_figure(row, value(plan), reason="r", acting=minh, at=NOON)
    with pytest.raises(RefusedError, match="lý do"):
        withdraw_figure(row, reason="", acting=minh, at=NOON)


def test_only_the_lead_officer_of_the_branch_enters(plan: PlanDocument, world: World) -> None:
    for name in ("lan", "ha", "quan"):
        with pytest.raises(NotAllowedError):
            enter(TypedValue, value(plan), world.acting[name])
    with pytest.raises(NotAllowedError):
        enter(SurveyEstimate, estimate(plan, plan_id=None), world.acting["minh"])


def test_rows_are_never_overwritten_in_the_database_itself(
    plan: PlanDocument, minh: Acting
) -> None:
    row = enter(TypedValue, value(plan), minh)
    with pytest.raises(DatabaseError), transaction.atomic():
        TypedValue.objects.filter(pk=row.pk).update(value=1)


TYPED_IN = {
    "estimate": {
        "year": "2026",
        "role": "baseline",
        "questionnaire": "BH1",
        "group": "all",
        "score": "52,5",
        "standard_error": "1,2",
        "respondents": "1.200",
        "key": "a-key",
    },
    "value": {"year": "2026", "value": "1.234,5", "evidence": "BC 12", "unit": "", "key": "a-key"},
}


@pytest.mark.parametrize("one", TYPED_IN)
def test_by_page_from_entering_to_taking_back(
    one: str, plan: PlanDocument, world: World, client: Client
) -> None:
    client.force_login(world.users["minh"])
    place = {"plan": plan.pk} if one == "estimate" else {"target": f"{plan.pk}:I.9"}
    typed = TYPED_IN[one] | place
    made = client.post(reverse(f"figures:new_{one}"), typed)
    assert made.status_code == 302
    page = client.get(made["Location"]).content.decode()
    assert ("52,5" if one == "estimate" else "1.234,5") in page
    pk = int(made["Location"].rstrip("/").split("/")[-1])

    again = client.get(reverse(f"figures:correct_{one}", args=[pk]))
    assert again.status_code == 200
    number = "score" if one == "estimate" else "value"
    fresh = client.post(
        reverse(f"figures:correct_{one}", args=[pk]), typed | {number: "60", "reason": "số mới"}
    )
    assert fresh.status_code == 302
    old = client.get(reverse(f"figures:{one}", args=[pk])).content.decode()
    assert "số mới" in old

    gone = client.post(reverse(f"figures:withdraw_{one}", args=[pk]), {"reason": "thôi"})
    assert gone.status_code == 302
    listing = client.get(reverse(f"figures:{one}s")).content.decode()
    assert "Chưa có" in listing


def test_a_refused_form_keeps_what_was_typed(
    plan: PlanDocument, world: World, client: Client
) -> None:
    client.force_login(world.users["minh"])
    typed = TYPED_IN["estimate"] | {"plan": plan.pk, "score": "130"}
    response = client.post(reverse("figures:new_estimate"), typed)
    assert response.status_code == 400
    assert 'value="130"' in response.content.decode()
    client.post(reverse("figures:new_estimate"), typed | {"score": "50"})
    twice = client.post(reverse("figures:new_estimate"), typed | {"score": "51", "key": "b"})
    assert twice.status_code == 400
    assert "đã có kết quả lần nền" in twice.content.decode()


def test_lists_are_searched_without_diacritics_and_come_as_workbooks(
    plan: PlanDocument, world: World, minh: Acting, client: Client, django_assert_max_num_queries
) -> None:
    for year in range(2026, 2031):
        enter(SurveyEstimate, estimate(plan, year=year), minh, key=f"e{year}")
    client.force_login(world.users["lan"])
    address = reverse("figures:estimates")
    with django_assert_max_num_queries(30):
        page = client.get(address, {"q": "moi nguoi"}).content.decode()
    assert "BH1, 2026" in page
    assert "BH1, 2027" not in client.get(address, {"year": "2026"}).content.decode()
    assert "Không có số liệu nào khớp" in client.get(address, {"q": "zzz"}).content.decode()
    book = client.get(address, {"format": "xlsx"})
    assert book["Content-Type"].endswith("sheet")


@pytest.mark.parametrize(
    ("one", "said"),
    [("estimate", "Chưa có kế hoạch nào đang thực hiện"), ("value", "Chưa có kế hoạch nào")],
)
def test_without_a_plan_the_page_says_what_to_do_first(
    world: World, client: Client, one: str, said: str
) -> None:
    client.force_login(world.users["minh"])
    page = client.get(reverse(f"figures:new_{one}")).content.decode()
    assert said in page
    assert reverse("plans:list") in page
    assert 'name="year"' not in page


def test_without_a_target_to_type_the_page_says_why(world: World, client: Client) -> None:
    data = package(code="KH-P", plan=structured(targets=[dict(one) for one in TARGETS]))
    publish_from_package(data, acting=command_line(), at=NOON)
    client.force_login(world.users["minh"])
    page = client.get(reverse("figures:new_value")).content.decode()
    assert "đều được tính từ bản ghi" in page
    assert 'name="year"' not in page
    assert 'name="year"' in client.get(reverse("figures:new_estimate")).content.decode()
