"""The page of runs, for the administrator."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.jobs import actions
from songhanh.foundation.jobs.models import Job
from songhanh.foundation.lib.errors import ConflictError
from songhanh.foundation.lib.rules import NotAllowedError
from tests.foundation.jobs import sample_jobs
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client, world: World) -> Client:
    client.force_login(world.users["quan"])
    return client


def failed_job() -> Job:
    result = DBTaskResult.objects.get(pk=sample_jobs.note.enqueue("một").id)
    result.set_failed(ValueError("x"))
    Job.objects.filter(pk=result.pk).update(attempt=4, error="Việc chưa chạy xong.")
    return Job.objects.select_related("result").get(pk=result.pk)


def test_the_list_shows_each_run_with_its_state_and_its_error(administrator: Client) -> None:
    failed_job()
    sample_jobs.refuse.enqueue()
    page = administrator.get("/jobs/").content.decode()
    for words in ("Ghi một việc", "Từ chối", "đang chờ", "không chạy được", "Việc chưa chạy xong."):
        assert words in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("state=failed", 1), ("q=tu choi", 1), ("q=zzz", 0), ("state=x", 2)],
)
def test_the_list_is_narrowed_by_name_and_state(
    administrator: Client, query: str, count: int
) -> None:
    failed_job()
    sample_jobs.refuse.enqueue()
    response = administrator.get(f"/jobs/?{query}")
    assert response.context["page"].paginator.count == count


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    administrator: Client, django_assert_max_num_queries
) -> None:
    administrator.get("/jobs/")  # the first page of a session asks more
    counts = []
    for _more in range(2):
        failed_job()
        with django_assert_max_num_queries(15) as asked:
            administrator.get("/jobs/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_goes_to_excel(administrator: Client) -> None:
    failed_job()
    response = administrator.get("/jobs/?format=xlsx")
    sheet = zipfile.ZipFile(io.BytesIO(response.content)).read("xl/worksheets/sheet1.xml").decode()
    assert "Việc chưa chạy xong." in sheet


def test_a_failed_job_is_run_again_with_all_its_attempts(administrator: Client) -> None:
    job = failed_job()
    response = administrator.post(reverse("jobs:run_again", args=[job.pk]), follow=True)
    assert "xếp vào hàng chờ" in response.content.decode()
    job = Job.objects.select_related("result").get(pk=job.pk)
    assert (job.result.status, job.attempt, job.error) == ("READY", 0, "")
    assert AuditEntry.objects.filter(verb="job.run_again", subject_key=str(job.pk)).exists()


def test_a_waiting_job_is_not_run_twice(world: World) -> None:
    sample_jobs.note.enqueue("một")
    job = Job.objects.select_related("result").get()
    with pytest.raises(NotAllowedError, match="đã dừng vì lỗi"):
        actions.run_again(job, acting=world.acting["quan"], at=NOON)


def test_two_administrators_start_a_job_once(world: World) -> None:
    first, second = failed_job(), None
    second = Job.objects.select_related("result").get(pk=first.pk)
    actions.run_again(first, acting=world.acting["quan"], at=NOON)
    with pytest.raises(ConflictError):
        actions.run_again(second, acting=world.acting["quan"], at=NOON)


def test_the_schedule_is_shown_in_words(administrator: Client) -> None:
    from songhanh.foundation.jobs.models import Schedule  # noqa: PLC0415 - used here alone

    path = sample_jobs.note_by_schedule.module_path
    Schedule.objects.create(name="a", task_path=path, every_minutes=10, next_at=NOON)
    Schedule.objects.create(name="b", task_path=path, daily_at="06:00", next_at=NOON)
    page = administrator.get("/jobs/").content.decode()
    assert "mỗi 10 phút" in page
    assert "hằng ngày lúc 06:00" in page
