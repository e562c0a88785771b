"""Results of a plan: all targets, one target with its units, one unit with its entries."""


from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from songhanh.engines.counting import TargetResult
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to, units_of_target
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import target_spec, targets_of
from songhanh.records.recording.kinds import kind_of
from songhanh.registry.orgunits.queries import names_on
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.results.values.enums import FORMULAS
from songhanh.results.values.explanation import EntryBehind, explain_figure
from songhanh.results.values.forms import ResultFilter
from songhanh.results.values.queries import results_of
from songhanh.results.values.tables import (
    ResultRow,
    UnitRow,
    has_entries,
    result_rows,
    unit_rows,
)


@signed_in
def plan(request: ActingRequest, pk: int) -> HttpResponse:
    """Every target of a plan with its value, what is required, and its status."""
    document = _plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    targets = list(targets_of(document))
    rows = result_rows(_results(document, form), targets)
    if lists.wants_workbook(request):
        return _plan_workbook(document, rows)
    context = {"plan": document, "filter_form": form, "rows": rows, "day": form.day}
    return render(request, "values/plan.html", context)


@signed_in
def target(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """One target: how it is counted, who is counted, who passes and who does not."""
    document = _plan(request, pk)
    one = get_object_or_404(targets_of(document), pk=target_pk)
    form = ResultFilter(request.GET, today=clock.today())
    rows = result_rows(_results(document, form, one), [one])
    chosen = _chosen(rows, request.GET.get("period", ""))
    units, beyond = unit_rows(chosen.result, _visible(request), form.day)
    if lists.wants_workbook(request):
        return _target_workbook(document, chosen, units)
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "rows": rows,
        "chosen": chosen,
        "units": units,
        "beyond": beyond,
        "day": form.day,
        "formula": FORMULAS[one.kind],
        "counted": units_of_target(one, form.day),
        "opens": has_entries(chosen.result.kind),
    }
    return render(request, "values/target.html", context)


@signed_in
def unit(request: ActingRequest, pk: int, target_pk: int, unit_pk: int) -> HttpResponse:
    """The entries behind what one unit has of a target; each leads to its record and its proof."""
    document = _plan(request, pk)
    one = get_object_or_404(targets_of(document), pk=target_pk)
    visible = _visible(request)
    if visible is not None and unit_pk not in visible:
        raise Http404
    form = ResultFilter(request.GET, today=clock.today())
    explanation = explain_figure(
        document, one.element.key, unit_id=unit_pk, as_of=form.day, standing=form.standing_name
    )
    name = names_on({unit_pk}, form.day).get(unit_pk)
    if name is None:
        raise Http404
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "unit_name": name,
        "unit_pk": unit_pk,
        "entries": [(entry, _address(entry)) for entry in explanation.entries],
        "total": explanation.total,
        "day": form.day,
    }
    return render(request, "values/unit.html", context)


def _plan(request: ActingRequest, pk: int) -> PlanDocument:
    return get_object_or_404(plans_visible_to(request.acting, clock.today()), pk=pk)


def _visible(request: ActingRequest) -> set[int] | None:
    return visible_unit_ids(request.acting, clock.today())


def _results(
    document: PlanDocument, form: ResultFilter, one: Target | None = None
) -> list[TargetResult]:
    return results_of(
        document,
        as_of=form.day,
        standing=form.standing_name,
        map="new" if form.map_name == "new" else "reported",
        targets=[target_spec(one)] if one else None,
    )


def _chosen(rows: list[ResultRow], period: str) -> ResultRow:
    """The period asked for; the last row (the year) when none is."""
    return next((row for row in rows if row.result.period.label == period), rows[-1])


def _address(entry: EntryBehind) -> str:
    kind = kind_of(entry.record_kind)
    return f"{kind.namespace}:show" if kind else ""


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
            row.result.period.label,
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


def _target_workbook(
    document: PlanDocument, chosen: ResultRow, units: list[UnitRow]
) -> HttpResponse:
    columns = [
        Column(_("Mã")),
        Column(_("Đơn vị"), width=40),
        Column(_("Kết quả")),
        Column(_("Số lượng"), Kind.DECIMAL),
        Column(_("Cần đạt"), Kind.DECIMAL),
    ]
    cells = ((u.code, u.name, u.verdict.label, u.count, u.needed) for u in units)
    label = chosen.result.period.label
    name = f"chi-tieu-{document.code}-{chosen.result.ordinal}-{label}.xlsx"
    return workbook_response(name.replace("#", "-"), columns, cells)
