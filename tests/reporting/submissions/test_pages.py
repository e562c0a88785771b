"""The pages of reports, as Lan and Minh walk through them."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.reporting.submissions.enums import Section, SubmissionState
from songhanh.reporting.submissions.models import Submission
from tests.reporting.submissions.stories import PERIOD, Story, at, fresh

pytestmark = pytest.mark.django_db

At = Callable[[datetime], None]


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Set the office's clock: the session, too, lives by it."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(clock.timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def sign_in(story: Story, clock_at: At) -> Callable[..., Client]:
    """Somebody signed in at a moment of November."""

    def door(who: str, moment: datetime | None = None) -> Client:
        clock_at(moment or at(20, 11))
        client = Client()
        client.force_login(story.world.users[who])
        return client

    return door


def words(response: HttpResponse) -> str:
    return response.content.decode()


def only(story: Story) -> Submission:
    return Submission.objects.get(rule=story.annual)


def typed(submission: Submission, **texts: str) -> dict[str, str]:
    """The form as somebody sends it who has just opened the page."""
    seen = {f"seen_{row.section}": str(row.version) for row in submission.texts.all()}
    never = {f"seen_{section}": "0" for section in Section.values}
    return {**never, **seen, **dict.fromkeys(Section.values, ""), **texts}


def test_a_return_has_room_for_as_many_remarks_as_it_takes(story: Story, sign_in) -> None:
    submission = story.submitted("lan")
    minh = sign_in("minh", at(21, 11))
    back = reverse("submissions:return", args=[submission.pk])
    typed_so_far = {"version": 1, "reason": "Đối chiếu", "cell_1": "activity", "text_1": "Thiếu"}

    wider = minh.post(back, {**typed_so_far, "places": 4, "more": "1"})
    form = wider.context["form"]
    assert wider.status_code == 200
    assert form["text_1"].value() == "Thiếu"
    assert form["places"].value() == 8
    most = minh.post(back, {**typed_so_far, "places": "1000", "more": "1"})
    assert most.context["form"]["places"].value() == 40
    assert "Thêm chỗ nhận xét" not in words(most)
    assert fresh(submission).state == SubmissionState.SUBMITTED
    minh.post(back, {**typed_so_far, "places": 8, "cell_8": "attendance", "text_8": "Thừa"})
    assert fresh(submission).state == SubmissionState.RETURNED

    page = words(sign_in("lan").get(reverse("submissions:edit", args=[submission.pk])))
    assert "Nhận xét: Thiếu" in page
    assert "Nhận xét: Thừa" in page


def test_lan_writes_submits_answers_a_return_and_is_approved(story: Story, sign_in) -> None:
    story.activity("lan", date(2026, 3, 8))
    lan = sign_in("lan")
    address = reverse("submissions:new")
    named = {"rule": story.annual.pk, "period": PERIOD}
    assert "Xã An Hòa" in words(lan.get(address, named))
    begun = lan.post(address, named, follow=True)
    assert "Đang soạn, chưa nộp" in words(begun)
    submission = only(story)
    edit = reverse("submissions:edit", args=[submission.pk])
    saved = lan.post(edit, {**typed(submission, difficulties="Xa."), "next": "submit"}, follow=True)
    assert "Xem lại lần cuối" in words(saved)
    submit = reverse("submissions:submit", args=[submission.pk])
    sent = lan.post(submit, {"saves": fresh(submission).saves}, follow=True)
    assert "đã được chốt" in words(sent)

    minh = sign_in("minh", at(21, 11))
    listed = words(minh.get(reverse("submissions:list")))
    assert "Xã An Hòa" in listed
    back = reverse("submissions:return", args=[submission.pk])
    refused = minh.post(back, {"version": 1, "reason": "", "cell_1": "activity", "text_1": ""})
    assert refused.status_code == 400
    minh.post(
        back, {"version": 1, "reason": "Đối chiếu", "cell_1": "activity", "text_1": "Thiếu một"}
    )
    assert fresh(submission).state == SubmissionState.RETURNED

    lan = sign_in("lan", at(1, 12))
    page = words(lan.get(edit))
    assert "Đối chiếu" in page
    assert "Nhận xét: Thiếu một" in page
    lan.post(edit, typed(submission, difficulties="Xa hơn."))
    lan.post(submit, {"saves": fresh(submission).saves})
    minh = sign_in("minh", at(2, 12))
    page = words(minh.get(reverse("submissions:show", args=[submission.pk])))
    assert "Thay đổi so với lần nộp 1" in page
    assert "đúng hạn" in page
    minh.post(reverse("submissions:approve", args=[submission.pk]), {"version": 2})
    assert fresh(submission).state == SubmissionState.APPROVED


def test_a_returned_submission_keeps_its_late_mark(story: Story, sign_in) -> None:
    submission = story.submitted("lan", at(1, 12))
    minh = sign_in("minh", at(2, 12))
    minh.post(
        reverse("submissions:return", args=[submission.pk]), {"version": 1, "reason": "Thiếu"}
    )
    page = words(minh.get(reverse("submissions:show", args=[submission.pk])))
    assert "nộp muộn" in page


def test_the_page_shows_what_was_frozen_beside_today(story: Story, sign_in) -> None:
    story.activity("lan", date(2026, 3, 8))
    submission = story.submitted("lan")
    story.activity("lan", date(2026, 11, 19), moment=at(21, 11))
    page = words(sign_in("lan", at(22, 11)).get(reverse("submissions:show", args=[submission.pk])))
    assert "Hiện nay" in page
    assert "<strong>2 hoạt động</strong>" in page
    assert "(đã khác bản chốt)" in page


def test_an_explanation_stands_beside_the_counted_figure(story: Story, sign_in) -> None:
    submission = story.begun("lan")
    lan = sign_in("lan")
    address = reverse("submissions:explain", args=[submission.pk, "target:II.3:2026"])
    missing = lan.post(address, {"seen": 0, "value": "12,5", "reason": ""})
    assert missing.status_code == 400
    lan.post(address, {"seen": 0, "value": "12,5", "reason": "Khảo sát riêng."})
    page = words(lan.get(reverse("submissions:edit", args=[submission.pk])))
    assert "Đơn vị giải trình: 12,5 điểm. Khảo sát riêng." in page
    lan.post(address, {"seen": 1, "remove": "yes"})
    assert not submission.explanations.exists()


def test_buttons_of_the_form_save_before_they_lead_on(story: Story, sign_in) -> None:
    submission = story.begun("lan")
    lan = sign_in("lan")
    edit = reverse("submissions:edit", args=[submission.pk])
    answer = lan.post(edit, {**typed(submission, next="Tiếp."), "explain": "activity"})
    assert answer["Location"].endswith("/explain/activity/")


def test_two_people_saving_at_once_lose_nothing_they_typed(story: Story, sign_in) -> None:
    submission = story.begun("lan")
    lan = sign_in("lan")
    stale = typed(submission, difficulties="Bản của Lan")
    lan.post(reverse("submissions:edit", args=[submission.pk]), typed(submission))
    answer = lan.post(reverse("submissions:edit", args=[submission.pk]), stale)
    assert answer.status_code == 409
    assert "Bản của Lan" in words(answer)


def test_submitting_twice_is_told_once(story: Story, sign_in) -> None:
    submission = story.begun("lan")
    lan = sign_in("lan")
    submit = reverse("submissions:submit", args=[submission.pk])
    saves = fresh(submission).saves
    assert lan.post(submit, {"saves": saves}).status_code == 302
    assert lan.post(submit, {"saves": saves}).status_code in {403, 409}
    assert fresh(submission).versions == 1


def test_the_text_of_the_last_report_can_be_taken_over(story: Story, sign_in) -> None:
    first = story.begun("lan")
    lan = sign_in("lan")
    edit = reverse("submissions:edit", args=[first.pk])
    lan.post(edit, typed(first, difficulties="Đường xa.", results="Đã làm."))
    story.submit(first, "lan", at(20, 11))
    lan = sign_in("lan", at(20, 11).replace(year=2027))
    lan.post(reverse("submissions:new"), {"rule": story.annual.pk, "period": "2027"})
    second = Submission.objects.get(period="2027")
    edit = reverse("submissions:edit", args=[second.pk])
    opened = lan.get(edit)
    assert "Lời văn của báo cáo trước" in words(opened)
    assert opened.context["form"]["difficulties"].value() == ""
    for taken, others in (("last", True), ("last:difficulties", False)):
        filled = lan.post(edit, {**typed(second), "fill": taken}).context["form"]
        assert filled["difficulties"].value() == "Đường xa."
        assert bool(filled["results"].value()) == others
    assert not second.texts.exists()


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ({"rule": "annual", "period": "2025"}, 400),
        ({"rule": "annual", "period": "2027"}, 400),
        ({"rule": "annual", "period": "linh tinh"}, 400),
        ({"rule": "annual", "period": PERIOD, "unit": "B"}, 403),
        ({"rule": "summary", "period": PERIOD}, 400),
        ({"rule": "99999", "period": PERIOD}, 404),
        ({"rule": "x", "period": PERIOD}, 404),
    ],
)
def test_a_report_nobody_owes_is_refused(story: Story, sign_in, named, status: int) -> None:
    rules = {"annual": story.annual.pk, "summary": story.summary.pk}
    asked = {**named, "rule": rules.get(named["rule"], named["rule"])}
    if "unit" in asked:
        asked["unit"] = story.unit_id(asked["unit"])
    answer = sign_in("lan").post(reverse("submissions:new"), asked)
    assert answer.status_code == status
    assert not Submission.objects.exists()


def test_a_unit_without_the_obligation_cannot_begin_a_report(story: Story, sign_in) -> None:
    answer = sign_in("thu").post(
        reverse("submissions:new"), {"rule": story.annual.pk, "period": PERIOD}
    )
    assert answer.status_code == 400
    assert "không phải nộp báo cáo" in words(answer)


def test_minh_does_not_approve_the_report_of_his_own_unit(story: Story, sign_in) -> None:
    submission = story.submitted("minh")
    minh = sign_in("minh")
    answer = minh.post(reverse("submissions:approve", args=[submission.pk]), {"version": 1})
    assert answer.status_code == 403
    assert "không tự duyệt" in words(answer)


def test_drafts_are_seen_by_their_own_unit_alone(story: Story, sign_in) -> None:
    submission = story.begun("lan")
    address = reverse("submissions:show", args=[submission.pk])
    assert sign_in("lan").get(address).status_code == 200
    for who in ("mai", "minh", "ha", "xuan"):
        assert sign_in(who).get(address).status_code == 404


def test_the_list_is_filtered_and_exported(story: Story, sign_in) -> None:
    story.submitted("lan")
    story.submitted("mai")
    minh = sign_in("minh")
    found = words(minh.get(reverse("submissions:list"), {"q": "an hoa", "state": "submitted"}))
    assert "Xã An Hòa" in found
    assert "Phường Bình Minh" not in found
    file = minh.get(reverse("submissions:list"), {"format": "xlsx"})
    assert file.content.startswith(b"PK")


def test_a_list_asks_as_often_for_three_rows_as_for_one(story: Story, sign_in) -> None:
    def asked() -> int:
        client = sign_in("ha")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("submissions:list"))
        return len(queries)

    story.submitted("lan")
    once = asked()
    for who in ("mai", "minh"):
        story.submitted(who)
    assert asked() == once


def test_the_print_has_every_figure_and_no_menu(story: Story, sign_in) -> None:
    story.activity("lan", date(2026, 3, 8))
    submission = story.submitted("lan")
    page = words(sign_in("lan").get(reverse("submissions:print", args=[submission.pk])))
    assert "25 lượt người" in page
    assert 'id="menu"' not in page
