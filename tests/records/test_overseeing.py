"""Review at a desk: remarks on fields, acceptance by rule, how well records are proven, series."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.ledger.verification import verify
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.recording.actions import accept_by_rule, return_, set_acceptance_rule
from songhanh.records.recording.models import AcceptanceRule
from tests.records.makers import a_submitted_activity, a_submitted_item, proof_of
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=8)


@pytest.fixture(autouse=True)
def _on_a_june_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: NOON)


# ---------------------------------------------------------------- acceptance by rule


def test_nothing_is_accepted_by_rule_until_somebody_sets_one(world: World) -> None:
    a_submitted_activity(world)

    assert accept_by_rule(acting=command_line(), at=LATER) == 0


def test_what_nobody_remarked_on_is_accepted_and_says_so(world: World) -> None:
    set_acceptance_rule(7, acting=world.acting["minh"], at=NOON)
    waited = a_submitted_activity(world)
    item = a_submitted_item(world)
    fresh = a_submitted_activity(world, at=LATER - timedelta(days=2))

    assert accept_by_rule(acting=command_line(), at=LATER) == 2

    for record in (waited, item, fresh):
        record.refresh_from_db()
    assert (waited.standing, item.standing, fresh.standing) == ("accepted", "accepted", "submitted")
    assert waited.remark == "Chấp nhận theo quy tắc: sau 7 ngày không có nhận xét."
    assert waited.decided_by_id is None
    assert accept_by_rule(acting=command_line(), at=LATER) == 0
    assert verify().differences == []


def test_the_rule_holds_in_its_own_branch_alone(world: World) -> None:
    set_acceptance_rule(7, acting=world.acting["minh"], at=NOON)
    elsewhere = a_submitted_activity(world, by="xuan")

    accept_by_rule(acting=command_line(), at=LATER)

    elsewhere.refresh_from_db()
    assert elsewhere.standing == "submitted"


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_rule_of_no_days_is_refused(world: World, days: int) -> None:
    with pytest.raises(RefusedError):
        set_acceptance_rule(days, acting=world.acting["minh"], at=NOON)
    with pytest.raises(NotAllowedError):
        set_acceptance_rule(7, acting=world.acting["lan"], at=NOON)


def test_the_rule_is_set_and_switched_off_on_its_page(client: Client, world: World) -> None:
    client.force_login(world.users["minh"])

    client.post("/review/rule/", {"days": "10"})
    assert AcceptanceRule.objects.get().days == 10
    assert "sau 10 ngày" in client.get("/review/rule/").content.decode()
    client.post("/review/rule/", {"days": ""})
    assert not AcceptanceRule.objects.exists()


# ---------------------------------------------------------------- remarks on fields


def test_remarks_on_fields_reach_the_one_who_mends(client: Client, world: World) -> None:
    activity = a_submitted_activity(world)
    client.force_login(world.users["minh"])
    client.post(
        "/review/decide/",
        {
            "kind": "activity",
            "record": activity.pk,
            "decision": "return",
            "remark": "Xem lại các số.",
            "field_remark_male": "Nhiều hơn số ghế.",
            "field_remark_title": "",
        },
    )

    client.force_login(world.users["lan"])
    for address in (f"/activities/{activity.pk}/", f"/activities/{activity.pk}/edit/"):
        page = client.get(address).content.decode()
        assert "Nhận xét từng mục" in page
        assert "Nhiều hơn số ghế." in page


def test_the_next_return_says_its_own_remarks(client: Client, world: World) -> None:
    activity = a_submitted_activity(world)
    minh = world.acting["minh"]
    return_(ACTIVITIES, [activity], remark="a", fields={"male": "x"}, acting=minh, at=NOON)
    client.force_login(world.users["lan"])
    client.post(f"/activities/{activity.pk}/submit/")
    return_(ACTIVITIES, [activity], remark="b", fields={"place": "y"}, acting=minh, at=NOON)

    page = client.get(f"/activities/{activity.pk}/").content.decode()
    assert "Nhận xét từng mục" in page
    assert ">x<" not in page


# ---------------------------------------------------------------- proof


def test_units_are_scored_by_their_proof_the_weakest_first(client: Client, world: World) -> None:
    for number in range(4):
        record = a_submitted_activity(world)
        if number:
            proof_of(ACTIVITIES, record, world)
    a_submitted_activity(world, by="mai")
    a_submitted_activity(world, by="xuan")
    client.force_login(world.users["minh"])

    page = client.get("/review/evidence/").content.decode()

    assert page.index("Phường Bình Minh") < page.index("Xã An Hòa")
    assert "75" in page
    assert "Xã Xuân Lộc" not in page
    assert client.get("/review/evidence/?format=xlsx")["Content-Type"].endswith("sheet")
    assert (
        "Chưa có bản ghi nào" in client.get("/review/evidence/?until=01/01/2020").content.decode()
    )


def test_scoring_asks_the_same_number_of_questions_for_many_units(
    client: Client, world: World
) -> None:
    client.force_login(world.users["minh"])

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/review/evidence/")
        return len(queries)

    a_submitted_activity(world)
    asked()  # what the first page of a session asks once
    few = asked()
    a_submitted_activity(world, by="mai")
    a_submitted_activity(world, by="thu")
    assert asked() == few


# ---------------------------------------------------------------- series


def series_of(world: World, places: list[dict[str, str]], **said: object) -> dict[str, object]:
    body: dict[str, object] = {
        "key": "khoa-cua-bieu-mau",
        "unit": world.units["A"].pk,
        "title": "Nói chuyện về Luật Bình đẳng giới",
        "form": "thematic_talk",
        "held_on": "01/06/2026",
        "on_law_policy": "yes",
        "places-TOTAL_FORMS": "12",
        "places-INITIAL_FORMS": "0",
    }
    for number, place in enumerate(places):
        body |= {f"places-{number}-{name}": text for name, text in place.items()}
    return body | said


def test_one_session_in_twelve_hamlets_is_twelve_records(client: Client, world: World) -> None:
    client.force_login(world.users["lan"])
    hamlets = [{"place": f"Thôn {n}", "male": str(n), "female": "20"} for n in range(1, 13)]
    hamlets[1] |= {"held_on": "02/06/2026"}
    body = series_of(world, hamlets)

    client.post("/activities/series/", body)
    client.post("/activities/series/", body)  # sent twice by an impatient thumb

    made = Activity.objects.order_by("pk")
    assert [one.place for one in made] == [f"Thôn {n}" for n in range(1, 13)]
    assert {one.standing for one in made} == {"submitted"}
    assert [one.held_on.day for one in made[:3]] == [1, 2, 1]
    assert verify().differences == []


def test_a_series_with_a_fault_stores_nothing(client: Client, world: World) -> None:
    client.force_login(world.users["lan"])
    places = [{"place": "Thôn 1"}, {"place": "Thôn 2", "held_on": "01/12/2026"}]

    answer = client.post("/activities/series/", series_of(world, places))

    assert answer.status_code == 400
    assert "chưa tới" in answer.content.decode()
    assert not Activity.objects.exists()
    nowhere = client.post("/activities/series/", series_of(world, [{"male": "4"}]))
    assert nowhere.status_code == 400


def test_an_attendance_sheet_has_a_line_for_everybody_and_no_names(
    client: Client, world: World
) -> None:
    activity = a_submitted_activity(world, male=40, female=60)
    client.force_login(world.users["lan"])

    page = client.get(f"/activities/{activity.pk}/attendance/").content.decode()

    assert page.count("<td></td>") == 105 * 5
    assert "Ký tên" in page


# ---------------------------------------------------------------- when and where


def test_a_month_shows_when_where_and_the_list_for_the_briefing(
    client: Client, world: World
) -> None:
    a_submitted_activity(world, place="Thôn 2")
    a_submitted_activity(world, by="xuan", title="Của tỉnh khác")
    client.force_login(world.users["minh"])

    page = client.get("/activities/month/?month=03/2026").content.decode()

    assert "1 cuộc" in page
    assert "since=08/03/2026" in page
    assert "Thôn 2" in page
    assert "Của tỉnh khác" not in page
    assert "chưa có hoạt động" in client.get("/activities/month/").content.decode()
