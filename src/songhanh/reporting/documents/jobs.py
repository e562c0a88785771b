"""Drawing PDFs in the background: it takes a second or two, and another program."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.reporting.documents import actions


@job(label=_("tạo bản PDF của văn bản"), atomic=False)
def draw_pdf(file_key: str) -> None:
    """Draw the PDF of one kept Word file; drawing it twice changes nothing."""
    actions.draw_pdf(file_key, acting=command_line(), at=clock.now())
