"""The page of registers: every kind of record that has no place of its own in the navigation."""

from django.http import HttpResponse
from django.shortcuts import render

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.records.recording.kinds import kinds
from songhanh.records.recording.queries import limit_of
from songhanh.records.recording.rules import can_record


@signed_in
def registers(request: ActingRequest) -> HttpResponse:
    """What is kept in each register, and how many records of it this person may see."""
    seen = limit_of(request.acting, clock.today())
    shown = [
        (kind, kind.records().filter(seen, revises=None).count()) for kind in kinds() if kind.about
    ]
    shown.sort(key=lambda pair: str(pair[0].plural))
    rows = [
        (kind, count, f"{kind.namespace}:list", f"{kind.namespace}:new") for kind, count in shown
    ]
    context = {"rows": rows, "may_record": can_record(request.acting)}
    return render(request, "recording/registers.html", context)
