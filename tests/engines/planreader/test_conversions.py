"""The same plan as a Word file and as a PDF gives the same answer.

The PDF files in tests/plans were printed from these plans with LibreOffice, tables ruled,
recipients and signature side by side.
"""

import io
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from songhanh.engines.docread import read_document
from songhanh.engines.planreader import read_plan
from tests.engines.planreader.plans import (
    OWN,
    OWN_PLANS,
    answer_of,
    as_data,
    compact,
    name_of,
    read_file,
)

PDF_PLANS = sorted(OWN.glob("*.pdf"))
# Findings about lines and markup, which a conversion takes away.
DRESS = {"page_number_in_text", "footnote_in_body", "page_break_in_sentence"}


def essence(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without findings about the layout of the text file."""
    kept = [one for one in answer["anomalies"] if one[0] not in DRESS]
    return {**answer, "anomalies": kept}


def as_word(path: Path) -> bytes:
    """A text plan as a Word file: a paragraph for every line, real tables for rows."""
    source = read_document(path.read_bytes(), path.name)
    document = Document()
    for table, group in groupby(source.blocks, key=lambda block: block.table):
        blocks = list(group)
        if table is None:
            for block in blocks:
                document.add_paragraph(block.text)
            continue
        rows = 1 + max(block.row or 0 for block in blocks)
        cols = 1 + max(block.col or 0 for block in blocks)
        grid = document.add_table(rows, cols)
        for block in blocks:
            cell = grid.cell(block.row or 0, block.col or 0)
            cell.text = f"{cell.text}\n{block.text.strip()}".strip()
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize("path", OWN_PLANS, ids=name_of)
def test_a_word_file_gives_the_same_answer(path: Path) -> None:
    plan = read_plan(read_document(as_word(path), f"{path.stem}.docx"))

    assert essence(as_data(compact(plan))) == essence(answer_of(path))


@pytest.mark.parametrize("path", PDF_PLANS, ids=name_of)
def test_a_pdf_gives_the_same_answer(path: Path) -> None:
    assert as_data(compact(read_file(path))) == answer_of(path)
