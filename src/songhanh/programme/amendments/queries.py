"""Amendments of a plan, their changes as differences, and what can still be amended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.amendments.enums import AMENDABLE, ChangeKind
from songhanh.programme.amendments.models import Amendment, AmendmentChange
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.facts import facts_of
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.reviewing import TYPED_ROWS, elements_of


@dataclass(frozen=True)
class FactPair:
    """One fact before and after; ``differs`` says whether it changed."""

    term: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the decision changed it."""
        return self.before != self.after


@dataclass(frozen=True)
class Difference:
    """One change as people read it: the words and the facts on both sides of the day."""

    change: AmendmentChange
    before: str
    after: str
    facts: list[FactPair]

    @property
    def element(self) -> PlanElement:
        """The element it is about."""
        return self.change.element


def amendments_of(plan: PlanDocument) -> QuerySet[Amendment]:
    """The amendments of a plan in the order of their days."""
    rows = Amendment.objects.filter(plan=plan).select_related("recorded_by", "undoes", "undone_by")
    return rows.order_by("effective_on", "pk")


def amendment_seen_by(acting: Acting, pk: int, on: date) -> Amendment | None:
    """An amendment of a plan somebody may read."""
    plans = plans_visible_to(acting, on)
    rows = Amendment.objects.filter(pk=pk, plan__in=plans)
    return rows.select_related("plan", "undoes", "undone_by").first()


def differences_of(amendment: Amendment) -> list[Difference]:
    """The changes of an amendment, before and after, in the order in which they were entered."""
    changes = list(
        amendment.changes.select_related(
            "element",
            "past",
            *(f"{side}__{row}" for side in ("element", "past") for row in TYPED_ROWS),
        )
    )
    later = _next_wordings(changes)
    return [_difference(change, later.get(change.pk, change.element)) for change in changes]


def amendable(plan: PlanDocument) -> QuerySet[PlanElement]:
    """The elements a decision may change or take out, in the order of the plan."""
    return elements_of(plan).filter(kind__in=AMENDABLE, state=ElementState.CONFIRMED)


def _next_wordings(changes: Iterable[AmendmentChange]) -> dict[int, PlanElement]:
    """What each change led to: the words that a later change kept, where there was one."""
    changes = list(changes)
    later = (
        AmendmentChange.objects.filter(
            element__in=[one.element_id for one in changes], past__isnull=False
        )
        .select_related("past", *(f"past__{row}" for row in TYPED_ROWS))
        .order_by("pk")
    )
    found: dict[int, PlanElement] = {}
    for change in changes:
        after = [
            one.past
            for one in later
            if one.element_id == change.element_id and one.pk > change.pk and one.past
        ]
        if after:
            found[change.pk] = after[0]
    return found


def _difference(change: AmendmentChange, new: PlanElement) -> Difference:
    before = dict(facts_of(change.past)) if change.past else {}
    after = dict(facts_of(new)) if change.kind != ChangeKind.TAKEN_OUT else {}
    return Difference(
        change=change,
        before=change.past.text if change.past else "",
        after=new.text if change.kind != ChangeKind.TAKEN_OUT else "",
        facts=[
            FactPair(str(term), str(before.get(term, "")), str(after.get(term, "")))
            for term in dict.fromkeys([*before, *after])
        ],
    )
