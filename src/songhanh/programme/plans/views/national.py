"""The register of national documents: listed for everybody, kept by a few."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.actions import add_document, change_document
from songhanh.programme.plans.exports import national_workbook
from songhanh.programme.plans.forms.national import NationalFilter, NationalForm
from songhanh.programme.plans.models import NationalDocument
from songhanh.programme.plans.queries.national import filter_documents
from songhanh.programme.plans.rules import can_keep_register
from songhanh.programme.plans.views.common import posted, status_of


@signed_in
def register(request: ActingRequest) -> HttpResponse:
    """The documents, with search and filters; as an Excel file when asked for."""
    form = NationalFilter(request.GET)
    form.is_valid()
    found = filter_documents(form.cleaned_data)
    if lists.wants_workbook(request):
        return national_workbook(found)
    context = {
        "form": form,
        "page": lists.page_of(request, found),
        "filtered": any(form.cleaned_data.values()),
        "may_keep": can_keep_register(request.acting),
    }
    return render(request, "plans/national.html", context)


@signed_in
def add(request: ActingRequest) -> HttpResponse:
    """Enter a document."""
    require(can_keep_register(request.acting))
    form = NationalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        add_document(form.values(), acting=request.acting, at=now())
        messages.success(request, _("Đã ghi văn bản vào sổ và đối chiếu lại các bản nháp."))
        return redirect("plans:national")
    return render(
        request, "plans/national_form.html", {"form": form}, status=status_of(form.errors)
    )


@signed_in
def change(request: ActingRequest, document_pk: int) -> HttpResponse:
    """Correct a document."""
    require(can_keep_register(request.acting))
    document = get_object_or_404(NationalDocument, pk=document_pk)
    form = NationalForm(posted(request), instance=document)
    if request.method == "POST" and form.is_valid():
        change_document(
            document,
            form.values(),
            version=form.cleaned_data["version"] or 0,
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã sửa văn bản và đối chiếu lại các bản nháp."))
        return redirect("plans:national")
    context = {"form": form, "document": document}
    return render(request, "plans/national_form.html", context, status=status_of(form.errors))
