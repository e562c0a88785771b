"""Pages of frozen results: freezing, the list, a frozen page beside today, its print and Excel."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from lxml import html
from openpyxl import load_workbook

from songhanh.foundation.lib import clock
from songhanh.results.freezing.models import FrozenResults
from songhanh.results.overviews.content import overview_file
from songhanh.results.overviews.models import Overview
from tests.results.stories import PRESENT, Story
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: PRESENT)


@pytest.fixture
def minh(story: Story, client: Client) -> Client:
    client.login(username="minh", password=PASSWORD)
    return client


def freeze(story: Story, client: Client, **said: str) -> FrozenResults:
    form = {"purpose": "Báo cáo giao ban tháng 12", "as_of": "31/12/2026"} | said
    response = client.post(reverse("freezing:new", args=[story.plan.pk]), form)
    frozen = FrozenResults.objects.latest("pk")
    assert response["Location"] == reverse("freezing:show", args=[frozen.pk])
    return frozen


def words(client: Client, name: str, *of: int, **query: str) -> str:
    response = client.get(reverse(name, args=of), query)
    assert response.status_code == 200, (name, response.status_code)
    return " ".join(html.fromstring(response.content).text_content().split())


def book(client: Client, name: str, *of: int) -> list[list[object]]:
    data = client.get(reverse(name, args=of), {"format": "xlsx"}).content
    return [list(row) for row in load_workbook(io.BytesIO(data)).worksheets[0].values]


def test_from_freezing_to_the_record_that_moved_a_unit(story: Story, minh: Client) -> None:
    assert "Chưa có bản chốt nào" in words(minh, "freezing:list")
    assert (
        "31/12/2026"
        in minh.get(
            reverse("freezing:new", args=[story.plan.pk]), {"as_of": "31/12/2026"}
        ).content.decode()
    )
    frozen = freeze(story, minh)
    page = words(minh, "freezing:show", frozen.pk, check="1")
    assert "chưa số liệu nào thay đổi" in page
    assert "khớp với mã bản chốt" in page
    assert "Số lượng mỗi đơn vị phải đạt: 2" in page
    story.at = PRESENT + timedelta(days=1)
    for day in ("02/03/2026", "09/03/2026"):
        moved = story.session("A", day)
    page = words(minh, "freezing:show", frozen.pk)
    assert "33,3%" in page
    assert "+33,3" in page
    figure = frozen.figures.get(ordinal="II.1", period="2026")
    page = words(minh, "freezing:figure", frozen.pk, figure.pk, moved="on")
    assert "Xã An Hòa" in page
    assert "Phường Bình Minh" not in page.split("Đơn vị khi chốt và hiện nay")[1]
    unit = words(minh, "freezing:unit", frozen.pk, figure.pk, story.unit_id("A"))
    assert moved.title in unit
    assert "được tính thêm" in unit
    assert [row[8:13] for row in book(minh, "freezing:show", frozen.pk) if row[0] == "II.1"] == [
        ["không đạt", 0, pytest.approx(33.3333), pytest.approx(33.3333), "không đạt"]
    ]
    assert ["A", "Xã An Hòa", "chưa đạt", 0, 2, "đạt", 2, 2] in book(
        minh, "freezing:figure", frozen.pk, figure.pk
    )


def test_the_print_says_the_frozen_figures_and_their_seal(story: Story, minh: Client) -> None:
    for day in ("02/03/2026", "09/03/2026"):
        story.session("A", day)
    frozen = freeze(story, minh)
    for day in ("03/03/2026", "10/03/2026"):
        story.session("B", day)
    minh.post(reverse("overviews:of_frozen", args=[frozen.pk]))
    document = Document(io.BytesIO(overview_file(Overview.objects.get())))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[1][0] == "II.1"
    assert rows[1][2:7] == ["năm 2026", "33,3%", "1/3", "100%", "không đạt"]
    assert len(rows) == 1 + 6
    assert frozen.hash_text in " ".join(one.text for one in document.paragraphs)
    assert "Bản chốt số 1" in words(minh, "overviews:of_frozen", frozen.pk)
    assert "Chưa có trang tổng quan nào" in words(minh, "overviews:of_plan", story.plan.pk)


def test_the_list_is_narrowed_sorted_and_exported(story: Story, minh: Client) -> None:
    freeze(story, minh, as_of="30/06/2026", purpose="Sơ kết sáu tháng")
    freeze(story, minh)
    assert "Sơ kết" in words(minh, "freezing:list", q="so ket")
    assert "giao ban" not in words(minh, "freezing:list", q="so ket").split("Mã bản chốt")[0][400:]
    assert "Sơ kết" not in words(minh, "freezing:list", since="01/07/2026")
    assert "Không có bản chốt nào khớp" in words(minh, "freezing:list", q="khong co")
    first = [row[2] for row in book(minh, "freezing:list")[1:]]
    assert sorted(first) == ["Báo cáo giao ban tháng 12", "Sơ kết sáu tháng"]


def test_nothing_is_frozen_without_a_purpose_or_on_a_day_to_come(
    story: Story, minh: Client
) -> None:
    page = reverse("freezing:new", args=[story.plan.pk])
    for form in ({"as_of": "31/12/2026"}, {"purpose": "x", "as_of": "31/12/2027"}, {"as_of": "?"}):
        assert minh.post(page, form).status_code == 400
    assert not FrozenResults.objects.exists()


def test_units_beyond_the_branch_are_not_shown(story: Story, minh: Client) -> None:
    frozen = freeze(story, minh)
    story.session("B", "02/03/2026")
    figure = frozen.figures.get(ordinal="II.1", period="2026")
    minh.logout()
    minh.login(username="lan", password=PASSWORD)
    page = words(minh, "freezing:figure", frozen.pk, figure.pk)
    assert "Xã An Hòa" in page
    assert "Phường Bình Minh" not in page
    beyond = reverse("freezing:unit", args=[frozen.pk, figure.pk, story.unit_id("B")])
    assert minh.get(beyond).status_code == 404
