"""The board summed up by unit, by item of the assignment, by state; the words of a reminder."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from songhanh.engines.vntext import format_date
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import DutyState


@dataclass(frozen=True)
class SummaryLine:
    """One line of the board: how many duties, in which states, how many late."""

    label: str
    narrowing: str
    total: int
    by_state: tuple[tuple[DutyState, int], ...]
    late: int
    closed: int


@dataclass(frozen=True)
class Grouping:
    """A way to sum the board up: the label of a duty's line, and the filter that opens it."""

    label: Callable[[CarriedDuty], str]
    narrowing: Callable[[CarriedDuty], str]


GROUPINGS: dict[str, Grouping] = {
    "unit": Grouping(lambda one: one.unit_name, lambda one: f"unit={one.unit_id}"),
    "item": Grouping(
        lambda one: f"{one.assignment.element.ordinal} {one.assignment.element.text}".strip(),
        lambda one: f"item={one.assignment.pk}",
    ),
    "state": Grouping(lambda one: str(one.state.label), lambda one: f"state={one.state.value}"),
}
"""By the word in the address."""


def summed_up(carried: Iterable[CarriedDuty], by: str) -> list[SummaryLine]:
    """The lines of the board, in the order in which their first duties stand in the plans."""
    grouping = GROUPINGS[by]
    groups: dict[str, list[CarriedDuty]] = {}
    for one in carried:
        groups.setdefault(grouping.narrowing(one), []).append(one)
    lines = [_line(grouping.label(found[0]), key, found) for key, found in groups.items()]
    order = [f"state={state.value}" for state in DutyState]
    return sorted(lines, key=lambda line: order.index(line.narrowing)) if by == "state" else lines


def totals(carried: Iterable[CarriedDuty]) -> list[tuple[str, int]]:
    """How many duties there are, how many wait, are late, are to be reminded, are closed."""
    found = list(carried)
    return [
        (pgettext("duties", "nhiệm vụ"), len(found)),
        (_("chưa nhận"), sum(one.state == DutyState.WAITING for one in found)),
        (_("chờ kiểm tra"), sum(one.state == DutyState.FOR_CHECK for one in found)),
        (_("quá hạn"), sum(one.is_late for one in found)),
        (_("đã kết thúc"), sum(one.state == DutyState.CLOSED for one in found)),
    ]


def reminder(one: CarriedDuty) -> str:
    """The words of a reminder, ready to be sent; a requested unit is asked, not told.

    Always Vietnamese: they go to an office, whatever the language of the screen.
    """
    unit, duty, plan = one.unit_name, one.text.rstrip(" .;"), one.plan.name
    if one.is_requested:
        words = (
            f"Kính đề nghị {unit} quan tâm phối hợp thực hiện nội dung “{duty}” theo Kế hoạch"
            f" {plan}."
        )
    else:
        words = (
            f"Đề nghị {unit} thực hiện và cập nhật tiến độ nhiệm vụ “{duty}” theo Kế hoạch {plan}."
        )
    if one.standing.due_on is None:
        return words
    return f"{words} Hạn: {format_date(one.standing.due_on)}."


def _line(label: str, narrowing: str, found: Sequence[CarriedDuty]) -> SummaryLine:
    counted = Counter(one.state for one in found)
    return SummaryLine(
        label=label,
        narrowing=narrowing,
        total=len(found),
        by_state=tuple((state, counted[state]) for state in DutyState),
        late=sum(one.is_late for one in found),
        closed=counted[DutyState.CLOSED],
    )
