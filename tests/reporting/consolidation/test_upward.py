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
from songhanh.reporting.obligations.queries import obligation_of
from songhanh.reporting.submissions.actions import (
    approve_submission,
    begin_submission,
    submit_submission,
)
from songhanh.reporting.submissions.enums import Section
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
