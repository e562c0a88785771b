"""A backup of either database restores into the other, entries and their moments equal.

From SQLite into PostgreSQL and back again, each in a database of its own, by the command line as an
administrator would. Without PostgreSQL's programs nothing is collected here.
"""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools import postgres

from tests.site.packages import (
    LOUDSPEAKER,
    SESSIONS,
    UNITS,
    items,
    plan,
    sessions,
    write_package,
)

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ["postgresql"] if postgres.programs() else []


@pytest.fixture(scope="module", params=ENGINES)
def served() -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with postgres.cluster() as address:
        yield address


def songhanh(folder: Path, address: str, *words: object) -> str:
    """Standard output of one command on a database, with files of its own."""
    environment = {
        **os.environ,
        "SONGHANH_VAR": str(folder),
        "SONGHANH_FILES": str(folder / "files"),
        "SONGHANH_DATABASE_URL": address,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "songhanh.site.commandline.main", *map(str, words)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_of(backup: Path) -> dict[str, list[object]]:
    """Every table of a backup, row by row; but for the audit, where each backup adds its own."""
    with zipfile.ZipFile(backup) as archive:
        return {
            name: [json.loads(line) for line in archive.read(name).splitlines()]
            for name in archive.namelist()
            if name.startswith("tables/") and "auditentry" not in name
        }


def test_a_year_of_work_survives_the_way_there_and_back(served: str, tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    for folder in (first, second, third):
        folder.mkdir()
    embedded, back_again = (f"sqlite:///{folder / 'db.sqlite3'}" for folder in (first, third))
    package = write_package(
        tmp_path / "package",
        {
            "units.csv": UNITS,
            "activities.csv": sessions("A", 2, "2026-03") + sessions("B", 1, "2026-05"),
            "media_items.csv": items("a1", 3, "2026-02"),
        },
        [plan(SESSIONS, LOUDSPEAKER | {"ordinal": "2"})],
    )
    songhanh(first, embedded, "data", "import", package)
    corrected = [{**sessions("A", 2, "2026-03")[0], "male": "41"}]
    songhanh(first, embedded, "data", "import",
             write_package(tmp_path / "correction", {"activities.csv": corrected}))  # fmt: skip
    asked = ("results", "show", "--plan", "KH", "--as-of", "2026-06-30", "--json")
    results = json.loads(songhanh(first, embedded, *asked))
    songhanh(first, embedded, "backup", tmp_path / "one.zip")

    songhanh(second, served, "restore", tmp_path / "one.zip")
    assert json.loads(songhanh(second, served, *asked)) == results
    assert json.loads(songhanh(second, served, "ledger", "verify", "--json"))["differences"] == []
    songhanh(second, served, "backup", tmp_path / "two.zip")

    songhanh(third, back_again, "restore", tmp_path / "two.zip")
    assert json.loads(songhanh(third, back_again, *asked)) == results
    verified = json.loads(songhanh(third, back_again, "ledger", "verify", "--json"))
    assert verified["differences"] == []
    assert verified["compared"]["entries"] > 0
    songhanh(third, back_again, "backup", tmp_path / "three.zip")

    there, back = rows_of(tmp_path / "two.zip"), rows_of(tmp_path / "three.zip")
    assert rows_of(tmp_path / "one.zip") == there == back
    assert there["tables/ledger_entry.jsonl"]
