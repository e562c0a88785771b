"""Signing in: by the right password, with patience for mistakes and none for guessing."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory
from django.urls import reverse

from songhanh.foundation.accounts import actions
from songhanh.foundation.accounts.addresses import address_of
from songhanh.foundation.accounts.errors import DoorShutError, SignInRefusedError
from songhanh.foundation.accounts.models import SignInAttempt, User
from songhanh.foundation.audit.models import AuditEntry
from tests.world import NOON, PASSWORD, World

HOME = "203.0.113.7"
SIGN_IN = "/accounts/sign-in/"


def try_password(name: str, password: str = "sai", *, minutes: float = 0, address: str = HOME):
    moment = NOON + timedelta(minutes=minutes)
    return actions.sign_in(name, password, address=address, at=moment)


def fail(name: str, times: int, *, minutes: float = 0, address: str = HOME) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefusedError):
            try_password(name, minutes=minutes, address=address)


def test_the_right_password_opens_and_leaves_a_fact(world: World) -> None:
    assert try_password(" Lan ", PASSWORD) == world.users["lan"]
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.user, entry.subject_label) == (
        "account.sign_in",
        world.users["lan"],
        "",
    )


@pytest.mark.parametrize("name", ["lan", "khong-co-ai"])
def test_the_answer_is_the_same_whether_or_not_the_name_exists(world: World, name: str) -> None:
    with pytest.raises(SignInRefusedError) as refused:
        try_password(name)
    assert refused.value.message == SignInRefusedError().message
    fail(name, 3)
    with pytest.raises(DoorShutError) as shut:
        try_password(name)
    assert "12:16 ngày 15/06/2026" in shut.value.message


def test_five_failures_shut_the_door_for_the_right_password_too(world: World) -> None:
    fail("lan", 5)
    with pytest.raises(DoorShutError):
        try_password("lan", PASSWORD, minutes=14.9)
    assert try_password("lan", PASSWORD, minutes=15) == world.users["lan"]


def test_attempts_at_a_shut_door_do_not_keep_it_shut(world: World) -> None:
    fail("lan", 5)
    fail("lan", 10, minutes=14)
    assert try_password("lan", PASSWORD, minutes=15.5) == world.users["lan"]


def test_a_shut_name_shuts_nobody_else(world: World) -> None:
    fail("lan", 5)
    assert try_password("mai", PASSWORD) == world.users["mai"]


def test_many_names_tried_from_one_address_shut_that_address(world: World, settings) -> None:
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 8
    for number in range(8):
        fail(f"ai-do-{number}", 1)
    with pytest.raises(DoorShutError):
        try_password("lan", PASSWORD)
    assert try_password("lan", PASSWORD, address="198.51.100.2") == world.users["lan"]


def test_an_unknown_address_is_no_address_everybody_shares(world: World, settings) -> None:
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 3
    for number in range(6):
        fail(f"ai-do-{number}", 1, address="")
    assert try_password("lan", PASSWORD, address="") == world.users["lan"]


def test_a_success_lets_the_name_start_anew(world: World) -> None:
    fail("lan", 4)
    try_password("lan", PASSWORD)
    fail("lan", 4)
    assert try_password("lan", PASSWORD) == world.users["lan"]


def test_a_new_password_from_the_administrator_opens_the_shut_door(world: World) -> None:
    fail("lan", 5)
    opened = actions.reset_password(world.users["lan"], acting=world.acting["quan"], at=NOON)
    assert try_password("lan", opened.password) == world.users["lan"]


def test_neither_names_nor_addresses_stand_in_the_list_of_attempts(world: World) -> None:
    fail("mat-khau-go-nham", 1)
    attempt = SignInAttempt.objects.get()
    assert "mat-khau" not in attempt.name_digest
    assert HOME not in attempt.address_digest
    try_password("lan", PASSWORD, minutes=16)
    assert not SignInAttempt.objects.exists()


def test_a_shut_door_is_a_fact_about_the_account(world: World) -> None:
    fail("lan", 6)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.user, entry.subject_key) == (
        "account.pause_sign_in",
        None,
        str(world.users["lan"].pk),
    )


def test_a_closed_account_does_not_open(world: World) -> None:
    User.objects.filter(username="lan").update(is_active=False)
    with pytest.raises(SignInRefusedError):
        try_password("lan", PASSWORD)


def test_passwords_are_hashed_with_argon2_and_older_hashes_renewed(world: World) -> None:
    assert world.users["lan"].password.startswith("argon2")
    older = make_password(PASSWORD, hasher="pbkdf2_sha256")
    User.objects.filter(username="lan").update(password=older)
    try_password("lan", PASSWORD)
    assert User.objects.get(username="lan").password.startswith("argon2")


@pytest.mark.parametrize(
    ("header", "sent", "expected"),
    [
        ("", {"REMOTE_ADDR": "192.0.2.1"}, "192.0.2.1"),
        ("", {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1"}, "192.0.2.1"),
        ("X-Forwarded-For", {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 192.0.2.9"}, "192.0.2.9"),
        ("X-Forwarded-For", {}, ""),
        ("", {"REMOTE_ADDR": ""}, ""),
        ("", {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        ("", {"REMOTE_ADDR": "::ffff:192.0.2.1"}, "192.0.2.1"),
    ],
)
def test_the_address_is_the_one_the_own_server_saw(settings, header, sent, expected) -> None:
    settings.CLIENT_ADDRESS_HEADER = header
    assert address_of(RequestFactory().get("/", **sent)) == expected


# ---------------------------------------------------------------------- the pages ----


def test_signing_in_by_the_page_goes_on_to_the_page_one_came_for(world: World) -> None:
    client = Client()
    answer = client.get("/users/")
    assert answer.headers["Location"] == f"{SIGN_IN}?next=/users/"
    page = client.get(answer.headers["Location"])
    assert 'value="/users/"' in page.content.decode()
    key_before = client.cookies.get("sessionid")
    answer = client.post(SIGN_IN, {"username": "quan", "password": PASSWORD, "next": "/users/"})
    assert answer.headers["Location"] == "/users/"
    assert client.cookies["sessionid"] != key_before
    assert client.get("/users/").status_code == 200


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org", "javascript:alert(1)"]
)
def test_no_address_of_another_site_is_gone_on_to(world: World, address: str) -> None:
    answer = Client().post(SIGN_IN, {"username": "lan", "password": PASSWORD, "next": address})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_is_told_in_the_form_and_never_shown_again(world: World) -> None:
    answer = Client().post(SIGN_IN, {"username": "lan", "password": "sai-mat-khau"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in text
    assert "sai-mat-khau" not in text
    assert 'value="lan"' in text


def test_signing_out_ends_the_session(world: World) -> None:
    client = Client()
    client.force_login(world.users["quan"])
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    client.post(reverse("accounts:sign_out"))
    assert client.get("/users/").status_code == 302
    assert AuditEntry.objects.get().verb == "account.sign_out"


# ------------------------------------------------------------------- the password ----


def change(client: Client, present: str, new: str, again: str | None = None):
    return client.post(
        reverse("accounts:password"),
        {
            "present_password": present,
            "new_password": new,
            "new_password_again": new if again is None else again,
        },
    )


def test_a_one_time_password_has_to_be_changed_before_any_work(world: World) -> None:
    opened = actions.reset_password(world.users["quan"], acting=world.acting["quan"], at=NOON)
    client = Client()
    client.post(SIGN_IN, {"username": "quan", "password": opened.password})
    assert client.get("/users/").headers["Location"] == reverse("accounts:password")
    assert change(client, opened.password, "mot-cau-de-nho-2026").headers["Location"] == "/"
    assert client.get("/users/").status_code == 200


def test_a_new_password_ends_every_other_session(world: World) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post(SIGN_IN, {"username": "quan", "password": PASSWORD})
    change(here, PASSWORD, "mot-cau-de-nho-2026")
    assert here.get("/users/").status_code == 200
    assert elsewhere.get("/users/").status_code == 302


@pytest.mark.parametrize(
    ("present", "new", "again", "sentence"),
    [
        ("sai", "mot-cau-de-nho-2026", None, "Mật khẩu đang dùng chưa đúng."),
        (PASSWORD, "ngan", None, "Mật khẩu"),
        (PASSWORD, PASSWORD, None, "trùng mật khẩu đang dùng"),
        (PASSWORD, "mot-cau-de-nho-2026", "khac", "chưa giống nhau"),
    ],
)
def test_a_password_that_cannot_be_taken_is_told_why(
    world: World, present: str, new: str, again: str | None, sentence: str
) -> None:
    client = Client()
    client.force_login(world.users["lan"])
    answer = change(client, present, new, again)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert User.objects.get(username="lan").check_password(PASSWORD)


# -------------------------------------------------------------------- new accounts ----


@pytest.mark.parametrize("name", ["", "ab", "Lan Nguyễn", "lan nguyen", "-lan", "lan@", "a" * 61])
def test_a_sign_in_name_is_plain(world: World, name: str) -> None:
    with pytest.raises(actions.RefusedError, match="tên đăng nhập"):
        actions.create_user(actions.NewUser(name), acting=world.acting["quan"], at=NOON)


def test_a_name_is_taken_once_whatever_its_case(world: World) -> None:
    with pytest.raises(actions.RefusedError, match="đã có người dùng"):
        actions.create_user(actions.NewUser("LAN"), acting=world.acting["quan"], at=NOON)


def test_the_sign_in_page_leads_a_printed_slip_to_its_page(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert f'href="{reverse("roles:enter_code")}"' in page
