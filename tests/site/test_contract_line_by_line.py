"""The contract of the data package, line by line: what each table refuses, with row and column.

Every case changes one valid row of a package that is taken in without a word, and says where the
fault has to be told. Nothing is ever stored (``tests/site/test_exchange_faults.py`` counts that).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from songhanh.foundation.lib.acting import command_line
from songhanh.site.exchange.importing import import_package
from songhanh.site.exchange.tables import TABLES
from tests.site.packages import UNITS, Row, activity, item, plan, target, unit, write_package
from tests.world import NOON

pytestmark = pytest.mark.usefixtures("db")

Place = tuple[str, int, str]
Told = Callable[[str, Sequence[Row] | str], list[Place]]
Case = tuple[str, Sequence[Row], list[tuple[int, str]]]


@dataclass(frozen=True)
class Lines:
    """What the contract says of one table, and a row of it that is right.

    ``further`` are cases of its own: a name, what the row says otherwise (or the rows in its place)
    and the columns complained of.
    """

    columns: str
    row: Row
    lists: str = ""
    days: str = ""
    numbers: str = ""
    references: str = ""
    named: bool = True
    """Whether its first column is a name of its own, free to choose."""
    apart: str = ""
    """The column of days or years by which rows of one subject have to differ."""
    before: Sequence[Row] = ()
    further: Sequence[Case] = field(default_factory=tuple)

    @property
    def required(self) -> list[str]:
        """The columns marked with a star."""
        return [name.rstrip("*") for name in self.columns.split() if name.endswith("*")]

    @property
    def names(self) -> list[str]:
        """All columns."""
        return [name.rstrip("*") for name in self.columns.split()]


KNOWN_SINCE = " submitted_on"
DAYS_KNOWN = f"{KNOWN_SINCE} decided_on"
HELD = activity("1", "A", "2026-03-08", male="4", female="5")
SENT = item("1", "a1", "2026-03-08")
TYPED = target("other", 5)
OLD = unit("N", "commune", "P")


def went(old: str, new: str, kind: str = "merge", share: str = "") -> Row:
    """A row of successions."""
    return {"old_code": old, "new_code": new, "on": "2026-05-01", "kind": kind, "share": share}


CONTRACT: dict[str, Lines] = {
    "units.csv": Lines(
        "code* name* kind* parent_code valid_from valid_to aliases area_flags function",
        unit("N", "commune", "P", name="Xã Nam"),
        lists="kind area_flags",
        days="valid_from valid_to",
        references="parent_code",
        before=UNITS,
        further=[
            ("ends before it begins",
             [{**OLD, "valid_from": "2026-05-01", "valid_to": "2026-04-30"}],
             [(8, "valid_to")]),
            ("spans overlap",
             [{**OLD, "valid_to": "2026-03-31"},
              {**OLD, "kind": "ward", "valid_from": "2026-03-31"}],
             [(9, "valid_from")]),
            ("a circle of parents", [unit("N", "commune", "O"), unit("O", "district", "N")],
             [(8, "parent_code"), (9, "parent_code")]),
        ],
    ),
    "successions.csv": Lines(
        "old_code* new_code on* kind* share basis",
        went("A", "B"),
        lists="kind",
        days="on",
        numbers="share",
        references="old_code new_code",
        further=[
            ("a merger into nobody", [went("A", "")], [(2, "new_code")]),
            ("a share above 1", [went("A", "B", "merge_part", "1.1")], [(2, "share")]),
            ("shares over 1", [went("A", "B", "split", "0.6"), went("A", "C", "split", "0.6")],
             [(3, "share")]),
            ("a circle", [went("A", "B"), went("B", "A")], [(2, "new_code"), (3, "new_code")]),
        ],
        named=False,
    ),
    "classes.csv": Lines(
        "class* kinds codes exclude_codes",
        {"class": "các xã", "kinds": "commune", "codes": "S", "exclude_codes": "A"},
        lists="kinds",
        references="codes exclude_codes",
    ),
    "activities.csv": Lines(
        "id* unit_code* form* title* held_on* ended_on commune_code place mode integrated"
        " on_law_policy co_hosts audiences male female unknown_sex children minority cost_vnd"
        " fund_source plan_code task_ordinal campaign standing* evidence" + DAYS_KNOWN,
        HELD,
        lists="form mode integrated on_law_policy audiences standing",
        days="held_on ended_on" + DAYS_KNOWN,
        numbers="male female unknown_sex children minority cost_vnd",
        references="unit_code commune_code co_hosts plan_code evidence",
        further=[
            ("ends before it begins", [{**HELD, "ended_on": "2026-03-07"}], [(2, "ended_on")]),
            ("more children than people", [{**HELD, "children": "10"}], [(2, "children")]),
            ("more of minorities than people", [{**HELD, "minority": "10"}], [(2, "minority")]),
            ("half a person", [{**HELD, "male": "1.5"}], [(2, "male")]),
            ("one id, two contents", [HELD, {**HELD, "male": "3"}], [(3, "id")]),
        ],
    ),
    "media_items.csv": Lines(
        "id* outlet_code* type* title* published_on* channel* minutes language on_gender_equality"
        " original_id column_name standing*" + DAYS_KNOWN,
        SENT,
        lists="type channel on_gender_equality standing",
        days="published_on" + DAYS_KNOWN,
        numbers="minutes",
        references="outlet_code original_id",
        further=[
            ("its own original", [{**SENT, "original_id": "1"}], [(2, "original_id")]),
            ("one id, two contents", [SENT, {**SENT, "minutes": "3"}], [(3, "id")]),
        ],
    ),
    "campaign_plans.csv": Lines(
        "id* unit_code* campaign* year* number issued_on standing*" + DAYS_KNOWN,
        {"id": "1", "unit_code": "A", "campaign": "action_month", "year": "2026",
         "standing": "accepted"},
        lists="campaign standing",
        days="issued_on" + DAYS_KNOWN,
        numbers="year",
        references="unit_code",
        apart="year",
    ),
    "local_plans.csv": Lines(
        "id* unit_code* parent_plan_code* number issued_on standing*" + DAYS_KNOWN,
        {"id": "1", "unit_code": "A", "parent_plan_code": "KH", "standing": "accepted"},
        lists="standing",
        days="issued_on" + DAYS_KNOWN,
        references="unit_code parent_plan_code",
    ),
    "media_index_stages.csv": Lines(
        "id* unit_code* stage* from_on* document" + KNOWN_SINCE,
        {"id": "1", "unit_code": "a1", "stage": "pilot", "from_on": "2026-02-01"},
        lists="stage",
        days="from_on" + KNOWN_SINCE,
        references="unit_code",
        apart="from_on",
        further=[
            ("two stages on one day",
             [{"id": str(n), "unit_code": "a1", "stage": stage, "from_on": "2026-02-01"}
              for n, stage in enumerate(("pilot", "official"))],
             [(3, "from_on")]),
        ],
    ),
    "conventions.csv": Lines(
        "id* village_name* commune_code* state* state_on adopted_on text_on reviewed_on"
        " discriminating" + KNOWN_SINCE,
        {"id": "1", "village_name": "Thôn 1", "commune_code": "A", "state": "adopted"},
        lists="state discriminating",
        days="state_on adopted_on text_on reviewed_on" + KNOWN_SINCE,
        references="commune_code",
    ),
    "models.csv": Lines(
        "id* commune_code* type* name* started_on* ended_on" + KNOWN_SINCE,
        {"id": "1", "commune_code": "A", "type": "club", "name": "CLB", "started_on": "2026-01-01"},
        lists="type",
        days="started_on ended_on" + KNOWN_SINCE,
        references="commune_code",
    ),
    "model_activities.csv": Lines(
        "id* model_id* held_on*" + KNOWN_SINCE,
        {"id": "1", "model_id": "m", "held_on": "2026-02-01"},
        days="held_on" + KNOWN_SINCE,
        references="model_id",
    ),
    "survey_estimates.csv": Lines(
        "id* plan_code year* role* questionnaire* group* score* standard_error respondents"
        + KNOWN_SINCE,
        {"id": "1", "year": "2026", "role": "baseline", "questionnaire": "BH", "group": "all",
         "score": "60"},
        lists="role group",
        days=KNOWN_SINCE,
        numbers="year score standard_error respondents",
        references="plan_code",
        apart="year",
        further=[
            ("a score over 100",
             [{"id": "1", "year": "2026", "role": "end", "questionnaire": "BH", "group": "all",
               "score": "100.1"}],
             [(2, "score")]),
        ],
    ),
    "typed_values.csv": Lines(
        "id* plan_code* target_ordinal* year* unit_code value* evidence note" + KNOWN_SINCE,
        {"id": "1", "plan_code": "KH", "target_ordinal": "1", "year": "2026", "value": "3"},
        days=KNOWN_SINCE,
        numbers="year",
        references="plan_code target_ordinal unit_code",
        apart="year",
        further=[
            ("a value in words",
             [{"id": "1", "plan_code": "KH", "target_ordinal": "1", "year": "2026", "value": "ba"}],
             [(2, "value")]),
            ("two values of one target, year and unit",
             [{"id": str(n), "plan_code": "KH", "target_ordinal": "1", "year": "2026",
               "value": str(n)} for n in (1, 2)],
             [(3, "year")]),
        ],
    ),
    "users.csv": Lines(
        "username* full_name unit_code* roles* email",
        {"username": "lan", "unit_code": "A", "roles": "CO|MO"},
        lists="roles",
        references="unit_code",
        further=[
            ("no address of mail",
             [{"username": "lan", "unit_code": "A", "roles": "CO", "email": "?"}],
             [(2, "email")]),
        ],
    ),
}  # fmt: skip
WRONG = {"lists": ["?"], "days": ["08/03/2026", "2026-02-30"], "numbers": ["-1", "sáu", "1e3"],
         "references": ["ZZ"]}  # fmt: skip


def wrong_cells(lines: Lines) -> Iterator[tuple[str, str]]:
    """Each column with each thing that may not stand in it."""
    for column in lines.required:
        yield column, ""
    for kind, values in WRONG.items():
        for column in getattr(lines, kind).split():
            yield from ((column, value) for value in values)


def told_apart(lines: Lines, number: int) -> Row:
    """A row of another thing than all others with another number."""
    name = lines.required[0]
    row = {**lines.row, name: f"{lines.row[name]}{number}"} if lines.named else {**lines.row}
    if lines.apart:
        row[lines.apart] = f"{2026 - number}{str(row[lines.apart])[4:]}"
    return row


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Takes a package in on trial; where its faults are told."""
    numbers = iter(range(10_000))

    def take(name: str, rows: Sequence[Row] | str) -> list[Place]:
        tables: dict[str, Sequence[Row] | str | bytes] = {
            "units.csv": UNITS,
            "models.csv": [{**CONTRACT["models.csv"].row, "id": "m"}],
            name: rows,
        }
        folder = write_package(tmp_path / str(next(numbers)), tables, [plan(TYPED)])
        report = import_package(folder, acting=command_line(), at=NOON, dry_run=True)
        for one in report.findings:
            assert one.expected, one
            assert one.message.endswith("."), one
        return [(one.file, one.row, one.column) for one in report.findings]

    return take


def test_the_tables_are_those_of_the_contract() -> None:
    assert {name: sorted(table.columns) for name, table in TABLES.items()} == {
        name: sorted(lines.names) for name, lines in CONTRACT.items()
    }
    assert {name: sorted(table.required.split()) for name, table in TABLES.items()} == {
        name: sorted(lines.required) for name, lines in CONTRACT.items()
    }


@pytest.mark.parametrize("name", CONTRACT)
def test_every_wrong_cell_of_a_table_is_told_at_once(name: str, told: Told) -> None:
    """One package with a row for each; nothing else in it is complained of."""
    lines = CONTRACT[name]
    wrong = list(wrong_cells(lines))
    first = len(lines.before) + 2

    assert told(name, [*lines.before, lines.row]) == []
    # Rows without a name of their own would be one and the same: each comes in its own package.
    for together in [wrong] if lines.named else [[one] for one in wrong]:
        rows = [
            {**told_apart(lines, number), column: value}
            for number, (column, value) in enumerate(together)
        ]
        wanted = Counter((name, first + number, one[0]) for number, one in enumerate(together))
        found = Counter(told(name, [*lines.before, *rows]))
        assert (found - wanted, wanted - found) == (Counter(), Counter()), together


@pytest.mark.parametrize(
    ("name", "rows", "places"),
    [(name, rows, places) for name in CONTRACT for _, rows, places in CONTRACT[name].further],
    ids=[f"{name} {case}" for name in CONTRACT for case, _, _ in CONTRACT[name].further],
)
def test_rows_that_do_not_go_together_are_refused(
    name: str, rows: Sequence[Row], places: list[tuple[int, str]], told: Told
) -> None:
    before = CONTRACT[name].before

    assert set(told(name, [*before, *rows])) == {(name, *place) for place in places}


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_that_have_to_be_there_are_missed(name: str, told: Told) -> None:
    """All at once: the table with a column nobody asked for and none of those required."""
    missed = set(CONTRACT[name].required)
    if TABLES[name].may_lack_standing:
        missed -= {"standing"}

    found = {place for place in told(name, "weather\nmưa\n") if place[0] == name}
    assert found == {(name, 1, column) for column in (*missed, "weather")}
