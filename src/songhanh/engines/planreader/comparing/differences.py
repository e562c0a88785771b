"""Two plans side by side: what is the same, changed, missing and added."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from songhanh.engines.planreader.comparing.matching import Item, likeness, matched, text_of_item
from songhanh.engines.vntext import normal, same_words


class PairState(StrEnum):
    """How an element of plan A stands beside plan B, which it is held against."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"  # in B, not in A
    ADDED = "added"  # in A, not in B


@dataclass(frozen=True)
class Change:
    """A field that differs, as both plans have it."""

    field: str
    a: Any
    b: Any


@dataclass(frozen=True)
class Side:
    """An element as one of the plans has it."""

    ordinal: str
    text: str


@dataclass(frozen=True)
class Pair:
    """An element of A with its counterpart of B; one of them is None where there is none."""

    state: PairState
    a: Side | None
    b: Side | None
    changes: tuple[Change, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As ``plan compare`` prints it."""
        return {
            "state": self.state.value,
            "a": asdict(self.a) if self.a else None,
            "b": asdict(self.b) if self.b else None,
            "changes": [asdict(one) for one in self.changes],
        }


@dataclass(frozen=True)
class Comparison:
    """Everything ``plan compare`` tells: pairs by the part of the plan they stand in."""

    parts: Mapping[str, tuple[Pair, ...]]

    def count(self, part: str, state: PairState) -> int:
        """How many elements of a part are the same, changed, missing or added."""
        return sum(pair.state == state for pair in self.parts[part])

    def as_json(self) -> dict[str, Any]:
        """Counts first, then the pairs of each part."""
        summary = {
            part: {state.value: self.count(part, state) for state in PairState}
            for part in self.parts
        }
        pairs = {part: [one.as_json() for one in found] for part, found in self.parts.items()}
        return {"summary": summary, **pairs}


@dataclass(frozen=True)
class _Part:
    """How the elements of a part are found, matched and compared."""

    items: Callable[[Mapping[str, Any]], list[Item]]
    fields: Sequence[str]
    score: Callable[[Item, Item], float]


def compare_plans(a: Mapping[str, Any], b: Mapping[str, Any]) -> Comparison:
    """Hold structured plan A against structured plan B, in the order of B, then what A adds."""
    return Comparison({name: tuple(_pairs(part, a, b)) for name, part in _PARTS.items()})


def _pairs(part: _Part, a: Mapping[str, Any], b: Mapping[str, Any]) -> list[Pair]:
    left, right = part.items(a), part.items(b)
    found = {j: i for i, j, _ in matched(left, right, part.score, _ALIKE_FROM)}
    pairs = [
        _pair(part, left[found[j]], one)
        if j in found
        else Pair(PairState.MISSING, None, _side(one))
        for j, one in enumerate(right)
    ]
    added = [one for i, one in enumerate(left) if i not in found.values()]
    return pairs + [Pair(PairState.ADDED, _side(one), None) for one in added]


def _pair(part: _Part, one: Item, other: Item) -> Pair:
    changes = [
        Change(name, one.get(name), other.get(name))
        for name in part.fields
        if _plain(one.get(name)) != _plain(other.get(name))
    ]
    a, b = _side(one), _side(other)
    if not (same_words(a.text, b.text) or likeness(a.text, b.text) == 1):
        changes.insert(0, Change("text", a.text, b.text))
    state = PairState.CHANGED if changes else PairState.SAME
    return Pair(state, a, b, tuple(changes))


def _side(item: Item) -> Side:
    return Side(str(item.get("ordinal") or item.get("label") or ""), normal(text_of_item(item)))


def _plain(value: Any) -> Any:
    """Empty and absent are the same; texts in one form; the order of a list of words is none."""
    if isinstance(value, str):
        return normal(value).casefold()
    if isinstance(value, list):
        return sorted(str(_plain(one)) for one in value) or None
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if one is not None}
    return value if value not in ("", ()) else None


def _listed(name: str) -> Callable[[Mapping[str, Any]], list[Item]]:
    return lambda plan: list(plan.get(name) or [])


def _tasks(plan: Mapping[str, Any]) -> list[Item]:
    return [task for group in plan.get("task_groups") or [] for task in group.get("tasks") or []]


def _by_words(one: Item, other: Item) -> float:
    return likeness(text_of_item(one), text_of_item(other))


def _by_kind(one: Item, other: Item) -> float:
    """Of a known kind the kind decides, and words tell between several of it."""
    if (one.get("kind") or "other") != (other.get("kind") or "other"):
        return 0.0
    known = (one.get("kind") or "other") not in ("other", "unspecified")
    alike = _by_words(one, other)
    return _ALIKE_FROM + alike / 2 if known else alike


def _by_senders(one: Item, other: Item) -> float:
    """A deadline is that of the same report: its kind, then who sends it, then its words."""
    senders = likeness(" ".join(one.get("from") or []), " ".join(other.get("from") or []))
    alike = _by_words(one, other)
    same_kind = one.get("kind") == other.get("kind")
    return alike + (_ALIKE_FROM * senders if same_kind else 0) + (0.1 if same_kind else 0)


_ALIKE_FROM = 0.5

_PARTS: Mapping[str, _Part] = {
    "targets": _Part(
        _listed("targets"),
        (
            "kind",
            "comparator",
            "value",
            "value_max",
            "unit",
            "period",
            "baseline_year",
            "milestones",
            "coverage",
        ),
        _by_kind,
    ),
    "task_groups": _Part(_listed("task_groups"), (), _by_words),
    "tasks": _Part(_tasks, ("lead", "partners", "date_from", "date_to", "product"), _by_words),
    "assignments": _Part(_listed("assignments"), ("role", "duties"), _by_words),
    "deadlines": _Part(
        _listed("reporting"), ("kind", "due", "due_rule", "due_year", "via", "to"), _by_senders
    ),
}
