"""Roadmaps: what each year asks for, by target; typed, proposed, or from Excel; with history."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.engines import counting
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.actions import change_roadmaps
from songhanh.programme.plans.forms.roadmap import (
    FileForm,
    LineForm,
    ReasonForm,
    RoadmapForm,
    roadmap_years,
)
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.roadmaps import (
    RoadmapReading,
    read_rows,
    rows_of_file,
    rows_of_preview,
)
from songhanh.programme.plans.rules import can_set_roadmap
from songhanh.programme.plans.views.common import posted, status_of, visible_plan, workable_plan
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import plan_spec, target_spec, targets_of
from songhanh.programme.targets.roadmaps import roadmap_changes, roadmap_version

PROPOSALS = {"line": RoadmapOrigin.LINE, "annex": RoadmapOrigin.ANNEX}


@signed_in
def roadmap(request: ActingRequest, pk: int) -> HttpResponse:
    """What every year asks of every target of a plan, and how that came about."""
    plan = visible_plan(request, pk)
    targets = list(targets_of(plan))
    if lists.wants_workbook(request):
        return _template(plan, targets)
    years = sorted({year for one in targets for year in roadmap_years(one, today())})
    rows = [(one, [_asked(one, year) for year in years]) for one in targets]
    context = {
        "plan": plan,
        "years": years,
        "rows": rows,
        "may_set": can_set_roadmap(request.acting, plan, today()),
        "form": FileForm(),
        "page": lists.page_of(request, roadmap_changes(plan)),
    }
    return render(request, "plans/roadmap.html", context)


@signed_in
def target_roadmap(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """The years of one target: typed, or proposed by the plan's annex or a straight line."""
    plan = workable_plan(request, pk)
    require(can_set_roadmap(request.acting, plan, today()))
    target = get_object_or_404(targets_of(plan), pk=target_pk)
    years = roadmap_years(target, today())
    line = LineForm(request.GET if request.GET.get("propose") == "line" else None)
    origin, rows = _proposed(request, target, years, line)
    form = RoadmapForm(
        posted(request),
        target=target,
        years=years,
        rows=rows,
        initial={"version": roadmap_version(plan), "origin": origin},
    )
    if request.method == "POST" and form.is_valid() and _stored(request, plan, form, target):
        messages.success(request, _("Đã lưu lộ trình của chỉ tiêu."))
        return redirect("plans:target_roadmap", plan.pk, target.pk)
    context = {
        "plan": plan,
        "target": target,
        "form": form,
        "line": line,
        "proposed": origin if origin != RoadmapOrigin.TYPED else "",
        "has_annex": bool(counting.rows_of_annex(target_spec(target))),
        "changes": roadmap_changes(plan).filter(element_id=target.element.identity),
    }
    return render(request, "plans/target_roadmap.html", context, status=status_of(form.errors))


@require_POST
@signed_in
def roadmap_file(request: ActingRequest, pk: int) -> HttpResponse:
    """What an Excel file would change, row by row, and its faults; then its confirmation."""
    plan = workable_plan(request, pk)
    require(can_set_roadmap(request.acting, plan, today()))
    if "row" in request.POST:
        return _confirmed(request, plan)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "plans/roadmap_file.html", {"plan": plan, "form": form}, status=400)
    try:
        reading = read_rows(plan, rows_of_file(form.cleaned_data["file"].read()))
    except RefusedError as error:
        form.add_error("file", error.message)
        return render(request, "plans/roadmap_file.html", {"plan": plan, "form": form}, status=400)
    return _preview(request, plan, reading)


def _proposed(
    request: HttpRequest, target: Target, years: list[int], line: LineForm
) -> tuple[RoadmapOrigin, tuple[counting.RoadmapRow, ...]]:
    """The rows shown: a proposal where one is asked for, else what stands."""
    spec = target_spec(target)
    origin = PROPOSALS.get(request.GET.get("propose", ""))
    if origin == RoadmapOrigin.ANNEX:
        return origin, counting.rows_of_annex(spec)
    if origin == RoadmapOrigin.LINE and years:
        start = line.start(counting.start_of(spec, years[0]))
        numbers = {row.year: row.threshold for row in spec.roadmap}
        rows = counting.straight_line(spec, years, start)
        return origin, tuple(
            counting.RoadmapRow(row.year, row.value, numbers.get(row.year)) for row in rows
        )
    return RoadmapOrigin.TYPED, spec.roadmap


def _stored(request: ActingRequest, plan: PlanDocument, form: RoadmapForm, target: Target) -> bool:
    """Store the rows of a valid form; a refusal stands at its top."""
    try:
        change_roadmaps(
            plan,
            {target: form.rows()},
            version=form.cleaned_data["version"],
            origin=RoadmapOrigin(form.cleaned_data["origin"]),
            reason=form.cleaned_data["reason"],
            acting=request.acting,
            at=now(),
        )
    except RefusedError as error:
        form.add_error(None, error.message)
        return False
    return True


def _confirmed(request: ActingRequest, plan: PlanDocument) -> HttpResponse:
    reading = read_rows(plan, rows_of_preview(request.POST.getlist("row")))
    form = ReasonForm(request.POST)
    if reading.faults or not form.is_valid():
        return _preview(request, plan, reading, form)
    try:
        changed = change_roadmaps(
            plan,
            reading.wanted,
            version=form.cleaned_data["version"],
            origin=RoadmapOrigin.SHEET,
            reason=form.cleaned_data["reason"],
            acting=request.acting,
            at=now(),
        )
    except RefusedError as error:
        form.add_error(None, error.message)
        return _preview(request, plan, reading, form)
    messages.success(
        request, _("Đã lưu lộ trình của %(count)d chỉ tiêu từ tệp Excel.") % {"count": changed}
    )
    return redirect("plans:roadmap", plan.pk)


def _preview(
    request: ActingRequest,
    plan: PlanDocument,
    reading: RoadmapReading,
    form: ReasonForm | None = None,
) -> HttpResponse:
    asked = form or ReasonForm(
        initial={"version": roadmap_version(plan), "origin": RoadmapOrigin.SHEET}
    )
    context = {"plan": plan, "reading": reading, "reason_form": asked, "form": FileForm()}
    refused = bool(asked.errors or reading.faults)
    return render(request, "plans/roadmap_file.html", context, status=status_of(refused))


def _asked(target: Target, year: int) -> tuple[int, counting.RoadmapRow | None, object]:
    """A year of a target: its own row, and what is required by whatever comes first."""
    spec = target_spec(target)
    row = next((one for one in spec.roadmap if one.year == year), None)
    applies = plan_spec(target.element.plan).covers(year) and spec.applies_in(year)
    required = counting.required_of(spec, year).value if applies else None
    shown = None if required is None else counting.round_half_up(required, 2)
    return year, row, shown


def _template(plan: PlanDocument, targets: list[Target]) -> HttpResponse:
    """The template: each target and year a row, with what stands there now."""
    columns = [
        Column(_("Mục")),
        Column(_("Chỉ tiêu"), width=60),
        Column(_("Năm")),
        Column(_("Phải đạt"), Kind.DECIMAL),
        Column(_("Số lượng mỗi đơn vị"), Kind.DECIMAL),
    ]
    cells: list[tuple[Cell, ...]] = []
    for target in targets:
        rows = {row.year: row for row in target_spec(target).roadmap}
        for year in roadmap_years(target, today()):
            row = rows.get(year)
            numbers = (row.value, row.threshold) if row else (None, None)
            cells.append((target.element.key, target.element.text, str(year), *numbers))
    return workbook_response(f"lo-trinh-{plan.code}.xlsx", columns, cells)
