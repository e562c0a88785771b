"""The attendance sheet of an activity, to be printed and signed by hand; no names are kept."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.records.activities.queries import activities_visible_to
from songhanh.records.recording.queries import names_for

_LEAST, _SPARE, _MOST = 25, 5, 200


@signed_in
def attendance(request: ActingRequest, pk: int) -> HttpResponse:
    """A blank sheet with the heading of the activity and a line for everybody expected."""
    today = clock.today()
    activity = get_object_or_404(activities_visible_to(request.acting, today), pk=pk)
    expected = activity.participants or 0
    lines = min(_MOST, max(_LEAST, expected + _SPARE))
    context = {
        "activity": activity,
        "unit_name": names_for([activity], activity.held_on).get(activity.unit_id, ""),
        "lines": range(1, lines + 1),
    }
    return render(request, "activities/attendance.html", context)
