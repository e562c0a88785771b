"""A data package of 100,000 rows through validation and ledger, beside plain inserts of the same.

Prints one JSON document. Run by ``./run bench packages``, on a database of its own.
Processor time stands beside the clock's: on a machine that others use, only it compares.
"""

import csv
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

ROWS = int(os.environ.get("SONGHANH_BENCH_ROWS", "100000"))


def main() -> int:
    """Write a package, import it, import it again, insert the same rows plainly, print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SONGHANH_VAR", folder)
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        report = measure(Path(folder))
    sys.stdout.write(json.dumps({"benchmark": "packages", **report}, ensure_ascii=False) + "\n")
    return 0 if report["differences"] == 0 else 1


def measure(folder: Path) -> dict[str, object]:
    """Rows a second of half activities, half media items."""
    from django.db import connection  # noqa: PLC0415 - as above

    import ledger  # noqa: PLC0415 - its rows; only once Django is set up
    from songhanh.ledger.models import Entry  # noqa: PLC0415 - as above
    from songhanh.ledger.verification import verify  # noqa: PLC0415 - as above

    ledger.make_communes()
    package = write_package(folder / "package")
    server = server_seconds()
    taken = timed(lambda: take(package))
    served, memory = server_seconds() - server, peak_mb()
    seconds = {
        "import": taken,
        "the same again": timed(lambda: take(package)),
        "plain insert of the same tables": timed(plain),
    }
    found = verify()
    return {
        "database": connection.vendor,
        "rows": ROWS,
        "entries": Entry.objects.count(),
        "rows_a_second": {name: round(ROWS / wall) for name, (wall, _cpu) in seconds.items()},
        "rows_a_processor_second": {
            name: round(ROWS / cpu) for name, (_wall, cpu) in seconds.items()
        },
        "import_rows_a_processor_second_with_the_server": round(ROWS / (taken[1] + served)),
        "import_peak_mb": memory,
        "differences": len(found.differences),
    }


def timed(do: object) -> tuple[float, float]:
    """Seconds of the clock and of this process."""
    began, worked = time.perf_counter(), time.process_time()
    do()  # type: ignore[operator]  # a function without arguments
    return time.perf_counter() - began, time.process_time() - worked


def server_seconds() -> float:
    """Processor seconds of the database's own process for us; 0 where it is this very one.

    Known on the machine where the server runs; elsewhere its time is left out.
    """
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        figures = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not figures.exists():
        return 0.0
    after_name = figures.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def peak_mb() -> int:
    """The most memory this process has had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def write_package(folder: Path) -> Path:
    """Half activities, half items, as a folder."""
    import ledger  # noqa: PLC0415 - only once Django is set up

    folder.mkdir()
    manifest = {"format": "songhanh-data", "version": 1}
    (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    for name, rows in (
        ("activities.csv", ledger.activity_rows(ROWS // 2)),
        ("media_items.csv", ledger.item_rows(ROWS // 2)),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0].cells))
            writer.writeheader()
            writer.writerows(row.cells for row in rows)
    return folder


def take(package: Path) -> None:
    """Import, and stop at the first finding."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.site.exchange.importing import import_package  # noqa: PLC0415 - as above

    report = import_package(package, acting=command_line(), at=clock.now())
    if not report.stored:
        raise SystemExit(f"The benchmark's own rows are refused: {report.findings[:3]}")


def plain() -> None:
    """Every row the import wrote, inserted once more under new keys; taken back."""
    from django.db import transaction  # noqa: PLC0415 - only once Django is set up

    from songhanh.ledger.models import Entry  # noqa: PLC0415 - as above
    from songhanh.records.activities.models import Activity, ActivityAudience  # noqa: PLC0415 - as above
    from songhanh.records.media.models import MediaItem  # noqa: PLC0415 - as above

    with transaction.atomic():
        for model in (Activity, MediaItem):
            copies = list(model._default_manager.all())
            for copy in copies:
                copy.pk, copy.external_id = None, f"copy-{copy.external_id}"
                if isinstance(copy, MediaItem):
                    copy.original_id = None
            model._default_manager.bulk_create(copies)
        for model in (ActivityAudience, Entry):
            copies = list(model._default_manager.all())
            last = copies[-1].pk
            for copy in copies:
                copy.pk = last + copy.pk
                if isinstance(copy, ActivityAudience):
                    copy.audience = f"copy-{copy.audience}"
            model._default_manager.bulk_create(copies)
        transaction.set_rollback(True)


if __name__ == "__main__":
    raise SystemExit(main())
