"""Who may look at the jobs and start one again: the administrator."""

from django.utils.translation import gettext as _

from songhanh.foundation.jobs.enums import ADMINISTRATOR, STATUS_OF, JobState
from songhanh.foundation.jobs.models import Job
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied


def can_see_jobs(acting: Acting) -> Answer:
    """Jobs belong to the installation, not to a branch of it."""
    if acting.acts_as(ADMINISTRATOR):
        return Allowed()
    return Denied(_("Chỉ quản trị viên xem được các việc chạy nền."))


def can_run_again(acting: Acting, job: Job) -> Answer:
    """Only a job that failed: one that waits or runs would run twice."""
    seen = can_see_jobs(acting)
    if not seen:
        return seen
    if job.result.status != STATUS_OF[JobState.FAILED]:
        return Denied(_("Chỉ chạy lại được việc đã dừng vì lỗi."))
    return Allowed()
