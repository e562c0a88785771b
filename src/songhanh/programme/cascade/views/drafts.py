"""Writing the own plan of a unit, and taking it away as a Word file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.cascade.actions.drafting import begin_draft, change_draft
from songhanh.programme.cascade.drafting import gaps_of, official_document
from songhanh.programme.cascade.forms.drafts import DraftForm
from songhanh.programme.cascade.layouting import file_of, signatures_of
from songhanh.programme.cascade.models import PlanDraft
from songhanh.programme.cascade.queries.drafts import draft_of
from songhanh.programme.cascade.queries.needs import Need
from songhanh.programme.cascade.rules import can_draft
from songhanh.programme.cascade.views.common import ONCE, seen_need

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
@signed_in
def begin(request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int) -> HttpResponse:
    """Begin the draft from the plan above."""
    need = seen_need(request, pk, unit_pk, kind, year)
    require(can_draft(request.acting, need.unit_id, today()))
    begin_draft(need, acting=request.acting, at=now())
    return redirect("cascade:draft", *_address(need))


@signed_in
def edit(request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int) -> HttpResponse:
    """Write the draft: plain boxes; what was typed is kept when somebody else saved meanwhile."""
    need = seen_need(request, pk, unit_pk, kind, year)
    require(can_draft(request.acting, need.unit_id, today()))
    draft = _draft(need)
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        draft=draft,
        signatures=signatures_of(need.unit_id, today()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(
                draft,
                version=form.cleaned_data["version"],
                head=form.head(),
                parts=form.parts(),
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã lưu dự thảo."))
            return redirect("cascade:draft", *_address(need))
    context = {
        "need": need,
        "plan": need.plan,
        "year_word": need.year or ONCE,
        "form": form,
        "gaps": gaps_of(draft),
    }
    return render(request, "cascade/draft.html", context, status=400 if form.errors else 200)


@signed_in
def word_file(request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int) -> HttpResponse:
    """The draft as a Word file in the layout of the unit: the office's own or the built-in one."""
    need = seen_need(request, pk, unit_pk, kind, year)
    require(can_draft(request.acting, need.unit_id, today()))
    data = file_of(official_document(_draft(need), today()), need.unit_id, today())
    name = f"ke-hoach-{need.unit_code}.docx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _draft(need: Need) -> PlanDraft:
    draft = draft_of(need)
    if draft is None:
        raise Http404
    return draft


def _address(need: Need) -> tuple[int, int, str, int]:
    return need.plan.pk, need.unit_id, need.kind.value, need.year or ONCE
