"""The lead officer's answer to a report."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.reporting.submissions.actions import approve_submission, return_submission
from songhanh.reporting.submissions.enums import Outcome
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.forms import ReturnForm
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import figures_of, snapshots_of
from songhanh.reporting.submissions.rules import can_decide
from songhanh.reporting.submissions.views.common import title_of, visible_submission
from songhanh.reporting.submissions.views.once import fresh_key, once


@signed_in
def return_(request: ActingRequest, pk: int) -> HttpResponse:
    """Send a report back, with the reason and remarks at its cells; or ask for room for more."""
    if "more" not in request.POST:
        return _return(request, pk)
    submission, figures = _to_return(request, pk)
    return _return_page(request, submission, ReturnForm.with_more_room(request.POST, figures))


def _to_return(request: ActingRequest, pk: int) -> tuple[Submission, Sequence[Figure]]:
    """The report one may send back, and the figures a remark may be pinned to."""
    submission = visible_submission(request, pk, along=())
    require(can_decide(request.acting, submission, today()))
    snapshots = snapshots_of(submission)
    if not snapshots:
        raise Http404
    return submission, figures_of(snapshots[0])


@once
def _return(request: ActingRequest, pk: int) -> HttpResponse:
    submission, figures = _to_return(request, pk)
    form = ReturnForm(
        request.POST or None, figures=figures, initial={"version": submission.versions}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return_submission(
                submission,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                remarks=form.remarks,
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã trả lại báo cáo kèm lý do."))
            return redirect("submissions:show", pk=pk)
    return _return_page(request, submission, form)


def _return_page(request: ActingRequest, submission: Submission, form: ReturnForm) -> HttpResponse:
    context = {
        "submission": submission,
        "title": title_of(submission),
        "form": form,
        "key": fresh_key(),
    }
    return render(request, "submissions/return.html", context, status=400 if form.errors else 200)


@signed_in
@require_POST
@once
def approve(request: ActingRequest, pk: int) -> HttpResponse:
    """Approve the version the page showed."""
    submission = visible_submission(request, pk, along=())
    require(can_decide(request.acting, submission, today()))
    version = request.POST.get("version", "")
    decision = approve_submission(
        submission,
        version=int(version) if version.isdecimal() else -1,
        acting=request.acting,
        at=now(),
    )
    if decision.outcome == Outcome.FORWARDED:
        messages.success(request, _("Đã đồng ý. Báo cáo được chuyển đến cấp tiếp theo."))
    else:
        messages.success(request, _("Đã phê duyệt báo cáo. Báo cáo không thay đổi được nữa."))
    return redirect("submissions:show", pk=pk)
