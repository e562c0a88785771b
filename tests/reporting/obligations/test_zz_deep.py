"""Judged alone or among everybody: the same answer about every unit, whatever its history."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.engines.counting import DenominatorRule
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.queries import rules_ever
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.obligations.actions import Asked, request_report
from songhanh.reporting.obligations.models import Extension, FirstSubmission, HandOver, Waiver
from songhanh.reporting.obligations.queries import (
    inheritance_of,
    inheritances_of_plan,
    obligation_of,
    obligations,
    obligations_of_round,
)
from tests.registry.orgunits.histories import do, doings, start
from tests.reporting.obligations.plans import ANNUAL, SEMIANNUAL, UNDATED, publish, rule
from tests.results.stories import moment, on
from tests.world import World, add_unit

pytestmark = pytest.mark.django_db
BY = command_line()
PERIODS = ("2024-H1", "2024", "2025-H1", "2025")
BY_NAME = rule("VI.8", "annual", due="11-30", due_rule="by", **{"from": ["Xã C1", "Tên 072024"]})
STATIONS = rule("VI.9", "semiannual", due="06-10", due_rule="by", **{"from": ["s1, xã C3", "Sở Y"]})

events = st.tuples(
    st.sampled_from(["sent", "waived", "extended", "handed_over"]),
    st.integers(0, 7),
    st.sampled_from(PERIODS),
    st.integers(0, 7),
)


def asked_for(plan: PlanDocument) -> None:
    """A report asked of a unit by its code, wherever it stands, and of all wards."""
    senders = DenominatorRule(kinds=frozenset({"ward"}), codes=frozenset({"C3", "s2"}))
    wanted = Asked("Báo cáo nhanh", "2024", on("20/12/2024"), senders)
    request_report(plan, wanted, acting=BY, at=moment("15/01/2024"))


def happen(plan: PlanDocument, units: list[OrgUnit], event: tuple[str, int, str, int]) -> None:
    kind, number, period, other = event
    unit, at = units[number], moment("15/09/2024")
    for one in rules_ever(plan):
        named = {"rule": one, "unit": unit, "period": period}
        if kind == "sent":
            FirstSubmission.objects.create(**named, submitted_at=at)
            continue
        decided = named | {"reason": "x", "decided_at": at}
        if kind == "waived":
            Waiver.objects.create(**decided)
        elif kind == "extended":
            Extension.objects.create(**decided, last_day=on("20/12/2024"))
        else:
            HandOver.objects.create(**decided, to_unit=units[other])


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(doings, max_size=12),
    st.lists(events, max_size=4),
    st.sampled_from(["01/05/2024", "20/10/2024", "15/12/2024", "01/07/2025"]),
)
def test_what_one_unit_owes_is_what_the_list_of_all_says_of_it(
    steps: list[tuple], happened: list[tuple[str, int, str, int]], today: str
) -> None:
    with transaction.atomic():
        units = start()
        period = {"from": 2024, "to": 2025}
        plan = publish(ANNUAL, SEMIANNUAL, UNDATED, BY_NAME, STATIONS, period=period)
        asked_for(plan)
        for doing in steps:
            do(units, doing)
        for event in happened:
            happen(plan, units, event)
        check(plan, units, on(today))
        transaction.set_rollback(True)


def check(plan: PlanDocument, units: list[OrgUnit], as_of: date) -> None:
    whole = obligations(plan=plan, as_of=as_of, on_request=True)
    for unit in units:
        own = [one for one in whole if one.unit_id == unit.pk]
        few = obligations(plan=plan, as_of=as_of, on_request=True, unit_ids={unit.pk})
        assert few == own
    ended = {one.key: one for one in inheritances_of_plan(plan, as_of=as_of)}
    for one in rules_ever(plan):
        for period in PERIODS[:2]:
            listed = {each.unit_id: each for each in obligations_of_round(one, period, as_of=as_of)}
            for unit in units:
                named = {"unit_id": unit.pk, "period": period, "as_of": as_of}
                assert obligation_of(one, **named) == listed.get(unit.pk)
                found = inheritance_of(one, **named)
                known = ended.get((one.pk, unit.pk, period))
                assert told(found) == told(known)


def told(one: object) -> object:
    """Who ended, who answers, by which decision."""
    return one and (one.ended, one.heir, one.decision, one.is_open)  # type: ignore[attr-defined]  # an Inheritance


def test_one_unit_is_judged_without_reading_the_others(world: World) -> None:
    plan = publish(ANNUAL)
    annual = rules_ever(plan).get()
    named = {"unit_id": world.units["A"].pk, "period": "2026", "as_of": on("01/12/2026")}
    seen: Counter[int] = Counter()
    for more in range(2):
        for number in range(4 * more):
            add_unit(world, f"X{number}", f"Xã Thứ {number}", "commune", "P")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert obligation_of(annual, **named) is not None
        seen[len(asked)] += 1
        versions = [one["sql"] for one in asked if "orgunits_unitversion" in one["sql"]]
        assert versions
    assert len(seen) == 1
