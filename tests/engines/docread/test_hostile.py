"""Files made to hurt: each is refused in a sentence, nothing is written, nobody is called."""

import io
import socket
import tempfile
from pathlib import Path
from typing import NoReturn

import pypdfium2 as pdfium
import pytest

from songhanh.engines.docread import UnreadableDocument, read_document, scan
from songhanh.engines.docread.limits import MOST_PAGES
from tests.engines.docread.packages import body, package, paragraph

ENTITIES = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>'
LINKED = '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'


def blank_pages(count: int) -> bytes:
    """A PDF of empty pages, as a scan without a text layer is one."""
    made = pdfium.PdfDocument.new()
    for _ in range(count):
        made.new_page(595, 842)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


HOSTILE = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)) * 2_000, "binary"),
    "a line of five megabytes": ("một dòng ".encode() * 500_000, "too_large"),
    "bars without end": (b"|" * 5_000_000, "too_large"),
    "a word file that unpacks to 200 MB": (
        package(word__document=body(paragraph("a" * 200_000_000))),
        "too_large",
    ),
    "a part beside the text that unpacks to 200 MB": (
        package(word__document=body(paragraph("a")), word__media=bytes(200_000_000)),
        "too_large",
    ),
    "entities in entities": (package(word__document=body(paragraph("&amp;e9;"), LAUGHS)), "unsafe"),
    "an entity from the network": (package(word__document=body(paragraph("a"), LINKED)), "unsafe"),
    "a word file with macros": (
        package(word__document=body(paragraph("KẾ HOẠCH")), word__vbaProject="Sub AutoOpen()"),
        "macros",
    ),
    "boxes in boxes": (
        package(word__document=body("<w:p>" * 3_000 + "</w:p>" * 3_000)),
        "damaged",
    ),
    "a locked office file": (
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        "locked",
    ),
    "a PDF of blank pages": (blank_pages(5), "no_text"),
    "a PDF of too many pages": (blank_pages(MOST_PAGES + 100), "too_large"),
    "a PDF cut off": (blank_pages(3)[:300], "damaged"),
}


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No network and no tesseract; temporary files would show in a folder of their own."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(scan.shutil, "which", lambda _name: None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_without_a_trace(name: str, sealed: Path) -> None:
    data, code = HOSTILE[name]

    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, "ke-hoach.docx")

    assert refused.value.code == code
    assert refused.value.message_vi.endswith(".")
    assert list(sealed.iterdir()) == []


def test_every_page_of_a_pdf_is_told(sealed: Path) -> None:
    told: list[tuple[int, int]] = []

    with pytest.raises(UnreadableDocument):
        read_document(blank_pages(3), "x.pdf", lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3), (3, 3)]
    assert list(sealed.iterdir()) == []
