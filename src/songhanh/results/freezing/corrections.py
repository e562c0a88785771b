"""The entries that moved one unit's part of a frozen figure, with their records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from songhanh.engines.counting import Question, counts_behind, feeds_of
from songhanh.ledger.models import Entry
from songhanh.programme.targets.queries import plan_spec, target_specs
from songhanh.results.freezing.models import FrozenFigure
from songhanh.results.freezing.queries import reading_of
from songhanh.results.freezing.revisions import moment_of
from songhanh.results.values.explanation import EntryBehind, described
from songhanh.results.values.sources import EntryCount, corrections_around


@dataclass(frozen=True)
class Correction:
    """An entry that was posted after the freezing, or one of before that was taken back since."""

    entry: EntryBehind
    taken_back: bool
    at: datetime


def corrections_of(figure: FrozenFigure, unit_id: int) -> list[Correction] | None:
    """What was corrected since in one unit's part of a figure, by day.

    None where the target is not counted from entries, or is not in the plan any more.
    """
    frozen, period = figure.frozen, figure.time
    worded = target_specs(frozen.plan, min(period.last, frozen.as_of))
    target = next((one for one in worded if one.ordinal == figure.ordinal), None)
    if target is None or not feeds_of(target):
        return None
    reading = reading_of(frozen)
    world, entries = corrections_around(unit_id, target, reading, moment_of(frozen))
    question = Question(
        plan_spec(frozen.plan),
        target,
        world,
        reading.as_of,
        reading.map_view,
        map_on=reading.map_on,
    )
    found = [
        (entries[count.entry_id], part)
        for count, part in counts_behind(question, unit_id, period)
        if isinstance(count, EntryCount)
    ]
    found.sort(key=lambda one: (one[0].occurred_on, one[0].pk))
    return list(_corrections(entries, list(described(found))))


def _corrections(entries: dict[int, Entry], behind: list[EntryBehind]) -> Iterator[Correction]:
    for one in behind:
        reversal: Entry | None = getattr(entries[one.entry_id], "reversed_by", None)
        at = reversal.posted_at if reversal else entries[one.entry_id].posted_at
        yield Correction(one, reversal is not None, at)
