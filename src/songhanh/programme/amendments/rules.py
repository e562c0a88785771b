"""Who amends a published plan."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.rules import can_receive


def can_amend(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """The lead officer of the issuer's branch, while the plan is carried out."""
    if isinstance(answer := can_receive(acting, plan.issuer_id, on), Denied):
        return answer
    if not plan.in_force:
        return Denied(_("Chỉ kế hoạch đang thực hiện mới sửa đổi, bổ sung được."))
    return Allowed()
