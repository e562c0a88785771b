"""The registry on the whole country with history and 100,000 villages and schools.

Prints one JSON document: milliseconds (median and slowest of the runs, and of processor), and how
many statements each question took. Run by ``./run bench units``, on a database of its own
(tools/bench.py).
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

TODAY, BEFORE = date(2026, 6, 15), date(2024, 6, 15)
VILLAGES, SCHOOLS = 90_000, 10_000
LIMITS = {"resolve": 20, "subtree": 50, "page": 80}
"""Milliseconds the project asks of each kind of question."""


def main() -> int:
    """Fill a database, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SONGHANH_VAR", folder)
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        report = measure()
    sys.stdout.write(json.dumps({"benchmark": "units", **report}, ensure_ascii=False) + "\n")
    slow = [
        name
        for name, one in report["questions"].items()
        if one["median_ms"] > LIMITS[name.split(":")[0]]
    ]
    return 1 if slow else 0


def measure() -> dict[str, dict]:
    """Load, generate, ask."""
    load = fill()
    questions = {name: timed(ask) for name, ask in asked().items()}
    # Models can be imported only once Django is set up.
    from django.db import connection  # noqa: PLC0415 - see above

    return {
        "database": {"vendor": connection.vendor, "units": count_units()},
        "load": load,
        "questions": questions,
    }


def fill() -> dict[str, float]:
    """The whole country, the villages and schools, the usual bodies of every province."""
    # Models can be imported only once Django is set up.
    from django.db import connection  # noqa: PLC0415 - see above

    from songhanh.foundation.lib import clock  # noqa: PLC0415 - see above
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - see above
    from songhanh.registry.orgunits import queries  # noqa: PLC0415 - see above
    from songhanh.registry.orgunits.actions import (  # noqa: PLC0415 - see above
        add_usual_bodies,
        load_official_registry,
    )

    by = {"acting": command_line(), "at": clock.now()}
    began = time.perf_counter()
    load_official_registry(**by)
    loaded = time.perf_counter() - began
    generate()
    began = time.perf_counter()
    load_official_registry(**by)
    again = time.perf_counter() - began
    for top in queries.top_of_tree(TODAY).select_related("unit"):
        add_usual_bodies(top.unit, on=TODAY, **by)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what autovacuum does within a minute of such a load
    return {"first_s": round(loaded, 2), "again_s": round(again, 2)}


def asked() -> dict[str, Callable[[], object]]:
    """Every kind of question, by the limit it is held to."""
    # Models can be imported only once Django is set up.
    from songhanh.registry.orgunits import queries  # noqa: PLC0415 - see above

    province = queries.unit_by_code("66", TODAY).pk
    before = queries.unit_by_code("62", BEFORE).pk
    commune = queries.unit_by_code("24235", TODAY).pk

    def page(start: int, **how: object) -> list:
        rows = list(queries.search_units(on=TODAY, **how)[start : start + 100])
        return queries.listed(rows, TODAY)

    def resolve(text: str, on: date = TODAY, near: int | None = province) -> Callable[[], object]:
        return lambda: queries.resolve_name(text, on, near)

    def members(text: str) -> tuple:
        return queries.resolve_name(text, TODAY, province).units

    return {
        "resolve: a ward": resolve("Phường Ba Đình", near=None),
        "resolve: a village near": resolve("Thôn 7 Xã Buôn Đôn"),
        "resolve: an office": resolve("UBND xã Buôn Đôn"),
        "resolve: a class": resolve("UBND các xã, phường", near=None),
        "resolve: a class near": resolve("UBND các xã, phường"),
        "resolve: a class of 2,767 villages": resolve("các thôn, buôn, tổ dân phố"),
        "resolve: a class, loosely": resolve("các cơ quan, đơn vị liên quan"),
        "resolve: a class from a commune": resolve("các sở, ban, ngành", near=commune),
        "resolve: centres of the districts of before": resolve(
            "TT VHTTDL&TT các huyện", BEFORE, before
        ),
        "resolve: an abbreviation": resolve("Sở VHTTDL"),
        "resolve: an abbreviation from a commune": resolve("Sở VHTTDL", near=commune),
        "resolve: a press body": resolve("Báo và Phát thanh, Truyền hình Đắc Lắc"),
        "resolve: a former district": resolve("huyện Sa Thầy", near=None),
        "resolve: a former department": resolve("Sở LĐ-TBXH"),
        "resolve: a name of many places": resolve("Xã Hòa Bình", near=None),
        "resolve: nothing": resolve("Phòng không có thật"),
        "resolve: nothing, anywhere": resolve("Phòng không có thật", near=None),
        "subtree: the members of a class": lambda: members("UBND các xã, phường"),
        "subtree: the members of a class, loosely": lambda: members(
            "các cơ quan, đơn vị liên quan"
        ),
        "subtree: 2,767 villages of a class": lambda: members("các thôn, buôn, tổ dân phố"),
        "subtree: a province": lambda: queries.branch_ids(province, TODAY),
        "subtree: communes of a province": lambda: list(
            queries.units_under(province, TODAY, ["commune", "ward", "special_zone"])
        ),
        "subtree: a province of before": lambda: queries.branch_ids(before, BEFORE),
        "subtree: a commune": lambda: queries.branch_ids(commune, TODAY),
        "page: the whole country": lambda: page(0),
        "page: far into the country": lambda: page(10_000),
        "page: the top of the tree": lambda: list(queries.top_of_tree(TODAY)[:100]),
        "page: a search": lambda: page(0, text="buon don"),
        "page: a province": lambda: page(100, under=province),
    }


def timed(ask: Callable[[], object]) -> dict[str, float]:
    """Ask eleven times; the first time warms up.

    Processor time is that of this process and of the database server working for it: what the
    question costs, however busy the machine is.
    """
    from django.db import connection  # noqa: PLC0415 - only once Django is set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    with CaptureQueriesContext(connection) as captured:
        ask()
    runs, worked = [], []
    for _ in range(10):
        began, busy = time.perf_counter(), processor_seconds(connection)
        ask()
        runs.append((time.perf_counter() - began) * 1000)
        worked.append((processor_seconds(connection) - busy) * 1000)
    return {
        "median_ms": round(statistics.median(runs), 1),
        "slowest_ms": round(max(runs), 1),
        "processor_ms": round(statistics.median(worked), 1),
        "statements": len(captured),
    }


def processor_seconds(connection: "BaseDatabaseWrapper") -> float:
    """What this process has used, and the server's process for this connection if it runs here."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return own + int(server.read_text().split()[0]) / 1e9 if server.exists() else own


def count_units() -> int:
    """Units with their history."""
    from songhanh.registry.orgunits.models import OrgUnit  # noqa: PLC0415 - only once set up

    return OrgUnit.objects.count()


def generate() -> None:
    """Villages and schools spread over the communes of today."""
    from songhanh.registry.orgunits.enums import COMMUNE_LEVEL  # noqa: PLC0415 - only once set up
    from songhanh.registry.orgunits.models import (  # noqa: PLC0415 - as above
        OrgUnit,
        UnitRelation,
        UnitVersion,
    )
    from songhanh.registry.orgunits.names import search_form  # noqa: PLC0415 - as above
    from songhanh.registry.orgunits.queries import valid_on  # noqa: PLC0415 - as above

    communes = list(UnitVersion.objects.filter(valid_on(TODAY), kind__in=COMMUNE_LEVEL))
    units = OrgUnit.objects.bulk_create(OrgUnit() for _ in range(VILLAGES + SCHOOLS))
    versions, relations = [], []
    for number, unit in enumerate(units):
        commune = communes[number % len(communes)]
        village = number < VILLAGES
        name = f"{'Thôn' if village else 'Trường'} {number // len(communes) + 1} {commune.name}"
        kind = "village" if village else "school"
        versions.append(
            UnitVersion(
                unit=unit, code=f"v{number}", name=name, folded_name=search_form(name), kind=kind
            )
        )
        relations.append(UnitRelation(unit=unit, parent_id=commune.unit_id))
    UnitVersion.objects.bulk_create(versions, batch_size=5000)
    UnitRelation.objects.bulk_create(relations, batch_size=5000)


if __name__ == "__main__":
    sys.exit(main())
