"""Who answers requests: the administrators of the branch."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.privacy.enums import RequestKind
from songhanh.registry.privacy.limits import limits
from songhanh.registry.privacy.models import DataRequest
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.registry.roles.rules import can_manage


def can_keep_register(acting: Acting) -> Answer:
    """Whether the register is open to somebody."""
    if acting.acts_as(Role.ADMINISTRATOR):
        return Allowed()
    return Denied(_("Chỉ quản trị viên được mở sổ yêu cầu về dữ liệu cá nhân."))


def can_work_on(acting: Acting, request: DataRequest, on: date) -> Answer:
    """Whether somebody may acknowledge, extend and answer a request now."""
    answer = can_keep_register(acting)
    if isinstance(answer, Denied):
        return answer
    units = visible_unit_ids(acting, on)
    if units is not None and request.branch_id not in units:
        return Denied(_("Yêu cầu này thuộc phạm vi của đơn vị khác."))
    if request.answered_on is not None:
        return Denied(_("Yêu cầu này đã được trả lời."))
    return Allowed()


def can_extend(acting: Acting, request: DataRequest, on: date) -> Answer:
    """Whether the time for an answer may be extended: once, where the law knows an extension."""
    answer = can_work_on(acting, request, on)
    if isinstance(answer, Denied):
        return answer
    if limits()[request.kind].extension_days is None:
        return Denied(_("Loại yêu cầu này không được gia hạn."))
    if request.extended_on is not None:
        return Denied(_("Yêu cầu này đã được gia hạn một lần."))
    return Allowed()


def can_erase(acting: Acting, request: DataRequest, on: date) -> Answer:
    """Whether the data of the person of a request may be erased now."""
    answer = can_work_on(acting, request, on)
    if isinstance(answer, Denied):
        return answer
    if request.kind != RequestKind.ERASE or request.person is None:
        return Denied(_("Chỉ xóa được khi yêu cầu là xóa dữ liệu và gắn với một tài khoản."))
    return can_manage(acting, request.person, on)
