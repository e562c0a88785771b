"""Data packages out: export, import into an empty database, export: the same bytes."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.foundation.lib.acting import command_line
from songhanh.records.activities.models import Activity
from songhanh.site.exchange.exporting import export_package
from songhanh.site.exchange.importing import ImportReport, import_package
from tests.photos import a_photo
from tests.site.conftest import SetClock, Songhanh
from tests.site.packages import (
    LOUDSPEAKER,
    SESSIONS,
    UNITS,
    Row,
    activity,
    item,
    plan,
    unit,
    write_package,
)
from tests.world import NOON

pytestmark = pytest.mark.usefixtures("db")

Files = dict[str, bytes]


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside leaves the database as it was: the next import finds it empty."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def take_in(path: Path) -> ImportReport:
    report = import_package(path, acting=command_line(), at=NOON)
    assert report.stored, report.findings
    return report


def written(folder: Path) -> Files:
    export_package(folder)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def there_and_back(package: Path, folder: Path) -> tuple[Files, Files]:
    """The export after a first import, and the one after importing that export elsewhere."""
    with taken_back():
        take_in(package)
        first = written(folder / "first")
    with taken_back():
        take_in(folder / "first")
        second = written(folder / "second")
    return first, second


def rows_of(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode())))


MERGED: list[Row] = [
    *UNITS,
    unit("D", "commune", "P", valid_to="2026-06-30"),
    unit("E", "ward", "P", valid_from="2026-07-01", aliases="Phường E|P. E", area_flags="remote"),
    unit("R", "press", "P", function="press_direction"),
]
TABLES = {
    "units.csv": MERGED,
    "successions.csv": [
        {"old_code": "D", "new_code": "E", "on": "2026-07-01", "kind": "merge", "basis": "NQ 1"},
    ],
    "classes.csv": [{"class": "các sở, ban, ngành", "kinds": "department", "exclude_codes": "S"}],
    "activities.csv": [
        activity("=1", "A", "2026-03-08", male="40", cost_vnd="1500000.5", evidence="anh.jpg"),
        activity("'=2", "D", "2026-05-01", co_hosts="B|C", audiences="women|youth"),
        activity("3", "B", "2026-05-02", standing="submitted", submitted_on="2026-05-03"),
        activity(
            "4", "B", "2026-05-02", submitted_on="2026-05-03", decided_on="2026-05-09", title="-a"
        ),
        activity("5", "B", "2026-05-02", standing="cancelled"),
        activity("6", "B", "2026-05-02", standing="draft", place='Nhà "văn hóa", thôn 2'),
    ],
    "media_items.csv": [
        item("m2", "a1", "2026-02-11", original_id="m1", minutes="5.5"),
        item("m1", "a1", "2026-02-10", column_name="Bình đẳng giới"),
    ],
    "users.csv": [{"username": "lan", "unit_code": "A", "roles": "CO|MO", "full_name": "=Lan"}],
    "local_plans.csv": [
        {"id": "1", "unit_code": "A", "parent_plan_code": "KH-CU", "standing": "accepted"},
        {"id": "2", "unit_code": "B", "parent_plan_code": "KH-CU", "standing": "cancelled"},
    ],
}
SETTLED = plan(
    SESSIONS,
    LOUDSPEAKER | {"ordinal": "2"},
    targets={
        "1": {
            "denominator": {"kinds": ["commune", "ward"]},
            "settings": {"threshold": 3, "count_integrated": False, "reading": "receives"},
        },
        "2": {"settings": {"start": {"year": 2026, "value": 12.5}}},
    },
    roadmap=[{"ordinal": "1", "year": 2027, "value": 80, "threshold": 2}],
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    older = plan(SESSIONS, code="KH-CU")
    newer = SETTLED | {"supersedes": ["KH-CU"]}
    folder = write_package(tmp_path / "given", TABLES, [older, newer])
    (folder / "files").mkdir()
    (folder / "files" / "anh.jpg").write_bytes(a_photo((200, 100)))
    return folder


def test_a_package_goes_out_and_in_again_without_a_byte_changing(
    package: Path, tmp_path: Path
) -> None:
    first, second = there_and_back(package, tmp_path)

    assert first == second
    assert len(rows_of(first, "activities.csv")) == 6
    assert len(rows_of(first, "units.csv")) == len(MERGED)
    assert len([name for name in first if name.startswith("files/")]) == 1
    manifest = json.loads(first["package.json"])
    assert manifest["made_on"] == "2026-06-15"
    assert manifest["made_by"] == "songhanh"


def test_what_is_settled_about_a_plan_travels_with_it(package: Path, tmp_path: Path) -> None:
    first, _second = there_and_back(package, tmp_path)

    sent = json.loads(first["plans/KH.json"])
    assert sent["targets"] == SETTLED["targets"]
    assert sent["roadmap"] == SETTLED["roadmap"]
    assert sent["supersedes"] == ["KH-CU"]
    assert json.loads(first["plans/KH-CU.json"])["status"] == "issued"


def test_cells_that_could_calculate_are_guarded_and_numbers_are_not(
    package: Path, tmp_path: Path
) -> None:
    first, _second = there_and_back(package, tmp_path)

    by_title = {row["title"]: row for row in rows_of(first, "activities.csv")}
    assert by_title["'-a"]["id"] == "4"
    assert {row["id"] for row in by_title.values()} >= {"'=1", "''=2"}
    assert by_title["Nói chuyện =1"]["cost_vnd"] == "1500000.5"


def test_our_own_package_imported_again_adds_nothing(package: Path, tmp_path: Path) -> None:
    take_in(package)
    export_package(tmp_path / "out.zip")

    report = take_in(tmp_path / "out.zip")

    assert all(count.added == count.changed == 0 for count in report.files.values()), report.files
    assert Activity.objects.count() == 6


def test_an_archive_is_written_byte_for_byte_the_same(package: Path, tmp_path: Path) -> None:
    take_in(package)
    export_package(tmp_path / "a.zip")
    export_package(tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None


def test_the_command_exports_and_leaves_what_stands_there_alone(
    songhanh: Songhanh, set_clock: SetClock, package: Path, tmp_path: Path
) -> None:
    set_clock("2026-12-31")
    songhanh("data", "import", package)

    answer = songhanh("data", "export", tmp_path / "out", "--json")
    again = songhanh("data", "export", tmp_path / "out", "--json")

    assert answer.code == 0
    assert answer.document["files"]["activities.csv"] == 6
    assert again.code == 2


# ------------------------------------------------------------- random packages

DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 1))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("=+-@'| ắ\"\n,;"),
    min_size=1,
    max_size=12,
)
COUNTS = st.none() | st.integers(0, 2000)
YES_NO = st.sampled_from(["", "yes", "no"])
STANDINGS = st.sampled_from(["draft", "submitted", "accepted", "returned", "cancelled"])


def shown(value: object) -> str:
    return "" if value is None else str(value)


@st.composite
def posted(draw: Callable[..., date], held: date) -> Row:
    """Submitted after the day, decided after that, either perhaps not told."""
    submitted = held + timedelta(days=draw(st.integers(0, 9)))
    decided = submitted + timedelta(days=draw(st.integers(0, 9)))
    return {
        "submitted_on": draw(st.sampled_from(["", submitted.isoformat()])),
        "decided_on": draw(st.sampled_from(["", decided.isoformat()])),
    }


@st.composite
def activities(draw: Callable[..., object]) -> list[Row]:
    rows: list[Row] = []
    for identity in draw(st.lists(TEXTS.map(str.strip).filter(bool), unique=True, max_size=6)):
        held = draw(DAYS)
        male, female = draw(COUNTS), draw(COUNTS)
        rows.append(
            {
                "id": f"a{identity}" if identity.startswith("'") else identity,
                "unit_code": draw(st.sampled_from(["A", "B", "S", "a1"])),
                "form": draw(st.sampled_from(["talk", "training", "launch"])),
                "title": draw(TEXTS.filter(str.strip)),
                "held_on": held.isoformat(),
                "ended_on": draw(st.sampled_from(["", held.isoformat()])),
                "commune_code": draw(st.sampled_from(["", "A", "C"])),
                "place": draw(st.just("") | TEXTS),
                "on_law_policy": draw(YES_NO),
                "integrated": draw(YES_NO),
                "co_hosts": "|".join(draw(st.sets(st.sampled_from("ABCS")))),
                "audiences": "|".join(draw(st.sets(st.sampled_from(["women", "men"])))),
                "male": shown(male),
                "female": shown(female),
                "cost_vnd": draw(st.sampled_from(["", "0", "12.50", "1500000"])),
                "standing": draw(STANDINGS),
                **draw(posted(held)),
            }
        )
    return rows


@st.composite
def items(draw: Callable[..., object]) -> list[Row]:
    rows: list[Row] = []
    for number in range(draw(st.integers(0, 5))):
        day = draw(DAYS)
        rows.append(
            item(
                f"m{number}",
                draw(st.sampled_from(["A", "a1"])),
                day.isoformat(),
                title=draw(TEXTS.filter(str.strip)),
                minutes=draw(st.sampled_from(["", "5", "5.25", "0"])),
                original_id=f"m{draw(st.integers(0, number - 1))}" if number else "",
                on_gender_equality=draw(YES_NO),
                standing=draw(STANDINGS),
                **draw(posted(day)),
            )
        )
    return rows


@st.composite
def units(draw: Callable[..., object]) -> list[Row]:
    """The communes of the story, and others with versions that follow one another."""
    rows: list[Row] = list(UNITS)
    for number in range(draw(st.integers(0, 3))):
        cut = draw(DAYS)
        before = {"valid_to": (cut - timedelta(days=1)).isoformat()}
        parents = st.sampled_from(["P", "A", ""])
        flags = st.sampled_from(["", "remote", "remote|coastal"])
        kind = draw(st.sampled_from(["village", "school"]))
        rows.append(unit(f"N{number}", kind, draw(parents), area_flags=draw(flags), **before))
        rows.append(
            unit(
                f"N{number}",
                kind,
                draw(parents),
                area_flags=draw(flags),
                valid_from=cut.isoformat(),
            )
        )
    return rows


@st.composite
def registers(draw: Callable[..., object]) -> dict[str, list[Row]]:
    """Rows of every other table: what is, who signs in, what units planned."""
    count = st.integers(0, 3)
    communes = st.sampled_from("ABC")
    day = DAYS.map(date.isoformat)
    maybe = st.just("") | day
    conventions = [
        {
            "id": f"c{number}",
            "village_name": f"Thôn {number}",
            "commune_code": draw(communes),
            "state": draw(st.sampled_from(["draft", "adopted", "recognised", "suspended"])),
            "state_on": draw(maybe),
            "text_on": draw(maybe),
            "reviewed_on": draw(maybe),
            "discriminating": draw(YES_NO),
        }
        for number in range(draw(count))
    ]
    models = [
        {
            "id": f"k{number}",
            "commune_code": draw(communes),
            "type": draw(st.sampled_from(["club", "digital_community", "other"])),
            "name": draw(TEXTS.filter(str.strip)),
            "started_on": draw(st.dates(date(2024, 1, 1), date(2024, 12, 31))).isoformat(),
        }
        for number in range(draw(count))
    ]
    meetings = [
        {"id": f"s{number}", "model_id": draw(st.sampled_from(models))["id"], "held_on": draw(day)}
        for number in range(draw(count) if models else 0)
    ]
    plans = [
        {
            "id": f"p{number}",
            "unit_code": "ABC"[number],
            "campaign": "action_month",
            "year": draw(st.integers(2024, 2026)),
            "number": draw(st.just("") | TEXTS),
            "issued_on": draw(maybe),
            "standing": draw(STANDINGS),
        }
        for number in range(draw(count))
    ]
    people = [
        {
            "username": f"nguoi{number}",
            "full_name": draw(st.just("") | TEXTS),
            "unit_code": draw(communes),
            "roles": "|".join(draw(st.sets(st.sampled_from(["CO", "MO", "LD"]), min_size=1))),
        }
        for number in range(draw(count))
    ]
    return {
        "conventions.csv": conventions,
        "models.csv": models,
        "model_activities.csv": meetings,
        "campaign_plans.csv": plans,
        "users.csv": people,
    }


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(units=units(), activities=activities(), items=items(), others=registers())
def test_any_package_is_the_same_after_a_journey(
    units: list[Row], activities: list[Row], items: list[Row], others: dict[str, list[Row]]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        tables = {"units.csv": units, "activities.csv": activities, "media_items.csv": items}
        tables |= {name: rows for name, rows in others.items() if rows}
        first, second = there_and_back(write_package(folder / "given", tables), folder)
        assert first == second
        assert len(rows_of(first, "activities.csv")) == len(activities)
        assert len(rows_of(first, "media_items.csv")) == len(items)
        for table, rows in others.items():
            assert len(rows_of(first, table)) == len(rows)
