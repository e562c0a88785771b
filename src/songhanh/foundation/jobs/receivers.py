"""Every queued task gets its job row, in the transaction that queued it."""

from typing import Any

from django_tasks.signals import task_enqueued

from songhanh.foundation.jobs.models import Job


def connect() -> None:
    """Listen to the queue."""
    task_enqueued.connect(_give_it_a_job, dispatch_uid="jobs.give-it-a-job")


def _give_it_a_job(task_result: Any, **_: object) -> None:
    Job.objects.create(result_id=task_result.id)
