"""Results: the plans, all targets of one, one target with its units, one unit with its entries."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.engines.counting import (
    Standing,
    TargetResult,
    TargetSpec,
    feeds_of,
    threshold_of,
)
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to, units_of_target
from songhanh.programme.plans.rules import can_set
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import every_wording, target_spec, targets_of
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.orgunits.queries import names_on
from songhanh.results.values.awareness import changes_of
from songhanh.results.values.enums import FORMULAS
from songhanh.results.values.explanation import explain_figure
from songhanh.results.values.forms import ResultFilter
from songhanh.results.values.queries import plans_with_results, results_of
from songhanh.results.values.records import records_seen
from songhanh.results.values.sentences import known_words, why
from songhanh.results.values.settings import settings_in_force
from songhanh.results.values.tables import (
    ResultRow,
    UnitTable,
    by_target,
    entry_groups,
    result_rows,
    unit_table,
)


@signed_in
def index(request: ActingRequest) -> HttpResponse:
    """The results of the plan in force; where there are several, the plans to choose from."""
    plans = plans_with_results(request.acting, clock.today())
    if len(plans) == 1:
        return redirect("results:plan", plans[0].pk)
    return render(request, "values/index.html", {"plans": plans})


@signed_in
def plan(request: ActingRequest, pk: int) -> HttpResponse:
    """Every target of a plan with its value, what is required, and its status."""
    document = _plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    rows = result_rows(_results(document, form), targets_of(document, form.day))
    if lists.wants_workbook(request):
        return _plan_workbook(document, rows)
    context = {
        "plan": document,
        "filter_form": form,
        "groups": by_target(rows),
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/plan.html", context)


@signed_in
def target(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """One target: how it is counted, who is counted, who passes and who does not."""
    document = _plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    one = _target(document, target_pk, form.day)
    spec = target_spec(one)
    results = _results(document, form, spec)
    beside = []
    if form.standing_name == Standing.ACCEPTED:
        beside = _results(document, form, spec, Standing.PROVISIONAL)
    rows = result_rows(results, [one], beside)
    chosen = _chosen(rows, request.GET.get("period", ""))
    units = unit_table(
        chosen, units_seen_by(request.acting, clock.today()), form.map_on or form.day
    )
    if lists.wants_workbook(request):
        return _target_workbook(document, chosen, units)
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "rows": rows,
        "chosen": chosen,
        "units": units,
        "page": lists.page_of(request, units.rows),
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
        "formula": FORMULAS[one.kind],
        "counted": units_of_target(one, form.day),
        "settings": settings_in_force(one, form.day),
        "may_set": can_set(request.acting, document, clock.today()),
        "opens": bool(feeds_of(spec)),
        "why": why(chosen.result, units.names),
        "changes": changes_of(document, spec, form.reading),
    }
    return render(request, "values/target.html", context)


@signed_in
def unit(request: ActingRequest, pk: int, target_pk: int, unit_pk: int) -> HttpResponse:
    """The entries behind what one unit has of a target; each leads to its record and its proof."""
    document = _plan(request, pk)
    today = clock.today()
    seen = units_seen_by(request.acting, today)
    if seen is not None and unit_pk not in seen:
        raise Http404
    form = ResultFilter(request.GET, today=today)
    one = _target(document, target_pk, form.day)
    explanation = explain_figure(
        document,
        one.element.key,
        unit_id=unit_pk,
        as_of=form.day,
        known_on=form.known_day,
        standing=form.standing_name,
        map=form.map_name,
        map_day=form.map_on,
        period=form.period_within_year(request.GET.get("period", "")),
    )
    names = names_on({unit_pk, *(entry.recorded_by for entry in explanation.entries)}, form.day)
    if unit_pk not in names:
        raise Http404
    records = records_seen({entry.key for entry in explanation.entries}, request.acting, today)
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "unit_name": names[unit_pk],
        "groups": entry_groups(explanation, names, records),
        "period": explanation.period,
        "needed": threshold_of(explanation.target, form.day.year),
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/unit.html", context)


def _target(document: PlanDocument, pk: int, day: date) -> Target:
    """The target in the words that hold on a day; in its newest ones when it had none then."""
    named = get_object_or_404(every_wording(document), pk=pk)
    same = [
        one for one in targets_of(document, day) if one.element.identity == named.element.identity
    ]
    return same[0] if same else named


def _plan(request: ActingRequest, pk: int) -> PlanDocument:
    return get_object_or_404(plans_visible_to(request.acting, clock.today()), pk=pk)


def _results(
    document: PlanDocument,
    form: ResultFilter,
    one: TargetSpec | None = None,
    standing: str = "",
) -> list[TargetResult]:
    return results_of(
        document,
        as_of=form.day,
        known_on=form.known_day,
        standing=standing or form.standing_name,
        map=form.map_name,
        map_day=form.map_on,
        targets=[one] if one else None,
    )


def _chosen(rows: list[ResultRow], period: str) -> ResultRow:
    """The period asked for; the last row (the year) when none is."""
    return next((row for row in rows if row.result.period.label == period), rows[-1])


def _plan_workbook(document: PlanDocument, rows: list[ResultRow]) -> HttpResponse:
    columns = [
        Column(_("Mục")),
        Column(_("Chỉ tiêu"), width=60),
        Column(_("Kỳ")),
        Column(_("Tử số"), Kind.INTEGER),
        Column(_("Mẫu số"), Kind.INTEGER),
        Column(_("Giá trị"), Kind.DECIMAL),
        Column(_("Yêu cầu"), Kind.DECIMAL),
        Column(_("Trạng thái")),
        Column(_("Cách tính"), width=60),
    ]
    cells = (
        (
            row.result.ordinal,
            row.target.element.text,
            period_text(row.result.period),
            row.result.numerator,
            row.result.denominator,
            row.value,
            row.required,
            row.status.label,
            FORMULAS[row.target.kind],
        )
        for row in rows
    )
    return workbook_response(f"ket-qua-{document.code}.xlsx", columns, cells)


def _target_workbook(document: PlanDocument, chosen: ResultRow, units: UnitTable) -> HttpResponse:
    columns = [
        Column(_("Mã")),
        Column(_("Đơn vị"), width=40),
        Column(_("Kết quả")),
        Column(_("Số lượng"), Kind.DECIMAL),
        Column(_("Cần đạt"), Kind.DECIMAL),
        Column(_("Còn thiếu"), Kind.DECIMAL),
        Column(_("Gồm cả bản ghi chờ chấp nhận"), Kind.DECIMAL),
    ]
    cells = (
        (one.code, one.name, one.verdict.label, one.count, one.needed, one.lacking, one.provisional)
        for one in units.rows
    )
    label = chosen.result.period.label
    name = f"chi-tieu-{document.code}-{chosen.result.ordinal}-{label}.xlsx"
    return workbook_response(name.replace("#", "-"), columns, cells)
