"""What a consolidated report has to be: as a Word file by python-docx, as a PDF by pdftotext."""

import re
import subprocess
import unicodedata
from pathlib import Path

from docx import Document
from docx.table import Table

from songhanh.engines.docwrite import check_layout


def flat(text: str) -> str:
    """Words with single blanks between them, whatever lines they stand on."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def cells_of(table: Table) -> list[list[str]]:
    return [[flat(cell.text) for cell in row.cells] for row in table.rows]


def assert_it_is_the_report(path: Path, figures: list[list[str]]) -> None:
    """The layout of Decree 30/2020, with the figures of the screen."""
    word = Document(str(path))
    header, *tables = word.tables
    left, right = (flat("\n".join(column)) for column in zip(*cells_of(header), strict=True))
    assert "SỞ NỘI VỤ" in left
    assert "/BC-SNV" in left
    assert not re.search(r"Số:\s*\d", left), "the registry gives the number"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in right
    assert "Độc lập - Tự do - Hạnh phúc" in right
    assert re.search(r"ngày\s+tháng\s+năm 2026", right), "the registry gives the date"
    body = [flat(paragraph.text) for paragraph in word.paragraphs]
    assert "BÁO CÁO" in body
    assert any(line.startswith("Kết quả thực hiện") and "2026" in line for line in body)

    written = next(cells_of(one) for one in tables if flat(one.rows[0].cells[0].text) == "Kỳ")
    # On the page the target heads each row; in the file it stands once, over the whole width.
    told = [row for row in written[1:] if len(set(row)) > 1]
    assert told == [[flat(cell) for cell in row] for row in figures]
    said = "\n".join(body + [cell for table in tables for row in cells_of(table) for cell in row])
    assert "GIÁM ĐỐC" in said
    assert "Nơi nhận:" in said
    assert "Lưu: VT" in said
    assert check_layout(path.read_bytes(), "report") == []


def assert_the_pdf_says_the_same(path: Path, figures: list[list[str]]) -> None:
    """Read back with pdftotext: layout and figures."""
    said = flat(
        subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
        ).stdout
    )
    for words in ("SỞ NỘI VỤ", "BÁO CÁO", "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:"):
        assert words in said, words
    for value in {flat(row[2]).split(" (")[0] for row in figures}:
        assert value in said, value
