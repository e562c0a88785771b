"""The command ``songhanh`` as scripts and acceptance tests call it (contract: command line)."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from songhanh.engines.docwrite import check_layout
from songhanh.foundation.audit.models import AuditEntry
from songhanh.site.commandline.main import main
from songhanh.site.demo.sample_plan import sample_plan
from tests.programme.texts import PROVINCE_PLAN, UNNUMBERED_PLAN
from tests.site.conftest import SetClock, Songhanh, stored
from tests.site.packages import SESSIONS, UNITS, plan, sessions, write_package
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def province(songhanh: Songhanh, set_clock: SetClock, tmp_path: Path) -> Path:
    """The units of the worked cases, their plan, two sessions of A; a folder to work in."""
    set_clock("2026-12-31")
    yearly = plan(SESSIONS)
    yearly["plan"]["reporting"] = [
        {
            "kind": "annual",
            "due": "11-30",
            "due_rule": "before",
            "from": ["các xã, phường"],
            "to": ["Ủy ban nhân dân tỉnh"],
            "text_start": "Báo cáo trước ngày 30/11.",
            "line": 40,
        }
    ]
    tables = {"units.csv": UNITS, "activities.csv": sessions("A", 2, "2026-03")}
    folder = write_package(tmp_path / "package", tables, [yearly])
    assert songhanh("data", "import", folder).code == 0
    (tmp_path / "ke-hoach.txt").write_text(PROVINCE_PLAN, encoding="utf-8")
    (tmp_path / "chua-ro.txt").write_text(UNNUMBERED_PLAN, encoding="utf-8")
    (tmp_path / "mau.docx").write_bytes(sample_plan(2026))
    (tmp_path / "trong.docx").write_bytes(b"")
    return tmp_path


COMMANDS: Mapping[str, tuple[str, ...]] = {
    "plan read": ("plan", "read", "{}/ke-hoach.txt"),
    "plan check": ("plan", "check", "{}/ke-hoach.txt"),
    "plan compare": ("plan", "compare", "{}/ke-hoach.txt", "KH"),
    "plan publish": ("plan", "publish", "{}/mau.docx", "--issuer", "P", "--yes"),
    "document check": ("document", "check", "{}/mau.docx", "--kind", "plan"),
    "units list": ("units", "list", "--as-of", "2026-06-30", "--under", "P", "--kind", "commune"),
    "units resolve": ("units", "resolve", "Xã An Hòa", "--near", "P"),
    "data import": ("data", "import", "{}/package"),
    "results show": ("results", "show", "--plan", "KH", "--as-of", "2026-12-31", "--unit", "P"),
    "results freeze": (
        "results", "freeze", "--plan", "KH", "--purpose", "Giao ban", "--as-of", "2026-06-30",
    ),
    "results explain": ("results", "explain", "--plan", "KH", "--target", "1", "--unit", "A"),
    "obligations list": ("obligations", "list", "--plan", "KH", "--unit", "A"),
    "report write": (
        "report", "write", "--plan", "KH", "--unit", "A", "--period", "2026", "-o", "{}/bc.docx",
    ),
    "ledger verify": ("ledger", "verify"),
    "backup": ("backup", "{}/sao-luu.zip"),
}  # fmt: skip
"""Every command but those that make a database of their own (demo, restore) or go on (serve)."""


def words_of(command: str, folder: Path) -> list[str]:
    return [word.replace("{}", str(folder)) for word in COMMANDS[command]]


@pytest.mark.parametrize("command", COMMANDS)
def test_json_before_or_after_is_one_document_on_stdout(
    songhanh: Songhanh, province: Path, command: str
) -> None:
    words = words_of(command, province)
    before = songhanh("--json", *words)
    repeatable = command != "plan publish"
    after = songhanh(*words, "--json") if repeatable else before

    for answer in (before, after):
        assert answer.code in {0, 1}, answer.err
        assert isinstance(answer.document, dict | list)
        assert unicodedata.is_normalized("NFC", answer.out)
        assert "\\u" not in answer.out
    if command not in {"backup", "data import", "results freeze"}:
        assert before.out == after.out


@pytest.mark.parametrize("command", COMMANDS)
def test_without_json_a_reader_reads_vietnamese(
    songhanh: Songhanh, province: Path, command: str
) -> None:
    answer = songhanh(*words_of(command, province))

    assert answer.code in {0, 1}, answer.err
    assert answer.out.strip()
    if command == "plan read":
        assert answer.document["schema_version"]
    else:
        with pytest.raises(json.JSONDecodeError):
            json.loads(answer.out)


REFUSED: Mapping[str, tuple[str, ...]] = {
    "no command": (),
    "an unknown command": ("plans", "read"),
    "an unknown option": ("ledger", "verify", "--fast"),
    "a file that is not there": ("plan", "read", "{}/nowhere.docx"),
    "a folder for a file": ("plan", "check", "{}"),
    "an empty Word file to check": ("document", "check", "{}/trong.docx", "--kind", "report"),
    "an unknown kind of document": ("document", "check", "{}/mau.docx", "--kind", "poem"),
    "a publish without a terminal": ("plan", "publish", "{}/chua-ro.txt", "--issuer", "P"),
    "an unknown issuer": ("plan", "publish", "{}/mau.docx", "--issuer", "ZZ", "--yes"),
    "an empty plan to publish": ("plan", "publish", "{}/trong.docx", "--issuer", "P", "--yes"),
    "an unknown kind of unit": ("units", "list", "--kind", "hamlet"),
    "units under nobody": ("units", "list", "--under", "ZZ"),
    "a day of another form": ("units", "list", "--as-of", "30/06/2026"),
    "a day of no calendar": ("results", "show", "--plan", "KH", "--as-of", "2026-02-30"),
    "an unknown plan": ("results", "show", "--plan", "ZZ"),
    "an unknown unit": ("results", "show", "--plan", "KH", "--unit", "ZZ"),
    "an unknown standing": ("results", "show", "--plan", "KH", "--standing", "draft"),
    "an unknown target": ("results", "explain", "--plan", "KH", "--target", "9", "--unit", "A"),
    "an unknown state": ("obligations", "list", "--state", "asleep"),
    "an unknown period": (
        "report", "write", "--plan", "KH", "--unit", "A", "--period", "2026-Q5", "-o", "{}/x.docx",
    ),
    "a place that cannot be written": (
        "report", "write", "--plan", "KH", "--unit", "A", "--period", "2026",
        "-o", "{}/mau.docx/x.docx",
    ),
    "a package that is not there": ("data", "import", "{}/nowhere"),
    "a package not made for us": ("data", "import", "{}/mau.docx"),
    "a backup to no place": ("backup", "{}/mau.docx/b.zip"),
    "a backup that is not there": ("restore", "{}/nowhere.zip"),
    "a restore over work": ("restore", "{}/mau.docx"),
    "somebody nobody knows": ("data", "import", "{}/package", "--by", "nobody"),
    "a port that is none": ("serve", "--port", "http"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_one_sentence_and_changes_nothing(
    songhanh: Songhanh, province: Path, case: str
) -> None:
    before, files = stored(), sorted(province.rglob("*"))
    answer = songhanh(*(word.replace("{}", str(province)) for word in REFUSED[case]), "--json")

    assert answer.code == 2
    assert answer.err.strip().endswith((".", "!"))
    assert "Traceback" not in answer.err
    assert stored() == before
    assert sorted(province.rglob("*")) == files
    assert answer.out == "" or "not_a_plan" in answer.document


def test_help_is_given_and_is_no_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["results", "show", "--help"])
    assert ended.value.code == 0
    assert "--known-on" in capsys.readouterr().out


# ------------------------------------------------------------------ what single commands give


def test_a_letter_is_no_plan(songhanh: Songhanh, tmp_path: Path) -> None:
    letter = tmp_path / "cong-van.txt"
    letter.write_text("Kính gửi: Sở Nội vụ\nĐề nghị quý Sở cử người dự họp.\n", encoding="utf-8")

    for answer in (songhanh("plan", "read", letter), songhanh("plan", "read", letter, "--json")):
        assert answer.code == 2
        assert answer.document["not_a_plan"] is True
        assert answer.err.strip().endswith(".")


def test_findings_have_their_five_parts(songhanh: Songhanh, province: Path) -> None:
    found = songhanh(*words_of("plan check", province), "--json").document
    found += songhanh(*words_of("document check", province), "--json").document

    assert found
    for one in found:
        assert set(one) == {"code", "severity", "message", "place", "suggestion"}
        assert one["severity"] in {"error", "warning", "hint"}


def test_plan_publish_prints_the_code_that_results_take(songhanh: Songhanh, province: Path) -> None:
    made = songhanh(*words_of("plan publish", province), "--json").document
    shown = songhanh("results", "show", "--plan", made["code"], "--as-of", "2026-11-30", "--json")

    assert made["issued_on"] == "2026-01-12"
    assert shown.document[0]["denominator"] == 3


def test_a_number_and_a_day_given_stand_before_those_read(
    songhanh: Songhanh, province: Path
) -> None:
    words = [*words_of("plan publish", province), "--number", "99/KH", "--issued-on", "2026-02-01"]
    made = songhanh(*words, "--json").document

    assert (made["number"], made["issued_on"]) == ("99/KH", "2026-02-01")


def test_units_and_names(songhanh: Songhanh, province: Path) -> None:
    listed = songhanh(*words_of("units list", province), "--json").document
    resolved = songhanh(*words_of("units resolve", province), "--json").document

    assert [unit["code"] for unit in listed] == ["A", "B", "C"]
    assert resolved[0]["units"][0]["code"] == "A"


def test_results_have_the_fields_of_the_contract(songhanh: Songhanh, province: Path) -> None:
    [row] = songhanh("results", "show", "--plan", "KH", "--as-of", "2026-12-31", "--json").document

    assert list(row) == [
        "ordinal", "kind", "text", "period", "numerator", "denominator", "value", "unit",
        "required", "required_from", "threshold", "status", "passing", "failing", "apart",
        "estimated", "rule_version", "as_of", "known_on", "standing", "map",
    ]  # fmt: skip
    assert (row["as_of"], row["known_on"], row["standing"], row["map"]) == (
        "2026-12-31", None, "accepted", "reported",
    )  # fmt: skip


def test_explain_opens_the_figure_down_to_its_records(songhanh: Songhanh, province: Path) -> None:
    explained = songhanh(*words_of("results explain", province), "--json").document

    assert len(explained["entries"]) == 2
    assert [one[:12] for one in explained["sentences"]] == ["Đến hết ngày"] * 2


def test_obligations_say_who_owes_what_by_when(songhanh: Songhanh, province: Path) -> None:
    owed = songhanh("obligations", "list", "--plan", "KH", "--as-of", "2026-11-20", "--json")
    this_year = [row for row in owed.document if row["period"] == "2026"]

    assert [row["unit"] for row in this_year] == ["A", "B", "C"]
    assert {(row["last_day"], row["state"]) for row in this_year} == {("2026-11-29", "due")}
    missing = songhanh(
        "obligations", "list", "--as-of", "2026-12-31", "--state", "missing", "--json"
    )
    assert {row["state"] for row in missing.document} == {"missing"}


def test_the_same_facts_write_the_same_bytes(songhanh: Songhanh, province: Path) -> None:
    words = [*words_of("report write", province), "--as-of", "2026-12-31", "--json"]
    told = songhanh(*words).document
    first = Path(told["file"]).read_bytes()
    songhanh(*words)

    assert Path(told["file"]).read_bytes() == first
    assert told["bytes"] == len(first)
    assert [one for one in check_layout(first, "report") if one.severity == "error"] == []


def test_ledger_verify_tells_how_much_it_compared(songhanh: Songhanh, province: Path) -> None:
    verified = songhanh("ledger", "verify", "--json")

    assert verified.code == 0
    assert verified.document["differences"] == []
    assert verified.document["compared"]["entries"] > 0


@pytest.mark.parametrize("place", ["before", "after"])
def test_by_names_who_is_in_the_audit(
    songhanh: Songhanh, world: World, tmp_path: Path, place: str
) -> None:
    by = ["--by", "quan"]
    package = write_package(tmp_path / "p", {"classes.csv": "class,kinds\nxã,commune\n"})
    words = ["data", "import", package]
    answer = songhanh(*by, *words) if place == "before" else songhanh(*words, *by)

    assert answer.code == 0, answer.err
    assert AuditEntry.objects.get(verb="data.import").user == world.users["quan"]


# ------------------------------------------------------------------ as its own process


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command in a process of its own, with an SQLite database that is not there yet."""

    def start(*words: object, code: str = "") -> "subprocess.CompletedProcess[str]":
        environment = {
            **os.environ,
            "SONGHANH_VAR": str(tmp_path / "own"),
            "SONGHANH_DATABASE_URL": f"sqlite:///{tmp_path / 'own' / 'db.sqlite3'}",
            "SONGHANH_FILES": str(tmp_path / "own" / "files"),
            "PYTHONPATH": str(ROOT / "src"),
        }
        entry = ["-c", code] if code else ["-m", "songhanh.site.commandline.main"]
        return subprocess.run(
            [sys.executable, *entry, *(str(word) for word in words)],
            env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return start


def test_a_database_is_made_when_there_is_none(run: Run, tmp_path: Path) -> None:
    verified = run("ledger", "verify", "--json")

    assert verified.returncode == 0, verified.stderr
    assert json.loads(verified.stdout)["differences"] == []
    assert (tmp_path / "own" / "db.sqlite3").exists()
    assert json.loads(run("units", "list", "--json").stdout) == [], "empty but for the code lists"


@pytest.mark.parametrize("words", [["plan", "read"], ["plan", "check"], ["document", "check"]])
def test_reading_needs_neither_django_nor_a_database(
    run: Run, tmp_path: Path, words: list[str]
) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(sample_plan(2026))
    options = ["--kind", "plan"] if words[0] == "document" else []
    looked = run(
        code="import sys\n"
        "from songhanh.site.commandline.main import main\n"
        f"code = main({[*words, str(path), *options, '--json']!r})\n"
        "loaded = [name for name in sys.modules if name.split('.')[0] == 'django']\n"
        "sys.exit(9 if loaded else code)\n"
    )

    assert looked.returncode in {0, 1}, looked.stderr
    assert json.loads(looked.stdout)
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_database_out_of_reach_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    environment: dict[str, Any] = {
        **os.environ,
        "SONGHANH_VAR": str(tmp_path),
        "SONGHANH_DATABASE_URL": address,
        "PYTHONPATH": str(ROOT / "src"),
    }
    asked = subprocess.run(
        [sys.executable, "-m", "songhanh.site.commandline.main", "units", "list", "--json"],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert (asked.returncode, asked.stdout) == (2, "")
    assert "Traceback" not in asked.stderr
    assert "SONGHANH_DATABASE_URL" in asked.stderr


def test_two_files_are_compared_without_a_database(songhanh: Songhanh, tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(PROVINCE_PLAN, encoding="utf-8")
    second.write_text(PROVINCE_PLAN.replace("ít nhất 02 cuộc", "ít nhất 04 cuộc"), encoding="utf-8")
    answer = songhanh("plan", "compare", first, second, "--json")
    assert answer.code == 0
    found = json.loads(answer.out)
    assert found["summary"]["targets"] == {"same": 2, "changed": 1, "missing": 0, "added": 0}
    (changed,) = [one for one in found["targets"] if one["state"] == "changed"]
    assert {"field": "value", "a": 2, "b": 4} in changed["changes"]


def test_comparing_with_what_is_neither_file_nor_code_is_refused(
    songhanh: Songhanh, province: Path
) -> None:
    answer = songhanh("plan", "compare", province / "ke-hoach.txt", "KHONG-CO")
    assert (answer.code, answer.out) == (2, "")
    assert "KHONG-CO" in answer.err
