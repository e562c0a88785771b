"""The sessions somebody is signed in with: seen, ended singly and all, by an administrator too."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from songhanh.foundation.accounts.actions import clear_sessions
from songhanh.foundation.accounts.devices import device_words
from songhanh.foundation.accounts.models import OpenSession
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.acting import command_line
from tests.world import NOON, PASSWORD, World

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Edg/126.0"


def signed_in(name: str, device: str = DESK) -> Client:
    client = Client(headers={"user-agent": device})
    client.post("/accounts/sign-in/", {"username": name, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/accounts/sessions/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Chrome trên Android"),
        (DESK, "Edge trên Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1",
            "Safari trên iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/120.0 Chrome/114.0",
            "Cốc Cốc trên Windows",
        ),
        ("curl/8.0", "thiết bị không rõ"),
        ("", "thiết bị không rõ"),
    ],
)
def test_a_device_is_said_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_one_sees_ones_sessions_and_ends_another(world: World) -> None:
    desk, phone, mai = signed_in("lan"), signed_in("lan", PHONE), signed_in("mai")
    page = desk.get("/accounts/sessions/").content.decode()
    assert ("Chrome trên Android" in page, page.count("phiên này")) == (True, 1)
    hers = OpenSession.objects.get(user=world.users["mai"])
    assert desk.post(f"/accounts/sessions/{hers.pk}/end/").status_code == 404
    other = OpenSession.objects.get(device="Chrome trên Android")
    assert desk.post(f"/accounts/sessions/{other.pk}/end/").status_code == 302
    assert [is_in(client) for client in (desk, phone, mai)] == [True, False, True]
    entry = AuditEntry.objects.get(verb="account.end_session")
    assert entry.details == {"device": "Chrome trên Android"}


def test_all_others_end_at_once(world: World) -> None:
    clients = [signed_in("lan"), signed_in("lan", PHONE), signed_in("lan", PHONE)]
    assert clients[0].post("/accounts/sessions/end-others/").status_code == 302
    assert [is_in(client) for client in clients] == [True, False, False]


def test_a_new_password_ends_the_others_and_keeps_this_one(world: World) -> None:
    desk, phone = signed_in("lan"), signed_in("lan", PHONE)
    new = "mot-mat-khau-khac-han"
    sent = {"present_password": PASSWORD, "new_password": new, "new_password_again": new}
    assert desk.post("/accounts/password/", sent).status_code == 302
    assert [is_in(client) for client in (desk, phone)] == [True, False]
    assert OpenSession.objects.filter(user=world.users["lan"]).count() == 1


def test_signing_out_takes_the_session_from_the_list(world: World) -> None:
    client = signed_in("lan")
    client.post("/accounts/sign-out/")
    assert not OpenSession.objects.exists()


def test_an_administrator_ends_sessions_in_the_branch_only(world: World) -> None:
    quan, lan, phone, xuan = (
        signed_in("quan"),
        signed_in("lan"),
        signed_in("lan", PHONE),
        signed_in("xuan"),
    )
    page = f"/users/{world.users['lan'].pk}/sessions/"
    assert "Chrome trên Android" in quan.get(page).content.decode()
    one = OpenSession.objects.get(user=world.users["lan"], device="Chrome trên Android")
    theirs = OpenSession.objects.get(user=world.users["xuan"])
    ends = [quan.post(f"/users/sessions/{row.pk}/end/").status_code for row in (one, theirs)]
    assert ends == [302, 404]
    assert [is_in(client) for client in (lan, phone, xuan)] == [True, False, True]
    assert quan.post(f"{page}end/").status_code == 302
    assert [is_in(client) for client in (quan, lan)] == [True, False]


@pytest.mark.parametrize("page", ["reset-password/", "deactivate/"])
def test_a_reset_or_closed_account_is_signed_out_everywhere(world: World, page: str) -> None:
    quan, lan = signed_in("quan"), signed_in("lan")
    quan.post(f"/users/{world.users['lan'].pk}/{page}", {"reason": "Nghỉ việc"})
    assert not is_in(lan)
    assert not OpenSession.objects.filter(user=world.users["lan"]).exists()


def test_sessions_that_are_gone_leave_the_list_at_night(world: World) -> None:
    signed_in("lan")
    Session.objects.all().delete()
    clear_sessions(acting=command_line(), at=NOON)
    assert not OpenSession.objects.exists()
