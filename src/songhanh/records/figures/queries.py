"""Entered figures: those in use, those known on a day, those somebody may see."""

from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from songhanh.engines import counting
from songhanh.engines.counting.world import RoundRole
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import end_of
from songhanh.ledger.enums import Standing
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.targets.enums import TargetKind
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of
from songhanh.records.figures.models import EnteredFigure, SurveyEstimate, TypedValue

F = TypeVar("F", bound=EnteredFigure)


def in_use(model: type[F]) -> QuerySet[F]:
    """The newest version of every figure that was not taken back."""
    return model._default_manager.filter(replaced_by=None, withdrawn=False)


def known(model: type[F], day: date | None) -> QuerySet[F]:
    """The figures as they stood at the end of a day; None is all that is known."""
    if day is None:
        return in_use(model)
    until = end_of(day)
    later = Q(replaced_by__isnull=False, replaced_by__posted_at__lt=until)
    return model._default_manager.filter(posted_at__lt=until, withdrawn=False).exclude(later)


def versions_of(row: F) -> QuerySet[F]:
    """All versions of a figure, the newest first."""
    found = type(row)._default_manager.filter(external_id=row.external_id)
    return found.select_related("posted_by").order_by("-pk")


def estimates_visible_to(acting: Acting, on: date) -> QuerySet[SurveyEstimate]:
    """Estimates of the plans somebody may read, and those that serve every plan."""
    mine = plans_visible_to(acting, on).values("pk")
    return SurveyEstimate.objects.filter(Q(plan=None) | Q(plan__in=mine)).select_related("plan")


def typed_values_visible_to(acting: Acting, on: date) -> QuerySet[TypedValue]:
    """Typed values of the plans somebody may read."""
    mine = plans_visible_to(acting, on).values("pk")
    return TypedValue.objects.filter(plan__in=mine).select_related("plan")


def typed_targets(plan: PlanDocument) -> list[Target]:
    """The targets of a plan whose value is typed."""
    return [one for one in targets_of(plan) if one.kind == TargetKind.OTHER]


def estimates_counted(
    *,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,  # noqa: ARG001 - the table has no standing: all is accepted
) -> list[counting.SurveyEstimate]:
    """Every estimate as known on a day, for the counting engine."""
    rows = known(SurveyEstimate, known_on).select_related("plan").order_by("pk")
    return [
        counting.SurveyEstimate(
            year=row.year,
            role=RoundRole(row.role),
            questionnaire=row.questionnaire,
            group=row.group,
            score=row.score,
            standard_error=row.standard_error,
            plan_code=row.plan.code if row.plan else None,
        )
        for row in rows
    ]


def typed_values_counted(
    *,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,  # noqa: ARG001 - the table has no standing: all is accepted
) -> list[counting.TypedValue]:
    """Every typed value as known on a day, for the counting engine."""
    rows = known(TypedValue, known_on).select_related("plan").order_by("pk")
    return [
        counting.TypedValue(
            plan_code=row.plan.code,
            target_ordinal=row.ordinal,
            year=row.year,
            value=row.value,
            unit_id=row.unit_id,
        )
        for row in rows
    ]
