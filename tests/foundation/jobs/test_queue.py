"""One job after the other, inside one process."""

import json
import threading
from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.jobs import actions, queue, schedules, worker
from songhanh.foundation.jobs.errors import LeaseLostError
from songhanh.foundation.jobs.models import Job, Schedule
from songhanh.foundation.jobs.schedules import Rhythm
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from tests.foundation.jobs import sample_jobs
from tests.world import NOON

pytestmark = pytest.mark.django_db


def effects() -> list[str]:
    facts = AuditEntry.objects.filter(verb=sample_jobs.DONE)
    return sorted(facts.values_list("reason", flat=True))


def work_until_idle() -> None:
    worker.run_worker(threading.Event(), name="An", until_idle=True)


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker closes its thread's connection; here that thread is the test's own."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connection, "close", lambda: None)


def test_a_queued_job_is_run_and_its_effect_stands() -> None:
    sample_jobs.note.enqueue("một")
    work_until_idle()
    job = Job.objects.select_related("result").get()
    assert effects() == ["một"]
    assert job.result.status == TaskResultStatus.SUCCESSFUL
    assert job.result.return_value == "một"
    assert (job.attempt, job.worker, job.lease_until) == (1, "An", None)


def test_a_job_queued_in_a_transaction_that_fails_never_was() -> None:
    @transaction.atomic
    def caller() -> None:
        sample_jobs.note.enqueue("một")
        raise KeyError

    with pytest.raises(KeyError):
        caller()
    assert not Job.objects.exists()


def test_a_job_with_a_key_waits_only_once() -> None:
    assert queue.enqueue_once(sample_jobs.note, "báo cáo:1", "một")
    assert not queue.enqueue_once(sample_jobs.note, "báo cáo:1", "hai")
    assert queue.enqueue_once(sample_jobs.note, "báo cáo:2", "ba")
    work_until_idle()
    assert effects() == ["ba", "một"]
    assert queue.enqueue_once(sample_jobs.note, "báo cáo:1", "bốn")


def test_a_key_taken_in_between_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    queue.enqueue_once(sample_jobs.note, "báo cáo:1", "một")
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
    assert not queue.enqueue_once(sample_jobs.note, "báo cáo:1", "hai")
    monkeypatch.undo()
    assert Job.objects.count() == 1


def test_a_job_that_stumbles_is_tried_again_later_and_leaves_nothing() -> None:
    sample_jobs.stumble.enqueue("một")
    work_until_idle()
    job = Job.objects.select_related("result").get()
    assert effects() == []
    assert job.result.status == TaskResultStatus.READY
    assert timedelta(0) < job.result.run_after - clock.now() <= worker.FIRST_PAUSE
    assert "ValueError" in job.error
    assert "nothing of this may stand" in job.result.traceback


def test_a_job_fails_for_good_after_its_last_attempt() -> None:
    sample_jobs.stumble.enqueue("một")
    work_until_idle()
    type(Job.objects.get().result).objects.update(run_after=clock.now())
    work_until_idle()
    job = Job.objects.select_related("result").get()
    assert (job.attempt, job.result.status) == (2, TaskResultStatus.FAILED)
    assert effects() == []


def test_a_refusal_is_final_and_keeps_its_sentence() -> None:
    sample_jobs.refuse.enqueue()
    work_until_idle()
    job = Job.objects.select_related("result").get()
    assert job.result.status == TaskResultStatus.FAILED
    assert job.error == "Kế hoạch này đã được thay thế nên không gửi nhắc nữa."


def test_a_job_that_cannot_be_found_any_more_does_not_stop_the_worker() -> None:
    sample_jobs.note.enqueue("một")
    type(Job.objects.get().result).objects.update(task_path="songhanh.nowhere.at_all")
    sample_jobs.note.enqueue("hai")
    work_until_idle()
    assert effects() == ["hai"]


def test_a_heartbeat_moves_the_lease_ahead() -> None:
    sample_jobs.note.enqueue("một")
    job = queue.claim("An", NOON)
    assert job is not None
    assert queue.beat(job, NOON + timedelta(seconds=40))
    assert queue.take_back(NOON + timedelta(seconds=61), lambda _path: 4, "lỗi") == []


def test_a_lapsed_lease_frees_the_job_and_the_old_worker_cannot_finish_it() -> None:
    sample_jobs.note.enqueue("một")
    first = queue.claim("An", NOON)
    assert first is not None
    later = NOON + queue.LEASE
    assert [job.pk for job in queue.take_back(later, lambda _path: 4, "dừng giữa chừng")] == [
        first.pk
    ]
    second = queue.claim("Bảo", later)
    assert second is not None
    assert second.attempt == 2
    worker.run(second)
    worker.run(first)
    assert effects() == ["một"]
    assert not queue.beat(first, later)
    with pytest.raises(LeaseLostError):
        queue.finish(first, None)


def test_a_worker_that_comes_back_while_another_runs_the_job_leaves_nothing() -> None:
    sample_jobs.note.enqueue("một")
    first = queue.claim("An", NOON)
    queue.take_back(NOON + queue.LEASE, lambda _path: 4, "dừng giữa chừng")
    second = queue.claim("Bảo", NOON + queue.LEASE)
    assert first is not None
    assert second is not None
    worker.run(first)
    assert effects() == []
    worker.run(second)
    assert effects() == ["một"]


def test_a_job_whose_workers_keep_dying_fails_in_the_end() -> None:
    sample_jobs.note.enqueue("một")
    at = NOON
    for _attempt in range(2):
        assert queue.claim("An", at) is not None
        at += queue.LEASE
        queue.take_back(at, lambda _path: 2, "dừng giữa chừng")
    job = Job.objects.select_related("result").get()
    assert job.result.status == TaskResultStatus.FAILED
    assert job.error == "dừng giữa chừng"


@pytest.mark.parametrize(
    ("rhythm", "now", "following"),
    [
        (Rhythm(every_minutes=10), "2026-06-15 08:03", "2026-06-15 08:13"),
        (Rhythm(daily_at=time(6)), "2026-06-15 05:59", "2026-06-15 06:00"),
        (Rhythm(daily_at=time(6)), "2026-06-15 06:00", "2026-06-16 06:00"),
        (Rhythm(daily_at=time(0)), "2026-12-31 23:00", "2027-01-01 00:00"),
    ],
)
def test_the_next_time_of_a_rhythm(rhythm: Rhythm, now: str, following: str) -> None:
    moment = datetime.fromisoformat(f"{now}:00+07:00")
    assert rhythm.next_after(moment) == datetime.fromisoformat(f"{following}:00+07:00")


@pytest.fixture
def _only_our_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedules, "_registered", {})


@pytest.mark.usefixtures("_only_our_schedule")
def test_what_is_due_is_queued_once_and_slept_through_times_are_made_up_for_once() -> None:
    schedules.every(10, "note", sample_jobs.note_by_schedule)
    schedules.write_down(NOON)
    assert schedules.queue_due(NOON + timedelta(minutes=9)) == []
    assert schedules.queue_due(NOON + timedelta(minutes=35)) == ["note"]
    assert schedules.queue_due(NOON + timedelta(minutes=36)) == []
    assert Job.objects.get().open_key == "schedule:note"
    assert Schedule.objects.get().next_at == NOON + timedelta(minutes=45)


@pytest.mark.usefixtures("_only_our_schedule")
def test_a_scheduled_job_still_waiting_is_not_queued_twice() -> None:
    schedules.every(10, "note", sample_jobs.note_by_schedule)
    schedules.write_down(NOON)
    schedules.queue_due(NOON + timedelta(minutes=10))
    schedules.queue_due(NOON + timedelta(minutes=20))
    assert Job.objects.count() == 1


@pytest.mark.usefixtures("_only_our_schedule")
def test_rows_of_the_schedule_follow_what_the_apps_say() -> None:
    schedules.every(10, "note", sample_jobs.note_by_schedule)
    schedules.daily(time(6), "other", sample_jobs.note_by_schedule)
    schedules.write_down(NOON)
    schedules._registered.pop("other")
    schedules.every(30, "note", sample_jobs.note_by_schedule)
    schedules.write_down(NOON + timedelta(minutes=1))
    assert [(row.name, row.every_minutes) for row in Schedule.objects.all()] == [("note", 30)]
    assert Schedule.objects.get().next_at == NOON + timedelta(minutes=31)
    schedules.write_down(NOON + timedelta(minutes=2))
    assert Schedule.objects.get().next_at == NOON + timedelta(minutes=31)


def test_arguments_of_a_job_are_plain_json() -> None:
    sample_jobs.note.enqueue("một")
    assert json.dumps(Job.objects.get().result.args_kwargs)


def test_runs_that_ended_well_long_ago_are_cleared_and_failed_ones_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for at, status in [
        (NOON - timedelta(days=91), TaskResultStatus.SUCCESSFUL),
        (NOON - timedelta(days=89), TaskResultStatus.SUCCESSFUL),
        (NOON - timedelta(days=91), TaskResultStatus.FAILED),
    ]:
        pk = sample_jobs.note.enqueue("một").id
        DBTaskResult.objects.filter(pk=pk).update(status=status, finished_at=at)
    monkeypatch.setattr(settings, "JOBS_KEPT_DAYS", 90)
    assert actions.clear_old_runs(acting=command_line(), at=NOON) == 1
    assert actions.clear_old_runs(acting=command_line(), at=NOON) == 0
    assert Job.objects.count() == 2
    assert AuditEntry.objects.get(verb="job.clear").details == {"cleared": 1}
