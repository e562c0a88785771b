"""A unit's report and the consolidated one of 126 units as Word, Excel and PDF.

Prints one JSON document. Run by ``./run bench documents``, on a database of its own.
Processor time, LibreOffice's too, stands beside the clock's: on a machine that others use, only it
compares.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

COMMUNES, BODIES = 102, 24
RUNS = int(os.environ.get("SONGHANH_BENCH_RUNS", "20"))
BARS = {
    "unit docx": 100,
    "unit xlsx": 150,
    "consolidated docx": 1000,
    "consolidated xlsx": 1000,
    "pdf": 2000,
}
"""Milliseconds that 95 of 100 may take."""


def main() -> int:
    """Make the province, write each document many times, print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SONGHANH_VAR", folder)
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        report = measure(Path(folder))
    sys.stdout.write(json.dumps({"benchmark": "documents", **report}, ensure_ascii=False) + "\n")
    return 0 if report["within_bars"] else 1


def measure(folder: Path) -> dict[str, object]:
    """Milliseconds of each document: median and 95th percentile by the clock, median processor."""
    from django.db import connection  # noqa: PLC0415 - as above

    from songhanh.foundation.lib import libreoffice  # noqa: PLC0415 - as above
    from songhanh.reporting.documents import writing  # noqa: PLC0415 - as above
    from songhanh.reporting.documents.workbooks import tables_workbook  # noqa: PLC0415 - as above

    snapshot, frozen = a_round()
    unit, whole = writing.write_submission(snapshot), writing.write_consolidation(frozen)
    word = folder / "report.docx"
    word.write_bytes(whole)
    works: dict[str, Callable[[], object]] = {
        "unit docx": lambda: writing.write_submission(snapshot),
        "unit xlsx": lambda: tables_workbook(writing.submission_facts(snapshot)),
        "consolidated docx": lambda: writing.write_consolidation(frozen),
        "consolidated xlsx": lambda: tables_workbook(writing.consolidation_facts(frozen)),
    }
    if libreoffice.is_installed():
        works["pdf"] = lambda: libreoffice.convert_to_pdf(word, folder)
    figures = {name: timed(work, RUNS if name != "pdf" else 5) for name, work in works.items()}
    return {
        "database": connection.vendor,
        "units": COMMUNES + BODIES,
        "bytes": {"unit docx": len(unit), "consolidated docx": len(whole)},
        "same_bytes": unit == works["unit docx"]() and whole == works["consolidated docx"](),
        "milliseconds": figures,
        "bars_p95": BARS,
        "within_bars": all(one["p95"] <= BARS[name] for name, one in figures.items()),
    }


def a_round() -> tuple[Any, Any]:
    """A province of 126 units: a frozen report of one, the frozen round of all."""
    from tests.reporting.submissions import stories  # noqa: PLC0415 - as above
    from tests.world import add_unit, build_world  # noqa: PLC0415 - as above

    from songhanh.engines.counting import parse_period  # noqa: PLC0415 - once Django is set up
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.registry.orgunits.enums import UnitKind  # noqa: PLC0415 - as above
    from songhanh.reporting.consolidation.actions import (  # noqa: PLC0415 - as above
        freeze_consolidation,
    )
    from songhanh.reporting.submissions.actions import (  # noqa: PLC0415 - as above
        approve_submission,
        begin_submission,
        submit_submission,
    )
    from songhanh.reporting.submissions.models import Snapshot  # noqa: PLC0415 - as above

    world = build_world()
    more = [(f"K{at}", f"Xã Số {at}", UnitKind.COMMUNE) for at in range(COMMUNES - 3)]
    more += [(f"L{at}", f"Sở Thứ {at}", UnitKind.DEPARTMENT) for at in range(BODIES - 2)]
    for code, name, kind in more:
        add_unit(world, code, name, kind, "P")
    story = stories.tell(world)
    who = {"acting": command_line(), "at": stories.at(20, 11)}
    for code in ("A", "B", "C", "K1", "K2", "L1"):
        unit_id = world.units[code].pk
        submission = begin_submission(story.annual, unit_id=unit_id, period=stories.PERIOD, **who)
        submit_submission(submission, saves=submission.saves, **who)
        approve_submission(stories.fresh(submission), version=1, **who)
    first = Snapshot.objects.get(unit_code="A")
    frozen = freeze_consolidation(
        story.annual,
        parse_period(stories.PERIOD),
        saves=0,
        acting=command_line(),
        at=stories.at(2, 12),
    )
    return first, frozen


def timed(work: Callable[[], object], runs: int) -> dict[str, float]:
    """Milliseconds of some runs, after one that warms up."""
    work()
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), sum(os.times()[:4])
        work()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((sum(os.times()[:4]) - cpu) * 1000)
    return {
        "median": round(median(walls), 1),
        "p95": round(quantiles(walls, n=20)[-1], 1),
        "processor": round(median(cpus), 1),
    }


if __name__ == "__main__":
    sys.exit(main())
