"""Work in the background: acceptance by rule, once a night."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.records.recording.actions.ruling import accept_by_rule


@job(label=_("chấp nhận bản ghi theo quy tắc"))
def accept_waiting() -> None:
    """Accept what waited long enough without a remark."""
    accept_by_rule(acting=command_line(), at=clock.now())
