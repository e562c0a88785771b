"""Who sends documents out and keeps their archive; who says they have received one."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.reporting.dispatch.models import Dispatch, DispatchRecipient


def can_dispatch(acting: Acting, unit_id: int, on: date) -> Answer:
    """Whether somebody sends documents of a unit: its own officers, the lead officer of the branch.

    The lead officer keeps the papers of the issuer of a plan, which signs in nobody of its own.
    """
    if acting.sees_everything:
        return Allowed()
    own = acting.acts_as(*RECORDING) and unit_id in units_recorded_by(acting, on)
    if own:
        return Allowed()
    if acting.acts_as(Role.LEAD_OFFICER):
        seen = units_seen_by(acting, on)
        if seen is None or unit_id in seen:
            return Allowed()
    return Denied(_("Chỉ cán bộ của đơn vị ban hành và cơ quan thường trực được gửi văn bản này."))


def can_register(acting: Acting, dispatch: Dispatch, on: date) -> Answer:
    """Whether number and day may be entered: once."""
    answer = can_dispatch(acting, dispatch.unit_id, on)
    if answer and dispatch.is_issued:
        return Denied(_("Văn bản đã có số và ngày; tệp đã chốt không đổi được nữa."))
    return answer


def can_acknowledge(acting: Acting, recipient: DispatchRecipient, on: date) -> Answer:
    """Whether somebody says that a unit has received a document."""
    if not acting.acts_as(*RECORDING) or recipient.unit_id not in units_recorded_by(acting, on):
        return Denied(_("Chỉ cán bộ của đơn vị nhận được xác nhận đã nhận văn bản."))
    if recipient.acknowledged_on is not None:
        return Denied(_("Đơn vị đã xác nhận nhận văn bản này."))
    return Allowed()
