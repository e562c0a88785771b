"""Pages of difficulties: the list, one of them with what can be done, sending one, a plan's way."""

from datetime import date

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.handedin import kept_file
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.records.recording.queries import units_recorded_by
from songhanh.registry.orgunits.queries import names_on, search_units
from songhanh.reporting.difficulties import actions, queries
from songhanh.reporting.difficulties.enums import DifficultyState
from songhanh.reporting.difficulties.exports import difficulties_workbook
from songhanh.reporting.difficulties.forms import (
    AnswerForm,
    DifficultyFilter,
    DifficultyForm,
    WayForm,
    WordsForm,
)
from songhanh.reporting.difficulties.models import Difficulty
from songhanh.reporting.difficulties.routing import stations, way_of
from songhanh.reporting.difficulties.rules import (
    can_answer,
    can_end,
    can_pass_on,
    can_send,
    can_settle_way,
    can_take_up,
    may_answer,
    may_pass_on,
)

_ORDERS = {"sent": "sent_at", "state": "state", "subject": "subject", "plan": "plan__code"}


@signed_in
def difficulty_list(request: ActingRequest) -> HttpResponse:
    """The difficulties of the branch, those that wait first."""
    on = today()
    plans = list(queries.plans_to_name(request.acting, on))
    form = DifficultyFilter(request.GET, plans=plans)
    everything = queries.difficulties_visible_to(request.acting, on)
    found = _narrowed(everything, form.chosen, on)
    found = lists.sort(request, found, _ORDERS, "-sent")
    if lists.wants_workbook(request):
        return difficulties_workbook(queries.rows_of(found, on))
    page = lists.page_of(request, found)
    totals = [(state, everything.filter(state=state).count()) for state in DifficultyState]
    context = {
        "filter_form": form,
        "page": page,
        "rows": queries.rows_of(page, on),
        "totals": totals,
        "narrowed": bool(form.chosen),
        "sending": can_send(request.acting),
        "passing": bool(may_pass_on(request.acting)),
        "plans": queries.plans_settled_by(request.acting, on),
        "words_form": WordsForm(optional=True, prefix="pass"),
        "query": request.GET.urlencode(),
    }
    return render(request, "difficulties/list.html", context)


@signed_in
def new(request: ActingRequest) -> HttpResponse:
    """Send a difficulty of the own unit."""
    require(can_send(request.acting))
    on = today()
    units = names_on(units_recorded_by(request.acting, on), on)
    plans = list(queries.plans_to_name(request.acting, on))
    elements = list(queries.elements_to_name(plans))
    own = dict(sorted(units.items(), key=lambda pair: pair[0] != request.acting.unit_id))
    named = {name: request.GET[name] for name in ("plan", "element") if name in request.GET}
    form = DifficultyForm(
        request.POST or None,
        request.FILES or None,
        initial=named,
        units=own,
        plans=plans,
        elements=elements,
    )
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.send_difficulty(
                form.plan_meant,
                form.content,
                unit_id=int(form.cleaned_data["unit"]),
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            to = names_on([sent.holder_id], on).get(sent.holder_id, "")
            messages.success(request, _("Đã gửi đến %(office)s.") % {"office": to})
            return redirect("difficulties:show", pk=sent.pk)
    status = 400 if form.errors else 200
    return render(request, "difficulties/new.html", {"form": form, "plans": plans}, status=status)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One difficulty: what was said, where it is, what happened, what can be done."""
    return _page(request, _visible(request, pk))


@require_POST
@signed_in
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer it."""
    one = _visible(request, pk)
    require(may_answer(request.acting))
    require(can_answer(request.acting, one, today()))
    form = AnswerForm(request.POST, prefix="answer")
    if not form.is_valid():
        return _page(request, one, answer_form=form)
    actions.answer_difficulty(one, **form.cleaned_data, acting=request.acting, at=now())
    messages.success(request, _("Đã trả lời đơn vị."))
    return redirect("difficulties:show", pk=one.pk)


@require_POST
@signed_in
def pass_on_one(request: ActingRequest, pk: int) -> HttpResponse:
    """Pass it on to the next office of its way."""
    one = _visible(request, pk)
    require(can_pass_on(request.acting, one, today()))
    form = WordsForm(request.POST, prefix="pass", optional=True)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    actions.pass_on([one], text=text, acting=request.acting, at=now())
    messages.success(request, _("Đã chuyển lên cấp trên."))
    return redirect("difficulties:show", pk=one.pk)


@require_POST
@signed_in
def reopen(request: ActingRequest, pk: int) -> HttpResponse:
    """The unit takes it up again."""
    one = _visible(request, pk)
    require(can_take_up(request.acting, one, today()))
    form = WordsForm(request.POST, prefix="reopen")
    if not form.is_valid():
        return _page(request, one, reopen_form=form)
    actions.take_up_again(one, **form.cleaned_data, acting=request.acting, at=now())
    messages.success(request, _("Đã nêu lại khó khăn."))
    return redirect("difficulties:show", pk=one.pk)


@require_POST
@signed_in
def close(request: ActingRequest, pk: int) -> HttpResponse:
    """It is done."""
    one = _visible(request, pk)
    require(can_end(request.acting, one, today()))
    form = WordsForm(request.POST, prefix="close", optional=True)
    if not form.is_valid():
        return _page(request, one, close_form=form)
    actions.end_difficulty(one, **form.cleaned_data, acting=request.acting, at=now())
    messages.success(request, _("Đã kết thúc."))
    return redirect("difficulties:show", pk=one.pk)


@require_POST
@signed_in
def pass_on_marked(request: ActingRequest) -> HttpResponse:
    """Pass the marked ones on, bundled."""
    require(may_pass_on(request.acting))
    form = WordsForm(request.POST, prefix="pass", optional=True)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    try:
        passed = actions.pass_on(_marked(request), text=text, acting=request.acting, at=now())
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        words = ngettext(
            "Đã chuyển %(count)s nội dung lên cấp trên.",
            "Đã chuyển %(count)s nội dung lên cấp trên.",
            len(passed),
        )
        messages.success(request, words % {"count": len(passed)})
    return _back(request)


@require_POST
@signed_in
def join_marked(request: ActingRequest) -> HttpResponse:
    """Join the marked ones with the one sent first."""
    require(may_pass_on(request.acting))
    try:
        count = actions.join_difficulties(_marked(request), acting=request.acting, at=now())
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        words = ngettext(
            "Đã gộp %(count)s nội dung vào nội dung gửi sớm nhất.",
            "Đã gộp %(count)s nội dung vào nội dung gửi sớm nhất.",
            count,
        )
        messages.success(request, words % {"count": count})
    return _back(request)


@signed_in
def way(request: ActingRequest, plan_pk: int) -> HttpResponse:
    """The way of a plan's difficulties, for its lead officer to correct."""
    on = today()
    plans = plans_visible_to(request.acting, on)
    require(may_answer(request.acting))
    plan: PlanDocument = get_object_or_404(plans, pk=plan_pk)
    require(can_settle_way(request.acting, plan, on))
    known = way_of(plan)
    initial = {
        "via": known.via,
        "addressee": known.addressee,
        "only_beyond_authority": known.only_beyond_authority,
    }
    form = WayForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.settle_way(plan, form.way(known.sentence), acting=request.acting, at=now())
        messages.success(request, _("Đã lưu đường đi của khó khăn, vướng mắc."))
        return redirect("difficulties:list")
    offices = names_on(stations(plan, known, on), on)
    context = {
        "form": form,
        "plan": plan,
        "way": known,
        "offices": [offices.get(pk, "") for pk in stations(plan, known, on)],
    }
    return render(request, "difficulties/way.html", context, status=400 if form.errors else 200)


@signed_in
def file(request: ActingRequest, pk: int, file_pk: int) -> HttpResponse:
    """A file handed in with it."""
    kept = queries.file_of(_visible(request, pk), file_pk)
    if kept is None:
        raise Http404
    return kept_file(kept.file_key, kept.file_name, kept.media_type)


# ------------------------------------------------------------------ shared ----


def _narrowed(
    found: QuerySet[Difficulty], chosen: dict[str, str], on: date
) -> QuerySet[Difficulty]:
    if "q" in chosen:
        found = found.filter(folded__contains=fold(chosen["q"]))
    if "unit" in chosen:
        units = search_units(chosen["unit"], on=on, with_ended=True)
        found = found.filter(unit_id__in=units.values("unit_id"))
    fields = {"plan": "plan__code", "state": "state", "subject": "subject", "urgency": "urgency"}
    named = {field: chosen[name] for name, field in fields.items() if name in chosen}
    return found.filter(**named)


def _visible(request: ActingRequest, pk: int) -> Difficulty:
    return get_object_or_404(queries.difficulties_visible_to(request.acting, today()), pk=pk)


def _marked(request: ActingRequest) -> list[Difficulty]:
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    visible = queries.difficulties_visible_to(request.acting, today())
    return list(visible.filter(pk__in=chosen).order_by("sent_at", "pk"))


def _back(request: ActingRequest) -> HttpResponseRedirect:
    return redirect(f"{reverse('difficulties:list')}?{request.GET.urlencode()}")


def _page(request: ActingRequest, one: Difficulty, **bound: forms.Form) -> HttpResponse:
    on = today()
    steps = queries.steps_of(one)
    offices = {pk for step in steps for pk in (step.from_unit_id, step.to_unit_id) if pk}
    names = names_on({*offices, one.unit_id, one.holder_id}, on)
    context: dict[str, object] = {
        "one": one,
        "row": queries.rows_of([one], on)[0],
        "steps": [
            (step, names.get(step.from_unit_id or 0, ""), names.get(step.to_unit_id, ""))
            for step in steps
        ],
        "joined": queries.rows_of(one.joined.select_related("plan", "element"), on),
        "answering": can_answer(request.acting, one, on),
        "passing": can_pass_on(request.acting, one, on),
        "ending": can_end(request.acting, one, on),
        "taking_up": one.state == DifficultyState.ANSWERED
        and bool(can_take_up(request.acting, one, on)),
        "answer_form": AnswerForm(prefix="answer"),
        "pass_form": WordsForm(prefix="pass", optional=True),
        "reopen_form": WordsForm(prefix="reopen"),
        "close_form": WordsForm(prefix="close", optional=True),
    }
    return render(request, "difficulties/show.html", context | bound, status=400 if bound else 200)
