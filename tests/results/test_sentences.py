"""Why a value is what it is, in sentences: on the page, for the report, on the command line."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.programme.targets.queries import target_spec
from songhanh.results.values.explanation import sentences_for
from songhanh.results.values.queries import results_of
from songhanh.results.values.sentences import why
from tests.results.stories import PRESENT, Story, on
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: PRESENT)


def sentences(story: Story, ordinal: str, code: str, day: str, **how) -> list[str]:
    target = target_spec(story.target(ordinal))
    return sentences_for(story.plan, target, unit_id=story.unit_id(code), as_of=on(day), **how)


def test_who_passes_of_whom_what_is_required_and_who_is_behind(story: Story) -> None:
    story.session("A", "02/03/2026")
    story.session("A", "09/03/2026")
    story.session("B", "09/03/2026")
    [whole, own] = sentences(story, "II.1", "B", "31/12/2026")
    assert whole == (
        "Đến hết ngày 31/12/2026, năm 2026 đạt 33,3%: 1 trong 3 đơn vị được tính đã đạt. Yêu cầu"
        " là 100% (theo chỉ tiêu của kế hoạch) nên trạng thái là “không đạt”. Chưa đạt: Xã Cẩm Lĩnh"
        " (0/2), Phường Bình Minh (1/2)."
    )
    assert own == (
        "Đến hết ngày 31/12/2026, Phường Bình Minh có 1 trên 2 cần có trong năm 2026: chưa đạt, còn"
        " thiếu 1."
    )


def test_a_unit_that_passes_lacks_nothing(story: Story) -> None:
    story.session("A", "02/03/2026")
    story.session("A", "09/03/2026")
    assert sentences(story, "II.1", "A", "31/12/2026")[1].endswith(
        "2 trên 2 cần có trong năm 2026: đã đạt."
    )


def test_the_sentence_speaks_of_the_standing_and_the_day_asked(story: Story) -> None:
    story.sent("A", "02/03/2026")
    story.sent("A", "09/03/2026")
    assert "đạt 0%" in sentences(story, "II.1", "A", "31/12/2026")[0]
    assert "đạt 33,3%" in sentences(story, "II.1", "A", "31/12/2026", standing="provisional")[0]
    before = sentences(
        story, "II.1", "A", "31/12/2026", standing="provisional", known_on=date(2026, 1, 20)
    )
    assert "đạt 0%" in before[0]


def test_without_a_figure_the_reason_stands_in_its_place(story: Story) -> None:
    [whole, own] = sentences(story, "II.5", "R", "20/01/2026")
    assert whole == (
        "Đến hết ngày 20/01/2026, năm 2026 chưa có giá trị: chưa có số liệu. 1 đơn vị chưa qua trọn"
        " kỳ nào nên chưa vào mẫu số."
    )
    assert "chưa qua trọn kỳ nào trong năm 2026 nên chưa được tính" in own


def test_a_year_before_the_plan_says_so(story: Story) -> None:
    [whole] = sentences(story, "II.1", "A", "31/12/2025")
    assert whole == "Đến hết ngày 31/12/2025, năm 2025 chưa có giá trị: chưa có số liệu."


def test_only_the_first_units_are_named_and_only_those_one_may_see(story: Story) -> None:
    [result] = [
        one for one in results_of(story.plan, as_of=on("31/12/2026")) if one.ordinal == "II.1"
    ]
    assert why(result, {}).endswith("Còn 3 đơn vị chưa đạt.")
    one = {story.unit_id("A"): "Xã An Hòa"}
    assert why(result, one).endswith("Chưa đạt: Xã An Hòa (0/2), và 2 đơn vị khác.")


def test_conventions_are_no_units(story: Story) -> None:
    told = sentences(story, "II.6", "A", "31/12/2026")
    assert len(told) == 1
    assert "đơn vị" not in told[0]


def test_the_target_page_says_why_and_what_each_unit_lacks(story: Story, client: Client) -> None:
    story.session("A", "02/03/2026")
    client.login(username="minh", password=PASSWORD)
    address = reverse("results:target", args=[story.plan.pk, story.target("II.1").pk])
    page = client.get(address, {"as_of": "31/12/2026"}).content.decode()
    assert "Phường Bình Minh (0/2), Xã Cẩm Lĩnh (0/2), Xã An Hòa (1/2)." in page
    assert 'data-label="Còn thiếu">1</td>' in page


def test_pages_show_what_was_known_on_a_day(story: Story, client: Client) -> None:
    for day in ("02/03/2026", "09/03/2026"):
        story.session("A", day)
    client.login(username="minh", password=PASSWORD)
    target = story.target("II.1").pk
    for address in (
        reverse("results:plan", args=[story.plan.pk]),
        reverse("results:target", args=[story.plan.pk, target]),
        reverse("results:unit", args=[story.plan.pk, target, story.unit_id("A")]),
    ):
        now = client.get(address, {"as_of": "31/12/2026"}).content.decode()
        then = client.get(address, {"as_of": "31/12/2026", "known_on": "31/12/2026"})
        assert "theo số liệu có đến hết ngày 31/12/2026" in then.content.decode()
        assert "theo số liệu có đến" not in now
        # What was recorded on 20/01/2027 was not known at the end of 2026.
        found = "Nói chuyện số 1" if "units" in address else "33,3%"
        assert found in now
        assert found not in then.content.decode()
