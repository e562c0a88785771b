"""Survey estimates and typed values, from a data package to results and out again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from songhanh.records.figures.models import SurveyEstimate, TypedValue
from tests.site.conftest import SetClock, Songhanh
from tests.site.packages import UNITS, Row, plan, target, write_package

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
        files: dict[str, Any] = {f"{name}.csv": rows for name, rows in tables.items()}
        if not made[1:]:
            files = {"units.csv": UNITS} | files
        answer = songhanh("data", "import", write_package(folder, files, plans), "--json")
        assert answer.code == code, answer.out + answer.err
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


def estimate(year: int, score: float, **said: object) -> Row:
    return {
        "id": f"{year}-{score}",
        "year": year,
        "role": "baseline" if year < 2030 else "end",
        "questionnaire": "BH1",
        "group": "all",
        "score": score,
        "standard_error": 1,
        "respondents": 400,
        **said,
    }


def awareness_plan(**said: Any) -> Any:
    return plan(
        target(
            "awareness_increase",
            10,
            period="once",
            milestones=[{"year": 2030, "value": 10}],
            baseline_year=2026,
        ),
        **said,
    )


RELATIVE = {"targets": {"1": {"settings": {"reading": "relative"}}}}
END = "2030-12-31"


@pytest.mark.parametrize(
    ("chosen", "rows", "value", "status"),
    [
        ({}, [estimate(2026, 52), estimate(2030, 60)], 8, "missed"),
        (RELATIVE, [estimate(2026, 52), estimate(2030, 60)], 15.38, "met"),
        ({}, [estimate(2025, 52), estimate(2030, 60)], None, "no_baseline"),
        ({}, [estimate(2026, 52, group="men")], None, "no_baseline"),
        ({}, [estimate(2026, 52)], None, "no_data"),
        ({}, [estimate(2026, 52), estimate(2030, 53)], 1, "not_established"),
        ({}, [estimate(2026, 52), estimate(2030, 70, standard_error="")], 18, "not_established"),
        ({}, [estimate(2026, 52), estimate(2030, 70, questionnaire="BH2")], None, "no_data"),
        ({}, [estimate(2026, 50, plan_code="KH"), estimate(2030, 60)], 10, "met"),
    ],
)
def test_case_15_awareness_from_estimates(
    take_in: Take, show: Show, chosen: Any, rows: list[Row], value: Any, status: str
) -> None:
    take_in("2031-01-10", [awareness_plan(**chosen)], survey_estimates=rows)

    row = show(END)
    assert (row["value"], row["status"]) == (value, status)


def test_a_corrected_estimate_is_known_as_it_was(take_in: Take, show: Show) -> None:
    rows = [estimate(2026, 52), estimate(2030, 60)]
    take_in("2031-01-10", [awareness_plan()], survey_estimates=rows)
    better = rows[1] | {"score": 64}
    take_in("2031-02-10", survey_estimates=[better])
    again = take_in("2031-02-11", survey_estimates=[better])

    assert again.document["files"]["survey_estimates.csv"]["same"] == 1
    assert SurveyEstimate.objects.count() == 3
    assert show(END)["value"] == 12
    assert show(END, **{"known-on": "2031-02-09"})["value"] == 8
    assert show(END, **{"known-on": "2031-01-09"})["status"] == "no_baseline"


def typed(year: int, value: float, **said: object) -> Row:
    return {
        "id": f"{year}-{value}",
        "plan_code": "KH",
        "target_ordinal": "1",
        "year": year,
        "value": value,
        **said,
    }


def other_plan(**said: Any) -> Any:
    return plan(target("other", 50, unit="buổi", **said))


def test_the_value_of_the_plan_counts_and_units_are_a_breakdown(take_in: Take, show: Show) -> None:
    rows = [typed(2026, 60), typed(2026, 70, unit_code="A"), typed(2027, -5)]
    take_in("2028-01-10", [other_plan()], typed_values=rows)

    assert (show("2026-12-31")["value"], show("2026-12-31")["status"]) == (60, "met")
    assert (show("2027-12-31")["value"], show("2027-12-31")["status"]) == (-5, "missed")
    assert show("2028-01-05")["status"] == "no_data"


def test_a_target_reached_once_keeps_its_newest_value(take_in: Take, show: Show) -> None:
    take_in("2029-01-10", [other_plan(period="once")], typed_values=[typed(2026, 20)])

    assert show("2028-12-31")["value"] == 20


FAULTS: dict[str, tuple[str, list[Row], tuple[str, int, str]]] = {
    "two baselines": (
        "survey_estimates",
        [estimate(2026, 52), estimate(2026, 53)],
        ("survey_estimates.csv", 3, "year"),
    ),
    "a score over 100": (
        "survey_estimates",
        [estimate(2026, 101)],
        ("survey_estimates.csv", 2, "score"),
    ),
    "no score": (
        "survey_estimates",
        [estimate(2026, 5) | {"score": ""}],
        ("survey_estimates.csv", 2, "score"),
    ),
    "a group nobody knows": (
        "survey_estimates",
        [estimate(2026, 52, group="người sao Hỏa")],
        ("survey_estimates.csv", 2, "group"),
    ),
    "two values of one year": (
        "typed_values",
        [typed(2026, 1), typed(2026, 2)],
        ("typed_values.csv", 3, "year"),
    ),
    "a target the plan does not have": (
        "typed_values",
        [typed(2026, 1, target_ordinal="9")],
        ("typed_values.csv", 2, "target_ordinal"),
    ),
    "a plan nobody has": (
        "typed_values",
        [typed(2026, 1, plan_code="KHÁC")],
        ("typed_values.csv", 2, "plan_code"),
    ),
    "a unit nobody has": (
        "typed_values",
        [typed(2026, 1, unit_code="ZZ")],
        ("typed_values.csv", 2, "unit_code"),
    ),
    "a year that is none": (
        "typed_values",
        [typed(26, 1)],
        ("typed_values.csv", 2, "year"),
    ),
    "a value too large": (
        "typed_values",
        [typed(2026, 10**15)],
        ("typed_values.csv", 2, "value"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_with_their_place_and_nothing_is_stored(take_in: Take, name: str) -> None:
    table, rows, place = FAULTS[name]
    answer = take_in("2031-01-10", [other_plan()], 2, **{table: rows})

    found = [
        (one["file"], one["row"], one["column"])
        for one in answer.document["findings"]
        if one["severity"] == "error"
    ]
    assert found == [place]
    assert not SurveyEstimate.objects.exists()
    assert not TypedValue.objects.exists()


def test_a_typed_value_of_a_counted_target_is_kept_with_a_warning(
    take_in: Take, show: Show
) -> None:
    counted = plan(target("sessions_per_year", 2))
    answer = take_in("2027-01-10", [counted], typed_values=[typed(2026, 99)])

    assert [one["severity"] for one in answer.document["findings"]] == ["warning"]
    assert show("2026-12-31")["value"] == 0


def test_both_tables_go_out_and_in_again_byte_for_byte(
    take_in: Take, songhanh: Songhanh, tmp_path: Path
) -> None:
    estimates = [estimate(2026, 52.5, plan_code="KH"), estimate(2030, 60, group="men")]
    values = [typed(2026, 60, evidence="=SUM(1)", note="ghi"), typed(2026, 7, unit_code="A")]
    take_in("2031-01-10", [other_plan()], survey_estimates=estimates, typed_values=values)
    songhanh("data", "export", tmp_path / "out")

    answer = songhanh("data", "import", tmp_path / "out", "--json")
    assert answer.code == 0
    for name in ("survey_estimates.csv", "typed_values.csv"):
        assert answer.document["files"][name] == {"added": 0, "changed": 0, "same": 2}
