"""A text plan as a Word file in the official layout, as an office would have typed it.

Letterhead and signature side by side, the title centred and bold, paragraphs justified with their
first line set in, tables ruled, markup of the text file turned into looks.
"""

import io
import subprocess
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from songhanh.engines.docread import read_document
from songhanh.engines.planreader.lines import Line
from songhanh.engines.planreader.reader import reading_of
from songhanh.engines.planreader.units import Unit
from songhanh.engines.vntext import is_upper

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def as_official_word(path: Path) -> bytes:
    """The Word file of a text plan."""
    reading = reading_of(read_document(path.read_bytes(), path.name))
    layout = reading.layout
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(14)
    normal.paragraph_format.space_after = Pt(6)
    for section in paper.sections:
        section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    for line in layout.head:
        _centred(paper, line.text, bold=is_upper(line.text))
    if layout.type_line is not None and layout.type_line not in layout.title:
        _centred(paper, layout.type_line.text, bold=True)
    for line in layout.title:
        _centred(paper, line.text, bold=not line.text.startswith("("))
    _units(paper, layout.body)
    for note in reading.sheet.footnotes:
        paper.add_paragraph(_with_marks(note)).paragraph_format.first_line_indent = Cm(0)
    _foot(paper, layout.foot)
    _units(paper, layout.annexes)
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


def to_pdf(papers: list[Path], folder: Path) -> None:
    """Print Word files as PDF with LibreOffice, all in one run."""
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{folder}/office"),
            *("--convert-to", "pdf", "--outdir", str(folder), *map(str, papers)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def _centred(paper: Any, text: str, *, bold: bool) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold


def _with_marks(line: Line) -> str:
    """The line with raised figures for marks of footnotes, other markup left out."""
    raw = line.block.text
    for number in range(1, 20):
        raw = raw.replace(f"<sup>{number}</sup>", str(number).translate(RAISED))
    return raw.replace("*", "").replace("\\", "").replace("#", "").strip()


def _units(paper: Any, units: Iterable[Unit]) -> None:
    for table, group in groupby(units, key=lambda unit: unit.first.block.table):
        if table is None:
            for unit in group:
                _paragraph(paper, unit)
        else:
            _table(paper, [(unit.first.block, unit.whole.text) for unit in group])


def _paragraph(paper: Any, unit: Unit) -> None:
    text = " ".join(_with_marks(line) for line in unit.lines)
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    marker = unit.marker
    title = is_upper(unit.text) or unit.bold or bool(unit.heading_level)
    paragraph.add_run(text).bold = title or (marker is not None and marker.kind == "roman")


def _table(paper: Any, cells: list[tuple[Any, str]]) -> None:
    rows = 1 + max(block.row or 0 for block, _ in cells)
    cols = 1 + max(block.col or 0 for block, _ in cells)
    grid = paper.add_table(rows, cols)
    grid.style = "Table Grid"
    for block, text in cells:
        cell = grid.cell(block.row or 0, block.col or 0)
        cell.text = f"{cell.text}\n{text}".strip()


def _foot(paper: Any, lines: list[Line]) -> None:
    """Recipients left, the signature right, in a table without rules."""
    if not lines:
        return
    columns = [column.text for line in lines for column in line.columns()]
    signed = next(
        (at for at, text in enumerate(columns) if is_upper(text) and not text.startswith("-")),
        len(columns),
    )
    grid = paper.add_table(1, 2)
    grid.cell(0, 0).text = "\n".join(columns[:signed])
    right = grid.cell(0, 1).paragraphs[0]
    right.alignment = WD_ALIGN_PARAGRAPH.CENTER
    right.add_run("\n".join(columns[signed:])).bold = True
