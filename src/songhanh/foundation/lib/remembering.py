"""What a page asks more than once is read once: the branch of who asks, the units above a place.

Only while a page is being read. Where something is written, and outside of pages, every question
goes to the database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_read: ContextVar[dict[object, object] | None] = ContextVar("read", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember the answers of ``remembered`` questions until the end of the block."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def forget() -> None:
    """Ask the database again from here on: something is being written."""
    if _read.get() is not None:
        _read.set(None)


def remembered(question: Callable[P, T]) -> Callable[P, T]:
    """Let a question with plain arguments be asked once for a page.

    Answers that are sets or lists are handed out as copies: callers may change theirs.
    """

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = _read.get()
        if answers is None:
            return question(*args, **kwargs)
        key = question, args, tuple(sorted(kwargs.items()))
        if key not in answers:
            answers[key] = question(*args, **kwargs)
        return _own(answers[key])  # type: ignore[return-value]  # what the question gave

    return ask


def _own(answer: object) -> object:
    return type(answer)(answer) if type(answer) in {set, list, dict} else answer  # type: ignore[call-arg]  # of itself
