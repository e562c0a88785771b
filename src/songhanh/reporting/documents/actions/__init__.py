"""Having documents written and kept, their PDFs drawn; letters, signatories, templates."""

from songhanh.reporting.documents.actions.drawing import ask_for_pdf, draw_pdf
from songhanh.reporting.documents.actions.finishing import finish_document
from songhanh.reporting.documents.actions.issuing import (
    issue_of_consolidation,
    issue_of_letter,
    issue_of_submission,
)
from songhanh.reporting.documents.actions.keeping import (
    add_signatory,
    add_template,
    begin_letter,
    change_letter,
    end_signatory,
    use_built_in,
)

__all__ = [
    "add_signatory",
    "add_template",
    "ask_for_pdf",
    "begin_letter",
    "change_letter",
    "draw_pdf",
    "end_signatory",
    "finish_document",
    "issue_of_consolidation",
    "issue_of_letter",
    "issue_of_submission",
    "use_built_in",
]
