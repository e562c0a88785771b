"""A whole country on PostgreSQL, one province on SQLite: a target by province, pages, recounting.

Prints one JSON document for each. On PostgreSQL 34 provinces, 3,321 communes, 150,000 units and
SONGHANH_BENCH_RECORDS records (10 million without it) of three years, written by the server itself
from numbered rows, so that the same number gives the same ledger; every figure stands beside plain
SQL over the same balances. On SQLite 126 units and 200,000 records, brought in by the importers.
``./run bench scale`` runs both, the country in a PostgreSQL cluster of its own that it starts and
takes away again (tools/bench.py); SONGHANH_BENCH_DATABASE_URL names one database instead. Ten
million records need about 12 GB of disk.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from benchmarks.ground import database
from benchmarks.ground.country import PLAIN_SQL, YEARS, fill_country

COUNTRY_RECORDS, PROVINCE_RECORDS = 10_000_000, 200_000
LIMITS = {
    "by province, ms": 500,
    "times plain SQL": 3,
    "known on, ms": 5_000,
    "province page p95, ms": 200,
    "acceptance above bare insert, ms": 15,
    "recount, s": 600,
    "recount, MB": 2_048,
    "differences": 0,
}
RUNS = 9


def main() -> int:
    """Fill a database, ask, print; 1 where a limit is passed."""
    with database() as vendor:
        served = vendor == "postgresql"
        records = int(os.environ.get("SONGHANH_BENCH_RECORDS", COUNTRY_RECORDS))
        began = time.perf_counter()
        sizes = fill_country(records) if served else fill_province()
        filled = round(time.perf_counter() - began, 1)
        figures = measure(served=served)
    passed = {name: figures[name] for name, most in LIMITS.items() if figures.get(name, 0) > most}
    report = {"benchmark": "scale", "database": vendor, **sizes, "filled in s": filled}
    report |= {"figures": figures, "limits": LIMITS, "over the limit": passed}
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    return 1 if passed else 0


def fill_province() -> dict[str, int]:
    """126 units and their records, brought in as a data package would be."""
    from benchmarks import results  # noqa: PLC0415 - its rows are those of a province's year

    from songhanh.ledger.models import Balance, Entry  # noqa: PLC0415 - only once Django is set up
    from songhanh.registry.orgunits.models import OrgUnit  # noqa: PLC0415 - as above

    results.make_units()
    for year in YEARS:
        results.fill(year, activities=PROVINCE_RECORDS // 15, items=PROVINCE_RECORDS * 4 // 15)
    return {
        "units": OrgUnit.objects.count(),
        "records": PROVINCE_RECORDS // 15 * 15,
        "entries": Entry.objects.count(),
        "balances": Balance.objects.count(),
    }


def measure(*, served: bool) -> dict[str, float]:
    """Every figure of the limits that this database has."""
    from songhanh.programme.targets.queries import target_spec, targets_of  # noqa: PLC0415 - Django
    from songhanh.results.values.provinces import by_province  # noqa: PLC0415 - as above

    last = date(YEARS[-1], 12, 31)
    figures: dict[str, float] = {}
    if served:
        sessions = target_spec(targets_of(country := publish("BNV")).get(element__key="II.1"))
        ours = timed(lambda: by_province(country, sessions, as_of=last))
        plain = timed(lambda: run(PLAIN_SQL))
        known = last - timedelta(days=60)
        figures |= {
            "by province, ms": ours,
            "plain SQL over the same balances, ms": plain,
            "times plain SQL": round(ours / plain, 2),
            "known on, ms": timed(
                lambda: by_province(country, sessions, as_of=last, known_on=known), runs=3
            ),
        }
    figures |= pages(publish("01" if served else "P"), served=served)
    figures |= acceptance("00037" if served else "X1")
    return figures | recount()


def timed(do: Callable[[], object], runs: int = RUNS) -> float:
    """The median of some runs, in milliseconds."""
    return round(statistics.median(times(do, runs)), 1)


def times(do: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run, after one that warms up."""
    do()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        do()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def run(statement: str) -> list:
    """The rows of a statement."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def publish(issuer: str) -> object:
    """A plan of an issuer with six targets; its number makes it one of its own."""
    from benchmarks import results  # noqa: PLC0415 - the plan of a province's year

    return results.publish(YEARS[-1], issuer=issuer)


def pages(plan: object, *, served: bool) -> dict[str, float]:
    """The results of a province as its leader opens them, p95 of the runs."""
    from benchmarks import results  # noqa: PLC0415 - as above
    from django.urls import reverse  # noqa: PLC0415 - only once Django is set up

    province = "01" if served else "P"
    leader = results.client_of("ha", "LD", province, province)
    asked = {"as_of": f"31/12/{YEARS[-1]}"}
    address = reverse("results:plan", args=[plan.pk])
    taken = sorted(times(lambda: results.read(leader, address, asked), 20))
    return {"province page p95, ms": round(taken[18], 1), "province page, ms": round(taken[9], 1)}


def acceptance(unit: str) -> dict[str, float]:
    """Accepting one activity, with the bare insert of an activity and its entries beside it."""
    from django.db import transaction  # noqa: PLC0415 - only once Django is set up

    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.ledger.models import Entry  # noqa: PLC0415 - as above
    from songhanh.records.activities import actions  # noqa: PLC0415 - as above
    from songhanh.records.activities.content import ActivityContent  # noqa: PLC0415 - as above
    from songhanh.records.activities.models import Activity  # noqa: PLC0415 - as above
    from songhanh.registry.orgunits.queries import unit_by_code  # noqa: PLC0415 - as above

    host = unit_by_code(unit, date(YEARS[-1], 6, 1))
    by = {"acting": command_line(), "at": datetime(YEARS[-1], 6, 2, tzinfo=UTC)}

    def submitted() -> Activity:
        content = ActivityContent(
            form="talk", title="Tọa đàm", held_on=date(YEARS[-1], 6, 1), on_law_policy=True
        )
        one = actions.create_activity(content, unit_id=host.pk, **by)
        actions.submit_activity(one, **by)
        return one

    waiting = [submitted() for _ in range(RUNS + 1)]
    accepted = timed(lambda: actions.accept_activities([waiting.pop()], **by))
    pattern = Entry.objects.filter(source_kind="activity").order_by("-pk")[:3]
    rows, record = list(pattern), submitted()

    def bare() -> None:
        record.pk, record.external_id = None, str(time.perf_counter_ns())
        for row in rows:
            row.pk, row.reverses_id = None, None
        with transaction.atomic():
            record.save(force_insert=True)
            Entry.objects.bulk_create(rows)
            transaction.set_rollback(True)  # entries without balances: the recount would find them

    inserted = timed(bare)
    return {
        "acceptance, ms": accepted,
        "bare insert, ms": inserted,
        "acceptance above bare insert, ms": round(accepted - inserted, 1),
    }


def recount() -> dict[str, float]:
    """Counting everything again, last, because its memory is the process's largest."""
    from songhanh.ledger.verification import verify  # noqa: PLC0415 - only once Django is set up

    began = time.perf_counter()
    report = verify()
    return {
        "recount, s": round(time.perf_counter() - began, 1),
        "recount, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "records recounted": report.records,
        "entries compared": report.entries,
        "balances compared": report.balances,
        "differences": report.found,
    }


if __name__ == "__main__":
    raise SystemExit(main())
