"""Each verb with its day: what it leaves, what it refuses, how it is taken back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.registry.orgunits import actions, queries
from songhanh.registry.orgunits.actions import Change
from songhanh.registry.orgunits.enums import SuccessionKind, UnitKind
from songhanh.registry.orgunits.models import OrgUnit, Succession, UnitVersion
from songhanh.registry.orgunits.phrases import OFFICIAL_SOURCE
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
from tests.world import NOON, World

BEFORE, DAY, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2)

pytestmark = pytest.mark.django_db


def spans(one: OrgUnit) -> list[tuple[str, date | None, date | None]]:
    rows = UnitVersion.objects.filter(unit=one).order_by("pk")
    return [(row.name, row.valid_from, row.valid_to) for row in rows]


class TestAUnitThatStaysOne:
    def test_a_renamed_unit_bears_each_name_in_its_time(self) -> None:
        one = unit("A", "Xã An Hòa")
        rename(one, "Xã Đông An", DAY)
        assert queries.names_on([one.pk], BEFORE) == {one.pk: "Xã An Hòa"}
        assert queries.names_on([one.pk], DAY) == {one.pk: "Xã Đông An"}

    def test_an_earlier_rename_fits_in_between(self) -> None:
        one = unit("A", "Một")
        rename(one, "Ba", AFTER)
        rename(one, "Hai", DAY)
        assert [queries.names_on([one.pk], on)[one.pk] for on in (BEFORE, DAY, AFTER)] == [
            "Một",
            "Hai",
            "Ba",
        ]

    def test_a_commune_becomes_a_ward_under_the_same_code(self) -> None:
        one = unit("A", "Xã Trảng Bom")
        actions.retype_unit(
            one, kind=UnitKind.WARD, name="Phường Trảng Bom", change=Change(DAY), **BY
        )
        version = queries.version_on(one.pk, DAY)
        assert version is not None
        assert (version.kind, version.name, version.code) == ("ward", "Phường Trảng Bom", "A")
        assert queries.unit_by_code("A", BEFORE) == queries.unit_by_code("A", DAY) == one

    def test_a_reattached_unit_stands_in_each_branch_in_its_time(self) -> None:
        here, there = province("P"), province("Q")
        one = unit("A", parent=here)
        reattach(one, there, DAY)
        assert queries.branch_ids(here.pk, BEFORE) == {here.pk, one.pk}
        assert queries.branch_ids(here.pk, DAY) == {here.pk}
        assert queries.parent_on(one.pk, DAY) == there

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda one: rename(one, "Xã Mới", DAY), id="rename"),
            pytest.param(
                lambda one: actions.retype_unit(one, kind=UnitKind.WARD, change=Change(DAY), **BY),
                id="retype",
            ),
            pytest.param(lambda one: reattach(one, province("Q"), DAY), id="reattach"),
        ],
    )
    def test_taking_a_change_back_leaves_no_seam(self, change) -> None:
        one = unit("A", parent=province("P"))
        before = spans(one), queries.parent_on(one.pk, DAY)
        undo(change(one))
        assert (spans(one), queries.parent_on(one.pk, DAY)) == before
        assert queries.steps_around(one.pk) == []


class TestAUnitThatEnds:
    def test_a_merged_unit_is_valid_until_the_day_before(self) -> None:
        old, new = unit("A"), unit("B")
        merge(old, new, DAY)
        assert queries.version_on(old.pk, BEFORE) is not None
        assert queries.version_on(old.pk, DAY) is None
        assert queries.unit_by_code("A", DAY) is None

    def test_what_stood_below_a_merged_unit_goes_with_it(self) -> None:
        old, new = unit("A"), unit("B")
        station = unit("a1", "Đài truyền thanh", UnitKind.STATION, old)
        merge(old, new, DAY)
        assert queries.parent_on(station.pk, BEFORE) == old
        assert queries.parent_on(station.pk, DAY) == new

    def test_an_undone_merger_gives_everything_back(self) -> None:
        top = province()
        old, new = unit("A", parent=top), unit("B", parent=top)
        station = unit("a1", "Đài truyền thanh", UnitKind.STATION, old)
        undo(merge(old, new, DAY))
        assert queries.branch_ids(top.pk, DAY) == {top.pk, old.pk, new.pk, station.pk}
        assert queries.parent_on(station.pk, DAY) == old
        assert not queries.standing_successions().exists()

    def test_the_counter_record_stands_beside_the_record(self) -> None:
        made = merge(unit("A"), unit("B"), DAY)
        (counter,) = undo(made)
        assert counter.undoes == made
        assert Succession.objects.count() == 2
        with pytest.raises(RefusedError, match="đã được hoàn tác"):
            undo(made)

    def test_a_split_ends_the_unit_and_is_undone_whole(self) -> None:
        old, one, two = unit("A"), unit("E"), unit("F")
        rows = split(old, {one: "0.6", two: "0.4"}, DAY)
        assert queries.version_on(old.pk, DAY) is None
        assert len(undo(rows[0])) == 2
        assert queries.version_on(old.pk, DAY) is not None

    def test_a_unit_lives_on_after_a_part_of_it_went(self) -> None:
        old, new = unit("A"), unit("B")
        part(old, new, "0.3", DAY)
        assert queries.version_on(old.pk, DAY) is not None

    def test_a_dissolved_unit_has_no_successor(self) -> None:
        old = unit("A")
        assert dissolve(old, DAY).new is None
        assert queries.version_on(old.pk, DAY) is None


class TestRefused:
    """What cannot be is refused with a sentence, and nothing is stored."""

    @pytest.fixture(autouse=True)
    def _nothing_is_stored(self, db: None) -> Iterator[None]:
        yield
        assert not Succession.objects.filter(on=AFTER).exists()

    def test_a_unit_below_itself(self) -> None:
        top = unit("A")
        below = unit("B", parent=top)
        with pytest.raises(RefusedError, match="trực thuộc chính nó"):
            reattach(top, below, AFTER)

    def test_a_circle_that_closes_only_later(self) -> None:
        """B goes below A in 2027; A may not go below B for a span that reaches that far."""
        one, two = unit("A"), unit("B")
        reattach(two, one, date(2027, 1, 1))
        with pytest.raises(RefusedError, match="trực thuộc chính nó"):
            reattach(one, two, AFTER)

    def test_a_successor_that_is_not_yet_valid(self) -> None:
        old, new = unit("A"), unit("B", since=date(2026, 1, 1))
        with pytest.raises(RefusedError, match="chưa có hoặc không còn hiệu lực"):
            merge(old, new, AFTER)

    def test_a_unit_that_merges_into_itself(self) -> None:
        one = unit("A")
        with pytest.raises(RefusedError, match="khác đơn vị cũ"):
            merge(one, one, AFTER)

    def test_a_unit_that_merges_into_one_below_it(self) -> None:
        top = unit("A")
        below = unit("B", parent=top)
        with pytest.raises(RefusedError, match="trực thuộc chính nó"):
            merge(top, below, AFTER)

    @pytest.mark.parametrize("shares", [("0.7", "0.4"), ("1", "0.000001")])
    def test_shares_over_the_whole(self, shares: tuple[str, str]) -> None:
        old, one, two = unit("A"), unit("E"), unit("F")
        with pytest.raises(RefusedError, match="không quá 1"):
            split(old, {one: shares[0], two: shares[1]}, AFTER)

    def test_a_part_that_is_the_whole(self) -> None:
        old, new = unit("A"), unit("B")
        with pytest.raises(RefusedError, match="đã bằng cả đơn vị"):
            part(old, new, "1", AFTER)

    def test_parts_that_add_up_to_the_whole(self) -> None:
        old, one, two = unit("A"), unit("E"), unit("F")
        part(old, one, "0.5", DAY)
        with pytest.raises(RefusedError, match="đã bằng cả đơn vị"):
            part(old, two, "0.5", DAY)

    def test_a_split_into_one(self) -> None:
        old, one = unit("A"), unit("E")
        with pytest.raises(RefusedError, match="ít nhất hai"):
            split(old, {one: "1"}, AFTER)

    def test_a_second_end(self) -> None:
        old, new = unit("A"), unit("B")
        merge(old, new, date(2026, 1, 1))
        with pytest.raises(RefusedError, match="đã có ngày kết thúc"):
            dissolve(old, AFTER)

    def test_an_end_with_units_left_below(self) -> None:
        old = unit("A")
        unit("a1", "Đài truyền thanh", UnitKind.STATION, old)
        with pytest.raises(RefusedError, match="còn 1 đơn vị trực thuộc"):
            dissolve(old, AFTER)

    def test_a_change_before_the_unit_began(self) -> None:
        one = unit("A", since=date(2026, 1, 1))
        with pytest.raises(RefusedError, match="không có hiệu lực"):
            rename(one, "Xã Mới", AFTER)

    def test_two_changes_on_one_day(self) -> None:
        one = unit("A")
        rename(one, "Xã Mới", DAY)
        with pytest.raises(RefusedError, match="đúng ngày"):
            rename(one, "Xã Mới Hơn", DAY)

    def test_a_code_that_somebody_bears(self) -> None:
        unit("A", "Xã An Hòa")
        with pytest.raises(RefusedError, match="đang là mã của “Xã An Hòa”"):
            unit("A", "Xã Khác")

    def test_a_parent_that_has_ended(self) -> None:
        top = province()
        dissolve(top, DAY)
        with pytest.raises(RefusedError, match="không còn hiệu lực"):
            unit("A", parent=top)

    def test_taking_back_what_something_later_builds_on(self) -> None:
        one = unit("A")
        first = rename(one, "Hai", DAY)
        rename(one, "Ba", date(2026, 1, 1))
        with pytest.raises(RefusedError, match="thay đổi sau cùng trước"):
            undo(first)

    def test_reviving_a_unit_whose_code_somebody_bears_now(self) -> None:
        old, new = unit("A"), unit("B")
        made = merge(old, new, DAY)
        unit("A", "Xã Mới", since=DAY)
        with pytest.raises(RefusedError, match="nay là mã của"):
            undo(made)


class TestShares:
    def test_an_open_share_is_decided_by_a_person(self) -> None:
        old, one, two = unit("A"), unit("E"), unit("F")
        split(old, {one: None, two: None}, DAY)
        actions.decide_shares(
            old,
            on=DAY,
            shares={one.pk: Decimal("0.6"), two.pk: Decimal("0.4")},
            basis="QĐ 12",
            **BY,
        )
        standing = {row.new_id: row.share for row in queries.standing_successions([old.pk])}
        assert standing == {one.pk: Decimal("0.6"), two.pk: Decimal("0.4")}
        assert Succession.objects.count() == 6  # two, their counter-records, the two decided

    def test_shares_decided_are_not_over_the_whole(self) -> None:
        old, one, two = unit("A"), unit("E"), unit("F")
        split(old, {one: "0.6", two: None}, DAY)
        with pytest.raises(RefusedError, match="không quá 1"):
            actions.decide_shares(old, on=DAY, shares={two.pk: Decimal("0.5")}, basis="", **BY)


class TestWhoMay:
    def test_an_action_is_one_fact(self) -> None:
        old, new = unit("A", "Xã An Hòa"), unit("B")
        unit("a1", "Đài truyền thanh", UnitKind.STATION, old)
        before = AuditEntry.objects.count()
        made = merge(old, new, DAY)
        assert made.kind == SuccessionKind.MERGE
        assert AuditEntry.objects.count() == before + 1

    @pytest.mark.parametrize("who", ["lan", "ha", "thu"])
    def test_only_keepers_change_units(self, world: World, who: str) -> None:
        with pytest.raises(NotAllowedError, match="Chỉ cán bộ cơ quan thường trực"):
            actions.rename_unit(
                world.units["a1"],
                name="Khác",
                change=Change(DAY),
                acting=world.acting[who],
                at=NOON,
            )

    def test_a_keeper_stays_within_the_branch(self, world: World) -> None:
        with pytest.raises(NotAllowedError, match="phạm vi"):
            actions.rename_unit(
                world.units["X"],
                name="Khác",
                change=Change(DAY),
                acting=world.acting["minh"],
                at=NOON,
            )

    def test_official_units_change_with_the_official_list_only(self, world: World) -> None:
        commune = world.units["A"]
        OrgUnit.objects.filter(pk=commune.pk).update(source=OFFICIAL_SOURCE)
        commune.refresh_from_db()
        with pytest.raises(NotAllowedError, match="danh mục chính thức"):
            actions.rename_unit(
                commune,
                name="Khác",
                change=Change(DAY),
                acting=world.acting["minh"],
                at=NOON,
            )
