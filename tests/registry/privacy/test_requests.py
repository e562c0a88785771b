"""Requests about personal data: their clocks, their answers, and a person who is really erased."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client

from songhanh.foundation.accounts import actions as accounts
from songhanh.foundation.accounts.models import OpenSession, Passkey, User
from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.registry.calendar.queries import WorkingDays, working_days_of
from songhanh.registry.privacy import actions, jobs, limits
from songhanh.registry.privacy.actions import RequestContent
from songhanh.registry.privacy.enums import RequestState
from songhanh.registry.privacy.models import DataRequest
from songhanh.registry.roles import actions as roles
from songhanh.registry.roles.actions import NewAccount, RoleGrant
from tests.world import NOON, PASSWORD, World

DAY = date(2026, 6, 15)


def by(world: World, name: str = "quan"):
    return {"acting": world.acting[name], "at": NOON}


def a_request(world: World, kind: str = "access", received: date = DAY, **more) -> DataRequest:
    given = {"person": world.users["lan"]} | more
    return actions.register_request(RequestContent(kind, received, **given), **by(world))


def client_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.users[name])
    return client


# ----------------------------------------------------------------- clocks ----


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "received", "acknowledge_by", "answer_by"),
    [
        ("access", date(2026, 6, 15), date(2026, 6, 17), date(2026, 6, 25)),
        ("correct", date(2026, 6, 19), date(2026, 6, 23), date(2026, 6, 29)),  # a Friday
        ("withdraw", date(2026, 6, 15), date(2026, 6, 17), date(2026, 6, 30)),
        ("restrict", date(2026, 6, 20), date(2026, 6, 23), date(2026, 7, 6)),  # ends on a Sunday
        ("object", date(2026, 6, 15), date(2026, 6, 17), date(2026, 6, 30)),
        ("erase", date(2026, 6, 15), date(2026, 6, 17), date(2026, 7, 6)),
        ("access", date(2026, 2, 13), date(2026, 2, 24), date(2026, 2, 23)),  # over Tết
        ("erase", date(2026, 8, 11), date(2026, 8, 13), date(2026, 9, 3)),  # over 31/8–2/9
    ],
)
def test_the_law_gives_so_many_days(kind, received, acknowledge_by, answer_by) -> None:
    working = working_days_of(None, received)
    clock = limits.clock_of(DataRequest(kind=kind, received_on=received), working, received)
    assert (clock.acknowledge_by, clock.answer_by) == (acknowledge_by, answer_by)


@pytest.mark.parametrize(
    ("facts", "on", "state"),
    [
        ({}, date(2026, 6, 17), RequestState.NEW),
        ({}, date(2026, 6, 18), RequestState.LATE),
        ({"acknowledged_on": DAY}, date(2026, 6, 25), RequestState.OPEN),
        ({"acknowledged_on": DAY}, date(2026, 6, 26), RequestState.LATE),
        ({"answered_on": date(2026, 7, 1)}, date(2026, 7, 2), RequestState.ANSWERED),
    ],
)
def test_a_request_stands_where_its_days_say(facts, on, state) -> None:
    request = DataRequest(kind="access", received_on=DAY, **facts)
    assert limits.clock_of(request, WorkingDays(), on).state == state


def test_only_an_erasure_is_extended_and_only_once(world: World) -> None:
    access, erase = a_request(world), a_request(world, "erase")
    with pytest.raises(NotAllowedError, match="không được gia hạn"):
        actions.extend(access, "Nhiều dữ liệu", **by(world))
    actions.extend(erase, "Nhiều dữ liệu", **by(world))
    erase.refresh_from_db()
    working = working_days_of(None, DAY)
    assert limits.clock_of(erase, working, DAY).answer_by == date(2026, 7, 27)  # 25/7 is Saturday
    with pytest.raises(NotAllowedError, match="một lần"):
        actions.extend(erase, "Nữa", **by(world))


def test_a_refusal_has_its_reason_and_an_answer_is_final(world: World) -> None:
    request = a_request(world)
    with pytest.raises(RefusedError, match="lý do"):
        actions.answer_request(request, "refused", "", **by(world))
    actions.acknowledge(request, **by(world))
    actions.answer_request(request, "done", "Đã gửi tệp.", **by(world))
    request.refresh_from_db()
    assert (request.acknowledged_on, request.answered_on) == (DAY, DAY)
    with pytest.raises(NotAllowedError, match="đã được trả lời"):
        actions.answer_request(request, "done", "", **by(world))
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert sorted(verbs) == [
        "data_request.acknowledge",
        "data_request.answer",
        "data_request.register",
    ]


def test_only_administrators_keep_the_register(world: World) -> None:
    for name in ("minh", "lan", "ha"):
        with pytest.raises(NotAllowedError):
            actions.register_request(
                RequestContent("access", DAY, person_name="Ai"), **by(world, name)
            )
    with pytest.raises(RefusedError, match="tương lai"):
        a_request(world, received=date(2026, 6, 16))
    with pytest.raises(RefusedError, match="họ và tên"):
        a_request(world, person=None)


# ---------------------------------------------------------------- erasure ----


def everything_in_the_database() -> str:
    """Every value of every row of every table, as text."""
    seen = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            seen.append(str(cursor.fetchall()))
    return " ".join(seen).lower()


def test_an_erased_person_is_nowhere_in_the_database(world: World) -> None:
    grant = RoleGrant("CO", world.units["A"].pk, date(2026, 1, 1))
    invited = roles.invite("Đinh Thị Hạnh Phúc", "phuc@rieng.example", grant, **by(world))
    account = NewAccount("hanhphuc1987", PASSWORD, "Đinh Thị Hạnh Phúc")
    person = roles.accept_invitation(invited.code, account, at=NOON)
    changed = accounts.NewUser("hanhphuc1987", "Đinh Hạnh Phúc", "hp@rieng.example")
    roles.change_user(person, changed, **by(world))
    person.refresh_from_db()
    Passkey.objects.create(
        user=person, credential="c", public_key="p", name="Máy của Hạnh Phúc", created_at=NOON
    )
    Client().post("/accounts/sign-in/", {"username": "hanhphuc1987", "password": PASSWORD})
    request = a_request(
        world, "erase", person=person, person_name="Đinh Hạnh Phúc", wish="Xóa Hạnh Phúc giúp."
    )
    with pytest.raises(RefusedError, match="còn giữ vai trò"):
        actions.erase_person(request, **by(world))
    roles.end_role(person.roles.get(), last_day=date(2026, 6, 14), **by(world))
    marks = ("hạnh phúc", "hanh phuc", "hanhphuc", "rieng.example")
    before = everything_in_the_database()
    assert all(mark in before for mark in marks)

    actions.erase_person(request, **by(world))

    after = everything_in_the_database()
    assert [mark for mark in marks if mark in after] == []
    person.refresh_from_db()
    assert (person.username, person.is_active) == (f"da-xoa-{person.pk}", False)
    assert not person.has_usable_password()
    assert not Passkey.objects.exists()
    assert not OpenSession.objects.filter(user=person).exists()
    request.refresh_from_db()
    assert (request.outcome, request.answered_on) == ("done", DAY)
    assert RowChange.objects.filter(table_name="accounts_user").exists()
    assert AuditEntry.objects.filter(user=person).exists()


def test_nobody_is_erased_without_their_request_or_from_next_door(world: World) -> None:
    asked = a_request(world, "access")
    with pytest.raises(NotAllowedError, match="Chỉ xóa được"):
        actions.erase_person(asked, **by(world))
    theirs = a_request(world, "erase", person=world.users["xuan"])
    with pytest.raises(NotAllowedError, match="ngoài phạm vi"):
        actions.erase_person(theirs, **by(world))
    assert User.objects.filter(username="xuan").exists()


# ------------------------------------------------------------------ pages ----


def test_one_sees_ones_own_data_and_asks(world: World) -> None:
    lan = client_of(world, "lan")
    file = json.loads(lan.get("/privacy/mine/file/").content)
    assert file["account"]["full_name"] == "Nguyễn Thị Lan"
    assert file["roles"][0]["role"] == "CO"
    assert any(row["table"] == "vai trò" for row in file["named_in"])
    assert "password" not in json.dumps(file)
    sent = lan.post("/privacy/mine/", {"kind": "correct", "wish": "Sửa họ tên."})
    assert sent.status_code == 302
    assert "Sửa dữ liệu" in lan.get("/privacy/mine/").content.decode()
    quan = client_of(world, "quan")
    listed = quan.get("/privacy/?kind=correct").content.decode()
    assert "Nguyễn Thị Lan" in listed
    assert "Nguyễn Thị Lan" not in quan.get("/privacy/?state=answered").content.decode()
    assert quan.get("/privacy/?format=xlsx").status_code == 200


def test_an_administrator_works_a_request_through_by_page(world: World) -> None:
    quan = client_of(world, "quan")
    sent = {"kind": "access", "received_on": "15/06/2026", "username": "lan", "wish": "Xin bản sao"}
    assert quan.post("/privacy/new/", sent | {"username": "xuan"}).status_code == 400
    made = quan.post("/privacy/new/", sent)["Location"]
    assert "quá hạn" in quan.get(made).content.decode()
    assert quan.post(f"{made}acknowledge/").status_code == 302
    assert quan.post(f"{made}answer/", {"outcome": "refused"}).status_code == 400
    assert b'"username": "lan"' in quan.get(f"{made}file/").content
    assert quan.post(f"{made}answer/", {"outcome": "done", "answer": "Gửi tệp"}).status_code == 302
    assert "Gửi tệp" in quan.get(made).content.decode()


def test_administrators_are_reminded_where_mail_is_sent(world: World, settings) -> None:
    a_request(world)
    User.objects.filter(username="quan").update(email="quan@haison.gov.vn")
    jobs.remind_of_requests.func()
    assert mail.outbox == []
    settings.DEFAULT_FROM_EMAIL = "song-hanh@haison.gov.vn"
    jobs.remind_of_requests.func()
    assert [letter.to for letter in mail.outbox] == [["quan@haison.gov.vn"]]
    assert "Có 1 yêu cầu" in mail.outbox[0].body
