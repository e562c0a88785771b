"""The PDF beside a kept Word file, drawn by LibreOffice in the background."""

import io
import tempfile
from datetime import datetime
from pathlib import Path

import pdfplumber
from django.utils.module_loading import import_string

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.jobs import queue
from songhanh.foundation.lib import filestore, libreoffice
from songhanh.foundation.lib.acting import Acting
from songhanh.reporting.documents.models import DrawnPdf

WORD = ".docx"
_JOB = "songhanh.reporting.documents.jobs.draw_pdf"


def key_of_job(file_key: str) -> str:
    """The name under which the job of a file waits: one at a time."""
    return f"pdf:{file_key}"


def ask_for_pdf(file_key: str) -> bool:
    """Queue the drawing, within the caller's transaction. Whether anything was queued.

    Nothing is where LibreOffice is missing, or the PDF is there already.
    """
    if not libreoffice.is_installed() or DrawnPdf.objects.filter(file_key=file_key).exists():
        return False
    return queue.enqueue_once(import_string(_JOB), key_of_job(file_key), file_key)


def draw_pdf(file_key: str, *, acting: Acting, at: datetime) -> DrawnPdf:
    """Draw and keep the PDF of a kept Word file; once it is there, nothing more happens.

    Raises:
        RefusedError: LibreOffice is missing or cannot read the file.
    """
    known = DrawnPdf.objects.filter(file_key=file_key).first()
    if known is not None:
        return known
    pdf = _pdf_of(filestore.open_file(file_key))
    with recorded("document.draw_pdf", acting=acting, at=at) as fact:
        drawn, made = DrawnPdf.objects.get_or_create(
            file_key=file_key,
            defaults={
                "pdf_key": filestore.store(pdf, ".pdf"),
                "pages": _pages_of(pdf),
                "drawn_at": at,
            },
        )
        fact.subject = drawn
        fact.details = {"made": made}
    return drawn


def _pdf_of(data: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="document-") as name:
        folder = Path(name)
        word = folder / f"document{WORD}"
        word.write_bytes(data)
        return libreoffice.convert_to_pdf(word, folder).read_bytes()


def _pages_of(pdf: bytes) -> int:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
