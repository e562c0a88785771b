"""Waiving a report and taking it back: who may, what it leaves, what the pages show."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.obligations.actions import (
    record_first_submission,
    waive_obligation,
    withdraw_waiver,
)
from songhanh.reporting.obligations.models import FirstSubmission, Waiver
from songhanh.reporting.obligations.queries import Obligation, obligation_of
from tests.reporting.obligations.plans import ADHOC, ANNUAL, SUMMARY, publish, rule_of
from tests.results.stories import moment, on
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db
DECEMBER = moment("20/12/2026")
WHY = "Xã mới thành lập."


@pytest.fixture
def plan(world: World) -> PlanDocument:
    return publish(ANNUAL, SUMMARY, ADHOC)


@pytest.fixture(autouse=True)
def _in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: DECEMBER)


def duty(
    world: World, plan: PlanDocument, code: str = "A", day: str = "31/12/2026", at: str = "VI.1"
) -> Obligation:
    found = obligation_of(
        rule_of(plan, at), unit_id=world.units[code].pk, period="2026", as_of=on(day)
    )
    assert found is not None
    return found


def waived(world: World, plan: PlanDocument, code: str = "A") -> Waiver:
    minh = world.acting["minh"]
    return waive_obligation(duty(world, plan, code), reason=WHY, acting=minh, at=DECEMBER)


# ----------------------------------------------------------------- actions ----


def test_a_waived_report_is_owed_again_after_the_waiver_is_withdrawn(
    world: World, plan: PlanDocument
) -> None:
    waiver = waived(world, plan)
    assert duty(world, plan).state == "waived"
    assert duty(world, plan, "B").state == "missing"
    withdraw_waiver(
        waiver, reason="Ghi nhầm xã.", acting=world.acting["minh"], at=moment("28/12/2026")
    )
    assert duty(world, plan).state == "missing"
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert "obligation.waive" in verbs
    assert "obligation.withdraw_waiver" in verbs


def test_a_waiver_is_seen_from_the_day_it_was_decided_until_it_was_withdrawn(
    world: World, plan: PlanDocument
) -> None:
    waiver = waived(world, plan)
    withdraw_waiver(
        waiver, reason="Ghi nhầm.", acting=world.acting["minh"], at=moment("28/12/2026")
    )
    seen = [duty(world, plan, day=f"{day}/12/2026").state for day in ("19", "20", "27", "28")]
    assert seen == ["missing", "waived", "waived", "missing"]


def test_a_second_waiver_or_withdrawal_is_a_conflict(world: World, plan: PlanDocument) -> None:
    waiver, minh = waived(world, plan), world.acting["minh"]
    with pytest.raises(ConflictError):
        waive_obligation(duty(world, plan), reason=WHY, acting=minh, at=DECEMBER)
    withdraw_waiver(waiver, reason=WHY, acting=minh, at=DECEMBER)
    with pytest.raises(ConflictError):
        withdraw_waiver(waiver, reason=WHY, acting=minh, at=DECEMBER)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_needed_both_ways(world: World, plan: PlanDocument, reason: str) -> None:
    minh = world.acting["minh"]
    with pytest.raises(RefusedError):
        waive_obligation(duty(world, plan), reason=reason, acting=minh, at=DECEMBER)
    waiver = waived(world, plan)
    with pytest.raises(RefusedError):
        withdraw_waiver(waiver, reason=reason, acting=minh, at=DECEMBER)


def test_what_was_submitted_needs_no_waiver(world: World, plan: PlanDocument) -> None:
    unit_id = world.units["A"].pk
    record_first_submission(
        rule_of(plan, "VI.1"),
        unit_id=unit_id,
        period="2026",
        acting=world.acting["lan"],
        at=DECEMBER,
    )
    with pytest.raises(RefusedError):
        waived(world, plan)


@pytest.mark.parametrize("who", ["lan", "ha", "quan", "xuan"])
def test_only_the_lead_officer_waives(world: World, plan: PlanDocument, who: str) -> None:
    with pytest.raises(NotAllowedError):
        waive_obligation(duty(world, plan), reason=WHY, acting=world.acting[who], at=DECEMBER)


def test_nobody_waives_the_own_report(world: World, plan: PlanDocument) -> None:
    own = duty(world, plan, "S", at="VI.6")
    with pytest.raises(NotAllowedError, match="tự miễn"):
        waive_obligation(own, reason=WHY, acting=world.acting["minh"], at=DECEMBER)


@pytest.mark.parametrize("table", [FirstSubmission, Waiver])
def test_rows_never_change(world: World, plan: PlanDocument, table) -> None:
    waived(world, plan)
    record_first_submission(
        rule_of(plan, "VI.1"),
        unit_id=world.units["B"].pk,
        period="2026",
        acting=command_line(),
        at=DECEMBER,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.update(period="2030")
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.all().delete()


# ------------------------------------------------------------------- pages ----


def page(client: Client, who: str, address: str, status: int = 200, **query: str):
    client.login(username=who, password=PASSWORD)
    response = client.get(address, query)
    assert response.status_code == status
    return html.fromstring(response.content)


def address_of(one: Obligation) -> str:
    return reverse("obligations:waive", args=[one.rule.pk, one.unit_id, one.period])


def test_the_board_counts_by_state_and_filters(
    client: Client, world: World, plan: PlanDocument
) -> None:
    waived(world, plan)
    address = reverse("obligations:list")
    board = page(client, "minh", address)
    figures = [" ".join(one.text_content().split()) for one in board.xpath("//*[@class='figure']")]
    assert figures == ["3chưa đến hạn", "3quá hạn, chưa nộp", "1được miễn"]
    assert len(board.xpath("//tbody/tr")) == 7
    narrowed = page(client, "minh", address, state="missing", q="binh minh", plan=str(plan.pk))
    assert [one.text_content() for one in narrowed.xpath("//tbody//th")] == ["Phường Bình Minh"]
    nothing = page(client, "minh", address, q="không có xã này")
    assert "Không có nghĩa vụ nào như đã lọc" in nothing.text_content()
    empty = page(client, "minh", address, year="2035")
    assert "Không có báo cáo nào đến hạn trong năm này" in empty.text_content()


def test_a_report_on_request_is_listed_without_anything_to_do(
    client: Client, world: World, plan: PlanDocument
) -> None:
    board = page(client, "lan", reverse("obligations:list"))
    [row] = board.xpath("//tbody/tr[contains(., 'khi có yêu cầu')]")
    assert "không nêu ngày" in row.text_content()
    assert row.xpath("td[last()]//a") == []


def test_a_commune_sees_its_own_and_where_to_write_it(
    client: Client, world: World, plan: PlanDocument
) -> None:
    board = page(client, "lan", reverse("obligations:list"))
    assert {one.text_content() for one in board.xpath("//tbody//th")} == {"Xã An Hòa"}
    assert board.xpath("//a[contains(., 'Lập báo cáo')]")
    assert not board.xpath("//a[starts-with(., 'Miễn')]")


def test_the_board_is_also_a_workbook(client: Client, world: World, plan: PlanDocument) -> None:
    client.login(username="minh", password=PASSWORD)
    response = client.get(reverse("obligations:list"), {"format": "xlsx"})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_waiver_is_given_and_withdrawn_on_its_page(
    client: Client, world: World, plan: PlanDocument
) -> None:
    address = address_of(duty(world, plan))
    client.login(username="minh", password=PASSWORD)
    assert client.post(address, {"reason": ""}).status_code == 400
    assert client.post(address, {"reason": WHY}).status_code == 302
    assert duty(world, plan).state == "waived"
    shown = page(client, "minh", address)
    assert f"Đã miễn với lý do: {WHY}" in " ".join(shown.text_content().split())
    assert client.post(address, {"reason": "Ghi nhầm."}).status_code == 302
    assert duty(world, plan).state == "missing"


def test_the_page_of_a_duty_nobody_owes_is_not_found(
    client: Client, world: World, plan: PlanDocument
) -> None:
    page(client, "xuan", address_of(duty(world, plan)), status=403)
    rule = rule_of(plan, "VI.1").pk
    stranger = reverse("obligations:waive", args=[rule, world.units["X"].pk, "2026"])
    page(client, "minh", stranger, status=404)
    another_year = reverse("obligations:waive", args=[rule, world.units["A"].pk, "2040"])
    page(client, "minh", another_year, status=404)
