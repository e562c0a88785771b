"""What an administrator does with jobs."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.jobs.models import Job
from songhanh.foundation.jobs.rules import can_run_again
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import ConflictError
from songhanh.foundation.lib.rules import require


def run_again(job: Job, *, acting: Acting, at: datetime) -> None:
    """Put a failed job back into the queue, with all its attempts before it again.

    Raises:
        NotAllowedError: not the administrator, or the job has not failed.
        ConflictError: somebody else put it back in between.
    """
    require(can_run_again(acting, job))
    with recorded("job.run_again", acting=acting, at=at, subject=job):
        put_back = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED).update(
            status=TaskResultStatus.READY, run_after=at, finished_at=None
        )
        if put_back != 1:
            raise ConflictError(_("Việc này vừa được người khác cho chạy lại."))
        Job.objects.filter(pk=job.pk).update(attempt=0, error="")


def clear_old_runs(*, acting: Acting, at: datetime) -> int:
    """Take away the runs that ended well longer ago than ``JOBS_KEPT_DAYS``; how many.

    What they did stands in the audit trail. Runs that failed stay until somebody looked.
    """
    before = at - timedelta(days=settings.JOBS_KEPT_DAYS)
    old = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=before)
    if not old.exists():
        return 0
    with recorded("job.clear", acting=acting, at=at) as fact:
        _rows, by_model = old.delete()
        cleared = by_model[DBTaskResult._meta.label]
        fact.details["cleared"] = cleared
    return cleared
