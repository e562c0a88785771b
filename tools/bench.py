"""Run benchmarks: every file of benchmarks/, or those named. One JSON document a line each.

Each gets a folder and a SQLite database of its own, never those of an installation: what a
benchmark posts to a ledger cannot be deleted again. SONGHANH_BENCH_DATABASE_URL names another
database, which has to be empty.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"


def main() -> int:
    """Run each in its own process, so that memory figures are its own."""
    names = sys.argv[1:] or sorted(p.stem for p in FOLDER.glob("*.py") if p.stem != "__init__")
    worst = 0
    for name in names:
        path = FOLDER / f"{name}.py"
        if not path.exists():
            sys.stderr.write(f"There is no benchmark '{name}'.\n")
            return 2
        worst = max(worst, run(path))
    return worst


def run(path: Path) -> int:
    """Run one benchmark apart from everything else; its exit code."""
    with tempfile.TemporaryDirectory(prefix="songhanh-bench-") as folder:
        root = FOLDER.parent
        environment = {**os.environ, "SONGHANH_VAR": folder}
        environment["PYTHONPATH"] = os.pathsep.join(map(str, (root / "src", root)))
        environment.pop("SONGHANH_FILES", None)
        environment.pop("SONGHANH_DATABASE_URL", None)
        if other := os.environ.get("SONGHANH_BENCH_DATABASE_URL"):
            environment["SONGHANH_DATABASE_URL"] = other
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
