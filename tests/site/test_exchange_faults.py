"""Faults of a data package: each with file, row and column; all at once; nothing stored."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import Answer, SetClock, Songhanh, files_stored, stored
from tests.site.packages import (
    SESSIONS,
    UNITS,
    Row,
    activity,
    csv_text,
    item,
    plan,
    unit,
    write_package,
)
from tests.site.test_exchange import ACTIVITY, errors, warnings

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _at_the_end_of_the_year(set_clock: SetClock) -> None:
    set_clock("2026-12-31")


@pytest.fixture
def refused(songhanh: Songhanh, tmp_path: Path) -> Any:
    """Imports a package that must be refused with nothing stored; what it answered."""

    def import_it(
        tables: Mapping[str, Sequence[Row] | str | bytes],
        plans: Sequence[Mapping[str, Any]] = (),
        **manifest: object,
    ) -> Answer:
        before = stored()
        folder = write_package(tmp_path / "p", {"units.csv": UNITS, **tables}, plans, **manifest)
        answer = songhanh("data", "import", folder, "--json")
        assert answer.code == 2, answer.document
        assert not answer.document["stored"]
        assert stored() == before
        assert list(files_stored()) == []
        for finding in answer.document["findings"]:
            assert set(finding) >= {"file", "row", "column", "found", "expected", "message"}
            assert finding["expected"]
            assert finding["message"].endswith(".")
        return answer

    return import_it


FAULTY_ACTIVITIES = [
    # what is wrong, cells, columns complained of
    ("no id", {"id": ""}, {"id"}),
    ("no unit", {"unit_code": ""}, {"unit_code"}),
    ("no title", {"title": ""}, {"title"}),
    ("no day", {"held_on": ""}, {"held_on"}),
    ("no standing", {"standing": ""}, {"standing"}),
    ("an unknown unit", {"unit_code": "Z"}, {"unit_code"}),
    ("an unknown form", {"form": "múa rối"}, {"form"}),
    ("an unknown mode", {"mode": "both"}, {"mode"}),
    ("an unknown standing", {"standing": "approved"}, {"standing"}),
    ("an unknown yes or no", {"integrated": "có"}, {"integrated"}),
    ("an unknown co-host", {"co_hosts": "B|Z"}, {"co_hosts"}),
    ("an unknown place", {"commune_code": "Z"}, {"commune_code"}),
    ("an unknown audience", {"audiences": "women|martians"}, {"audiences"}),
    ("an unknown plan", {"plan_code": "KH-XYZ"}, {"plan_code"}),
    ("a day of no calendar", {"held_on": "2026-02-30"}, {"held_on"}),
    ("a day of another form", {"held_on": "08/03/2026"}, {"held_on"}),
    ("an end before the beginning", {"ended_on": "2026-03-07"}, {"ended_on"}),
    ("a negative number", {"male": "-1"}, {"male"}),
    ("half a person", {"female": "1.5"}, {"female"}),
    ("a number in words", {"female": "sáu mươi"}, {"female"}),
    ("a negative cost", {"cost_vnd": "-5"}, {"cost_vnd"}),
]


@pytest.mark.parametrize(
    ("cells", "columns"),
    [case[1:] for case in FAULTY_ACTIVITIES],
    ids=[case[0] for case in FAULTY_ACTIVITIES],
)
def test_an_activity_is_refused_for(refused: Any, cells: dict[str, str], columns: set[str]) -> None:
    answer = refused({"activities.csv": [{**ACTIVITY, "id": "ok"}, {**ACTIVITY, **cells}]})

    assert errors(answer) == [("activities.csv", 3, column) for column in columns]


FAULTY_ITEMS = [
    ("an original that is missing", {"original_id": "nowhere"}, "original_id"),
    ("itself as its original", {"original_id": "m"}, "original_id"),
    ("an unknown outlet", {"outlet_code": "Z"}, "outlet_code"),
    ("an unknown channel", {"channel": "telegraph"}, "channel"),
    ("an unknown type", {"type": "poem"}, "type"),
    ("negative minutes", {"minutes": "-3"}, "minutes"),
]


@pytest.mark.parametrize(
    ("cells", "column"),
    [case[1:] for case in FAULTY_ITEMS],
    ids=[case[0] for case in FAULTY_ITEMS],
)
def test_a_media_item_is_refused_for(refused: Any, cells: dict[str, str], column: str) -> None:
    answer = refused({"media_items.csv": [{**item("m", "a1", "2026-02-10"), **cells}]})

    assert errors(answer) == [("media_items.csv", 2, column)]


def merger(old: str, new: str, on: str = "2026-07-01", **said: str) -> Row:
    return {"old_code": old, "new_code": new, "on": on, "kind": "merge", **said}


FAULTY_UNITS: list[tuple[str, dict[str, Sequence[Row]], str]] = [
    (
        "spans of one code that overlap",
        {
            "units.csv": [
                *UNITS,
                unit("N", "commune", "P", valid_to="2026-06-30"),
                unit("N", "ward", "P", valid_from="2026-06-30"),
            ]
        },
        "units.csv",
    ),
    (
        "a circle of parents",
        {"units.csv": [*UNITS, unit("N", "commune", "O"), unit("O", "district", "N")]},
        "units.csv",
    ),
    (
        "a unit that is its own parent",
        {"units.csv": [*UNITS, unit("N", "commune", "N")]},
        "units.csv",
    ),
    ("a parent nobody knows", {"units.csv": [*UNITS, unit("N", "commune", "Z")]}, "units.csv"),
    ("an unknown kind", {"units.csv": [*UNITS, unit("N", "hamlet", "P")]}, "units.csv"),
    (
        "an end before the beginning",
        {
            "units.csv": [
                *UNITS,
                unit("N", "commune", "P", valid_from="2026-05-01", valid_to="2026-04-30"),
            ]
        },
        "units.csv",
    ),
    (
        "a circle of successions",
        {"successions.csv": [merger("A", "B"), merger("B", "A")]},
        "successions.csv",
    ),
    (
        "shares over 1",
        {
            "successions.csv": [
                {**merger("A", "B", share="0.7"), "kind": "merge_part"},
                {**merger("A", "C", share="0.4"), "kind": "merge_part"},
            ]
        },
        "successions.csv",
    ),
    (
        "a share above 1",
        {"successions.csv": [{**merger("A", "B", share="1.1"), "kind": "merge_part"}]},
        "successions.csv",
    ),
    (
        "an end after the merger",
        {
            "units.csv": [*UNITS, unit("N", "commune", "P", valid_to="2026-08-31")],
            "successions.csv": [merger("N", "B")],
        },
        "units.csv",
    ),
    (
        "a successor that is not there yet",
        {
            "units.csv": [*UNITS, unit("N", "commune", "P", valid_from="2026-08-01")],
            "successions.csv": [merger("A", "N")],
        },
        "successions.csv",
    ),
    ("an unknown succession", {"successions.csv": [{**merger("A", "B"), "kind": "swallow"}]},
     "successions.csv"),
    ("a merger into nobody", {"successions.csv": [merger("A", "")]}, "successions.csv"),
    ("a class of an unknown unit", {"classes.csv": [{"class": "nhóm", "codes": "A|Z"}]},
     "classes.csv"),
    ("a class of an unknown kind", {"classes.csv": [{"class": "nhóm", "kinds": "hamlet"}]},
     "classes.csv"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "file"),
    [case[1:] for case in FAULTY_UNITS],
    ids=[case[0] for case in FAULTY_UNITS],
)
def test_the_registry_is_refused_for(
    refused: Any, tables: dict[str, Sequence[Row]], file: str
) -> None:
    found = errors(refused(tables))

    assert found
    assert all(name in {file, "units.csv", "successions.csv"} for name, _, _ in found)
    assert any(name == file and row > 1 for name, row, _ in found)


def test_different_rows_of_one_id_name_both_lines(refused: Any) -> None:
    rows = [ACTIVITY, activity("x", "B", "2026-04-01"), {**ACTIVITY, "male": "41"}]
    answer = refused({"activities.csv": rows})

    [finding] = answer.document["findings"]
    assert (finding["file"], finding["column"]) == ("activities.csv", "id")
    assert "2" in finding["message"]
    assert "4" in finding["message"]


def test_equal_rows_of_one_id_are_one_with_a_warning(songhanh: Songhanh, tmp_path: Path) -> None:
    folder = write_package(
        tmp_path / "p", {"units.csv": UNITS, "activities.csv": [ACTIVITY, ACTIVITY]}
    )
    answer = songhanh("data", "import", folder, "--json")

    assert answer.code == 0
    assert answer.document["files"]["activities.csv"]["added"] == 1
    assert warnings(answer) == [("activities.csv", 3, "id")]


def test_the_same_id_in_two_files_is_two_records(songhanh: Songhanh, tmp_path: Path) -> None:
    tables = {
        "units.csv": UNITS,
        "activities.csv": [activity("1", "A", "2026-03-08")],
        "media_items.csv": [item("1", "a1", "2026-03-08")],
    }
    answer = songhanh("data", "import", write_package(tmp_path / "p", tables), "--json")

    assert (answer.code, answer.document["findings"]) == (0, [])


def test_unknown_columns_and_files_and_days_to_come_are_warnings(
    songhanh: Songhanh, tmp_path: Path
) -> None:
    tables = {
        "units.csv": UNITS,
        "activities.csv": [{**ACTIVITY, "held_on": "2027-01-05", "weather": "mưa"}],
        "ghi-chu.txt": "xin chào",
        "plans/readme.md": "#",
    }
    answer = songhanh("data", "import", write_package(tmp_path / "p", tables), "--json")

    assert answer.code == 0
    assert sorted(warnings(answer)) == [
        ("activities.csv", 1, "weather"),
        ("activities.csv", 2, "held_on"),
        ("ghi-chu.txt", 1, ""),
        ("plans/readme.md", 1, ""),
    ]


@pytest.mark.parametrize("column", ["id", "unit_code", "form", "title", "held_on"])
def test_a_missing_required_column_is_an_error(refused: Any, column: str) -> None:
    rows = [{name: cell for name, cell in ACTIVITY.items() if name != column}]

    assert errors(refused({"activities.csv": rows})) == [("activities.csv", 1, column)]


def test_every_fault_of_every_file_is_told_at_once(refused: Any) -> None:
    bad_plan = plan(SESSIONS, targets={"9": {"settings": {"threshold": 2}}})
    answer = refused(
        {
            "units.csv": [*UNITS, unit("N", "hamlet", "P"), unit("O", "commune", "Z")],
            "successions.csv": [merger("A", "NN")],
            "classes.csv": [{"class": "nhóm", "codes": "ZZ"}],
            "activities.csv": [{**ACTIVITY, "male": "-1", "form": "?"}, {**ACTIVITY, "id": ""}],
            "media_items.csv": [item("m", "Z", "2026-13-01")],
            "users.csv": [{"username": "lan", "unit_code": "ZZ", "roles": "CO"}],
        },
        [bad_plan],
    )

    assert {name for name, _, _ in errors(answer)} == {
        "units.csv", "successions.csv", "classes.csv", "activities.csv", "media_items.csv",
        "users.csv", "plans/KH.json",
    }  # fmt: skip
    activities = [place for place in errors(answer) if place[0] == "activities.csv"]
    assert sorted(activities) == [
        ("activities.csv", 2, "form"), ("activities.csv", 2, "male"), ("activities.csv", 3, "id"),
    ]  # fmt: skip


UNREADABLE = {
    "not UTF-8": "id,tên\n1,Nguyễn\n".encode("utf-16"),
    "an open quotation mark": b'id,unit_code\n"1,A\n',
    "more cells than columns": (csv_text([ACTIVITY]).rstrip("\n") + ",1,2,3\n").encode(),
    "a nul character": csv_text([{**ACTIVITY, "title": "a\0b"}]).encode(),
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_a_table_that_cannot_be_read_is_an_error(refused: Any, fault: str) -> None:
    assert errors(refused({"activities.csv": UNREADABLE[fault]}))


BAD_MANIFESTS = {
    "none": None,
    "empty": "",
    "no JSON": "{",
    "a list": "[]",
    "another format": json.dumps({"format": "dhis2", "version": 1}),
    "another version": json.dumps({"format": "songhanh-data", "version": 2}),
}


@pytest.mark.parametrize("fault", BAD_MANIFESTS)
def test_a_package_without_its_own_mark_is_refused(
    songhanh: Songhanh, tmp_path: Path, fault: str
) -> None:
    folder = write_package(tmp_path / "p", {"units.csv": UNITS})
    manifest = BAD_MANIFESTS[fault]
    (folder / "package.json").unlink()
    if manifest is not None:
        (folder / "package.json").write_text(manifest, encoding="utf-8")
    before = stored()
    answer = songhanh("data", "import", folder, "--json")

    assert (answer.code, answer.out) == (2, "")
    assert "package.json" in answer.err or "songhanh-data" in answer.err
    assert stored() == before


@pytest.mark.parametrize("fault", ["missing", "empty", "no zip", "cut"])
def test_a_path_without_a_package_is_refused(
    songhanh: Songhanh, tmp_path: Path, fault: str
) -> None:
    path = tmp_path / "goi.zip"
    if fault != "missing":
        path.write_bytes({"empty": b"", "no zip": b"xin ch\xc3\xa0o", "cut": b"PK\x03\x04"}[fault])
    answer = songhanh("data", "import", path, "--json")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip().endswith(".")


BAD_PLANS: list[tuple[str, dict[str, Any]]] = [
    ("an unknown issuer", {"issuer_code": "Z"}),
    ("a key that names no target", {"targets": {"7": {}}}),
    ("a parent that is not there", {"parent_code": "ZZ"}),
    ("a roadmap of no target", {"roadmap": [{"ordinal": "7", "year": 2027, "value": 80}]}),
    ("an unknown reading", {"targets": {"1": {"settings": {"reading": "?"}}}}),
    ("a denominator of an unknown kind", {"targets": {"1": {"denominator": {"kinds": ["?"]}}}}),
    ("a day of no calendar", {"issued_on": "2026-02-30"}),
]


@pytest.mark.parametrize(
    "changes", [case[1] for case in BAD_PLANS], ids=[case[0] for case in BAD_PLANS]
)
def test_a_plan_is_refused_for(refused: Any, changes: dict[str, Any]) -> None:
    assert {name for name, _, _ in errors(refused({}, [plan(SESSIONS, **changes)]))} == {
        "plans/KH.json"
    }
