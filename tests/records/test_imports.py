"""Records of a data package: what is read, refused, corrected, and believed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.ledger.models import Entry
from songhanh.ledger.queries import counts
from songhanh.ledger.verification import verify
from songhanh.records.activities.imports import import_activities
from songhanh.records.activities.models import Activity
from songhanh.records.media.imports import import_media_items
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.models import Evidence
from tests.photos import a_photo
from tests.world import World, add_unit

AT = datetime(2026, 6, 15, 5, tzinfo=UTC)
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}

ACTIVITY = {
    "id": "1",
    "unit_code": "A",
    "form": "talk",
    "title": "Tọa đàm về Luật Bình đẳng giới",
    "held_on": "2026-03-08",
    "on_law_policy": "yes",
    "standing": "accepted",
}
ITEM = {
    "id": "m1",
    "outlet_code": "a1",
    "type": "news",
    "title": "Bản tin",
    "published_on": "2026-02-10",
    "channel": "loudspeaker",
    "on_gender_equality": "yes",
    "standing": "accepted",
}


def rows(file: str, *cells: dict[str, str]) -> list[TableRow]:
    return [TableRow(file, number, one) for number, one in enumerate(cells, start=2)]


def take_activities(*cells: dict[str, str], at: datetime = AT) -> tuple[ImportCount, CellReader]:
    reader = CellReader()
    given = rows("activities.csv", *[ACTIVITY | one for one in cells])
    return import_activities(given, reader, acting=command_line(), at=at), reader


def take_items(*cells: dict[str, str], at: datetime = AT) -> tuple[ImportCount, CellReader]:
    reader = CellReader()
    given = rows("media_items.csv", *[ITEM | one for one in cells])
    return import_media_items(given, reader, acting=command_line(), at=at), reader


def found(measure: str, standing: str = "accepted", known_on: date | None = None) -> int:
    told = counts(measure, **YEAR, standing=standing, known_on=known_on)
    return int(sum(row.quantity for row in told))


# ------------------------------------------------------------------- taken in ----


def test_every_cell_of_an_activity_finds_its_place(world: World) -> None:
    count, reader = take_activities(
        {
            "ended_on": "2026-03-09",
            "commune_code": "C",
            "place": "Nhà văn hóa",
            "mode": "indirect",
            "integrated": "yes",
            "co_hosts": "B|M|B|A",
            "audiences": "women|youth|women",
            "male": "10",
            "female": "20",
            "unknown_sex": "0",
            "children": "5",
            "minority": "30",
            "cost_vnd": "1500000.5",
            "fund_source": "Ngân sách xã",
            "task_ordinal": "II.3",
            "campaign": "action_month",
        }
    )

    assert (count, reader.findings) == (ImportCount(added=1), [])
    activity = Activity.objects.get()
    assert activity.unit == world.units["A"]
    assert activity.received_by == activity.commune == world.units["C"]
    assert {unit.pk for unit in activity.co_hosts.all()} == {
        world.units["B"].pk,
        world.units["M"].pk,
    }
    assert {row.audience for row in activity.audience_rows.all()} == {"women", "youth"}
    assert (activity.participants, activity.unknown_sex) == (30, 0)
    assert (found("session_held"), found("session_received"), found("attendance")) == (3, 1, 30)
    assert verify().is_clean


def test_what_an_empty_cell_says_is_not_known(world: World) -> None:
    take_activities({"on_law_policy": "", "male": ""})

    activity = Activity.objects.get()
    assert (activity.on_law_policy, activity.male, activity.participants) == (None, None, None)
    assert (found("activity"), found("session_held")) == (1, 0)


def test_the_same_package_twice_adds_nothing(world: World) -> None:
    given = [{"co_hosts": "B", "audiences": "women", "cost_vnd": "5"}, {"id": "2"}]
    take_activities(*given)
    entries = Entry.objects.count()

    count, _reader = take_activities(*given, at=AT + timedelta(days=30))

    assert count == ImportCount(same=2)
    assert Entry.objects.count() == entries


def test_a_changed_row_is_a_correction_with_history(world: World) -> None:
    take_activities({"male": "10", "co_hosts": "B"})

    count, _reader = take_activities({"male": "12", "co_hosts": "C"}, at=AT + timedelta(days=30))

    assert count == ImportCount(changed=1)
    assert (found("attendance"), found("attendance", known_on=AT.date())) == (12, 10)
    assert RowChange.objects.filter(table_name="activities_activity").exists()
    assert verify().is_clean


def test_cancelled_withdraws_and_a_missing_row_changes_nothing(world: World) -> None:
    take_activities({}, {"id": "2"})

    count, _reader = take_activities({"standing": "cancelled"}, at=AT + timedelta(days=1))

    assert count == ImportCount(changed=1)
    assert found("session_held") == 1
    assert verify().is_clean


@pytest.mark.parametrize(
    ("standing", "provisional", "accepted"),
    [
        ("draft", 0, 0),
        ("submitted", 1, 0),
        ("accepted", 1, 1),
        ("returned", 0, 0),
        ("cancelled", 0, 0),
    ],
)
def test_the_standing_is_taken_as_given(
    world: World, standing: str, provisional: int, accepted: int
) -> None:
    take_activities({"standing": standing})

    assert (found("session_held", "provisional"), found("session_held")) == (provisional, accepted)
    assert verify().is_clean


def test_a_repeat_may_stand_before_its_original(world: World) -> None:
    count, reader = take_items(
        {"id": "m2", "published_on": "2026-02-11", "original_id": "m1"}, {"id": "m1"}
    )

    assert (count, reader.findings) == (ImportCount(added=2), [])
    assert MediaItem.objects.get(external_id="m2").original == MediaItem.objects.get(
        external_id="m1"
    )
    assert (found("item_original"), found("item_repeat")) == (1, 1)
    assert verify().is_clean


def test_an_original_may_be_here_already(world: World) -> None:
    take_items({})

    count, reader = take_items({"id": "m2", "original_id": "m1"}, at=AT + timedelta(days=1))

    assert (count, reader.findings) == (ImportCount(added=1), [])
    assert found("item_repeat") == 1


def test_an_item_that_turns_out_to_be_a_repeat_is_corrected(world: World) -> None:
    take_items({}, {"id": "m2", "minutes": "5"})

    take_items({"id": "m2", "minutes": "5", "original_id": "m1"}, at=AT + timedelta(days=1))

    assert (found("item_original"), found("item_repeat"), found("airtime_minutes")) == (1, 1, 5)


def test_groups_tagged_here_outlive_a_package_that_says_nothing_of_them(world: World) -> None:
    take_items({})
    MediaItem.objects.update(audiences="women|youth")
    count, _reader = take_items({})
    assert count.same == 1
    take_items({"title": "Bản tin sửa"})
    item = MediaItem.objects.get()
    assert (item.title, item.audiences) == ("Bản tin sửa", "women|youth")


def test_a_code_means_the_unit_that_bears_it_on_the_records_own_day(world: World) -> None:
    day = date(2026, 7, 1)
    before = add_unit(world, "K", "Xã Kim cũ", "commune", "P", (None, day - timedelta(days=1)))
    after = add_unit(world, "K", "Xã Kim mới", "commune", "P", (day, None))

    _count, reader = take_activities(
        {"unit_code": "K", "held_on": "2026-06-30"},
        {"id": "2", "unit_code": "K", "held_on": "2026-07-01"},
    )

    assert not reader.has_errors
    hosts = list(Activity.objects.order_by("external_id").values_list("unit_id", flat=True))
    assert hosts == [before.pk, after.pk]


def test_files_of_the_package_become_evidence_once(world: World) -> None:
    given = {"anh.jpg": a_photo(), "danh-sach.pdf": b"%PDF-1.4 ..."}
    named = rows("activities.csv", ACTIVITY | {"evidence": "anh.jpg|danh-sach.pdf|anh.jpg"})

    for _twice in range(2):
        reader = CellReader()
        import_activities(named, reader, acting=command_line(), at=AT, files=given.get)
        assert reader.findings == []

    kept = Evidence.objects.order_by("file_name")
    assert [(one.file_name, one.kind) for one in kept] == [
        ("anh.jpg", "photo"),
        ("danh-sach.pdf", "list"),
    ]
    assert {one.record_id for one in kept} == {Activity.objects.get().pk}


@pytest.mark.parametrize("name", ["not-there.jpg", "broken.jpg"])
def test_a_file_that_is_missing_or_broken_is_refused(world: World, name: str) -> None:
    reader = CellReader()
    named = rows("activities.csv", ACTIVITY | {"evidence": name})

    import_activities(named, reader, acting=command_line(), at=AT, files={"broken.jpg": b"?"}.get)

    assert [(one.column, one.severity) for one in reader.findings] == [("evidence", "error")]
    assert not Activity.objects.exists()


def test_without_the_files_their_names_are_a_warning(world: World) -> None:
    count, reader = take_activities({"evidence": "anh.jpg"})

    assert count == ImportCount(added=1)
    assert [finding.severity for finding in reader.findings] == ["warning"]


def test_an_import_is_one_fact(world: World) -> None:
    take_activities({}, {"id": "2"})

    assert AuditEntry.objects.count() == 1


# --------------------------------------------------------- which days are believed ----


def test_moving_in_believes_the_days_given(world: World) -> None:
    take_activities(
        {"submitted_on": "2026-04-01", "decided_on": "2026-05-01"},
        {"id": "2", "standing": "submitted", "submitted_on": "2026-04-15"},
        {
            "id": "3",
            "standing": "returned",
            "submitted_on": "2026-04-01",
            "decided_on": "2026-05-01",
        },
    )

    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 15), date(2026, 5, 1)]
    assert [found("session_held", "provisional", day) for day in days] == [0, 2, 3, 2]
    assert [found("session_held", "accepted", day) for day in days] == [0, 0, 0, 1]
    assert verify().is_clean


def test_both_files_of_one_package_move_in_together(world: World) -> None:
    take_activities({"decided_on": "2026-05-01", "submitted_on": "2026-05-01"})
    take_items({"decided_on": "2026-05-01", "submitted_on": "2026-05-01"})

    assert found("item_original", known_on=date(2026, 5, 1)) == 1


def test_later_the_day_of_import_stands(world: World) -> None:
    take_activities({})
    later = AT + timedelta(days=10)

    take_activities({"id": "2", "submitted_on": "2026-04-01", "decided_on": "2026-05-01"}, at=later)

    assert found("session_held", known_on=later.date() - timedelta(days=1)) == 1
    assert found("session_held", known_on=later.date()) == 2


@pytest.mark.parametrize(
    ("given", "known_from"),
    [
        ({"decided_on": "2026-05-01"}, date(2026, 5, 1)),
        ({"submitted_on": "2026-05-01"}, AT.date()),
        ({"submitted_on": "2027-01-01", "decided_on": "2027-01-01"}, AT.date()),
        ({}, AT.date()),
    ],
)
def test_an_empty_day_is_the_day_of_import(
    world: World, given: dict[str, str], known_from: date
) -> None:
    take_activities(given)

    assert found("session_held", known_on=known_from - timedelta(days=1)) == 0
    assert found("session_held", known_on=known_from) == 1


# -------------------------------------------------------------------- refused ----

REFUSED_ACTIVITIES = [
    ({"id": ""}, "id"),
    ({"unit_code": ""}, "unit_code"),
    ({"unit_code": "NOBODY"}, "unit_code"),
    ({"commune_code": "NOBODY"}, "commune_code"),
    ({"co_hosts": "B|NOBODY"}, "co_hosts"),
    ({"form": "ball"}, "form"),
    ({"title": ""}, "title"),
    ({"title": "a" * 301}, "title"),
    ({"title": "a\x00b"}, "title"),
    ({"held_on": ""}, "held_on"),
    ({"held_on": "08/03/2026"}, "held_on"),
    ({"held_on": "2026-02-30"}, "held_on"),
    ({"ended_on": "2026-03-07"}, "ended_on"),
    ({"mode": "online"}, "mode"),
    ({"integrated": "maybe"}, "integrated"),
    ({"on_law_policy": "1"}, "on_law_policy"),
    ({"audiences": "women|martians"}, "audiences"),
    ({"male": "-1"}, "male"),
    ({"female": "a few"}, "female"),
    ({"male": "1.5"}, "male"),
    ({"male": "99999999999"}, "male"),
    ({"male": "3", "children": "4"}, "children"),
    ({"male": "3", "female": "1", "minority": "5"}, "minority"),
    ({"cost_vnd": "-5"}, "cost_vnd"),
    ({"cost_vnd": "1" + "0" * 16}, "cost_vnd"),
    ({"plan_code": "no-such-plan"}, "plan_code"),
    ({"standing": "approved"}, "standing"),
    ({"standing": ""}, "standing"),
    ({"submitted_on": "yesterday"}, "submitted_on"),
]


@pytest.mark.parametrize(("cells", "column"), REFUSED_ACTIVITIES)
def test_a_wrong_cell_is_refused_with_its_place(
    world: World, cells: dict[str, str], column: str
) -> None:
    count, reader = take_activities({"id": "fine"}, cells)

    errors = [finding for finding in reader.findings if finding.severity == "error"]
    assert [(one.file, one.row, one.column) for one in errors] == [("activities.csv", 3, column)]
    assert errors[0].message
    assert errors[0].expected
    assert count == ImportCount()
    assert not Activity.objects.exists()


REFUSED_ITEMS = [
    ({"outlet_code": "NOBODY"}, "outlet_code"),
    ({"type": "song"}, "type"),
    ({"channel": "drum"}, "channel"),
    ({"minutes": "-1"}, "minutes"),
    ({"minutes": "5:30"}, "minutes"),
    ({"minutes": "1000000"}, "minutes"),
    ({"original_id": "nothing"}, "original_id"),
    ({"original_id": "m2"}, "original_id"),
    ({"published_on": "2026"}, "published_on"),
    ({"language": "v" * 41}, "language"),
]


@pytest.mark.parametrize(("cells", "column"), REFUSED_ITEMS)
def test_a_wrong_item_is_refused_with_its_place(
    world: World, cells: dict[str, str], column: str
) -> None:
    count, reader = take_items({}, {"id": "m2"} | cells)

    errors = [finding for finding in reader.findings if finding.severity == "error"]
    assert [(one.file, one.row, one.column) for one in errors] == [("media_items.csv", 3, column)]
    assert count == ImportCount()
    assert not MediaItem.objects.exists()


def test_items_that_repeat_each_other_in_a_circle_are_refused(world: World) -> None:
    _count, reader = take_items(
        {"id": "m1", "original_id": "m2"},
        {"id": "m2", "original_id": "m1"},
        {"id": "m3", "original_id": "m1"},
    )

    assert [finding.row for finding in reader.findings] == [2, 3]


def test_all_faults_are_told_at_once(world: World) -> None:
    _count, reader = take_activities({"unit_code": "NOBODY", "male": "x"}, {"id": "2", "form": "?"})

    assert len(reader.findings) == 3


def test_equal_rows_are_one_and_different_ones_an_error(world: World) -> None:
    count, reader = take_activities({}, {})
    assert count == ImportCount(added=1)
    assert [finding.severity for finding in reader.findings] == ["warning"]

    _count, reader = take_activities({"id": "9"}, {"id": "9", "male": "1"})
    assert [finding.severity for finding in reader.findings] == ["error"]


def test_a_day_that_has_not_come_is_a_warning(world: World) -> None:
    count, reader = take_activities({"held_on": "2026-12-24"})

    assert count == ImportCount(added=1)
    assert [finding.severity for finding in reader.findings] == ["warning"]


@pytest.mark.parametrize("written", ["talk", "tọa đàm", "Toạ đàm", "TỌA ĐÀM", "panel talk"])
def test_a_form_may_be_written_as_people_write_it(world: World, written: str) -> None:
    _count, reader = take_activities({"form": written})

    assert reader.findings == []
    assert Activity.objects.get().form == "talk"


@pytest.mark.parametrize("who", ["lan", "ha", "son"])
def test_who_records_for_one_unit_imports_for_none(world: World, who: str) -> None:
    with pytest.raises(NotAllowedError):
        import_activities([], CellReader(), acting=world.acting[who], at=AT)
    with pytest.raises(NotAllowedError):
        import_media_items([], CellReader(), acting=world.acting[who], at=AT)
