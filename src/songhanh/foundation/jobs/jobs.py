"""The queue's own job: it clears itself up."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.jobs import actions
from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line


@job(label=_("dọn các lượt chạy đã xong từ lâu"))
def clear_old_runs() -> int:
    """Every night; how many were taken away."""
    return actions.clear_old_runs(acting=command_line(), at=clock.now())
