"""Whom to remind of what today: one digest for each person, nothing said twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.calendar.queries import branches_above
from songhanh.registry.roles.enums import RECORDING
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.queries import valid_on
from songhanh.reporting.obligations.enums import REMINDER_DAYS, ObligationState
from songhanh.reporting.obligations.models import ReminderSetting, SentReminder
from songhanh.reporting.obligations.queries.duties import obligations
from songhanh.reporting.obligations.queries.obligation import Obligation

_OPEN = {ObligationState.NOT_DUE, ObligationState.DUE, ObligationState.MISSING}


@dataclass(frozen=True)
class DigestLine:
    """A report that is still owed. ``days`` is the day of the rhythm that has been reached.

    ``is_new`` is no where the person was told for that day already.
    """

    obligation: Obligation
    last_day: date
    days: int
    is_new: bool


@dataclass(frozen=True)
class Digest:
    """All that one person is reminded of at once, the earliest last day first."""

    user: User
    lines: tuple[DigestLine, ...]


def digests_due(on: date) -> list[Digest]:
    """The people to be reminded on a day: those for whom a day of the rhythm was newly reached.

    A day the job did not run is made up for once: what counts is the last day of the rhythm that
    has been reached, and whether the person was told for it.
    """
    reached = list(_reached(on))
    people = people_answering({one.unit_id for one, _, _ in reached}, on)
    told = _told([one.rule.pk for one, _, _ in reached])
    by_person: dict[User, list[DigestLine]] = defaultdict(list)
    for one, last_day, days in reached:
        for user in people.get(one.unit_id, ()):
            key = (*one.key, last_day, days, user.pk)
            by_person[user].append(DigestLine(one, last_day, days, is_new=key not in told))
    return [
        Digest(user, tuple(sorted(lines, key=lambda line: line.last_day)))
        for user, lines in sorted(by_person.items(), key=lambda each: each[0].pk)
        if any(line.is_new for line in lines)
    ]


def day_reached(days_left: int, rhythm: Collection[int]) -> int | None:
    """The last day of a rhythm that has come; None before the first. Below zero is after it."""
    return min((days for days in rhythm if days >= days_left), default=None)


def rhythm_for(unit_id: int | None, on: date) -> Sequence[int]:
    """The days on which units under somebody are reminded: the nearest setting, else the usual."""
    branches = branches_above(unit_id, on)
    rank = {branch: place for place, branch in enumerate(branches)}
    kept = ReminderSetting.objects.filter(branch_id__in=branches).prefetch_related("days")
    nearest = min(kept, key=lambda one: rank[one.branch_id], default=None)
    return REMINDER_DAYS if nearest is None else [one.days for one in nearest.days.all()]


def reminder_setting(acting: Acting) -> ReminderSetting | None:
    """The setting of the acting branch; None where the usual days hold."""
    return ReminderSetting.objects.filter(branch_id=acting.branch_id).first()


def people_answering(unit_ids: Collection[int], on: date) -> dict[int, list[User]]:
    """Who writes the reports of some units, by unit, each person once."""
    held = UserRole.objects.filter(
        valid_on(on), unit_id__in=unit_ids, role__in=RECORDING, user__is_active=True
    ).select_related("user")
    people: dict[int, list[User]] = defaultdict(list)
    for one in held.order_by("user__full_name", "user_id"):
        if one.user not in people[one.unit_id]:
            people[one.unit_id].append(one.user)
    return dict(people)


def _reached(on: date) -> Iterable[tuple[Obligation, date, int]]:
    """The open reports for which a day of the rhythm has come."""
    rhythms: dict[int, Sequence[int]] = {}
    for one in obligations(as_of=on, years={on.year - 1, on.year, on.year + 1}):
        if one.last_day is None or one.state not in _OPEN:
            continue
        issuer = one.plan.issuer_id
        if issuer not in rhythms:
            rhythms[issuer] = rhythm_for(issuer, on)
        days = day_reached((one.last_day - on).days, rhythms[issuer])
        if days is not None:
            yield one, one.last_day, days


def _told(rule_ids: Iterable[int]) -> set[tuple[object, ...]]:
    rows = SentReminder.objects.filter(rule_id__in=set(rule_ids))
    return set(rows.values_list("rule_id", "unit_id", "period", "last_day", "days", "user_id"))
