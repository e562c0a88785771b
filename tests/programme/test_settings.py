"""How targets are counted and who owes a report: settled by an officer, shown with the default."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from songhanh.engines import counting
from songhanh.foundation.lib.errors import ConflictError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.actions import (
    confirm_all,
    publish_plan,
    settle_rule,
    settle_target,
)
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import Weight, readiness_of, units_of_rule, units_of_target
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import due_day, reporting_rules, senders_on
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import plan_spec, target_spec, targets_of
from tests.programme.conftest import ReceivePlan
from tests.programme.test_pages import signed_in, told
from tests.programme.texts import PROVINCE_PLAN
from tests.world import NOON, World, add_unit

DAY = NOON.date()


def target(plan: PlanDocument, kind: str) -> Target:
    return targets_of(plan).get(kind=kind)


def annual(plan: PlanDocument) -> ReportingRule:
    return reporting_rules(plan).get(kind="annual")


def settle(plan: PlanDocument, world: World, who: str = "minh", **changes: object) -> None:
    arguments: dict[str, object] = {"version": 0, "values": {}, "choice": None}
    arguments |= changes
    chosen = target(plan, "sessions_per_year")
    settle_target(chosen, acting=world.acting[who], at=NOON, **arguments)  # type: ignore[arg-type]  # the fields are given by name


def test_a_plan_reaches_the_counting_engine_with_its_issuer_and_years(
    published: PlanDocument, world: World
) -> None:
    assert plan_spec(published) == counting.PlanSpec(
        code="P-2026-41", issuer_id=world.units["P"].pk, first_year=2026, last_year=2030
    )


def test_without_a_choice_the_words_of_the_plan_decide(published: PlanDocument) -> None:
    counted = units_of_target(target(published, "sessions_per_year"), DAY)
    assert [unit.code for unit in counted.units] == ["A", "B", "C"]
    assert not counted.chosen
    assert counted.day == date(2026, 12, 31)


def test_the_action_month_counts_the_units_of_15_november(
    published: PlanDocument, world: World
) -> None:
    add_unit(world, "N", "Xã Ngọc Sơn", "commune", "P", (date(2026, 12, 1), None))
    counted = units_of_target(target(published, "action_month_plan_share"), DAY)
    assert counted.day == date(2026, 11, 15)
    assert "N" not in [unit.code for unit in counted.units]


def test_an_officer_chooses_the_units_counted(published: PlanDocument, world: World) -> None:
    settle(published, world, choice=counting.DenominatorRule(codes=frozenset({"A", "S"})))
    counted = units_of_target(target(published, "sessions_per_year"), DAY)
    assert [unit.code for unit in counted.units] == ["A", "S"]
    assert counted.chosen


def test_a_choice_is_taken_back(published: PlanDocument, world: World) -> None:
    settle(published, world, choice=counting.DenominatorRule(kinds=frozenset({"ward"})))
    settle(published, world, version=1)
    counted = units_of_target(target(published, "sessions_per_year"), DAY)
    assert [unit.code for unit in counted.units] == ["A", "B", "C"]


def test_settings_are_what_the_engine_gets(published: PlanDocument, world: World) -> None:
    values = {"threshold": Decimal(4), "count_integrated": False, "denominator_day": "06-30"}
    settle(published, world, values=values)
    spec = target_spec(target(published, "sessions_per_year"))
    assert spec.settings.threshold == 4
    assert not spec.settings.count_integrated
    assert spec.settings.denominator_day == counting.MonthDay(6, 30)


def test_settings_changed_meanwhile_are_not_overwritten(
    published: PlanDocument, world: World
) -> None:
    settle(published, world, values={"threshold": Decimal(4)})
    with pytest.raises(ConflictError):
        settle(published, world, values={"threshold": Decimal(5)})
    assert target(published, "sessions_per_year").setting.threshold == 4


@pytest.mark.parametrize("who", ["lan", "quan", "ha"])
def test_only_the_lead_officer_settles(published: PlanDocument, world: World, who: str) -> None:
    with pytest.raises(NotAllowedError):
        settle(published, world, who)


def test_a_plan_that_is_over_is_not_settled(published: PlanDocument, world: World) -> None:
    PlanDocument.objects.filter(pk=published.pk).update(status=PlanStatus.CLOSED)
    with pytest.raises(NotAllowedError, match="kết thúc"):
        settle(published, world)


def test_the_senders_of_a_rule_are_the_units_its_words_mean_on_the_day(
    published: PlanDocument, world: World
) -> None:
    units, unresolved = senders_on(annual(published), DAY)
    assert [unit.code for unit in units] == ["A", "B", "C"]
    assert unresolved == ()


def test_a_unit_owes_from_the_day_it_exists(published: PlanDocument, world: World) -> None:
    add_unit(world, "N", "Xã Ngọc Sơn", "commune", "P", (DAY + timedelta(days=1), None))
    before, _ = senders_on(annual(published), DAY)
    after, _ = senders_on(annual(published), DAY + timedelta(days=1))
    assert [unit.code for unit in after if unit not in before] == ["N"]


def test_an_officer_chooses_who_owes_a_report(published: PlanDocument, world: World) -> None:
    settle_rule(
        annual(published),
        version=1,
        before_is_strict=False,
        choice=counting.DenominatorRule(kinds=frozenset({"department"})),
        acting=world.acting["minh"],
        at=NOON,
    )
    rule = annual(published)
    assert [unit.code for unit in units_of_rule(rule, DAY).units] == ["S", "V"]
    assert due_day(rule) == counting.DueDay(
        days=("11-30",), rule=counting.DueRule.BEFORE, strict=False
    )


def test_a_rule_changed_meanwhile_is_not_overwritten(published: PlanDocument, world: World) -> None:
    with pytest.raises(ConflictError):
        settle_rule(
            annual(published),
            version=7,
            before_is_strict=True,
            choice=None,
            acting=world.acting["minh"],
            at=NOON,
        )


def test_a_repeated_rule_owes_nothing_of_its_own(published: PlanDocument) -> None:
    count = reporting_rules(published).count()
    rule = annual(published)
    ReportingRule.objects.filter(pk=rule.pk).update(duplicate_of="IV.1")
    assert reporting_rules(published).count() == count - 1


def test_reading_targets_takes_the_same_queries_for_one_and_for_many(
    published: PlanDocument, django_assert_num_queries
) -> None:
    with django_assert_num_queries(4):
        assert len([target_spec(one) for one in targets_of(published)]) == 3


def test_of_a_plan_that_is_over_the_units_of_its_last_year_are_shown(
    published: PlanDocument,
) -> None:
    chosen = target(published, "sessions_per_year")
    assert units_of_target(chosen, date(2033, 5, 1)).day == date(2030, 12, 31)
    assert units_of_target(chosen, date(2024, 5, 1)).day == date(2026, 12, 31)
    assert units_of_rule(annual(published), date(2033, 5, 1)).day == date(2030, 12, 31)


def test_words_that_mean_no_unit_block_their_own_target_and_nothing_else(
    receive: ReceivePlan, world: World
) -> None:
    minh = world.acting["minh"]
    subjects = "Hằng năm, các xã, phường được truyền thông"
    plan = receive(PROVINCE_PLAN.replace(subjects, "Hằng năm, các tổ hợp tác được truyền thông"))
    confirm_all(plan, acting=minh, at=NOON)
    found = [check for check in readiness_of(plan, NOON.date()) if check.code == "no_units"]
    assert [check.weight for check in found] == [Weight.NOTE]
    assert [check.place for check in found] == [targets_of(plan)[0].element.key]
    publish_plan(plan, acting=minh, at=NOON)
    browser = signed_in(world, "minh")
    one = targets_of(plan)[0]
    for address in (f"/results/{plan.pk}/", f"/plans/{plan.pk}/", "/duties/"):
        assert browser.get(address).status_code == 200
    page = told(browser.get(reverse("results:target", args=[plan.pk, one.pk])))
    assert "tổ hợp tác" in page
    assert plan.status == PlanStatus.ISSUED
