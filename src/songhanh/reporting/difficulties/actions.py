"""Sending a difficulty, and what can happen to it: answer, pass on, join, take up again, end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.foundation.lib.photos import PreparedFile, prepare
from songhanh.foundation.lib.rules import require
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.queries import names_on
from songhanh.reporting.difficulties.enums import (
    ALLOWED_STEPS,
    STATE_AFTER,
    DifficultyState,
    StepKind,
    Subject,
    Urgency,
)
from songhanh.reporting.difficulties.errors import (
    NobodyAboveError,
    SaidAlreadyError,
    StepNotAllowedError,
    WithinAuthorityError,
)
from songhanh.reporting.difficulties.models import (
    Difficulty,
    DifficultyFile,
    DifficultyStep,
    EscalationRoute,
)
from songhanh.reporting.difficulties.routing import (
    Way,
    next_station,
    stations,
    way_of,
    way_printed,
)
from songhanh.reporting.difficulties.rules import (
    can_answer,
    can_end,
    can_pass_on,
    can_send_for,
    can_settle_way,
    can_take_up,
)


@dataclass(frozen=True)
class Content:
    """What a unit says: about what, what hinders it, what it proposes, with what proof."""

    subject: Subject
    text: str
    proposal: str = ""
    element: PlanElement | None = None
    beyond_authority: bool = False
    urgency: Urgency = Urgency.NORMAL
    files: Sequence[GivenFile] = ()


def send_difficulty(
    plan: PlanDocument, content: Content, *, unit_id: int, acting: Acting, at: datetime
) -> Difficulty:
    """A unit sends what hinders it; it goes to the first office of the plan's way.

    An office that would write to itself writes to the next one.

    Raises:
        NotAllowedError: by the rule ``can_send_for``.
        RefusedError: nothing is said, or the plan is no longer carried out.
        SaidAlreadyError, WithinAuthorityError, UnfitEvidenceError.
    """
    on = day_of(at)
    require(can_send_for(acting, unit_id, on))
    _require_sendable(plan, content, unit_id)
    ready = _prepared(content.files)
    with recorded("difficulty.send", acting=acting, at=at) as fact:
        way = _settled_way(plan)
        if way.only_beyond_authority and not content.beyond_authority:
            raise WithinAuthorityError(plan.name)
        offices = [one for one in stations(plan, way, on) if one != unit_id]
        one = Difficulty.objects.create(
            plan=plan,
            unit_id=unit_id,
            element=content.element,
            subject=content.subject,
            text=content.text.strip(),
            proposal=content.proposal.strip(),
            folded=fold(f"{content.text} {content.proposal}"),
            beyond_authority=content.beyond_authority,
            urgency=content.urgency,
            holder_id=offices[0] if offices else plan.issuer_id,
            sent_at=at,
        )
        step = _step(one, StepKind.SENT, to=one.holder_id, acting=acting, at=at)
        _keep(step, ready)
        fact.subject, fact.subject_label = one, _label(one, on)
    return one


def answer_difficulty(
    one: Difficulty, *, text: str, due_on: date | None = None, acting: Acting, at: datetime
) -> DifficultyStep:
    """The office that holds it answers, also for all that were joined with it.

    Raises:
        NotAllowedError: by the rule ``can_answer``.
        RefusedError: nothing is said, or the day promised is over already.
        ConflictError: somebody answered or ended it in between.
    """
    said = _said(text)
    if due_on is not None and due_on < day_of(at):
        raise RefusedError(_("Ngày hẹn làm xong đã qua. Hãy chọn hôm nay hoặc một ngày sau."))
    with recorded("difficulty.answer", acting=acting, at=at, reason=said) as fact:
        row = _locked(one)
        require(can_answer(acting, row, day_of(at)))
        step = _move(row, StepKind.ANSWERED, text=said, due_on=due_on, acting=acting, at=at)
        for same in _joined(row):
            _move(same, StepKind.ANSWERED, text=said, due_on=due_on, acting=acting, at=at)
        fact.subject, fact.subject_label = row, _label(row, day_of(at))
    return step


def pass_on(
    difficulties: Sequence[Difficulty], *, text: str, acting: Acting, at: datetime
) -> list[Difficulty]:
    """The lead officer passes difficulties on to the next office of their plans' ways, in one act.

    Raises:
        NotAllowedError: by the rule ``can_pass_on``, for any of them.
        RefusedError: none was chosen.
        NobodyAboveError: one of them is at the end of its way already.
        ConflictError: one of them changed in between.
    """
    if not difficulties:
        raise RefusedError(_("Chưa có nội dung nào được chọn. Hãy đánh dấu rồi chuyển lên."))
    on = day_of(at)
    with recorded("difficulty.pass_on", acting=acting, at=at, reason=text.strip()) as fact:
        rows = [_locked(one) for one in difficulties]
        for row in rows:
            require(can_pass_on(acting, row, on))
            above = next_station(stations(row.plan, way_of(row.plan), on), row.holder_id)
            if above is None or above == row.unit_id:
                raise NobodyAboveError
            _move(row, StepKind.PASSED_ON, to=above, text=text.strip(), acting=acting, at=at)
        fact.details = {"count": len(rows)}
        if len(rows) == 1:
            fact.subject, fact.subject_label = rows[0], _label(rows[0], on)
    return rows


def join_difficulties(difficulties: Sequence[Difficulty], *, acting: Acting, at: datetime) -> int:
    """The lead officer joins difficulties of one matter with the first; how many were joined.

    Raises:
        NotAllowedError: by the rule ``can_pass_on``, for any of them.
        RefusedError: fewer than two were chosen, or they are of different plans.
        ConflictError: one of them changed in between.
    """
    if len(difficulties) <= 1 or len({one.plan_id for one in difficulties}) > 1:
        raise RefusedError(
            _("Hãy đánh dấu ít nhất hai nội dung của cùng một kế hoạch rồi gộp lại.")
        )
    main, *doubles = difficulties
    on = day_of(at)
    with recorded("difficulty.join", acting=acting, at=at, subject=main) as fact:
        row = _locked(main)
        require(can_pass_on(acting, row, on))
        if row.same_as_id is not None:
            raise RefusedError(_("Nội dung chính đã được gộp vào nội dung khác. Hãy chọn lại."))
        for double in doubles:
            same = _locked(double)
            require(can_pass_on(acting, same, on))
            for nested in [*_joined(same), same]:
                nested.same_as = row
                _move(nested, StepKind.JOINED, text=row.text, acting=acting, at=at)
        fact.subject_label = _label(row, on)
        fact.details = {"count": len(doubles)}
    return len(doubles)


def take_up_again(one: Difficulty, *, text: str, acting: Acting, at: datetime) -> DifficultyStep:
    """The unit says that the answer has not solved it; it waits again where it was answered.

    Raises:
        NotAllowedError: by the rule ``can_take_up``.
        RefusedError: nothing is said.
        ConflictError: it is not answered, or ended already.
    """
    said = _said(text)
    with recorded("difficulty.reopen", acting=acting, at=at, reason=said) as fact:
        row = _locked(one)
        require(can_take_up(acting, row, day_of(at)))
        row.same_as = None  # its own matter from here on
        row.answered_at = None
        step = _move(row, StepKind.REOPENED, text=said, acting=acting, at=at)
        fact.subject, fact.subject_label = row, _label(row, day_of(at))
    return step


def end_difficulty(one: Difficulty, *, text: str, acting: Acting, at: datetime) -> DifficultyStep:
    """The unit, or the lead officer, says that it is done.

    Raises:
        NotAllowedError: by the rule ``can_end``.
        RefusedError: nobody has answered it and no reason is given.
        ConflictError: it was ended in between.
    """
    with recorded("difficulty.close", acting=acting, at=at, reason=text.strip()) as fact:
        row = _locked(one)
        require(can_end(acting, row, day_of(at)))
        said = text.strip() if row.state == DifficultyState.ANSWERED else _said(text)
        row.closed_at = at
        step = _move(row, StepKind.CLOSED, text=said, acting=acting, at=at)
        fact.subject, fact.subject_label = row, _label(row, day_of(at))
    return step


def settle_way(plan: PlanDocument, way: Way, *, acting: Acting, at: datetime) -> EscalationRoute:
    """The lead officer corrects the way of a plan's difficulties; what was sent stays where it is.

    Raises:
        NotAllowedError: by the rule ``can_settle_way``.
        RefusedError: no addressee is named.
    """
    require(can_settle_way(acting, plan, day_of(at)))
    if not way.addressee.strip():
        raise RefusedError(_("Hãy ghi nơi giải quyết khó khăn, vướng mắc."))
    with recorded("difficulty.settle_way", acting=acting, at=at) as fact:
        route = _kept(plan, way)
        fact.subject, fact.subject_label = route, plan.name
    return route


# ------------------------------------------------------------------- parts ----


def _require_sendable(plan: PlanDocument, content: Content, unit_id: int) -> None:
    if not plan.in_force:
        raise RefusedError(_("Kế hoạch này không còn thực hiện nên không nhận khó khăn mới."))
    if not content.text.strip():
        raise RefusedError(_("Hãy ghi khó khăn, vướng mắc đơn vị đang gặp rồi gửi."))
    if content.element is not None and content.element.plan_id != plan.pk:
        raise RefusedError(_("Chỉ tiêu, nhiệm vụ đã chọn không thuộc kế hoạch này. Hãy chọn lại."))
    same = Difficulty.objects.filter(
        plan=plan, unit_id=unit_id, text=content.text.strip(), state=DifficultyState.OPEN
    )
    if same.exists():
        raise SaidAlreadyError


def _settled_way(plan: PlanDocument) -> Way:
    """The plan's way; read from its text and kept when the first difficulty is sent."""
    if EscalationRoute.objects.filter(plan=plan).exists():
        return way_of(plan)
    way = way_printed(plan)
    if way.addressee:
        _kept(plan, way)
    return way


def _kept(plan: PlanDocument, way: Way) -> EscalationRoute:
    route, _made = EscalationRoute.objects.update_or_create(
        plan=plan,
        defaults={
            "via": way.via.strip(),
            "addressee": way.addressee.strip(),
            "only_beyond_authority": way.only_beyond_authority,
            "sentence": way.sentence,
        },
    )
    return route


def _locked(one: Difficulty) -> Difficulty:
    return Difficulty.objects.select_for_update(of=("self",)).select_related("plan").get(pk=one.pk)


def _joined(one: Difficulty) -> list[Difficulty]:
    found = Difficulty.objects.select_for_update().filter(same_as=one, state=DifficultyState.OPEN)
    return list(found.order_by("pk"))


def _move(
    row: Difficulty, kind: StepKind, *, acting: Acting, at: datetime, **said: object
) -> DifficultyStep:
    """Write one step and bring the row where the step leads."""
    if kind not in ALLOWED_STEPS[row.state]:
        raise StepNotAllowedError(kind.label, row.get_state_display())
    holder_id = row.holder_id
    row.state = STATE_AFTER[kind]
    row.holder_id = said.pop("to", holder_id)  # type: ignore[assignment]  # an id
    if kind == StepKind.ANSWERED:
        row.answered_at = at
    row.save()
    from_unit = row.unit_id if kind == StepKind.REOPENED else holder_id
    to = row.unit_id if kind in {StepKind.ANSWERED, StepKind.CLOSED} else row.holder_id
    return _step(row, kind, to=to, acting=acting, at=at, from_unit_id=from_unit, **said)


def _step(
    row: Difficulty, kind: StepKind, *, to: int, acting: Acting, at: datetime, **said: object
) -> DifficultyStep:
    said.setdefault("from_unit_id", row.unit_id)
    return DifficultyStep.objects.create(
        difficulty=row,
        kind=kind,
        to_unit_id=to,
        acting_user_id=acting.user_id,
        happened_at=at,
        **said,
    )


def _prepared(files: Sequence[GivenFile]) -> list[tuple[str, PreparedFile]]:
    return [(given.name, prepare(given.data, given.name)) for given in files]


def _keep(step: DifficultyStep, ready: Sequence[tuple[str, PreparedFile]]) -> None:
    """Keep the files of a step; one handed in twice is kept once."""
    for name, one in {one.sha256: (name, one) for name, one in ready}.values():
        DifficultyFile.objects.create(
            step=step,
            file_key=filestore.store(one.data, one.suffix),
            file_name=name[:200],
            media_type=one.media_type,
            size=len(one.data),
        )


def _label(one: Difficulty, on: date) -> str:
    return f"{names_on([one.unit_id], on).get(one.unit_id, '')}: {one.text}"[:300]


def _said(text: str) -> str:
    if not text.strip():
        raise RefusedError(_("Cần ghi một câu để bên kia hiểu. Hãy viết rồi gửi lại."))
    return text.strip()
