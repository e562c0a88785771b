"""The whole test suite: on SQLite with coverage, then on PostgreSQL, a real browser on both.

Says first, in one line, what this machine could not have and what is therefore not run. Closes with
pytest's own line. Exit code 1 when either half fails.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from tools import machine, postgres


def absent() -> list[str]:
    """What is missing on this machine, and what that leaves out, as phrases."""
    phrases = []
    if not machine.has_chromium():
        phrases.append("no chromium: pages are not tried in a browser")
    if postgres.programs() is None:
        phrases.append("no PostgreSQL: the suite runs on SQLite alone")
    if not machine.has_soffice():
        phrases.append("no LibreOffice: documents are not turned into PDF")
    if not machine.has_pdftotext():
        phrases.append("no poppler: PDF files are not read back")
    return phrases


def pytest(environment: Mapping[str, str], *arguments: str) -> int:
    """Run pytest in its own process; its exit code."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=dict(environment), check=False).returncode


def main() -> int:
    """Both halves, one after the other."""
    missing = absent()
    if missing:
        print("Not on this machine: " + "; ".join(missing) + ".", flush=True)
    with tempfile.TemporaryDirectory(prefix="songhanh-tests-") as var:
        environment = {**os.environ, "SONGHANH_VAR": var}
        environment.pop("SONGHANH_DATABASE_URL", None)
        print("— on SQLite", flush=True)
        sqlite = pytest(environment, "--cov", "--cov-report=term:skip-covered", *sys.argv[1:])
        if postgres.programs() is None:
            return sqlite
        with postgres.cluster() as address:
            print("— on PostgreSQL", flush=True)
            served = pytest({**environment, "SONGHANH_DATABASE_URL": address}, *sys.argv[1:])
    if sqlite:
        print("The half on SQLite failed: see above.", flush=True)
    return 1 if sqlite or served else 0


if __name__ == "__main__":
    sys.exit(main())
