"""What happens to reports that are owed, and how they are run."""

from songhanh.reporting.obligations.actions.deciding import (
    extend_obligation,
    record_first_submission,
    take_back_first_submission,
    waive_obligation,
    withdraw_extension,
    withdraw_waiver,
)
from songhanh.reporting.obligations.actions.feeding import renew_feed, revoke_feed
from songhanh.reporting.obligations.actions.handing import hand_over
from songhanh.reporting.obligations.actions.regimes import change_regime
from songhanh.reporting.obligations.actions.reminding import record_reminder, set_reminder_days
from songhanh.reporting.obligations.actions.requesting import (
    Asked,
    request_report,
    withdraw_request,
)

__all__ = [
    "Asked",
    "change_regime",
    "extend_obligation",
    "hand_over",
    "record_first_submission",
    "record_reminder",
    "renew_feed",
    "request_report",
    "revoke_feed",
    "set_reminder_days",
    "take_back_first_submission",
    "waive_obligation",
    "withdraw_extension",
    "withdraw_request",
    "withdraw_waiver",
]
