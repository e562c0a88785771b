"""A frozen round goes on as the report the plan above asks of its office."""

import pytest

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.acting import Acting, command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.queries import reporting_rules
from songhanh.reporting.consolidation.actions import (
    freeze_consolidation,
    save_consolidation,
    send_upward,
)
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.consolidation.queries import owed_above
from songhanh.reporting.consolidation.upward import added_up
from songhanh.reporting.obligations.queries import obligation_of
from songhanh.reporting.submissions.actions import (
    approve_submission,
    begin_submission,
    submit_submission,
)
from songhanh.reporting.submissions.bringing import brought_into
from songhanh.reporting.submissions.enums import Section
from songhanh.reporting.submissions.gathering import unit_figures
from songhanh.reporting.submissions.queries import draft_of, figures_of, is_intact
from tests.reporting.submissions.stories import PERIOD, PLAN, Story, at, fresh
from tests.world import add_person, add_unit

pytestmark = pytest.mark.django_db

YEAR = parse_period(PERIOD)


def the_communes_round(story: Story) -> tuple[FrozenConsolidation, Acting]:
    """Xã An Hòa carries the province's plan out with its own; two villages report to it."""
    add_unit(story.world, "t1", "Thôn Đông", "village", "A")
    add_person(story.world, "an", "", ("LO", "A", "A"))
    rule = PLAN["plan"]["reporting"][0]
    own = PLAN["plan"] | {
        "reporting": [rule | {"from": ["các thôn"], "via": None, "to": ["Ủy ban nhân dân xã"]}]
    }
    package = PLAN | {
        "code": "A-2026-1",
        "number": "1/KH-UBND",
        "issuer_code": "A",
        "parent_code": story.plan.code,
        "plan": own | {"issuing_level": "commune", "targets": []},
    }
    plan = publish_from_package(package, acting=command_line(), at=at(16, 1))
    PlanDocument.objects.filter(pk=plan.pk).update(parent=story.plan)
    annual = reporting_rules(plan).get(kind="annual")
    by = {"acting": command_line(), "at": at(20, 11)}
    for day in (3, 4):
        story.item("t1", at(day, 11).date(), "website")
    begun = begin_submission(annual, unit_id=story.unit_id("t1"), period=PERIOD, **by)
    submit_submission(begun, saves=begun.saves, **by)
    approve_submission(fresh(begun), version=1, **by)
    an = story.world.acting["an"]
    texts = {Section.DIFFICULTIES.value: "Thôn thiếu loa."}
    save_consolidation(annual, YEAR, texts, saves=0, acting=an, at=at(21, 11))
    return freeze_consolidation(annual, YEAR, saves=1, acting=an, at=at(22, 11)), an


def test_the_words_of_a_frozen_round_begin_the_report_upward(story: Story) -> None:
    frozen, an = the_communes_round(story)
    owed = owed_above(frozen, on=at(22, 11).date())
    assert [(one.plan, one.unit_code, one.period) for one in owed] == [(story.plan, "A", PERIOD)]
    begun = send_upward(frozen, owed[0], acting=an, at=at(23, 11))
    texts = dict(begun.texts.values_list("section", "text"))
    assert texts[Section.DIFFICULTIES] == "Thôn thiếu loa."
    again = send_upward(frozen, owed[0], acting=an, at=at(24, 11))
    assert (again.pk, again.saves) == (begun.pk, fresh(begun).saves)


def test_the_figures_of_a_frozen_round_are_told_upward_and_frozen_there(story: Story) -> None:
    frozen, an = the_communes_round(story)
    story.item("A", at(5, 11).date())  # the commune's own, in no village's report
    story.item("t1", at(6, 11).date(), "website", moment=at(23, 11))  # after the round was frozen
    begun = send_upward(
        frozen, owed_above(frozen, on=at(22, 11).date())[0], acting=an, at=at(23, 11)
    )
    told = {one.key: one.value for one in draft_of(fresh(begun), at(23, 11)).figures}
    expected = {
        "item_original": 3,
        "item_original:loudspeaker": 1,
        "item_original:website": 2,
        "activity": 0,
    }
    assert {key: told[key] for key in expected} == expected
    snapshot = submit_submission(fresh(begun), saves=fresh(begun).saves, acting=an, at=at(23, 11))
    assert {one.key: one.value for one in figures_of(snapshot)} == told
    assert is_intact(snapshot)


def test_a_round_frozen_again_takes_the_place_of_the_one_brought_before(story: Story) -> None:
    frozen, an = the_communes_round(story)
    (owed,) = owed_above(frozen, on=at(22, 11).date())
    begun = send_upward(frozen, owed, acting=an, at=at(23, 11))
    rule = frozen.consolidation.rule
    later = freeze_consolidation(rule, YEAR, saves=2, acting=an, at=at(24, 11))
    send_upward(later, owed, acting=an, at=at(24, 11))
    brought = fresh(begun).brought
    assert brought.digest == later.content_hash
    assert brought.source.endswith("chốt lần 2")
    assert brought.adds_own


def test_the_report_says_from_which_round_its_figures_came(story: Story) -> None:
    frozen, an = the_communes_round(story)
    (owed,) = owed_above(frozen, on=at(22, 11).date())
    begun = send_upward(frozen, owed, acting=an, at=at(23, 11))
    assert brought_into(begun) == added_up(frozen, owed)
    draft = draft_of(fresh(begun), at(23, 11))
    assert draft.filling.brought == "bản tổng hợp 1/KH-UBND, năm 2026, chốt lần 1"


def test_a_department_tells_the_shares_of_its_territory(story: Story) -> None:
    story.approved("lan")
    minh = story.world.acting["minh"]
    frozen = freeze_consolidation(story.annual, YEAR, saves=0, acting=minh, at=at(2, 12))
    owed = obligation_of(
        story.annual, unit_id=story.unit_id("S"), period=PERIOD, as_of=at(2, 12).date()
    )
    assert owed is not None
    carried = added_up(frozen, owed)
    of_province = unit_figures(story.plan, story.unit_id("P"), YEAR, at(2, 12).date())
    shares = [one for one in carried.figures if one.is_target]
    assert shares == [one for one in of_province if one.is_target]
    assert {one.denominator for one in shares if one.key == "target:II.1:2026"} == {3}
    assert not carried.adds_own  # the department reports in this round itself


def test_what_the_plan_above_does_not_ask_is_not_sent(story: Story) -> None:
    frozen, an = the_communes_round(story)
    other = obligation_of(
        story.annual, unit_id=story.unit_id("B"), period=PERIOD, as_of=at(22, 11).date()
    )
    assert other is not None
    with pytest.raises(RefusedError, match="không yêu cầu"):
        send_upward(frozen, other, acting=an, at=at(23, 11))


def test_a_plan_without_a_plan_above_sends_nothing_on(story: Story) -> None:
    story.approved("lan")
    minh = story.world.acting["minh"]
    frozen = freeze_consolidation(story.annual, YEAR, saves=0, acting=minh, at=at(2, 12))
    assert owed_above(frozen, on=at(2, 12).date()) == []
