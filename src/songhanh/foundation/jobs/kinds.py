"""Kinds of jobs: a function that may be called later, with what the worker must know about it.

@job(label=_("Gửi nhắc việc"))
def send_reminders(plan_id: int) -> None: ...

send_reminders.enqueue(plan_id=3)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT_ATTEMPTS = 4


@dataclass(frozen=True)
class JobKind:
    """What the worker must know of a job.

    ``atomic``: the worker wraps the function and the note that it is done in one transaction, so
    that its effect stands exactly once. A job that runs long or calls other programs says
    ``atomic=False`` and keeps its own transactions; it must then bear being run twice.
    """

    label: str | Promise
    atomic: bool = True
    max_attempts: int = DEFAULT_ATTEMPTS


_kinds: dict[str, JobKind] = {}


def job(
    *, label: str | Promise, atomic: bool = True, max_attempts: int = DEFAULT_ATTEMPTS
) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Make a job of a module's function. Its arguments are plain JSON values: ids, codes, days."""

    def decorate(function: Callable[P, T]) -> Task[P, T]:
        made = task(function)
        _kinds[made.module_path] = JobKind(label, atomic, max_attempts)
        return made

    return decorate


def kind_of(task_path: str) -> JobKind:
    """The kind of a queued task; plain defaults when its function is no job of ours."""
    return _kinds.get(task_path, JobKind(_("việc chạy nền")))


def all_kinds() -> list[tuple[str, JobKind]]:
    """Every known job by the path of its function."""
    return sorted(_kinds.items())
