"""Enter a figure, correct it with a reason, take it back with a reason. Nothing is overwritten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.figures.enums import RoundRole
from songhanh.records.figures.errors import ReplacedMeanwhileError, baseline_taken, value_taken
from songhanh.records.figures.models import EnteredFigure, SurveyEstimate, TypedValue
from songhanh.records.figures.queries import in_use
from songhanh.records.figures.rules import can_correct, can_enter_for

F = TypeVar("F", SurveyEstimate, TypedValue)

Content = Mapping[str, Any]
"""Values by the names of the model's own columns (``plan_id``, ``year``, …)."""

VERBS = {SurveyEstimate: "survey_estimate", TypedValue: "typed_value"}


def enter_figure(model: type[F], content: Content, *, key: str, acting: Acting, at: datetime) -> F:
    """Enter a figure. The same ``key`` sent twice gives the same figure.

    Raises:
        NotAllowedError: not the lead officer of the plan's branch, or the plan is over.
        TakenError: the question has an answer already.
    """
    with recorded(f"{VERBS[model]}.enter", acting=acting, at=at) as fact:
        plan = _locked_plan(content["plan_id"])
        require(can_enter_for(acting, plan, day_of(at)))
        before = model._default_manager.filter(external_id=key).order_by("-pk").first()
        if before is not None:
            fact.subject = before
            return before
        row = model(external_id=key, posted_at=at, posted_by_id=acting.user_id, **content)
        refuse_second(row)
        row.save()
        fact.subject = row
    return row


def correct_figure(row: F, content: Content, *, reason: str, acting: Acting, at: datetime) -> F:
    """Put another version in the place of this one; both stay.

    Raises:
        RefusedError: no reason, or nothing is different.
        ReplacedMeanwhileError: this is not the newest version any more.
    """
    model = type(row)
    _require_reason(reason)
    with recorded(f"{VERBS[model]}.correct", acting=acting, at=at, reason=reason) as fact:
        now = _newest(row, acting, at)
        if all(getattr(now, name) == value for name, value in content.items()):
            raise RefusedError(_("Chưa có gì khác với dòng đang dùng nên không ghi thêm."))
        require(can_enter_for(acting, _locked_plan(content["plan_id"]), day_of(at)))
        fresh = _next(now, acting, at, reason=reason, **content)
        refuse_second(fresh)
        fresh.save()
        fact.subject = fresh
    return fresh


def withdraw_figure(row: F, *, reason: str, acting: Acting, at: datetime) -> F:
    """Take a figure back; it stays in the history and does not count any more.

    Raises:
        RefusedError: no reason.
        ReplacedMeanwhileError: this is not the newest version any more.
    """
    model = type(row)
    _require_reason(reason)
    with recorded(f"{VERBS[model]}.withdraw", acting=acting, at=at, reason=reason) as fact:
        now = _newest(row, acting, at)
        last = _next(now, acting, at, reason=reason, withdrawn=True)
        last.save()
        fact.subject = last
    return last


def refuse_second(row: SurveyEstimate | TypedValue) -> None:
    """Refuse what another figure says already: a second baseline, a second value of a year.

    Raises:
        TakenError: there is one.
    """
    if isinstance(row, TypedValue):
        others = in_use(TypedValue).filter(
            plan_id=row.plan_id, ordinal=row.ordinal, year=row.year, unit_id=row.unit_id
        )
        if others.exclude(external_id=row.external_id).exists():
            raise value_taken()
    elif row.role == RoundRole.BASELINE:
        same = in_use(SurveyEstimate).filter(
            plan_id=row.plan_id,
            year=row.year,
            role=row.role,
            questionnaire=row.questionnaire,
            group=row.group,
        )
        if same.exclude(external_id=row.external_id).exists():
            raise baseline_taken()


def next_version(row: F, at: datetime, by: int | None, **changes: Any) -> F:
    """A row that replaces another, filled and not saved."""
    model = type(row)
    skipped = {"id", "external_id", "withdrawn", "reason", "posted_at", "posted_by", "replaces"}
    columns = [one for one in model._meta.concrete_fields if one.name not in skipped]
    content = {one.attname: getattr(row, one.attname) for one in columns} | changes
    return model(
        external_id=row.external_id,
        posted_at=max(at, row.posted_at),
        posted_by_id=by,
        replaces=row,
        **content,
    )


def _next(row: F, acting: Acting, at: datetime, **changes: Any) -> F:
    return next_version(row, at, acting.user_id, **changes)


def _newest(row: F, acting: Acting, at: datetime) -> F:
    """The row, locked with its plan, if it is still the version in use."""
    _locked_plan(row.plan_id)
    model = type(row)
    now = model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if _is_replaced(now):
        raise ReplacedMeanwhileError
    require(can_correct(acting, now, day_of(at)))
    return now


def _is_replaced(row: EnteredFigure) -> bool:
    return row.withdrawn or hasattr(row, "replaced_by")


def _locked_plan(plan_id: int | None) -> PlanDocument | None:
    """The plan, held while its figures are compared: two officers enter one after the other."""
    if plan_id is None:
        return None
    return PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan_id)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError(_("Hãy ghi lý do sửa hoặc rút số liệu."))
