"""Recording a decision, and what it changes, adds and takes out; taking all of it back.

The element keeps its identity: what was set, recorded and reported for it goes on belonging to it.
What held until the day is kept in a copy, so that every day is judged by its own words.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.db import IntegrityError
from django.utils.translation import gettext as _

from songhanh.engines.vntext import format_date
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.amendments.enums import AMENDABLE, ChangeKind
from songhanh.programme.amendments.models import Amendment, AmendmentChange
from songhanh.programme.amendments.rules import can_amend
from songhanh.programme.elements.building import Typed, replace_typed
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.elements.wordings import keep_wording, restore_rows
from songhanh.programme.plans.actions.moving import move_plan
from songhanh.programme.plans.actions.reviewing import free_key
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.settling import drop_own_days
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.models import Target, TargetSetting
from songhanh.programme.targets.roadmaps import RoadmapNote, set_roadmap


@dataclass(frozen=True)
class DecisionPaper:
    """What a decision says of itself; the file is kept as it came."""

    number: str
    issued_on: date
    effective_on: date
    title: str = ""
    filename: str = ""
    data: bytes = b""


@dataclass(frozen=True)
class Words:
    """What an element says from the day on."""

    text: str
    ordinal: str
    typed: Typed | None


def record_amendment(
    plan: PlanDocument, paper: DecisionPaper, *, acting: Acting, at: datetime
) -> Amendment:
    """Record a decision that amends a plan; what it changes is entered one by one after it.

    Raises:
        NotAllowedError: by the rule ``can_amend``.
        RefusedError: its day lies before the plan or before its own date, it is recorded already,
            or its date has not come.
    """
    require(can_amend(acting, plan, day_of(at)))
    _require_days(plan, paper, day_of(at))
    try:
        with recorded("amendment.record", acting=acting, at=at, subject=plan) as fact:
            amendment = _record(plan, paper, None, acting=acting, at=at)
            fact.details = {"number": paper.number, "effective_on": paper.effective_on.isoformat()}
    except IntegrityError as error:
        raise RefusedError(
            _("Quyết định %(number)s ngày %(day)s đã được ghi cho kế hoạch này.")
            % {"number": paper.number, "day": format_date(paper.issued_on)}
        ) from error
    plan.refresh_from_db()
    return amendment


def change_by(
    amendment: Amendment,
    element: PlanElement,
    *,
    version: int,
    words: Words,
    acting: Acting,
    at: datetime,
) -> AmendmentChange:
    """Give an element new words from the amendment's day on.

    Of a target whose value or milestones change, the threshold and the roadmap an officer had set
    stay with the old words: they were set for those. So do the days set for a reporting rule.

    Raises:
        NotAllowedError: by the rule ``can_amend``.
        ChangedMeanwhileError: somebody amended it since ``version``.
        RefusedError: it was amended from a later day on already, or the kind is not amended.
    """
    with recorded("amendment.change", acting=acting, at=at, subject=amendment) as fact:
        one = _locked(amendment, element, version, acting, at)
        past = keep_wording(one, amendment.effective_on)
        if words.typed is not None:
            reason = _("Theo quyết định sửa đổi %(number)s.") % {"number": amendment.number}
            note = RoadmapNote(RoadmapOrigin.AMENDMENT, reason, acting.user_id, at)
            _drop_settings(one, words.typed, note)
            replace_typed(one, words.typed)
        if words.ordinal != one.ordinal:
            one.ordinal = words.ordinal
        one.text = words.text
        _begin(one, amendment.effective_on, acting, at)
        fact.details = {"element": one.pk, "plan": one.plan_id}
        return _note(amendment, ChangeKind.CHANGED, one, past, at)


def add_by(
    amendment: Amendment,
    kind: ElementKind,
    *,
    words: Words,
    parent: PlanElement | None,
    acting: Acting,
    at: datetime,
) -> AmendmentChange:
    """Add an element that holds from the amendment's day on.

    Raises:
        NotAllowedError: by the rule ``can_amend``.
        RefusedError: the kind is not amended.
    """
    with recorded("amendment.add", acting=acting, at=at, subject=amendment) as fact:
        plan = amendment.plan
        require(can_amend(acting, plan, day_of(at)))
        _require_kind(kind)
        last = PlanElement.objects.filter(plan=plan).order_by("-position").first()
        element = PlanElement.objects.create(
            plan=plan,
            kind=kind,
            ordinal=words.ordinal,
            key=free_key(plan, kind, words.ordinal),
            parent=parent,
            position=last.position + 1 if last else 1,
            text=words.text,
            by_hand=True,
            state=ElementState.CONFIRMED,
            decided_by_id=acting.user_id,
            decided_at=at,
            valid_from=amendment.effective_on,
        )
        if words.typed is not None:
            replace_typed(element, words.typed)
        fact.details = {"element": element.pk, "plan": plan.pk}
        return _note(amendment, ChangeKind.ADDED, element, None, at)


def take_out_by(
    amendment: Amendment, element: PlanElement, *, version: int, acting: Acting, at: datetime
) -> list[AmendmentChange]:
    """End an element, and what stands under it, with the amendment's day.

    Raises:
        NotAllowedError: by the rule ``can_amend``.
        ChangedMeanwhileError: somebody amended it since ``version``.
        RefusedError: it was amended from a later day on already, or the kind is not amended.
    """
    with recorded("amendment.take_out", acting=acting, at=at, subject=amendment) as fact:
        one = _locked(amendment, element, version, acting, at)
        below = PlanElement.objects.filter(parent=one).exclude(state=ElementState.REMOVED)
        ended = [one, *below.select_for_update()]
        fact.details = {"elements": [each.pk for each in ended], "plan": one.plan_id}
        return [_end(amendment, each, acting, at) for each in ended]


def undo_amendment(
    amendment: Amendment, paper: DecisionPaper, *, acting: Acting, at: datetime
) -> Amendment:
    """Take all changes of an amendment back by a counter-amendment, from that one's day on.

    Between the two days the amended words have held and go on having held.

    Raises:
        NotAllowedError: by the rule ``can_amend``.
        RefusedError: it was taken back already, the day lies before its own, or something it
            changed was amended again meanwhile.
    """
    plan = amendment.plan
    require(can_amend(acting, plan, day_of(at)))
    _require_days(plan, paper, day_of(at))
    if Amendment.objects.filter(undoes=amendment).exists():
        raise RefusedError(_("Sửa đổi này đã được hoàn lại trước đó."))
    with recorded("amendment.undo", acting=acting, at=at, subject=plan, reason=paper.title) as fact:
        counter = _record(plan, paper, amendment, acting=acting, at=at)
        for change in reversed(list(amendment.changes.select_related("element", "past"))):
            _undo(counter, change, acting, at)
        fact.details = {"number": amendment.number, "by": paper.number}
    plan.refresh_from_db()
    return counter


def _undo(counter: Amendment, change: AmendmentChange, acting: Acting, at: datetime) -> None:
    element = PlanElement.objects.select_for_update(of=("self",)).get(pk=change.element_id)
    if change.kind == ChangeKind.ADDED:
        if element.state != ElementState.REMOVED:
            _require_order(element, counter)
            _end(counter, element, acting, at)
        return
    past = change.past
    if past is None:
        raise ValueError(f"the change {change.pk} keeps no former words")
    if change.kind == ChangeKind.TAKEN_OUT:
        restored_from = counter.effective_on
        element.state = ElementState.CONFIRMED
        element.valid_to = None
        _begin(element, restored_from, acting, at)
        _note(counter, ChangeKind.ADDED, element, None, at)
        return
    _require_order(element, counter)
    kept = keep_wording(element, counter.effective_on)
    restore_rows(element, past)
    element.text, element.ordinal = past.text, past.ordinal
    _begin(element, counter.effective_on, acting, at)
    _note(counter, ChangeKind.CHANGED, element, kept, at)


def _record(
    plan: PlanDocument,
    paper: DecisionPaper,
    undoes: Amendment | None,
    *,
    acting: Acting,
    at: datetime,
) -> Amendment:
    suffix = PurePath(paper.filename).suffix.lower()
    kept = filestore.store(paper.data, suffix if suffix in _SUFFIXES else "") if paper.data else ""
    amendment = Amendment.objects.create(
        plan=plan,
        number=paper.number,
        issued_on=paper.issued_on,
        effective_on=paper.effective_on,
        title=paper.title,
        filename=paper.filename[:250],
        file_key=kept,
        undoes=undoes,
        recorded_by_id=acting.user_id,
        recorded_at=at,
    )
    one = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    move_plan(
        one,
        PlanStatus.AMENDED,
        on=paper.effective_on,
        reason=paper.number,
        acting=acting,
        at=at,
    )
    return amendment


_SUFFIXES = (".docx", ".pdf", ".txt", ".md")


def _require_days(plan: PlanDocument, paper: DecisionPaper, today: date) -> None:
    if paper.issued_on > today:
        raise RefusedError(_("Ngày ban hành quyết định chưa đến. Hãy kiểm tra lại ngày."))
    if paper.effective_on < paper.issued_on:
        raise RefusedError(
            _("Ngày có hiệu lực không thể trước ngày ban hành quyết định. Hãy kiểm tra lại.")
        )
    if plan.issued_on and paper.issued_on < plan.issued_on:
        raise RefusedError(_("Quyết định sửa đổi không thể ban hành trước chính kế hoạch."))


def _require_kind(kind: str) -> None:
    if kind not in AMENDABLE:
        raise RefusedError(_("Loại mục này không sửa đổi bằng quyết định được."))


def _require_order(element: PlanElement, amendment: Amendment) -> None:
    begun = element.valid_from
    if begun is not None and amendment.effective_on < begun:
        raise RefusedError(
            _(
                "Mục “%(text)s” đã được sửa đổi từ ngày %(day)s nên không sửa từ một ngày trước đó"
                " được. Hãy kiểm tra lại ngày có hiệu lực."
            )
            % {"text": element.text[:80], "day": format_date(begun)}
        )


def _locked(
    amendment: Amendment, element: PlanElement, version: int, acting: Acting, at: datetime
) -> PlanElement:
    one = PlanElement.objects.select_for_update(of=("self",)).get(pk=element.pk)
    require(can_amend(acting, amendment.plan, day_of(at)))
    _require_kind(one.kind)
    if one.version != version or one.state != ElementState.CONFIRMED:
        raise ChangedMeanwhileError
    _require_order(one, amendment)
    return one


def _begin(element: PlanElement, day: date, acting: Acting, at: datetime) -> None:
    element.valid_from = day
    element.decided_by_id = acting.user_id
    element.decided_at = at
    element.version += 1
    element.save()


def _end(
    amendment: Amendment, element: PlanElement, acting: Acting, at: datetime
) -> AmendmentChange:
    past = keep_wording(element, amendment.effective_on)
    element.state = ElementState.REMOVED
    element.valid_from = element.valid_to = amendment.effective_on
    element.decided_by_id = acting.user_id
    element.decided_at = at
    element.version += 1
    element.save()
    return _note(amendment, ChangeKind.TAKEN_OUT, element, past, at)


def _drop_settings(element: PlanElement, typed: Typed, note: RoadmapNote) -> None:
    """Threshold and roadmap were set for a value that is no longer asked for, days for a rule."""
    if typed.model is ReportingRule:
        drop_own_days(ReportingRule.objects.get(element=element))
        return
    target = Target.objects.filter(element=element).first()
    if target is None:
        return
    asked = {name: typed.values.get(name) for name in ("value", "value_max", "coverage_value")}
    if any(getattr(target, name) != value for name, value in asked.items()):
        TargetSetting.objects.filter(target=target).update(threshold=None)
        set_roadmap(target, (), note)


def _note(
    amendment: Amendment,
    kind: ChangeKind,
    element: PlanElement,
    past: PlanElement | None,
    at: datetime,
) -> AmendmentChange:
    return AmendmentChange.objects.create(
        amendment=amendment, kind=kind, element=element, past=past, recorded_at=at
    )
