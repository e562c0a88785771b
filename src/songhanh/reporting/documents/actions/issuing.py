"""Having documents written and kept, in the layout of the office, with its signatory."""

import hashlib
from datetime import datetime

from songhanh.engines.counting import parse_period
from songhanh.engines.docwrite import OfficialDocument
from songhanh.engines.docwrite.wording import capitals
from songhanh.engines.vntext import fold
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.documents.actions.drawing import WORD, ask_for_pdf
from songhanh.reporting.documents.content import abstract_of
from songhanh.reporting.documents.enums import DocumentSource, WrittenKind
from songhanh.reporting.documents.layouts import file_of, signed_by
from songhanh.reporting.documents.letters import letter_facts
from songhanh.reporting.documents.models import IssuedDocument, Letter, Signatory
from songhanh.reporting.documents.queries import place_names, signing_for, template_for
from songhanh.reporting.documents.rules import can_issue, can_write, can_write_consolidated
from songhanh.reporting.documents.writing import consolidation_facts, submission_facts
from songhanh.reporting.submissions.models import Snapshot


def issue_of_submission(
    snapshot: Snapshot, *, acting: Acting, at: datetime, signatory: Signatory | None = None
) -> IssuedDocument:
    """Write the document of a frozen report and keep it.

    Without a signatory the one that signed this report last and still does, else the newest of the
    unit, else the head of the office.

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
    facts = _signed(submission_facts(snapshot), document, signatory, at)
    return _keep(document, facts, acting, at)


def issue_of_consolidation(
    frozen: FrozenConsolidation,
    *,
    acting: Acting,
    at: datetime,
    signatory: Signatory | None = None,
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
    facts = _signed(consolidation_facts(frozen), document, signatory, at)
    return _keep(document, facts, acting, at)


def issue_of_letter(letter: Letter, *, acting: Acting, at: datetime) -> IssuedDocument:
    """Write the document of a letter or notice as it stands, and keep it.

    Raises:
        NotAllowedError: by the rule ``can_issue``: not the own unit's, or with gaps left in it.
    """
    require(can_issue(acting, letter))
    words = "-".join(fold(letter.abstract).split()[:8])
    name = "".join(one for one in words if one.isalnum() or one == "-")
    document = IssuedDocument(
        plan=letter.plan,
        unit_id=letter.unit_id,
        kind=letter.kind,
        source=DocumentSource.LETTER,
        letter=letter,
        file_name=f"{_NAMES[letter.kind]}-{name}"[:100] + WORD,
    )
    return _keep(document, letter_facts(letter), acting, at)


_NAMES: dict[str, str] = {WrittenKind.LETTER: "cong-van", WrittenKind.NOTICE: "thong-bao"}


def _signed(
    facts: OfficialDocument, document: IssuedDocument, signatory: Signatory | None, at: datetime
) -> OfficialDocument:
    document.signatory = signatory or signing_for(document, day_of(at))
    return signed_by(facts, document.signatory)


def _keep(
    document: IssuedDocument, facts: OfficialDocument, acting: Acting, at: datetime
) -> IssuedDocument:
    document.template = template_for(document.unit_id, document.kind, day_of(at))
    data = file_of(facts, document.template)
    _describe(document, facts)
    document.sha256 = hashlib.sha256(data).hexdigest()
    document.written_at = at
    document.acting_user_id = acting.user_id
    with recorded("document.write", acting=acting, at=at) as fact:
        document.file_key = filestore.store(data, WORD)
        document.save(force_insert=True)
        ask_for_pdf(document.file_key)
        fact.subject = document
        fact.details = {"sha256": document.sha256}
    return document


def _describe(document: IssuedDocument, facts: OfficialDocument) -> None:
    """What the head and foot say, as they stand in the register of documents."""
    document.title = _title(document, facts)
    document.symbol = facts.symbol[:60]
    document.place = facts.place[:120]
    document.addressees = "\n".join(facts.addressees)
    document.recipients = "\n".join(facts.recipients)
    document.archive = facts.archive[:120]
    document.signer_authority = "; ".join(map(capitals, facts.signature.authority))[:300]
    document.signer_position = capitals(facts.signature.position)[:200]
    document.signer_name = facts.signature.name[:120]


def _title(document: IssuedDocument, facts: OfficialDocument) -> str:
    if document.plan is None or not document.period:
        return facts.abstract[:500]
    period = parse_period(document.period)
    return abstract_of(document.plan, period, place_names(document.plan, period.last))[:500]
