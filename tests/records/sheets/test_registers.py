"""Every register comes from its own template: stored once, and taken back as a whole."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from songhanh.foundation.lib.errors import RefusedError
from songhanh.ledger.verification import verify
from songhanh.records.recording.sheet import CellKind
from songhanh.records.recording.views import pages_of
from songhanh.records.sheets import actions
from songhanh.records.sheets.models import ImportJob
from songhanh.records.sheets.templates_out import template_of
from tests.records.examples import EXAMPLES, Example, enter
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds_known(client: Client) -> None:
    client.get("/")  # the addresses are read, and with them the kinds


def sheet_with(example: Example, typed: dict[str, Any], *, times: int = 1) -> bytes:
    """The kind's own template with the examples overwritten by what is typed."""
    pages = pages_of(example.plain.kind.code)
    assert pages is not None
    assert pages.sheet is not None
    book = openpyxl.load_workbook(io.BytesIO(template_of(pages.sheet, "mẫu")))
    data = book.worksheets[0]
    for place, column in enumerate(pages.sheet.columns, start=1):
        said = typed.get(column.field, "")
        if column.kind is CellKind.LINK and said:
            linked = example.plain.kind.model._meta.get_field(column.field).related_model
            said = str(linked.objects.get(pk=said))
        for row in (2, 3):
            data.cell(row, place).value = None
        for row in range(2, 2 + times):
            data.cell(row, place).value = "; ".join(said) if isinstance(said, list) else said
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken_in(world: World, code: str, data: bytes) -> ImportJob:
    pages, acting = pages_of(code), world.acting["lan"]
    assert pages is not None
    job = actions.open_job(data, "a.xlsx", pages, acting=acting, at=NOON)
    return actions.store_job(job, pages, all_or_nothing=False, acting=acting, at=NOON)


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_template_filled_in_is_stored_once(world: World, code: str) -> None:
    example, kind = EXAMPLES[code], EXAMPLES[code].plain.kind
    data = sheet_with(example, example.typed(world))
    before = kind.records().count()
    job = taken_in(world, code, data)
    assert (job.rows_found, job.rows_stored, job.rows_faulty) == (1, 1, 0)

    again = taken_in(world, code, data)
    assert again.rows_stored == 0
    assert again.rows_same + again.rows_faulty == 1  # some kinds refuse a second one themselves
    assert kind.records().count() == before + 1
    assert verify().is_clean

    pages = pages_of(code)
    assert pages is not None
    actions.undo_job(job, pages, acting=world.acting["lan"], at=NOON)
    assert kind.records().order_by("pk").last().standing == "cancelled"
    assert verify().is_clean


def test_a_name_that_is_not_in_the_register_is_told_with_its_cell(world: World) -> None:
    example = EXAMPLES["model_meeting"]
    data = sheet_with(example, example.typed(world) | {"model": ""})
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    place = next(cell for cell in sheet[1] if "Mô hình" in str(cell.value).capitalize())
    sheet.cell(2, place.column).value = "Câu lạc bộ Không Có"
    out = io.BytesIO()
    book.save(out)
    pages, acting = pages_of("model_meeting"), world.acting["lan"]
    assert pages is not None
    job = actions.open_job(out.getvalue(), "a.xlsx", pages, acting=acting, at=NOON)
    (fault,) = actions.reading_of(job, pages, acting=acting, at=NOON).findings
    assert (fault.row, fault.found) == (2, "Câu lạc bộ Không Có")
    assert "Sổ chưa có" in fault.message


def test_a_sheet_that_takes_more_than_there_is_stores_nothing(world: World) -> None:
    example = EXAMPLES["stock_move"]
    typed = example.typed(world) | {"direction": "out", "quantity": "5"}
    with pytest.raises(RefusedError, match="kho"):
        taken_in(world, "stock_move", sheet_with(example, typed))
    assert not example.plain.kind.records().exists()


def test_two_records_of_one_name_cannot_be_told_apart(world: World) -> None:
    example = EXAMPLES["model_meeting"]
    typed = example.typed(world)
    enter(world, EXAMPLES["community_model"])
    job = taken_in(world, "model_meeting", sheet_with(example, typed))
    assert (job.rows_stored, job.rows_faulty) == (0, 1)
