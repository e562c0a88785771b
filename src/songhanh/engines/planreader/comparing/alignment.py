"""A lower plan held against the one it carries out: target by target, task group by task group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from songhanh.engines.planreader.comparing.matching import Item, likeness, matched, text_of_item
from songhanh.engines.planreader.comparing.strength import (
    Departure,
    departures_of,
    first_year_of,
    is_stricter,
)
from songhanh.engines.planreader.register import TASK_GROUPS
from songhanh.engines.vntext import bare, normal


class Verdict(StrEnum):
    """What became of an element of the upper plan in the lower one."""

    SAME = "same"
    STRICTER = "stricter"
    WEAKER = "weaker"
    OTHER_BASELINE = "other_baseline"
    MILESTONES_DROPPED = "milestones_dropped"
    MISSING = "missing"


@dataclass(frozen=True)
class TargetAlignment:
    """A target of the upper plan with its counterpart; ``departures`` say each difference."""

    parent: Item
    child: Item | None
    verdict: Verdict
    departures: tuple[Departure, ...] = ()


@dataclass(frozen=True)
class GroupAlignment:
    """A task group of the upper plan with its counterpart; None where the lower plan has none."""

    parent: Item
    child: Item | None

    @property
    def is_missing(self) -> bool:
        """Whether the lower plan is silent about it."""
        return self.child is None


@dataclass(frozen=True)
class Alignment:
    """The whole table; ``own_targets`` are those the lower plan adds."""

    targets: tuple[TargetAlignment, ...]
    groups: tuple[GroupAlignment, ...]
    own_targets: tuple[Item, ...]

    def count(self, verdict: Verdict) -> int:
        """How many targets of the upper plan fared so."""
        return sum(one.verdict == verdict for one in self.targets)

    @property
    def missing_groups(self) -> tuple[GroupAlignment, ...]:
        """Task groups without counterpart."""
        return tuple(one for one in self.groups if one.is_missing)


def align_plans(child: Mapping[str, Any], parent: Mapping[str, Any]) -> Alignment:
    """Hold a structured plan against the one above it.

    A target whose kind is known meets its own kind; any other the one it shares most words with.
    What the upper plan has and the lower one has not is missing; the order is the upper plan's.
    """
    targets, above = list(child.get("targets") or []), list(parent.get("targets") or [])
    pairs = {j: i for i, j, _ in matched(targets, above, _same_target, _TARGET_FROM)}
    begins = first_year_of(child)
    return Alignment(
        targets=tuple(
            _aligned(targets[pairs[j]] if j in pairs else None, one, begins)
            for j, one in enumerate(above)
        ),
        groups=_groups(list(child.get("task_groups") or []), list(parent.get("task_groups") or [])),
        own_targets=tuple(one for i, one in enumerate(targets) if i not in pairs.values()),
    )


_TARGET_FROM = 0.5
_GROUP_FROM = 0.45
_OF_ONE_TOPIC = 0.5


def _aligned(child: Item | None, parent: Item, begins: int | None) -> TargetAlignment:
    if child is None:
        return TargetAlignment(parent, None, Verdict.MISSING)
    found = departures_of(child, parent, begins)
    codes = {one.code for one in found}
    if codes & {"value_lower", "coverage_lower", "period_coarser", "later"}:
        verdict = Verdict.WEAKER
    elif "baseline_changed" in codes:
        verdict = Verdict.OTHER_BASELINE
    elif "milestone_dropped" in codes:
        verdict = Verdict.MILESTONES_DROPPED
    else:
        verdict = Verdict.STRICTER if is_stricter(found) else Verdict.SAME
    return TargetAlignment(parent, child, verdict, found)


def _same_target(one: Item, other: Item) -> float:
    kinds = (one.get("kind") or "other", other.get("kind") or "other")
    alike = likeness(text_of_item(one), text_of_item(other))
    if kinds[0] != kinds[1]:
        return 0.0
    return alike if kinds[0] == "other" else _TARGET_FROM + alike / 2


def _groups(groups: Sequence[Item], above: Sequence[Item]) -> tuple[GroupAlignment, ...]:
    pairs = {j: i for i, j, _ in matched(groups, above, _same_group, _GROUP_FROM)}
    return tuple(
        GroupAlignment(one, groups[pairs[j]] if j in pairs else None) for j, one in enumerate(above)
    )


def _same_group(one: Item, other: Item) -> float:
    """Shared words; titles on one topic of the programme, and on no other, need fewer of them."""
    left, right = text_of_item(one), text_of_item(other)
    alike = likeness(left, right)
    topics = _topics(left), _topics(right)
    if topics[0] & topics[1]:
        return max(alike, _OF_ONE_TOPIC + alike / 2)
    return alike if not (topics[0] and topics[1]) else alike / 2


def _topics(title: str) -> set[int]:
    words = bare(normal(title))
    return {place for place, (_, pattern) in enumerate(TASK_GROUPS) if pattern.search(words)}
