"""The door the outbox delivers to: once each, never for somebody else, faults told by field."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock, filestore
from songhanh.foundation.lib.photos import prepare
from songhanh.ledger.verification import verify
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.models import Evidence
from tests.photos import a_photo
from tests.records.examples import EXAMPLES, enter
from tests.records.makers import a_submitted_item
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
DOOR = "/quick/deliver/"


@pytest.fixture(autouse=True)
def _on_a_june_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def phone(client: Client, world: World) -> Client:
    client.force_login(world.users["lan"])
    return client


def sent(world: World, **said: object) -> dict[str, object]:
    return {
        "kind_code": "media_item",
        "owner": "lan",
        "key": str(uuid.uuid4()),
        "unit": world.units["A"].pk,
        "title": "Bản tin sáng",
        "type": "news",
        "channel": "loudspeaker",
        "published_on": "15/06/2026",
        "on_gender_equality": "yes",
        **said,
    }


def test_one_key_makes_one_record_with_its_photos(phone: Client, world: World) -> None:
    body = sent(world)
    answers = []
    for _ in range(3):
        photo = SimpleUploadedFile("anh.jpg", a_photo(), "image/jpeg")
        answers.append(phone.post(DOOR, body | {"photos": photo}))

    assert [answer.status_code for answer in answers] == [200] * 3
    assert len({answer.content for answer in answers}) == 1
    item = MediaItem.objects.get()
    assert answers[0].json()["address"] == f"/media/{item.pk}/"
    assert item.standing == "submitted"
    assert Evidence.objects.count() == 1
    assert AuditEntry.objects.filter(verb="media_item.create").count() == 1
    assert verify().differences == []


def test_the_answer_stays_when_the_record_moved_on(phone: Client, world: World) -> None:
    body = sent(world)
    first = phone.post(DOOR, body)
    MediaItem.objects.update(standing="accepted", decided_at=NOON + timedelta(days=1))

    again = phone.post(DOOR, body | {"published_on": "sai"})

    assert again.json() == first.json()


FAULTS = [
    ({"published_on": "16/06/2026"}, "published_on"),
    ({"published_on": "đầu tháng 3"}, "published_on"),
    ({"on_gender_equality": ""}, "on_gender_equality"),
    ({"minutes": "lâu"}, "minutes"),
    ({"title": ""}, "title"),
]


@pytest.mark.parametrize(("said", "field"), FAULTS)
def test_a_rejected_one_says_where_and_why_and_can_be_corrected(
    phone: Client, world: World, said: dict[str, object], field: str
) -> None:
    body = sent(world, **said)
    answer = phone.post(DOOR, body)

    assert (answer.status_code, answer.json()["state"]) == (422, "rejected")
    [fault] = answer.json()["faults"]
    assert fault["field"] == field
    assert fault["message"]
    assert not MediaItem.objects.exists()
    corrected = sent(world, key=body["key"])
    assert phone.post(DOOR, corrected).json()["state"] == "received"


def test_a_photo_that_cannot_be_kept_leaves_no_half_record(phone: Client, world: World) -> None:
    photo = SimpleUploadedFile("anh.heic", b"\x00\x00\x00\x18ftypheic", "image/heic")

    answer = phone.post(DOOR, sent(world, photos=photo))

    assert answer.json()["faults"][0]["field"] == "photos"
    assert not MediaItem.objects.exists()


def test_what_one_person_keeps_another_one_does_not_send(
    client: Client, phone: Client, world: World
) -> None:
    client.force_login(world.users["mai"])

    answer = client.post(DOOR, sent(world))

    assert (answer.status_code, answer.json()["state"]) == (409, "another_owner")
    assert not MediaItem.objects.exists()


@pytest.mark.parametrize(("person", "unit"), [("ha", "P"), ("mai", "A"), ("xuan", "A")])
def test_nobody_records_for_units_of_others(
    client: Client, world: World, person: str, unit: str
) -> None:
    client.force_login(world.users[person])

    answer = client.post(DOOR, sent(world, owner=person, unit=world.units[unit].pk))

    assert answer.json()["state"] == "rejected"
    assert not MediaItem.objects.exists()


def test_a_key_of_somebody_else_is_refused(phone: Client, world: World) -> None:
    other = a_submitted_item(world, by="mai")

    answer = phone.post(DOOR, sent(world, key=other.external_id))

    assert (answer.status_code, answer.json()["state"]) == (422, "rejected")
    assert MediaItem.objects.count() == 1


def test_after_the_session_ended_the_item_waits_for_a_sign_in(client: Client, world: World) -> None:
    answer = client.post(DOOR, sent(world))

    assert (answer.status_code, answer.json()["state"]) == (401, "sign_in")


def test_place_and_camera_are_taken_out_once_more_on_the_server(
    phone: Client, world: World
) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Điện thoại của Lan"
    exif.get_ifd(0x8825)[2] = (13.0, 58.0, 0.0)
    photo = SimpleUploadedFile("anh.jpg", a_photo(exif=exif), "image/jpeg")

    phone.post(DOOR, sent(world, photos=photo))

    kept = filestore.open_file(Evidence.objects.get().file_key)
    assert b"Exif" not in kept
    assert prepare(kept, "anh.jpg").data == kept


def test_without_script_the_page_sends_like_any_form(phone: Client, world: World) -> None:
    answer = phone.post("/quick/", sent(world), follow=True)

    assert "Đã gửi “Bản tin sáng”." in answer.content.decode()
    assert MediaItem.objects.get().standing == "submitted"
    refused = phone.post("/quick/", sent(world, title=""))
    assert refused.status_code == 400
    assert MediaItem.objects.count() == 1


def test_the_worker_keeps_what_the_page_needs(client: Client) -> None:
    answer = client.get("/service-worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "outbox/outbox.js" in answer.content.decode()
    assert client.get("/manifest.webmanifest").json()["start_url"] == "/quick/"


def test_a_phone_that_draws_no_svg_finds_pictures_of_the_right_size(client: Client) -> None:
    icons = client.get("/manifest.webmanifest").json()["icons"]
    pictures = [icon for icon in icons if icon["type"] == "image/png"]
    assert {icon["purpose"] for icon in pictures} == {"any", "maskable"}
    for icon in [*pictures, {"src": "/static/outbox/icon-180.png", "sizes": "180x180"}]:
        place = finders.find(icon["src"].removeprefix("/static/"))
        assert isinstance(place, str)
        with Image.open(place) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_quick_entry_offers_what_the_unit_keeps_something_for(phone: Client, world: World) -> None:
    def offered(**asked: str) -> list[str]:
        return [one["kind"].code for one in phone.get("/quick/", asked).context["entries"]]

    assert offered() == ["media_item", "activity"]
    assert offered(kind="stock_move") == ["media_item", "activity", "stock_move"]
    enter(world, EXAMPLES["school"])
    enter(world, EXAMPLES["community_model"])
    assert offered() == ["media_item", "activity", "school_activity", "model_meeting"]
    page = phone.get("/quick/", {"kind": "school_activity"})
    assert page.context["opened"] == "school_activity"


@pytest.mark.parametrize("code", ["school_activity", "model_meeting", "stock_move", "convention"])
def test_any_kind_is_delivered_from_the_outbox(phone: Client, world: World, code: str) -> None:
    example = EXAMPLES[code]
    typed = example.typed(world) | {"kind_code": code, "owner": "lan", "key": str(uuid.uuid4())}
    body = typed | {"unit": world.units["A"].pk}
    answers = [phone.post(DOOR, body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({answer.content for answer in answers}) == 1
    assert example.plain.kind.records().filter(external_id=body["key"]).count() == 1


def test_in_a_campaign_quick_entry_says_so(
    phone: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Đang trong đợt “Tháng hành động vì bình đẳng giới"
    assert said not in phone.get("/quick/").content.decode()
    day = datetime(2026, 11, 15, 5, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: day)
    later = Client()
    later.force_login(world.users["lan"])
    assert said in later.get("/quick/").content.decode()
