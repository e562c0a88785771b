"""A season rehearsed: every table equals brute force, the Word file holds what the screen shows."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.reporting.consolidation.actions import freeze_consolidation
from songhanh.reporting.consolidation.board import board_of
from songhanh.reporting.consolidation.drawing import texts_side_by_side
from songhanh.reporting.consolidation.queries import frozen_sheet, is_intact, sheet_of
from songhanh.reporting.documents.writing import write_consolidation
from songhanh.reporting.submissions.enums import Section
from tests.reporting.season.layout import faults_of, texts_of
from tests.reporting.season.season import MEASURES, Fact, Season, rehearse
from tests.reporting.submissions.stories import PERIOD, at
from tests.world import build_world

pytestmark = pytest.mark.django_db

YEAR = parse_period(PERIOD)
LAST_DAY = date(2026, 11, 29)
END = date(2026, 12, 2)


@pytest.fixture(scope="module")
def season(django_db_setup: None, django_db_blocker) -> Iterator[Season]:
    """One season for all that is asked of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield rehearse(build_world())
        transaction.set_rollback(True)


SPOILT = [
    (b"Times New Roman", b"Arial"),
    (b'w:start="1"', b'w:start="3"'),
    (b"<w:tblHeader/>", b""),
    (b'<w:b w:val="1"/>', b'<w:b w:val="0"/>'),
    ("Nơi nhận:".encode(), "Nơi gửi:".encode()),
    ("Phụ lục IV".encode(), "Phụ lục VI".encode()),
    (b'w:val="center"', b'w:val="left"'),
]
"""Ways to spoil the file that the check of the tests itself has to see."""


def spoilt(data: bytes, old: bytes, new: bytes) -> bytes:
    """The file with some bytes of its main part put otherwise."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w") as other:
        for name in package.namelist():
            part = package.read(name)
            other.writestr(name, part.replace(old, new) if name == "word/document.xml" else part)
    return out.getvalue()


def timeliness(fact: Fact, on: date) -> str:
    """The rule read aloud (counting rules, "Obligations")."""
    first = clock.day_of(fact.first) if fact.first else None
    if first is not None and first <= on:
        return "on_time" if first <= LAST_DAY else "late"
    if on > LAST_DAY:
        return "missing"
    return "due" if (LAST_DAY - on).days <= 15 else "not_due"


def test_the_season_has_the_bodies_it_tells_of(season: Season) -> None:
    kinds = Counter(fact.kind for fact in season.facts)
    communes = kinds[UnitKind.COMMUNE] + kinds[UnitKind.WARD]
    assert (communes, len(season.facts) - communes) == (102, 24)


@pytest.mark.parametrize(
    "on", [date(2026, 11, 13), date(2026, 11, 14), date(2026, 11, 29), date(2026, 11, 30), END]
)
def test_who_has_sent_what_equals_brute_force_on_any_day(season: Season, on: date) -> None:
    board = board_of(season.rule, PERIOD, on=on)
    expected = {fact.code: timeliness(fact, on) for fact in season.facts}
    assert {row.owed.unit_code: row.owed.state.value for row in board.rows} == expected
    states = {fact.code: (fact.state, fact.versions) for fact in season.facts}
    assert {row.owed.unit_code: (row.state, row.versions) for row in board.rows} == states
    assert dict(board.by_timeliness) == dict(Counter(expected.values()))


def test_sums_late_and_missing_equal_brute_force(season: Season) -> None:
    sheet = sheet_of(season.rule, YEAR, on=END)
    totals = {one.figure.key: one for one in sheet.totals}
    own = "S"  # the standing unit's own report waits for nobody
    for key in MEASURES:
        every = sum(fact.counts[key] for fact in season.facts)
        taken = season.of(lambda fact: fact.is_approved or (fact.code == own and fact.has_sent))
        sent = season.of(lambda fact: fact.has_sent)
        told = (totals[key].figure.value, totals[key].reported, totals[key].with_waiting)
        expected = [sum(fact.counts[key] for fact in facts) for facts in (taken, sent)]
        assert told == (every, *expected), key
    missing = {fact.code for fact in season.facts if timeliness(fact, END) == "missing"}
    assert {one.unit_code for one in sheet.missing} == missing
    late = {fact.code for fact in season.facts if timeliness(fact, END) == "late"}
    assert {one.unit_code for one in sheet.late} == late


def test_shares_are_counted_over_all_units_and_never_averaged(season: Season) -> None:
    sheet = sheet_of(season.rule, YEAR, on=END)
    communes = season.of(lambda fact: fact.kind in {UnitKind.COMMUNE, UnitKind.WARD})
    passing = [fact for fact in communes if fact.counts["session_held"] >= 2]
    share = next(one for one in sheet.targets if one.ordinal == "II.1")
    assert (share.numerator, share.denominator) == (len(passing), len(communes))
    assert share.value == round(Decimal(100 * len(passing)) / len(communes), 4)


def test_texts_side_by_side_are_those_that_were_sent(season: Season) -> None:
    sheet = sheet_of(season.rule, YEAR, on=END)
    told = {one.unit_name: one.text for one in texts_side_by_side(sheet, Section.DIFFICULTIES, "")}
    expected = {
        fact.name: fact.difficulty for fact in season.facts if fact.difficulty and fact.has_sent
    }
    assert told == expected


def test_the_word_file_holds_each_figure_of_the_screen_and_passes_the_layout(
    season: Season,
) -> None:
    frozen = freeze_consolidation(season.rule, YEAR, saves=0, acting=command_line(), at=at(2, 12))
    assert is_intact(frozen)
    sheet = frozen_sheet(frozen)
    data = write_consolidation(frozen)
    said = texts_of(data)
    cells = set(said)
    for one in sheet.targets:
        assert one.short_label in " ".join(said)
        assert {one.required_text, one.provisional_text} <= cells
        assert any(cell.startswith(one.value_text) for cell in cells)
    for total in sheet.totals:
        assert {total.reported_text, total.with_waiting_text, total.figure.value_text} <= cells
    for member in sheet.members:
        assert {member.unit_name, *filter(None, member.cells)} <= cells
    for extra in sheet.extras:
        assert {extra.label, extra.value_text} <= cells
    assert not any("{{" in text for text in said)
    assert faults_of(data) == []
    for old, new in SPOILT:
        assert faults_of(spoilt(data, old, new)), f"{old} → {new} is not seen"
