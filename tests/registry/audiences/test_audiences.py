"""Groups, areas and sizes: what a phrase means, who may say how large a group is, from Excel."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.queries import labels_of
from songhanh.registry.audiences import actions, queries
from songhanh.registry.audiences.actions import GroupContent, NewSize
from songhanh.registry.audiences.lists import AREAS, GROUPS
from songhanh.registry.audiences.models import AudienceGroup, GroupSize
from tests.registry.orgunits.units import BY
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)
YEAR_END = date(2025, 12, 31)


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def ways(coded) -> list[str]:
    return [coded.code, coded.name, coded.name_en, *filter(None, coded.aliases.split("|"))]


@pytest.mark.parametrize("group", GROUPS, ids=lambda one: one.code)
def test_every_phrase_of_the_list_means_its_group(db: None, group) -> None:
    for phrase in ways(group):
        meant = queries.group_of(phrase)
        assert meant is not None, phrase
        assert meant.code == group.code


@pytest.mark.parametrize("area", AREAS, ids=lambda one: one.code)
def test_every_phrase_of_the_list_means_its_area(area) -> None:
    assert {queries.area_of(phrase) for phrase in ways(area)} == {area.code}


def test_old_words_for_ethnic_minorities_are_read() -> None:
    assert queries.group_of("dân tộc ít người").code == "ethnic_minority"
    assert queries.group_of("chuyện gì đó") is None


def test_a_local_group_becomes_a_tag_of_records(world: World) -> None:
    actions.add_group("nguoi_h_re", GroupContent("người Hrê", ("Hrê",), None, True), **BY)
    assert labels_of(CodeList.AUDIENCE)["nguoi_h_re"] == "người Hrê"
    assert queries.group_of("hrê").is_priority


def test_a_word_means_one_group_only(world: World) -> None:
    with pytest.raises(RefusedError, match="đã là tên gọi"):
        actions.add_group("other", GroupContent("Phụ nữ"), **BY)


def size(world: World, code: str, number: int, **more: object) -> NewSize:
    group = AudienceGroup.objects.get(code=code)
    return NewSize(world.units["A"], group, YEAR_END, number, str(more.get("source", "Niên giám")))


def test_the_newest_size_by_a_day_counts(world: World) -> None:
    unit = world.units["A"]
    group = AudienceGroup.objects.get(code="women")
    for day, number in ((date(2024, 12, 31), 900), (YEAR_END, 950)):
        actions.set_size(NewSize(unit, group, day, number, "Niên giám"), **BY)
    known = {day: queries.sizes_on([unit.pk], day) for day in (date(2025, 6, 1), DAY)}
    assert [one[unit.pk, "women"].number for one in known.values()] == [900, 950]
    assert queries.sizes_on([unit.pk], date(2023, 1, 1)) == {}, "not known is not zero"


@pytest.mark.parametrize(("number", "source", "why"), [(5000, "x", "dân số"), (10, " ", "nguồn")])
def test_a_size_that_cannot_be_is_refused(world: World, number, source, why) -> None:
    actions.set_size(size(world, "people", 4000), **BY)
    with pytest.raises(RefusedError, match=why):
        actions.set_size(size(world, "women", number, source=source), **BY)


HEADINGS = ["Mã xã", "Nhóm", "Số người", "Tính đến ngày", "Nguồn"]


def sheet(*rows: list[object]) -> SimpleUploadedFile:
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    return SimpleUploadedFile("quy-mo.xlsx", data.getvalue())


def load(world: World, file: SimpleUploadedFile, who: str = "minh"):
    client = Client()
    client.force_login(world.users[who])
    return client.post(reverse("audiences:load_sizes"), {"file": file})


def test_a_table_is_taken_in_whole(world: World) -> None:
    rows = [
        ["A", "người dân", 4000, YEAR_END, "Niên giám 2025"],
        ["Phường Bình Minh", "DTTS", "1.200", "31/12/2025", "Niên giám 2025"],
    ]
    assert load(world, sheet(*rows)).status_code == 302
    assert load(world, sheet(*rows)).status_code == 302, "the same again"
    assert sorted(GroupSize.objects.values_list("number", flat=True)) == [1200, 4000]


FAULTY = [
    (["Xã Không Có", "women", 1, YEAR_END, "x"], "Chưa tìm thấy xã"),
    (["A", "người ngoài hành tinh", 1, YEAR_END, "x"], "Chưa có nhóm"),
    (["A", "women", "nhiều", YEAR_END, "x"], "số nguyên"),
    (["A", "women", 1, "cuối năm", "x"], "ngày/tháng/năm"),
    (["A", "women", 1, YEAR_END, ""], "nguồn"),
    (["A", "women", 5000, YEAR_END, "x"], "nhiều hơn dân số"),
    (["X", "women", 1, YEAR_END, "x"], "phạm vi"),
]


@pytest.mark.parametrize(("row", "why"), FAULTY, ids=[one[1] for one in FAULTY])
def test_one_faulty_row_keeps_everything_out(world: World, row: list, why: str) -> None:
    answer = load(world, sheet(["A", "people", 4000, YEAR_END, "x"], row))
    assert answer.status_code == 400
    page = answer.content.decode()
    assert why in page
    assert ">3<" in page, "the number Excel shows beside the row"
    assert not GroupSize.objects.exists()


@pytest.mark.parametrize("data", [b"", b"not excel", b"PK\x03\x04broken"])
def test_no_workbook_is_refused_in_a_sentence(world: World, data: bytes) -> None:
    answer = load(world, SimpleUploadedFile("x.xlsx", data or b" "))
    assert answer.status_code == 400
    assert "không phải tệp Excel" in answer.content.decode()


@pytest.mark.parametrize("name", ["audiences:list", "audiences:sizes"])
def test_the_lists_are_pages_and_excel_files(world: World, name: str) -> None:
    actions.set_size(size(world, "people", 4000), **BY)
    client = Client()
    client.force_login(world.users["lan"])
    assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse(name), {"format": "xlsx"}).content.startswith(b"PK")
