"""Which difficulties somebody may see, their steps and days, and those open on a day."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of, end_of, start_of
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.orgunits.queries import names_on
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.reporting.difficulties.enums import (
    STATE_AFTER,
    DifficultyState,
    StepKind,
    Subject,
)
from songhanh.reporting.difficulties.models import Difficulty, DifficultyFile, DifficultyStep

LATE_AFTER = 15
"""Days without an answer after which a difficulty is shown as waiting long."""

_CARRIED = (ElementKind.TARGET, ElementKind.TASK_GROUP, ElementKind.TASK)


def difficulties_visible_to(acting: Acting, on: date) -> QuerySet[Difficulty]:
    """Those of the units of the branch, and those that lie with the own office."""
    found = Difficulty.objects.select_related("plan", "element")
    seen = units_seen_by(acting, on)
    if seen is None:
        return found
    held = Q(holder_id=acting.unit_id) if acting.acts_as(Role.LEADER) else Q(pk__in=[])
    return found.filter(Q(unit_id__in=seen) | held)


def waiting_for_answer(acting: Acting, on: date) -> QuerySet[Difficulty]:
    """The open ones somebody answers: of the lead officer's branch, or with the leader's office."""
    waiting = Difficulty.objects.filter(state=DifficultyState.OPEN, same_as__isnull=True)
    if acting.acts_as(Role.LEADER):
        return waiting.filter(holder_id=acting.unit_id)
    if not acting.acts_as(Role.LEAD_OFFICER):
        return waiting.none()
    branch = visible_unit_ids(acting, on)
    return waiting if branch is None else waiting.filter(unit_id__in=branch)


def answered_to(unit_ids: Collection[int]) -> QuerySet[Difficulty]:
    """The difficulties of some units that were answered and that they have not ended yet."""
    return Difficulty.objects.filter(state=DifficultyState.ANSWERED, unit_id__in=unit_ids)


def plans_to_name(acting: Acting, on: date) -> QuerySet[PlanDocument]:
    """The plans in force somebody may send a difficulty about."""
    return plans_visible_to(acting, on).filter(status__in=IN_FORCE).order_by("code")


def plans_settled_by(acting: Acting, on: date) -> QuerySet[PlanDocument]:
    """The plans in force whose way of difficulties somebody may correct."""
    plans = plans_to_name(acting, on)
    if not acting.acts_as(Role.LEAD_OFFICER):
        return plans.none()
    branch = visible_unit_ids(acting, on)
    return plans if branch is None else plans.filter(issuer_id__in=branch)


def elements_to_name(plans: Iterable[PlanDocument]) -> QuerySet[PlanElement]:
    """The targets and tasks a difficulty may be about."""
    found = PlanElement.objects.filter(
        plan__in=[plan.pk for plan in plans], kind__in=_CARRIED, past_of__isnull=True
    )
    return found.exclude(state=ElementState.REMOVED).order_by("plan", "position")


def steps_of(one: Difficulty) -> list[DifficultyStep]:
    """What happened to it, the first step first."""
    found = one.steps.select_related("acting_user").prefetch_related("files")
    return list(found.order_by("happened_at", "pk"))


def file_of(one: Difficulty, pk: int) -> DifficultyFile | None:
    """A file handed in with one of its steps."""
    return DifficultyFile.objects.filter(step__difficulty=one, pk=pk).first()


@dataclass(frozen=True)
class Row:
    """A difficulty in a list with the names of its offices and the days it took or has taken."""

    one: Difficulty
    unit_name: str
    holder_name: str
    days: int

    @property
    def waits_long(self) -> bool:
        """Whether it is open for longer than it should be."""
        return self.one.is_open and self.days > LATE_AFTER


def rows_of(difficulties: Iterable[Difficulty], on: date) -> list[Row]:
    """Lines of a list; names are read once."""
    listed = list(difficulties)
    names = names_on({pk for one in listed for pk in (one.unit_id, one.holder_id)}, on)
    return [
        Row(one, names.get(one.unit_id, ""), names.get(one.holder_id, ""), days_of(one, on))
        for one in listed
    ]


def days_of(one: Difficulty, on: date) -> int:
    """Days from sending to the answer (the end, where there was none); to today while open."""
    ended = one.answered_at or one.closed_at
    last = day_of(ended) if ended else on
    return max((last - day_of(one.sent_at)).days, 0)


# ---------------------------------------------------------------- as it was ----


def open_on(plan: PlanDocument, unit_ids: Collection[int], day: date) -> list[Difficulty]:
    """The difficulties of some units about a plan that waited for an answer at the end of a day.

    In the order they were sent. What was answered, ended or joined later was still open.
    """
    moment = end_of(day)
    sent = Difficulty.objects.filter(plan=plan, unit_id__in=unit_ids, sent_at__lt=moment)
    steps = DifficultyStep.objects.filter(happened_at__lt=moment).order_by("happened_at", "pk")
    found = sent.prefetch_related(Prefetch("steps", queryset=steps, to_attr="past"))
    return [
        one for one in found.order_by("sent_at", "pk") if _state_then(one) == DifficultyState.OPEN
    ]


def _state_then(one: Difficulty) -> str:
    past: list[DifficultyStep] = one.past  # type: ignore[attr-defined]  # read by open_on
    kinds = [step.kind for step in past]
    return STATE_AFTER[kinds[-1]].value if kinds else ""


@dataclass(frozen=True)
class Summary:
    """The difficulties of a round: how many, how far, about what."""

    sent: int
    answered: int
    open: int
    subjects: tuple[tuple[Subject, int], ...]


def summary_of(plan: PlanDocument, unit_ids: Collection[int], first: date, day: date) -> Summary:
    """What was sent from a day on to the end of another, and what of it waited then."""
    sent = Difficulty.objects.filter(
        plan=plan, unit_id__in=unit_ids, sent_at__lt=end_of(day), sent_at__gte=start_of(first)
    )
    subjects = Counter(sent.values_list("subject", flat=True))
    answered = sent.filter(
        steps__kind=StepKind.ANSWERED, steps__happened_at__lt=end_of(day)
    ).distinct()
    most = sorted(subjects.items(), key=lambda pair: (-pair[1], Subject.values.index(pair[0])))
    return Summary(
        sent=sum(subjects.values()),
        answered=answered.count(),
        open=len(open_on(plan, unit_ids, day)),
        subjects=tuple((Subject(code), count) for code, count in most),
    )
