"""Who may open which page: users, jobs, the audit."""

from collections.abc import Callable
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from songhanh.foundation.accounts.models import OpenSession, Passkey
from songhanh.foundation.audit.actions import recorded
from tests.access.lines import ALL, OPEN, OWNER, POST, PUBLIC, SIGNED_IN, Line
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


def a_session(world: World) -> int:
    """A session Lan is signed in with."""
    held = OpenSession.objects.create(
        user=world.users["lan"], key="k", device="Chrome", opened_at=NOON, seen_at=NOON
    )
    return held.pk


def a_passkey(world: World) -> int:
    """A passkey of Lan's."""
    held = Passkey.objects.create(
        user=world.users["lan"], credential="c", public_key="p", name="Điện thoại", created_at=NOON
    )
    return held.pk


THINGS: dict[str, Callable[[World], object]] = {
    "user": the_user,
    "failed_job": a_failed_job,
    "fact": a_fact,
    "session": a_session,
    "passkey": a_passkey,
}

LINES: dict[str, Line] = {
    "set_language": Line(PUBLIC, POST),
    "ui:gallery": Line(ALL),
    "jobs:list": Line("AD"),
    "jobs:show": Line("AD", pk="failed_job", elsewhere=OPEN),
    "jobs:run_again": Line("AD", POST, pk="failed_job", elsewhere=OPEN),
    "accounts:sign_in": Line(PUBLIC),
    "accounts:sign_out": Line(PUBLIC, POST),
    "accounts:second_step": Line(PUBLIC),
    "accounts:passkey_options": Line(PUBLIC, POST),
    "accounts:passkey_sign_in": Line(PUBLIC, POST),
    "accounts:provider_begin": Line(PUBLIC),
    "accounts:provider_finish": Line(PUBLIC),
    "accounts:password": Line(SIGNED_IN),
    "accounts:security": Line(SIGNED_IN),
    "accounts:set_authenticator": Line(SIGNED_IN),
    "accounts:remove_authenticator": Line(SIGNED_IN),
    "accounts:recovery_codes": Line(SIGNED_IN),
    "accounts:renew_codes": Line(SIGNED_IN),
    "accounts:new_passkey_options": Line(SIGNED_IN, POST),
    "accounts:add_passkey": Line(SIGNED_IN, POST),
    "accounts:remove_passkey": Line(OWNER, pk="passkey"),
    "accounts:unlink": Line(SIGNED_IN),
    "accounts:sessions": Line(SIGNED_IN),
    "accounts:end_session": Line(OWNER, POST, pk="session"),
    "accounts:end_other_sessions": Line(SIGNED_IN, POST),
    "audit:entries": Line("AD LO"),
    "audit:entry": Line("AD LO", pk="fact"),
}
