"""Sessions end in time; what was being typed then is not lost and not carried out unasked."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock
from tests.world import PASSWORD, World

SIGN_IN = "/accounts/sign-in/"


class Watch:
    """A clock that tests turn forward."""

    def __init__(self) -> None:
        self.moment = clock.now()

    def now(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def watch(monkeypatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(clock, "now", watch.now)
    return watch


@pytest.fixture
def quan(world: World, watch: Watch) -> Client:
    """Quân, signed in a moment ago."""
    client = Client()
    client.post(SIGN_IN, {"username": "quan", "password": PASSWORD})
    return client


def edit(world: World) -> str:
    return f"/users/{world.users['lan'].pk}/edit/"


TYPED = {"full_name": "Nguyễn Thị Lan Anh", "email": "lan@example.org"}


def test_a_session_without_a_page_asked_for_ends(quan: Client, watch: Watch) -> None:
    watch.forward(minutes=119)
    assert quan.get("/users/").status_code == 200
    watch.forward(minutes=119)
    assert quan.get("/users/").status_code == 200
    watch.forward(minutes=121)
    answer = quan.get("/users/", follow=True)
    assert answer.request["PATH_INFO"] == SIGN_IN
    assert "Phiên làm việc đã hết hạn." in answer.content.decode()


def test_a_session_ends_in_any_case_after_its_hours(quan: Client, watch: Watch) -> None:
    for _ in range(10):
        watch.forward(minutes=59)
        assert quan.get("/users/").status_code == 200
    watch.forward(minutes=59)
    assert quan.get("/users/").status_code == 302


def test_a_form_sent_too_late_is_not_carried_out_and_not_lost(
    world: World, quan: Client, watch: Watch
) -> None:
    watch.forward(hours=3)
    answer = quan.post(edit(world), TYPED)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "nội dung đã nhập vẫn được giữ lại" in page
    assert User.objects.get(username="lan").full_name == "Nguyễn Thị Lan"

    answer = quan.post(
        SIGN_IN,
        {"username": "quan", "password": PASSWORD, "kept_form": answer.context["kept"]},
    )
    page = answer.content.decode()
    assert f'action="{edit(world)}"' in page
    assert page.count("Nguyễn Thị Lan Anh") == 2  # once to read, once to send
    assert User.objects.get(username="lan").full_name == "Nguyễn Thị Lan"

    quan.post(edit(world), TYPED)
    assert User.objects.get(username="lan").full_name == "Nguyễn Thị Lan Anh"


def test_a_form_another_site_sends_is_not_kept_for_it(world: World, watch: Watch) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["quan"])
    client.get("/users/")
    watch.forward(hours=3)
    answer = client.post(edit(world), TYPED)
    assert answer.status_code == 403
    assert "kept_form" not in answer.content.decode()


def test_a_form_of_this_site_is_kept_with_its_own_proof(
    world: World, quan: Client, watch: Watch
) -> None:
    quan.handler.enforce_csrf_checks = True
    token = str(quan.get(edit(world)).context["csrf_token"])
    watch.forward(hours=3)
    answer = quan.post(edit(world), {**TYPED, "csrfmiddlewaretoken": token})
    assert answer.context["kept"]


def test_a_wrong_password_in_between_does_not_lose_it(
    world: World, quan: Client, watch: Watch
) -> None:
    watch.forward(hours=3)
    kept = quan.post(edit(world), TYPED).context["kept"]
    answer = quan.post(SIGN_IN, {"username": "quan", "password": "sai", "kept_form": kept})
    assert answer.context["kept"] == kept


def test_somebody_else_does_not_get_it(world: World, quan: Client, watch: Watch) -> None:
    watch.forward(hours=3)
    kept = quan.post(edit(world), TYPED).context["kept"]
    answer = quan.post(SIGN_IN, {"username": "minh", "password": PASSWORD, "kept_form": kept})
    assert answer.headers["Location"] == "/"
    assert "Lan Anh" not in quan.get("/accounts/password/").content.decode()


def test_a_form_made_up_by_somebody_is_not_believed(world: World) -> None:
    answer = Client().post(
        SIGN_IN, {"username": "lan", "password": PASSWORD, "kept_form": "made:up:form"}
    )
    assert answer.status_code == 302


def test_passwords_are_never_kept(world: World, quan: Client, watch: Watch) -> None:
    watch.forward(hours=3)
    answer = quan.post(
        "/accounts/password/",
        {"present_password": PASSWORD, "new_password": "mot-cau-de-nho-2026"},
        headers={"referer": "http://testserver/accounts/password/"},
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert (answer.context["kept"], answer.context["next"]) == ("", "/accounts/password/")
    assert "biểu mẫu vừa gửi chưa được lưu" in page
    assert "mot-cau" not in page


def test_files_cannot_be_kept_and_that_is_told(world: World, quan: Client, watch: Watch) -> None:

    watch.forward(hours=3)
    photo = SimpleUploadedFile("anh.jpg", b"jpeg")
    kept = quan.post(edit(world), {**TYPED, "photo": photo}).context["kept"]
    answer = quan.post(SIGN_IN, {"username": "quan", "password": PASSWORD, "kept_form": kept})
    assert "Tệp đính kèm không giữ lại được." in answer.content.decode()


def test_choosing_a_language_at_the_sign_in_page_is_no_late_form(world: World) -> None:
    visitor = Client()
    answer = visitor.post("/i18n/setlang/", {"language": "en", "next": f"{SIGN_IN}?next=/"})
    assert answer.status_code == 302
    page = visitor.get(answer.headers["Location"]).content.decode()
    assert "Sign-in name" in page


def test_a_closed_account_is_out_at_once(world: World, quan: Client) -> None:
    User.objects.filter(username="quan").update(is_active=False)
    assert quan.get("/users/").status_code == 302


def test_looking_at_pages_writes_no_facts(quan: Client) -> None:
    before = AuditEntry.objects.count()
    quan.get("/users/")
    assert AuditEntry.objects.count() == before
