"""Who may open which page: users, jobs, the audit."""

from collections.abc import Callable
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from songhanh.foundation.audit.actions import recorded
from tests.access.lines import ALL, OPEN, POST, PUBLIC, SIGNED_IN, Line
from tests.foundation.jobs.sample_jobs import note
from tests.world import NOON, World


def the_user(world: World) -> int:
    """Lan, of Xã An Hòa."""
    return world.users["lan"].pk


def a_failed_job(world: World) -> UUID:
    """A job that may be run again. Jobs belong to the installation, not to a province."""
    result = DBTaskResult.objects.get(pk=note.enqueue("một").id)
    result.set_failed(ValueError())
    return result.pk


def a_fact(world: World) -> UUID:
    """Something Lan did for Xã An Hòa."""
    with recorded("test.fact", acting=world.acting["lan"], at=NOON) as fact:
        return fact.id


THINGS: dict[str, Callable[[World], object]] = {
    "user": the_user,
    "failed_job": a_failed_job,
    "fact": a_fact,
}

LINES: dict[str, Line] = {
    "set_language": Line(PUBLIC, POST),
    "ui:gallery": Line(ALL),
    "jobs:list": Line("AD"),
    "jobs:show": Line("AD", pk="failed_job", elsewhere=OPEN),
    "jobs:run_again": Line("AD", POST, pk="failed_job", elsewhere=OPEN),
    "accounts:sign_in": Line(PUBLIC),
    "accounts:sign_out": Line(PUBLIC, POST),
    "accounts:password": Line(SIGNED_IN),
    "audit:entries": Line("AD LO"),
    "audit:entry": Line("AD LO", pk="fact"),
}
