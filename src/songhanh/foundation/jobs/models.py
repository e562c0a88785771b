"""What the queue of django-tasks does not keep: lease, heartbeat, attempts, schedule."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult


class Job(models.Model):
    """One queued task's lease and attempts. Its task, arguments and status stand in ``result``.

    A worker holds a job until ``lease_until`` and moves that ahead with every heartbeat. When it is
    killed, the lease runs out and another worker takes the job over. ``attempt`` counts the times
    it was taken; whoever took it last is the only one who may finish it.
    """

    result = models.OneToOneField(
        DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="job"
    )
    open_key = models.CharField(  # noqa: DJ001 - NULL keeps jobs without a key out of the unique index
        max_length=200, unique=True, null=True, editable=False
    )
    attempt = models.PositiveSmallIntegerField(_("số lần chạy"), default=0)
    worker = models.CharField(_("tiến trình"), max_length=80, blank=True)
    lease_until = models.DateTimeField(_("giữ đến"), null=True, db_index=True)
    heartbeat_at = models.DateTimeField(_("báo còn chạy lúc"), null=True)
    error = models.TextField(_("lỗi"), blank=True)

    class Meta:
        verbose_name = _("việc chạy nền")
        verbose_name_plural = _("việc chạy nền")

    def __str__(self) -> str:
        return str(self.pk)


class Schedule(models.Model):
    """When a job is queued by itself: every so many minutes, or daily at a time of the office."""

    name = models.CharField(_("tên"), max_length=80, primary_key=True)
    task_path = models.CharField(max_length=200)
    every_minutes = models.PositiveIntegerField(_("mỗi (phút)"), null=True)
    daily_at = models.TimeField(_("hằng ngày lúc"), null=True)
    next_at = models.DateTimeField(_("lần tới"), db_index=True)

    class Meta:
        verbose_name = _("lịch chạy")
        verbose_name_plural = _("lịch chạy")
        constraints = [
            models.CheckConstraint(
                condition=Q(every_minutes__isnull=True) ^ Q(daily_at__isnull=True),
                name="schedule_either_every_or_daily",
            ),
            models.CheckConstraint(
                condition=Q(every_minutes__isnull=True) | Q(every_minutes__gt=0),
                name="schedule_minutes_above_zero",
            ),
        ]

    def __str__(self) -> str:
        return self.name
