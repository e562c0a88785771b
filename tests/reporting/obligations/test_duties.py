"""Who owes what by when: states over days, rules of every make, units that come and go."""

from datetime import UTC, date, datetime

import pytest

from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.actions import Change, merge_unit, rename_unit
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.reporting.obligations.actions import record_first_submission
from songhanh.reporting.obligations.queries import (
    STATES,
    obligation_of,
    obligations,
    obligations_seen_by,
)
from tests.reporting.obligations.plans import (
    ADHOC,
    ANNUAL,
    ANNUAL_BY,
    QUARTERLY_SUMMARY,
    REPEATED,
    SEMIANNUAL,
    SUMMARY,
    UNDATED,
    UNSPECIFIED,
    publish,
    rule,
    rule_of,
)
from tests.results.stories import moment, on
from tests.world import World, add_unit

pytestmark = pytest.mark.django_db
BY = command_line()


def owed(plan, as_of: str, **how) -> list[tuple[str, str, str | None, str]]:
    """Unit, period, last day and state of each, in order."""
    found = obligations(plan=plan, as_of=on(as_of), **how)
    return [
        (
            one.unit_code,
            one.period,
            f"{one.last_day:%d/%m/%Y}" if one.last_day else None,
            one.state.value,
        )
        for one in found
    ]


def state(plan, ordinal: str, as_of: str, code: str = "A", period: str = "2026") -> str:
    found = [
        one
        for one in obligations(plan=plan, as_of=on(as_of))
        if (one.rule.element.ordinal, one.unit_code, one.period) == (ordinal, code, period)
    ]
    assert len(found) == 1
    return found[0].state.value


def submit(world: World, plan, ordinal: str, at: datetime, code: str = "A") -> None:
    record_first_submission(
        rule_of(plan, ordinal),
        unit_id=world.units[code].pk,
        period="2026",
        acting=BY,
        at=at,
    )


# ------------------------------------------------------------------ states ----


def test_the_states_are_those_of_the_contract() -> None:
    assert set(STATES) == {"not_due", "due", "on_time", "late", "missing", "waived"}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("15/01/2026", "not_due"),
        ("23/11/2026", "not_due"),
        ("24/11/2026", "due"),
        ("09/12/2026", "due"),
        ("10/12/2026", "missing"),
        ("10/12/2030", "missing"),
    ],
)
def test_before_a_day_is_due_until_the_day_before_it(
    world: World, as_of: str, expected: str
) -> None:
    assert state(publish(ANNUAL), "VI.1", as_of) == expected


@pytest.mark.parametrize(
    ("submitted_at", "before", "by"),
    [
        (datetime(2026, 12, 9, 16, 59, 59, tzinfo=UTC), "on_time", "on_time"),
        (datetime(2026, 12, 9, 17, 0, 0, tzinfo=UTC), "late", "on_time"),  # 00:00 of the day
        (datetime(2026, 12, 10, 16, 59, 59, tzinfo=UTC), "late", "on_time"),
        (datetime(2026, 12, 10, 17, 0, 0, tzinfo=UTC), "late", "late"),
    ],
)
def test_a_report_at_midnight_of_the_printed_day_is_late_before_it_and_on_time_by_it(
    world: World, submitted_at: datetime, before: str, by: str
) -> None:
    plan = publish(ANNUAL, ANNUAL_BY)
    for ordinal in ("VI.1", "VI.2"):
        submit(world, plan, ordinal, submitted_at)
    assert state(plan, "VI.1", "31/12/2026") == before
    assert state(plan, "VI.2", "31/12/2026") == by


def test_before_is_read_as_by_where_an_officer_said_so(world: World) -> None:
    plan = publish(ANNUAL)
    one = rule_of(plan, "VI.1")
    one.before_is_strict = False
    one.save()
    assert state(plan, "VI.1", "10/12/2026") == "due"


def test_the_first_submission_decides_for_ever(world: World) -> None:
    plan = publish(ANNUAL)
    submit(world, plan, "VI.1", moment("01/12/2026"))
    submit(world, plan, "VI.1", moment("20/12/2026"))  # again, after a return
    assert state(plan, "VI.1", "31/12/2026") == "on_time"


def test_what_was_submitted_later_is_not_seen_earlier(world: World) -> None:
    plan = publish(ANNUAL)
    submit(world, plan, "VI.1", moment("20/12/2026"))
    [seen] = obligations(plan=plan, as_of=on("15/12/2026"), unit_ids={world.units["A"].pk})[:1]
    assert (seen.state.value, seen.submitted_on) == ("missing", None)
    assert state(plan, "VI.1", "20/12/2026") == "late"


# ------------------------------------------------------------------- rules ----


def test_every_commune_owes_each_year_of_the_plan(world: World) -> None:
    assert owed(publish(ANNUAL), "31/12/2026") == [
        ("A", "2026", "09/12/2026", "missing"),
        ("B", "2026", "09/12/2026", "missing"),
        ("C", "2026", "09/12/2026", "missing"),
        ("A", "2027", "09/12/2027", "not_due"),
        ("B", "2027", "09/12/2027", "not_due"),
        ("C", "2027", "09/12/2027", "not_due"),
    ]


def test_a_six_months_report_is_due_before_the_half_year_ends(world: World) -> None:
    plan = publish(SEMIANNUAL)
    own = owed(plan, "01/06/2026", unit_ids={world.units["A"].pk}, years={2026})
    assert own == [("A", "2026-H1", "09/06/2026", "due")]


def test_nothing_is_owed_from_before_the_plan_was_issued(world: World) -> None:
    plan = publish(ANNUAL, issued_on="2026-12-20")
    assert {period for _, period, _, _ in owed(plan, "31/12/2026")} == {"2027"}


def test_a_report_without_a_day_is_owed_and_never_late(world: World) -> None:
    plan = publish(UNDATED)
    for day in ("15/01/2026", "31/12/2027"):
        assert {row[2:] for row in owed(plan, day)} == {(None, "not_due")}
    submit(world, plan, "VI.4", moment("31/12/2027"))
    assert state(plan, "VI.4", "31/12/2027") == "on_time"


@pytest.mark.parametrize("one", [ADHOC, UNSPECIFIED], ids=["adhoc", "unspecified"])
def test_a_report_on_request_has_no_period_and_is_listed_when_asked_for(world: World, one) -> None:
    plan = publish(one)
    assert owed(plan, "30/06/2026") == []
    assert owed(plan, "30/06/2026", on_request=True) == [
        (code, "", None, "not_due") for code in "ABC"
    ]


def test_the_summary_is_owed_by_the_unit_that_sums_up(world: World) -> None:
    assert owed(publish(SUMMARY), "01/12/2026", years={2026}) == [
        ("S", "2026", "14/12/2026", "due")
    ]


def test_a_summary_follows_its_printed_frequency(world: World) -> None:
    found = owed(publish(QUARTERLY_SUMMARY), "01/06/2026", years={2026})
    assert [(period, day) for _, period, day, _ in found] == [
        ("2026-Q1", "25/03/2026"),
        ("2026-Q2", "25/06/2026"),
        ("2026-Q3", "25/09/2026"),
        ("2026-Q4", "25/12/2026"),
    ]


def test_a_rule_stated_twice_is_owed_once(world: World) -> None:
    plan = publish(ANNUAL, REPEATED)
    assert len(owed(plan, "31/12/2026", years={2026})) == 3
    again = rule_of(plan, "VI.7")
    unit_id = world.units["A"].pk
    assert obligation_of(again, unit_id=unit_id, period="2026", as_of=on("31/12/2026")) is None


def test_words_that_mean_no_unit_owe_nothing(world: World) -> None:
    assert owed(publish(rule("VI.1", "annual", **{"from": ["nhân dân"]})), "31/12/2026") == []


def test_one_obligation_is_found_by_its_name(world: World) -> None:
    plan = publish(ANNUAL)
    one = obligation_of(
        rule_of(plan, "VI.1"), unit_id=world.units["A"].pk, period="2026", as_of=on("31/12/2026")
    )
    assert one is not None
    assert one.as_json() == {
        "plan": plan.code,
        "rule": "VI.1",
        "kind": "annual",
        "unit": "A",
        "unit_name": "Xã An Hòa",
        "period": "2026",
        "last_day": date(2026, 12, 9),
        "state": "missing",
        "submitted_on": None,
        "to": ["Ủy ban nhân dân tỉnh"],
        "via": "Sở Nội vụ",
    }


# ------------------------------------------------------------------- units ----


def test_a_unit_merged_away_before_the_day_owes_nothing_and_one_after_it_does(
    world: World,
) -> None:
    plan = publish(SEMIANNUAL, ANNUAL)
    change = Change(on("01/07/2026"), basis="Nghị quyết 01/NQ")
    merge_unit(
        world.units["A"],
        into=world.units["B"],
        change=change,
        acting=BY,
        at=moment("01/07/2026"),
    )
    of_2026 = owed(plan, "31/12/2026", years={2026})
    assert {code for code, period, _, _ in of_2026 if period == "2026-H1"} == {"A", "B", "C"}
    assert {code for code, period, _, _ in of_2026 if period == "2026"} == {"B", "C"}
    seen = obligations_seen_by(world.acting["minh"], as_of=on("31/12/2026"), year=2026)
    assert "A" in {one.unit_code for one in seen}, "what A still owed stays to be seen"


def test_a_unit_stands_under_its_name_of_the_last_day(world: World) -> None:
    plan = publish(ANNUAL)
    rename_unit(
        world.units["A"],
        name="Xã Đông An",
        change=Change(on("01/01/2027"), basis="Nghị quyết 02/NQ"),
        acting=BY,
        at=moment("01/01/2027"),
    )
    names = {
        one.period: one.unit_name
        for one in obligations(plan=plan, as_of=on("31/12/2027"))
        if one.unit_id == world.units["A"].pk
    }
    assert names == {"2026": "Xã An Hòa", "2027": "Xã Đông An"}


def test_a_new_unit_owes_from_its_first_last_day_on(world: World) -> None:
    plan = publish(ANNUAL)
    add_unit(world, "N", "Xã Ngọc Sơn", UnitKind.COMMUNE, "P", (on("10/12/2026"), None))
    periods = [period for code, period, _, _ in owed(plan, "31/12/2026") if code == "N"]
    assert periods == ["2027"]


def test_a_branch_sees_its_own_duties(world: World) -> None:
    publish(ANNUAL)
    seen = obligations_seen_by(world.acting["lan"], as_of=on("31/12/2026"), year=2026)
    assert [one.unit_code for one in seen] == ["A"]
    assert obligations_seen_by(world.acting["xuan"], as_of=on("31/12/2026"), year=2026) == []


def test_the_missing_list_equals_a_count_by_hand(world: World) -> None:
    """Any day: what has no submission by then and a last day before it."""
    plan = publish(ANNUAL, SEMIANNUAL, SUMMARY)
    sent = {("VI.1", "A"): "09/12/2026", ("VI.1", "B"): "20/12/2026", ("VI.6", "S"): "16/12/2026"}
    for (ordinal, code), day in sent.items():
        submit(world, plan, ordinal, moment(day), code)
    last_days = {"VI.1": "09/12/2026", "VI.3": "09/06/2026", "VI.6": "14/12/2026"}
    senders = {"VI.1": "ABC", "VI.3": "ABC", "VI.6": "S"}
    for day in ("09/06/2026", "10/06/2026", "09/12/2026", "10/12/2026", "15/12/2026", "31/12/2026"):
        by_hand = {
            (ordinal, code)
            for ordinal, last in last_days.items()
            for code in senders[ordinal]
            if on(last) < on(day)
            and ((ordinal, code) not in sent or on(sent[ordinal, code]) > on(day))
        }
        found = obligations(plan=plan, as_of=on(day), state="missing", years={2026})
        assert {(one.rule.element.ordinal, one.unit_code) for one in found} == by_hand


def test_the_number_of_queries_does_not_grow_with_units_or_periods(
    world: World, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    short = publish(ANNUAL)
    with django_assert_max_num_queries(30) as few:
        obligations(plan=short, as_of=on("31/12/2026"))
    for number in range(10):
        add_unit(world, f"N{number}", f"Xã Số {number}", UnitKind.COMMUNE, "P")
    long = publish(ANNUAL, period={"from": 2026, "to": 2040}, code="KH-DAI", number="2/KH-UBND")
    with django_assert_num_queries(len(few)):
        obligations(plan=long, as_of=on("31/12/2026"))
