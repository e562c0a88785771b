"""One plan: its page, the page for printing, its file, its tables."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from songhanh.engines.docread.pictures import picture_of_page
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.plans.announcing import announcements
from songhanh.programme.plans.exports import SHEETS
from songhanh.programme.plans.models import Anomaly, PlanDocument, SourceText
from songhanh.programme.plans.queries import progress_of, units_of_rule, units_of_target
from songhanh.programme.plans.queries.outlines import outline_of
from songhanh.programme.plans.rules import can_close, can_receive, can_review, can_set
from songhanh.programme.plans.views.common import visible_plan
from songhanh.programme.rules.queries import every_reporting_rule
from songhanh.programme.targets.queries import targets_of
from songhanh.registry.orgunits.queries import names_on

SMALL_KINDS = (
    ElementKind.LEGAL_REFERENCE,
    ElementKind.FUNDING,
    ElementKind.RECIPIENT,
    ElementKind.FOOTNOTE,
)
"""Kinds that are listed with their text alone."""


@signed_in
def detail(request: ActingRequest, pk: int) -> HttpResponse:
    """The plan on one page: targets, tasks, assignments, rules, windows, recipients, findings."""
    plan = visible_plan(request, pk)
    context = _context(plan) | {
        "may_review": can_review(request.acting, plan, today()),
        "may_set": can_set(request.acting, plan, today()),
        "may_close": can_close(request.acting, plan, today()),
        "may_receive": can_receive(request.acting, plan.issuer_id, today()),
        "moves": plan.moves.select_related("by"),
        "attachments": plan.attachments.filter(removed_at__isnull=True).select_related("added_by"),
        "progress": progress_of(plan),
    }
    return render(request, "plans/detail.html", context)


@signed_in
def print_view(request: ActingRequest, pk: int) -> HttpResponse:
    """The same on one sheet, for printing."""
    plan = visible_plan(request, pk)
    return render(request, "plans/print.html", _context(plan))


@signed_in
def source_file(request: ActingRequest, pk: int) -> FileResponse:
    """The file the plan was read from, as it came."""
    plan = visible_plan(request, pk)
    source: SourceText | None = getattr(plan, "source", None)
    if source is None or not source.file_key:
        raise Http404
    return FileResponse(
        BytesIO(filestore.open_file(source.file_key)),
        as_attachment=True,
        filename=source.filename,
        content_type="application/octet-stream",
    )


@signed_in
def page_image(request: ActingRequest, pk: int, number: int) -> HttpResponse:
    """A page of the plan's PDF as a picture."""
    plan = visible_plan(request, pk)
    source: SourceText | None = getattr(plan, "source", None)
    if source is None or not source.pages.filter(number=number).exists():
        raise Http404
    picture = picture_of_page(filestore.open_file(source.file_key), number)
    if picture is None:
        raise Http404
    answer = HttpResponse(picture, content_type="image/png")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@signed_in
def export(request: ActingRequest, pk: int, sheet: str) -> HttpResponse:
    """Targets, tasks or assignments as an Excel file."""
    plan = visible_plan(request, pk)
    if sheet not in SHEETS:
        raise Http404
    return SHEETS[sheet](plan)


def _context(plan: PlanDocument) -> dict[str, Any]:
    on = today()
    targets = [(target, units_of_target(target, on)) for target in targets_of(plan)]
    rules = [(rule, units_of_rule(rule, on)) for rule in every_reporting_rule(plan)]
    outline = outline_of(plan)
    return {
        "plan": plan,
        "issuer": names_on([plan.issuer_id], on).get(plan.issuer_id, ""),
        "outline": outline,
        "small_sections": [outline[kind] for kind in SMALL_KINDS],
        "targets": targets,
        "rules": rules,
        "findings": Anomaly.objects.filter(plan=plan).order_by("position"),
        "superseded": list(plan.supersedes.all()),
        "source": getattr(plan, "source", None),
        "announcements": announcements(plan, on),
    }
