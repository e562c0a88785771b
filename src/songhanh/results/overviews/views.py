"""Asking for an overview, seeing how far it is, taking its files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock, filestore
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.results.freezing.queries import frozen_visible_to
from songhanh.results.overviews.actions import ask_for_frozen_overview, ask_for_overview
from songhanh.results.overviews.enums import STEPS
from songhanh.results.overviews.models import Overview
from songhanh.results.overviews.queries import overviews_visible_to
from songhanh.results.values.forms import ResultFilter

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@signed_in
def of_plan(request: ActingRequest, pk: int) -> HttpResponse:
    """The overviews of a plan so far; asking for one more."""
    today = clock.today()
    plan = get_object_or_404(plans_visible_to(request.acting, today), pk=pk)
    if request.method == "POST":
        form = ResultFilter(request.POST, today=today)
        overview = ask_for_overview(
            plan, form.reading, form.map_choice, acting=request.acting, at=clock.now()
        )
        messages.success(request, _("Trang tổng quan đang được lập ở chế độ nền."))
        return redirect("overviews:show", pk=overview.pk)
    found = overviews_visible_to(request.acting, today).filter(plan=plan, frozen=None)
    context = {
        "plan": plan,
        "form": ResultFilter(request.GET, today=today),
        "page": lists.page_of(request, found),
    }
    return render(request, "overviews/list.html", context)


@signed_in
def of_frozen(request: ActingRequest, pk: int) -> HttpResponse:
    """The overviews of frozen results so far; asking for one more."""
    today = clock.today()
    frozen = get_object_or_404(frozen_visible_to(request.acting, today), pk=pk)
    if request.method == "POST":
        overview = ask_for_frozen_overview(frozen, acting=request.acting, at=clock.now())
        messages.success(request, _("Bản in của bản chốt đang được lập ở chế độ nền."))
        return redirect("overviews:show", pk=overview.pk)
    found = overviews_visible_to(request.acting, today).filter(frozen=frozen)
    context = {"plan": frozen.plan, "frozen": frozen, "page": lists.page_of(request, found)}
    return render(request, "overviews/list.html", context)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One overview: how far it is, then its files."""
    overview = _visible(request, pk)
    context = {"overview": overview, "steps": [state.label for state in STEPS]}
    return render(request, "overviews/show.html", context)


@signed_in
def download(request: ActingRequest, pk: int, form: str) -> HttpResponse:
    """The file as Word or PDF."""
    overview = _visible(request, pk)
    key = {"docx": overview.word_key, "pdf": overview.pdf_key}.get(form)
    if not key:
        raise Http404
    response = HttpResponse(filestore.open_file(key), content_type=MEDIA_TYPES[form])
    kind = f"ban-chot-{overview.frozen.number}" if overview.frozen else "tong-quan"
    name = f"{kind}-{overview.plan.code}-{overview.as_of:%Y-%m-%d}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _visible(request: ActingRequest, pk: int) -> Overview:
    return get_object_or_404(overviews_visible_to(request.acting, clock.today()), pk=pk)
