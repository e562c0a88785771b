"""Overviews are written in the background: a large plan is worked out in seconds, a PDF as well."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.results.overviews import actions
from songhanh.results.overviews.models import Overview


@job(label=_("lập trang tổng quan kết quả"), atomic=False)
def write_overview(overview_id: int) -> None:
    """Write and draw one overview; doing it twice changes nothing."""
    overview = Overview.objects.select_related("plan").get(pk=overview_id)
    by, at = command_line(), clock.now()
    try:
        actions.write_overview(overview, acting=by, at=at)
    except RefusedError as refused:
        actions.give_up(overview, refused.message, acting=by, at=at)
