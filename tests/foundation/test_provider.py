"""Signing in with an OpenID provider: a real one, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests
from django.test import Client

from songhanh.foundation.accounts import actions, codes
from songhanh.foundation.accounts.models import LinkedIdentity, User
from songhanh.foundation.accounts.provider import Identity
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock
from tests.foundation.openid_provider import CLIENT, SECRET
from tests.world import NOON, World

BEGIN = "/accounts/sign-in/provider/"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the provider serves."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.foundation.openid_provider"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


class Provider:
    """The provider as a test speaks to it, and as a browser passes through it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def be(self, sub: str, **more: str) -> None:
        requests.get(f"{self.address}/be", params={"sub": sub, **more}, timeout=5)

    def visit(self, client: Client, **query: str):
        """Begin at our site, pass the provider, come back; our answer."""
        begun = client.get(BEGIN, query)
        passed = requests.get(begun["Location"], allow_redirects=False, timeout=5)
        back = urlsplit(passed.headers["Location"])
        return client.get(f"{back.path}?{back.query}", follow=True)


@pytest.fixture
def provider(address: str, settings, monkeypatch) -> Provider:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings.OIDC_ISSUER = address
    settings.OIDC_CLIENT_ID = CLIENT
    settings.OIDC_CLIENT_SECRET = SECRET
    settings.OIDC_NAME = "VNeID"
    return Provider(address)


def link(world: World, name: str, provider: Provider, subject: str) -> User:
    user = world.users[name]
    identity = Identity(provider.address, subject)
    actions.link_identity(user, identity, acting=world.acting[name], at=NOON)
    return user


def test_without_an_issuer_there_is_no_such_door(world: World) -> None:
    for address in (BEGIN, f"{BEGIN}back/"):
        assert "chưa bật" in Client().get(address, follow=True).content.decode()
    assert "Đăng nhập bằng VNeID" not in Client().get("/accounts/sign-in/").content.decode()


def test_a_linked_person_signs_in_and_goes_on(world: World, provider: Provider) -> None:
    lan = link(world, "lan", provider, "079-lan")
    provider.be("079-lan")
    client = Client()
    assert "Đăng nhập bằng VNeID" in client.get("/accounts/sign-in/").content.decode()
    answer = provider.visit(client, next="/activities/")
    assert answer.request["PATH_INFO"] == "/activities/"
    assert answer.wsgi_request.user == lan
    entry = AuditEntry.objects.get(verb="account.sign_in")
    assert (entry.user, entry.details) == (lan, {"way": "provider"})


def test_an_unknown_person_is_refused_whatever_their_mail(world: World, provider: Provider) -> None:
    User.objects.filter(username="lan").update(email="lan@example.org")
    provider.be("a-stranger", email="lan@example.org")
    client = Client()
    answer = provider.visit(client)
    assert answer.request["PATH_INFO"] == "/accounts/sign-in/"
    assert "chưa liên kết" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_closed_account_stays_closed(world: World, provider: Provider) -> None:
    lan = link(world, "lan", provider, "079-lan")
    actions.deactivate_user(lan, reason="Nghỉ việc", acting=world.acting["quan"], at=NOON)
    provider.be("079-lan")
    assert "chưa liên kết" in provider.visit(Client()).content.decode()


@pytest.mark.parametrize("fault", ["nonce", "aud", "iss", "exp", "key"])
def test_a_token_that_is_not_ours_opens_nothing(
    world: World, provider: Provider, fault: str
) -> None:
    link(world, "lan", provider, "079-lan")
    provider.be("079-lan", fault=fault)
    client = Client()
    assert "không khớp với yêu cầu" in provider.visit(client).content.decode()
    assert "_auth_user_id" not in client.session


def test_the_answer_to_somebody_elses_request_opens_nothing(
    world: World, provider: Provider
) -> None:
    """A forged way back: the state belongs to another browser's session."""
    link(world, "lan", provider, "079-lan")
    provider.be("079-lan")
    begun = Client().get(BEGIN)
    passed = requests.get(begun["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(passed.headers["Location"])
    victim = Client()
    for client in (victim, Client()):
        answer = client.get(f"{back.path}?{back.query}", follow=True)
        assert "Chưa nhận được yêu cầu nào khớp" in answer.content.decode()
    victim.get(BEGIN)
    answer = victim.get(f"{back.path}?{back.query}", follow=True)
    assert "_auth_user_id" not in victim.session


def test_the_way_there_carries_state_nonce_and_challenge(world: World, provider: Provider) -> None:
    asked = parse_qs(urlsplit(Client().get(BEGIN)["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["redirect_uri"] == ["http://testserver/accounts/sign-in/provider/back/"]


def test_somebody_signed_in_links_their_own_account_and_unlinks_it(
    world: World, provider: Provider
) -> None:
    client = Client()
    client.force_login(world.users["lan"])
    provider.be("079-lan")
    answer = provider.visit(client)
    assert answer.request["PATH_INFO"] == "/accounts/security/"
    linked = LinkedIdentity.objects.get()
    assert (linked.user, linked.issuer, linked.subject) == (
        world.users["lan"],
        provider.address,
        "079-lan",
    )
    other = Client()
    other.force_login(world.users["mai"])
    assert "đã có liên kết" in provider.visit(other).content.decode()
    unlinked = client.post("/accounts/security/provider/remove/", {"password": "mot-mat-khau-dai"})
    assert unlinked.status_code == 302
    assert not LinkedIdentity.objects.exists()


@pytest.mark.parametrize(("amr", "waits"), [("", True), ("pwd", True), ("pwd otp", False)])
def test_the_second_step_stays_unless_the_provider_asked_for_it(
    world: World, provider: Provider, amr: str, waits: bool
) -> None:
    lan = link(world, "lan", provider, "079-lan")
    seed = codes.new_seed()
    now = clock.now()
    code = pyotp.TOTP(seed).at(now)
    actions.confirm_authenticator(lan, seed, code, acting=world.acting["lan"], at=now)
    provider.be("079-lan", amr=amr)
    client = Client()
    answer = provider.visit(client)
    assert (answer.request["PATH_INFO"] == "/accounts/sign-in/code/") is waits
    assert ("_auth_user_id" in client.session) is not waits


def test_a_provider_out_of_reach_is_said(world: World, settings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = "http://127.0.0.1:9", CLIENT
    answer = Client().get(BEGIN, follow=True)
    assert "Chưa kết nối được với nơi định danh" in answer.content.decode()
