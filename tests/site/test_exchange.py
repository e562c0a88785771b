"""Data packages in: what is taken, what is said about the rest, and that a refusal stores nothing.

The rule is the contract "Data package"; the figures that come of it are in
test_counting_by_package.py.
"""

import json
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.records.activities.models import Activity
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.models import Evidence
from tests.photos import a_photo
from tests.site.conftest import Answer, SetClock, Songhanh, files_stored, stored
from tests.site.packages import (
    LOUDSPEAKER,
    SESSIONS,
    UNITS,
    Row,
    activity,
    csv_text,
    item,
    plan,
    sessions,
    unit,
    write_package,
)

Tables = Mapping[str, Sequence[Row] | str | bytes]
ACTIVITY = activity("h1", "A", "2026-03-08", male="40", female="60")


@pytest.fixture(autouse=True)
def _at_the_end_of_the_year(set_clock: SetClock) -> None:
    set_clock("2026-12-31")


@pytest.fixture
def give(songhanh: Songhanh, tmp_path: Path) -> Any:
    """Imports a package: ``give({"activities.csv": [...]})``. The units are always with it."""

    def import_it(
        tables: Tables | None = None,
        plans: Sequence[Mapping[str, Any]] = (),
        *options: str,
        **manifest: object,
    ) -> Answer:
        number = sum(1 for _ in tmp_path.glob("package-*"))
        whole = {"units.csv": UNITS, **(tables or {})}
        folder = write_package(tmp_path / f"package-{number}", whole, plans, **manifest)
        return songhanh("data", "import", folder, *options, "--json")

    return import_it


def errors(answer: Answer) -> list[tuple[str, int, str]]:
    """File, row and column of every error."""
    findings = answer.document["findings"]
    return [(f["file"], f["row"], f["column"]) for f in findings if f["severity"] == "error"]


def warnings(answer: Answer) -> list[tuple[str, int, str]]:
    """File, row and column of every warning."""
    findings = answer.document["findings"]
    return [(f["file"], f["row"], f["column"]) for f in findings if f["severity"] == "warning"]


# ------------------------------------------------------------------ what is taken


def test_a_minimal_package_gives_results_at_once(give: Any, songhanh: Songhanh) -> None:
    answer = give({"activities.csv": sessions("A", 2, "2026-03")}, [plan(SESSIONS)])

    assert answer.code == 0
    assert answer.document["stored"]
    assert answer.document["findings"] == []
    assert answer.document["files"]["activities.csv"] == {"added": 2, "changed": 0, "same": 0}
    assert answer.document["files"]["units.csv"]["added"] == len(UNITS)
    [row] = songhanh("results", "show", "--plan", "KH", "--as-of", "2026-12-31", "--json").document
    assert row["passing"] == ["A"]


def test_a_package_without_rows_changes_nothing(songhanh: Songhanh, tmp_path: Path) -> None:
    before = stored()
    folder = write_package(tmp_path / "p", {"activities.csv": "id,unit_code\n", "units.csv": ""})
    folder.joinpath("activities.csv").write_text(csv_text([ACTIVITY]).split("\n")[0] + "\n")

    answer = songhanh("data", "import", folder, "--json")

    assert (answer.code, answer.document["findings"]) == (0, [])
    moved = {table for table, count in stored().items() if count != before[table]}
    assert moved <= {"audit_auditentry"}


SPELLINGS = {
    "with a byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "with semicolons": lambda text: text.replace(",", ";").encode(),
    "with CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "with every cell quoted": lambda text: "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines()
    ).encode(),
    "with its columns turned round": lambda text: "\n".join(
        ",".join(reversed(line.split(","))) for line in text.splitlines()
    ).encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_table_may_be_written_in_several_ways(give: Any, spelling: str) -> None:
    answer = give({"activities.csv": SPELLINGS[spelling](csv_text([ACTIVITY]))})

    assert (answer.code, answer.document["findings"]) == (0, [])
    held = Activity.objects.get()
    assert (held.male, held.female, held.title) == (40, 60, "Nói chuyện h1")


def test_quoted_cells_keep_delimiters_quotes_and_lines(give: Any) -> None:
    title = 'Tọa đàm "Cha, con; và bếp"\nbuổi hai'

    assert give({"activities.csv": [{**ACTIVITY, "title": title}]}).code == 0
    assert '"Cha, con; và bếp"' in Activity.objects.get().title


def test_decomposed_letters_are_composed(give: Any) -> None:
    title = "Tọa đàm ở xã"
    decomposed = csv_text([{**ACTIVITY, "title": unicodedata.normalize("NFD", title)}])

    assert give({"activities.csv": decomposed.encode()}).code == 0
    assert Activity.objects.get().title == title


def test_a_zip_is_a_package_too_with_or_without_an_outer_folder(
    songhanh: Songhanh, tmp_path: Path
) -> None:
    folder = write_package(tmp_path / "p", {"units.csv": UNITS, "activities.csv": [ACTIVITY]})
    for name, outer in (("bare.zip", ""), ("wrapped.zip", "goi-du-lieu/")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for path in folder.iterdir():
                archive.write(path, outer + path.name)
    first = songhanh("data", "import", tmp_path / "bare.zip", "--json")
    second = songhanh("data", "import", tmp_path / "wrapped.zip", "--json")

    assert first.document["files"]["activities.csv"]["added"] == 1
    assert second.document["files"]["activities.csv"]["same"] == 1


def test_references_may_point_at_rows_further_down(give: Any) -> None:
    answer = give(
        {
            "units.csv": list(reversed(UNITS)),
            "media_items.csv": [
                item("run", "a1", "2026-02-11", original_id="first"),
                item("first", "a1", "2026-02-10"),
            ],
        },
        [plan(SESSIONS, code="CON", parent_code="ME"), plan(SESSIONS, code="ME")],
    )

    assert answer.code == 0, answer.err
    assert MediaItem.objects.get(external_id="run").original.external_id == "first"


def test_a_table_without_standing_counts_as_accepted(give: Any) -> None:
    row = {name: cell for name, cell in ACTIVITY.items() if name != "standing"}

    assert give({"activities.csv": [row]}).code == 0
    assert Activity.objects.get().standing == "accepted"


def test_vietnamese_numbers_where_the_package_says_so(give: Any) -> None:
    cost = {**ACTIVITY, "cost_vnd": "1.234.500,5", "male": "1.040"}

    assert give({"activities.csv": [cost]}, locale="vi").code == 0
    held = Activity.objects.get()
    assert (str(held.cost_vnd).rstrip("0"), held.male) == ("1234500.5", 1040)


@pytest.mark.parametrize("number", ["12.5", "1.23", "1,234,5", "1.2345", "12,"])
def test_a_number_of_the_other_language_is_an_error_not_a_guess(give: Any, number: str) -> None:
    answer = give({"activities.csv": [{**ACTIVITY, "cost_vnd": number}]}, locale="vi")

    assert errors(answer) == [("activities.csv", 2, "cost_vnd")]


@pytest.mark.parametrize("number", ["1e3", "1_000", "١٢", "NaN", "Infinity", "0x10", "1.234,5"])
def test_a_number_is_plain_digits(give: Any, number: str) -> None:
    answer = give({"activities.csv": [{**ACTIVITY, "male": number}]})

    assert errors(answer) == [("activities.csv", 2, "male")]


@pytest.mark.parametrize(
    ("written", "made_by", "kept"),
    [
        ("'=2+2", "songhanh", "=2+2"),
        ("''=2+2", "songhanh", "'=2+2"),
        ("'-tin nhanh", "songhanh", "-tin nhanh"),
        ("'\tthụt đầu dòng", "songhanh", "thụt đầu dòng"),
        ("'=2+2", None, "'=2+2"),
        ("=2+2", None, "=2+2"),
        ("'ngoặc' đầu câu", "songhanh", "'ngoặc' đầu câu"),
    ],
)
def test_an_apostrophe_before_a_formula_is_ours_to_take_away(
    give: Any, written: str, made_by: str | None, kept: str
) -> None:
    ours = {"made_by": made_by} if made_by else {}

    assert give({"activities.csv": [{**ACTIVITY, "title": written}]}, **ours).code == 0
    assert Activity.objects.get().title == kept


def test_the_evidence_of_a_record_comes_with_it(songhanh: Songhanh, tmp_path: Path) -> None:
    row = {**ACTIVITY, "evidence": "anh-1.jpg"}
    folder = write_package(
        tmp_path / "p",
        {"units.csv": UNITS, "activities.csv": [row], "files/anh-1.jpg": a_photo()},
    )

    assert songhanh("data", "import", folder, "--dry-run", "--json").code == 0
    assert list(files_stored()) == []
    assert songhanh("data", "import", folder, "--json").code == 0
    assert len(list(files_stored())) >= 1
    assert Evidence.objects.get().file_name == "anh-1.jpg"

    (folder / "files" / "anh-1.jpg").unlink()
    (folder / "activities.csv").write_text(csv_text([{**row, "id": "h2"}]), encoding="utf-8")
    assert errors(songhanh("data", "import", folder, "--json")) == [
        ("activities.csv", 2, "evidence")
    ]


# ------------------------------------------------------------------ again, and corrected


def test_the_same_package_twice_adds_nothing(give: Any) -> None:
    tables = {
        "units.csv": [*UNITS, unit("N", "commune", "P", valid_from="2026-08-15")],
        "successions.csv": [
            {"old_code": "B", "new_code": "C", "on": "2026-07-01", "kind": "merge"}
        ],
        "classes.csv": [{"class": "các sở, ban, ngành", "kinds": "department"}],
        "activities.csv": [ACTIVITY, *sessions("C", 2, "2026-05")],
        "media_items.csv": [item("m", "a1", "2026-02-10")],
    }
    plans = [plan(SESSIONS, LOUDSPEAKER | {"ordinal": "2"})]
    assert give(tables, plans).code == 0
    before = stored()
    again = give(tables, plans)

    assert again.code == 0, again.err
    assert {(c["added"], c["changed"]) for c in again.document["files"].values()} == {(0, 0)}
    moved = {table for table, count in stored().items() if count != before[table]}
    assert moved <= {"audit_auditentry"}


def test_a_changed_row_is_a_correction_with_its_history(give: Any) -> None:
    give({"activities.csv": [ACTIVITY, {**ACTIVITY, "id": "h2"}]})
    corrected = give({"activities.csv": [{**ACTIVITY, "male": "45"}]})

    assert corrected.document["files"]["activities.csv"] == {"added": 0, "changed": 1, "same": 0}
    assert Activity.objects.get(external_id="h1").male == 45
    assert Activity.objects.count() == 2, "a row that is missing changes nothing"
    assert RowChange.objects.filter(table_name="activities_activity").exists()


def test_a_cancelled_row_withdraws_its_record(give: Any, songhanh: Songhanh) -> None:
    give({"activities.csv": sessions("A", 2, "2026-03")}, [plan(SESSIONS)])
    first = {**sessions("A", 2, "2026-03")[0], "standing": "cancelled"}
    assert give({"activities.csv": [first]}).code == 0

    [row] = songhanh("results", "show", "--plan", "KH", "--as-of", "2026-12-31", "--json").document
    assert row["passing"] == []


def test_an_import_is_one_fact(give: Any) -> None:
    give({"activities.csv": [ACTIVITY]}, [plan(SESSIONS)])

    [fact] = AuditEntry.objects.all()
    assert fact.verb == "data.import"


def test_a_dry_run_says_what_would_be_and_stores_nothing(give: Any) -> None:
    before = stored()
    answer = give({"activities.csv": [ACTIVITY]}, [plan(SESSIONS)], "--dry-run")

    assert answer.code == 0
    assert not answer.document["stored"]
    assert answer.document["files"]["activities.csv"]["added"] == 1
    assert stored() == before


def test_a_dry_run_with_errors_is_done_with_errors(give: Any) -> None:
    before = stored()

    assert give({"activities.csv": [{**ACTIVITY, "male": "-1"}]}, (), "--dry-run").code == 1
    assert stored() == before


def test_a_clean_package_reports_as_json_before_or_after(
    songhanh: Songhanh, tmp_path: Path
) -> None:
    folder = write_package(tmp_path / "p", {"units.csv": UNITS})

    assert json.loads(songhanh("--json", "data", "import", folder).out)["stored"]
