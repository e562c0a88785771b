"""Facts of a document to its file: who signs, and in which layout, the office's own or built in."""

from dataclasses import replace
from datetime import date

from django.utils import translation

from songhanh.engines.docwrite import (
    DocumentError,
    OfficialDocument,
    write_document,
    write_with_template,
)
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.errors import RefusedError
from songhanh.reporting.documents.letters import letter_facts
from songhanh.reporting.documents.models import DocumentTemplate, IssuedDocument, Signatory
from songhanh.reporting.documents.writing import consolidation_facts, submission_facts


def facts_of(document: IssuedDocument) -> OfficialDocument:
    """What a document says, drawn up again from what it was written from.

    Of a letter that is what its writer has now.
    """
    if document.snapshot is not None:
        return submission_facts(document.snapshot)
    if document.consolidation is not None:
        return consolidation_facts(document.consolidation)
    assert document.letter is not None  # noqa: S101 - a constraint of the table
    return letter_facts(document.letter)


def signed_by(document: OfficialDocument, signatory: Signatory | None) -> OfficialDocument:
    """The document with somebody's signature block; without one the head of the office signs."""
    return document if signatory is None else replace(document, signature=signatory.signature)


def file_of(document: OfficialDocument, template: DocumentTemplate | None) -> bytes:
    """The .docx file in a layout.

    Raises:
        RefusedError: a part is missing that every document must have, or the template is damaged.
    """
    try:
        with translation.override("vi"):
            if template is None or template.is_built_in:
                return write_document(document)
            return write_with_template(filestore.open_file(template.file_key), document)
    except DocumentError as refused:
        raise RefusedError(refused.message) from refused


def year_of(document: OfficialDocument, on: date) -> OfficialDocument:
    """The document with the year that is printed before the registry fills in the day."""
    return document if document.year else replace(document, year=on.year)
