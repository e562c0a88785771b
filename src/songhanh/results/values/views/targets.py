"""One target: its units, its course and its drawing; what it is made of; its part by province."""

from collections.abc import Iterable
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render

from songhanh.engines.counting import Standing, TargetResult, TargetSpec, feeds_of
from songhanh.engines.vntext import fold
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import units_of_target
from songhanh.programme.plans.rules import can_set
from songhanh.programme.targets.queries import target_spec
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.orgunits.queries import territory_of
from songhanh.results.values.awareness import changes_of
from songhanh.results.values.charts import ChartPoint, line_chart, spark_line
from songhanh.results.values.disaggregation import disaggregate
from songhanh.results.values.enums import FORMULAS
from songhanh.results.values.forms import ResultFilter, UnitFilter
from songhanh.results.values.outlooks import outlooks_for, to_go
from songhanh.results.values.provinces import ProvinceRow, by_province
from songhanh.results.values.sentences import known_words, why
from songhanh.results.values.series import study
from songhanh.results.values.settings import settings_in_force
from songhanh.results.values.tables import (
    UNIT_ORDERS,
    ResultRow,
    UnitRow,
    in_order,
    result_rows,
    unit_table,
)
from songhanh.results.values.things import KEPT_IN, with_titles
from songhanh.results.values.tiles import TileFact, tile_map
from songhanh.results.values.views.common import asked_results, the_plan, the_target
from songhanh.results.values.workbooks import (
    disaggregation_workbook,
    provinces_workbook,
    target_workbook,
)

PERCENT = "%"


@signed_in
def target(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """One target: how it is counted, who is counted, who passes, how the year has gone."""
    document = the_plan(request, pk)
    form = UnitFilter(request.GET, today=clock.today())
    one = the_target(document, target_pk, form.day)
    spec = target_spec(one)
    found = study(document, spec, form.reading)
    outlooks = outlooks_for(document, [spec], found.rows)
    rows = result_rows(found.rows, [one], _beside(document, form, spec), outlooks=outlooks)
    chosen = _chosen(rows, request.GET.get("period", ""))
    units = unit_table(
        chosen, units_seen_by(request.acting, clock.today()), form.map_on or form.day
    )
    listed = in_order(
        (row for row in units.rows if form.lets_through(row.name, row.code, row.verdict.value)),
        lists.sort_key(request, UNIT_ORDERS, "verdict"),
    )
    sentence = why(chosen.result, units.names)
    settings = settings_in_force(one, form.day)
    if lists.wants_workbook(request):
        named = with_titles(spec.kind, listed)
        return target_workbook(chosen, named, form, settings, sentence)
    page = lists.page_of(request, listed)
    page.object_list = with_titles(spec.kind, page.object_list)
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "rows": rows,
        "chosen": chosen,
        "units": units,
        "page": page,
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
        "formula": FORMULAS[one.kind],
        "counted": units_of_target(one, form.day),
        "settings": settings,
        "may_set": can_set(request.acting, document, clock.today()),
        "opens": bool(feeds_of(spec)) or spec.kind in KEPT_IN,
        "why": sentence,
        "to_go": to_go(chosen.result, spec),
        "changes": changes_of(document, spec, form.reading),
        "course": [*result_rows(found.months, [one])],
        "chart": line_chart(_points(found.months), percent=_is_share(found.months)),
        "tiles": tile_map(_tile_facts(units.rows)),
        "by_province": _is_wide(document, form),
    }
    return render(request, "values/target.html", context)


@signed_in
def spark(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """The course of a target's year as a small drawing, for a row of the plan's page."""
    document = the_plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    one = the_target(document, target_pk, form.day)
    months = study(document, target_spec(one), form.reading).months
    chart = spark_line(_points(months), percent=_is_share(months))
    context = {"chart": chart, "last": chart.dots[-1] if chart.dots else None}
    return render(request, "values/spark.svg", context, content_type="image/svg+xml")


@signed_in
def disaggregation(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """What a target's figure is made of, of the units the person may see."""
    document = the_plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    one = the_target(document, target_pk, form.day)
    visible = units_seen_by(request.acting, clock.today())
    found = disaggregate(document, target_spec(one), form.reading, visible)
    if lists.wants_workbook(request):
        return disaggregation_workbook(document, one, found)
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "found": found,
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
        "limited": visible is not None,
        "by_province": _is_wide(document, form),
    }
    return render(request, "values/disaggregation.html", context)


@signed_in
def provinces(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """One target by province: the whole, and each province's part of it."""
    document = the_plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    one = the_target(document, target_pk, form.day)
    found = by_province(
        document,
        target_spec(one),
        as_of=form.day,
        known_on=form.known_day,
        standing=form.standing_name,
    )
    label = request.GET.get("period", "")
    chosen = next((part for part in found if part.whole.period.label == label), found[-1])
    whole = result_rows([chosen.whole], [one])[0]
    orders = {"name": "", "value": "", "counted": ""}
    listed = _sorted_provinces(chosen.provinces, lists.sort_key(request, orders, "-value"))
    if lists.wants_workbook(request):
        return provinces_workbook(whole, listed, form)
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "periods": [part.whole.period for part in found],
        "whole": whole,
        "page": lists.page_of(request, listed),
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
        "by_province": True,
    }
    return render(request, "values/provinces.html", context)


def _beside(document: PlanDocument, form: ResultFilter, spec: TargetSpec) -> list[TargetResult]:
    """The same with the records that wait for acceptance, where only accepted ones are shown."""
    if form.standing_name != Standing.ACCEPTED:
        return []
    return asked_results(document, form, spec, standing=Standing.PROVISIONAL)


def _chosen(rows: list[ResultRow], period: str) -> ResultRow:
    """The period asked for; the last row (the year) when none is."""
    return next((row for row in rows if row.result.period.label == period), rows[-1])


def _points(months: list[TargetResult]) -> list[ChartPoint]:
    """All twelve months, or quarters, have their place; those that lie ahead are not known."""
    told = {row.as_of.month: row for row in months}
    last = max(told, default=0)
    ahead = range(last + 1, 13) if len(told) == last else range(3, 13, 3)
    places = [*sorted(told), *(month for month in ahead if month > last)]
    return [
        ChartPoint(str(month), told[month].value, told[month].required)
        if month in told
        else ChartPoint(str(month), None)
        for month in places
    ]


def _is_share(months: list[TargetResult]) -> bool:
    return bool(months) and months[-1].unit == PERCENT


def _tile_facts(rows: Iterable[UnitRow]) -> Iterable[TileFact]:
    return (
        TileFact(one.unit_id, one.code, one.name, one.verdict, one.count, one.needed)
        for one in rows
    )


def _sorted_provinces(rows: Iterable[ProvinceRow], key: str) -> list[ProvinceRow]:
    """Provinces as asked; one without a share stands last by value, ties by name."""
    named = sorted(rows, key=lambda one: fold(one.name))
    name = key.removeprefix("-")
    down = key.startswith("-")
    if name == "name":
        return named[::-1] if down else named
    if name == "counted":
        return sorted(named, key=lambda one: one.counted, reverse=down)
    known = sorted((one for one in named if one.value is not None), key=_share, reverse=down)
    return [*known, *(one for one in named if one.value is None)]


def _share(one: ProvinceRow) -> Fraction:
    return one.value or Fraction(0)


def _is_wide(document: PlanDocument, form: ResultFilter) -> bool:
    """Whether the plan counts units of several provinces."""
    return territory_of(document.issuer_id, form.day) is None
