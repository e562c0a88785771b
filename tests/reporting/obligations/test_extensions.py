"""Putting off the last day of one report and taking that back; reminding who still owes one."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.obligations.actions import (
    extend_obligation,
    record_first_submission,
    waive_obligation,
    withdraw_extension,
)
from songhanh.reporting.obligations.models import Extension
from songhanh.reporting.obligations.queries import Obligation, obligation_of
from songhanh.reporting.obligations.reminding import reminders_for
from tests.reporting.obligations.plans import ADHOC, ANNUAL, SUMMARY, publish, rule_of
from tests.results.stories import moment, on
from tests.world import World

pytestmark = pytest.mark.django_db
DECEMBER = moment("01/12/2026")
WHY = "Xã bị lũ, mất điện ba ngày."


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


def extended(world: World, plan: PlanDocument, until: str, code: str = "A") -> Extension:
    return extend_obligation(
        duty(world, plan, code),
        until=on(until),
        reason=WHY,
        acting=world.acting["minh"],
        at=DECEMBER,
    )


def test_a_report_put_off_is_in_time_up_to_the_new_last_day(
    world: World, plan: PlanDocument
) -> None:
    extended(world, plan, "20/12/2026")
    own = duty(world, plan)
    assert (own.printed_day, own.last_day) == (on("09/12/2026"), on("20/12/2026"))
    assert own.is_extended
    assert [duty(world, plan, day=f"{day}/12/2026").state for day in (10, 20, 21)] == [
        "due",
        "due",
        "missing",
    ]
    assert duty(world, plan, "B", day="10/12/2026").state == "missing"


def test_what_was_sent_after_the_printed_day_is_on_time_by_the_new_one(
    world: World, plan: PlanDocument
) -> None:
    for code in ("A", "B"):
        record_first_submission(
            rule_of(plan, "VI.1"),
            unit_id=world.units[code].pk,
            period="2026",
            acting=world.acting["lan"],
            at=moment("15/12/2026"),
        )
        if code == "B":
            continue
        Extension.objects.create(
            rule=rule_of(plan, "VI.1"),
            unit=world.units[code],
            period="2026",
            last_day=on("20/12/2026"),
            reason=WHY,
            decided_at=DECEMBER,
        )
    assert [duty(world, plan, code).state for code in ("A", "B")] == ["on_time", "late"]


def test_of_two_extensions_the_newest_holds_until_it_is_withdrawn(
    world: World, plan: PlanDocument
) -> None:
    extended(world, plan, "15/12/2026")
    second = extended(world, plan, "25/12/2026")
    assert duty(world, plan).last_day == on("25/12/2026")
    minh = world.acting["minh"]
    withdraw_extension(second, reason="Ghi nhầm.", acting=minh, at=DECEMBER)
    assert duty(world, plan).last_day == on("15/12/2026")
    with pytest.raises(ConflictError):
        withdraw_extension(second, reason="Ghi nhầm.", acting=minh, at=DECEMBER)


def test_an_extension_is_seen_from_the_day_it_was_decided(world: World, plan: PlanDocument) -> None:
    extended(world, plan, "20/12/2026")
    assert duty(world, plan, day="30/11/2026").last_day == on("09/12/2026")


@pytest.mark.parametrize("until", ["09/12/2026", "01/12/2026"])
def test_only_a_later_day_is_an_extension(world: World, plan: PlanDocument, until: str) -> None:
    with pytest.raises(RefusedError, match="09/12/2026"):
        extended(world, plan, until)
    assert not Extension.objects.exists()


def test_a_report_without_a_day_a_waived_and_a_sent_one_are_not_put_off(
    world: World, plan: PlanDocument
) -> None:
    minh = world.acting["minh"]
    unasked = obligation_of(
        rule_of(plan, "VI.5"), unit_id=world.units["A"].pk, period="", as_of=on("01/12/2026")
    )
    assert unasked is not None
    by = {"until": on("20/12/2026"), "reason": WHY, "acting": minh, "at": DECEMBER}
    with pytest.raises(RefusedError, match="không nêu ngày"):
        extend_obligation(unasked, **by)
    waive_obligation(duty(world, plan), reason=WHY, acting=minh, at=DECEMBER)
    with pytest.raises(RefusedError, match="miễn"):
        extend_obligation(duty(world, plan), **by)
    record_first_submission(
        rule_of(plan, "VI.1"),
        unit_id=world.units["B"].pk,
        period="2026",
        acting=world.acting["mai"],
        at=DECEMBER,
    )
    with pytest.raises(RefusedError, match="đã nộp"):
        extend_obligation(duty(world, plan, "B"), **by)


@pytest.mark.parametrize("who", ["lan", "ha", "quan", "xuan"])
def test_only_the_lead_officer_puts_off(world: World, plan: PlanDocument, who: str) -> None:
    with pytest.raises(NotAllowedError):
        extend_obligation(
            duty(world, plan),
            until=on("20/12/2026"),
            reason=WHY,
            acting=world.acting[who],
            at=DECEMBER,
        )


def test_extensions_never_change(world: World, plan: PlanDocument) -> None:
    extended(world, plan, "20/12/2026")
    with pytest.raises(DatabaseError), transaction.atomic():
        Extension.objects.update(last_day=on("31/12/2026"))


# ------------------------------------------------------------------- pages ----


@pytest.fixture
def minh(client: Client, world: World) -> Client:
    client.force_login(world.users["minh"])
    return client


def address(world: World, plan: PlanDocument) -> str:
    key = (rule_of(plan, "VI.1").pk, world.units["A"].pk, "2026")
    return reverse("obligations:extend", args=key)


def test_minh_puts_a_report_off_and_takes_it_back(
    minh: Client, world: World, plan: PlanDocument
) -> None:
    page = address(world, plan)
    minh.post(page, {"until": "20/12/2026", "reason": WHY})
    board = minh.get(reverse("obligations:list")).content.decode()
    assert "20/12/2026" in board
    assert "(gia hạn, trước là 09/12/2026)" in board
    assert WHY in minh.get(page).content.decode()
    minh.post(page, {"withdraw": "1", "reason": "Ghi nhầm xã."})
    assert duty(world, plan).last_day == on("09/12/2026")


def test_a_form_without_a_reason_comes_back(minh: Client, world: World, plan: PlanDocument) -> None:
    answer = minh.post(address(world, plan), {"until": "20/12/2026", "reason": " "})
    assert answer.status_code == 400
    assert not Extension.objects.exists()


# --------------------------------------------------------------- reminders ----


def test_those_who_still_owe_are_reminded_and_nobody_else(world: World, plan: PlanDocument) -> None:
    minh = world.acting["minh"]
    record_first_submission(
        rule_of(plan, "VI.1"),
        unit_id=world.units["A"].pk,
        period="2026",
        acting=world.acting["lan"],
        at=DECEMBER,
    )
    waive_obligation(duty(world, plan, "B"), reason=WHY, acting=minh, at=DECEMBER)

    (one,) = reminders_for(minh, as_of=on("01/12/2026"))

    assert [owed.unit_code for owed in one.owed] == ["C"]
    assert not one.is_over
    assert one.message.splitlines()[0].endswith("nộp chậm nhất hết ngày 09/12/2026, còn 8 ngày.")
    assert "Còn 1 đơn vị chưa nộp: Xã Cẩm Lĩnh." in one.message


def test_what_is_overdue_stands_first_and_says_for_how_long(
    world: World, plan: PlanDocument
) -> None:
    extended(world, plan, "20/12/2026", "B")
    over, due = reminders_for(world.acting["minh"], as_of=on("12/12/2026"))
    assert over.is_over
    assert "đã quá hạn 3 ngày (hết ngày 09/12/2026)" in over.message
    assert [owed.unit_code for owed in due.owed] == ["B"]
    assert due.days == 8


def test_long_before_the_day_nobody_is_reminded(world: World, plan: PlanDocument) -> None:
    assert reminders_for(world.acting["minh"], as_of=on("01/10/2026")) == []


def test_the_words_are_there_to_be_copied(minh: Client, plan: PlanDocument) -> None:
    page = minh.get(reverse("obligations:reminders")).content.decode()
    assert "Xã An Hòa, Xã Cẩm Lĩnh" in page
    assert "readonly" in page
