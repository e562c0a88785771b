"""What this machine has: the one place that decides which tests can be run here."""

import shutil
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")


def has_chromium() -> bool:
    """Whether pages can be tried in a real browser."""
    return CHROMIUM.exists()


def has_soffice() -> bool:
    """Whether LibreOffice is here to turn documents into PDF."""
    return shutil.which("soffice") is not None


def has_pdftotext() -> bool:
    """Whether poppler is here to read PDF files back."""
    return shutil.which("pdftotext") is not None
