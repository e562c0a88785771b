"""A unit that ends before the due day: its successor answers; where unclear, somebody decides."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from songhanh.engines.counting import DenominatorRule
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.queries import rules_ever
from songhanh.programme.rules.regimes import RegimeValues
from songhanh.programme.rules.senders import Senders
from songhanh.registry.orgunits.actions import (
    Change,
    Part,
    dissolve_unit,
    merge_unit,
    rename_unit,
    split_unit,
)
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.reporting.obligations.actions import (
    Asked,
    change_regime,
    hand_over,
    record_first_submission,
    request_report,
)
from songhanh.reporting.obligations.models import HandOver
from songhanh.reporting.obligations.queries import (
    Inheritance,
    inheritance_of,
    inheritances_seen_by,
    obligations,
)
from tests.reporting.obligations.plans import ANNUAL, SEMIANNUAL, UNDATED, publish, rule_of
from tests.results.stories import moment, on
from tests.world import World, add_unit

pytestmark = pytest.mark.django_db
BY = command_line()
ENDED = Change(on("01/10/2026"), basis="Nghị quyết 01/NQ")
WHY = "Phần lớn dân cư thuộc xã mới."


@pytest.fixture
def plan(world: World) -> PlanDocument:
    return publish(ANNUAL, SEMIANNUAL, UNDATED)


def merged(world: World, old: str, into: str, change: Change = ENDED) -> None:
    merge_unit(
        world.units[old],
        into=world.units[into],
        change=change,
        acting=BY,
        at=moment("01/10/2026"),
    )


def split(world: World, old: str, *parts: str) -> None:
    split_unit(
        world.units[old],
        parts=[Part(world.units[code]) for code in parts],
        change=ENDED,
        acting=BY,
        at=moment("01/10/2026"),
    )


def owed(plan: PlanDocument, period: str = "2026", day: str = "01/12/2026") -> dict[str, set[str]]:
    """Who owes the report and for whom each unit answers besides."""
    found = obligations(plan=plan, as_of=on(day))
    return {
        one.unit_code: {ended.code for ended in one.takes_over}
        for one in found
        if one.period == period and one.last_day is not None
    }


def of_c(plan: PlanDocument, world: World, day: str = "01/12/2026") -> Inheritance:
    found = inheritance_of(
        rule_of(plan, "VI.1"), unit_id=world.units["C"].pk, period="2026", as_of=on(day)
    )
    assert found is not None
    return found


def decide(world: World, plan: PlanDocument, to: str | None, **said: Any) -> HandOver:
    how = {"reason": WHY, "acting": world.acting["minh"], "at": moment("02/11/2026"), **said}
    return hand_over(of_c(plan, world), to_unit_id=world.units[to].pk if to else None, **how)


def test_who_continues_a_merged_unit_answers_for_it(world: World, plan: PlanDocument) -> None:
    merged(world, "C", "A")
    assert owed(plan) == {"A": {"C"}, "B": set()}
    assert owed(plan, "2026-H1") == {"A": set(), "B": set(), "C": set()}
    assert owed(plan, "2027", day="01/06/2027") == {"A": set(), "B": set()}
    own = next(one for one in obligations(plan=plan, as_of=on("01/12/2026")) if one.takes_over)
    assert own.covered_units == {world.units["A"].pk, world.units["C"].pk}
    assert not of_c(plan, world).is_open


def test_before_the_merger_nothing_is_handed_over(world: World, plan: PlanDocument) -> None:
    merged(world, "C", "A")
    assert owed(plan, day="30/09/2026") == {"A": set(), "B": set()}


def test_over_several_steps_and_names_the_last_one_answers(
    world: World, plan: PlanDocument
) -> None:
    merged(world, "C", "A")
    later = Change(on("01/11/2026"), basis="Nghị quyết 02/NQ")
    merged(world, "A", "B", later)
    new_name = Change(on("15/11/2026"), basis="Nghị quyết 03/NQ")
    rename_unit(
        world.units["B"],
        name="Phường Bình An",
        change=new_name,
        acting=BY,
        at=moment("15/11/2026"),
    )
    assert owed(plan) == {"B": {"A", "C"}}


def test_what_the_unit_sent_itself_stays_its_own(world: World, plan: PlanDocument) -> None:
    record_first_submission(
        rule_of(plan, "VI.1"),
        unit_id=world.units["C"].pk,
        period="2026",
        acting=BY,
        at=moment("20/09/2026"),
    )
    merged(world, "C", "A")
    assert owed(plan) == {"A": set(), "B": set()}


def test_a_successor_that_was_not_asked_itself_owes_the_report_it_inherits(
    world: World, plan: PlanDocument
) -> None:
    asked = Asked(
        title="Báo cáo nhanh",
        period="2026",
        last_day=on("10/12/2026"),
        units=DenominatorRule(codes=frozenset({"C"})),
    )
    request = request_report(plan, asked, acting=world.acting["minh"], at=moment("01/09/2026"))
    merged(world, "C", "A")
    found = obligations(plan=plan, as_of=on("01/12/2026"))
    assert [one.unit_code for one in found if one.rule.pk == request.rule_id] == ["A"]


END_UNCLEARLY: dict[str, Callable[[World], object]] = {
    "split": lambda world: split(world, "C", "A", "B"),
    "dissolved": lambda world: dissolve_unit(
        world.units["C"], change=ENDED, acting=BY, at=moment("01/10/2026")
    ),
}


@pytest.mark.parametrize("how", END_UNCLEARLY)
def test_where_it_is_not_clear_nobody_answers_until_somebody_decides(
    world: World, plan: PlanDocument, how: str
) -> None:
    END_UNCLEARLY[how](world)
    assert owed(plan) == {"A": set(), "B": set()}
    assert of_c(plan, world).is_open
    decide(world, plan, None)
    assert not of_c(plan, world).is_open
    assert owed(plan) == {"A": set(), "B": set()}


def test_the_decision_of_the_lead_officer_names_the_unit_and_the_reason(
    world: World, plan: PlanDocument
) -> None:
    split(world, "C", "A", "B")
    before = of_c(plan, world)
    refused: list[tuple[type[Exception], str | None, dict[str, Any]]] = [
        (RefusedError, "A", {"reason": " "}),
        (RefusedError, "S", {}),
        (NotAllowedError, "A", {"acting": world.acting["lan"]}),
    ]
    for error, to, said in refused:
        with pytest.raises(error):
            decide(world, plan, to, **said)
    decide(world, plan, "A")
    assert owed(plan) == {"A": {"C"}, "B": set()}
    with pytest.raises(ConflictError):
        hand_over(
            before,
            to_unit_id=world.units["B"].pk,
            reason=WHY,
            acting=world.acting["minh"],
            at=moment("03/11/2026"),
        )
    decide(world, plan, "B", at=moment("03/11/2026"))
    assert owed(plan) == {"A": set(), "B": {"C"}}
    assert owed(plan, day="02/11/2026") == {"A": {"C"}, "B": set()}
    assert owed(plan, day="01/11/2026") == {"A": set(), "B": set()}


def test_a_last_day_moved_behind_the_merger_is_the_successors(
    world: World, plan: PlanDocument
) -> None:
    change_regime(
        rule_of(plan, "VI.1"),
        RegimeValues(days=["09-26"], due_rule="by", shift="next"),
        version=1,
        reason=WHY,
        acting=world.acting["minh"],
        at=moment("01/06/2026"),
    )
    assert on("26/09/2026").isoweekday() == 6
    merged(world, "C", "A", Change(on("28/09/2026"), basis="Nghị quyết 01/NQ"))
    assert owed(plan) == {"A": {"C"}, "B": set()}


def test_the_pages_show_what_is_clear_and_ask_for_the_rest(
    world: World, plan: PlanDocument, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_unit(world, "D", "Xã Đông Hải", UnitKind.COMMUNE, "P")
    merged(world, "D", "B")
    split(world, "C", "A", "B")
    monkeypatch.setattr(clock.timezone, "now", lambda: moment("02/11/2026"))
    client.force_login(world.users["minh"])
    page = reverse("obligations:hand_overs")
    shown = client.get(page).content.decode()
    assert "theo kế thừa" in shown
    assert "1 báo cáo chưa rõ" in shown
    by_unit = {
        word: [row.ended.code for row in client.get(page, asked).context["page"]]
        for word, asked in {
            "open": {"state": "open"},
            "inherited": {"state": "inherited"},
            "heir": {"q": "phuong binh"},
            "none": {"q": "khong co", "state": "open"},
        }.items()
    }
    assert by_unit == {"open": ["C"], "inherited": ["D"], "heir": ["D"], "none": []}
    book = load_workbook(BytesIO(client.get(page, {"format": "xlsx"}).content)).active
    rows = {row[0]: row[7] for row in book.iter_rows(min_row=2, values_only=True)}
    assert rows == {"C": "chưa rõ", "D": "Phường Bình Minh"}
    one = reverse(
        "obligations:hand_over", args=[rule_of(plan, "VI.1").pk, world.units["C"].pk, "2026"]
    )
    chosen = {"to_unit": world.units["A"].pk, "reason": WHY}
    assert client.post(one, chosen | {"to_unit": world.units["S"].pk}).status_code == 400
    assert client.post(one, chosen).status_code == 302
    assert WHY in client.get(page).content.decode()
    board = client.get(reverse("obligations:list")).content.decode()
    assert "nộp thay Xã Cẩm Lĩnh" in board
    assert "nộp thay Xã Đông Hải" in board
    seen = inheritances_seen_by(world.acting["minh"], as_of=on("02/11/2026"))
    assert {one.ended.code: one.heir.code if one.heir else "" for one in seen} == {
        "C": "A",
        "D": "B",
    }


@pytest.mark.parametrize("first", ["01/01/2026", "01/07/2026", "30/09/2026", "01/12/2026"])
def test_senders_read_from_a_day_on_are_the_same_as_those_of_all_time(
    world: World, plan: PlanDocument, first: str
) -> None:
    add_unit(world, "D", "Xã Đông", UnitKind.COMMUNE, "P")
    merged(world, "A", "C")
    split(world, "B", "C", "D")
    rules = list(rules_ever(plan))
    today, begins = on("20/12/2026"), on(first)
    narrow, wide = (Senders(plan, rules, today, since) for since in (begins, date.min))
    days = [begins, on("30/09/2026"), on("01/10/2026"), on("15/12/2026"), on("31/12/2027")]
    for rule in rules:
        for day in days:
            if day >= begins:
                assert narrow.on(rule, day) == wide.on(rule, day)
                assert narrow.ended(rule, begins, day) == wide.ended(rule, begins, day)
