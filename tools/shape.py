"""The house in numbers: sizes of files and functions, the largest of each, circles, floors.

Exit 1 when import-linter finds a circle or a broken floor.
"""

import ast
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "songhanh"


@dataclass(frozen=True)
class Size:
    """A file or function and its lines."""

    name: str
    lines: int


def python_files() -> list[Path]:
    """Every module of the product, migrations left out."""
    return sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)


def functions(path: Path) -> list[Size]:
    """Functions and methods of a file with their length in lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            found.append(Size(f"{path.relative_to(SOURCE)}:{node.name}", lines))
    return found


def main() -> int:
    """Print the tables, then let import-linter speak."""
    per_wing: dict[str, list[Size]] = defaultdict(list)
    all_functions: list[Size] = []
    for path in python_files():
        wing = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        lines = len(path.read_text(encoding="utf-8").splitlines())
        per_wing[wing].append(Size(str(path.relative_to(SOURCE)), lines))
        all_functions += functions(path)
    print(f"{'wing':<14}{'files':>7}{'lines':>8}{'median':>8}{'largest':>9}")
    for wing, sizes in sorted(per_wing.items()):
        counts = [s.lines for s in sizes]
        print(f"{wing:<14}{len(sizes):>7}{sum(counts):>8}{median(counts):>8.0f}{max(counts):>9}")
    lengths = [s.lines for s in all_functions]
    print()
    print(f"{len(lengths)} functions, median {median(lengths):.0f} lines, largest {max(lengths)}")
    for size in sorted(all_functions, key=lambda s: -s.lines)[:10]:
        print(f"  {size.lines:>4}  {size.name}")
    print("largest files")
    every = [s for sizes in per_wing.values() for s in sizes]
    for size in sorted(every, key=lambda s: -s.lines)[:10]:
        print(f"  {size.lines:>4}  {size.name}")
    print()
    sys.stdout.flush()
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([str(linter)], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
