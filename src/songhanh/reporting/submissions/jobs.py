"""What is tidied by itself: answers to requests that nobody repeats any more."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.clock import now
from songhanh.reporting.submissions.actions import forget_answers


@job(label=_("dọn các yêu cầu nộp báo cáo đã trả lời từ lâu"))
def forget_old_answers() -> int:
    """Once a night; how many were taken away."""
    return forget_answers(acting=command_line(), at=now())
