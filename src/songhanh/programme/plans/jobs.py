"""Reading long files in the background."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.plans.actions.intake import read_intake
from songhanh.programme.plans.models import PlanIntake
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import acting_in, roles_held


@job(label=gettext_lazy("đọc tệp kế hoạch"), atomic=False)
def read_plan_file(intake_id: int) -> None:
    """Read one file that came in, as its sender; reading it twice changes nothing."""
    intake = PlanIntake.objects.select_related("corrects", "received_by").get(pk=intake_id)
    read_intake(intake, acting=_sender(intake, clock.today()), at=clock.now())


def _sender(intake: PlanIntake, on: date) -> Acting:
    """Who sent the file, in the role of lead officer they hold."""
    user = intake.received_by
    for held in roles_held(user, on) if user else ():
        if held.role == Role.LEAD_OFFICER:
            return acting_in(held)
    raise RefusedError(_("Người gửi tệp không còn vai trò cán bộ cơ quan thường trực."))
