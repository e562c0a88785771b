"""Jobs of the library."""

from django.utils.translation import gettext_lazy as _

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.records.materials import actions


@job(label=_("tìm đường dẫn hỏng của sản phẩm truyền thông"), atomic=False)
def look_for_broken_links() -> None:
    """Once a night; asks the net, so it holds no transaction meanwhile."""
    actions.check_links(acting=command_line(), at=clock.now())
