"""Excel files: 500 rows with 20 planted faults, the offices' own columns, undo, hostile files."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.ledger.models import Balance, Entry
from songhanh.ledger.verification import verify
from songhanh.records.activities.actions import accept_activities
from songhanh.records.activities.models import Activity
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.views import RecordPages, pages_of
from songhanh.records.sheets import actions
from songhanh.records.sheets.enums import DayOrder
from songhanh.records.sheets.grids import read_grid
from songhanh.records.sheets.models import ImportJob
from songhanh.records.sheets.templates_out import template_of
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

HEADING = [
    "STT",
    "Tên hoạt động",
    "Hình thức",
    "Ngày tổ chức",
    "Đến ngày",
    "Địa điểm",
    "Về pháp luật, chính sách",
    "Nam",
    "Nữ",
    "Tổng số người dự",
    "Trong đó trẻ em",
    "Kinh phí (đồng)",
    "Đơn vị",
]


@pytest.fixture(autouse=True)
def _on_a_june_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: NOON)


@pytest.fixture
def pages(client: Client) -> RecordPages[Any, Any]:
    client.get("/")  # the addresses are read, and with them the kinds
    found = pages_of("activity")
    assert found is not None
    return found


def workbook(rows: Sequence[Sequence[object]], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(number: int, **said: object) -> list[object]:
    """One sound row, as offices write them: days as days or text, numbers as numbers or text."""
    day = date(2026, 1 + number % 5, 1 + number % 28)
    values: dict[str, object] = {
        "STT": number,
        "Tên hoạt động": f"Nói chuyện về Luật Bình đẳng giới số {number}",
        "Hình thức": ["nói chuyện chuyên đề", "Tọa đàm", "hội nghị"][number % 3],
        "Ngày tổ chức": f"{day:%d/%m/%Y}" if number % 2 else day,
        "Địa điểm": f"Thôn {number}",
        "Về pháp luật, chính sách": "có" if number % 3 else "x",
        "Nam": 20 + number % 7,
        "Nữ": str(30 + number % 7),
        "Tổng số người dự": 50 + 2 * (number % 7),
        "Trong đó trẻ em": 5,
        "Kinh phí (đồng)": "1.500.000",
    }
    return [(values | said).get(name) for name in HEADING]


FAULTS: list[tuple[str, dict[str, object]]] = [
    ("Tên hoạt động", {"Tên hoạt động": ""}),
    ("Tên hoạt động", {"Tên hoạt động": "x" * 301}),
    ("Hình thức", {"Hình thức": "liên hoan phim"}),
    ("Hình thức", {"Hình thức": None}),
    ("Ngày tổ chức", {"Ngày tổ chức": "3/8/2025"}),
    ("Ngày tổ chức", {"Ngày tổ chức": "3/8"}),
    ("Ngày tổ chức", {"Ngày tổ chức": "đầu tháng 3"}),
    ("Ngày tổ chức", {"Ngày tổ chức": "31/02/2026"}),
    ("Ngày tổ chức", {"Ngày tổ chức": "01/12/2026"}),
    ("Ngày tổ chức", {"Ngày tổ chức": None}),
    ("Đến ngày", {"Ngày tổ chức": "10/03/2026", "Đến ngày": "01/03/2026"}),
    ("Về pháp luật, chính sách", {"Về pháp luật, chính sách": "chắc là có"}),
    ("Nam", {"Nam": -4}),
    ("Nam", {"Nam": "bốn mươi"}),
    ("Nữ", {"Nữ": 12.5}),
    ("Tổng số người dự", {"Tổng số người dự": 999}),
    ("Trong đó trẻ em", {"Trong đó trẻ em": 500}),
    ("Kinh phí (đồng)", {"Kinh phí (đồng)": "1,5 triệu"}),
    ("Đơn vị", {"Đơn vị": "Xã Không Có Ở Đâu"}),
    ("Tên hoạt động", {"Tên hoạt động": "trùng"}),
]


def five_hundred() -> tuple[bytes, dict[int, str]]:
    """A realistic file: title above, totals below, the faults spread; the column of each by row."""
    rows: list[list[object]] = [["UBND xã An Hòa"], ["Danh sách hoạt động năm 2026"], HEADING]
    planted: dict[int, str] = {}
    for number in range(500):
        column, said = FAULTS[number // 25] if number % 25 == 7 else ("", {})
        if said.get("Tên hoạt động") == "trùng":
            rows.append(list(rows[-1]))
        else:
            rows.append(row(number, **said))
        if column:
            planted[len(rows)] = column
    rows.append(["Tổng cộng", None, None, None, None, None, None, 11_000, 16_000, 27_000])
    return workbook(rows), planted


def stored(data: bytes, pages: RecordPages[Any, Any], world: World, by: str = "lan") -> ImportJob:
    acting = world.acting[by]
    job = actions.open_job(data, "hoat-dong.xlsx", pages, acting=acting, at=NOON)
    return actions.store_job(job, pages, all_or_nothing=False, acting=acting, at=NOON)


def test_five_hundred_rows_with_twenty_faults(pages: RecordPages[Any, Any], world: World) -> None:
    data, planted = five_hundred()
    acting = world.acting["lan"]
    job = actions.open_job(data, "hoat-dong.xlsx", pages, acting=acting, at=NOON)

    reading = actions.reading_of(job, pages, acting=acting, at=NOON)

    found = {one.row: one.column.split(" – ")[1] for one in reading.findings}
    assert found == planted
    assert len(reading.findings) == 20
    for one in reading.findings:
        assert one.expected
        assert one.message.endswith((".", "?"))
    done = actions.store_job(job, pages, all_or_nothing=False, acting=acting, at=NOON)
    assert (done.rows_found, done.rows_stored, done.rows_faulty) == (500, 480, 20)
    assert Activity.objects.filter(standing="submitted").count() == 480
    assert verify().differences == []

    again = stored(data, pages, world)
    assert (again.rows_stored, again.rows_same) == (0, 480)
    assert Activity.objects.count() == 480


def test_with_faults_nothing_is_stored_when_all_or_nothing_is_asked(
    pages: RecordPages[Any, Any], world: World
) -> None:
    acting = world.acting["lan"]
    data = workbook([HEADING, row(1), row(2, Nam=-1)])
    job = actions.open_job(data, "a.xlsx", pages, acting=acting, at=NOON)

    with pytest.raises(RefusedError, match="1 dòng có lỗi"):
        actions.store_job(job, pages, all_or_nothing=True, acting=acting, at=NOON)

    assert not Activity.objects.exists()


def test_a_whole_import_is_undone_and_may_come_again(
    pages: RecordPages[Any, Any], world: World
) -> None:
    data = workbook([HEADING, *(row(number) for number in range(10))])
    job = stored(data, pages, world)

    actions.undo_job(job, pages, acting=world.acting["lan"], at=NOON)

    assert set(Activity.objects.values_list("standing", flat=True)) == {"cancelled"}
    assert not Balance.objects.exclude(quantity=0).exists()
    assert Entry.objects.exists()
    assert verify().differences == []
    assert stored(data, pages, world).rows_stored == 10


def test_an_import_with_an_accepted_record_is_not_undone(
    pages: RecordPages[Any, Any], world: World
) -> None:
    job = stored(workbook([HEADING, row(1), row(2)]), pages, world)
    accept_activities([Activity.objects.earliest("pk")], acting=world.acting["minh"], at=NOON)

    with pytest.raises(RefusedError, match="đã được chấp nhận"):
        actions.undo_job(job, pages, acting=world.acting["lan"], at=NOON)

    assert not Activity.objects.filter(standing="cancelled").exists()


def test_the_office_s_own_columns_are_chosen_once_and_remembered(
    pages: RecordPages[Any, Any], world: World
) -> None:
    acting = world.acting["lan"]
    own = ["TT", "Việc đã làm", "Loại hình", "Hôm nào", "Pháp luật?"]
    data = workbook([own, [1, "Nói chuyện tại thôn 2", "tọa đàm", "08/03/2026", "có"]])
    job = actions.open_job(data, "so-rieng.xlsx", pages, acting=acting, at=NOON)
    assert job.columns == {"2": "form", "4": "on_law_policy"}

    chosen = {1: "title", 2: "form", 3: "held_on", 4: "on_law_policy"}
    actions.choose_columns(job, chosen, DayOrder.DAY_FIRST, acting=acting, at=NOON)
    job.refresh_from_db()
    actions.store_job(job, pages, all_or_nothing=True, acting=acting, at=NOON)
    next_month = actions.open_job(data, "thang-sau.xlsx", pages, acting=acting, at=NOON)

    assert Activity.objects.get().title == "Nói chuyện tại thôn 2"
    assert next_month.columns == {str(place): name for place, name in chosen.items()}


def test_cells_merged_downwards_count_in_each_row(
    pages: RecordPages[Any, Any], world: World
) -> None:
    rows = [HEADING, row(1), row(2, **{"Hình thức": None}), row(3, **{"Hình thức": None})]

    job = stored(workbook(rows, merged="C2:C4"), pages, world)

    assert (job.rows_stored, job.rows_faulty) == (3, 0)
    assert len(set(Activity.objects.values_list("form", flat=True))) == 1


@pytest.mark.parametrize(
    ("order", "day"),
    [(DayOrder.DAY_FIRST, date(2025, 8, 3)), (DayOrder.MONTH_FIRST, date(2025, 3, 8))],
)
def test_the_order_of_days_is_settled_for_a_file(
    pages: RecordPages[Any, Any], world: World, order: DayOrder, day: date
) -> None:
    acting = world.acting["lan"]
    data = workbook([HEADING, row(1, **{"Ngày tổ chức": "3/8/2025"})])
    job = actions.open_job(data, "a.xlsx", pages, acting=acting, at=NOON)
    columns = {int(place): name for place, name in job.columns.items()}
    actions.choose_columns(job, columns, order, acting=acting, at=NOON)
    job.refresh_from_db()
    actions.store_job(job, pages, all_or_nothing=True, acting=acting, at=NOON)

    assert Activity.objects.get().held_on == day


def test_a_lead_officer_imports_for_the_units_of_the_branch_and_no_others(
    pages: RecordPages[Any, Any], world: World
) -> None:
    data = workbook([HEADING, row(1, **{"Đơn vị": "Xã An Hoà"}), row(2, **{"Đơn vị": "X"})])

    job = stored(data, pages, world, by="minh")

    assert (job.rows_stored, job.rows_faulty) == (1, 1)
    assert Activity.objects.get().unit_id == world.units["A"].pk
    assert stored(data, pages, world, by="mai").rows_faulty == 2


def test_the_examples_of_each_template_can_be_imported(
    pages: RecordPages[Any, Any], world: World
) -> None:
    for code, model in (("activity", Activity), ("media_item", MediaItem)):
        kind = pages_of(code)
        assert kind is not None
        assert kind.sheet is not None
        data = template_of(kind.sheet, "Mẫu")
        acting = world.acting["lan"]
        job = actions.open_job(data, "mau.xlsx", kind, acting=acting, at=NOON)
        reading = actions.reading_of(job, kind, acting=acting, at=NOON)
        assert reading.findings == []
        done = actions.store_job(job, kind, all_or_nothing=True, acting=acting, at=NOON)
        assert (done.rows_stored, model.objects.count()) == (2, 2)
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book.sheetnames == ["Dữ liệu", "Danh mục", "Hướng dẫn"]
        assert book["Dữ liệu"].data_validations.dataValidation


def bomb() -> bytes:
    """A small file that would fill a disk."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (130 * 1024 * 1024))
    return out.getvalue()


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'
        )
    return out.getvalue()


HOSTILE = {
    "no file": b"",
    "no archive": b"Ten;Ngay\n1;2",
    "an old .xls": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "a bomb": bomb(),
    "entities": with_entities(),
    "an archive of something else": b"PK\x05\x06" + b"\0" * 18,
    "too many rows": workbook([HEADING, *([["a"]] * 5001)]),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(what: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_grid(HOSTILE[what])
    assert refused.value.message.endswith(".")


def test_who_only_reads_imports_nothing(pages: RecordPages[Any, Any], world: World) -> None:
    data = workbook([HEADING, row(1)])
    with pytest.raises(NotAllowedError):
        actions.open_job(data, "a.xlsx", pages, acting=world.acting["ha"], at=NOON)


def test_the_pages_lead_from_upload_to_undo(client: Client, world: World) -> None:
    client.force_login(world.users["lan"])
    file = io.BytesIO(workbook([HEADING, row(1), row(2, Nam=-1)]))
    file.name = "hoat-dong.xlsx"
    shown = client.post("/imports/new/", {"kind": "activity", "file": file}, follow=True)
    job = ImportJob.objects.get()
    assert "Nhập 1 dòng đúng" in shown.content.decode()
    assert client.get(f"/imports/{job.pk}/?format=xlsx")["Content-Type"].endswith("sheet")

    done = client.post(f"/imports/{job.pk}/store/", {"how": "rest"}, follow=True)
    assert "Đã nhập 1 bản ghi" in done.content.decode()
    client.post(f"/imports/{job.pk}/undo/")
    assert Activity.objects.get().standing == "cancelled"
    assert "hoat-dong.xlsx" in client.get("/imports/").content.decode()
