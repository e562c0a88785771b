"""The states of a job as people see them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus


class JobState(models.TextChoices):
    """Codes are our own words; the queue's are in ``STATUS_OF``."""

    WAITING = "waiting", _("đang chờ")
    RUNNING = "running", _("đang chạy")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("không chạy được")


STATUS_OF = {
    JobState.WAITING: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
}
STATE_OF = {str(status): state for state, status in STATUS_OF.items()}

ADMINISTRATOR = "AD"
"""The role, as the registry of roles codes it, that looks after the jobs of the installation."""
