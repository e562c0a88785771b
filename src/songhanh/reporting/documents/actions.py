"""Having documents written and kept."""

import hashlib
import tempfile
from datetime import datetime
from pathlib import Path

from songhanh.engines.counting import parse_period
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.libreoffice import (
    ConversionFailed,
    LibreOfficeMissing,
    convert_to_pdf,
)
from songhanh.foundation.lib.rules import require
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.documents.content import abstract_of
from songhanh.reporting.documents.enums import DocumentSource
from songhanh.reporting.documents.models import IssuedDocument
from songhanh.reporting.documents.queries import place_names
from songhanh.reporting.documents.rules import can_write, can_write_consolidated
from songhanh.reporting.documents.writing import write_consolidation, write_submission
from songhanh.reporting.submissions.models import Snapshot

WORD = ".docx"


def issue_of_submission(snapshot: Snapshot, *, acting: Acting, at: datetime) -> IssuedDocument:
    """Write the document of a frozen report and keep it.

    Raises:
        NotAllowedError: by the rule ``can_write``.
    """
    submission = snapshot.submission
    require(can_write(acting, submission, day_of(at)))
    document = IssuedDocument(
        plan=submission.plan,
        unit_id=submission.unit_id,
        period=submission.period,
        source=DocumentSource.SUBMISSION,
        snapshot=snapshot,
        file_name=f"bao-cao-{submission.period}-{snapshot.unit_code}-lan-{snapshot.number}{WORD}",
    )
    return _keep(document, write_submission(snapshot), acting, at)


def issue_of_consolidation(
    frozen: FrozenConsolidation, *, acting: Acting, at: datetime
) -> IssuedDocument:
    """Write the document of a frozen consolidation and keep it.

    Raises:
        NotAllowedError: by the rule ``can_write_consolidated``.
    """
    consolidation = frozen.consolidation
    require(can_write_consolidated(acting, consolidation.plan.issuer_id, day_of(at)))
    document = IssuedDocument(
        plan=consolidation.plan,
        unit_id=consolidation.unit_id,
        period=consolidation.period,
        source=DocumentSource.CONSOLIDATION,
        consolidation=frozen,
        file_name=f"bao-cao-tong-hop-{consolidation.period}-lan-{frozen.number}{WORD}",
    )
    return _keep(document, write_consolidation(frozen), acting, at)


def _keep(document: IssuedDocument, data: bytes, acting: Acting, at: datetime) -> IssuedDocument:
    pdf = _pdf_of(data)  # before the transaction: it takes a second or two
    document.title = _title(document)
    document.file_key = filestore.store(data, WORD)
    document.sha256 = hashlib.sha256(data).hexdigest()
    document.pdf_key = filestore.store(pdf, ".pdf") if pdf else ""
    document.written_at = at
    document.acting_user_id = acting.user_id
    with recorded("document.write", acting=acting, at=at) as fact:
        document.save(force_insert=True)
        fact.subject = document
        fact.details = {"sha256": document.sha256}
    return document


def _title(document: IssuedDocument) -> str:
    period = parse_period(document.period)
    return abstract_of(document.plan, period, place_names(document.plan, period.last))[:500]


def _pdf_of(data: bytes) -> bytes:
    """The PDF beside the Word file; nothing where LibreOffice is missing or fails."""
    with tempfile.TemporaryDirectory(prefix="document-") as name:
        folder = Path(name)
        word = folder / f"document{WORD}"
        word.write_bytes(data)
        try:
            return convert_to_pdf(word, folder).read_bytes()
        except (LibreOfficeMissing, ConversionFailed):
            return b""
