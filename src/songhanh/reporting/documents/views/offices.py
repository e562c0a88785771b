"""Who signs for a unit, and the layouts a lead officer adapts in Word."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.engines.docwrite import MARKS, WORDS, DocumentKind, template_with_marks
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.registry.orgunits.queries import names_on
from songhanh.reporting.documents.actions import (
    add_signatory,
    add_template,
    end_signatory,
    use_built_in,
)
from songhanh.reporting.documents.enums import LayoutKind
from songhanh.reporting.documents.forms import SignatoryForm, TemplateForm
from songhanh.reporting.documents.models import DocumentTemplate
from songhanh.reporting.documents.queries import signatories_visible_to, templates_of
from songhanh.reporting.documents.rules import can_adapt, can_name_signatories
from songhanh.reporting.documents.samples import sample_file
from songhanh.reporting.documents.views.common import MEDIA_TYPES


@signed_in
def signatories(request: ActingRequest) -> HttpResponse:
    """Who signs documents of the own unit, and naming somebody new."""
    on = today()
    unit_id = request.acting.unit_id or 0
    require(can_name_signatories(request.acting, unit_id, on))
    form = SignatoryForm(request.POST or None, initial={"valid_from": on})
    if request.method == "POST" and form.is_valid():
        add_signatory(
            unit_id, form.facts, form.cleaned_data["valid_from"], acting=request.acting, at=now()
        )
        messages.success(request, _("Đã thêm người ký. Văn bản lập từ nay dùng người ký này."))
        return redirect("documents:signatories")
    rows = list(signatories_visible_to(request.acting, on).filter(unit_id=unit_id))
    context = {
        "form": form,
        "rows": [(one, one.signature, one.holds_on(on)) for one in rows],
        "unit": names_on([unit_id], on).get(unit_id, ""),
    }
    return render(
        request, "documents/signatories.html", context, status=400 if form.errors else 200
    )


@signed_in
@require_POST
def end(request: ActingRequest, pk: int) -> HttpResponse:
    """Let somebody sign no more."""
    found = get_object_or_404(signatories_visible_to(request.acting, today()), pk=pk)
    end_signatory(found, acting=request.acting, at=now())
    messages.success(request, _("Người này thôi ký văn bản từ hôm nay."))
    return redirect("documents:signatories")


@signed_in
def templates(request: ActingRequest) -> HttpResponse:
    """The layouts in use, their versions, and handing in one that was adapted."""
    branch_id = request.acting.branch_id
    require(can_adapt(request.acting, branch_id))
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_template(
                DocumentTemplate(
                    branch_id=branch_id or 0,
                    kind=form.cleaned_data["kind"],
                    file_name=form.file_name[:200],
                    note=form.cleaned_data["note"],
                ),
                form.cleaned_data["file"],
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, _("Mẫu đạt kiểm tra và được dùng từ nay."))
            return redirect("documents:templates")
    versions = templates_of(branch_id)
    context = {
        "form": form,
        "kinds": [(kind, LayoutKind(kind).label, found) for kind, found in versions.items()],
        "marks": MARKS.items(),
        "words": WORDS.items(),
    }
    return render(request, "documents/templates.html", context, status=400 if form.errors else 200)


@signed_in
def template_file(request: ActingRequest, kind: str, form: str) -> HttpResponse:
    """The file to begin from: the layout in use with its marks, or a sample document in it."""
    branch_id = request.acting.branch_id
    require(can_adapt(request.acting, branch_id))
    if kind not in LayoutKind.values or form not in {"marks", "sample"}:
        raise Http404
    versions = templates_of(branch_id)[kind]
    key = versions[0].file_key if versions else ""
    used = filestore.open_file(key) if key else b""
    if form == "sample":
        data = sample_file(DocumentKind(kind), used)
    else:
        data = used or template_with_marks(DocumentKind(kind))
    response = HttpResponse(data, content_type=MEDIA_TYPES["docx"])
    disposition = content_disposition_header(as_attachment=True, filename=f"mau-{kind}-{form}.docx")
    response["Content-Disposition"] = disposition or "attachment"
    return response


@signed_in
@require_POST
def built_in(request: ActingRequest, kind: str) -> HttpResponse:
    """Go back to the built-in layout."""
    require(can_adapt(request.acting, request.acting.branch_id))
    if kind not in LayoutKind.values:
        raise Http404
    use_built_in(request.acting.branch_id or 0, kind, acting=request.acting, at=now())
    messages.success(request, _("Đã trở về mẫu có sẵn của hệ thống."))
    return redirect("documents:templates")
