"""Without chromium nothing here is collected; the fixtures are in tests/browsing.py."""

from tests.browsing import AssertAccessible, PageAt, SignIn, WireSize
from tests.machine import has_chromium

__all__ = ["AssertAccessible", "PageAt", "SignIn", "WireSize"]

if not has_chromium():
    collect_ignore_glob = ["test_*.py"]
