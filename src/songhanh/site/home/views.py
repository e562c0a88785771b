"""The first page, and the page monitors ask whether the site is well."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from songhanh.foundation.lib import clock, triggers
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.site.home import queries


@signed_in
def today(request: ActingRequest) -> HttpResponse:
    """Today's work: what is owed, what came back, what waits; for others the targets."""
    on = clock.today()
    context = {"day": on, "today": queries.today_of(request.acting, on)}
    return render(request, "home/today.html", context)


def health(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and every trigger stands, 503 otherwise. Tells nothing else."""
    try:
        well = not triggers.missing(connection)
    except DatabaseError:
        well = False
    return JsonResponse({"well": well}, status=200 if well else 503)
