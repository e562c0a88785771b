"""Pages of records: one set for every kind, and the review queue across all kinds."""

from songhanh.records.recording.views.overseeing import evidence, rule
from songhanh.records.recording.views.pages import RecordPages, every_kind, pages_of
from songhanh.records.recording.views.registers import registers
from songhanh.records.recording.views.review import decide, queue
from songhanh.records.recording.views.spec import ListColumn, Section, SectionRow

__all__ = [
    "ListColumn",
    "RecordPages",
    "Section",
    "SectionRow",
    "decide",
    "every_kind",
    "evidence",
    "pages_of",
    "queue",
    "registers",
    "rule",
]
