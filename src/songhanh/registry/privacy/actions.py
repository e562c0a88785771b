"""Register requests, acknowledge, extend and answer them; erase a person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from songhanh.foundation.accounts.actions import erase_user
from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.privacy.enums import Outcome, RequestKind
from songhanh.registry.privacy.models import DataRequest
from songhanh.registry.privacy.rules import (
    can_erase,
    can_extend,
    can_keep_register,
    can_work_on,
)
from songhanh.registry.roles.models import Invitation, UserRole


@dataclass(frozen=True)
class RequestContent:
    """What was asked, by whom, when it came."""

    kind: str
    received_on: date
    wish: str = ""
    person: User | None = None
    person_name: str = ""
    contact: str = ""


def register_request(content: RequestContent, *, acting: Acting, at: datetime) -> DataRequest:
    """Enter a request that came on paper, by mail or by word of mouth.

    Raises:
        RefusedError: it came in the future, or nobody is named.
    """
    require(can_keep_register(acting))
    if not content.person and not content.person_name:
        raise RefusedError(_("Hãy ghi họ và tên người yêu cầu, hoặc tên đăng nhập của họ."))
    return _register(content, acting=acting, at=at)


def ask_about_oneself(
    user: User, kind: str, wish: str, *, acting: Acting, at: datetime
) -> DataRequest:
    """Register a request of the acting person about themselves."""
    content = RequestContent(kind, clock.day_of(at), wish, person=user)
    return _register(content, acting=acting, at=at)


def acknowledge(request: DataRequest, *, acting: Acting, at: datetime) -> None:
    """Note that the person was told that the request has come."""
    on = clock.day_of(at)
    require(can_work_on(acting, request, on))
    with recorded("data_request.acknowledge", acting=acting, at=at, subject=request):
        open_one = DataRequest.objects.filter(pk=request.pk, acknowledged_on=None)
        open_one.update(acknowledged_on=on)


def extend(request: DataRequest, reason: str, *, acting: Acting, at: datetime) -> None:
    """Extend the time for an answer, once, with the reason the person is told."""
    on = clock.day_of(at)
    require(can_extend(acting, request, on))
    with recorded("data_request.extend", acting=acting, at=at, subject=request):
        DataRequest.objects.filter(pk=request.pk, extended_on=None).update(
            extended_on=on, extension_reason=reason
        )


def answer_request(
    request: DataRequest, outcome: str, answer: str, *, acting: Acting, at: datetime
) -> None:
    """Note how a request was answered, in what words.

    Raises:
        RefusedError: a refusal without its reason.
    """
    on = clock.day_of(at)
    require(can_work_on(acting, request, on))
    if outcome == Outcome.REFUSED and not answer:
        raise RefusedError(_("Từ chối thì phải nêu lý do. Hãy ghi lý do vào phần trả lời."))
    with recorded("data_request.answer", acting=acting, at=at, subject=request):
        _answer(request, outcome, answer, on)


def erase_person(request: DataRequest, *, acting: Acting, at: datetime) -> None:
    """Erase the person of a request from users and from the register, and answer the request.

    What they did stays done, by an account without a name. The history keeps keyed digests of
    personal fields only, so nothing there has to be erased.

    Raises:
        RefusedError: the person still holds a role; their work has to be handed over first.
    """
    on = clock.day_of(at)
    require(can_erase(acting, request, on))
    person = request.person
    if person is None:
        return
    lasting = UserRole.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), user=person)
    with recorded("data_request.erase", acting=acting, at=at, subject=request):
        if lasting.exists():
            raise RefusedError(
                _(
                    "Người này còn giữ vai trò. Hãy bàn giao công việc và kết thúc vai trò trước"
                    " khi xóa."
                )
            )
        erase_user(person, acting=acting, at=at)
        Invitation.objects.filter(accepted_by=person).update(full_name="", email="")
        DataRequest.objects.filter(person=person).update(
            person_name="", contact="", wish="", answer="", extension_reason=""
        )
        _answer(request, Outcome.DONE, "", on)


def _register(content: RequestContent, *, acting: Acting, at: datetime) -> DataRequest:
    if content.received_on > clock.day_of(at):
        raise RefusedError(_("Ngày nhận nằm trong tương lai. Hãy sửa lại ngày."))
    if acting.unit_id is None:
        raise RefusedError(_("Hãy chọn vai trò ở một đơn vị trước khi ghi yêu cầu."))
    with recorded("data_request.register", acting=acting, at=at) as fact:
        fact.subject = request = DataRequest.objects.create(
            branch_id=acting.unit_id, **vars(content)
        )
        fact.details = {"kind": str(RequestKind(content.kind).label)}
    return request


def _answer(request: DataRequest, outcome: str, answer: str, on: date) -> None:
    DataRequest.objects.filter(pk=request.pk, answered_on=None).update(
        answered_on=on, outcome=outcome, answer=answer
    )
