"""Database triggers on both engines: append-only tables, closed rows, the history of changed ones.

Models say what they need with a decorator; ``install`` writes the triggers after every migration,
because SQLite drops them when Django rebuilds a table. Why triggers and not signals: bulk writes
and plain SQL pass signals by (docs/decisions/0004-triggers-keep-the-history.md).
"""

from songhanh.foundation.lib.triggers.declaring import (
    HISTORY_TABLE,
    KEY_TABLE,
    Protection,
    Seal,
    append_only,
    closed_when,
    keeps_history,
    personal_fields,
    protections,
    seals,
)
from songhanh.foundation.lib.triggers.installing import install, make_room, missing, remove

__all__ = [
    "HISTORY_TABLE",
    "KEY_TABLE",
    "Protection",
    "Seal",
    "append_only",
    "closed_when",
    "install",
    "keeps_history",
    "make_room",
    "missing",
    "personal_fields",
    "protections",
    "remove",
    "seals",
]
