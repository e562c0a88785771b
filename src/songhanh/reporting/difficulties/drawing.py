"""The words of difficulties for the sections of reports. Always Vietnamese: they are signed."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import override

from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.difficulties.models import Difficulty
from songhanh.reporting.difficulties.queries import Summary, open_on, summary_of


def said_by_unit(plan: PlanDocument, unit_id: int, day: date) -> tuple[str, str]:
    """What a report of one unit says: its open difficulties, and what it proposes about them.

    Exactly those that waited for an answer at the end of the day.
    """
    waiting = open_on(plan, {unit_id}, day)
    hindered = _items(_one_line(one.text) for one in waiting)
    proposed = _items(_one_line(one.proposal) for one in waiting if one.proposal)
    return hindered, proposed


def summed_up(plan: PlanDocument, unit_ids: Collection[int], span: tuple[date, date]) -> str:
    """One sentence of the standing unit: how many came, were answered and wait, mostly about what.

    Empty when nothing was sent and nothing waits.
    """
    with override("vi"):
        return _sentence(summary_of(plan, unit_ids, *span))


def _sentence(found: Summary) -> str:
    if not found.sent and not found.open:
        return ""
    words = (
        f"Trong kỳ, các đơn vị gửi {found.sent} khó khăn, vướng mắc; {found.answered} nội dung đã"
        f" được trả lời; {found.open} nội dung còn chờ trả lời"
    )
    most = ", ".join(f"{one.label} ({count})" for one, count in found.subjects[:3])
    return f"{words}. Nhiều nhất về: {most}." if most else f"{words}."


def lines_of(waiting: list[tuple[str, Difficulty]]) -> str:
    """The open difficulties of several units, each behind the unit's name."""
    return _items(f"{name}: {_one_line(one.text)}" for name, one in waiting)


def _items(texts: Iterator[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
