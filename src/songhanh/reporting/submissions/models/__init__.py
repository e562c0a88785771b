"""A submission, its draft, its frozen versions and the decisions about them.

What a unit works on (texts, explained figures) keeps a history; what was sent (snapshots) and what
was answered (decisions, remarks) is append-only; nothing of an approved submission changes.
"""

from songhanh.reporting.submissions.models.answers import AnsweredRequest
from songhanh.reporting.submissions.models.brought import Brought, BroughtFigure
from songhanh.reporting.submissions.models.decisions import Decision, ReadMark, Remark
from songhanh.reporting.submissions.models.drafts import (
    DraftExplanation,
    DraftFigure,
    DraftText,
    Filling,
    Submission,
)
from songhanh.reporting.submissions.models.rows import FigureRow, TextRow
from songhanh.reporting.submissions.models.snapshots import (
    RouteStep,
    Snapshot,
    SnapshotDefinition,
    SnapshotEntry,
    SnapshotFigure,
    SnapshotFile,
    SnapshotText,
    ToldUnit,
)

__all__ = [
    "AnsweredRequest",
    "Brought",
    "BroughtFigure",
    "Decision",
    "DraftExplanation",
    "DraftFigure",
    "DraftText",
    "FigureRow",
    "Filling",
    "ReadMark",
    "Remark",
    "RouteStep",
    "Snapshot",
    "SnapshotDefinition",
    "SnapshotEntry",
    "SnapshotFigure",
    "SnapshotFile",
    "SnapshotText",
    "Submission",
    "TextRow",
    "ToldUnit",
]
