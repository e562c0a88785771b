"""A submission, its draft, its frozen versions and the decisions about them.

What a unit works on (texts, explained figures) keeps a history; what was sent (snapshots) and what
was answered (decisions, remarks) is append-only.
"""

from songhanh.reporting.submissions.models.decisions import Decision, Remark
from songhanh.reporting.submissions.models.drafts import DraftExplanation, DraftText, Submission
from songhanh.reporting.submissions.models.rows import FigureRow, TextRow
from songhanh.reporting.submissions.models.snapshots import (
    Snapshot,
    SnapshotDefinition,
    SnapshotEntry,
    SnapshotFigure,
    SnapshotFile,
    SnapshotText,
)

__all__ = [
    "Decision",
    "DraftExplanation",
    "DraftText",
    "FigureRow",
    "Remark",
    "Snapshot",
    "SnapshotDefinition",
    "SnapshotEntry",
    "SnapshotFigure",
    "SnapshotFile",
    "SnapshotText",
    "Submission",
    "TextRow",
]
