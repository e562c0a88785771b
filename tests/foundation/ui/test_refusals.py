"""How the site says no: a sentence, the right status, a way on, and the frame around it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from lxml import html

from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import Denied, require
from songhanh.foundation.ui.middleware import POLICY
from songhanh.site.config import urls as site

pytestmark = pytest.mark.django_db

SENTENCE = "Kế hoạch này đã ban hành nên không sửa được."


def refuse(request: HttpRequest, how: str) -> HttpResponse:
    if how == "denied":
        require(Denied(SENTENCE))
    if how == "read":
        return HttpResponse(str(len(request.POST)))
    raise {
        "refused": RefusedError(SENTENCE),
        "conflict": ConflictError(SENTENCE),
        "forbidden": PermissionDenied(),
        "suspicious": SuspiciousOperation("odd"),
        "too-big": RequestDataTooBig("big"),
        "broken": ZeroDivisionError(),
    }[how]


handler400, handler403 = site.handler400, site.handler403
handler404, handler500 = site.handler404, site.handler500
urlpatterns = [path("refuse/<str:how>/", refuse), *site.urlpatterns]


@pytest.fixture(autouse=True)
def _these_addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def words_of(response: HttpResponse) -> str:
    return " ".join(html.fromstring(response.content).text_content().split())


@pytest.mark.parametrize(
    ("how", "status", "says"),
    [
        ("refused", 400, SENTENCE),
        ("conflict", 409, SENTENCE),
        ("denied", 403, SENTENCE),
        ("forbidden", 403, "hãy đổi vai trò"),
        ("suspicious", 400, "mở lại trang"),
        ("too-big", 413, "lớn hơn 20 MB"),
        ("broken", 500, "thử lại sau ít phút"),
    ],
)
def test_a_refusal_has_its_status_and_its_sentence(
    visitor: Client, how: str, status: int, says: str
) -> None:
    response = visitor.get(f"/refuse/{how}/")
    assert response.status_code == status
    assert says in words_of(response)
    assert "Về trang đầu" in words_of(response)


def test_an_address_that_is_not_there_is_not_found_in_a_sentence(visitor: Client) -> None:
    response = visitor.get("/nowhere/")
    assert response.status_code == 404
    assert "Địa chỉ này không có" in words_of(response)


def test_a_refused_form_leads_back_to_its_page_and_says_how_to_keep_what_was_typed(
    visitor: Client,
) -> None:
    referer = "http://testserver/refuse/refused/?x=1"
    response = visitor.post("/refuse/refused/", headers={"referer": referer})
    assert "/refuse/refused/?x=1" in html.fromstring(response.content).xpath("//main//a/@href")
    assert "Chưa có gì được lưu" in words_of(response)


def test_a_refusal_never_leads_to_another_site(visitor: Client) -> None:
    response = visitor.get("/refuse/refused/", headers={"referer": "https://elsewhere.example/x"})
    assert html.fromstring(response.content).xpath("//main//a/@href") == ["/"]


def test_a_body_larger_than_any_file_is_refused_before_it_is_read(visitor: Client) -> None:
    too_much = settings.MAX_UPLOAD_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1
    response = visitor.post(
        "/refuse/read/", b"x" * too_much, content_type="application/octet-stream"
    )
    assert response.status_code == 413
    assert "lớn hơn 20 MB" in words_of(response)


def test_a_form_of_another_sign_in_is_told_to_load_the_page_again() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/refuse/read/", {"x": "1"})
    assert response.status_code == 403
    assert "tải lại trang" in words_of(response)


@pytest.mark.parametrize("address", ["/accounts/sign-in/", "/nowhere/", "/refuse/broken/"])
def test_every_answer_carries_the_strict_policy(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response["Content-Security-Policy"] == POLICY
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    ("cookie", "language"), [(None, "vi"), ("en", "en"), ("vi", "vi"), ("xx", "vi"), ("", "vi")]
)
def test_the_language_is_the_cookies_and_never_the_browsers(
    visitor: Client, cookie: str | None, language: str
) -> None:
    if cookie is not None:
        visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = visitor.get("/accounts/sign-in/", headers={"accept-language": "fr, en;q=0.9"})
    assert response["Content-Language"] == language
    assert html.fromstring(response.content).get("lang") == language


def test_pages_travel_compressed(visitor: Client) -> None:
    response = visitor.get("/accounts/sign-in/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
