"""What the standing unit's report tells besides targets and counts: task groups, Action Month,
money. Figures are of all units that owe the report; money is what their activities cost.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from songhanh.engines.counting import MonthDay, Period, Standing
from songhanh.foundation.ui.formats import amount_text
from songhanh.ledger.models import Measure
from songhanh.ledger.queries import sums
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.queries import campaign_windows
from songhanh.records.activities.models import Activity
from songhanh.records.recording.enums import RecordStanding
from songhanh.reporting.consolidation.enums import ExtraTable

NATIONAL_MONTH = (MonthDay(11, 15), MonthDay(12, 15))
"""The Action Month where the plan names no days of its own."""

MONTH_MEASURES = ("activity", "session_held", "attendance", "item_original")


@dataclass(frozen=True, slots=True)
class Extra:
    """One line of a further annex. ``value`` is accepted, ``provisional`` counts submitted too."""

    table: str
    key: str
    label: str
    unit_word: str
    value: Decimal | None
    provisional: Decimal | None = None

    @property
    def value_text(self) -> str:
        """The value with its unit."""
        return amount_text(self.value, self.unit_word)

    @property
    def provisional_text(self) -> str:
        """The same with what is not accepted yet."""
        return amount_text(self.provisional, self.unit_word)


def extras_of(
    plan: PlanDocument, unit_ids: Collection[int], period: Period, as_of: date
) -> tuple[Extra, ...]:
    """The lines of the further annexes in their order."""
    return (
        *_task_groups(plan, unit_ids, period, as_of),
        *_action_month(plan, unit_ids, period, as_of),
        *_money(unit_ids, period, as_of),
    )


def action_month_of(plan: PlanDocument, year: int) -> tuple[date, date]:
    """First and last day of the Action Month: the plan's own window, else the national one."""
    for window in campaign_windows(plan):
        if window.first_day and window.last_day:
            first, last = MonthDay.parse(window.first_day), MonthDay.parse(window.last_day)
            return first.in_year(year), last.in_year(year)
    first, last = NATIONAL_MONTH
    return first.in_year(year), last.in_year(year)


def _task_groups(
    plan: PlanDocument, unit_ids: Collection[int], period: Period, as_of: date
) -> Iterator[Extra]:
    groups = PlanElement.objects.filter(
        plan=plan, kind=ElementKind.TASK_GROUP, past_of__isnull=True
    ).exclude(state=ElementState.REMOVED)
    counted = _activities_by_task(unit_ids, period, as_of)
    for group in groups.order_by("position"):
        inside = [
            row for task, row in counted.items() if _belongs(task, group.ordinal) and group.ordinal
        ]
        sums_of = [sum(row[place] for row in inside) for place in range(3)]
        words = f"{group.ordinal}. {group.text}" if group.ordinal else group.text
        key = f"{ExtraTable.TASKS}:{group.key}"
        accepted, every, people = map(Decimal, sums_of)
        yield Extra(ExtraTable.TASKS, key, words, "hoạt động", accepted, every)
        yield Extra(ExtraTable.TASKS, f"{key}:people", words, "lượt người", people)


def _activities_by_task(
    unit_ids: Collection[int], period: Period, as_of: date
) -> dict[str, tuple[int, int, int]]:
    """By printed task: activities accepted, accepted or submitted, people of the accepted ones."""
    found = _activities(unit_ids, period, as_of).exclude(task_ordinal="")
    rows = found.order_by().values("task_ordinal", "standing")
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    counted = rows.annotate(
        count=Count("pk"), men=Sum("male"), women=Sum("female"), others=Sum("unknown_sex")
    )
    for row in counted:
        total = totals[row["task_ordinal"]]
        total[1] += row["count"]
        if row["standing"] == RecordStanding.ACCEPTED:
            total[0] += row["count"]
            total[2] += sum(row[name] or 0 for name in ("men", "women", "others"))
    return {task: (total[0], total[1], total[2]) for task, total in totals.items()}


def _belongs(task: str, group: str) -> bool:
    return task == group or task.startswith((f"{group}.", f"{group}-"))


def _action_month(
    plan: PlanDocument, unit_ids: Collection[int], period: Period, as_of: date
) -> Iterator[Extra]:
    first, last = action_month_of(plan, period.year)
    last = min(last, as_of)
    if last < first or first > period.last:
        return
    words = {row.code: row for row in Measure.objects.filter(code__in=MONTH_MEASURES)}
    for code in MONTH_MEASURES:
        both = [
            sum(
                (
                    row.quantity
                    for row in sums(
                        code, first=first, last=last, standing=standing, unit_ids=unit_ids
                    )
                ),
                Decimal(0),
            )
            for standing in (Standing.ACCEPTED, Standing.PROVISIONAL)
        ]
        measure = words[code]
        key = f"{ExtraTable.MONTH}:{code}"
        yield Extra(ExtraTable.MONTH, key, measure.name, measure.unit_word, *both)


def _money(unit_ids: Collection[int], period: Period, as_of: date) -> Iterator[Extra]:
    """What activities cost, by the source written down; a cost nobody wrote is not known."""
    found = _activities(unit_ids, period, as_of).filter(cost_vnd__isnull=False)
    accepted: dict[str, Decimal] = defaultdict(Decimal)
    every: dict[str, Decimal] = defaultdict(Decimal)
    rows = found.order_by().values("fund_source", "standing").annotate(cost=Sum("cost_vnd"))
    for row in rows:
        every[row["fund_source"]] += row["cost"]
        if row["standing"] == RecordStanding.ACCEPTED:
            accepted[row["fund_source"]] += row["cost"]
    for source in sorted(every):
        key = f"{ExtraTable.MONEY}:{source}"
        label = source or "nguồn chưa ghi"
        yield Extra(ExtraTable.MONEY, key, label, "đồng", accepted[source], every[source])


def _activities(unit_ids: Collection[int], period: Period, as_of: date) -> QuerySet[Activity]:
    return Activity.objects.filter(
        unit_id__in=unit_ids,
        held_on__range=(period.first, min(period.last, as_of)),
        standing__in=(RecordStanding.SUBMITTED, RecordStanding.ACCEPTED),
        revises=None,
    )
