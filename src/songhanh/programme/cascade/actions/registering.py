"""Registering own plans: by hand, from a file the reader reads, many at once; and deciding."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.cascade.checks import Entered, fault_of, fault_of_file
from songhanh.programme.cascade.enums import DecisionKind, LocalPlanState
from songhanh.programme.cascade.errors import UnfitLocalPlanError
from songhanh.programme.cascade.models import LocalPlan, LocalPlanDecision
from songhanh.programme.cascade.queries.needs import Need
from songhanh.programme.cascade.rules import can_decide, can_register
from songhanh.programme.plans.actions.receiving import keep_reading
from songhanh.programme.plans.fromfile import read_file
from songhanh.programme.plans.models import PlanDocument, SourceText


def register_by_hand(need: Need, entered: Entered, *, acting: Acting, at: datetime) -> LocalPlan:
    """Keep number, day and main targets of an own plan that was issued on paper.

    Raises:
        NotAllowedError: by the rule ``can_register``.
        UnfitLocalPlanError: what was entered contradicts the calendar, the year or the registry.
        RefusedError: the plan was accepted already.
    """
    require(can_register(acting, need.unit_id, day_of(at)))
    _require_open(need)
    _require_fit(fault_of(need, entered, on=day_of(at)))
    with recorded("localplan.register", acting=acting, at=at) as fact:
        fact.subject = row = _keep(need, entered, None, acting=acting, at=at)
        fact.subject_label = f"{need.unit_name}: {row}"
    return row


def register_file(
    need: Need,
    data: bytes,
    filename: str,
    *,
    entered: Entered | None,
    acting: Acting,
    at: datetime,
) -> LocalPlan:
    """Read the file of an own plan and register it; the same file is read once.

    ``entered`` gives number and day where the file leaves them blank, as before it is signed.
    What was read stands in the registry as a draft of the unit, under the plan above.

    Raises:
        NotAllowedError: by the rule ``can_register``.
        NotAPlanError: it is no plan or cannot be read; nothing is stored.
        UnfitLocalPlanError: number or day are not printed and were not entered, or do not fit.
        RefusedError: the plan was accepted already.
    """
    require(can_register(acting, need.unit_id, day_of(at)))
    _require_open(need)
    reading = read_file(data, filename)
    with recorded("localplan.register", acting=acting, at=at) as fact:
        document = _known(data, need) or keep_reading(
            reading, data, filename, acting=acting, at=at, issuer_id=need.unit_id
        )
        said = _said(document, entered)
        _require_fit(fault_of_file(need, document) or fault_of(need, said, on=day_of(at)))
        _complete(document, said, need.plan)
        fact.subject = row = _keep(need, said, document, acting=acting, at=at)
        fact.subject_label = f"{need.unit_name}: {row}"
    return row


def register_many(rows: Sequence[tuple[Need, Entered]], *, acting: Acting, at: datetime) -> int:
    """Register the numbers and days of many units under one fact; all of them or none.

    A row that says what is registered already is left as it is; how many were new.

    Raises:
        NotAllowedError: by the rule ``can_register``, for any of the units.
        UnfitLocalPlanError: one of the rows cannot stand.
    """
    for need, entered in rows:
        require(can_register(acting, need.unit_id, day_of(at)))
        _require_open(need)
        _require_fit(fault_of(need, entered, on=day_of(at)))
    new = [(need, entered) for need, entered in rows if not _is_same(need, entered)]
    if not new:
        return 0
    with recorded("localplan.register_many", acting=acting, at=at, subject=new[0][0].plan) as fact:
        LocalPlan.objects.bulk_create(
            _row(need, entered, None, acting=acting, at=at) for need, entered in new
        )
        fact.details = {"count": len(new)}
    return len(new)


def decide(
    need: Need, kind: DecisionKind, *, reason: str = "", acting: Acting, at: datetime
) -> LocalPlanDecision:
    """Accept or return a registered plan, or take the last decision back.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        RefusedError: no reason is given where one is owed.
        ConflictError: nothing waits to be decided, or somebody decided in between.
    """
    require(can_decide(acting, need.plan, day_of(at)))
    if need.local is None or kind not in _POSSIBLE[need.state]:
        raise ConflictError(
            _("Kế hoạch này đang ở tình trạng “%(state)s” nên chưa thể làm việc này. Hãy tải lại.")
            % {"state": need.state.label}
        )
    if kind != DecisionKind.ACCEPTED and not reason.strip():
        raise RefusedError(_("Cần ghi một câu để đơn vị biết lý do. Hãy viết rồi gửi lại."))
    number = need.decision.number + 1 if need.decision else 1
    try:
        with recorded(_VERBS[kind], acting=acting, at=at, reason=reason) as fact:
            with transaction.atomic():
                row = LocalPlanDecision.objects.create(
                    local_plan=need.local,
                    number=number,
                    kind=kind,
                    reason=reason.strip(),
                    decided_by_id=acting.user_id,
                    decided_at=at,
                )
            fact.subject, fact.subject_label = need.local, f"{need.unit_name}: {need.local}"
    except IntegrityError as taken:
        raise ConflictError(
            _("Kế hoạch này vừa được người khác xử lý. Hãy tải lại trang rồi làm lại.")
        ) from taken
    return row


_POSSIBLE = {
    LocalPlanState.MISSING: frozenset[DecisionKind](),
    LocalPlanState.WAITING: frozenset({DecisionKind.ACCEPTED, DecisionKind.RETURNED}),
    LocalPlanState.RETURNED: frozenset({DecisionKind.UNDONE}),
    LocalPlanState.ACCEPTED: frozenset({DecisionKind.UNDONE}),
}
_VERBS = {
    DecisionKind.ACCEPTED: "localplan.accept",
    DecisionKind.RETURNED: "localplan.return",
    DecisionKind.UNDONE: "localplan.undo",
}


def decisions_possible(need: Need) -> frozenset[DecisionKind]:
    """What the state of a need lets be decided."""
    return _POSSIBLE[need.state]


def _require_open(need: Need) -> None:
    if need.state == LocalPlanState.ACCEPTED:
        raise RefusedError(
            _(
                "Kế hoạch của %(unit)s đã được chấp nhận. Nếu cần thay bằng kế hoạch khác, hãy đề"
                " nghị cơ quan thường trực hoàn lại quyết định trước."
            )
            % {"unit": need.unit_name}
        )


def _require_fit(fault: str | None) -> None:
    if fault:
        raise UnfitLocalPlanError(fault)


def _is_same(need: Need, entered: Entered) -> bool:
    local = need.local
    return (
        local is not None
        and need.state == LocalPlanState.WAITING
        and (local.number, local.issued_on) == (entered.number, entered.issued_on)
    )


def _known(data: bytes, need: Need) -> PlanDocument | None:
    """The plan the same file became before."""
    digest = hashlib.sha256(data).hexdigest()
    source = SourceText.objects.filter(sha256=digest, plan__issuer_id=need.unit_id)
    found = source.select_related("plan").first()
    return found.plan if found else None


def _said(document: PlanDocument, entered: Entered | None) -> Entered:
    """Number and day as entered, else as the file prints them."""
    number = (entered.number if entered else "") or document.number
    day = (entered.issued_on if entered else None) or document.issued_on
    if not number or day is None:
        raise UnfitLocalPlanError(
            _(
                "Tệp chưa có số, ký hiệu hoặc ngày ban hành. Hãy ghi số và ngày bên dưới rồi gửi"
                " lại, hoặc gửi tệp đã ký."
            )
        )
    return Entered(number, day, document.title, entered.key_targets if entered else "")


def _complete(document: PlanDocument, said: Entered, above: PlanDocument) -> None:
    """Put what was entered into the header of the draft, and the draft under the plan above."""
    if not document.is_draft:
        return
    document.number = document.number or said.number
    document.issued_on = document.issued_on or said.issued_on
    document.parent = document.parent or above
    document.version += 1
    document.save(update_fields=["number", "issued_on", "parent", "version"])


def _keep(
    need: Need,
    entered: Entered,
    document: PlanDocument | None,
    *,
    acting: Acting,
    at: datetime,
) -> LocalPlan:
    row = _row(need, entered, document, acting=acting, at=at)
    row.save(force_insert=True)
    return row


def _row(
    need: Need,
    entered: Entered,
    document: PlanDocument | None,
    *,
    acting: Acting,
    at: datetime,
) -> LocalPlan:
    return LocalPlan(
        parent=need.plan,
        unit_id=need.unit_id,
        kind=need.kind,
        year=need.year,
        number=entered.number,
        issued_on=entered.issued_on,
        title=entered.title,
        key_targets=entered.key_targets,
        document=document,
        registered_by_id=acting.user_id,
        registered_at=at,
    )
