"""Filters of the page of runs."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from songhanh.engines.vntext import fold
from songhanh.foundation.jobs.enums import JobState
from songhanh.foundation.jobs.kinds import all_kinds
from songhanh.foundation.jobs.models import Job
from songhanh.foundation.jobs.queries import jobs_in


class JobFilter(forms.Form):
    """By name and by state."""

    q = forms.CharField(label=_("Tìm theo tên việc"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("tất cả")), *JobState.choices]
    )

    def narrow(self, jobs: "QuerySet[Job]") -> "QuerySet[Job]":
        """The jobs that match. A filter that cannot be read filters nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if state := wanted.get("state"):
            jobs = jobs_in(jobs, JobState(state))
        if words := fold(wanted.get("q", "")):
            paths = [path for path, kind in all_kinds() if words in fold(str(kind.label))]
            jobs = jobs.filter(result__task_path__in=paths)
        return jobs
