"""The posting machine: what a record's standing becomes, and what the ledger has of it.

submit   provisional entries        accept   the provisional ones reversed, accepted ones posted
return   all entries reversed       cancel   all entries reversed
reopen   a revision is made; the accepted record counts as it was until the revision is accepted

Every function locks the rows it changes, in the order of their keys, and posts for all of them at
once.
"""

from songhanh.records.recording.actions.deciding import (
    accept,
    cancel,
    return_,
    undo_acceptance,
    withdraw,
)
from songhanh.records.recording.actions.entering import change, create_once, reopen, submit
from songhanh.records.recording.actions.ruling import accept_by_rule, set_acceptance_rule
from songhanh.records.recording.actions.shared import locked, locked_one, post

__all__ = [
    "accept",
    "accept_by_rule",
    "cancel",
    "change",
    "create_once",
    "locked",
    "locked_one",
    "post",
    "reopen",
    "return_",
    "set_acceptance_rule",
    "submit",
    "undo_acceptance",
    "withdraw",
]
