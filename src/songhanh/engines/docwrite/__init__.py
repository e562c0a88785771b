"""Official documents in the layout of Decree 30/2020/NĐ-CP: written, and checked.

`write_document` turns plain facts into a Word file; `check_layout` holds any Word file against the
layout rules and lists what it finds.
"""

from songhanh.engines.docwrite.checking import Finding, Severity, check_layout
from songhanh.engines.docwrite.document import (
    Align,
    Annex,
    Article,
    Block,
    Chapter,
    ChapterWord,
    Clause,
    Column,
    DocumentKind,
    Item,
    OfficialDocument,
    Orientation,
    Paragraph,
    Point,
    Row,
    RowKind,
    Section,
    Signature,
    Table,
    Urgency,
)
from songhanh.engines.docwrite.errors import (
    DocumentError,
    IncompleteDocument,
    UnreadableDocument,
)
from songhanh.engines.docwrite.registering import with_number_and_day
from songhanh.engines.docwrite.signing import SigningForm, signature_lines
from songhanh.engines.docwrite.templates import (
    MARKS,
    WORDS,
    template_faults,
    template_with_marks,
    unsafe_parts,
    write_with_template,
)
from songhanh.engines.docwrite.typed import blocks_of
from songhanh.engines.docwrite.writing import write_annex, write_document

__all__ = [
    "MARKS",
    "WORDS",
    "Align",
    "Annex",
    "Article",
    "Block",
    "Chapter",
    "ChapterWord",
    "Clause",
    "Column",
    "DocumentError",
    "DocumentKind",
    "Finding",
    "IncompleteDocument",
    "Item",
    "OfficialDocument",
    "Orientation",
    "Paragraph",
    "Point",
    "Row",
    "RowKind",
    "Section",
    "Severity",
    "Signature",
    "SigningForm",
    "Table",
    "UnreadableDocument",
    "Urgency",
    "blocks_of",
    "check_layout",
    "signature_lines",
    "template_faults",
    "template_with_marks",
    "unsafe_parts",
    "with_number_and_day",
    "write_annex",
    "write_document",
    "write_with_template",
]
