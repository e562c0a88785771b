"""Run benchmarks: every file of benchmarks/, or those named. One JSON document a line each."""

import subprocess
import sys
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
        worst = max(worst, subprocess.run([sys.executable, str(path)], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
