"""Upper documents outside the registry."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.cascade.actions.documents import add_document, change_document
from songhanh.programme.cascade.forms.links import DocumentForm
from songhanh.programme.cascade.models import UpperDocument
from songhanh.programme.cascade.rules import may_link


@signed_in
def document_list(request: ActingRequest) -> HttpResponse:
    """The documents plans stand under, with their number, day and issuer."""
    rows = UpperDocument.objects.select_related("above").order_by("issued_on", "pk")
    context = {"page": lists.page_of(request, rows), "may_link": may_link(request.acting)}
    return render(request, "cascade/documents.html", context)


@signed_in
def add(request: ActingRequest) -> HttpResponse:
    """Name a document by hand."""
    return _edit(request, None)


@signed_in
def edit(request: ActingRequest, document_pk: int) -> HttpResponse:
    """Correct what is known of a document."""
    return _edit(request, get_object_or_404(UpperDocument, pk=document_pk))


def _edit(request: ActingRequest, document: UpperDocument | None) -> HttpResponse:
    require(may_link(request.acting))
    posted = request.POST if request.method == "POST" else None
    shown = UpperDocument.objects.get(pk=document.pk) if document else None
    form = DocumentForm(posted, instance=shown)
    if request.method == "POST" and form.is_valid():
        try:
            if document is None:
                add_document(form.values(), acting=request.acting, at=now())
            else:
                change_document(document, form.values(), acting=request.acting, at=now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã lưu văn bản cấp trên."))
            return redirect("cascade:documents")
    context = {"form": form, "document": document}
    return render(request, "cascade/document.html", context, status=400 if form.errors else 200)
