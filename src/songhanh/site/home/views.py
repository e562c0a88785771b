"""The first page, and the page monitors ask whether the site is well."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from songhanh.foundation.lib import clock, triggers
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.records.recording.queries import units_recorded_by
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.site.home import queries


@signed_in
def today(request: ActingRequest) -> HttpResponse:
    """Today's work: what is owed, what came back, what waits; for a leader the targets."""
    acting, on = request.acting, clock.today()
    context: dict[str, object] = {"day": on, "acting": acting}
    if acting.acts_as(*RECORDING):
        context["own"] = queries.recorder_page(acting, on)
        context["records_for"] = bool(units_recorded_by(acting, on))
    if acting.acts_as(Role.LEAD_OFFICER):
        context["lead"] = queries.lead_page(acting, on)
    if acting.acts_as(Role.LEAD_OFFICER, Role.LEADER):
        plans = [(plan, queries.plan_rows(plan, on)) for plan in queries.plans_in_force(acting, on)]
        context["plans"] = [
            (plan, rows if acting.role == Role.LEADER else queries.at_risk(rows), len(rows))
            for plan, rows in plans
        ]
    return render(request, "home/today.html", context)


def health(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and every trigger stands, 503 otherwise. Tells nothing else."""
    try:
        well = not triggers.missing(connection)
    except DatabaseError:
        well = False
    return JsonResponse({"well": well}, status=200 if well else 503)
