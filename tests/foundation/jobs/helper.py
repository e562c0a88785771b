"""What the tests let other processes do, by name, once Django is set up there.

The worker has a short lease, so that a test need not wait a minute for it to end.
"""

import sys
import threading
from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.jobs.__main__ import main
from songhanh.foundation.jobs.models import Schedule
from songhanh.foundation.jobs.worker import work_once
from songhanh.foundation.lib import clock
from tests.foundation.jobs import sample_jobs

LEASE = timedelta(seconds=2)


def enqueue(name: str, *arguments: str) -> None:
    getattr(sample_jobs, name).enqueue(*arguments)


def enqueue_many(count: str) -> None:
    for number in range(int(count)):
        sample_jobs.note.enqueue(str(number))


def schedule() -> None:
    path = sample_jobs.note_by_schedule.module_path
    Schedule.objects.create(name="test", task_path=path, every_minutes=60, next_at=clock.now())


def work() -> None:
    """Until nothing is due."""
    while work_once(f"test-{threading.get_native_id()}", lease=LEASE):
        pass


def work_as_a_process() -> None:
    main()


def effects() -> None:
    facts = AuditEntry.objects.filter(verb=sample_jobs.DONE)
    sys.stdout.write("\n".join(facts.values_list("reason", flat=True)))


def statuses() -> None:
    sys.stdout.write("\n".join(DBTaskResult.objects.values_list("status", flat=True)))
