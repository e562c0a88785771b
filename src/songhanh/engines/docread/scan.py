"""Scanned pages: text recognition by tesseract, where it is installed with Vietnamese."""

import io
import shutil
import subprocess
from typing import Any

import pdfplumber

from songhanh.engines.docread.document import Piece
from songhanh.engines.docread.limits import too_large

_MOST_PAGES = 40
_RESOLUTION = 200  # dots per inch
_SECONDS_A_PAGE = 60


def recognise(data: bytes) -> list[Piece] | None:
    """The lines tesseract reads on the pages of a PDF; None where it is not installed.

    Pages go through pipes, so nothing is written to disk.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    with pdfplumber.open(io.BytesIO(data)) as document:
        if len(document.pages) > _MOST_PAGES:
            raise too_large("bản quét quá 40 trang")
        pages = [_text_of(program, page) for page in document.pages]
    return [
        Piece(line, page=number)
        for number, text in enumerate(pages, 1)
        for line in text.splitlines()
        if line.strip()
    ]


def _text_of(program: str, page: Any) -> str:
    image = io.BytesIO()
    page.to_image(resolution=_RESOLUTION).original.save(image, "PNG")
    try:
        answer = subprocess.run(  # noqa: S603 - the program is the one on the path, its input an image
            [program, "stdin", "stdout", "-l", "vie", "--psm", "4"],
            input=image.getvalue(),
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return answer.stdout.decode("utf-8", errors="replace")
