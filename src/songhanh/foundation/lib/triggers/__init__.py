"""Database triggers on both engines: append-only tables, and the history of changed rows.

Models say what they need with a decorator; ``install`` writes the triggers after every migration,
because SQLite drops them when Django rebuilds a table. Why triggers and not signals: bulk writes
and plain SQL pass signals by (docs/decisions/0004-triggers-keep-the-history.md).
"""

from songhanh.foundation.lib.triggers.declaring import (
    HISTORY_TABLE,
    KEY_TABLE,
    Protection,
    append_only,
    keeps_history,
    personal_fields,
    protections,
)
from songhanh.foundation.lib.triggers.installing import install, missing, remove

__all__ = [
    "HISTORY_TABLE",
    "KEY_TABLE",
    "Protection",
    "append_only",
    "install",
    "keeps_history",
    "missing",
    "personal_fields",
    "protections",
    "remove",
]
