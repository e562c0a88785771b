"""Which measures feed a kind of target, and over which units: shared by figures and explanation."""

from dataclasses import dataclass

from songhanh.engines.counting import Measure, TargetKind

WITH_COLUMN = "yes"
LOUDSPEAKER = "loudspeaker"


@dataclass(frozen=True)
class Feed:
    """A measure that feeds a kind, and the dimensions an entry needs to count."""

    measure: Measure
    channel: str = ""
    with_column: str = ""


FEEDS: dict[TargetKind, tuple[Feed, ...]] = {
    TargetKind.SESSIONS_PER_YEAR: (Feed(Measure.SESSION_HELD), Feed(Measure.SESSION_RECEIVED)),
    TargetKind.ACTION_MONTH_PLAN_SHARE: (
        Feed(Measure.ACTIVITY_HELD),
        Feed(Measure.ITEM_ORIGINAL),
        Feed(Measure.ITEM_REPEAT),
    ),
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER: (Feed(Measure.ITEM_ORIGINAL, channel=LOUDSPEAKER),),
    TargetKind.CENTRE_ITEMS_PER_QUARTER: (Feed(Measure.ITEM_ORIGINAL),),
    TargetKind.MONTHLY_COLUMN: (Feed(Measure.ITEM_ORIGINAL, with_column=WITH_COLUMN),),
}
"""Kinds fed by the ledger. The other kinds come from registers of states and typed values."""

RECORDED = frozenset(FEEDS) - {TargetKind.ACTION_MONTH_PLAN_SHARE}
"""Kinds whose records can all be entered; of the others a page says what is not entered here."""


def measures_of(kinds: set[TargetKind]) -> set[Measure]:
    """The measures some kinds need."""
    return {feed.measure for kind in kinds for feed in FEEDS.get(kind, ())}
