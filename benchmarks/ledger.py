"""Posting and importing: entries and records a second, with plain bulk inserts beside them.

Prints one JSON document. Run by ``./run bench ledger``, on a database of its own (tools/bench.py),
with 20,000 records.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

COMMUNES = 300
RECORDS = 20_000
JANUARY_1 = date(2026, 1, 1)


def main() -> int:
    """Fill a database, post, import, recount, print."""
    count = RECORDS
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SONGHANH_VAR", folder)
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        report = measure(count)
    sys.stdout.write(json.dumps({"benchmark": "ledger", **report}, ensure_ascii=False) + "\n")
    return 0 if report["differences"] == 0 else 1


def measure(count: int) -> dict[str, object]:
    """Everything that is timed, in rows a second where rows go in, else in milliseconds."""
    # Models can be imported only once Django is set up.
    from django.db import connection  # noqa: PLC0415 - see above

    from songhanh.ledger.models import Entry  # noqa: PLC0415 - see above
    from songhanh.ledger.queries import counts, sums  # noqa: PLC0415 - see above
    from songhanh.ledger.verification import verify  # noqa: PLC0415 - see above
    from songhanh.records.activities.imports import import_activities  # noqa: PLC0415 - see above
    from songhanh.records.media.imports import import_media_items  # noqa: PLC0415 - see above

    units = make_communes()
    year = {"first": JANUARY_1, "last": date(2026, 12, 31)}
    known = year | {"known_on": date(2030, 1, 1)}
    activities, items = activity_rows(count), item_rows(count)
    seconds = {
        "import activities": timed(lambda: take(import_activities, activities)),
        "import activities again": timed(lambda: take(import_activities, activities)),
        "import media items": timed(lambda: take(import_media_items, items)),
        "plain bulk insert of activities and their entries": timed(lambda: plain(count, units)),
        "post entries": timed(lambda: post(count, units)),
    }
    asked = {
        "sums of a year from balances": timed(lambda: sums("session_held", **year)),
        "sums of a year as known on a day": timed(lambda: sums("session_held", **known)),
        "counts by unit and day": timed(lambda: counts("session_held", **year)),
    }
    remove_what_no_record_posted()
    began = time.perf_counter()
    found = verify()
    return {
        "database": connection.vendor,
        "records": count,
        "entries": Entry.objects.count(),
        "rows_a_second": {name: round(count / taken) for name, taken in seconds.items()},
        "milliseconds": {name: round(taken * 1000, 1) for name, taken in asked.items()},
        "verify_s": round(time.perf_counter() - began, 2),
        "differences": len(found.differences),
    }


def timed(do: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def make_communes() -> list[int]:
    """Communes without a province: nobody asks here who sees what."""
    from songhanh.registry.orgunits.models import (  # noqa: PLC0415 - only once Django is set up
        OrgUnit,
        UnitVersion,
    )

    units = OrgUnit.objects.bulk_create(OrgUnit(source="benchmark") for _ in range(COMMUNES))
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit, code=f"U{number}", name=f"Xã số {number}", folded_name="", kind="commune"
        )
        for number, unit in enumerate(units)
    )
    return [unit.pk for unit in units]


def day_of(number: int) -> str:
    """A day of the first ten months."""
    return (JANUARY_1 + timedelta(days=number % 300)).isoformat()


def activity_rows(count: int) -> list:
    """A full row each: people, co-hosts now and then, money."""
    from songhanh.foundation.lib.tables import TableRow  # noqa: PLC0415 - only once set up

    return [
        TableRow(
            "activities.csv",
            number + 2,
            {
                "id": str(number),
                "unit_code": f"U{number % COMMUNES}",
                "form": "talk",
                "title": f"Tọa đàm về Luật Bình đẳng giới số {number}",
                "held_on": day_of(number),
                "place": "Nhà văn hóa",
                "mode": "direct",
                "on_law_policy": "yes",
                "integrated": "no",
                "co_hosts": f"U{(number + 7) % COMMUNES}" if number % 10 == 0 else "",
                "audiences": "women|youth",
                "male": str(number % 50),
                "female": str(number % 70),
                "cost_vnd": "1500000",
                "standing": "accepted" if number % 5 else "submitted",
            },
        )
        for number in range(count)
    ]


def item_rows(count: int) -> list:
    """Originals with a repeat after every second one."""
    from songhanh.foundation.lib.tables import TableRow  # noqa: PLC0415 - only once set up

    return [
        TableRow(
            "media_items.csv",
            number + 2,
            {
                "id": str(number),
                "outlet_code": f"U{number % COMMUNES}",
                "type": "news",
                "title": f"Bản tin số {number}",
                "published_on": day_of(number),
                "channel": "loudspeaker",
                "minutes": "5",
                "on_gender_equality": "yes",
                "original_id": str(number - 1) if number % 3 == 2 else "",
                "standing": "accepted",
            },
        )
        for number in range(count)
    ]


def take(importer: Callable[..., object], rows: list) -> None:
    """Import, and stop at the first finding."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.foundation.lib.tables import CellReader  # noqa: PLC0415 - as above

    reader = CellReader()
    importer(rows, reader, acting=command_line(), at=clock.now())
    if reader.findings:
        raise SystemExit(f"The benchmark's own rows are refused: {reader.findings[:3]}")


def plain(count: int, units: list[int]) -> None:
    """The same tables by Django's bulk_create, unread, unchecked, without balances; taken back."""
    from django.db import transaction  # noqa: PLC0415 - only once Django is set up

    from songhanh.foundation.lib import clock  # noqa: PLC0415 - as above
    from songhanh.ledger.models import Entry  # noqa: PLC0415 - as above
    from songhanh.records.activities.models import Activity  # noqa: PLC0415 - as above

    now = clock.now()
    with transaction.atomic():
        made = Activity.objects.bulk_create(
            Activity(
                external_id=f"plain-{number}",
                unit_id=units[number % COMMUNES],
                title="Tọa đàm",
                folded_title="toa dam",
                form="talk",
                held_on=JANUARY_1,
                standing="accepted",
                created_at=now,
            )
            for number in range(count)
        )
        Entry.objects.bulk_create(
            Entry(
                unit_id=activity.unit_id,
                measure_id=measure_code,
                occurred_on=JANUARY_1,
                posted_at=now,
                quantity=1,
                standing="accepted",
                source_kind="plain",
                source_id=activity.pk,
            )
            for activity in made
            for measure_code in ("activity", "activity_held", "session_held", "session_received")
        )
        transaction.set_rollback(True)


def post(count: int, units: list[int]) -> None:
    """One entry for each of that many sources."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.ledger.actions import post_many  # noqa: PLC0415 - as above
    from songhanh.ledger.drafts import EntryDraft, Posting  # noqa: PLC0415 - as above

    now = clock.now()
    post_many(
        [
            Posting(
                "benchmark",
                number,
                (
                    EntryDraft(
                        units[number % COMMUNES],
                        "activity",
                        JANUARY_1 + timedelta(days=number % 300),
                        1,
                        integrated="no",
                    ),
                ),
                "accepted",
                now,
            )
            for number in range(count)
        ]
    )


def remove_what_no_record_posted() -> None:
    """Withdraw the entries of ``post``, which no record stands behind."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.ledger.actions import post_many  # noqa: PLC0415 - as above
    from songhanh.ledger.drafts import Posting  # noqa: PLC0415 - as above
    from songhanh.ledger.models import Entry  # noqa: PLC0415 - as above

    now = clock.now()
    posted = Entry.objects.filter(source_kind="benchmark").values_list("source_id", flat=True)
    post_many([Posting("benchmark", number, (), "accepted", now) for number in posted])


if __name__ == "__main__":
    raise SystemExit(main())
