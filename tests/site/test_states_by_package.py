"""What *is*, from a data package to results: the worked cases 12 to 14, corrections, faults."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from songhanh.ledger.verification import verify
from songhanh.records.conventions.models import Convention
from tests.site.conftest import SetClock, Songhanh
from tests.site.packages import UNITS, Row, activity, plan, target, unit, write_package

Take = Callable[..., Any]
Show = Callable[..., dict[str, Any]]


@pytest.fixture
def take_in(songhanh: Songhanh, tmp_path: Path, set_clock: SetClock) -> Take:
    """Imports tables on a day; gives the answer."""
    made: list[Path] = []

    def import_it(on: str, plans: Any = (), code: int = 0, **tables: list[Row]) -> Any:
        set_clock(on)
        folder = tmp_path / f"package-{len(made)}"
        made.append(folder)
        files = {f"{name}.csv": rows for name, rows in tables.items()}
        if not made[1:]:
            files = {"units.csv": UNITS} | files
        answer = songhanh("data", "import", write_package(folder, files, plans), "--json")
        assert answer.code == code, answer.err
        return answer

    return import_it


@pytest.fixture
def show(songhanh: Songhanh) -> Show:
    """The row of the year of the plan KH."""

    def row(as_of: str, **said: str) -> dict[str, Any]:
        options = [word for name, value in said.items() for word in (f"--{name}", value)]
        answer = songhanh("results", "show", "--plan", "KH", "--as-of", as_of, *options, "--json")
        assert answer.code == 0, answer.err
        found: dict[str, Any] = answer.document[-1]
        return found

    return row


def share(row: dict[str, Any]) -> tuple[Any, Any, Any]:
    return row["numerator"], row["denominator"], row["value"]


def convention(name: str, state: str = "recognised", **said: str) -> Row:
    return {
        "id": name,
        "village_name": f"Thôn {name}",
        "commune_code": "A",
        "state": state,
        "adopted_on": "2020-01-01",
        **said,
    }


FIVE = [
    convention("clean", reviewed_on="2026-01-10", discriminating="no"),
    convention("bad", reviewed_on="2026-01-10", discriminating="yes"),
    convention("never"),
    convention("newer", text_on="2026-03-01", reviewed_on="2026-02-10", discriminating="no"),
    convention("draft", "draft"),
]


def test_case_12_five_conventions(take_in: Take, show: Show) -> None:
    take_in("2027-03-01", [plan(target("convention_share", 100))], conventions=FIVE)

    march = show("2026-03-31")
    assert share(march) == (1, 4, 25)
    assert (march["passing"], march["failing"]) == (["clean"], ["bad"])
    assert march["apart"] == {"unreviewed": ["never", "newer"]}
    assert share(show("2026-02-28")) == (2, 4, 50)


def test_a_corrected_convention_counts_as_it_was_known(take_in: Take, show: Show) -> None:
    wrong = convention("k", reviewed_on="2026-01-10", discriminating="no")
    right = convention("k", reviewed_on="2026-01-10", discriminating="yes")
    take_in("2026-04-01", [plan(target("convention_share", 100))], conventions=[wrong])
    take_in("2026-05-01", conventions=[right])
    again = take_in("2026-05-02", conventions=[right])

    assert again.document["files"]["conventions.csv"]["same"] == 1
    assert Convention.objects.count() == 1
    assert share(show("2026-04-30", **{"known-on": "2026-04-30"})) == (1, 1, 100)
    assert share(show("2026-04-30")) == (0, 1, 0)
    assert verify().is_clean


def test_days_of_the_past_are_believed_while_moving_in(take_in: Take, show: Show) -> None:
    row = convention("k", reviewed_on="2026-01-10", discriminating="no", submitted_on="2026-02-01")
    take_in("2026-04-01", [plan(target("convention_share", 100))], conventions=[row])

    assert share(show("2026-03-31", **{"known-on": "2026-01-31"}))[1] == 0
    assert share(show("2026-03-31", **{"known-on": "2026-02-01"})) == (1, 1, 100)


def stage(name: str, unit_code: str, stage: str, from_on: str = "2024-01-01") -> Row:
    return {"id": name, "unit_code": unit_code, "stage": stage, "from_on": from_on}


PRESS = {"denominator": {"kinds": ["press"]}}


def media_plan(**said: Any) -> Any:
    return plan(target("media_index_share", 90, **said), targets={"1": PRESS})


@pytest.mark.parametrize(("second", "answer"), [("official", (1, 1, 100)), ("pilot", (0, 1, 0))])
def test_case_13_two_bodies_become_one(
    take_in: Take, show: Show, second: str, answer: tuple[int, int, int]
) -> None:
    bodies = [unit("n", "press", "P"), unit("r", "press", "P")]
    new = unit("nr", "press", "P", valid_from="2026-06-01")
    merged = [
        {"old_code": old, "new_code": "nr", "on": "2026-06-01", "kind": "merge"} for old in "nr"
    ]
    take_in(
        "2027-03-01",
        [media_plan()],
        units=[*UNITS, *bodies, new],
        successions=merged,
        media_index_stages=[stage("1", "n", "official"), stage("2", "r", second)],
    )

    assert show("2026-05-31")["denominator"] == 2
    assert share(show("2026-12-31")) == answer


def test_two_stages_of_one_body_on_one_day_are_an_error(take_in: Take) -> None:
    rows = [stage("1", "r", "pilot"), stage("2", "r", "official")]
    answer = take_in(
        "2026-06-01", code=2, units=[*UNITS, unit("r", "press", "P")], media_index_stages=rows
    )

    [finding] = answer.document["findings"]
    assert (finding["file"], finding["row"], finding["column"]) == (
        "media_index_stages.csv",
        3,
        "from_on",
    )


FAULTS = [
    ({"village_name": ""}, "village_name"),
    ({"commune_code": "Z"}, "commune_code"),
    ({"state": "lost"}, "state"),
    ({"reviewed_on": "10/01/2026"}, "reviewed_on"),
    ({"discriminating": "có"}, "discriminating"),
]


@pytest.mark.parametrize(("said", "column"), FAULTS)
def test_a_fault_is_told_with_row_and_column(
    take_in: Take, said: dict[str, str], column: str
) -> None:
    answer = take_in("2026-06-01", code=2, conventions=[{**convention("k"), **said}])

    [finding] = answer.document["findings"]
    assert (finding["row"], finding["column"]) == (2, column)
    assert Convention.objects.count() == 0


def month_plan(name: str, unit_code: str, **said: str) -> Row:
    return {
        "id": name,
        "unit_code": unit_code,
        "campaign": "action_month",
        "year": "2026",
        "standing": "accepted",
        **said,
    }


def test_case_11_the_action_month(take_in: Take, show: Show) -> None:
    plans = [
        month_plan("1", "A", number="12/KH-UBND"),
        month_plan("2", "B", number="9", issued_on="2026-11-10"),
        month_plan("3", "C", number="20", issued_on="2026-12-20"),
    ]
    held = [
        activity("a", "A", "2026-12-15"),
        activity("b", "B", "2026-12-16"),
        activity("c", "C", "2026-11-20"),
    ]
    take_in(
        "2027-03-01",
        [plan(target("action_month_plan_share", 100))],
        campaign_plans=plans,
        activities=held,
    )

    row = show("2026-12-31")
    assert share(row)[:2] == (1, 3)
    assert row["passing"] == ["A"]
    assert (share(show("2026-06-30"))[0], show("2026-06-30")["status"]) == (0, "on_track")


def test_a_plan_that_waits_counts_only_provisionally(take_in: Take, show: Show) -> None:
    take_in(
        "2027-03-01",
        [plan(target("action_month_plan_share", 100))],
        campaign_plans=[month_plan("1", "A", number="12") | {"standing": "submitted"}],
        activities=[activity("a", "A", "2026-12-15")],
    )

    assert share(show("2026-12-31"))[0] == 0
    assert share(show("2026-12-31", standing="provisional"))[0] == 1


def model(name: str, commune: str, started_on: str, type: str = "digital_community") -> Row:  # noqa: A002 - the column's own name
    return {
        "id": name,
        "commune_code": commune,
        "type": type,
        "name": f"Mô hình {name}",
        "started_on": started_on,
    }


MODELS = [
    model("a", "A", "2025-01-01"),
    model("b", "B", "2026-02-01"),
    model("c", "C", "2026-02-01", "club"),
]
MEETINGS = [
    {"id": "1", "model_id": "a", "held_on": "2026-05-05"},
    {"id": "2", "model_id": "c", "held_on": "2026-05-05"},
]


@pytest.mark.parametrize(("reading", "passing"), [("kept", ["A"]), ("new", ["B"])])
def test_digital_models_are_counted_under_both_readings(
    take_in: Take, show: Show, reading: str, passing: list[str]
) -> None:
    wanted = plan(
        target("digital_model_per_year", 1, subjects=["xã, phường"]),
        targets={"1": {"settings": {"reading": reading}}},
    )
    take_in("2027-03-01", [wanted], models=MODELS, model_activities=MEETINGS)

    row = show("2026-12-31")
    assert (row["passing"], row["denominator"]) == (passing, 3)
    assert share(show("2026-04-30"))[0] == (0 if reading == "kept" else 1)


def test_a_meeting_of_no_model_is_an_error(take_in: Take) -> None:
    stray = [{"id": "1", "model_id": "nobody", "held_on": "2026-05-05"}]
    answer = take_in("2027-03-01", code=2, models=MODELS, model_activities=stray)

    [finding] = answer.document["findings"]
    assert (finding["file"], finding["column"]) == ("model_activities.csv", "model_id")


def test_what_came_in_goes_out_the_same(take_in: Take, songhanh: Songhanh, tmp_path: Path) -> None:
    take_in(
        "2027-03-01",
        units=[*UNITS, unit("r", "press", "P")],
        conventions=FIVE,
        media_index_stages=[stage("1", "r", "pilot")],
        models=MODELS,
        model_activities=MEETINGS,
        campaign_plans=[month_plan("1", "A", number="12"), month_plan("2", "B", standing="draft")],
    )
    first, second = tmp_path / "first", tmp_path / "second"
    assert songhanh("data", "export", first).code == 0
    again = songhanh("data", "import", first, "--json")

    assert again.code == 0, again.err
    assert {c["added"] + c["changed"] for c in again.document["files"].values()} == {0}
    assert songhanh("data", "export", second).code == 0
    for name in ("conventions", "media_index_stages", "models", "model_activities"):
        file = f"{name}.csv"
        text = (first / file).read_text(encoding="utf-8")
        assert (second / file).read_text(encoding="utf-8") == text
        assert len(text.splitlines()) > 1
