"""Lists as Excel files, read back from the XML they are made of."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from songhanh.foundation.lib.excel import (
    MEDIA_TYPE,
    Cell,
    Column,
    Kind,
    neutralised,
    workbook,
    workbook_response,
)

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet_of(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))


def cell_of(kind: Kind, value: Cell) -> etree._Element | None:
    """The one cell below the header, or None when it is empty."""
    found = sheet_of(workbook([Column("Cột", kind)], [[value]])).xpath(
        "//x:c[@r='A2'][x:v or x:is]", namespaces=NS
    )
    return found[0] if found else None


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.INTEGER, 1234, "1234"),
        (Kind.DECIMAL, Decimal("1234.5"), "1234.5"),
        (Kind.PERCENT, Decimal("87.3"), "87.3"),
        (Kind.DAY, date(2026, 3, 15), "46096"),
        (Kind.MOMENT, datetime(2026, 3, 15, 17, 0, tzinfo=UTC), "46097"),
    ],
)
def test_numbers_and_days_are_typed_cells(kind: Kind, value: Cell, shown: str) -> None:
    cell = cell_of(kind, value)
    assert cell is not None
    assert cell.get("t") is None
    assert cell.findtext("x:v", namespaces=NS) == shown


@pytest.mark.parametrize("kind", list(Kind))
def test_an_unknown_value_is_an_empty_cell(kind: Kind) -> None:
    assert cell_of(kind, None) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+84 905", "'+84 905"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("'chữ'", "'chữ'"),
        ("Xã An Hòa", "Xã An Hòa"),
        ("2 + 2", "2 + 2"),
    ],
)
def test_text_that_could_calculate_is_neutralised(typed: str, kept: str) -> None:
    assert neutralised(typed) == kept


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))))
def test_no_text_becomes_a_formula(text: str) -> None:
    sheet = sheet_of(workbook([Column("Cột")], [[text]]))
    assert not sheet.xpath("//x:f", namespaces=NS)
    for shown in sheet.xpath("//x:c[@r='A2']//x:t/text()", namespaces=NS):
        assert not shown.startswith(("=", "+", "-", "@"))


def test_the_header_stays_and_filters() -> None:
    sheet = sheet_of(
        workbook([Column("Tên"), Column("Ngày", Kind.DAY)], [["a", None], ["b", None]])
    )
    assert sheet.xpath("//x:pane/@ySplit", namespaces=NS) == ["1"]
    assert sheet.xpath("//x:autoFilter/@ref", namespaces=NS) == ["A1:B3"]


def test_a_row_of_the_wrong_length_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="shorter"):
        workbook([Column("Tên"), Column("Ngày")], [["một"]])


def test_the_download_carries_its_vietnamese_name() -> None:
    response = workbook_response("Hoạt động.xlsx", [Column("Tên")], [])
    assert response["Content-Type"] == MEDIA_TYPE
    assert "attachment" in response["Content-Disposition"]
    assert "filename*=utf-8''Ho%E1%BA%A1t" in response["Content-Disposition"]
