"""What is tidied by itself: sign-ins that are over."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.accounts.actions import clear_sessions
from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.clock import now


@job(label=_("dọn các phiên đăng nhập đã hết hạn"))
def clear_ended_sessions() -> None:
    """Once a night."""
    clear_sessions(acting=command_line(), at=now())
