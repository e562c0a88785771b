"""PDF files with a text layer: words to lines, lines to paragraphs, by where they stand."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from songhanh.engines.docread.document import Piece, UnreadableDocument
from songhanh.engines.docread.limits import MOST_PAGES, damaged, locked, too_large
from songhanh.engines.docread.pdf_layout import PageLayout, page_layout
from songhanh.engines.docread.pdf_writing import pieces_of_pages
from songhanh.engines.docread.scan import recognise

Progress = Callable[[int, int], None]
"""Told how many pages of how many are read."""

_WHAT = "tệp PDF"
# What pdfminer grumbles about a font is nothing the owner of a plan can act on.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
_MOST_CHARS_ON_PAGE = 60_000


def pieces_of_pdf(data: bytes, progress: Progress | None = None) -> Iterator[Piece]:
    """The paragraphs and cells of a PDF in reading order, page numbers left as page marks."""
    pages = _pages(data, progress)
    if not any(page.lines or page.tables for page in pages):
        recognised = recognise(data)
        if not recognised:
            raise UnreadableDocument(
                "Tệp PDF là bản quét, không có lớp chữ để đọc; hãy dùng bản Word hoặc PDF có chữ.",
                "no_text",
            )
        return iter(recognised)
    return iter(pieces_of_pages(pages))


def _pages(data: bytes, progress: Progress | None) -> list[PageLayout]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            _check_pages(len(document.pages))
            return list(_layouts(document.pages, progress))
    except UnreadableDocument:
        raise
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise locked(_WHAT) from error
        raise damaged(_WHAT) from error
    except Exception as error:
        raise damaged(_WHAT) from error


def _layouts(pages: list[Any], progress: Progress | None) -> Iterator[PageLayout]:
    for place, page in enumerate(pages, start=1):
        yield _layout(page)
        if progress:
            progress(place, len(pages))


def _check_pages(count: int) -> None:
    if count > MOST_PAGES:
        raise too_large("quá 300 trang")


def _layout(page: Any) -> PageLayout:
    if len(page.chars) > _MOST_CHARS_ON_PAGE:
        raise too_large("một trang có quá nhiều chữ")
    layout = page_layout(page)
    page.close()
    return layout
