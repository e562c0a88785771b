"""What is tidied by itself: names in invitations that are over."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.clock import now
from songhanh.registry.roles.actions import clear_invitations


@job(label=_("xóa tên trong lời mời đã hết hạn"))
def clear_old_invitations() -> None:
    """Once a night."""
    clear_invitations(acting=command_line(), at=now())
