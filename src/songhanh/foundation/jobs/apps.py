"""The jobs app."""

from datetime import time

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Background work."""

    name = "songhanh.foundation.jobs"
    label = "jobs"
    verbose_name = _("Việc chạy nền")

    def ready(self) -> None:
        """Listen to the queue; find every app's jobs; put the page of runs into the navigation."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.jobs import receivers, schedules
        from songhanh.foundation.jobs.jobs import clear_old_runs
        from songhanh.foundation.ui import navigation

        receivers.connect()
        verbs.register(
            {
                "job.run_again": _("cho chạy lại việc nền"),
                "job.clear": _("dọn các lượt chạy nền đã xong"),
            }
        )
        schedules.daily(time(3), "jobs.clear", clear_old_runs)
        autodiscover_modules("jobs")  # the worker knows every kind of job before it meets one
        navigation.register(
            "jobs:list",
            _("Việc chạy nền"),
            section=navigation.Section.ADMINISTRATION,
            order=90,
            roles=("AD",),
            icon="jobs",
        )
