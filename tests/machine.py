"""Kept beside the tests: what this machine has (see tools/machine.py)."""

from tools.machine import CHROMIUM, has_chromium, has_pdftotext, has_soffice

__all__ = ["CHROMIUM", "has_chromium", "has_pdftotext", "has_soffice"]
