"""The pages of difficulties, as Lan, Minh and Hà walk through them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.reporting.difficulties.actions import Content, answer_difficulty, send_difficulty
from songhanh.reporting.difficulties.enums import DifficultyState, Subject
from songhanh.reporting.difficulties.models import Difficulty
from tests.reporting.submissions.stories import Story, at

pytestmark = pytest.mark.django_db

LIST = "/difficulties/"


@pytest.fixture
def sign_in(story: Story, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """Somebody signed in on 20 November."""
    monkeypatch.setattr(clock.timezone, "now", lambda: at(20, 11))

    def door(who: str) -> Client:
        client = Client()
        client.force_login(story.world.users[who])
        return client

    return door


def words(response: HttpResponse) -> str:
    return response.content.decode()


def sent(story: Story, text: str, who: str = "lan") -> Difficulty:
    acting = story.world.acting[who]
    content = Content(Subject.MONEY, text)
    return send_difficulty(story.plan, content, unit_id=acting.unit_id, acting=acting, at=at(2, 11))


def test_lan_sends_minh_answers_lan_reads_it_today_and_ends_it(story: Story, sign_in) -> None:
    lan, minh = sign_in("lan"), sign_in("minh")
    typed = {
        "unit": story.unit_id("A"),
        "plan": story.plan.pk,
        "element": story.plan.targets.first().element_id,
        "subject": "money",
        "text": "Chưa bố trí kinh phí.",
        "proposal": "Đề nghị hướng dẫn nguồn chi.",
        "urgency": "urgent",
    }
    empty = lan.post(reverse("difficulties:new"), typed | {"text": " "})
    assert empty.status_code == 400
    assert "Đã gửi đến Sở Nội vụ." in words(
        lan.post(reverse("difficulties:new"), typed, follow=True)
    )
    twice = lan.post(reverse("difficulties:new"), typed)
    assert "đang chờ trả lời" in words(twice)
    one = Difficulty.objects.get()

    assert "khó khăn, vướng mắc chờ trả lời" in words(minh.get("/"))
    page = words(minh.get(reverse("difficulties:show", args=[one.pk])))
    assert "Chưa bố trí kinh phí." in page
    answer = reverse("difficulties:answer", args=[one.pk])
    assert minh.post(answer, {"answer-text": ""}).status_code == 400
    minh.post(answer, {"answer-text": "Chi từ nguồn sự nghiệp.", "answer-due_on": "30/11/2026"})

    assert "Chưa bố trí kinh phí." in words(lan.get("/"))
    assert "Chi từ nguồn sự nghiệp." in words(lan.get(reverse("difficulties:show", args=[one.pk])))
    lan.post(reverse("difficulties:close", args=[one.pk]), {})
    assert Difficulty.objects.get().state == DifficultyState.CLOSED
    assert "Chưa bố trí kinh phí." not in words(lan.get("/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Thiếu loa", "Thiếu tài liệu"}),
        ("q=thieu+LOA", {"Thiếu loa"}),
        ("unit=binh+minh", {"Thiếu tài liệu"}),
        ("state=answered", {"Thiếu loa"}),
        ("state=closed", set()),
        ("subject=money&plan=P-2026-41", {"Thiếu loa", "Thiếu tài liệu"}),
        ("urgency=urgent", set()),
    ],
)
def test_the_list_is_narrowed(story: Story, sign_in, query: str, found: set[str]) -> None:
    loa = sent(story, "Thiếu loa")
    sent(story, "Thiếu tài liệu", "mai")
    answer_difficulty(loa, text="Được.", acting=story.world.acting["minh"], at=at(3, 11))
    page = words(sign_in("minh").get(f"{LIST}?{query}"))
    shown = {text for text in ("Thiếu loa", "Thiếu tài liệu") if f">{text}</a>" in page}
    assert shown == found


def test_marked_ones_are_passed_on_together(story: Story, sign_in) -> None:
    chosen = [sent(story, "Thiếu loa").pk, sent(story, "Thiếu tài liệu", "mai").pk]
    minh = sign_in("minh")
    passed = minh.post(reverse("difficulties:pass_on_marked"), {"chosen": chosen}, follow=True)
    assert "Đã chuyển 2 nội dung lên cấp trên." in words(passed)
    again = minh.post(reverse("difficulties:pass_on_marked"), {"chosen": chosen}, follow=True)
    assert "nơi nhận cuối cùng" in words(again)
    joined = minh.post(reverse("difficulties:join_marked"), {"chosen": chosen}, follow=True)
    assert "Đã gộp 1 nội dung" in words(joined)


def test_the_way_is_corrected_by_the_lead_officer(story: Story, sign_in) -> None:
    minh = sign_in("minh")
    address = reverse("difficulties:way", args=[story.plan.pk])
    assert "Sở Nội vụ" in words(minh.get(address))
    minh.post(address, {"via": "", "addressee": "Ủy ban nhân dân tỉnh"})
    assert sent(story, "Thiếu loa").holder_id == story.unit_id("P")


def test_the_list_asks_as_much_however_long_it_is(story: Story, sign_in) -> None:
    minh = sign_in("minh")
    counts = []
    for place in range(3):
        sent(story, f"Khó khăn {place}")
        sent(story, f"Khó khăn {place}", "mai")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            minh.get(LIST)
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_the_list_as_a_workbook(story: Story, sign_in) -> None:
    sent(story, "=Thiếu loa")
    response = sign_in("minh").get(f"{LIST}?format=xlsx")
    assert response.headers["Content-Disposition"].endswith('filename="kho-khan-vuong-mac.xlsx"')
