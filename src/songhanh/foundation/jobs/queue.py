"""The queue: put a job in, take one out, finish it, take back what a dead worker held.

Everything here is one short transaction. What is put in with ``task.enqueue`` belongs to the
caller's transaction: when that is rolled back, the job never was.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, get_date_max

from songhanh.foundation.jobs.errors import LeaseLostError
from songhanh.foundation.jobs.models import Job

LEASE = timedelta(seconds=60)
"""How long a worker holds a job without a sign of life; a heartbeat comes every third of it."""


def enqueue_once(task: Task[..., Any], key: str, *args: Any, **kwargs: Any) -> bool:
    """Queue a job unless one with the same key is waiting or running. Whether it was queued."""
    if Job.objects.filter(open_key=key).exists():
        return False
    try:
        with transaction.atomic():
            result = task.enqueue(*args, **kwargs)
            Job.objects.filter(pk=UUID(result.id)).update(open_key=key)
    except IntegrityError:
        return False  # another worker was quicker between the question and the insert
    return True


def claim(worker: str, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Take the next job that is due, or None. Only one worker gets it."""
    due = DBTaskResult.objects.filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=now), status=TaskResultStatus.READY
    )
    if not due.exists():
        return None  # without a transaction, which on SQLite would take the one place to write
    with transaction.atomic():
        result = due.select_for_update(skip_locked=True).first()
        if result is None:
            return None
        result.claim(worker)
        Job.objects.filter(pk=result.pk).update(
            attempt=F("attempt") + 1,
            worker=worker,
            lease_until=now + lease,
            heartbeat_at=now,
        )
        return Job.objects.select_related("result").get(pk=result.pk)


def beat(job: Job, now: datetime, lease: timedelta = LEASE) -> bool:
    """Give a sign of life; False when the job is no longer ours."""
    held = _held(job)
    return held.update(lease_until=now + lease, heartbeat_at=now) == 1


def finish(job: Job, return_value: object) -> None:
    """Note that the job is done: in the same transaction as its effect, when it is atomic.

    Raises:
        LeaseLostError: another worker took the job over; nothing of this run may stand.
    """
    _give_back(job, error="")
    job.result.set_successful(return_value)


def put_off(job: Job, exception: BaseException, *, error: str, run_at: datetime) -> None:
    """Let a job that failed be tried again at a later moment, and keep why it failed.

    Raises:
        LeaseLostError: another worker took the job over.
    """
    with transaction.atomic():
        _give_back(job, error=error, still_open=True)
        job.result.set_failed(exception)
        DBTaskResult.objects.filter(pk=job.pk).update(
            status=TaskResultStatus.READY, run_after=run_at, finished_at=None
        )


def give_up(job: Job, exception: BaseException, *, error: str) -> None:
    """Note that a job failed and is not tried again by itself.

    Raises:
        LeaseLostError: another worker took the job over.
    """
    with transaction.atomic():
        _give_back(job, error=error)
        job.result.set_failed(exception)


def take_back(now: datetime, max_attempts: Callable[[str], int], error: str) -> list[Job]:
    """Free the jobs whose lease ran out: their worker was killed or lost its machine.

    They wait again; those that used up their attempts have failed.
    """
    lapsed = Job.objects.filter(
        lease_until__lte=now, result__status=TaskResultStatus.RUNNING
    ).select_related("result")
    if not lapsed.exists():
        return []
    freed = []
    with transaction.atomic():
        for job in lapsed.select_for_update(skip_locked=True, of=("self",)):
            used_up = job.attempt >= max_attempts(job.result.task_path)
            _give_back(job, error=error, still_open=not used_up)
            DBTaskResult.objects.filter(pk=job.pk).update(
                status=TaskResultStatus.FAILED if used_up else TaskResultStatus.READY,
                finished_at=now if used_up else None,
            )
            freed.append(job)
    return freed


def _held(job: Job) -> "QuerySet[Job]":
    """The job's row as long as this very attempt holds it."""
    return Job.objects.filter(
        pk=job.pk, attempt=job.attempt, worker=job.worker, lease_until__isnull=False
    )


def _give_back(job: Job, *, error: str, still_open: bool = False) -> None:
    changes: dict[str, object] = {"lease_until": None, "error": error}
    if not still_open:
        changes["open_key"] = None
    if _held(job).update(**changes) != 1:
        raise LeaseLostError(job.pk)
