"""A unit's own report: written, explained, submitted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.reporting.obligations.queries import obligation_of
from songhanh.reporting.submissions.actions import Written, save_submission, submit_submission
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.forms import ExplanationForm, TextForm
from songhanh.reporting.submissions.narrative import skeleton
from songhanh.reporting.submissions.queries import (
    Draft,
    decisions_of,
    draft_of,
    last_text,
    open_return,
    remarks_on,
    snapshots_of,
)
from songhanh.reporting.submissions.rules import can_edit
from songhanh.reporting.submissions.views.common import (
    lines_of,
    parts_of,
    title_of,
    visible_submission,
)

NEXT, EXPLAIN, FILL = "next", "explain", "fill"
"""Buttons of the form: go on to submitting; explain a figure; take a text over."""


@signed_in
def edit(request: ActingRequest, pk: int) -> HttpResponse:
    """The text beside the figures; buttons lead on to explanations and to submitting."""
    submission = visible_submission(request, pk)
    require(can_edit(request.acting, submission, today()))
    draft = draft_of(submission, today())
    if request.method != "POST":
        form = TextForm(initial={"saves": submission.saves, **draft.texts})
        return _edit_page(request, draft, form)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, draft, form, status=400)
    if FILL in request.POST:
        return _edit_page(request, draft, _filled(request, draft, form))
    try:
        save_submission(
            submission,
            Written(texts=form.texts),
            saves=form.cleaned_data["saves"],
            acting=request.acting,
            at=now(),
        )
    except ConflictError as conflict:
        form.add_error(None, conflict.message)  # what was typed stays on the page
        return _edit_page(request, draft, form, status=409)
    return redirect(_way_on(request, pk))


def _way_on(request: ActingRequest, pk: int) -> str:
    """Where the button that saved leads to."""
    if EXPLAIN in request.POST:
        return reverse("submissions:explain", args=[pk, request.POST[EXPLAIN]])
    if NEXT in request.POST:
        return reverse("submissions:submit", args=[pk])
    messages.success(request, _("Đã lưu. Báo cáo chưa được nộp."))
    return reverse("submissions:edit", args=[pk])


def _filled(request: HttpRequest, draft: Draft, form: TextForm) -> TextForm:
    """The form with a text taken over and nothing saved yet."""
    texts = form.texts
    if request.POST[FILL] == "last":
        last = last_text(draft.submission)
        if last is None:
            messages.info(request, _("Đơn vị chưa có báo cáo nào trước báo cáo này."))
        texts |= last or {}
    else:
        made = skeleton(draft.figures, draft.period, draft.as_of)
        texts |= {section: text for section, text in made.items() if text}
    return TextForm(initial={"saves": form.cleaned_data["saves"], **texts})


def _edit_page(
    request: ActingRequest, draft: Draft, form: TextForm, status: int = 200
) -> HttpResponse:
    submission = draft.submission
    snapshots = snapshots_of(submission)
    remarks = remarks_on(snapshots[0]) if snapshots else {}
    context = {
        "submission": submission,
        "title": title_of(submission),
        "form": form,
        "draft": draft,
        "returned": open_return(decisions_of(submission), submission),
        "sections": [(form[part.section], part.remarks) for part in parts_of({}, remarks)],
        **lines_of(draft.figures, draft.explained, remarks),
    }
    return render(request, "submissions/edit.html", context, status=status)


@signed_in
def explain(request: ActingRequest, pk: int, figure: str) -> HttpResponse:
    """The unit's own number for one figure, beside the counted one."""
    submission = visible_submission(request, pk)
    require(can_edit(request.acting, submission, today()))
    draft = draft_of(submission, today())
    counted = _figure(draft, figure)
    known = draft.explained.get(counted.key)
    initial = {"saves": submission.saves}
    if known is not None:
        initial |= {"value": known.value, "reason": known.reason}  # type: ignore[dict-item]  # fields differ
    removing = "remove" in request.POST
    form = ExplanationForm(request.POST or None, initial=initial)
    if request.method == "POST" and (removing or form.is_valid()):
        saves = request.POST.get("saves", "")
        try:
            save_submission(
                submission,
                Written(explained={counted.key: None if removing else form.explained}),
                saves=int(saves) if saves.isdecimal() else -1,
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            done = _("Đã bỏ giải trình.") if removing else _("Đã lưu giải trình.")
            messages.success(request, done)
            return redirect("submissions:edit", pk=pk)
    context = {
        "submission": submission,
        "title": title_of(submission),
        "form": form,
        "figure": counted,
        "known": known,
    }
    return render(request, "submissions/explain.html", context, status=400 if form.errors else 200)


def _figure(draft: Draft, key: str) -> Figure:
    for figure in draft.figures:
        if figure.key == key:
            return figure
    raise Http404


@signed_in
def submit(request: ActingRequest, pk: int) -> HttpResponse:
    """What would be frozen, once more; then it is."""
    submission = visible_submission(request, pk)
    require(can_edit(request.acting, submission, today()))
    if request.method == "POST":
        saves = request.POST.get("saves", "")
        submit_submission(
            submission,
            saves=int(saves) if saves.isdecimal() else -1,
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã nộp báo cáo. Số liệu và lời văn đã được chốt."))
        return redirect("submissions:show", pk=pk)
    draft = draft_of(submission, today())
    context = {
        "submission": submission,
        "title": title_of(submission),
        "draft": draft,
        "parts": parts_of(draft.texts, {}),
        "owed": obligation_of(
            submission.rule, unit_id=submission.unit_id, period=submission.period, as_of=today()
        ),
        **lines_of(draft.figures, draft.explained, {}),
    }
    return render(request, "submissions/submit.html", context)
