"""Run benchmarks: every file of benchmarks/, or those named. One JSON document a line each.

Each gets a folder and a SQLite database of its own, never those of an installation: what a
benchmark posts to a ledger cannot be deleted again. Those of SERVED_TOO run in a PostgreSQL cluster
of their own first, where the server's programs are installed. SONGHANH_BENCH_DATABASE_URL names
another database for all, which has to be empty.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from tools import postgres

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"


SERVED_TOO = {"packages", "rounds", "scale", "units"}
"""Benchmarks whose limits hold for both databases."""

AS_A_SERVER = ("shared_buffers=1GB", "effective_cache_size=4GB", "max_wal_size=8GB")
"""Settings of a server that serves more than a test."""


def main() -> int:
    """Run each in its own process, so that memory figures are its own."""
    names = sys.argv[1:] or sorted(p.stem for p in FOLDER.glob("*.py") if p.stem != "__init__")
    worst = 0
    for name in names:
        path = FOLDER / f"{name}.py"
        if not path.exists():
            sys.stderr.write(f"There is no benchmark '{name}'.\n")
            return 2
        with closing(databases(name)) as addresses:
            for address in addresses:
                code = run(path, address)
                if code < 0:
                    return 128 - code  # told to stop
                worst = max(worst, code)
    return worst


def databases(name: str) -> Generator[str | None, None, None]:
    """The databases a benchmark runs on, one after the other; None is SQLite."""
    if other := os.environ.get("SONGHANH_BENCH_DATABASE_URL"):
        yield other
        return
    if name in SERVED_TOO and postgres.programs() is not None:
        with postgres.cluster(settings=AS_A_SERVER) as address:
            yield address
    yield None


def run(path: Path, address: str | None) -> int:
    """Run one benchmark apart from everything else; its exit code."""
    with tempfile.TemporaryDirectory(prefix="songhanh-bench-") as folder:
        root = FOLDER.parent
        environment = {**os.environ, "SONGHANH_VAR": folder}
        environment["PYTHONPATH"] = os.pathsep.join(map(str, (root / "src", root)))
        environment.pop("SONGHANH_FILES", None)
        environment.pop("SONGHANH_DATABASE_URL", None)
        if address:
            environment["SONGHANH_DATABASE_URL"] = address
        # Who is told to stop tells the benchmark, once: it may have a database server to stop.
        command = [sys.executable, str(path)]
        with subprocess.Popen(command, env=environment, start_new_session=True) as one:
            told = (signal.SIGTERM, signal.SIGINT)
            before = [(each, signal.signal(each, lambda *_: one.terminate())) for each in told]
            try:
                return one.wait()
            finally:
                for each, handler in before:
                    signal.signal(each, handler)


if __name__ == "__main__":
    sys.exit(main())
