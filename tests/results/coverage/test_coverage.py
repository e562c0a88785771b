"""The coverage matrix equals a count by hand; flags count only inside their validity."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.records.activities.models import Activity, ActivityAudience
from songhanh.records.communitymodels.models import CommunityModel, ModelMeeting
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.models import Record
from songhanh.records.schools.models import School, SchoolActivity
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import AreaFlag
from songhanh.results.coverage.queries import ANYWHERE, coverage
from tests.world import NOON, World, add_unit

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
GROUPS = ("women", "men", "rural_women", "ethnic_minority", "people")
MANY = 10_000


def hold(world: World, code: str, day: date, **said: object) -> Activity:
    unit = world.units[code]
    return Activity.objects.create(
        **{
            "external_id": f"{code}-{day}-{Activity.objects.count()}",
            "unit": unit,
            "received_by": unit,
            "title": "Truyền thông",
            "folded_title": "truyen thong",
            "form": "talk",
            "standing": "accepted",
            "held_on": day,
            "created_at": NOON,
        }
        | said
    )


def test_the_matrix_equals_a_count_by_hand(world: World) -> None:
    chance = random.Random(20261)
    communes = [world.units[code] for code in "ABC"]
    communes += [add_unit(world, f"K{n}", f"Xã {n}", UnitKind.COMMUNE, "P") for n in range(20)]
    spans = []
    for unit in communes:
        for kind in chance.sample(["remote", "coastal", "difficult"], chance.randint(0, 2)):
            begins = FIRST + timedelta(days=chance.randint(-200, 200))
            ends = begins + timedelta(days=chance.randint(0, 300))
            AreaFlag.objects.create(unit=unit, kind=kind, valid_from=begins, valid_to=ends)
            spans.append((unit.pk, kind, begins, ends))
    made = []
    for number in range(MANY):
        day = FIRST + timedelta(days=chance.randint(-60, 420))
        place = chance.choice([*communes, None])
        made.append(
            Activity(
                external_id=f"n{number}", unit=world.units["S"], received_by=place, title="T",
                folded_title="t", form="talk", held_on=day, created_at=NOON,
                standing=chance.choice(["accepted", "accepted", "submitted", "draft"]),
                male=chance.choice([None, 3]), female=4,
            )
        )  # fmt: skip
    Activity.objects.bulk_create(made)
    tags = [
        ActivityAudience(activity=one, audience=code)
        for one in made
        for code in chance.sample(GROUPS, chance.randint(0, 3))
    ]
    ActivityAudience.objects.bulk_create(tags)

    counted: Counter[tuple[str, str]] = Counter()
    people: Counter[tuple[str, str]] = Counter()
    for tag in tags:
        one = tag.activity
        if one.standing != "accepted" or not FIRST <= one.held_on <= LAST:
            continue
        areas = {ANYWHERE} | {
            kind
            for unit_id, kind, begins, ends in spans
            if unit_id == one.received_by_id and begins <= one.held_on <= ends
        }
        for area in areas:
            counted[tag.audience, area] += 1
            people[tag.audience, area] += (one.male or 0) + 4
    found = coverage(world.units["P"].pk, None, FIRST, LAST)
    told = {key: cell.activities for key, cell in found.cells.items() if cell.activities}
    assert told == dict(counted)
    assert {key: found.cells[key].attendances for key in people} == dict(people)


def test_a_priority_group_never_reached_is_named(world: World) -> None:
    AreaFlag.objects.create(unit=world.units["A"], kind="remote")
    AreaFlag.objects.create(unit=world.units["B"], kind="coastal", valid_to=date(2026, 3, 31))
    done = hold(world, "A", date(2026, 5, 5), mode="direct", on_law_policy=True)
    ActivityAudience.objects.create(activity=done, audience="rural_women")
    found = coverage(world.units["P"].pk, None, FIRST, LAST)
    missed = {(group.code, area) for group, area in found.missed()}
    assert ("poor_women", "remote") in missed
    assert ("rural_women", "remote") not in missed
    assert ("poor_women", "coastal") not in missed, "nobody lies there any more"
    assert ("women", "remote") not in missed, "plans give it no priority"
    assert found.without_session == []


def test_communes_of_watched_areas_without_a_direct_session(world: World) -> None:
    for code in "AB":
        AreaFlag.objects.create(unit=world.units[code], kind="minority_mountain")
    hold(world, "A", date(2026, 5, 5), mode="direct", on_law_policy=True)
    hold(world, "B", date(2026, 5, 5), mode="indirect", on_law_policy=True)
    found = coverage(world.units["P"].pk, None, FIRST, LAST)
    assert [one.code for one in found.without_session] == ["B"]


def test_a_commune_sees_its_own_place_alone(world: World, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: LAST)
    for code in ("A", "X"):
        one = hold(world, code, date(2026, 5, 5))
        ActivityAudience.objects.create(activity=one, audience="men")
    client.force_login(world.users["xuan"])
    page = client.get(reverse("coverage:index"))
    assert page.status_code == 200
    assert (
        next(r for r in page.context["rows"] if r.group.code == "men").cells[0][1].activities == 1
    )
    assert client.get(reverse("coverage:index"), {"format": "xlsx"}).content.startswith(b"PK")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"men", "rural_women"}),
        ("priority", {"rural_women"}),
        ("all", {"men", "rural_women", "women"}),
    ],
)
def test_groups_that_tell_nothing_are_shown_when_asked_for(
    world: World, client: Client, monkeypatch, asked: str, shown: set[str]
) -> None:
    monkeypatch.setattr(clock, "today", lambda: LAST)
    ActivityAudience.objects.create(activity=hold(world, "A", date(2026, 5, 5)), audience="men")
    client.force_login(world.users["minh"])
    page = client.get(reverse("coverage:index"), {"groups": asked})
    codes = {row.group.code for row in page.context["rows"]}
    assert codes & {"men", "rural_women", "women"} == shown


def record(kind: type, world: World, code: str, **said: object) -> Record:
    """An accepted record of any kind, of the unit."""
    return kind.objects.create(
        **{
            "external_id": f"{kind.__name__}-{kind.objects.count()}",
            "unit": world.units[code],
            "title": "Nội dung",
            "folded_title": "noi dung",
            "standing": "accepted",
            "created_at": NOON,
        }
        | said
    )


def test_items_meetings_and_schools_reach_groups_too(world: World) -> None:
    """Each where its commune lies on its day; of a newspaper nobody knows where."""
    AreaFlag.objects.create(unit=world.units["A"], kind="remote", valid_to=date(2026, 6, 30))
    add_unit(world, "A-dai", "Đài truyền thanh xã", UnitKind.STATION, "A")
    item = {"type": "news", "channel": "loudspeaker", "audiences": "poor_women|women"}
    record(MediaItem, world, "A-dai", published_on=date(2026, 6, 30), **item)
    record(MediaItem, world, "A-dai", published_on=date(2026, 7, 1), **item)
    record(MediaItem, world, "A", published_on=date(2026, 5, 5), **item, standing="submitted")
    record(MediaItem, world, "S", published_on=date(2026, 5, 5), **item)
    club = record(
        CommunityModel, world, "A", type="club", started_on=FIRST, audiences="rural_women"
    )
    record(ModelMeeting, world, "A", model=club, held_on=date(2026, 5, 5), male=2, female=3)
    school = record(School, world, "A", level="primary", opened_on=FIRST)
    for work in ("flag_salute", "lesson", "parents"):
        record(SchoolActivity, world, "A", school=school, work=work, held_on=date(2026, 5, 5))
    found = coverage(world.units["P"].pk, None, FIRST, LAST)
    told = {
        (group, area): (cell.items, cell.meetings, cell.school_activities)
        for (group, area), cell in found.cells.items()
        if cell.times
    }
    assert told == {
        ("poor_women", ANYWHERE): (3, 0, 0),
        ("poor_women", "remote"): (1, 0, 0),
        ("women", ANYWHERE): (3, 0, 0),
        ("women", "remote"): (1, 0, 0),
        ("rural_women", ANYWHERE): (0, 1, 0),
        ("rural_women", "remote"): (0, 1, 0),
        ("pupils", ANYWHERE): (0, 0, 2),
        ("pupils", "remote"): (0, 0, 2),
        ("family", ANYWHERE): (0, 0, 1),
        ("family", "remote"): (0, 0, 1),
    }
    assert (found.men, found.by_sex) == (2, 5)
    assert found.cells["rural_women", "remote"].attendances == 5


def test_the_matrix_asks_the_same_number_of_questions_for_any_number_of_records(
    world: World, django_assert_num_queries
) -> None:
    def fill(times: int) -> None:
        for place in range(times):
            code = f"dai-{times}-{place}"
            add_unit(world, code, "Đài", UnitKind.STATION, "A")
            said = {"type": "news", "channel": "loudspeaker", "audiences": "women"}
            record(MediaItem, world, code, published_on=date(2026, 5, 5), **said)

    fill(1)
    with CaptureQueriesContext(connection) as few:
        coverage(world.units["P"].pk, None, FIRST, LAST)
    fill(8)
    with django_assert_num_queries(len(few)):
        coverage(world.units["P"].pk, None, FIRST, LAST)
