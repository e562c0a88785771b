"""Results, obligations and first pages of a province: 126 units, some 20,000 entries in a year.

Prints one JSON document: milliseconds (median of the runs) and statements of each question, with a
plain SQL sum over the same entries beside them. Run by ``./run bench results``, on a database of
its own (tools/bench.py).
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.ground import database

DEPARTMENTS, COMMUNES, STATIONS = 13, 102, 9
ACTIVITIES, ITEMS = 2_400, 6_400
PAGE_LIMIT = 300
"""Milliseconds a page may take."""
RUNS = 7


def main() -> int:
    """Fill a database, ask, print."""
    with database():
        report = measure()
    sys.stdout.write(json.dumps({"benchmark": "results", **report}, ensure_ascii=False) + "\n")
    pages = report["pages"].values()
    return 1 if any(page["median_ms"] > PAGE_LIMIT for page in pages) else 0


def measure() -> dict[str, dict]:
    """Generate a year, then ask for its figures and pages."""
    # Models can be imported only once Django is set up.
    from django.db import connection  # noqa: PLC0415 - see above

    from songhanh.foundation.lib import clock  # noqa: PLC0415 - see above
    from songhanh.ledger.models import Entry  # noqa: PLC0415 - see above
    from songhanh.registry.orgunits.models import OrgUnit  # noqa: PLC0415 - see above
    from songhanh.reporting.obligations.queries import obligations  # noqa: PLC0415 - see above
    from songhanh.results.values.queries import results_of  # noqa: PLC0415 - see above

    year = clock.today().year
    units = make_units()
    fill(year)
    plan = publish(year)
    day = date(year, 12, 31)
    commune = units["X1"]
    questions: dict[str, Callable[[], object]] = {
        "plain SQL sum of a year's entries": lambda: plain_sum(year),
        "results of six targets": lambda: results_of(plan, as_of=day),
        "results, new map": lambda: results_of(plan, as_of=day, map="new"),
        "results of one commune": lambda: results_of(plan, as_of=day, unit_id=commune.pk),
        "obligations of the plan": lambda: obligations(plan=plan, as_of=day),
    }
    answers = {name: timed(ask) for name, ask in questions.items()}
    pages = ask_pages(plan, commune, f"31/12/{year}")
    return {
        "database": connection.vendor,
        "units": OrgUnit.objects.count(),
        "entries": Entry.objects.count(),
        "questions": answers,
        "pages": pages,
    }


def timed(do: Callable[[], object]) -> dict[str, float]:
    """Median milliseconds of some runs, and how many statements one takes."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    connection.force_debug_cursor = True
    connection.queries_log.clear()
    do()
    asked = len(connection.queries_log)
    connection.force_debug_cursor = False
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        do()
        taken.append((time.perf_counter() - began) * 1000)
    return {"median_ms": round(statistics.median(taken), 1), "statements": asked}


def make_units() -> dict:
    """A province with departments, a newspaper, communes and some of their stations."""
    from songhanh.registry.orgunits.models import (  # noqa: PLC0415 - only once Django is set up
        OrgUnit,
        UnitRelation,
        UnitVersion,
    )

    rows = [("P", "Tỉnh Hải Sơn", "province", ""), ("R", "Báo Hải Sơn", "press", "P")]
    rows += [(f"S{n}", f"Sở số {n}", "department", "P") for n in range(1, DEPARTMENTS + 1)]
    rows += [(f"X{n}", f"Xã số {n}", "commune", "P") for n in range(1, COMMUNES + 1)]
    rows += [(f"D{n}", f"Đài xã số {n}", "station", f"X{n}") for n in range(1, STATIONS + 1)]
    made = OrgUnit.objects.bulk_create(OrgUnit(source="benchmark") for _ in rows)
    units = {row[0]: unit for row, unit in zip(rows, made, strict=True)}
    UnitVersion.objects.bulk_create(
        UnitVersion(unit=units[code], code=code, name=name, folded_name="", kind=kind)
        for code, name, kind, _ in rows
    )
    UnitRelation.objects.bulk_create(
        UnitRelation(unit=units[code], parent=units[parent])
        for code, _, _, parent in rows
        if parent
    )
    return units


def fill(year: int, activities: int = ACTIVITIES, items: int = ITEMS) -> None:
    """Activities of communes and departments, items of communes and stations, over the year."""
    from songhanh.records.activities.imports import import_activities  # noqa: PLC0415 - as above
    from songhanh.records.media.imports import import_media_items  # noqa: PLC0415 - as above

    def day(number: int) -> str:
        return (date(year, 1, 1) + timedelta(days=number % 300)).isoformat()

    held = [
        {
            "id": f"{year}-{number}",
            "unit_code": f"X{number % COMMUNES + 1}",
            "form": "talk",
            "title": f"Tọa đàm số {number}",
            "held_on": day(number * 7),
            "on_law_policy": "yes",
            "integrated": "no" if number % 3 else "yes",
            "co_hosts": f"S{number % DEPARTMENTS + 1}" if number % 10 == 0 else "",
            "male": str(number % 50),
            "female": str(number % 70),
            "standing": "accepted" if number % 8 else "submitted",
        }
        for number in range(activities)
    ]
    published = [
        {
            "id": f"{year}-{number}",
            "outlet_code": f"D{number % STATIONS + 1}"
            if number % 11 == 0
            else f"X{number % COMMUNES + 1}",
            "type": "news",
            "title": f"Bản tin số {number}",
            "published_on": day(number * 3),
            "channel": "loudspeaker",
            "on_gender_equality": "yes",
            "standing": "accepted",
        }
        for number in range(items)
    ]
    take(import_activities, "activities.csv", held)
    take(import_media_items, "media_items.csv", published)


def take(importer: Callable[..., object], name: str, cells: list[dict[str, str]]) -> None:
    """Import, and stop at the first finding."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.foundation.lib.tables import CellReader, TableRow  # noqa: PLC0415 - as above

    reader = CellReader()
    rows = [TableRow(name, number + 2, row) for number, row in enumerate(cells)]
    importer(rows, reader, acting=command_line(), at=clock.now())
    if reader.findings:
        raise SystemExit(f"The benchmark's own rows are refused: {reader.findings[:3]}")


def publish(year: int, issuer: str = "P") -> object:
    """A plan of the issuer with six targets and a yearly report."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.programme.plans.actions import publish_from_package  # noqa: PLC0415 - as above

    kinds = {
        "sessions_per_year": 2,
        "action_month_plan_share": 100,
        "loudspeaker_items_per_quarter": 3,
        "monthly_column": 1,
        "convention_share": 100,
        "digital_model_per_year": 1,
    }
    targets = [
        {
            "text_start": f"Chỉ tiêu thứ {number} của các xã, phường.",
            "ordinal": f"II.{number}",
            "kind": kind,
            "comparator": ">=",
            "value": value,
            "value_max": None,
            "unit": "%",
            "coverage": None,
            "milestones": [],
            "baseline_year": None,
            "period": "year",
            "subjects": ["các xã, phường"],
        }
        for number, (kind, value) in enumerate(kinds.items(), start=1)
    ]
    reporting = [
        {
            "text_start": "Báo cáo trước ngày 10/12.",
            "ordinal": "VI.1",
            "kind": "annual",
            "frequency": "hằng năm",
            "from": ["các sở, ban, ngành", "các xã, phường"],
            "to": ["Ủy ban nhân dân tỉnh"],
            "via": None,
            "due": "12-10",
            "due_rule": "before",
            "content": [],
        }
    ]
    empty = ("legal_basis", "task_groups", "assignments", "campaign_windows", "recipients")
    empty += ("commemorative_days", "funding", "footnotes", "anomalies")
    plan = {
        "schema_version": "1.0",
        "doc_type": "KẾ HOẠCH",
        "title": "Truyền thông về bình đẳng giới",
        "issuing_level": "province",
        "province_or_unit": "Ủy ban nhân dân tỉnh Hải Sơn",
        "period": {"from": year, "to": year + 4},
        "targets": targets,
        "reporting": reporting,
        "signatory": {"authority": None, "title": None, "name": None},
        "extra": {},
        **{name: [] for name in empty},
    }
    package = {
        "code": f"KH-{issuer}",
        "issuer_code": issuer,
        "number": "1/KH-UBND",
        "issued_on": f"{year}-01-12",
        "status": "issued",
        "supersedes": [],
        "parent_code": None,
        "plan": plan,
        "targets": {},
        "roadmap": [],
    }
    return publish_from_package(package, acting=command_line(), at=clock.now())


def ask_pages(plan: object, commune: object, day: str) -> dict[str, dict]:
    """Pages as a lead officer, the first page also as a commune officer."""
    from django.urls import reverse  # noqa: PLC0415 - only once Django is set up

    from songhanh.programme.targets.queries import targets_of  # noqa: PLC0415 - as above

    target = targets_of(plan).first()
    lead, officer = client_of("minh", "LO", "S1", "P"), client_of("lan", "CO", "X1", "X1")
    asked = {"as_of": day}
    home, board = reverse("home:today"), reverse("obligations:list")
    all_targets = reverse("results:plan", args=[plan.pk])
    one_target = reverse("results:target", args=[plan.pk, target.pk])
    one_unit = reverse("results:unit", args=[plan.pk, target.pk, commune.pk])
    return {
        "results of a plan": timed(lambda: read(lead, all_targets, asked)),
        "one target with its units": timed(lambda: read(lead, one_target, asked)),
        "one unit with its entries": timed(lambda: read(lead, one_unit, asked)),
        "obligations": timed(lambda: read(lead, board, {})),
        "first page of a lead officer": timed(lambda: read(lead, home, {})),
        "first page of a commune officer": timed(lambda: read(officer, home, {})),
    }


def client_of(name: str, role: str, unit: str, branch: str) -> object:
    """Somebody signed in who holds a role."""
    from django.test import Client  # noqa: PLC0415 - only once Django is set up

    from songhanh.foundation.accounts.models import User  # noqa: PLC0415 - as above
    from songhanh.registry.orgunits.models import UnitVersion  # noqa: PLC0415 - as above
    from songhanh.registry.roles.models import UserRole  # noqa: PLC0415 - as above

    ids = dict(UnitVersion.objects.values_list("code", "unit_id"))
    user = User.objects.create(username=name, full_name=name, folded_name=name)
    UserRole.objects.create(
        user=user,
        role=role,
        unit_id=ids[unit],
        branch_id=ids[branch],
        valid_from=date(2020, 1, 1),
    )
    client = Client()
    client.force_login(user)
    return client


def read(client: object, address: str, asked: dict[str, str]) -> None:
    """Ask for a page, and stop if it does not come."""
    response = client.get(address, asked, headers={"host": "localhost"})
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}.")


def plain_sum(year: int) -> None:
    """What a figure costs without rules: one grouped sum over the year."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit_id, measure_id, occurred_on, SUM(quantity) FROM ledger_entry"
            " WHERE occurred_on BETWEEN %s AND %s AND standing = 'accepted'"
            " GROUP BY unit_id, measure_id, occurred_on",
            [date(year, 1, 1), date(year, 12, 31)],
        )
        cursor.fetchall()


if __name__ == "__main__":
    raise SystemExit(main())
