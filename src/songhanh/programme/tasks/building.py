"""Task groups, tasks, assignments and duties of a structured plan as typed rows."""

from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.values import (
    Item,
    iso_date,
    listed,
    month_day,
    said,
    short,
    words,
)
from songhanh.programme.tasks.models import Assignment, AssignmentAgency, Duty, Task, TaskGroup


def task_group_row(item: Item) -> Typed:
    """The typed row of a task group."""
    return Typed(TaskGroup, {"parent_title": words(item, "parent_title")})


def task_row(item: Item) -> Typed:
    """The typed row of a task."""
    return Typed(
        Task,
        {
            "label": short(item, "label", 20),
            "part": item.get("part") or "",
            "lead": words(item, "lead"),
            "partners": words(item, "partners_text") or ", ".join(listed(item, "partners")),
            "time_words": words(item, "time"),
            "product": words(item, "product"),
            "starts_on": iso_date(item, "date_from"),
            "ends_on": iso_date(item, "date_to"),
            "starts_every": month_day(item, "date_from"),
            "ends_every": month_day(item, "date_to"),
        },
    )


def assignment_row(item: Item) -> Typed:
    """The typed row of an assignment with its agencies and the partners its duties name."""
    agencies = [
        {"position": place, "text": text[:500], "partner": partner}
        for partner, name in ((False, "agencies"), (True, "partners"))
        for place, text in enumerate(listed(item, name), start=1)
    ]
    values = {
        "role": item.get("role") or "",
        "role_words": short(item, "role_words", 120),
        "heading": words(item, "heading"),
        "is_reporting_item": said(item, "is_reporting_item", default=False),
    }
    return Typed(Assignment, values, [Detail(AssignmentAgency, "assignment", agencies)])


def duty_row(item: Item) -> Typed:
    """The typed row of a duty."""
    return Typed(Duty, {"label": short(item, "label", 20), "role": item.get("role") or ""})
