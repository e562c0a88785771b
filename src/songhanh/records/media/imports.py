"""``media_items.csv`` of a data package (its contract): read, compared, written in bulk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from songhanh.engines.vntext import fold
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow, same_rows_once
from songhanh.ledger.actions import post_many
from songhanh.ledger.bulk import insert_rows, reserve_ids
from songhanh.ledger.drafts import Posting
from songhanh.records.media.content import FIELDS, MediaItemContent, content_of
from songhanh.records.media.entries import drafts_of
from songhanh.records.media.kind import MEDIA_ITEMS, write_content
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.imports import (
    Parsed,
    RecordReader,
    history_of,
    in_parts,
    parsed_entry,
    posting_of,
    restand,
)
from songhanh.records.recording.rules import can_import
from songhanh.records.recording.sheet import SheetEntry

_MINUTES_LIMIT = Decimal(1_000_000)
_ROW_FIELDS = (
    "id",
    "external_id",
    "unit",
    "standing",
    "submitted_at",
    "decided_at",
    "decided_by",
    "created_at",
    "created_by",
    "remark",
    "version",
    "folded_title",
    *(name.removesuffix("_id") for name in FIELDS),
)

_values = attrgetter(*FIELDS)

ParsedItem = Parsed[MediaItemContent]


def import_media_items(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in media items, all or nothing: with any error in ``reader`` nothing is written.

    An original may stand in any row of the table or be here already. The same rows again change
    nothing; a changed row is a correction with history; ``cancelled`` withdraws.
    """
    require(can_import(acting))
    records = RecordReader(reader, at)
    distinct = same_rows_once(reader, rows, "id")
    for row in rows:
        records.identity(row)
    keys = _Keys(distinct)
    parsed = [one for row in distinct.values() if (one := _parsed(records, keys, row)) is not None]
    _check_no_circle(records, distinct)
    if reader.has_errors:
        return ImportCount()
    with recorded("media_item.import", acting=acting, at=at, savepoint=False):
        return _store(parsed, keys, acting=acting, at=at)


def store_entries(entries: Sequence[SheetEntry], *, acting: Acting, at: datetime) -> ImportCount:
    """Write new records of a sheet as submitted ones, in bulk; each content was looked at.

    Part of an import, which asked whether it may and writes the one fact of it.
    """
    keys = _Keys({one.key: TableRow("", 0, {}) for one in entries})
    parsed = [parsed_entry(one, at) for one in entries]
    return _store(parsed, keys, acting=acting, at=at)


class _Keys:
    """Keys of the items by their identifiers: those here, and those the package brings.

    New items get their keys before anything is written, so that a repeat may stand before its
    original.
    """

    def __init__(self, rows: Mapping[str, TableRow]) -> None:
        named = {row.cells.get("original_id", "") for row in rows.values()}
        wanted = sorted({*rows, *named} - {""})
        self.by_id: dict[str, int] = {}
        for part in in_parts(wanted):
            here = MediaItem.objects.filter(external_id__in=part)
            self.by_id.update(here.values_list("external_id", "pk"))
        self.new = [identity for identity in rows if identity not in self.by_id]
        self.by_id.update(zip(self.new, reserve_ids(MediaItem, len(self.new)), strict=True))


def _parsed(records: RecordReader, keys: _Keys, row: TableRow) -> ParsedItem | None:
    cells = records.cells
    published_on = records.day(row, "published_on", required=True)
    outlet = records.bearer(row, "outlet_code", published_on, required=True)
    standing = records.standing(row)
    content = MediaItemContent(
        title=records.line(row, "title", 300, required=True),
        type=records.code(row, "type", CodeList.ITEM_TYPE, required=True),
        published_on=published_on or records.today,
        channel=records.code(row, "channel", CodeList.CHANNEL, required=True),
        minutes=_minutes(records, row),
        language=records.line(row, "language", 40),
        on_gender_equality=cells.yes_no(row, "on_gender_equality"),
        original_id=_original(records, keys, row),
        column_name=records.line(row, "column_name", 160),
    )
    moments = records.moments(row, standing)
    if published_on is None or outlet is None:
        return None
    return Parsed(
        row=row,
        external_id=row.cells.get("id", ""),
        unit_id=outlet.unit_id,
        place_id=None,
        standing=standing,
        moments=moments,
        content=content,
    )


def _minutes(records: RecordReader, row: TableRow) -> Decimal | None:
    minutes = records.cells.number(row, "minutes")
    if minutes is None:
        return None
    if minutes >= _MINUTES_LIMIT:
        records.cells.fault(
            row,
            "minutes",
            expected="số phút dưới một triệu",
            message=f"Tệp {row.file}, dòng {row.row}, cột “minutes”: số phút lớn quá mức có thể. "
            "Hãy kiểm tra lại số này.",
        )
        return None
    return minutes.quantize(Decimal("0.001"), ROUND_HALF_UP)


def _original(records: RecordReader, keys: _Keys, row: TableRow) -> int | None:
    identity = row.cells.get("original_id", "")
    if not identity:
        return None
    key = keys.by_id.get(identity)
    if key is None:
        records.cells.fault(
            row,
            "original_id",
            expected="mã của một tin, bài đã có hoặc trong cùng tệp",
            message=f"Tệp {row.file}, dòng {row.row}, cột “original_id”: chưa có tin, bài "
            f"“{identity}”. Hãy bổ sung bản gốc hoặc sửa mã.",
        )
    return key


def _check_no_circle(records: RecordReader, rows: Mapping[str, TableRow]) -> None:
    """An item that is, over others or directly, a run of itself has no original at all."""
    sound: set[str] = set()
    for identity, row in rows.items():
        seen, at = {identity}, row.cells.get("original_id", "")
        while at in rows and at not in seen and at not in sound:
            seen.add(at)
            at = rows[at].cells.get("original_id", "")
        if at not in seen:
            sound |= seen
        if at == identity:
            records.cells.fault(
                row,
                "original_id",
                expected="mã của bản gốc",
                message=f"Tệp {row.file}, dòng {row.row}, cột “original_id”: tin, bài “{identity}” "
                "được ghi là bản phát lại của chính nó. Hãy để trống ô này ở bản gốc.",
            )


def _store(
    parsed: Sequence[ParsedItem], keys: _Keys, *, acting: Acting, at: datetime
) -> ImportCount:
    """Write what is new in bulk, correct what changed, and post for both at once."""
    fresh = set(keys.new)
    new = [one for one in parsed if one.external_id in fresh]
    here = _records_here([one.external_id for one in parsed if one.external_id not in fresh])
    changed = [
        (here[one.external_id], one)
        for one in parsed
        if one.external_id in here and not _is_same(here[one.external_id], one)
    ]
    insert_rows(
        MediaItem,
        _ROW_FIELDS,
        (
            (
                keys.by_id[one.external_id],
                one.external_id,
                one.unit_id,
                one.standing,
                one.moments.submitted_at,
                one.moments.decided_at,
                acting.user_id if one.moments.decided_at else None,
                at,
                acting.user_id,
                "",
                1,
                fold(one.content.title),
                *_values(one.content),
            )
            for one in new
        ),
    )
    postings = [posting for one in new for posting in _history(one, keys)]
    postings += [_correct(item, one, at) for item, one in changed]
    post_many(postings)
    return ImportCount(len(new), len(changed), len(parsed) - len(new) - len(changed))


def _history(one: ParsedItem, keys: _Keys) -> list[Posting]:
    drafts = drafts_of(one.unit_id, one.content)
    return list(history_of(MEDIA_ITEMS.code, keys.by_id[one.external_id], one, drafts))


def _records_here(ids: Sequence[str]) -> dict[str, MediaItem]:
    found: dict[str, MediaItem] = {}
    for part in in_parts(ids):
        rows = MediaItem.objects.filter(external_id__in=part).select_for_update().order_by("pk")
        found.update((row.external_id, row) for row in rows)
    return found


def _is_same(item: MediaItem, parsed: ParsedItem) -> bool:
    return (
        item.unit_id == parsed.unit_id
        and item.standing == parsed.standing
        and content_of(item) == _with_tags(parsed.content, item)
    )


def _with_tags(content: MediaItemContent, item: MediaItem) -> MediaItemContent:
    """What a package says, with the groups tagged here: a package has no column for them."""
    return replace(content, audiences=item.audiences)


def _correct(item: MediaItem, parsed: ParsedItem, at: datetime) -> Posting:
    restand(item, parsed)
    item.unit_id = parsed.unit_id
    write_content(item, _with_tags(parsed.content, item))
    return posting_of(MEDIA_ITEMS.code, item, drafts_of(parsed.unit_id, parsed.content), at)
