"""Many units from Excel with a preview, units entered twice, names nobody can resolve."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from songhanh.foundation.lib import clock
from songhanh.registry.orgunits import actions, printed, queries
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import UnitAlias, UnitVersion
from songhanh.registry.orgunits.printed import PrintedName
from tests.world import NOON, World, add_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)
HEADINGS = ["Mã", "Tên", "Loại", "Mã đơn vị cấp trên", "Tên gọi khác"]
GOOD = [
    ["A-T1", "Thôn Một", "thôn", "A", "Thôn 1; T1"],
    ["A-TH", "Trường An Hòa", "trường", "A", ""],
]


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def minh(world: World) -> Client:
    client = Client()
    client.force_login(world.users["minh"])
    return client


def upload(client: Client, rows: list[list[object]]):
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    file = SimpleUploadedFile("don-vi.xlsx", data.getvalue())
    return client.post(reverse("orgunits:load"), {"file": file})


def test_a_table_is_shown_first_and_stored_when_confirmed(world: World, minh: Client) -> None:
    shown = upload(minh, GOOD)
    assert shown.status_code == 200
    assert shown.context["counts"].added == 2
    assert not UnitVersion.objects.filter(code="A-T1").exists()
    done = minh.post(reverse("orgunits:load"), {"key": shown.context["key"]})
    assert done.status_code == 302
    village = queries.unit_by_code("A-T1", DAY)
    assert queries.parent_on(village.pk, DAY) == world.units["A"]
    assert queries.resolve_name("T1", DAY, world.units["A"].pk).unit_id == village.pk


FAULTY = [
    (["", "Không mã", "thôn", "A", ""], "không được để trống"),
    (["A-X", "Xã Lạ", "xã", "A", ""], "không nạp được ở đây"),
    (["X-1", "Thôn xa", "thôn", "X", ""], "Chưa có đơn vị cấp trên"),
    (["X", "Chiếm mã", "thôn", "A", ""], "ngoài phạm vi"),
    (["A-9", "Lạc", "thôn", "KHONG-CO", ""], "Chưa có đơn vị cấp trên"),
]


@pytest.mark.parametrize(("row", "why"), FAULTY, ids=[one[1] for one in FAULTY])
def test_a_faulty_row_is_named_and_nothing_stored(minh: Client, row: list, why: str) -> None:
    answer = upload(minh, [*GOOD, row])
    assert answer.status_code == 400
    ((number, text),) = answer.context["faults"]
    assert number == 4
    assert why in text
    assert not UnitVersion.objects.filter(code="A-T1").exists()


def test_a_unit_entered_twice_goes_into_the_one_that_is_kept(world: World, minh: Client) -> None:
    for code in ("A-1", "A-2"):
        add_unit(world, code, "Thôn Đông", UnitKind.VILLAGE, "A")
    UnitAlias.objects.create(unit=world.units["A-2"], text="Đông", folded="dong")
    ((kept, duplicate),) = minh.get(reverse("orgunits:duplicates")).context["page"]
    assert (kept.code, duplicate.code) == ("A-1", "A-2")
    address = reverse("orgunits:merge_duplicate", args=[duplicate.unit_id])
    assert minh.post(address, {"kept": kept.unit_id}).status_code == 302
    assert not minh.get(reverse("orgunits:duplicates")).context["page"].object_list
    assert world.units["A-1"].aliases.get().text == "Đông"


def test_an_alias_settles_a_name_of_a_plan(world: World, minh: Client, monkeypatch) -> None:
    near = world.units["P"].pk
    told = [PrintedName("Sở Nội vụ", DAY, near, "KH-1"), PrintedName("Nhà 5A", DAY, near, "KH-1")]
    monkeypatch.setattr(printed, "_readers", {"plans": lambda acting, day: told})
    page = minh.get(reverse("orgunits:unresolved"))
    assert [one.meant.text for one in page.context["page"]] == ["Nhà 5A"]
    assert minh.get(reverse("orgunits:unresolved"), {"format": "xlsx"}).content.startswith(b"PK")
    address = reverse("orgunits:settle_name", args=[near])
    assert "Nhà 5A" in minh.get(f"{address}?{page.context['page'][0].query}").content.decode()
    assert minh.post(address, {"text": "Nhà 5A"}).status_code == 400, "a unit or a reason"
    assert minh.post(address, {"text": "Nhà 5A", "unit": "S"}).status_code == 302
    page = minh.get(reverse("orgunits:unresolved"))
    assert not page.context["page"].object_list
    assert queries.resolve_name("nhà 5a", DAY, near).unit_id == world.units["S"].pk


def test_a_name_of_no_unit_is_set_aside_and_taken_up_again(
    world: World, minh: Client, monkeypatch
) -> None:
    near = world.units["P"].pk
    told = [PrintedName("Nhà 5A", DAY, near, "KH-1"), PrintedName("NHÀ 5a", DAY, near, "KH-2")]
    monkeypatch.setattr(printed, "_readers", {"plans": lambda acting, day: told})
    listed = reverse("orgunits:unresolved")
    assert len(minh.get(listed).context["page"].object_list) == 1, "one name, two spellings"
    address = reverse("orgunits:settle_name", args=[near])
    minh.post(address, {"text": "Nhà 5A", "reason": "là một địa chỉ"})
    page = minh.get(listed)
    assert not page.context["page"].object_list
    row = page.context["dismissed"][0]
    assert (row.text, row.reason) == ("Nhà 5A", "là một địa chỉ")
    minh.post(reverse("orgunits:take_up_name", args=[row.pk]))
    assert len(minh.get(listed).context["page"].object_list) == 1


def test_a_name_of_a_file_stays_until_it_means_something(world: World) -> None:
    near = world.units["A"].pk
    by = {"acting": world.acting["minh"], "at": NOON}
    names = [PrintedName("Trạm Ba", DAY, near, "t6.xlsx"), PrintedName("tram ba", DAY, near, "")]
    assert actions.note_names(names, **by) == 1
    assert actions.note_names(names, **by) == 0
    open_one = queries.open_names(world.acting["minh"], DAY)[0]
    assert (open_one.meant.text, open_one.printed.where) == ("Trạm Ba", "t6.xlsx")
    assert not queries.open_names(world.acting["xuan"], DAY), "another province's"
    actions.assign_name("Trạm Ba", world.units["a1"], near, **by)
    assert not queries.open_names(world.acting["minh"], DAY)
