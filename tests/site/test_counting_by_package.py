"""The worked cases of the counting rules, from a data package to ``songhanh results show``.

Cases 1–3, 5–10 and 17–20: those whose records this version takes in. Each is built as a package, as
somebody outside would send it, and asked for on the command line.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from songhanh.ledger.queries import sums
from tests.site.conftest import SetClock, Songhanh
from tests.site.packages import (
    COLUMN,
    LOUDSPEAKER,
    SESSIONS,
    UNITS,
    Row,
    activity,
    item,
    items,
    plan,
    sessions,
    target,
    unit,
    write_package,
)

Shown = list[dict[str, Any]]
Import = Callable[..., None]
Show = Callable[..., Shown]


@pytest.fixture
def take_in(songhanh: Songhanh, tmp_path: Path) -> Import:
    """Imports a package of the province with these records and plans; it must be accepted."""
    made: list[Path] = []

    def import_it(
        tables: Mapping[str, Sequence[Row]], plans: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        folder = tmp_path / f"package-{len(made)}"
        made.append(folder)
        with_units = tables if made[1:] else {"units.csv": UNITS, **tables}
        answer = songhanh("data", "import", write_package(folder, with_units, plans), "--json")
        assert answer.code == 0, answer.err

    return import_it


@pytest.fixture
def show(songhanh: Songhanh) -> Show:
    """Rows of ``results show`` for the plan KH: ``show("2026-06-30", map="new")``."""

    def rows(as_of: str, period: str | None = None, plan_code: str = "KH", **said: str) -> Shown:
        options = [word for name, value in said.items() for word in (f"--{name}", value)]
        answer = songhanh(
            "results", "show", "--plan", plan_code, "--as-of", as_of, *options, "--json"
        )
        assert answer.code == 0, answer.err
        return [row for row in answer.document if period is None or row["period"] == period]

    return rows


def share(row: Mapping[str, Any]) -> tuple[int | None, int | None, float | None, str]:
    """Numerator, denominator, value, status."""
    return row["numerator"], row["denominator"], row["value"], row["status"]


@pytest.fixture(autouse=True)
def _after_the_cases(set_clock: SetClock) -> None:
    """The cases are told when they are over, so that no day of theirs is still to come."""
    set_clock("2027-03-01")


def test_case_1_a_merger_in_mid_year_moves_units_not_records(take_in: Import, show: Show) -> None:
    merger = {"old_code": "A", "new_code": "B", "on": "2026-07-01", "kind": "merge"}
    held = sessions("A", 2, "2026-03") + sessions("B", 1, "2026-05") + sessions("C", 2, "2026-06")
    take_in({"activities.csv": held, "successions.csv": [merger]}, [plan(SESSIONS)])

    [june] = show("2026-06-30")
    assert share(june) == (2, 3, 66.67, "on_track")
    assert (june["passing"], june["failing"]) == (["A", "C"], ["B"])
    [end] = show("2026-12-31")
    assert share(end) == (1, 2, 50, "missed")
    assert (end["passing"], end["failing"]) == (["C"], ["B"])
    [new] = show("2026-12-31", map="new")
    assert share(new) == (2, 2, 100, "met")
    assert not new["estimated"]


def test_case_2_a_joint_session_counts_for_each_host_and_once_in_all(
    take_in: Import, show: Show
) -> None:
    elsewhere = [unit("Q", "province"), unit("X", "commune", "Q")]
    joint = activity("j", "A", "2026-03-08", co_hosts="B|X|B")
    once = target("sessions_per_year", 1)
    take_in({"units.csv": [*UNITS, *elsewhere], "activities.csv": [joint]}, [plan(once)])

    [row] = show("2026-12-31")
    assert (row["passing"], row["failing"]) == (["A", "B"], ["C"])
    assert total("activity") == 1
    assert total("session_held") == 3


def total(measure: str) -> int:
    """Everything a measure came to in 2026, over all units."""
    rows = sums(measure, first=date(2026, 1, 1), last=date(2026, 12, 31))
    return sum(int(row.quantity) for row in rows)


def test_case_3_a_session_over_new_year_is_one_of_its_first_day(
    take_in: Import, show: Show
) -> None:
    over = activity("n", "A", "2026-12-31", ended_on="2027-01-02")
    take_in({"activities.csv": [over]}, [plan(target("sessions_per_year", 1))])

    assert show("2026-12-31")[0]["passing"] == ["A"]
    assert show("2027-02-28")[0]["passing"] == []


def test_case_5_a_session_of_a_village_is_the_village_s(take_in: Import, show: Show) -> None:
    village = unit("A-1", "village", "A")
    villages = plan(
        target("sessions_per_year", 1),
        code="KH-THON",
        targets={"1": {"denominator": {"kinds": ["commune", "village"]}}},
    )
    take_in(
        {
            "units.csv": [*UNITS, village],
            "activities.csv": [activity("v", "A-1", "2026-05-05")],
        },
        [plan(target("sessions_per_year", 1)), villages],
    )

    assert show("2026-12-31")[0]["passing"] == []
    [with_villages] = show("2026-12-31", plan_code="KH-THON")
    assert with_villages["passing"] == ["A-1"]
    assert with_villages["failing"] == ["A", "B", "C"]


CASE_6 = [
    # known on, standing, sessions of A
    ("2026-11-30", "accepted", 1),
    ("2026-12-06", "accepted", 2),
    (None, "accepted", 1),
    ("2026-11-30", "provisional", 2),
    (None, "provisional", 1),
]


def counted_with(show: Show, known_on: str | None, standing: str) -> int:
    """How many sessions of A count as of 30/11: the highest threshold it passes."""
    known = {"known-on": known_on} if known_on else {}
    rows = show("2026-11-30", standing=standing, **known)
    return sum("A" in row["passing"] for row in rows)


ONE_OR_TWO = (
    target("sessions_per_year", 1, ordinal="1"),
    target("sessions_per_year", 2, ordinal="2"),
)


def test_case_6_what_was_known_on_a_day_stays_known(
    take_in: Import, show: Show, set_clock: SetClock
) -> None:
    s1 = activity("s1", "A", "2026-10-05", submitted_on="2026-11-01")
    s2 = activity("s2", "A", "2026-10-06", standing="submitted")
    set_clock("2026-11-10")
    take_in({"activities.csv": [{**s1, "decided_on": "2026-11-10"}]}, [plan(*ONE_OR_TWO)])
    set_clock("2026-11-20")
    take_in({"activities.csv": [s2]})
    set_clock("2026-12-05")
    take_in({"activities.csv": [{**s2, "standing": "accepted"}]})
    set_clock("2026-12-08")
    take_in({"activities.csv": [{**s1, "standing": "returned"}]})

    assert [counted_with(show, known, standing) for known, standing, _ in CASE_6] == [
        count for _, _, count in CASE_6
    ]


def test_case_6_moving_in_the_sender_s_days_are_believed(take_in: Import, show: Show) -> None:
    s1 = activity(
        "s1", "A", "2026-10-05", submitted_on="2026-11-01", decided_on="2026-12-08",
        standing="returned",
    )  # fmt: skip
    s2 = activity("s2", "A", "2026-10-06", submitted_on="2026-11-20", decided_on="2026-12-05")
    take_in({"activities.csv": [s1, s2]}, [plan(*ONE_OR_TWO)])

    assert counted_with(show, "2026-11-30", "accepted") == 0
    assert counted_with(show, "2026-12-06", "accepted") == 1
    assert counted_with(show, None, "accepted") == 1
    assert counted_with(show, "2026-11-30", "provisional") == 2
    assert counted_with(show, None, "provisional") == 1


def test_case_6_later_the_day_of_import_stands(
    take_in: Import, show: Show, set_clock: SetClock
) -> None:
    take_in({"activities.csv": [activity("s1", "B", "2026-10-05")]}, [plan(*ONE_OR_TWO)])
    set_clock("2027-03-02")
    late = activity("s2", "A", "2026-10-06", submitted_on="2026-11-01", decided_on="2026-11-10")
    take_in({"activities.csv": [late]})

    assert counted_with(show, "2026-11-30", "accepted") == 0
    assert counted_with(show, "2027-03-01", "accepted") == 0
    assert counted_with(show, "2027-03-02", "accepted") == 1


def test_case_7_three_items_a_quarter_and_the_year_of_full_quarters(
    take_in: Import, show: Show
) -> None:
    broadcast = [
        *items("A", 3, "2026-02"), *items("B", 2, "2026-02"), *items("C", 3, "2026-03"),
        *items("a1", 1, "2026-04"), *items("B", 3, "2026-04"), *items("C", 3, "2026-05"),
    ]  # fmt: skip
    take_in({"media_items.csv": broadcast}, [plan(LOUDSPEAKER)])

    rows = {row["period"]: row for row in show("2026-05-20")}
    assert share(rows["2026-Q1"]) == (2, 3, 66.67, "missed")
    assert share(rows["2026-Q2"]) == (2, 3, 66.67, "on_track")
    assert rows["2026-Q2"]["passing"] == ["B", "C"]
    year = rows["2026"]
    assert share(year) == (2, 3, 66.67, "on_track")
    assert year["failing"] == ["B"]


def test_case_8_only_originals_on_the_loudspeaker_count(take_in: Import, show: Show) -> None:
    broadcast = [
        item("m2", "a1", "2026-02-11", original_id="m1"),
        item("m1", "a1", "2026-02-10"),
        item("p1", "P", "2026-02-01", channel="television"),
        item("m3", "a1", "2026-02-12", original_id="p1"),
        item("m4", "A", "2026-02-13", channel="facebook", type="post"),
    ]
    once = target("loudspeaker_items_per_quarter", 1, ordinal="1", period="quarter")
    twice = target("loudspeaker_items_per_quarter", 2, ordinal="2", period="quarter")
    take_in({"media_items.csv": broadcast}, [plan(once, twice)])

    first, second = show("2026-12-31", "2026-Q1")
    assert (first["passing"], second["passing"]) == (["A"], [])


def test_case_9_a_commune_of_mid_year_is_judged_by_its_full_quarters(
    take_in: Import, show: Show
) -> None:
    new = unit("N", "commune", "P", valid_from="2026-08-15")
    take_in(
        {
            "units.csv": [*UNITS, new],
            "media_items.csv": items("N", 3, "2026-09") + items("N", 3, "2026-11"),
            "activities.csv": sessions("N", 1, "2026-10"),
        },
        [plan({**SESSIONS, "ordinal": "1"}, {**LOUDSPEAKER, "ordinal": "2"})],
    )

    held, *spoken = show("2026-12-31")
    assert "N" in held["failing"]
    by_period = {row["period"]: row for row in spoken}
    for quarter in ("2026-Q1", "2026-Q2"):
        assert "N" not in by_period[quarter]["passing"] + by_period[quarter]["failing"]
    for period in ("2026-Q3", "2026-Q4", "2026"):
        assert by_period[period]["passing"] == ["N"]


def test_case_10_a_month_not_over_judges_nobody(take_in: Import, show: Show) -> None:
    outlets = [unit("R", "press", "P"), unit("T", "press", "P")]
    issue = item("i", "R", "2026-01-05", channel="radio", column_name="Vì sự tiến bộ")
    column = {**COLUMN, "subjects": ["cơ quan báo chí"]}
    take_in({"units.csv": [*UNITS, *outlets], "media_items.csv": [issue]}, [plan(column)])

    [early] = show("2026-01-20")
    assert share(early) == (0, 0, None, "no_data")
    assert early["apart"]["too_new"] == ["R", "T"]
    [later] = show("2026-02-10")
    assert share(later)[:3] == (1, 2, 50)
    assert later["passing"] == ["R"]


def test_case_17_a_mixed_class_counts_what_its_parts_name(take_in: Import, show: Show) -> None:
    others = [
        unit("S2", "department", "P"), unit("R", "press", "P"), unit("M", "mass_organisation", "P"),
    ]  # fmt: skip
    words = "các sở, ban, ngành, đơn vị, địa phương và các tổ chức chính trị - xã hội"
    mixed = {**SESSIONS, "subjects": [words]}
    take_in({"units.csv": [*UNITS, *others]}, [plan(mixed)])

    [row] = show("2026-12-31")
    assert row["denominator"] == 6
    assert row["failing"] == ["A", "B", "C", "M", "S", "S2"]
    assert row["apart"]["unresolved"] == ["đơn vị"]


def test_case_18_a_department_counts_its_province_and_a_child_its_own_ground(
    take_in: Import, show: Show
) -> None:
    village = unit("A-1", "village", "A")
    of_department = plan(target("sessions_per_year", 2), issuer="S")
    child = plan(
        {**target("sessions_per_year", 4), "subjects": ["các thôn"]},
        code="KH-A", issuer="A", parent_code="KH",
    )  # fmt: skip
    four = [activity(f"v{n}", "A-1", f"2026-05-{n + 1:02}") for n in range(4)]
    take_in(
        {"units.csv": [*UNITS, village], "activities.csv": [*four, *sessions("B", 2, "2026-05")]},
        [child, of_department],
    )

    [parent] = show("2026-12-31")
    assert (parent["passing"], parent["failing"]) == (["B"], ["A", "C"])
    [own] = show("2026-12-31", plan_code="KH-A")
    assert (own["passing"], own["failing"], own["threshold"]) == (["A-1"], [], 4)


def test_case_19_nothing_known_is_not_zero(take_in: Import, show: Show) -> None:
    nobody = {**SESSIONS, "ordinal": "2", "subjects": ["các trường học"]}
    take_in({}, [plan(SESSIONS, nobody)])

    assert [share(row) for row in show("2025-12-31")] == [(None, None, None, "no_data")] * 2
    empty, none = show("2026-06-30")
    assert share(empty) == (0, 3, 0, "at_risk")
    assert share(none) == (0, 0, None, "no_data")


def test_case_20_a_split_shares_the_past_on_the_new_map_alone(take_in: Import, show: Show) -> None:
    parts = [
        unit("E", "commune", "P", valid_from="2026-07-01"),
        unit("F", "commune", "P", valid_from="2026-07-01"),
    ]
    split = [
        {"old_code": "A", "new_code": code, "on": "2026-07-01", "kind": "split", "share": share}
        for code, share in (("E", "0.6"), ("F", "0.4"))
    ]
    take_in(
        {
            "units.csv": [*UNITS, *parts],
            "successions.csv": split,
            "activities.csv": sessions("A", 2, "2026-03") + sessions("E", 1, "2026-08"),
        },
        [plan(SESSIONS)],
    )

    [reported] = show("2026-12-31")
    assert reported["passing"] == []
    assert not reported["estimated"]
    [new] = show("2026-12-31", map="new")
    assert (new["passing"], new["estimated"]) == (["E"], True)
    assert "F" in new["failing"]
