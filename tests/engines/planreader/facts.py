"""What a plan says as facts to be compared: each with its words and its values.

A changed plan is expected to give the facts of the plan it was made from, changed the same way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from songhanh.engines.vntext import bare, one_tone_place

NOISE = 0.85  # how much of two damaged texts must agree


@dataclass(frozen=True)
class Fact:
    """One element of a plan: its part, its words, and its values by name."""

    part: str
    words: str
    values: tuple[tuple[str, Any], ...] = ()


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(sorted((key, _frozen(one)) for key, one in value.items()))
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _fact(part: str, words: Any, item: dict[str, Any], *names: str) -> Fact:
    return Fact(part, str(words or ""), tuple((name, _frozen(item.get(name))) for name in names))


def facts_of(plan: dict[str, Any]) -> list[Fact]:
    """Every fact of a plan; places, ordinals and findings are left out."""
    if plan.get("not_a_plan"):
        return [Fact("refusal", "")]
    head = ("number", "issue_date", "issue_place", "issuing_level", "period")
    found = [_fact("heading", plan["title"], plan, *head)]
    found += [_fact("legal", one["number"], one, "date") for one in plan["legal_basis"]]
    found += [_target(one) for one in plan["targets"]]
    for group in plan["task_groups"]:
        found.append(_fact("group", group["title"], group))
        found += [
            _fact("task", one["text"], one, "lead", "time", "product") for one in group["tasks"]
        ]
    for one in plan["assignments"]:
        found.append(_fact("assignment", one["agency"], one, "role"))
        found += [_fact("duty", duty["text"], duty) for duty in one["duty_details"]]
    for one in plan["reporting"]:
        found.append(_fact("report", one["text"], one, "kind", "due", "due_rule"))
    found += [_fact("window", one["name"], one, "from", "to") for one in plan["campaign_windows"]]
    found += [_fact("day", one["name"], one, "date") for one in plan["commemorative_days"]]
    found += [_fact("recipient", one["text"], one) for one in plan["recipients"]]
    signed = plan["signatory"]
    found.append(_fact("signature", signed["name"], signed, "authority", "title"))
    found += [_fact("funding", one["text"], one) for one in plan["funding"]]
    return found + [_fact("footnote", one["text"], one, "mark") for one in plan["footnotes"]]


def _target(target: dict[str, Any]) -> Fact:
    names = ("kind", "comparator", "value", "value_max", "period", "baseline_year")
    fact = _fact("target", target["text"], target, *names)
    points = tuple((point["year"], point["value"]) for point in target["milestones"])
    coverage = target["coverage"]["value"] if target["coverage"] else None
    return replace(fact, values=(*fact.values, ("milestones", points), ("coverage", coverage)))


def changed(
    facts: Iterable[Fact], words: Callable[[str], str], values: Callable[[str, Any], Any]
) -> list[Fact]:
    """The facts with their words and each value changed."""
    return [
        replace(
            fact,
            words=words(fact.words),
            values=tuple((name, values(name, value)) for name, value in fact.values),
        )
        for fact in facts
    ]


def _key(words: str) -> str:
    return "".join(letter for letter in bare(one_tone_place(words)) if letter.isalnum())


def _alike(left: str, right: str, noise: bool) -> bool:
    a, b = _key(left), _key(right)
    if a == b or not noise:
        return a == b
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= NOISE


@dataclass
class Tally:
    """Counts of one part: facts expected, given and found, values right and in all."""

    expected: int = 0
    given: int = 0
    found: int = 0
    right: int = 0
    values: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.expected += other.expected
        self.given += other.given
        self.found += other.found
        self.right += other.right
        self.values += other.values
        return self

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.expected + self.given
        return 2 * self.found / total if total else 1.0

    @property
    def share(self) -> float:
        """Share of right values."""
        return self.right / self.values if self.values else 1.0


def compare(
    expected: list[Fact], given: list[Fact], *, noise: bool = False
) -> tuple[dict[str, Tally], list[str]]:
    """The tally of every part, and what is wrong in words."""
    tallies: dict[str, Tally] = {}
    wrong: list[str] = []
    rest = list(given)
    for want in expected:
        tally = tallies.setdefault(want.part, Tally())
        tally.expected += 1
        tally.values += len(want.values)
        likely = [
            one for one in rest if one.part == want.part and _alike(want.words, one.words, noise)
        ]
        if not likely:
            wrong.append(f"missed {want.part}: {want.words[:110]}")
            continue
        best = max(likely, key=lambda one: _same(want, one))
        rest.remove(best)
        tally.found += 1
        tally.right += _same(want, best)
        for (name, value), (_, other) in zip(want.values, best.values, strict=True):
            if not _equal(value, other, noise):
                wrong.append(f"value {want.part}.{name}: {value!r} != {other!r}: {want.words[:70]}")
    for one in given:
        tallies.setdefault(one.part, Tally()).given += 1
    wrong += [f"extra {one.part}: {one.words[:110]}" for one in rest]
    return tallies, wrong


def _equal(left: Any, right: Any, noise: bool) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return _alike(left, right, noise)
    return bool(left == right)


def _same(left: Fact, right: Fact) -> int:
    pairs = zip(left.values, right.values, strict=True)
    return sum(_equal(value, other, noise=True) for (_, value), (_, other) in pairs)
