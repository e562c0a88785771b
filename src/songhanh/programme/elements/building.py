"""From one object of a structured plan to an element with its places, and the rows hung on it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from songhanh.engines.vntext import normal, words_of
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import ElementRow, PlanElement, SourceSpan
from songhanh.programme.elements.values import Item, whole, words


@dataclass(frozen=True)
class Detail:
    """Rows below a typed row: their model, the field that names the typed row, their values."""

    model: type[models.Model]
    link: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Typed:
    """What an element's typed row holds, and the rows below it; not saved yet."""

    model: type[ElementRow]
    values: Mapping[str, Any] = field(default_factory=dict)
    details: Sequence[Detail] = ()


@dataclass
class Proposed:
    """An element with its places and its typed row, as read; not saved yet."""

    element: PlanElement
    spans: list[SourceSpan]
    typed: Typed | None = None


class Keys:
    """Makes the key of every element of one plan: its ordinal, with ``#2`` where it repeats."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()

    def next(self, kind: ElementKind, ordinal: str) -> str:
        """The key of the next element of this kind with this ordinal; without one, its number."""
        self._seen[kind, ordinal] += 1
        count = self._seen[kind, ordinal]
        if not ordinal:
            return f"-{count}"
        return ordinal if count == 1 else f"{ordinal}#{count}"


def text_of(item: Item, source: str, *names: str) -> str:
    """The whole text of an item: as the reader gives it, else cut from the source, else its start.

    A structured plan may hold only the first sixty characters of a unit; the place tells the rest.
    What lies at the place is used only when it begins with the start that was given.
    """
    whole_text = words(item, "text")
    if whole_text:
        return whole_text
    start = next((text for name in names if (text := words(item, name))), "")
    placed = normal(" ".join(source[first:last] for first, last in characters_of(item)))
    if placed and (not start or _begins(placed, start)):
        return placed
    return start


def characters_of(item: Item) -> list[tuple[int, int]]:
    """The character spans of an item, as (from, to)."""
    return [
        (span["char_from"], span["char_to"])
        for span in _spans(item)
        if "char_from" in span and "char_to" in span
    ]


def spans_of(element: PlanElement, item: Item) -> list[SourceSpan]:
    """The places of an item: its spans, else the lines a checked answer names."""
    spans = [
        SourceSpan(
            element=element,
            line_from=first,
            line_to=max(first, whole(span, "line_to") or first),
            char_from=whole(span, "char_from"),
            char_to=whole(span, "char_to"),
        )
        for span in _spans(item)
        if (first := whole(span, "line_from")) is not None
    ]
    return spans or [
        SourceSpan(element=element, line_from=line, line_to=line) for line in _lines(item)
    ]


def typed_instances(element: PlanElement, typed: Typed) -> list[models.Model]:
    """The typed row of an element and the rows below it, ready to be saved in this order."""
    row = typed.model(element=element, **typed.values)
    below = [
        detail.model(**{detail.link: row}, **values)
        for detail in typed.details
        for values in detail.rows
    ]
    return [row, *below]


def save_in_order(instances: Iterable[models.Model]) -> None:
    """Save rows with one statement a model, the models in the order in which they first appear."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for instance in instances:
        by_model.setdefault(type(instance), []).append(instance)
    for model, rows in by_model.items():
        model._default_manager.bulk_create(rows, batch_size=500)


def replace_typed(element: PlanElement, typed: Typed) -> None:
    """Give an element's typed row new values in place, and new rows below it.

    The row keeps its identity: what was recorded for a target or a rule goes on belonging to it.
    """
    row, _ = typed.model._default_manager.update_or_create(
        element=element, defaults=dict(typed.values)
    )
    for detail in typed.details:
        detail.model._default_manager.filter(**{detail.link: row}).delete()
        detail.model._default_manager.bulk_create(
            [detail.model(**{detail.link: row}, **values) for values in detail.rows]
        )


def _spans(item: Item) -> list[Item]:
    source = item.get("source")
    if isinstance(source, Mapping):
        return [source]
    return [span for span in source or [] if isinstance(span, Mapping)]


def _lines(item: Item) -> list[int]:
    if isinstance(item.get("lines"), list):
        return [line for line in item["lines"] if isinstance(line, int)]
    named = (whole(item, name) for name in ("line", "continues_line"))
    return [line for line in named if line is not None]


def _begins(text: str, start: str) -> bool:
    """Whether a text begins with a start whose last word may be cut."""
    begins = words_of(start)[:-1] or words_of(start)
    return words_of(text)[: len(begins)] == begins
