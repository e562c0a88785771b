"""A unit's own report: written, explained, submitted, taken back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui.formats import moment_text
from songhanh.reporting.submissions.actions import (
    Clash,
    Typed,
    begin_supplement,
    digest_of,
    explain_figure,
    keep_texts,
    recall_submission,
    submit_submission,
)
from songhanh.reporting.submissions.enums import Section, SubmissionKind
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.filling import deadline_of
from songhanh.reporting.submissions.forms import ExplanationForm, PartForm, PartsForm, initial_of
from songhanh.reporting.submissions.lines import lines_of
from songhanh.reporting.submissions.narrative import skeleton
from songhanh.reporting.submissions.queries import (
    Answers,
    Draft,
    answers_to,
    draft_of,
    last_text,
    submission_of,
    text_before,
)
from songhanh.reporting.submissions.rules import can_edit
from songhanh.reporting.submissions.views.common import (
    ALL_OF_IT,
    ITS_RULE,
    parts_of,
    title_of,
    visible_submission,
)
from songhanh.reporting.submissions.views.once import fresh_key, once

NEXT, EXPLAIN, FILL = "next", "explain", "fill"
"""Buttons of the form: go on to submitting; explain a figure; take a text over."""


@signed_in
@once
def edit(request: ActingRequest, pk: int) -> HttpResponse:
    """The text beside the figures; buttons lead on to explanations and to submitting."""
    submission = visible_submission(request, pk)
    require(can_edit(request.acting, submission, today()))
    if request.method != "POST":
        draft = draft_of(submission, now())
        return _edit_page(
            request, draft, PartsForm(initial=initial_of(draft.texts, draft.versions))
        )
    form = PartsForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, draft_of(submission, now()), form, status=400)
    if FILL in request.POST:
        draft = draft_of(submission, now())
        return _edit_page(request, draft, _filled(request, draft, form))
    kept = keep_texts(submission, form.typed, acting=request.acting, at=now())
    if kept.clashes:
        draft = draft_of(kept.submission, now())
        return _edit_page(request, draft, _beside(form, kept.clashes), kept.clashes, status=409)
    return redirect(_way_on(request, pk))


@signed_in
@require_POST
@once
def part(request: ActingRequest, pk: int) -> HttpResponse:
    """One part of the text, saved by the page itself; a clash answers with what stands."""
    submission = visible_submission(request, pk, along=())
    require(can_edit(request.acting, submission, today()))
    form = PartForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    section, text = form.cleaned_data["section"], form.cleaned_data["text"]
    moment = now()
    kept = keep_texts(
        submission,
        {section: Typed(text, form.cleaned_data["seen"])},
        acting=request.acting,
        at=moment,
    )
    for clash in kept.clashes:
        return JsonResponse(
            {
                "text": clash.text,
                "version": clash.version,
                "base": digest_of(clash.text),
                "by": clash.by,
                "at": moment_text(clash.at),
            },
            status=409,
        )
    return JsonResponse(
        {
            "version": kept.versions[section],
            "base": digest_of(text),
            "at": moment_text(moment),
        }
    )


def _way_on(request: ActingRequest, pk: int) -> str:
    """Where the button that saved leads to."""
    if EXPLAIN in request.POST:
        return reverse("submissions:explain", args=[pk, request.POST[EXPLAIN]])
    if NEXT in request.POST:
        return reverse("submissions:submit", args=[pk])
    messages.success(request, _("Đã lưu. Báo cáo chưa được nộp."))
    return reverse("submissions:edit", args=[pk])


def _filled(request: HttpRequest, draft: Draft, form: PartsForm) -> PartsForm:
    """The form with a text taken over and nothing saved yet: all of it, or the part named."""
    source, _, section = request.POST[FILL].partition(":")
    texts = form.texts
    found = _text_from(request, draft, source)
    wanted = [section] if section else list(found)
    texts |= {one: found[one] for one in wanted if one in found and (section or found[one])}
    hidden = {name: form.cleaned_data[name] for name in form.fields if name not in Section.values}
    return PartsForm(initial={**hidden, **texts})


def _text_from(request: HttpRequest, draft: Draft, source: str) -> dict[str, str]:
    if source == "saved":
        return draft.texts
    if source != "last":
        return skeleton(draft.figures, draft.period, draft.as_of)
    last = text_before(draft.filling) or last_text(draft.submission)
    if last is None:
        messages.info(request, _("Đơn vị chưa có báo cáo nào trước báo cáo này."))
    return last or {}


def _beside(form: PartsForm, clashes: Sequence[Clash]) -> PartsForm:
    """The form as typed, now upon what the others saved: saving again is then deliberate."""
    initial = dict(form.cleaned_data)
    for clash in clashes:
        initial[f"seen_{clash.section}"] = clash.version
        initial[f"base_{clash.section}"] = digest_of(clash.text)
    return PartsForm(initial=initial)


def _edit_page(
    request: ActingRequest,
    draft: Draft,
    form: PartsForm,
    clashes: Sequence[Clash] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    submission = draft.submission
    answers = answers_to(submission) if submission.versions else Answers((), {})
    returned = answers.open_return(submission)
    remarks = answers.on(returned.snapshot) if returned else {}
    before = text_before(draft.filling) or {}
    clashed = {one.section: one for one in clashes}
    context = {
        "submission": submission,
        "title": title_of(submission, draft.filling.unit_name),
        "form": form,
        "key": fresh_key(),
        "draft": draft,
        "clashes": clashes,
        "owner": request.acting.user_id,
        "returned": returned,
        "sections": [
            {
                "part": part,
                "field": form[part.section],
                "seen": form[f"seen_{part.section}"],
                "base": form[f"base_{part.section}"],
                "clash": clashed.get(part.section),
            }
            for part in parts_of({}, remarks, before)
            if part.section in draft.filling.sections
        ],
        **lines_of(draft.figures, draft.explained, remarks, last=draft.last),
    }
    return render(request, "submissions/edit.html", context, status=status)


@signed_in
@once
def explain(request: ActingRequest, pk: int, figure: str) -> HttpResponse:
    """The unit's own number for one figure, beside the counted one."""
    submission = visible_submission(request, pk)
    require(can_edit(request.acting, submission, today()))
    draft = draft_of(submission, now())
    counted = _figure(draft, figure)
    known = draft.explained.get(counted.key)
    initial: dict[str, object] = {"seen": draft.versions.get(counted.key, 0)}
    if known is not None:
        initial |= {"value": known.value, "reason": known.reason}
    removing = "remove" in request.POST
    form = ExplanationForm(request.POST or None, initial=initial)
    if request.method == "POST" and (removing or form.is_valid()):
        seen = request.POST.get("seen", "")
        try:
            explain_figure(
                submission,
                counted.key,
                None if removing else form.explained,
                seen=int(seen) if seen.isdecimal() else -1,
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
        "title": title_of(submission, draft.filling.unit_name),
        "form": form,
        "key": fresh_key(),
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
@once
def submit(request: ActingRequest, pk: int) -> HttpResponse:
    """What would be frozen, once more; then it is."""
    sending = request.method == "POST"
    submission = visible_submission(request, pk, ITS_RULE if sending else ALL_OF_IT)
    require(can_edit(request.acting, submission, today()))
    if sending:
        saves = request.POST.get("saves", "")
        submit_submission(
            submission,
            saves=int(saves) if saves.isdecimal() else -1,
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã nộp báo cáo. Số liệu và lời văn đã được chốt."))
        return redirect("submissions:show", pk=pk)
    draft = draft_of(submission, now())
    context = {
        "submission": submission,
        "title": title_of(submission, draft.filling.unit_name),
        "draft": draft,
        "key": fresh_key(),
        "parts": parts_of(draft.texts, {}),
        "owed": deadline_of(submission, draft.filling, None, today()),
        **lines_of(draft.figures, draft.explained, {}, last=draft.last),
    }
    return render(request, "submissions/submit.html", context)


@signed_in
@require_POST
@once
def recall(request: ActingRequest, pk: int) -> HttpResponse:
    """Take back what nobody has opened yet."""
    submission = visible_submission(request, pk, along=())
    recall_submission(submission, acting=request.acting, at=now())
    messages.success(request, _("Đã rút lại báo cáo. Hãy sửa rồi nộp lại."))
    return redirect("submissions:edit", pk=pk)


@signed_in
@require_POST
@once
def supplement(request: ActingRequest, pk: int) -> HttpResponse:
    """Begin the supplement of a report, or go on with the one that was begun."""
    submission = visible_submission(request, pk)
    known = submission_of(
        submission.rule, submission.unit_id, submission.period, SubmissionKind.SUPPLEMENT
    )
    if known is not None:
        return redirect("submissions:show", pk=visible_submission(request, known.pk).pk)
    begun = begin_supplement(submission, acting=request.acting, at=now())
    return redirect("submissions:edit", pk=begun.pk)
