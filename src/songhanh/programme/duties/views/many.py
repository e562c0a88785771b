"""What is done to many duties of the list at once."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.duties import actions
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.forms import FILTERED, BulkDueForm, BulkProgressForm, BulkReasonForm
from songhanh.programme.duties.rules import may_carry, may_follow_up
from songhanh.programme.duties.standing import FULL
from songhanh.programme.duties.views.board import found
from songhanh.programme.duties.views.telling import tell_due


@require_POST
@signed_in
def set_due(request: ActingRequest) -> HttpResponse:
    """A due day for the duties marked in the list, or for all the filters let through."""
    require(may_follow_up(request.acting))
    form = BulkDueForm(request.POST, prefix="due")
    if not form.is_valid():
        return _told_errors(request, form)
    chosen = _chosen(request, form.cleaned_data["scope"])
    return _done(
        request,
        lambda: actions.set_due_days(chosen, form.due, acting=request.acting, at=now()),
        lambda count: tell_due(request, count),
    )


@require_POST
@signed_in
def close_marked(request: ActingRequest) -> HttpResponse:
    """Close the duties marked in the list, with one remark."""
    require(may_follow_up(request.acting))
    form = BulkReasonForm(request.POST, prefix="close")
    if not form.is_valid():
        messages.error(request, _("Hãy ghi nhận xét để các đơn vị biết rồi kết thúc lại."))
        return _back(request)
    reason = form.cleaned_data["reason"]
    return _done(
        request,
        lambda: actions.close_duties(
            _chosen(request), reason=reason, acting=request.acting, at=now()
        ),
        lambda count: messages.success(
            request,
            ngettext("Đã kết thúc %(count)s nhiệm vụ.", "Đã kết thúc %(count)s nhiệm vụ.", count)
            % {"count": count},
        ),
    )


@require_POST
@signed_in
def accept_marked(request: ActingRequest) -> HttpResponse:
    """The unit takes the marked duties on; without a mark, every one the filters let through."""
    require(may_carry(request.acting))
    scope = request.POST.get("progress-scope", "")
    return _done(
        request,
        lambda: actions.accept_duties(_own(request, scope), acting=request.acting, at=now()),
        lambda count: messages.success(
            request,
            ngettext(
                "Đơn vị đã nhận %(count)s nhiệm vụ.", "Đơn vị đã nhận %(count)s nhiệm vụ.", count
            )
            % {"count": count},
        ),
    )


@require_POST
@signed_in
def report_marked(request: ActingRequest) -> HttpResponse:
    """One report of the unit for many of its duties: under way by so many per cent, or done."""
    require(may_carry(request.acting))
    form = BulkProgressForm(request.POST, prefix="progress")
    is_done = request.POST.get("do") == "done"
    if form.is_valid() and not is_done and form.cleaned_data["percent"] is None:
        form.add_error("percent", _("Hãy ghi tiến độ, hoặc bấm nút báo đã làm xong."))
    if not form.is_valid():
        return _told_errors(request, form)
    given = form.cleaned_data
    return _done(
        request,
        lambda: actions.report_duties(
            _own(request, given["scope"]),
            percent=FULL if is_done else given["percent"],
            note=given["note"],
            acting=request.acting,
            at=now(),
        ),
        lambda count: messages.success(
            request,
            ngettext(
                "Đã ghi tiến độ của %(count)s nhiệm vụ.",
                "Đã ghi tiến độ của %(count)s nhiệm vụ.",
                count,
            )
            % {"count": count},
        ),
    )


def _chosen(request: ActingRequest, scope: str = "") -> list[CarriedDuty]:
    """The marked duties of the list, or all of it."""
    _filter, carried = found(request)
    marked = set(request.POST.getlist("chosen"))
    return [one for one in carried if scope == FILTERED or one.name in marked]


def _own(request: ActingRequest, scope: str) -> list[CarriedDuty]:
    """Those of them the own unit carries."""
    chosen = _chosen(request, scope)
    return [one for one in chosen if one.unit_id == request.acting.unit_id and not one.ended]


def _done(
    request: ActingRequest, act: Callable[[], int], tell: Callable[[int], None]
) -> HttpResponse:
    """Do it, say how many it were or why not, and show the same list again."""
    try:
        count = act()
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        tell(count)
    return _back(request)


def _told_errors(request: ActingRequest, form: forms.Form) -> HttpResponse:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))
    return _back(request)


def _back(request: ActingRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('duties:list')}?{request.GET.urlencode()}")
