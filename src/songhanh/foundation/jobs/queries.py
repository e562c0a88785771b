"""Reads of the page of runs."""

from django.db.models import QuerySet

from songhanh.foundation.jobs.enums import ADMINISTRATOR, STATUS_OF, JobState
from songhanh.foundation.jobs.models import Job, Schedule
from songhanh.foundation.lib.acting import Acting


def jobs_visible_to(acting: Acting) -> "QuerySet[Job]":
    """All jobs for the administrator, none for anybody else."""
    jobs = Job.objects.select_related("result")
    return jobs if acting.acts_as(ADMINISTRATOR) else jobs.none()


def jobs_in(jobs: "QuerySet[Job]", state: JobState) -> "QuerySet[Job]":
    """The jobs in one state."""
    return jobs.filter(result__status=STATUS_OF[state])


def schedule() -> "QuerySet[Schedule]":
    """What runs by itself, the next first."""
    return Schedule.objects.order_by("next_at", "name")
