"""Taking in the file that an officer finished in Word, in place of the one written here."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.engines.docwrite import (
    DocumentError,
    DocumentKind,
    Finding,
    check_layout,
    unsafe_parts,
    with_number_and_day,
)
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.reporting.documents.actions.drawing import WORD, ask_for_pdf
from songhanh.reporting.documents.errors import LayoutFindingsError
from songhanh.reporting.documents.models import IssuedDocument, LayoutFinding
from songhanh.reporting.documents.rules import can_finish

_SAID = (
    "plan_id", "kind", "unit_id", "period", "source", "snapshot_id", "consolidation_id",
    "letter_id", "title", "symbol", "place", "addressees", "recipients", "archive",
    "signatory", "signer_authority", "signer_position", "signer_name",
)  # fmt: skip


def finish_document(
    document: IssuedDocument, data: bytes, *, reason: str, acting: Acting, at: datetime
) -> IssuedDocument:
    """Keep a finished file as a document of its own, of the same source as the one it replaces.

    The file is kept as it is; number and day are written in when the registry gives them.

    Raises:
        NotAllowedError: by the rule ``can_finish``.
        LayoutFindingsError: its layout is unlike the decree's, and there is no reason.
        RefusedError: no Word file, something in it runs or is fetched, or it has no places for
            number and day.
    """
    require(can_finish(acting, document.unit_id, day_of(at)))
    findings = _found_in(document, data, at)
    if findings and not reason.strip():
        raise LayoutFindingsError(findings)
    made = IssuedDocument(
        **{name: getattr(document, name) for name in _SAID},
        replaces=document,
        reason=reason.strip() if findings else "",
        file_name=f"{document.file_name.removesuffix(WORD)[:100]}-hoan-thien{WORD}",
        sha256=hashlib.sha256(data).hexdigest(),
        written_at=at,
        acting_user_id=acting.user_id,
    )
    with recorded("document.finish", acting=acting, at=at) as fact:
        made.file_key = filestore.store(data, WORD)
        made.save(force_insert=True)
        LayoutFinding.objects.bulk_create(
            LayoutFinding(
                document=made,
                position=position,
                code=one.code,
                place=one.place[:300],
                message=one.message,
                suggestion=one.suggestion,
            )
            for position, one in enumerate(findings, start=1)
        )
        ask_for_pdf(made.file_key)
        fact.subject = made
        fact.reason = made.reason
        fact.details = {"sha256": made.sha256, "findings": len(findings)}
    return made


def _found_in(document: IssuedDocument, data: bytes, at: datetime) -> list[Finding]:
    """What the check of the layout finds in a file that can be issued."""
    try:
        unsafe = unsafe_parts(data)
        if unsafe:
            raise RefusedError(_("Tệp chưa dùng được: ") + " ".join(unsafe[:8]))
        with_number_and_day(data, number=1, symbol=document.symbol, issued_on=day_of(at))
        return check_layout(data, DocumentKind(document.kind))
    except DocumentError as refused:
        raise RefusedError(refused.message) from refused
