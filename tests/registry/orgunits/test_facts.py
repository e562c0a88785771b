"""What is said of a unit besides its name, by page: given, ended, taken back; and the verbs."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits import actions, queries
from songhanh.registry.orgunits.actions import Since
from songhanh.registry.orgunits.models import (
    AreaFlag,
    Membership,
    Succession,
    UnitAlias,
    UnitHead,
)
from tests.registry.orgunits.units import BY, dissolve, split, undo
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def post(world: World, address: str, who: str = "minh", **typed: str) -> int:
    client = Client()
    client.force_login(world.users[who])
    return client.post(address, typed).status_code


def new(world: World, code: str, sort: str, /, **typed: str) -> int:
    address = reverse("orgunits:new_fact", args=[world.units[code].pk, sort])
    return post(world, address, **typed)


SINCE = {"since": "01/01/2026", "basis": "QĐ 12/QĐ-UBND"}
FACTS = [
    ("alias", {"text": "Sở NV"}, "S"),
    ("function", {"function": "standing_unit"} | SINCE, "S"),
    ("area", {"kind": "difficult", "until": "31/12/2027"} | SINCE, "A"),
    ("head", {"name": "Lê Thị Ví Dụ", "post": "Giám đốc"} | SINCE, "S"),
    ("member", {"unit": "Hội Liên hiệp Phụ nữ tỉnh", "post": "Ủy viên"} | SINCE, "S"),
    ("place", {"hierarchy": "sector", "parent": "S"} | SINCE, "A"),
]


@pytest.mark.parametrize(("kind", "typed", "code"), FACTS, ids=lambda one: str(one)[:12])
def test_a_fact_is_given_shown_and_taken_back(
    world: World, kind: str, typed: dict[str, str], code: str
) -> None:
    unit = world.units[code]
    assert new(world, code, kind, **typed) == 302
    (line,) = next(one.lines for one in queries.facts_of(unit.pk, DAY) if one.kind == kind)
    assert new(world, code, kind, **typed) == 400, "twice the same"
    address = reverse("orgunits:end_fact", args=[unit.pk, kind, line.pk])
    assert post(world, address, last_day="31/12/2025", reason="x") == (
        302 if kind == "alias" else 400
    ), "an end before the beginning"
    if kind != "alias":
        assert post(world, address, last_day="30/06/2026", reason="hết nhiệm kỳ") == 302
        (line,) = next(one.lines for one in queries.facts_of(unit.pk, DAY) if one.kind == kind)
        assert line.valid_to == date(2026, 6, 30)
        assert post(world, address, reason="ghi nhầm") == 302
    assert not [one for one in queries.facts_of(unit.pk, DAY) if one.kind == kind]


def test_who_holds_a_function_changes_with_the_day(world: World) -> None:
    for code, since in (("V", date(2025, 1, 1)), ("S", NEW_YEAR)):
        actions.give_function(
            world.units[code], function="press_direction", since=Since(since), **BY
        )
    row = world.units["V"].functions.get()
    actions.end_fact(row, last_day=date(2025, 12, 31), reason="chuyển giao", **BY)
    province = world.units["P"].pk
    before = queries.holders_of("press_direction", date(2025, 12, 31), province)
    assert (before, queries.holders_of("press_direction", NEW_YEAR, province)) == (
        [world.units["V"]],
        [world.units["S"]],
    )


def test_a_new_head_ends_the_term_of_the_one_before(world: World) -> None:
    for name, since in (("Bà A", date(2024, 1, 1)), ("Ông B", NEW_YEAR)):
        actions.set_head(world.units["A"], name=name, post="Chủ tịch", since=Since(since), **BY)
    assert UnitHead.objects.get(name="Bà A").valid_to == date(2025, 12, 31)
    with pytest.raises(RefusedError, match="đã có người nhận"):
        actions.set_head(world.units["A"], name="C", post="Chủ tịch", since=Since(NEW_YEAR), **BY)


def test_two_lines_may_cross_and_no_line_becomes_a_circle(world: World) -> None:
    a, b = world.units["A"], world.units["B"]
    actions.set_place(a, hierarchy="reporting", parent=b, since=Since(NEW_YEAR), **BY)
    actions.set_place(b, hierarchy="sector", parent=a, since=Since(NEW_YEAR), **BY)
    with pytest.raises(RefusedError, match="trực thuộc chính nó"):
        actions.set_place(b, hierarchy="reporting", parent=a, since=Since(NEW_YEAR), **BY)
    assert queries.parents_on([a.pk], DAY) == {a.pk: world.units["P"].pk}
    assert queries.parents_on([a.pk], DAY, "reporting") == {a.pk: b.pk}


def test_what_is_said_of_a_unit_ends_with_it_and_comes_back_with_it(world: World) -> None:
    unit = world.units["M"]
    actions.set_head(unit, name="Bà C", post="Chủ tịch", since=Since(NEW_YEAR), **BY)
    actions.flag_area(unit, kind="remote", since=Since(NEW_YEAR), **BY)
    step = dissolve(unit, date(2026, 5, 1))
    assert UnitHead.objects.get().valid_to == AreaFlag.objects.get().valid_to == date(2026, 4, 30)
    undo(step)
    assert UnitHead.objects.get().valid_to is None
    assert AreaFlag.objects.get().valid_to is None


def test_a_committee_needs_somebody(world: World) -> None:
    assert new(world, "S", "member", post="Ủy viên", **SINCE) == 400
    assert not Membership.objects.exists()


def test_an_official_commune_takes_facts_but_no_other_name(world: World) -> None:
    unit = world.units["A"]
    unit.source = "danh mục chính thức"
    unit.save()
    assert new(world, "A", "alias", text="An Hoà") == 302
    assert UnitAlias.objects.get().text == "An Hoà"
    address = reverse("orgunits:change", args=[unit.pk, "retype"])
    assert post(world, address, kind="ward", on="01/05/2026") == 403


VERBS = [
    ("C", "retype", {"kind": "ward", "name": "Phường Cẩm Lĩnh"}, "retype"),
    ("a1", "reattach", {"parent": "Phường Bình Minh"}, "reattach"),
    ("C", "part", {"into": "A", "share": "0,25"}, "merge_part"),
    ("C", "split", {"parts": "A | 0,6\nB | 0,4"}, "split"),
]


@pytest.mark.parametrize(("code", "verb", "typed", "kind"), VERBS)
def test_a_verb_by_page_is_done_and_undone(
    world: World, code: str, verb: str, typed: dict[str, str], kind: str
) -> None:
    unit = world.units[code]
    address = reverse("orgunits:change", args=[unit.pk, verb])
    assert post(world, address, on="01/05/2026", basis="NQ 5", **typed) == 302
    step = queries.standing_successions([unit.pk]).last()
    assert step is not None
    assert (step.kind, step.basis) == (kind, "NQ 5")
    back = reverse("orgunits:undo", args=[unit.pk, step.pk])
    assert post(world, back, reason="nhập nhầm") == 302
    assert not queries.standing_successions([unit.pk]).exists()
    assert Succession.objects.filter(undoes__isnull=False).count() == (2 if kind == "split" else 1)


IMPOSSIBLE = [
    ("a1", "reattach", {"parent": "không có đơn vị này"}),
    ("P", "reattach", {"parent": "A"}),
    ("C", "part", {"into": "A", "share": "1,2"}),
    ("C", "split", {"parts": "A | 0,6\nB | 0,7"}),
    ("C", "split", {"parts": "A | 1"}),
    ("C", "split", {"parts": "A | một nửa\nB"}),
]


@pytest.mark.parametrize(("code", "verb", "typed"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_in_a_sentence(
    world: World, code: str, verb: str, typed: dict[str, str]
) -> None:
    address = reverse("orgunits:change", args=[world.units[code].pk, verb])
    assert post(world, address, on="01/05/2026", **typed) == 400
    assert not Succession.objects.exists()


def test_an_open_share_is_listed_decided_and_gone(world: World) -> None:
    on = date(2026, 3, 1)
    old = world.units["C"]
    rows = split(old, {world.units["A"]: None, world.units["B"]: None}, on)
    client = Client()
    client.force_login(world.users["minh"])
    assert "Xã Cẩm Lĩnh" in client.get(reverse("orgunits:shares")).content.decode()
    address = reverse("orgunits:decide", args=[old.pk, "2026-03-01"])
    shares = {f"share_{rows[0].pk}": "0,7", f"share_{rows[1].pk}": "0,4"}
    assert post(world, address, basis="dân số 2025", **shares) == 400, "over the whole"
    shares[f"share_{rows[1].pk}"] = "0,3"
    assert post(world, address, basis="dân số 2025", **shares) == 302
    decided = {row.new_id: row.share for row in queries.standing_successions([old.pk])}
    assert decided == {
        world.units["A"].pk: Decimal("0.7"),
        world.units["B"].pk: Decimal("0.3"),
    }
    assert "Không còn tỷ lệ nào" in client.get(reverse("orgunits:shares")).content.decode()
