"""The pages of records, walked as people walk them: no script, and what people really type."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from songhanh.foundation.lib.clock import today
from songhanh.ledger.queries import counts
from songhanh.records.activities.actions import accept_activities, change_activity
from songhanh.records.activities.models import Activity
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.models import Evidence
from tests.photos import a_photo
from tests.records.makers import (
    a_submitted_activity,
    a_submitted_item,
    activity_content,
    an_activity,
    an_item,
)
from tests.world import NOON, World

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}

TALK = {
    "key": "form-1",
    "title": "Nói chuyện về Luật Bình đẳng giới",
    "form": "thematic_talk",
    "held_on": "08/03/2026",
    "on_law_policy": "yes",
    "integrated": "no",
    "male": "40",
    "female": "1.060",
}
NEWS = {
    "key": "form-2",
    "title": "Bản tin bình đẳng giới",
    "channel": "loudspeaker",
    "type": "news",
    "published_on": "10/02/2026",
    "on_gender_equality": "yes",
    "minutes": "5:30",
}


def client_of(world: World, username: str) -> Client:
    client = Client()
    client.force_login(world.users[username])
    return client


@pytest.fixture
def lan(world: World) -> Client:
    return client_of(world, "lan")


@pytest.fixture
def minh(world: World) -> Client:
    return client_of(world, "minh")


def own(world: World, **cells: str) -> dict[str, object]:
    return {"unit": str(world.units["A"].pk), **cells}


def text_of(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())  # type: ignore[attr-defined]  # a response


# ------------------------------------------------------------------ entering ----


def test_an_activity_is_entered_with_its_photo_and_sent_in_one_go(
    world: World, lan: Client
) -> None:
    photo = SimpleUploadedFile("anh.jpg", a_photo(), "image/jpeg")

    answer = lan.post(
        "/activities/new/", own(world, **TALK) | {"photos": [photo], "submit": "yes"}, follow=True
    )

    activity = Activity.objects.get()
    assert answer.redirect_chain[-1][0] == f"/activities/{activity.pk}/"
    assert (activity.standing, activity.female, activity.unit) == (
        "submitted",
        1060,
        world.units["A"],
    )
    assert Evidence.objects.get().record_id == activity.pk
    assert "1.100" in text_of(answer)  # everybody present, as people write it


def test_a_draft_is_kept_and_says_that_it_does_not_count(world: World, lan: Client) -> None:
    answer = lan.post("/activities/new/", own(world, **TALK) | {"save": "yes"}, follow=True)

    assert Activity.objects.get().standing == "draft"
    assert "Bản nháp chưa được tính" in text_of(answer)


def test_the_form_sent_twice_makes_one_record(world: World, lan: Client) -> None:
    for _tap in range(2):
        lan.post("/activities/new/", own(world, **TALK) | {"submit": "yes"})

    assert Activity.objects.count() == 1
    assert len(counts("activity", **YEAR, standing="provisional")) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Ô này còn để trống"),
        ({"held_on": "31/02/2026"}, "Ngày tổ chức"),
        ({"held_on": "đầu tháng 3"}, "Ngày tổ chức"),
        ({"held_on": "08/03/2126"}, "chưa tới"),
        ({"ended_on": "07/03/2026"}, "trước ngày bắt đầu"),
        ({"male": "-4"}, "Nam"),
        ({"male": "nhiều"}, "Nam"),
        ({"children": "2.000"}, "nhiều hơn tổng số 1100"),
        ({"on_law_policy": ""}, "pháp luật"),
        ({"form": "ball"}, "Hình thức"),
        ({"co_hosts": "Sở Mộng mơ"}, "Sở Mộng mơ"),
        ({"commune": "Sở Nội vụ"}, "không phải xã, phường"),
    ],
)
def test_what_cannot_be_right_gets_a_sentence_and_stores_nothing(
    world: World, lan: Client, typed: dict[str, str], sentence: str
) -> None:
    answer = lan.post("/activities/new/", own(world, **(TALK | typed)))

    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert not Activity.objects.exists()


def test_units_are_named_as_people_name_them(world: World, lan: Client) -> None:
    lan.post(
        "/activities/new/",
        own(world, **TALK, co_hosts="phuong binh minh\nHội Liên hiệp Phụ nữ tỉnh", commune="C"),
    )

    activity = Activity.objects.get()
    assert {unit.pk for unit in activity.co_hosts.all()} == {
        world.units["B"].pk,
        world.units["M"].pk,
    }
    assert activity.commune == world.units["C"]


def test_somebody_else_s_unit_in_the_form_is_refused(world: World, lan: Client) -> None:
    answer = lan.post("/activities/new/", {"unit": world.units["B"].pk, **TALK})

    assert answer.status_code == 400
    assert not Activity.objects.exists()


def test_the_last_one_is_copied_without_its_day_and_people(world: World, lan: Client) -> None:
    an_activity(world, place="Nhà văn hóa thôn 2", male=77)

    page = text_of(lan.get("/activities/new/?copy=last"))

    assert "Nhà văn hóa thôn 2" in page
    assert 'value="77"' not in page
    assert 'value="08/03/2026"' not in page


def test_any_record_seen_can_be_copied_and_no_other(world: World, lan: Client) -> None:
    mine = an_activity(world, place="Nhà văn hóa thôn 2")
    an_activity(world, place="Sân vận động")
    theirs = an_activity(world, by="mai")

    assert "Nhà văn hóa thôn 2" in text_of(lan.get(f"/activities/new/?copy={mine.pk}"))
    assert lan.get(f"/activities/new/?copy={theirs.pk}").status_code == 404
    assert lan.get("/activities/new/?copy=nonsense").status_code == 200


def test_a_new_form_offers_today(world: World, lan: Client) -> None:
    assert f'value="{today():%d/%m/%Y}"' in text_of(lan.get("/media/new/"))


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("5", "5"), ("5,5", "5.5"), ("5.5", "5.5"), ("5:30", "5.5"), ("1:00:30", "60.5"), ("", None)],
)
def test_minutes_are_read_as_people_write_them(
    world: World, lan: Client, typed: str, minutes: str | None
) -> None:
    lan.post("/media/new/", own(world, **(NEWS | {"minutes": typed})))

    stored = MediaItem.objects.get().minutes
    assert (None if stored is None else float(stored)) == (minutes and float(minutes))


@pytest.mark.parametrize("typed", ["năm phút", "5:75", "-5", "5,5,5", "1e3"])
def test_minutes_that_mean_nothing_are_asked_back(world: World, lan: Client, typed: str) -> None:
    answer = lan.post("/media/new/", own(world, **(NEWS | {"minutes": typed})))

    assert answer.status_code == 400
    assert "chưa đọc được thành thời lượng" in text_of(answer)


def test_a_repeat_is_entered_as_a_run_of_its_original(world: World, lan: Client) -> None:
    original = a_submitted_item(world)

    lan.post("/media/new/", own(world, **NEWS, original=str(original.pk)))

    assert MediaItem.objects.get(external_id="form-2").original == original


# ------------------------------------------------------------------ changing ----


def test_an_item_is_tagged_with_the_groups_it_is_meant_for(world: World, lan: Client) -> None:
    lan.post("/media/new/", own(world, **NEWS, audiences=["women", "rural_women"]))
    item = MediaItem.objects.get()
    assert item.audiences == "rural_women|women"
    assert "phụ nữ nông thôn; phụ nữ" in lan.get(f"/media/{item.pk}/").content.decode()
    listed = [lan.get("/media/", {"audience": code}) for code in ("women", "poor_women")]
    assert [len(one.context["page"].object_list) for one in listed] == [1, 0]


def test_a_change_shows_what_stands_and_keeps_what_nobody_sees(world: World, lan: Client) -> None:
    activity = an_activity(world, campaign="action_month", co_host_ids=(world.units["B"].pk,))
    page = text_of(lan.get(f"/activities/{activity.pk}/edit/"))
    assert "Phường Bình Minh" in page
    assert 'value="08/03/2026"' in page

    lan.post(
        f"/activities/{activity.pk}/edit/",
        own(world, **(TALK | {"version": str(activity.version), "male": "41"})),
    )

    activity.refresh_from_db()
    assert (activity.male, activity.campaign) == (41, "action_month")


def test_two_people_saving_at_once_see_each_other_s_text(world: World, lan: Client) -> None:
    activity = an_activity(world)
    opened_at = activity.version
    change_activity(
        activity,
        activity_content(title="Tên của người kia"),
        version=opened_at,
        acting=world.acting["lan"],
        at=NOON,
    )
    mine = own(world, **(TALK | {"title": "Tên của tôi", "version": str(opened_at)}))

    answer = lan.post(f"/activities/{activity.pk}/edit/", mine)

    assert answer.status_code == 409
    page = text_of(answer)
    assert "vừa được người khác sửa" in page
    assert "Tên của người kia" in page
    assert 'value="Tên của tôi"' in page
    newer = re.search(r'name="version" value="(\d+)"', page)
    assert newer
    lan.post(f"/activities/{activity.pk}/edit/", mine | {"version": newer[1]})
    activity.refresh_from_db()
    assert activity.title == "Tên của tôi"


def test_an_accepted_record_sends_to_reopening(world: World, lan: Client) -> None:
    [activity] = accept_activities(
        [a_submitted_activity(world)], acting=world.acting["minh"], at=NOON
    )

    answer = lan.get(f"/activities/{activity.pk}/edit/", follow=True)
    assert "Mở lại" in text_of(answer)

    reopened = lan.post(f"/activities/{activity.pk}/reopen/", {"reason": "Thiếu"}, follow=True)
    assert "vẫn được tính" in text_of(reopened)
    assert Activity.objects.filter(revises=activity).exists()


def test_a_reason_is_asked_for(world: World, lan: Client) -> None:
    activity = an_activity(world)

    assert lan.post(f"/activities/{activity.pk}/cancel/", {"reason": " "}).status_code == 400
    lan.post(f"/activities/{activity.pk}/cancel/", {"reason": "Ghi nhầm"})

    activity.refresh_from_db()
    assert (activity.standing, activity.remark) == ("cancelled", "Ghi nhầm")


def test_nobody_opens_a_neighbour_s_draft_by_its_address(world: World) -> None:
    draft = an_activity(world)

    for who in ("mai", "minh", "ha", "xuan"):
        for page in ("", "edit/", "cancel/", "evidence/"):
            address = f"/activities/{draft.pk}/{page}"
            assert client_of(world, who).get(address).status_code == 404, (who, page)
        answer = client_of(world, who).post(f"/activities/{draft.pk}/submit/")
        assert answer.status_code == 404


# --------------------------------------------------------------------- lists ----


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Nói chuyện", "Hội thi"}),
        ("q=NOI chuyen", {"Nói chuyện"}),
        ("q=%25", set()),
        ("unit=binh minh", {"Hội thi"}),
        ("unit=nobody", set()),
        ("since=01/04/2026", {"Hội thi"}),
        ("until=01/04/2026", {"Nói chuyện"}),
        ("standing=accepted", set()),
        ("form=law_contest", {"Hội thi"}),
        ("law=yes", {"Nói chuyện"}),
        ("since=gibberish&page=99&sort=drop", {"Nói chuyện", "Hội thi"}),
    ],
)
def test_a_list_is_filtered_by_its_address(
    world: World, minh: Client, query: str, shown: set[str]
) -> None:
    a_submitted_activity(world, title="Nói chuyện")
    a_submitted_activity(
        world,
        by="mai",
        title="Hội thi",
        form="law_contest",
        held_on=date(2026, 5, 1),
        on_law_policy=None,
    )

    page = text_of(minh.get(f"/activities/?{query}"))

    assert {title for title in ("Nói chuyện", "Hội thi") if f">{title}</a>" in page} == shown


def test_a_list_adds_up_what_it_shows(world: World, minh: Client) -> None:
    a_submitted_activity(world, male=1000, female=2500)
    a_submitted_activity(world, by="mai", female=5)

    page = text_of(minh.get("/activities/"))

    assert "3.505" in page


def test_a_longer_list_asks_the_database_no_more(world: World, minh: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            minh.get("/activities/")
        return len(captured)

    a_submitted_activity(world)
    minh.get("/activities/")
    once = asked()
    for day in range(1, 4):
        a_submitted_activity(world, held_on=date(2026, 3, day))

    assert asked() == once


@pytest.mark.parametrize("path", ["/activities/", "/media/"])
def test_a_list_is_an_excel_file_too(world: World, minh: Client, path: str) -> None:
    a_submitted_activity(world, title="=1+1", male=7)
    a_submitted_item(world, title="=1+1", minutes=None)

    answer = minh.get(f"{path}?format=xlsx")

    strings = ZipFile(BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()
    assert "Xã An Hòa" in strings
    assert "'=1+1" in strings
    assert "<f>" not in strings


def test_an_empty_list_shows_the_next_step(world: World, lan: Client, minh: Client) -> None:
    assert "Ghi bản đầu tiên" in text_of(lan.get("/activities/"))
    assert "Bỏ lọc" in text_of(lan.get("/activities/?q=xyz"))
    assert "Không có bản ghi nào chờ" in text_of(minh.get("/review/"))


# -------------------------------------------------------------------- review ----


def test_many_are_accepted_at_once_and_taken_back(world: World, minh: Client) -> None:
    waiting = [a_submitted_activity(world), a_submitted_activity(world, by="mai")]
    assert f'value="{waiting[0].pk}"' in text_of(minh.get("/review/"))
    sent = {"kind": "activity", "record": [one.pk for one in waiting]}

    done = minh.post("/review/decide/", sent | {"decision": "accept"}, follow=True)

    assert "Đã chấp nhận 2 bản ghi." in text_of(done)
    assert sum(row.quantity for row in counts("session_held", **YEAR)) == 2
    accepted = text_of(minh.get("/review/?kind=activity&standing=accepted"))
    assert "Hoàn tác chấp nhận" in accepted
    minh.post("/review/decide/", sent | {"decision": "undo"})
    assert counts("session_held", **YEAR) == []


def test_a_return_shows_its_remark_to_the_unit(world: World, lan: Client, minh: Client) -> None:
    item = a_submitted_item(world)
    sent = {"kind": "media_item", "record": item.pk, "decision": "return"}

    assert minh.post("/review/decide/", sent).status_code == 400
    minh.post("/review/decide/", sent | {"remark": "Ghi rõ chuyên mục."})

    assert "Ghi rõ chuyên mục." in text_of(lan.get(f"/media/{item.pk}/"))
    assert "Ghi rõ chuyên mục." in text_of(lan.get(f"/media/{item.pk}/edit/"))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "activity"}, 400),
        ({"kind": "activity", "record": "x", "decision": "accept"}, 400),
        ({"kind": "activity", "record": "1", "decision": "dance"}, 400),
        ({"kind": "activity", "record": "987654", "decision": "accept"}, 403),
        ({"kind": "?", "record": "1", "decision": "accept"}, 403),
    ],
)
def test_a_decision_that_means_nothing_is_refused(
    world: World, minh: Client, sent: dict[str, str], status: int
) -> None:
    assert minh.post("/review/decide/", sent).status_code == status


def test_nobody_decides_beyond_the_branch_by_sending_a_number(world: World, minh: Client) -> None:
    theirs = a_submitted_activity(world, by="xuan")
    drafted = an_activity(world)

    for one in (theirs, drafted):
        sent = {"kind": "activity", "record": one.pk, "decision": "accept"}
        assert minh.post("/review/decide/", sent).status_code == 403


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("unit=an hoa", True),
        ("unit=binh minh", False),
        ("proof=yes", False),
        ("proof=no", True),
        ("since=01/01/2027", False),
        ("until=01/01/2027", True),
        ("standing=returned", False),
    ],
)
def test_the_queue_is_filtered_by_its_address(
    world: World, minh: Client, query: str, shown: bool
) -> None:
    activity = a_submitted_activity(world)

    page = text_of(minh.get(f"/review/?kind=activity&{query}"))

    assert (f"/activities/{activity.pk}/" in page) is shown


def test_pages_work_without_script_and_without_inline_style(world: World, lan: Client) -> None:
    activity, item = an_activity(world), an_item(world)

    for address in (
        "/activities/",
        "/activities/new/",
        f"/activities/{activity.pk}/",
        f"/activities/{activity.pk}/edit/",
        f"/activities/{activity.pk}/evidence/",
        f"/activities/{activity.pk}/cancel/",
        "/media/",
        "/media/new/",
        f"/media/{item.pk}/",
        f"/media/{item.pk}/edit/",
    ):
        answer = lan.get(address)
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "<script" not in page
        assert " style=" not in page
        assert len(page.encode()) < 60_000, address
