"""Named reads of obligations: who owes what, what was decided, how reports are run."""

from songhanh.reporting.obligations.queries.decisions import (
    Key,
    standing_extensions,
    standing_hand_overs,
    standing_waivers,
)
from songhanh.reporting.obligations.queries.digests import (
    Digest,
    DigestLine,
    day_reached,
    digests_due,
    people_answering,
    reminder_setting,
    rhythm_for,
)
from songhanh.reporting.obligations.queries.duties import (
    STATES,
    cut_off_of,
    obligation_of,
    obligations,
    obligations_of_round,
    obligations_seen_by,
    obligations_seen_in,
    plans_with_obligations,
    readings_of,
)
from songhanh.reporting.obligations.queries.escalation import (
    Overdue,
    OverdueRow,
    overdue_seen_by,
    rows_of_overdue,
)
from songhanh.reporting.obligations.queries.feeds import (
    feed_behind,
    feed_of,
    obligations_in_feed,
    token_of,
)
from songhanh.reporting.obligations.queries.handovers import (
    inheritance_of,
    inheritances_of_plan,
    inheritances_seen_by,
)
from songhanh.reporting.obligations.queries.obligation import Obligation
from songhanh.reporting.obligations.queries.reading import Inheritance, PlanReading
from songhanh.reporting.obligations.queries.regimes import (
    figures_offered,
    regime_changes,
    regimes_kept_by,
)
from songhanh.reporting.obligations.queries.requests import (
    requests_by_rule,
    requests_kept_by,
    requests_seen_by,
)

__all__ = [
    "STATES",
    "Digest",
    "DigestLine",
    "Inheritance",
    "Key",
    "Obligation",
    "Overdue",
    "OverdueRow",
    "PlanReading",
    "cut_off_of",
    "day_reached",
    "digests_due",
    "feed_behind",
    "feed_of",
    "figures_offered",
    "inheritance_of",
    "inheritances_of_plan",
    "inheritances_seen_by",
    "obligation_of",
    "obligations",
    "obligations_in_feed",
    "obligations_of_round",
    "obligations_seen_by",
    "obligations_seen_in",
    "overdue_seen_by",
    "people_answering",
    "plans_with_obligations",
    "readings_of",
    "regime_changes",
    "regimes_kept_by",
    "reminder_setting",
    "requests_by_rule",
    "requests_kept_by",
    "requests_seen_by",
    "rhythm_for",
    "rows_of_overdue",
    "standing_extensions",
    "standing_hand_overs",
    "standing_waivers",
    "token_of",
]
