"""Reports on PostgreSQL: opened, kept, submitted, returned, approved; the last hour before the day.

Prints one JSON document: the p95 of each step with its statements beside the limit, and beside the
raw cost of a transaction on the same cluster; then 500 reports submitted through the served site
by many officers at once with readers beside them, and the same again with the server killed (-9) in
the middle and started anew, everybody repeating with their key. Run by ``./run bench reporting`` on
a cluster of its own, with the durability PostgreSQL has by default. ``SONGHANH_BENCH_REPORTS``
lowers the number of reports.
"""

import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

REPORTS = int(os.environ.get("SONGHANH_BENCH_REPORTS", "500"))
RUNS = 40
READERS, WRITERS = 4, 8
HOUR_LASTS = float(os.environ.get("SONGHANH_BENCH_SECONDS", "60"))
"""Seconds into which the last hour is pressed: 500 in a minute are sixty times its rate."""
SETTLED_AFTER = 11
"""Seconds after which nothing that was set up may still be on its way: until then every page counts
its figures anew, which is not what an officer meets."""
LIMITS = {
    "open a draft": 80,
    "open as reviewer": 80,
    "keep a part": 15,
    "submit": 60,
    "return": 60,
    "approve": 60,
    "last hour, submitting": 300,
    "last hour, reading": 300,
    "after the kill, back within": 10_000,
}
"""Milliseconds, p95."""
STATEMENTS = 12
"""How many statements opening may take, however large the report is."""


def main() -> int:
    """Fill a cluster of its own, measure, print; 1 where a limit is passed."""
    from tools.postgres import cluster  # noqa: PLC0415 - the place of the sources is set above

    with cluster() as address, tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "SONGHANH_DATABASE_URL": address,
            "SONGHANH_VAR": folder,
            "SONGHANH_FILES": folder,
        }
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        as_by_default()
        call_command("migrate", verbosity=0)
        report = measure()
    figures: dict[str, float] = report["p95, ms"]  # type: ignore[assignment]  # made below
    over = {name: figures[name] for name, most in LIMITS.items() if figures.get(name, 0) > most}
    report |= {"limits, ms": LIMITS, "over the limit": over}
    sys.stdout.write(json.dumps({"benchmark": "reporting", **report}, ensure_ascii=False) + "\n")
    broken = report["lost"] or report["doubled"]
    return 1 if over or broken else 0


def as_by_default() -> None:
    """The scratch cluster waits for no disk; here an answered request has to be on it."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    with connection.cursor() as cursor:
        for setting in ("fsync", "synchronous_commit"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = on")
        cursor.execute("SELECT pg_reload_conf()")


def measure() -> dict[str, object]:
    """Everything, on one year of a province with enough reporting communes."""
    from songhanh.foundation.lib import memory  # noqa: PLC0415 - only once Django is set up

    world = build()
    memory.settle()  # as the server does
    time.sleep(SETTLED_AFTER)
    figures, statements = steps(world)
    hour = last_hour(world, world.units[RUNS + 2 : RUNS + 2 + REPORTS], kill=False)
    killed = last_hour(world, world.units[RUNS + 2 + REPORTS :], kill=True)
    figures |= {
        "last hour, submitting": p95(hour.submitting),
        "last hour, reading": p95(hour.reading),
        "after the kill, back within": round(killed.down * 1000),
    }
    return {
        "database": "postgresql",
        "load of the machine": round(os.getloadavg()[0], 1),
        "units": len(world.units),
        "figures of a report": world.size,
        "reports in the last hour": REPORTS,
        "seconds": HOUR_LASTS,
        "p95, ms": figures,
        "statements": statements,
        "readers' pages": len(hour.reading),
        "repeated after the kill": killed.repeated,
        "lost": hour.lost + killed.lost,
        "doubled": hour.doubled + killed.doubled,
    }


# ------------------------------------------------------------------- world ----


@dataclass
class Bench:
    """What is measured on: a plan with sixty figures a report, communes with an officer each."""

    plan: object
    rule: object
    units: list[int]
    users: dict[int, object]
    reviewer: object
    size: int = 0


def build() -> Bench:
    """A province of communes that all owe a report with about sixty figures."""
    from benchmarks import results  # noqa: PLC0415 - its rows are those of a province's year

    from songhanh.foundation.accounts.models import User  # noqa: PLC0415 - only once Django is set up
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - as above
    from songhanh.programme.rules.queries import reporting_rules  # noqa: PLC0415 - as above
    from songhanh.registry.orgunits.models import UnitVersion  # noqa: PLC0415 - as above
    from songhanh.registry.roles.models import UserRole  # noqa: PLC0415 - as above

    year = clock.today().year
    results.COMMUNES = 2 * REPORTS + RUNS + 2
    results.make_units()
    results.fill(year, activities=4 * results.COMMUNES, items=8 * results.COMMUNES)
    plan = publish(year)
    communes = dict(
        UnitVersion.objects.filter(kind="commune")
        .order_by("unit_id")
        .values_list("unit_id", "code")
    )
    users = {
        unit_id: User(username=code.lower(), full_name=code, folded_name=code.lower())
        for unit_id, code in communes.items()
    }
    User.objects.bulk_create(users.values())
    UserRole.objects.bulk_create(
        UserRole(user=user, role="CO", unit_id=pk, branch_id=pk, valid_from=date(2020, 1, 1))
        for pk, user in users.items()
    )
    results.client_of("minh", "LO", "S1", "P")
    reviewer = User.objects.get(username="minh")
    analyse_what_is_filled()
    rule = reporting_rules(plan).get()
    return Bench(plan, rule, list(communes), users, reviewer)


def analyse_what_is_filled() -> None:
    """Let the planner know the tables that have rows, as autovacuum does.

    Autovacuum never looks at an empty table. One that is analysed while empty is read from end to
    end by every check of a foreign key for as long as the session keeps its plans.
    """
    from django.apps import apps  # noqa: PLC0415 - only once Django is set up
    from django.db import connection  # noqa: PLC0415 - as above

    filled = [one for one in apps.get_models() if one._base_manager.exists()]
    with connection.cursor() as cursor:
        for one in filled:
            cursor.execute(f'ANALYZE "{one._meta.db_table}"')


def publish(year: int) -> object:
    """The plan of the results' benchmark with its targets twice over: more figures a report."""
    from benchmarks import results  # noqa: PLC0415 - as above

    from songhanh.foundation.lib import clock  # noqa: PLC0415 - as above
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.programme.plans import actions  # noqa: PLC0415 - as above

    taken: dict = {}
    publishing = actions.publish_from_package
    actions.publish_from_package = lambda package, **_: taken.update(package)
    try:
        results.publish(year)
    finally:
        actions.publish_from_package = publishing
    first = taken["plan"]["targets"]
    taken["plan"]["targets"] = [
        {**one, "ordinal": f"{part}.{number}"}
        for part in ("II", "III", "IV", "V", "VI")
        for number, one in enumerate(first, start=1)
    ]
    return publishing(taken, acting=command_line(), at=clock.now())


# ------------------------------------------------------------------- steps ----


def steps(world: Bench) -> tuple[dict[str, float], dict[str, int]]:
    """Each step as its page does it, in this process; p95 of the runs and its statements."""
    officer, reviewer = client_for(world.users[world.units[0]]), client_for(world.reviewer)
    pk = begun(world, world.units[0])
    edit, show = f"/submissions/{pk}/edit/", f"/submissions/{pk}/"
    first = time.perf_counter()
    get(officer, edit)
    filled = round((time.perf_counter() - first) * 1000, 1)
    figures = {
        "raw: a bare transaction": p95(times(bare, RUNS)),
        "filling a draft for the first time": filled,
        "open a draft": p95(times(lambda: get(officer, edit), RUNS)),
        "open a draft, without waiting": p95(cpu(lambda: get(officer, edit), RUNS)),
    }
    statements = {"open a draft": asked(lambda: get(officer, edit))}
    world.size = figures_in(pk)
    number = iter(range(10_000))
    part = f"/submissions/{pk}/part/"

    def keep() -> None:
        at = next(number)
        sent = {"section": "next", "text": f"Tiếp tục, lần {at}.", "seen": at, "key": f"k{at}"}
        post(officer, part, sent, 200)

    figures["keep a part"] = p95(times(keep, RUNS))
    figures["keep a part, without waiting"] = p95(cpu(keep, RUNS))
    figures |= rounds(world, reviewer)
    post(officer, f"/submissions/{pk}/submit/", {"saves": saves_of(pk), "key": "s"}, 302)
    get(reviewer, show)
    figures["open as reviewer"] = p95(times(lambda: get(reviewer, show), RUNS))
    statements["open as reviewer"] = asked(lambda: get(reviewer, show))
    return figures, statements


def rounds(world: Bench, reviewer: object) -> dict[str, float]:
    """Submitted, returned, submitted again and approved, each report of another unit."""
    taken: dict[str, list[float]] = {"submit": [], "return": [], "approve": []}
    for unit_id in world.units[1 : RUNS + 1]:
        officer, pk = client_for(world.users[unit_id]), begun(world, unit_id)
        get(officer, f"/submissions/{pk}/submit/")

        def sent(officer: object = officer, pk: int = pk) -> None:
            answer = {"saves": saves_of(pk), "key": f"s{saves_of(pk)}"}
            taken["submit"].append(
                once(lambda: post(officer, f"/submissions/{pk}/submit/", answer, 302))
            )

        sent()
        back = {
            "version": 1,
            "reason": "Sửa",
            "cell_1": "activity",
            "text_1": "Đếm lại",
            "key": "r",
        }
        back["key"] = f"r{pk}"
        address = f"/submissions/{pk}/return/"
        taken["return"].append(once(lambda a=address, b=back: post(reviewer, a, b, 302)))
        get(officer, f"/submissions/{pk}/submit/")
        sent()
        agreed, address = {"version": 2, "key": f"a{pk}"}, f"/submissions/{pk}/approve/"
        taken["approve"].append(once(lambda a=address, b=agreed: post(reviewer, a, b, 302)))
    return {name: p95(found) for name, found in taken.items()}


def bare() -> None:
    """The smallest thing that has to reach the disk: one row and its commit."""
    from django.db import connection, transaction  # noqa: PLC0415 - only once Django is set up

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_bare (n int)")
        cursor.execute("INSERT INTO bench_bare VALUES (1)")


def begun(world: Bench, unit_id: int) -> int:
    """The key of a unit's report that was begun."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.foundation.lib.acting import command_line  # noqa: PLC0415 - as above
    from songhanh.reporting.submissions.actions import begin_submission  # noqa: PLC0415 - as above

    made = begin_submission(
        world.rule,
        unit_id=unit_id,
        period=str(clock.today().year),
        acting=command_line(),
        at=clock.now(),
    )
    return made.pk


def all_begun(world: Bench, unit_ids: list[int]) -> dict[int, int]:
    """The keys of many units' reports: rows as the action writes them, which judges each unit."""
    from songhanh.foundation.lib import clock  # noqa: PLC0415 - only once Django is set up
    from songhanh.reporting.submissions.models import Submission  # noqa: PLC0415 - as above

    at = clock.now()
    rows = [
        Submission(
            plan=world.plan,
            rule=world.rule,
            unit_id=unit_id,
            period=str(clock.today().year),
            created_at=at,
            changed_at=at,
        )
        for unit_id in unit_ids
    ]
    return {one.unit_id: one.pk for one in Submission.objects.bulk_create(rows)}


def saves_of(pk: int) -> int:
    """How often a report was saved, as its page would tell."""
    from songhanh.reporting.submissions.models import Submission  # noqa: PLC0415 - as above

    return Submission.objects.values_list("saves", flat=True).get(pk=pk)


def figures_in(pk: int) -> int:
    """How many figures a draft has."""
    from songhanh.reporting.submissions.models import DraftFigure  # noqa: PLC0415 - as above

    return DraftFigure.objects.filter(filling_id=pk).count()


def client_for(user: object) -> object:
    """Somebody signed in."""
    from django.test import Client  # noqa: PLC0415 - only once Django is set up

    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def get(client: object, address: str) -> None:
    """Ask for a page, and stop if it does not come."""
    answer = client.get(address)  # type: ignore[attr-defined]  # Django's test client
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}.")


def post(client: object, address: str, sent: dict, status: int) -> None:
    """Send a form, and stop if it is answered otherwise."""
    answer = client.post(address, sent)  # type: ignore[attr-defined]  # Django's test client
    if answer.status_code != status:
        raise SystemExit(f"{address} answers {answer.status_code}: {answer.content[:400]!r}")


def asked(do: Callable[[], object]) -> int:
    """How many statements something takes."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def times(do: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run, after one that warms up."""
    do()
    return [once(do) for _ in range(runs)]


def cpu(do: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of this process's own work: what a machine busy with others does not stretch."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        do()
        taken.append((time.process_time() - began) * 1000)
    return taken


def once(do: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def p95(taken: list[float]) -> float:
    """Of twenty, the slowest but one."""
    return round(statistics.quantiles(taken, n=20)[18], 1) if len(taken) > 1 else 0.0


# --------------------------------------------------------------- last hour ----


@dataclass
class Hour:
    """What many people at once saw of the served site."""

    submitting: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    repeated: int = 0
    down: float = 0.0
    lost: int = 0
    doubled: int = 0


def last_hour(world: Bench, unit_ids: list[int], *, kill: bool) -> Hour:
    """Reports submitted at their times through the served site, with readers beside them."""
    from songhanh.reporting.submissions.models import Snapshot  # noqa: PLC0415 - as above

    unit_ids = unit_ids[:REPORTS]
    drafts = all_begun(world, unit_ids)
    cookies = {unit_id: session_of(world.users[unit_id]) for unit_id in unit_ids}
    reader, hour, over = session_of(world.reviewer), Hour(), threading.Event()
    with served() as server, ending(over):
        fill_in(server, drafts, cookies)
        began = time.perf_counter()

        def submit(place: int) -> None:
            unit_id = unit_ids[place]
            if over.wait(began + place * HOUR_LASTS / len(unit_ids) - time.perf_counter()):
                return
            path = f"/submissions/{drafts[unit_id]}/submit/"
            sent = {"saves": 0, "key": f"hour-{unit_id}"}
            hour.repeated += insist(server, path, cookies[unit_id], sent, hour, over)

        def read(number: int) -> None:
            pages = ["/submissions/", "/obligations/", f"/submissions/{drafts[unit_ids[0]]}/"]
            while not over.is_set():
                status, taken = ask(server.port, "GET", pages[number % 2], reader)
                if status == 200:
                    hour.reading.append(taken)
                number += 1
                over.wait(1)

        readers = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
        for one in readers:
            one.start()
        killer = threading.Timer(HOUR_LASTS / 2, lambda: setattr(hour, "down", server.killed()))
        killer.daemon = True
        if kill:
            killer.start()
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(submit, range(len(unit_ids))))
        over.set()
        for one in (*readers, *([killer] if kill else [])):
            one.join()
    made = list(
        Snapshot.objects.filter(submission_id__in=drafts.values()).values_list(
            "submission_id", flat=True
        )
    )
    hour.lost = len(set(drafts.values()) - set(made))
    hour.doubled = len(made) - len(set(made))
    return hour


@contextmanager
def ending(over: threading.Event) -> Iterator[None]:
    """Whatever happens, the threads end: nobody waits for an hour that was broken off."""
    try:
        yield
    finally:
        over.set()


def fill_in(server: "Server", drafts: dict[int, int], cookies: dict[int, str]) -> None:
    """Everybody has had the page open before: the drafts are filled."""

    def look(unit_id: int) -> None:
        path = f"/submissions/{drafts[unit_id]}/submit/"
        status, _ = ask(server.port, "GET", path, cookies[unit_id])
        if status != 200:
            raise SystemExit(f"{path} answers {status}.")

    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(look, drafts))


def insist(
    server: "Server", path: str, cookie: str, sent: dict, hour: Hour, over: threading.Event
) -> int:
    """Send a form until it is answered, each time with its key; how often it was repeated."""
    repeated = 0
    while not over.is_set():
        status, taken = ask(server.port, "POST", path, cookie, sent)
        if status == 302:
            hour.submitting.append(taken)
            return repeated
        if status not in (0, 502, 503):
            raise SystemExit(f"{path} answers {status}.")
        repeated += 1
        over.wait(0.2)
    return repeated


@dataclass
class Server:
    """The served site in a process of its own."""

    port: int
    process: "subprocess.Popen[bytes]"

    def killed(self) -> float:
        """Kill it without warning and start it again; seconds until it answers."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        began = time.perf_counter()
        self.process = start(self.port)
        return time.perf_counter() - began


@contextmanager
def served() -> Iterator[Server]:
    """The site as ``songhanh serve`` serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(port, start(port))
    try:
        yield server
    finally:
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()


def start(port: int) -> "subprocess.Popen[bytes]":
    """Start serving and wait for the first answer."""
    command = [sys.executable, "-m", "songhanh.site.commandline.main", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until = time.perf_counter() + 60
    while ask(port, "GET", "/accounts/sign-in/", "")[0] not in (200, 302, 404):
        if time.perf_counter() > until:
            raise SystemExit("The site was not there after a minute.")
        time.sleep(0.1)
    return process


def session_of(user: object) -> str:
    """The cookies of somebody who has signed in, with the mark their forms carry."""
    from django.utils.crypto import get_random_string  # noqa: PLC0415 - only once Django is set up

    client = client_for(user)
    jar = {name: one.value for name, one in client.cookies.items()}  # type: ignore[attr-defined]  # Django's test client
    jar["csrftoken"] = get_random_string(32)  # a page would give one; asking for it takes as long
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def ask(
    port: int, method: str, path: str, cookie: str, sent: dict | None = None
) -> tuple[int, float]:
    """Status and milliseconds of one request over a line of its own; 0 where none was answered."""
    began = time.perf_counter()
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie, "Host": "localhost"}
    if sent is not None:
        token = re.search(r"csrftoken=(\w+)", cookie)
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": token[1] if token else "",
        }
    try:
        line.request(method, path, urlencode(sent) if sent else None, headers)
        answer = line.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return 0, 0.0
    finally:
        line.close()
    return answer.status, (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
