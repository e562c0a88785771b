"""Asking for a report beside the plan's regimes: owed like any other, part of no plan."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.engines.counting import DenominatorRule
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.structured import structured_of
from songhanh.programme.rules.queries import every_reporting_rule, form_of
from songhanh.programme.rules.regimes import RegimeValues
from songhanh.reporting.obligations.actions import (
    Asked,
    request_report,
    waive_obligation,
    withdraw_request,
)
from songhanh.reporting.obligations.models import ReportRequest
from songhanh.reporting.obligations.queries import Obligation, obligations
from songhanh.reporting.obligations.reminding import reminders_for
from songhanh.reporting.submissions.actions import begin_submission, submit_submission
from tests.reporting.obligations.plans import ADHOC, ANNUAL, publish
from tests.results.stories import moment, on
from tests.world import World

pytestmark = pytest.mark.django_db
AT = moment("20/06/2026")
COMMUNES = DenominatorRule(kinds=frozenset({"commune", "ward"}))
TITLE = "Báo cáo nhanh về quy ước thôn"


@pytest.fixture
def plan(world: World) -> PlanDocument:
    return publish(ANNUAL, ADHOC)


def ask(world: World, plan: PlanDocument, who: str = "minh", **said: Any) -> ReportRequest:
    asked: dict[str, Any] = {
        "title": TITLE,
        "period": "2026-H1",
        "last_day": on("30/06/2026"),
        "units": COMMUNES,
    }
    return request_report(plan, Asked(**(asked | said)), acting=world.acting[who], at=AT)


def owed(request: ReportRequest, plan: PlanDocument, day: str = "21/06/2026") -> list[Obligation]:
    found = obligations(plan=plan, as_of=on(day))
    return [one for one in found if one.rule.pk == request.rule_id]


def test_what_is_asked_is_owed_by_each_unit_up_to_its_day(world: World, plan: PlanDocument) -> None:
    request = ask(world, plan)
    for day, state in (("21/06/2026", "due"), ("30/06/2026", "due"), ("01/07/2026", "missing")):
        assert [(one.unit_code, one.period, one.state) for one in owed(request, plan, day)] == [
            (code, "2026-H1", state) for code in "ABC"
        ]
    assert owed(request, plan, "19/06/2026") == []
    assert owed(request, plan)[0].name == TITLE


def test_a_single_unit_is_asked_by_its_code(world: World, plan: PlanDocument) -> None:
    request = ask(world, plan, units=DenominatorRule(codes=frozenset({"B", "M"})))
    assert [one.unit_code for one in owed(request, plan)] == ["B", "M"]


def test_what_the_plan_says_does_not_change(world: World, plan: PlanDocument) -> None:
    before = structured_of(plan), list(every_reporting_rule(plan))
    ask(world, plan)
    assert (structured_of(plan), list(every_reporting_rule(plan))) == before


def test_it_is_reminded_waived_and_answered_like_any_other(
    world: World, plan: PlanDocument
) -> None:
    request = ask(
        world, plan, form=RegimeValues(figures=["activity"], texts={"results": "Kết quả"})
    )
    assert form_of(request.rule).asks_figure("attendance") is False
    waive_obligation(owed(request, plan)[0], reason="Xã bị lũ.", acting=world.acting["minh"], at=AT)
    mai = world.acting["mai"]
    begun = begin_submission(
        request.rule, unit_id=world.units["B"].pk, period="2026-H1", acting=mai, at=AT
    )
    submit_submission(begun, saves=begun.saves, acting=mai, at=AT)
    states = {one.unit_code: one.state.value for one in owed(request, plan)}
    assert states == {"A": "waived", "B": "on_time", "C": "due"}
    told = reminders_for(world.acting["minh"], as_of=on("21/06/2026"))
    assert [[one.unit_code for one in each.owed] for each in told] == [["C"]]
    assert TITLE in told[0].message


@pytest.mark.parametrize(
    "said",
    [
        {"title": " "},
        {"last_day": on("19/06/2026")},
        {"period": "2026-Q9"},
        {"units": DenominatorRule(kinds=frozenset({"school"}))},
    ],
)
def test_what_nobody_could_answer_is_refused_and_leaves_nothing(
    world: World, plan: PlanDocument, said: dict[str, Any]
) -> None:
    elements = plan.elements.count()
    with pytest.raises(RefusedError):
        ask(world, plan, **said)
    assert (ReportRequest.objects.count(), plan.elements.count()) == (0, elements)


def test_only_the_lead_officer_asks_and_withdraws_with_a_reason(
    world: World, plan: PlanDocument
) -> None:
    with pytest.raises(NotAllowedError):
        ask(world, plan, who="lan")
    request = ask(world, plan)
    minh: dict[str, Any] = {"acting": world.acting["minh"], "at": moment("22/06/2026")}
    with pytest.raises(RefusedError):
        withdraw_request(request, reason=" ", **minh)
    with pytest.raises(NotAllowedError):
        withdraw_request(request, reason="Hỏi nhầm.", **(minh | {"acting": world.acting["lan"]}))
    withdraw_request(request, reason="Hỏi nhầm.", **minh)
    with pytest.raises(ConflictError):
        withdraw_request(request, reason="Hỏi nhầm.", **minh)
    assert owed(request, plan, "22/06/2026") == []
    assert len(owed(request, plan, "21/06/2026")) == 3


@pytest.fixture
def minh(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock.timezone, "now", lambda: AT)
    client.force_login(world.users["minh"])
    return client


def test_a_request_is_typed_seen_and_withdrawn_on_its_pages(
    minh: Client, world: World, plan: PlanDocument
) -> None:
    typed = {
        "title": TITLE,
        "period": "2026-H1",
        "last_day": "30/06/2026",
        "mode": "codes",
        "codes": "A",
        "asks": "chosen",
        "figures": ["activity"],
        "texts": ["results"],
        "heading_results": "Kết quả rà soát",
    }
    assert "Chưa có yêu cầu" in minh.get(reverse("obligations:requests")).content.decode()
    beyond = minh.post(reverse("obligations:new_request"), typed | {"codes": "X"})
    assert (beyond.status_code, ReportRequest.objects.count()) == (400, 0)
    answer = minh.post(reverse("obligations:new_request"), typed)
    request = ReportRequest.objects.get()
    page = reverse("obligations:request", args=[request.pk])
    assert answer.headers["Location"] == page
    shown = minh.get(page).content.decode()
    assert "Kết quả rà soát" in shown
    assert "Xã An Hòa" in shown
    assert TITLE in minh.get(reverse("obligations:requests")).content.decode()
    assert TITLE in minh.get(reverse("obligations:list")).content.decode()
    workbook = minh.get(reverse("obligations:requests"), {"format": "xlsx"})
    assert workbook.headers["Content-Type"].startswith("application/vnd.openxml")
    lan, mai = Client(), Client()
    lan.force_login(world.users["lan"])
    mai.force_login(world.users["mai"])
    assert [one.get(page).status_code for one in (lan, mai)] == [200, 404]
    assert minh.post(page, {"reason": "Đã có số liệu."}).status_code == 302
    assert "đã được rút lại" in minh.get(page).content.decode()
