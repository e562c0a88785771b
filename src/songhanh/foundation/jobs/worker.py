"""The worker: takes one job after the other until it is told to stop.

It runs as a thread beside the site (``songhanh serve``) or as a process of its own
(``python -m songhanh.foundation.jobs``), as many of them as wanted.
"""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from songhanh.foundation.jobs import queue, schedules
from songhanh.foundation.jobs.errors import LeaseLostError
from songhanh.foundation.jobs.kinds import kind_of
from songhanh.foundation.jobs.models import Job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
FIRST_PAUSE = timedelta(minutes=1)
"""Before the second attempt; four times as long before each one after it."""


def run_worker(
    stop: threading.Event,
    *,
    name: str = "",
    poll_seconds: float = POLL_SECONDS,
    lease: timedelta = queue.LEASE,
    until_idle: bool = False,
) -> None:
    """Work until ``stop`` is set, or until nothing is due when ``until_idle``.

    1. Queue what the schedule says is due.
    2. Take back the jobs of workers that died.
    3. Claim one job, run it, note how it ended.
    4. Nothing to do: wait a little.

    A database that is away for a moment is waited for.
    """
    name = name or f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:6]}"
    prepared = False
    while not stop.is_set():
        close_old_connections()
        try:
            if not prepared:
                schedules.write_down(clock.now())
                prepared = True
            worked = work_once(name, lease=lease)
        except DatabaseError:
            logger.exception("The worker %s waits for its database.", name)
            worked = False
        if not worked:
            if until_idle:
                break
            stop.wait(poll_seconds)
    connection.close()


def work_once(name: str, *, lease: timedelta = queue.LEASE) -> bool:
    """One round; whether there was a job."""
    now = clock.now()
    schedules.queue_due(now)
    lost = _("Tiến trình đang chạy việc này đã dừng giữa chừng; việc được giao chạy lại.")
    queue.take_back(now, lambda path: kind_of(path).max_attempts, lost)
    job = queue.claim(name, now, lease)
    if job is None:
        return False
    run(job, lease=lease)
    return True


def run(job: Job, *, lease: timedelta = queue.LEASE) -> None:
    """Run a claimed job and note how it ended. When another worker took it over, nothing stands."""
    try:
        with _signs_of_life(job, lease):
            _perform(job)
    except LeaseLostError:
        logger.warning("Job %s was taken over by another worker.", job.pk)
    except Exception as error:
        logger.exception("Job %s (%s) failed.", job.pk, job.result.task_path)
        _failed(job, error)


def _perform(job: Job) -> None:
    task = import_string(job.result.task_path)
    arguments = job.result.args_kwargs
    kind = kind_of(job.result.task_path)
    if kind.atomic:
        with transaction.atomic():
            queue.finish(job, task.call(*arguments["args"], **arguments["kwargs"]))
        return
    value = task.call(*arguments["args"], **arguments["kwargs"])
    with transaction.atomic():
        queue.finish(job, value)


def _failed(job: Job, error: Exception) -> None:
    kind = kind_of(job.result.task_path)
    try:
        if isinstance(error, RefusedError):
            queue.give_up(job, error, error=error.message)
        elif job.attempt >= kind.max_attempts:
            queue.give_up(job, error, error=_sentence(error))
        else:
            run_at = clock.now() + FIRST_PAUSE * 4 ** (job.attempt - 1)
            queue.put_off(job, error, error=_sentence(error), run_at=run_at)
    except LeaseLostError:
        logger.warning("Job %s was taken over by another worker.", job.pk)


def _sentence(error: Exception) -> str:
    return _(
        "Việc chưa chạy xong vì một lỗi chưa lường trước (%(kind)s). Người quản trị xem chi tiết"
        " trong nhật ký máy chủ."
    ) % {"kind": type(error).__name__}


@contextmanager
def _signs_of_life(job: Job, lease: timedelta) -> Iterator[None]:
    """Beat beside the job, over a connection of its own, until the job has ended."""
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, lease, ended), daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join()


def _beat(job: Job, lease: timedelta, ended: threading.Event) -> None:
    opened = False
    while not ended.wait(lease.total_seconds() / 3):
        opened = True
        try:
            if not queue.beat(job, clock.now(), lease):
                break
        except DatabaseError:
            logger.warning("Job %s could not give a sign of life this time.", job.pk)
    if opened:
        connection.close()
