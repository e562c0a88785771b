"""The whole test suite: on SQLite and on PostgreSQL at once, a browser on both.

The engines know no database (the layers keep it so); they are tried in the first half alone.

Says first, in one line, what this machine could not have and what is therefore not run. Closes with
pytest's own line. Exit code 1 when either half fails.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from subprocess import Popen
from typing import IO

from tools import machine, postgres

WITHOUT_A_DATABASE = "--ignore=tests/engines"


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


def pytest(
    environment: Mapping[str, str], *arguments: str, to: IO[str] | None = None
) -> Popen[str]:
    """Start pytest in its own process, its words going where ours go or into a file."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.Popen(command, env=dict(environment), stdout=to, stderr=to, text=True)


def both_halves(environment: dict[str, str], address: str) -> tuple[int, int]:
    """SQLite and PostgreSQL side by side, one core each; the second half speaks when it is done."""
    with (
        tempfile.TemporaryDirectory(prefix="songhanh-tests-") as var,
        tempfile.TemporaryFile("w+", encoding="utf-8") as words,
    ):
        served = pytest(
            {**environment, "SONGHANH_DATABASE_URL": address, "SONGHANH_VAR": var},
            WITHOUT_A_DATABASE,
            *sys.argv[1:],
            to=words,
        )
        sqlite = pytest(environment, *sys.argv[1:]).wait()
        code = served.wait()
        print("— on PostgreSQL", flush=True)
        words.seek(0)
        print(words.read(), end="", flush=True)
    return sqlite, code


def main() -> int:
    """Both halves; 1 when either fails."""
    missing = absent()
    if missing:
        print("Not on this machine: " + "; ".join(missing) + ".", flush=True)
    with tempfile.TemporaryDirectory(prefix="songhanh-tests-") as var:
        environment = {**os.environ, "SONGHANH_VAR": var}
        environment.pop("SONGHANH_DATABASE_URL", None)
        print("— on SQLite", flush=True)
        if postgres.programs() is None:
            return pytest(environment, *sys.argv[1:]).wait()
        with postgres.cluster() as address:
            sqlite, served = both_halves(environment, address)
    if sqlite:
        print("The half on SQLite failed: see above.", flush=True)
    return 1 if sqlite or served else 0


if __name__ == "__main__":
    sys.exit(main())
