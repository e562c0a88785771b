"""Whatever verbs are tried in whatever order: sums over the tree lose no entry and double none.

What each map makes of every record is worked out here once more, from the rows as they are stored:
holdings are passed on day by day, and every day is looked up by itself.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from itertools import groupby

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.engines.counting import TotalsMap, round_half_up
from songhanh.engines.counting.successions import Carried
from songhanh.ledger.actions import post_many
from songhanh.ledger.drafts import EntryDraft, Posting
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.models import OrgUnit, Succession, UnitVersion
from songhanh.results.totals.queries import TotalsAsked, TotalsTable, totals_of
from tests.registry.orgunits.histories import DAYS, Registry, do, doings, start
from tests.world import NOON

MEASURE = "session_held"
FIRST, AS_OF, MAP_DAY = date(2023, 6, 1), date(2025, 6, 30), date(2025, 12, 31)

_unit = st.integers(0, 7)
records = st.lists(
    st.tuples(
        st.integers(1, 6), _unit, st.none() | _unit, st.dates(FIRST, AS_OF), st.integers(0, 4)
    ),
    max_size=12,
)
"""Number of the record, host, co-host, day, quantity; of one number the last holds, 0 withdraws."""

pytestmark = pytest.mark.django_db
Rows = dict[tuple[int, int], Fraction]


@pytest.fixture
def units() -> list[OrgUnit]:
    """Two provinces, four communes, two stations."""
    return start()


@dataclass
class Expected:
    """By row and year what a map shall show, and by year what it leaves apart."""

    rows: Rows
    unassigned: dict[int, Fraction]
    repeated: dict[int, Fraction]


class Oracle:
    """What became of a quantity, by the dated rows alone."""

    def __init__(self) -> None:
        self.registry = Registry()
        rows = queries.standing_successions().filter(
            kind__in=("merge", "merge_part", "split", "dissolve")
        )
        self.steps = sorted(rows, key=lambda row: row.on)
        self.kinds: dict[int, list[tuple[date, str]]] = defaultdict(list)
        for version in UnitVersion.objects.all():
            self.kinds[version.unit_id].append((version.valid_from or date.min, version.kind))

    def on_map(self, unit_id: int, day: date, until: date) -> dict[int, Fraction]:
        """The parts of what a unit did on a day, by the units of another day."""
        held = {unit_id: Fraction(1)}
        begun = min(day, self.last_day(unit_id))
        for on, rows in groupby(self.steps, key=lambda row: row.on):
            if begun < on <= until:
                self.pass_on(held, on, list(rows))
        return {one: part for one, part in held.items() if part}

    def pass_on(self, held: dict[int, Fraction], on: date, rows: list[Succession]) -> None:
        """One day of successions; what arrives on it is passed on by later days only."""
        arrived: dict[int, Fraction] = defaultdict(Fraction)
        for unit_id in {row.old_id for row in rows if held.get(row.old_id)}:
            had = held[unit_id]
            for row in rows:
                if row.old_id == unit_id and row.new_id is not None:
                    whole = None if row.kind in ("merge_part", "split") else Decimal(1)
                    share = Fraction(row.share if row.share is not None else whole or 0)
                    arrived[row.new_id] += had * share
                    held[unit_id] -= had * share
            if self.last_day(unit_id) < on:
                held[unit_id] = Fraction(0)
        for unit_id, part in arrived.items():
            held[unit_id] = held.get(unit_id, Fraction(0)) + part

    def last_day(self, unit_id: int) -> date:
        return self.registry.alive[unit_id][-1][1]

    def kind(self, unit_id: int, day: date) -> str:
        return max(one for one in self.kinds[unit_id] if one[0] <= day)[1]

    def province(self, unit_id: int, day: date) -> int:
        """The province above on a day, or on the unit's last one; itself without any."""
        at, above = min(day, self.last_day(unit_id)), unit_id
        while self.kind(above, day) != "province":
            parent = self.registry.parent(above, at)
            if parent is None:
                return unit_id
            above = parent
        return above


def map_day(view: TotalsMap, day: date) -> date:
    """The day whose units stand for a record of this day."""
    if view == TotalsMap.REPORTED:
        return day
    return MAP_DAY if view == TotalsMap.SERIES else min(date(day.year, 12, 31), AS_OF)


Record = tuple[tuple[int, ...], date, int]


def expected(done: list[Record], view: TotalsMap, *, by_province: bool) -> Expected:
    """The sums worked out record by record."""
    oracle = Oracle()
    found = Expected(defaultdict(Fraction), defaultdict(Fraction), defaultdict(Fraction))
    for hosts, day, quantity in done:
        until = map_day(view, day)
        here: dict[int, Fraction] = defaultdict(Fraction)
        for host in hosts:
            parts = (
                {host: Fraction(1)}
                if view == TotalsMap.REPORTED
                else oracle.on_map(host, day, until)
            )
            found.unassigned[day.year] += quantity * (1 - sum(parts.values()))
            for unit_id, part in parts.items():
                here[unit_id] += quantity * part
        for unit_id, amount in here.items():
            counted = min(amount, Fraction(quantity))  # of one record a unit has it at most once
            found.repeated[day.year] += amount - counted
            row = oracle.province(unit_id, until) if by_province else unit_id
            found.rows[row, day.year] += counted
    return found


def post(units: list[OrgUnit], wanted: list[tuple]) -> list[Record]:
    """Post, correct and withdraw; the records as they stand in the end."""
    last: dict[int, Record] = {}
    postings = []
    for number, host, other, day, quantity in wanted:
        hosts = tuple(dict.fromkeys(units[one].pk for one in (host, other) if one is not None))
        drafts = [EntryDraft(one, MEASURE, day, Decimal(quantity)) for one in hosts]
        postings.append(Posting("activity", number, tuple(drafts), "accepted", NOON))
        last[number] = (hosts, day, quantity)
    post_many(postings)
    return [record for record in last.values() if record[2]]


def table_of(view: TotalsMap, *, by_province: bool) -> TotalsTable:
    asked = TotalsAsked(
        measure=MEASURE,
        first_year=FIRST.year,
        as_of=AS_OF,
        view=view,
        map_on=MAP_DAY if view == TotalsMap.SERIES else None,
        by_province=by_province,
    )
    return totals_of(asked)


def check(done: list[Record], view: TotalsMap, *, by_province: bool) -> None:
    """The table is what the oracle says, and nothing of what was posted is missing or twice."""
    table = table_of(view, by_province=by_province)
    wanted = expected(done, view, by_province=by_province)
    shown = {
        (row.unit_id, year): value
        for row in table.rows
        for year, value in zip(table.years, row.sums, strict=True)
        if value
    }
    assert shown == {key: rounded(value) for key, value in wanted.rows.items() if value}
    posted: dict[int, int] = defaultdict(int)
    for hosts, day, quantity in done:
        posted[day.year] += len(hosts) * quantity
    for place, year in enumerate(table.years):
        rows = sum((value for (_row, of), value in wanted.rows.items() if of == year), Fraction(0))
        apart = wanted.unassigned[year] + wanted.repeated[year]
        assert rows + apart == posted[year], "what is worked out here loses something itself"
        assert (table.assigned[place] or 0) == rounded(rows)
        assert (table.repeated[place] or 0) == rounded(wanted.repeated[year])
        assert (table.grand[place] or 0) == rounded(posted[year] - wanted.repeated[year])


def rounded(value: Fraction) -> Decimal:
    return round_half_up(value, 3)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(doings, max_size=8), records)
def test_sums_over_the_tree_never_lose_or_double_an_entry(
    units: list[OrgUnit], steps: list[tuple], wanted: list[tuple]
) -> None:
    with transaction.atomic():
        for doing in steps:
            do(units, doing)
        done = post(units, wanted)
        for view in TotalsMap:
            check(done, view, by_province=False)
            check(done, view, by_province=True)
        transaction.set_rollback(True)


ASTRAY = {
    "half of a part is lost": lambda part: part / 2,
    "a part is given twice": lambda part: part * 2,
}


@pytest.mark.parametrize("astray", ASTRAY)
def test_a_share_that_goes_astray_is_noticed(
    units: list[OrgUnit], monkeypatch: pytest.MonkeyPatch, astray: str
) -> None:
    assert do(units, ("part", 2, 3, "0.25", DAYS[3]))
    done = post(units, [(1, 2, None, DAYS[0], 4), (2, 2, 3, DAYS[1], 2)])
    check(done, TotalsMap.SERIES, by_province=False)
    engine = import_module("songhanh.engines.counting.totals")
    right = engine.carry

    def wrong(*asked: object) -> Carried:
        carried = right(*asked)
        (first, part), *others = carried.parts
        return Carried(((first, ASTRAY[astray](part)), *others), carried.unassigned)

    monkeypatch.setattr(engine, "carry", wrong)
    with pytest.raises(AssertionError):
        check(done, TotalsMap.SERIES, by_province=False)
