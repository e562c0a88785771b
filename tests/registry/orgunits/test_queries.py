"""Reads of the registry: on a day, within a branch, in a constant number of statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from songhanh.engines import counting
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.actions import Since, give_function
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit, UnitRelation
from tests.registry.orgunits.units import (
    BY,
    dissolve,
    merge,
    part,
    province,
    reattach,
    rename,
    split,
    undo,
    unit,
)
from tests.world import World

BEFORE, DAY = date(2026, 6, 30), date(2026, 7, 1)

pytestmark = pytest.mark.django_db


def statements(ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@pytest.fixture
def map_() -> dict[str, OrgUnit]:
    """P with a department, three communes, a station; a ministry above nobody."""
    top = province()
    made = {"P": top}
    made["S"] = unit("S", "Sở Nội vụ", UnitKind.DEPARTMENT, top)
    for code in ("A", "B", "C"):
        made[code] = unit(code, f"Xã {code}", UnitKind.COMMUNE, top)
    made["a1"] = unit("a1", "Đài truyền thanh", UnitKind.STATION, made["A"])
    made["M"] = unit("M", "Bộ Nội vụ", UnitKind.MINISTRY)
    return made


class TestTrees:
    def test_a_branch_is_the_unit_and_all_below(self, map_: dict[str, OrgUnit]) -> None:
        ids = {one.pk for code, one in map_.items() if code != "M"}
        assert queries.branch_ids(map_["P"].pk, DAY) == ids
        assert queries.branch_ids(map_["A"].pk, DAY) == {map_["A"].pk, map_["a1"].pk}

    def test_ancestors_stand_nearest_first(self, map_: dict[str, OrgUnit]) -> None:
        chain = queries.ancestors_on([map_["a1"].pk], DAY)[map_["a1"].pk]
        assert chain == [map_["a1"].pk, map_["A"].pk, map_["P"].pk]

    @pytest.mark.parametrize(
        ("code", "territory"), [("P", "P"), ("S", "P"), ("A", "A"), ("a1", "A"), ("M", None)]
    )
    def test_the_territory_of_a_unit(
        self, map_: dict[str, OrgUnit], code: str, territory: str | None
    ) -> None:
        expected = map_[territory] if territory else None
        assert queries.territory_of(map_[code].pk, DAY) == expected

    def test_an_ended_department_keeps_the_province_it_worked_for(
        self, map_: dict[str, OrgUnit]
    ) -> None:
        other = unit("S2", "Sở Nội vụ mới", UnitKind.DEPARTMENT, map_["P"])
        merge(map_["S"], other, DAY)
        assert queries.territory_of(map_["S"].pk, date(2027, 1, 1)) == map_["P"]

    def test_the_top_is_provinces_and_ministries_or_whatever_has_no_parent(
        self, map_: dict[str, OrgUnit]
    ) -> None:
        assert [one.code for one in queries.top_of_tree(DAY)] == ["M", "P"]
        dissolve(map_["M"], date(2025, 1, 1))
        for code in ("S", "A", "B", "C"):
            UnitRelation.objects.filter(unit=map_[code]).delete()
        dissolve(map_["P"], date(2025, 1, 1))
        assert [one.code for one in queries.top_of_tree(DAY)] == ["S", "A", "B", "C"]

    def test_depth_and_width_cost_no_statement(self, map_: dict[str, OrgUnit]) -> None:
        def ask() -> None:
            queries.branch_ids(map_["P"].pk, DAY)
            list(queries.units_under(map_["P"].pk, DAY, [UnitKind.STATION]))
            queries.ancestors_on([one.pk for one in map_.values()], DAY)
            queries.territories_of([one.pk for one in map_.values()], DAY)
            queries.list_units(as_of=DAY, under="P")

        few = statements(ask)
        below = map_["a1"]
        for depth in range(5):
            below = unit(f"x{depth}", f"Tổ {depth}", UnitKind.OTHER, below)
        assert statements(ask) == few


class TestSearch:
    @pytest.mark.parametrize(
        "text", ["Văn hóa, Thể thao", "van hoa the thao va du lich", "VĂN HOÁ THỂ THAO", "VH-1"]
    )
    def test_marks_case_and_commas_do_not_matter(self, text: str) -> None:
        one = unit("VH-1", "Sở Văn hóa, Thể thao và Du lịch", UnitKind.DEPARTMENT)
        assert [row.unit_id for row in queries.search_units(text, on=DAY)] == [one.pk]

    def test_a_unit_is_found_by_the_name_it_had(self) -> None:
        one = unit("A", "Xã Ea Bar")
        rename(one, "Xã Buôn Đôn", DAY)
        assert [row.name for row in queries.search_units("ea bar", on=DAY)] == ["Xã Buôn Đôn"]

    def test_a_unit_is_found_by_an_alias(self) -> None:
        unit("A", "Hội Liên hiệp Phụ nữ tỉnh", UnitKind.OTHER, None, None, "Hội LHPN")
        assert queries.search_units("hoi lhpn", on=DAY).count() == 1

    def test_an_ended_unit_is_found_when_asked_for(self, map_: dict[str, OrgUnit]) -> None:
        merge(map_["A"], map_["B"], DAY)
        assert queries.search_units("Xã A", on=DAY).count() == 0
        found = queries.search_units("Xã A", on=DAY, with_ended=True, under=map_["P"].pk)
        assert [(one.code, one.valid_to) for one in found] == [("A", BEFORE)]

    def test_the_list_for_the_command_line(self, map_: dict[str, OrgUnit]) -> None:
        rows = queries.list_units(as_of=DAY, under="P", kind="commune")
        assert [(row.code, row.parent_code) for row in rows] == [("A", "P"), ("B", "P"), ("C", "P")]
        with pytest.raises(OrgUnit.DoesNotExist):
            queries.list_units(as_of=DAY, under="nowhere")


class TestDenominators:
    def test_a_rule_counts_kinds_under_the_territory_and_codes_anywhere(
        self, map_: dict[str, OrgUnit]
    ) -> None:
        far = province("Q", "Tỉnh Quảng Lâm")
        unit("X", "Xã X", UnitKind.COMMUNE, far)
        rule = counting.DenominatorRule(kinds=frozenset({"commune"}), codes=frozenset({"X", "P"}))
        members = queries.members_of(rule, map_["P"].pk, DAY)
        assert [one.code for one in members] == ["A", "B", "C", "P", "X"]

    def test_words_of_a_plan_become_units_of_the_day(self, map_: dict[str, OrgUnit]) -> None:
        merge(map_["A"], map_["B"], DAY)
        words = ["Ủy ban nhân dân các xã, phường", "các sở, ban, ngành, đơn vị"]
        for day, codes in ((BEFORE, ["A", "B", "C", "S"]), (DAY, ["B", "C", "S"])):
            members, unresolved = queries.members_of_words(words, map_["P"].pk, day)
            assert ([one.code for one in members], unresolved) == (codes, ("đơn vị",))

    def test_more_units_cost_no_statement(self, map_: dict[str, OrgUnit]) -> None:
        def ask() -> None:
            queries.members_of_words(["các xã"], map_["P"].pk, DAY)

        few = statements(ask)
        for number in range(4):
            unit(f"D{number}", parent=map_["P"])
        assert statements(ask) == few


class TestTheBridgeToCounting:
    def test_versions_are_cut_where_the_parent_changes(self, map_: dict[str, OrgUnit]) -> None:
        there = province("Q", "Tỉnh Quảng Lâm")
        reattach(map_["C"], there, DAY)
        (plain,) = queries.counting_units([map_["C"].pk])
        assert [(one.parent_id, one.valid_from, one.valid_to) for one in plain.versions] == [
            (map_["P"].pk, None, BEFORE),
            (there.pk, DAY, None),
        ]

    def test_the_map_of_a_territory_reaches_back_to_what_it_came_from(
        self, map_: dict[str, OrgUnit]
    ) -> None:
        """Q merges into P; a commune of Q splits between P and a third province."""
        old, third = province("Q", "Tỉnh Quảng Lâm"), province("R", "Tỉnh Rừng")
        commune = unit("X", parent=old)
        new_here = unit("X1", parent=map_["P"])
        new_there = unit("X2", parent=third)
        split(commune, {new_here: "0.6", new_there: "0.4"}, DAY)
        merge(old, map_["P"], DAY)
        plain = queries.counting_map(map_["P"].pk)
        ids = {one.id for one in plain.units}
        assert {old.pk, commune.pk, new_here.pk, new_there.pk} <= ids
        assert map_["M"].pk not in ids
        assert {(row.old_id, row.new_id) for row in plain.successions} == {
            (commune.pk, new_here.pk),
            (commune.pk, new_there.pk),
            (old.pk, map_["P"].pk),
        }

    def test_what_was_undone_is_not_told(self, map_: dict[str, OrgUnit]) -> None:
        undo(part(map_["A"], map_["B"], "0.5", DAY))
        assert queries.counting_successions() == []


def test_a_sheet_shows_names_and_successors(map_: dict[str, OrgUnit]) -> None:
    rename(map_["A"], "Xã A Mới", date(2026, 1, 1))
    since = Since(date(2026, 1, 1))
    give_function(map_["A"], function="standing_unit", since=since, **BY)
    merge(map_["A"], map_["B"], DAY)
    sheet = queries.unit_sheet(map_["A"].pk, BEFORE)
    assert [one.name for one in sheet.versions] == ["Xã A Mới", "Xã A"]
    assert [one.name for one in sheet.above] == ["Tỉnh Hải Sơn"]
    assert [line.other.name for line in sheet.goes_on_in if line.other] == ["Xã B"]
    assert queries.holders_of("standing_unit", BEFORE) == [map_["A"]]
    assert (sheet.valid, queries.unit_sheet(map_["A"].pk, DAY).valid) == (True, False)


def test_the_cast_lives_in_the_registry(world: World) -> None:
    names = {one.name for one in queries.units_under(world.units["P"].pk, DAY)}
    assert {"Xã An Hòa", "Sở Nội vụ", "Đài truyền thanh xã An Hòa"} <= names


NAMES_OVER = [
    # first and last day of the span, what the unit that was Xã Ea Bar until 30/06/2025 is called
    (date(2025, 1, 1), date(2025, 6, 30), "Xã Ea Bar"),
    (date(2025, 1, 1), date(2025, 12, 31), "Xã Buôn Đôn (trước là Xã Ea Bar)"),
    (date(2025, 7, 1), date(2025, 12, 31), "Xã Buôn Đôn"),
    (date(2022, 1, 1), date(2026, 6, 1), "Xã Buôn Đôn (trước là Xã Cũ, Xã Ea Bar)"),
]


def test_a_name_of_a_span_tells_what_the_unit_was_called_before() -> None:
    one = unit("C", "Xã Cũ", parent=province())
    rename(one, "Xã Ea Bar", date(2024, 1, 1))
    rename(one, "Xã  Ea-Bar", date(2024, 5, 1))
    rename(one, "Xã Buôn Đôn", date(2025, 7, 1))
    for first, last, told in NAMES_OVER:
        named = queries.names_over([one.pk], first=first, last=last)[one.pk]
        assert str(named).replace("-", " ") == told
