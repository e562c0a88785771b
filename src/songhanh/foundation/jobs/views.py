"""The page of runs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.jobs import actions, exports, queries
from songhanh.foundation.jobs.forms import JobFilter
from songhanh.foundation.jobs.rules import can_run_again, can_see_jobs
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists

SORTS = {"queued": "result__enqueued_at", "name": "result__task_path", "attempt": "attempt"}


@signed_in
def job_list(request: ActingRequest) -> HttpResponseBase:
    """Every run, the newest first, and what runs by itself."""
    require(can_see_jobs(request.acting))
    form = JobFilter(request.GET)
    jobs = form.narrow(queries.jobs_visible_to(request.acting))
    jobs = lists.sort(request, jobs, SORTS, "-queued")
    if lists.wants_workbook(request):
        return workbook_response("viec-chay-nen.xlsx", exports.COLUMNS, exports.lines_of(jobs))
    page = lists.page_of(request, jobs)
    context = {
        "form": form,
        "page": page,
        "rows": [exports.row_of(job) for job in page],
        "schedule": [exports.scheduled(row) for row in queries.schedule()],
    }
    return render(request, "jobs/list.html", context)


@signed_in
def job_page(request: ActingRequest, pk: UUID) -> HttpResponseBase:
    """One run: when, how often, why it failed."""
    require(can_see_jobs(request.acting))
    job = get_object_or_404(queries.jobs_visible_to(request.acting), pk=pk)
    context = {
        "job": job,
        "row": exports.row_of(job),
        "can_run_again": can_run_again(request.acting, job),
    }
    return render(request, "jobs/show.html", context)


@require_POST
@signed_in
def run_again(request: ActingRequest, pk: UUID) -> HttpResponseBase:
    """Put a failed job back into the queue."""
    require(can_see_jobs(request.acting))
    job = get_object_or_404(queries.jobs_visible_to(request.acting), pk=pk)
    actions.run_again(job, acting=request.acting, at=clock.now())
    messages.success(request, _("Việc đã được xếp vào hàng chờ để chạy lại."))
    return redirect("jobs:show", pk=pk)
