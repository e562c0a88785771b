"""Keeping the registry in order: integrity checks, and newer official lists."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits.actions import official, update_official_registry
from songhanh.registry.orgunits.checks import CHECKS, Severity, snapshot
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import (
    AreaFlag,
    OrgUnit,
    Succession,
    UnitAlias,
    UnitRelation,
    UnitVersion,
)
from tests.world import NOON, World, add_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)


def found(root: OrgUnit | None = None) -> dict[str, set[str]]:
    """What each check finds, by its code: the codes of the units."""
    registry = snapshot(root.pk if root else None, DAY)
    told = {check.code: {one.code for one in check().find(registry)} for check in CHECKS}
    return {code: codes for code, codes in told.items() if codes}


def version(unit: OrgUnit) -> UnitVersion:
    return UnitVersion.objects.get(unit=unit)


def two_names(world: World) -> None:
    UnitVersion.objects.create(
        unit=world.units["A"], code="A", name="Xã Khác", folded_name="xa khac", kind="commune"
    )


def a_gap(world: World) -> None:
    one = version(world.units["A"])
    UnitVersion.objects.filter(pk=one.pk).update(valid_to=date(2025, 6, 30))
    UnitVersion.objects.create(
        unit=one.unit, code="A", name="Xã Mới", folded_name="xa moi", kind="commune",
        valid_from=date(2025, 8, 1),
    )  # fmt: skip


def two_parents(world: World) -> None:
    UnitRelation.objects.create(unit=world.units["A"], parent=world.units["Q"])


def a_parent_that_ended(world: World) -> None:
    for code in ("a1",):
        add_unit(world, "Z", "Xã Zam", UnitKind.COMMUNE, "P", (None, date(2025, 1, 1)))
        UnitRelation.objects.filter(unit=world.units[code]).update(parent=world.units["Z"])
    Succession.objects.create(old=world.units["Z"], on=date(2025, 1, 2), kind="dissolve")


def one_code_twice(world: World) -> None:
    add_unit(world, "A", "Xã Trùng Mã", UnitKind.COMMUNE, "P")


def too_much(world: World) -> None:
    for code in ("B", "C"):
        Succession.objects.create(
            old=world.units["A"], new=world.units[code], on=DAY, kind="merge_part", share="0.7"
        )


def a_circle(world: World) -> None:
    for old, new in (("A", "B"), ("B", "A")):
        Succession.objects.create(
            old=world.units[old], new=world.units[new], on=DAY, kind="merge_part", share="0.1"
        )


def a_heir_not_there(world: World) -> None:
    add_unit(world, "N", "Xã Sau Này", UnitKind.COMMUNE, "P", (date(2027, 1, 1), None))
    Succession.objects.create(
        old=world.units["A"], new=world.units["N"], on=DAY, kind="merge_part", share="0.1"
    )


def an_open_share(world: World) -> None:
    Succession.objects.create(old=world.units["A"], new=world.units["B"], on=DAY, kind="merge_part")


def nowhere(world: World) -> None:
    add_unit(world, "N", "Xã Lạc", UnitKind.COMMUNE, None)


def ended_silently(world: World) -> None:
    add_unit(world, "N", "Xã Đã Hết", UnitKind.COMMUNE, "P", (None, date(2025, 1, 1)))


def a_name_twice(world: World) -> None:
    add_unit(world, "N", "Xã An Hoà", UnitKind.COMMUNE, "P")


def an_alias_twice(world: World) -> None:
    for code in ("S", "V"):
        UnitAlias.objects.create(unit=world.units[code], text="Sở", folded="so")


def a_township(world: World) -> None:
    add_unit(world, "N", "Thị trấn Cũ", UnitKind.TOWNSHIP, "P")


def a_bare_flag(world: World) -> None:
    AreaFlag.objects.create(unit=world.units["A"], kind="remote")


def an_empty_committee(world: World) -> None:
    add_unit(world, "N", "Ban Vì sự tiến bộ", UnitKind.COMMITTEE, "P")


FAULTS = [
    (two_names, "overlapping_versions", {"A"}),
    (a_gap, "gap_in_life", {"A"}),
    (two_parents, "two_parents", {"A"}),
    (a_parent_that_ended, "parent_not_valid", {"a1"}),
    (one_code_twice, "code_of_two", {"A"}),
    (too_much, "shares_over_one", {"A"}),
    (a_circle, "circular_succession", {"A", "B"}),
    (a_heir_not_there, "successor_not_valid", {"A"}),
    (an_open_share, "share_undecided", {"A"}),
    (nowhere, "no_parent", {"N"}),
    (ended_silently, "end_without_succession", {"N"}),
    (a_name_twice, "same_name_twice", {"N"}),
    (an_alias_twice, "alias_of_two", {"V"}),
    (a_township, "township_after_reform", {"N"}),
    (a_bare_flag, "area_without_decision", {"A"}),
    (an_empty_committee, "committee_without_members", {"N"}),
]


def test_every_check_has_its_case() -> None:
    assert {code for _fault, code, _codes in FAULTS} == {check.code for check in CHECKS}
    assert {check.severity for check in CHECKS} == set(Severity)
    assert all(check.name and check.advice for check in CHECKS)


def test_a_registry_in_order_has_nothing_to_say(world: World) -> None:
    assert found() == {}


@pytest.mark.parametrize(("fault", "code", "codes"), FAULTS, ids=[line[1] for line in FAULTS])
def test_a_check_finds_its_fault(world: World, fault, code: str, codes: set[str]) -> None:
    fault(world)
    told = found()
    assert told[code] == codes
    assert set(told) - {code} <= {"township_after_reform", "end_without_succession"}


def test_another_branch_is_not_looked_at(world: World) -> None:
    a_bare_flag(world)
    assert found(world.units["Q"]) == {}
    assert "area_without_decision" in found(world.units["P"])


class TestANewerOfficialList:
    """A small country: the real lists cut down, then one of each change."""

    @pytest.fixture
    def lists(self, tmp_path: Path) -> Path:
        shutil.copy(official.LISTS / "bases.csv", tmp_path / "bases.csv")
        self.write(tmp_path, "units.csv", [
            ["code", "name", "kind", "parent_code", "valid_from", "valid_to"],
            ["51", "Tỉnh Quảng Ngãi", "province", "", "2025-07-01", ""],
            ["66", "Tỉnh Đắk Lắk", "province", "", "2025-07-01", ""],
            ["21001", "Xã Một", "commune", "51", "2025-07-01", ""],
            ["21002", "Xã Hai", "commune", "51", "2025-07-01", ""],
            ["21003", "Xã Ba", "commune", "51", "2025-07-01", ""],
            ["21004", "Xã Bốn", "commune", "51", "2025-07-01", ""],
        ])  # fmt: skip
        self.write(
            tmp_path, "successions.csv", [["old_code", "new_code", "on", "kind", "basis", "note"]]
        )
        return tmp_path

    @staticmethod
    def write(folder: Path, name: str, rows: list[list[str]]) -> None:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    def newer(self, folder: Path) -> None:
        self.write(folder, "units.csv", [
            ["code", "name", "kind", "parent_code", "valid_from", "valid_to"],
            ["51", "Tỉnh Quảng Ngãi", "province", "", "2025-07-01", ""],
            ["66", "Tỉnh Đắk Lắk", "province", "", "2025-07-01", ""],
            ["21001", "Xã Một", "commune", "51", "2025-07-01", "2026-06-30"],
            ["21001", "Phường Một", "ward", "51", "2026-07-01", ""],
            ["21002", "Xã Hai", "commune", "66", "2025-07-01", ""],
            ["21003", "Xã Ba", "commune", "51", "2025-07-01", "2026-06-30"],
            ["21005", "Xã Năm", "commune", "51", "2026-07-01", ""],
        ])  # fmt: skip
        self.write(folder, "successions.csv", [
            ["old_code", "new_code", "on", "kind", "basis", "note"],
            ["21001", "21001", "2026-07-01", "retype", "city", ""],
            ["21003", "21005", "2026-07-01", "merge", "communes", ""],
        ])  # fmt: skip

    def update(self, folder: Path, *, dry_run: bool) -> set[tuple[str, str]]:
        by = {"acting": command_line(), "at": NOON, "on": DAY}
        changes = update_official_registry(folder, dry_run=dry_run, **by)
        return {(one.kind, one.code) for one in changes}

    CHANGES = {
        ("renamed", "21001"),
        ("retyped", "21001"),
        ("moved", "21002"),
        ("ended", "21003"),
        ("not_listed", "21004"),
        ("new", "21005"),
    }

    def test_a_dry_run_shows_everything_and_changes_nothing(self, lists: Path) -> None:
        assert len(self.update(lists, dry_run=False)) == 6
        self.newer(lists)
        before = list(UnitVersion.objects.values_list())
        assert self.update(lists, dry_run=True) == self.CHANGES
        assert list(UnitVersion.objects.values_list()) == before

    def test_then_it_is_done_and_a_second_time_changes_nothing(self, lists: Path) -> None:
        self.update(lists, dry_run=False)
        self.newer(lists)
        assert self.update(lists, dry_run=False) == self.CHANGES
        assert self.update(lists, dry_run=False) == {("not_listed", "21004")}

    @pytest.mark.parametrize("fault", ["missing", "unreadable", "contradicting"])
    def test_a_list_that_cannot_be_is_refused_whole(self, lists: Path, fault: str) -> None:
        if fault == "missing":
            (lists / "bases.csv").unlink()
        elif fault == "unreadable":
            self.write(lists, "units.csv", [["code", "name"], ["1", "x"]])
        else:
            self.newer(lists)
            self.write(lists, "successions.csv", [
                ["old_code", "new_code", "on", "kind", "basis", "note"],
                ["21003", "99999", "2026-07-01", "merge", "communes", ""],
            ])  # fmt: skip
        with pytest.raises(RefusedError), transaction.atomic():
            self.update(lists, dry_run=False)
        assert not UnitVersion.objects.exists()
