"""Adding and removing evidence: files are stripped, made small and kept under their own digest."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import UnfitEvidenceError
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.foundation.lib.photos import PreparedFile, prepare
from songhanh.foundation.lib.rules import require
from songhanh.records.recording.enums import EvidenceKind
from songhanh.records.recording.errors import MoveRefusedError
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Evidence, Record
from songhanh.records.recording.rules import can_record_for

R = TypeVar("R", bound=Record)

MOST_PER_RECORD = 30


def add_files(
    kind: RecordKind[R],
    record: R,
    files: Sequence[GivenFile],
    *,
    acting: Acting,
    at: datetime,
) -> list[Evidence]:
    """Keep files as evidence of a record. A file that is there already is passed by.

    Evidence may still be added after an acceptance: it proves what was accepted.

    Raises:
        UnfitEvidenceError: one of the files cannot be kept; none of them is then.
    """
    require(can_record_for(acting, record.unit_id, day_of(at)))
    prepared = [(given, prepare(given.data, given.name)) for given in files]
    with recorded(f"{kind.code}.add_evidence", acting=acting, at=at, subject=record):
        _require_room(kind, record, len(files))
        return [
            evidence
            for given, ready in prepared
            if (evidence := _keep(kind, record, given, ready, (acting, at))) is not None
        ]


def add_link(
    kind: RecordKind[R], record: R, link: str, caption: str = "", *, acting: Acting, at: datetime
) -> Evidence:
    """Keep an address as evidence of a record."""
    require(can_record_for(acting, record.unit_id, day_of(at)))
    with recorded(f"{kind.code}.add_evidence", acting=acting, at=at, subject=record):
        _require_room(kind, record, 1)
        return Evidence.objects.create(
            record_kind=kind.code,
            record_id=record.evidence_key,
            kind=EvidenceKind.LINK,
            link=link,
            caption=caption,
            added_at=at,
            added_by_id=acting.user_id,
        )


def remove(
    kind: RecordKind[R], record: R, evidence: Evidence, *, acting: Acting, at: datetime
) -> None:
    """Take evidence away from a record that is not accepted; the history keeps what it was.

    Raises:
        MoveRefusedError: the record is accepted or cancelled.
    """
    require(can_record_for(acting, record.unit_id, day_of(at)))
    if not record.is_changeable:
        raise MoveRefusedError(
            _("Bản ghi không còn ở giai đoạn sửa nên không bỏ minh chứng được nữa.")
        )
    with recorded(f"{kind.code}.remove_evidence", acting=acting, at=at, subject=record):
        evidence.delete()


def keep_imported(
    kind: RecordKind[R], record: R, files: Sequence[GivenFile], *, acting: Acting, at: datetime
) -> None:
    """Keep files that came with a package and were looked at when it was read.

    Part of an import, which asked whether it may and writes the one fact of it.
    """
    for given in files:
        _keep(kind, record, given, prepare(given.data, given.name), (acting, at))


def _require_room(kind: RecordKind[R], record: R, more: int) -> None:
    kept = Evidence.objects.filter(record_kind=kind.code, record_id=record.evidence_key).count()
    if kept + more > MOST_PER_RECORD:
        raise UnfitEvidenceError(
            _("Mỗi bản ghi giữ tối đa %(most)s minh chứng. Hãy chọn những tệp tiêu biểu.")
            % {"most": MOST_PER_RECORD}
        )


def _keep(
    kind: RecordKind[R],
    record: R,
    given: GivenFile,
    ready: PreparedFile,
    by: tuple[Acting, datetime],
) -> Evidence | None:
    digest = ready.sha256
    key = record.evidence_key
    if Evidence.objects.filter(record_kind=kind.code, record_id=key, sha256=digest).exists():
        return None
    acting, at = by
    kept_as = given.kind or EvidenceKind.PHOTO
    is_picture = ready.media_type.startswith("image/")
    return Evidence.objects.create(
        record_kind=kind.code,
        record_id=key,
        kind=EvidenceKind.LIST if kept_as == EvidenceKind.PHOTO and not is_picture else kept_as,
        caption=given.caption,
        file_key=filestore.store(ready.data, ready.suffix),
        thumbnail_key=filestore.store(ready.thumbnail, ready.suffix) if ready.thumbnail else "",
        file_name=given.name[:200],
        media_type=ready.media_type,
        size=len(ready.data),
        sha256=digest,
        added_at=at,
        added_by_id=acting.user_id,
    )
