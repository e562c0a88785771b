"""Letters and notices: those of the own unit, begun for a purpose, written, and laid out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import ConflictError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.reporting.documents.actions import begin_letter, change_letter, issue_of_letter
from songhanh.reporting.documents.forms import LetterForm, NewLetterForm
from songhanh.reporting.documents.letters import gaps_of
from songhanh.reporting.documents.queries import letters_visible_to
from songhanh.reporting.documents.rules import can_issue, can_write_letters

_ORDERS = {"changed": "changed_at", "abstract": "abstract", "kind": "kind"}


@signed_in
def letter_list(request: ActingRequest) -> HttpResponse:
    """Letters and notices of the own unit, the newest first."""
    require(can_write_letters(request.acting))
    found = letters_visible_to(request.acting).prefetch_related("written")
    page = lists.page_of(request, lists.sort(request, found, _ORDERS, "-changed"))
    return render(request, "documents/letters.html", {"page": page})


@signed_in
def new_letter(request: ActingRequest) -> HttpResponse:
    """Begin a letter: its kind, its purpose, the plan it is about."""
    require(can_write_letters(request.acting))
    plans = plans_visible_to(request.acting, today()).filter(status__in=IN_FORCE)
    form = NewLetterForm(request.POST or None, plans=plans)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        letter = begin_letter(
            chosen["kind"], chosen["purpose"], chosen["plan"], acting=request.acting, at=now()
        )
        return redirect("documents:letter", pk=letter.pk)
    status = 400 if form.errors else 200
    return render(request, "documents/letter_new.html", {"form": form}, status=status)


@signed_in
def letter(request: ActingRequest, pk: int) -> HttpResponse:
    """Write a letter; what was typed is kept when somebody else saved meanwhile."""
    require(can_write_letters(request.acting))
    found = get_object_or_404(letters_visible_to(request.acting), pk=pk)
    form = LetterForm(request.POST if request.method == "POST" else None, letter=found)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                change_letter(
                    found,
                    form.values,
                    saves=form.cleaned_data["saves"],
                    acting=request.acting,
                    at=now(),
                )
            except ConflictError as conflict:
                form.add_error(None, conflict.message)
                status = 409
            else:
                messages.success(request, _("Đã lưu văn bản đang soạn."))
                return redirect("documents:letter", pk=pk)
    context = {
        "letter": found,
        "form": form,
        "gaps": gaps_of(found),
        "issuing": can_issue(request.acting, found),
        "written": found.written.all(),
    }
    return render(request, "documents/letter.html", context, status=status)


@signed_in
@require_POST
def write_letter(request: ActingRequest, pk: int) -> HttpResponse:
    """Write the document of a letter as it was last saved."""
    require(can_write_letters(request.acting))
    found = get_object_or_404(letters_visible_to(request.acting), pk=pk)
    document = issue_of_letter(found, acting=request.acting, at=now())
    messages.success(request, _("Đã lập văn bản. Số và ngày để trống cho văn thư."))
    return redirect("documents:show", pk=document.pk)
