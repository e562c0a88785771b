"""The live table of who has sent what, for every commune of the country.

Prints one JSON document: milliseconds of the table and of its pages (median and p95 by the clock,
median of the processor, which alone compares on a machine that others use), statements, and beside
them the raw limit, one plain SQL statement over the same rows. Run by ``./run bench
rounds``, on a database of its own (tools/bench.py).
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

LIMIT_MS = 300
RUNS = 15
TODAY = date(2026, 11, 28)
PERIOD = "2026"


def main() -> int:
    """Fill a database, ask, print; 1 where the limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SONGHANH_VAR", folder)
        os.environ.setdefault("SONGHANH_FILES", folder)
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        report = measure()
    sys.stdout.write(json.dumps({"benchmark": "rounds", **report}, ensure_ascii=False) + "\n")
    return 1 if any(one["p95_ms"] > LIMIT_MS for one in report["questions"].values()) else 0


def measure() -> dict[str, object]:
    """Load the country, let most communes report, ask."""
    # Models can be imported only once Django is set up.
    from django.db import connection  # noqa: PLC0415 - see above
    from django.test import Client  # noqa: PLC0415 - see above

    from songhanh.foundation.accounts.models import User  # noqa: PLC0415 - see above
    from songhanh.foundation.lib import clock, memory  # noqa: PLC0415 - see above
    from songhanh.reporting.consolidation.board import Narrowing, board_of  # noqa: PLC0415 - above

    rule = fill()
    memory.settle()  # as the server does
    clock.timezone.now = lambda: datetime(2026, 11, 28, 3, 0, tzinfo=UTC)  # type: ignore[method-assign]  # the day of the round
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client()
    client.force_login(User.objects.get(username="vu"))
    address = f"/consolidations/{rule.pk}/{PERIOD}/units/"

    def page(query: str) -> None:
        response = client.get(f"{address}?{query}", HTTP_HOST="localhost")
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")

    questions = {
        "table": lambda: board_of(rule, PERIOD, on=TODAY),
        "table narrowed": lambda: Narrowing(words="hoa").of(board_of(rule, PERIOD, on=TODAY).rows),
        "page": lambda: page(""),
        "page searched": lambda: page("q=hoa"),
        "page of the missing": lambda: page("state=nothing&page=3"),
    }
    table = board_of(rule, PERIOD, on=TODAY)
    return {
        "database": connection.vendor,
        "units": len(table.rows),
        "sent": sum(row.versions > 0 for row in table.rows),
        "questions": {name: timed(ask) for name, ask in questions.items()},
        "raw": timed(raw),
        "limit_ms": LIMIT_MS,
    }


def raw() -> None:
    """The rows of the answer, by one statement."""
    from django.db import connection  # noqa: PLC0415 - see above

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.code, v.name, v.kind, s.state, f.submitted_at FROM orgunits_unitversion v"
            " LEFT JOIN submissions_submission s ON s.unit_id = v.unit_id AND s.period = '2026'"
            " LEFT JOIN obligations_firstsubmission f"
            " ON f.unit_id = v.unit_id AND f.period = '2026'"
            " WHERE v.kind IN ('commune', 'ward', 'township', 'special_zone')"
            " AND v.valid_to IS NULL ORDER BY v.code"
        )
        cursor.fetchall()


def timed(ask: Callable[[], object]) -> dict[str, float]:
    """Milliseconds of some runs after one to warm up, and the statements of one."""
    from django.db import connection, reset_queries  # noqa: PLC0415 - see above

    ask()
    times, worked = [], []
    for _run in range(RUNS):
        began, busy = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    connection.force_debug_cursor = True
    reset_queries()
    ask()
    statements = len(connection.queries)
    connection.force_debug_cursor = False
    return {
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(sorted(times)[int(0.95 * (RUNS - 1))], 1),
        "processor_ms": round(statistics.median(worked), 1),
        "statements": statements,
    }


def fill():
    """The official registry, a plan of the whole country, reports of nine communes in ten."""
    from tests.reporting.submissions.stories import PLAN  # noqa: PLC0415 - see above

    from songhanh.engines.vntext import fold  # noqa: PLC0415 - see above
    from songhanh.foundation.accounts.models import User  # noqa: PLC0415 - see above
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - see above
    from songhanh.programme.plans.actions import publish_from_package  # noqa: PLC0415 - see above
    from songhanh.programme.rules.queries import reporting_rules  # noqa: PLC0415 - see above
    from songhanh.registry.orgunits.actions import load_official_registry  # noqa: PLC0415 - above
    from songhanh.registry.orgunits.models import OrgUnit, UnitVersion  # noqa: PLC0415 - see above
    from songhanh.registry.roles.enums import Role  # noqa: PLC0415 - see above
    from songhanh.registry.roles.models import UserRole  # noqa: PLC0415 - see above
    from songhanh.reporting.obligations.models import FirstSubmission  # noqa: PLC0415 - see above
    from songhanh.reporting.obligations.queries import obligations_of_round  # noqa: PLC0415 - above
    from songhanh.reporting.submissions.models import Submission  # noqa: PLC0415 - see above

    by = {"acting": command_line(), "at": datetime(2026, 1, 15, 3, 0, tzinfo=UTC)}
    load_official_registry(**by)
    ministry = OrgUnit.objects.create(source="benchmark")
    name = "Bộ Nội vụ"
    UnitVersion.objects.create(
        unit=ministry, code="BNV", name=name, folded_name=fold(name), kind="ministry"
    )
    user = User.objects.create(username="vu", full_name="Vụ", folded_name="vu", password="!")  # noqa: S106 - nobody signs in with it
    UserRole.objects.create(
        user=user, role=Role.LEAD_OFFICER, unit=ministry, branch=ministry, valid_from=TODAY
    )
    rules = PLAN["plan"]["reporting"]
    plan = PLAN["plan"] | {"reporting": [rules[0] | {"from": ["các xã, phường"], "via": None}]}
    package = PLAN | {"code": "BNV-2026-1", "issuer_code": "BNV", "plan": plan}
    published = publish_from_package(package, **by)
    rule = reporting_rules(published).get(kind="annual")
    sent_at = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    owed = obligations_of_round(rule, PERIOD, as_of=TODAY)
    sending = [one.unit_id for place, one in enumerate(owed) if place % 10]
    Submission.objects.bulk_create(
        Submission(
            plan=published,
            rule=rule,
            unit_id=unit_id,
            period=PERIOD,
            state="approved" if unit_id % 3 else "submitted",
            versions=1,
            created_at=sent_at,
            changed_at=sent_at,
        )
        for unit_id in sending
    )
    FirstSubmission.objects.bulk_create(
        FirstSubmission(rule=rule, unit_id=unit_id, period=PERIOD, submitted_at=sent_at)
        for unit_id in sending
    )
    return rule


if __name__ == "__main__":
    sys.exit(main())
