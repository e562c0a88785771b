"""What the own unit received: opened (a read mark), confirmed, its files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.handedin import kept_file
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits.queries import names_on
from songhanh.reporting.dispatch import actions
from songhanh.reporting.dispatch.models import DispatchRecipient
from songhanh.reporting.dispatch.queries import received_by
from songhanh.reporting.dispatch.rules import can_acknowledge
from songhanh.reporting.dispatch.views.sending import issued_file
from songhanh.reporting.documents.queries import pdf_of

_ORDERS = {"sent": "sent_on", "title": "dispatch__title", "confirmed": "acknowledged_on"}


@signed_in
def inbox(request: ActingRequest) -> HttpResponse:
    """Documents sent to the own unit, the newest first."""
    on = today()
    found = received_by(request.acting, on)
    waiting = found.filter(acknowledged_on__isnull=True).count()
    page = lists.page_of(request, lists.sort(request, found, _ORDERS, "-sent"))
    names = names_on({one.dispatch.unit_id for one in page}, on)
    context = {
        "page": page,
        "rows": [(one, names.get(one.dispatch.unit_id, "")) for one in page],
        "waiting": waiting,
    }
    return render(request, "dispatch/inbox.html", context)


@signed_in
def received(request: ActingRequest, pk: int) -> HttpResponse:
    """One of them. Opening it sets the read mark, once."""
    one = _received(request, pk)
    actions.mark_read([one], acting=request.acting, at=now())
    dispatch = one.dispatch
    context = {
        "one": one,
        "dispatch": dispatch,
        "sender": names_on([dispatch.unit_id], today()).get(dispatch.unit_id, ""),
        "pdf": pdf_of(dispatch.file_key) if dispatch.file_key else None,
        "scans": dispatch.scans.all(),
        "confirming": can_acknowledge(request.acting, one, today()),
    }
    return render(request, "dispatch/received.html", context)


@signed_in
@require_POST
def confirm(request: ActingRequest, pk: int) -> HttpResponse:
    """Say that it was received."""
    actions.acknowledge(_received(request, pk), acting=request.acting, at=now())
    messages.success(request, _("Đã xác nhận nhận văn bản."))
    return redirect("dispatch:received", pk=pk)


@signed_in
def received_file(request: ActingRequest, pk: int, form: str) -> HttpResponse:
    """The document as issued: Word, PDF, or a scan of the signed copy (not named: the newest)."""
    dispatch = _received(request, pk).dispatch
    if form != "scan":
        return issued_file(dispatch, form)
    named = request.GET.get("scan", "")
    scans = dispatch.scans.filter(pk=int(named)) if named.isdecimal() else dispatch.scans.all()
    scan = scans.first()
    if scan is None:
        raise Http404
    return kept_file(scan.file_key, scan.file_name, scan.media_type)


def _received(request: ActingRequest, pk: int) -> DispatchRecipient:
    return get_object_or_404(received_by(request.acting, today()), pk=pk)
