"""Kon Tum and old Quảng Ngãi 2022–2025, Quảng Ngãi 2026: three maps, reconciled entry by entry."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction

from songhanh.engines.counting import (
    Count,
    TotalsMap,
    TotalsQuestion,
    UnitTree,
    placed,
)
from songhanh.foundation.lib.acting import command_line
from songhanh.ledger.actions import post_entries
from songhanh.ledger.drafts import EntryDraft
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.actions import load_official_registry
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL
from songhanh.results.totals.queries import TotalsAsked, TotalsTable, read_counts, totals_of
from tests.world import NOON

pytestmark = pytest.mark.django_db
MEASURE = "session_held"
BEFORE, TODAY = date(2025, 6, 30), date(2026, 11, 20)
MAP_DAY = date(2026, 11, 20)


@dataclass
class Past:
    """What was posted: quantities by old province and year, and of the split commune."""

    root: int = 0
    kon_tum: int = 0
    quang_ngai_before: int = 0
    by_province: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    split: int = 0
    split_code: str = ""
    joint: tuple[int, int] = (0, 0)
    records: int = 0


@pytest.fixture(scope="module")
def past(django_db_setup: None, django_db_blocker) -> Iterator[Past]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_official_registry(acting=command_line(), at=NOON)
        yield tell()
        transaction.set_rollback(True)


def tell() -> Past:
    """Every former commune holds sessions in 2022–2025, every new one in 2025 and 2026."""
    past = Past()
    past.kon_tum = _unit("62", BEFORE)
    past.quang_ngai_before = _unit("51", BEFORE)
    past.root = _unit("51", TODAY)
    undecided = {
        row.old_id
        for row in queries.standing_successions()
        if row.kind == "merge_part" and row.share is None
    }
    for province in (past.kon_tum, past.quang_ngai_before):
        communes = list(queries.units_under(province, BEFORE, COMMUNE_LEVEL))
        for place, commune in enumerate(communes):
            if commune.unit_id in undecided and not past.split:
                past.split, past.split_code = commune.unit_id, commune.code
            for year in (2022, 2023, 2024, 2025):
                held = 1 + (place + year) % 3
                _post(past, [commune.unit_id], date(year, 3, 8), held)
                past.by_province[province, year] += held
    communes = list(queries.units_under(past.root, TODAY, COMMUNE_LEVEL))
    for commune in communes:
        for year in (2025, 2026):
            _post(past, [commune.unit_id], date(year, 10, 20), 2)
            past.by_province[past.root, year] += 2
    past.joint = _two_that_became_one()
    _post(past, list(past.joint), date(2024, 11, 15), 1)
    for unit_id in past.joint:
        past.by_province[_province_before(past, unit_id), 2024] += 1
    return past


def _unit(code: str, on: date) -> int:
    unit = queries.unit_by_code(code, on)
    assert unit is not None
    return unit.pk


def _post(past: Past, unit_ids: list[int], day: date, quantity: int) -> None:
    past.records += 1
    drafts = [EntryDraft(one, MEASURE, day, Decimal(quantity)) for one in unit_ids]
    post_entries("activity", past.records, drafts, "accepted", NOON)


def _two_that_became_one() -> tuple[int, int]:
    into: dict[int | None, list[int]] = defaultdict(list)
    kon_tum = queries.branch_ids(_unit("62", BEFORE), BEFORE)
    for row in queries.standing_successions():
        if row.kind == "merge" and row.old_id in kon_tum:
            into[row.new_id].append(row.old_id)
    first, second, *_more = next(olds for olds in into.values() if len(olds) > 1)
    return first, second


def _province_before(past: Past, unit_id: int) -> int:
    inside = unit_id in queries.branch_ids(past.kon_tum, BEFORE)
    return past.kon_tum if inside else past.quang_ngai_before


def asked(past: Past, view: TotalsMap, *, by_province: bool = False) -> TotalsAsked:
    return TotalsAsked(
        measure=MEASURE,
        first_year=2022,
        as_of=TODAY,
        view=view,
        map_on=MAP_DAY if view == TotalsMap.SERIES else None,
        root=past.root,
        by_province=by_province,
    )


def by_year(table: TotalsTable, sums: tuple) -> dict[int, Decimal]:
    return {year: value for year, value in zip(table.years, sums, strict=True) if value}


def test_as_reported_the_figures_stay_with_the_three_provinces(past: Past) -> None:
    table = totals_of(asked(past, TotalsMap.REPORTED, by_province=True))
    found = {row.unit_id: by_year(table, row.sums) for row in table.rows}
    wanted: dict[int, dict[int, int]] = defaultdict(dict)
    for (province, year), held in past.by_province.items():
        wanted[province][year] = held
    assert found == wanted
    assert table.unassigned == []


@pytest.mark.parametrize("view", [TotalsMap.NEW, TotalsMap.SERIES])
def test_every_year_is_the_same_total_on_every_map(past: Past, view: TotalsMap) -> None:
    """The joint event of two communes that are one now is one record less, and said so."""
    reported = totals_of(asked(past, TotalsMap.REPORTED))
    table = totals_of(asked(past, view))
    before, now = by_year(reported, reported.grand), by_year(table, table.grand)
    repeated = by_year(table, table.repeated)
    if view == TotalsMap.SERIES:
        assert repeated == {2024: 1}
    assert {year: now[year] + repeated.get(year, 0) for year in now} == before
    assert not any(table.elsewhere)
    assert not any(table.from_outside)


def test_a_series_has_only_units_of_the_map_day_and_each_of_them_every_year(past: Past) -> None:
    table = totals_of(asked(past, TotalsMap.SERIES))
    today = {row.unit_id for row in queries.units_under(past.root, MAP_DAY, COMMUNE_LEVEL)}
    assert {row.unit_id for row in table.rows} == today
    assert len(table.rows) == 96
    receives_only_a_part = {row.unit_id for row in table.rows if None in row.sums}
    assert len(receives_only_a_part) <= 2, "only heirs of the split commune may lack a past"


def test_the_new_map_of_each_year_keeps_the_units_of_its_own_end(past: Past) -> None:
    table = totals_of(asked(past, TotalsMap.NEW))
    place = list(table.years).index(2024)
    with_2024 = {row.unit_id for row in table.rows if row.sums[place] is not None}
    old = queries.branch_ids(past.kon_tum, BEFORE)
    old |= queries.branch_ids(past.quang_ngai_before, BEFORE)
    assert with_2024 <= old
    place = list(table.years).index(2025)
    with_2025 = {row.unit_id for row in table.rows if row.sums[place] is not None}
    assert with_2025 <= queries.branch_ids(past.root, TODAY)


def test_what_is_not_decided_is_shown_and_given_to_nobody(past: Past) -> None:
    assert past.split, "one commune of the two provinces went into two"
    table = totals_of(asked(past, TotalsMap.SERIES))
    reported = totals_of(asked(past, TotalsMap.REPORTED))
    assert past.split in {row.unit_id for row in table.unassigned}
    line = next(row for row in table.unassigned if row.unit_id == past.split)
    assert line.sums == next(row for row in reported.rows if row.unit_id == past.split).sums
    assert line.code == past.split_code


@pytest.mark.parametrize("view", list(TotalsMap))
def test_every_entry_is_found_once_and_whole(past: Past, view: TotalsMap) -> None:
    units = queries.counting_map(past.root)
    tree = UnitTree(units.units, units.successions)
    question = asked(past, view)
    counts = read_counts(question, {unit.id for unit in units.units})
    plan = TotalsQuestion(tree, TODAY, view, question.map_on, past.root)
    seen: list[Count] = []
    repeated = 0
    for one in placed(plan, counts):
        seen.append(one.count)
        whole = sum((part for _unit_id, part in one.parts), Fraction(0))
        assert whole + one.unassigned + one.repeated == one.count.quantity
        repeated += one.repeated
        if one.count.unit_id == past.split and view == TotalsMap.SERIES:
            assert one.parts == ()
            assert one.left_by == (past.split,)
    assert seen == counts
    assert repeated == (1 if view == TotalsMap.SERIES else 0)
