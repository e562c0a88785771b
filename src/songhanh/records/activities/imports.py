"""``activities.csv`` of a data package (its contract): read, compared, written in bulk."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from songhanh.engines.vntext import fold
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow, same_rows_once
from songhanh.ledger.actions import post_many
from songhanh.ledger.bulk import insert_rows, reserve_ids
from songhanh.ledger.drafts import Posting
from songhanh.records.activities.content import PLAIN_FIELDS, ActivityContent, content_of
from songhanh.records.activities.entries import drafts_of
from songhanh.records.activities.enums import Mode
from songhanh.records.activities.kind import ACTIVITIES, write_content
from songhanh.records.activities.models import Activity, ActivityAudience, ActivityCoHost
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.evidence import keep_imported
from songhanh.records.recording.imports import (
    Files,
    Parsed,
    RecordReader,
    history_of,
    in_parts,
    parsed_entry,
    posting_of,
    restand,
)
from songhanh.records.recording.queries import evidence_of
from songhanh.records.recording.references import Bearer
from songhanh.records.recording.rules import can_import
from songhanh.records.recording.sheet import SheetEntry
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL
from songhanh.registry.orgunits.queries import version_on

_COST_LIMIT = Decimal(10) ** 15
_MODES = frozenset(Mode.values)
_ROW_FIELDS = (
    "id",
    "external_id",
    "unit",
    "received_by",
    "standing",
    "submitted_at",
    "decided_at",
    "decided_by",
    "created_at",
    "created_by",
    "remark",
    "version",
    "folded_title",
    *(name.removesuffix("_id") for name in PLAIN_FIELDS),
)

_plain_values = attrgetter(*PLAIN_FIELDS)

ParsedActivity = Parsed[ActivityContent]


def import_activities(
    rows: Sequence[TableRow],
    reader: CellReader,
    *,
    acting: Acting,
    at: datetime,
    files: Files | None = None,
) -> ImportCount:
    """Take in activities, all or nothing: with any error in ``reader`` nothing is written.

    The same rows again change nothing; a changed row is a correction with history; ``cancelled``
    withdraws; a row that is missing changes nothing. ``files`` gives the files that the column
    ``evidence`` names; without it that column is passed over with a warning.
    """
    require(can_import(acting))
    records = RecordReader(reader, at, files)
    distinct = same_rows_once(reader, rows, "id")
    _read_identities(records, rows)
    parsed = [one for row in distinct.values() if (one := _parsed(records, row)) is not None]
    if reader.has_errors:
        return ImportCount()
    with recorded("activity.import", acting=acting, at=at, savepoint=False):
        count = _store(parsed, acting=acting, at=at)
        _keep_evidence(parsed, files, acting=acting, at=at)
    return count


def store_entries(entries: Sequence[SheetEntry], *, acting: Acting, at: datetime) -> ImportCount:
    """Write new records of a sheet as submitted ones, in bulk; each content was looked at.

    Part of an import, which asked whether it may and writes the one fact of it.
    """
    kinds = _communes_among(entries)
    parsed = [
        parsed_entry(
            one,
            at,
            place_id=one.content.commune_id or (one.unit_id if one.unit_id in kinds else None),
        )
        for one in entries
    ]
    return _store(parsed, acting=acting, at=at)


def _communes_among(entries: Sequence[SheetEntry]) -> set[int]:
    """Units that are communes on the days of their activities: there a session is received."""
    days = {(one.unit_id, one.content.held_on) for one in entries}
    found = ((unit_id, version_on(unit_id, day)) for unit_id, day in days)
    return {unit_id for unit_id, version in found if version and version.kind in COMMUNE_LEVEL}


def _read_identities(records: RecordReader, rows: Iterable[TableRow]) -> None:
    """Report every row without an identifier, or with one too long."""
    for row in rows:
        records.identity(row)


def _parsed(records: RecordReader, row: TableRow) -> ParsedActivity | None:
    cells = records.cells
    held_on = records.day(row, "held_on", required=True)
    host = records.bearer(row, "unit_code", held_on, required=True)
    commune = records.bearer(row, "commune_code", held_on)
    co_host_ids = _co_hosts(records, row, host, held_on)
    standing = records.standing(row)
    title = records.line(row, "title", 300, required=True)
    form = records.code(row, "form", CodeList.ACTIVITY_FORM, required=True)
    content = ActivityContent(
        title=title,
        form=form,
        held_on=held_on or records.today,
        ended_on=records.day(row, "ended_on"),
        commune_id=commune.unit_id if commune else None,
        place=records.line(row, "place", 200),
        mode=cells.choice(row, "mode", _MODES),
        integrated=cells.yes_no(row, "integrated"),
        on_law_policy=cells.yes_no(row, "on_law_policy"),
        co_host_ids=co_host_ids,
        audiences=records.codes(row, "audiences", CodeList.AUDIENCE),
        male=records.count(row, "male"),
        female=records.count(row, "female"),
        unknown_sex=records.count(row, "unknown_sex"),
        children=records.count(row, "children"),
        minority=records.count(row, "minority"),
        cost_vnd=_cost(records, row),
        fund_source=records.line(row, "fund_source", 120),
        plan_code=records.plan(row, "plan_code"),
        task_ordinal=records.line(row, "task_ordinal", 40),
        campaign=records.line(row, "campaign", 40),
    )
    moments = records.moments(row, standing)
    if held_on is None or host is None:
        return None
    _check_sums(records, row, content)
    place = commune or (host if host.is_commune else None)
    return Parsed(
        row=row,
        external_id=row.cells.get("id", ""),
        unit_id=host.unit_id,
        place_id=place.unit_id if place else None,
        standing=standing,
        moments=moments,
        content=content,
        evidence=records.evidence(row),
    )


def _co_hosts(
    records: RecordReader, row: TableRow, host: Bearer | None, held_on: date | None
) -> tuple[int, ...]:
    """The units named as co-hosts, each once; the main host named again is no co-host."""
    if held_on is None:
        return ()
    found = (
        records.bearer_of(row, "co_hosts", code, held_on)
        for code in records.cells.words(row, "co_hosts")
    )
    ids = {bearer.unit_id for bearer in found if bearer is not None}
    return tuple(sorted(ids - {host.unit_id if host else 0}))


def _cost(records: RecordReader, row: TableRow) -> Decimal | None:
    cost = records.cells.number(row, "cost_vnd")
    if cost is None:
        return None
    if cost >= _COST_LIMIT:
        records.cells.fault(
            row,
            "cost_vnd",
            expected="số tiền dưới một triệu tỷ đồng",
            message=f"Tệp {row.file}, dòng {row.row}, cột “cost_vnd”: số tiền lớn quá mức có thể. "
            "Hãy ghi số tiền bằng đồng.",
        )
        return None
    return cost.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _check_sums(records: RecordReader, row: TableRow, content: ActivityContent) -> None:
    """What the contract names as errors: an end before the begin, parts above the whole."""
    if content.ended_on and content.ended_on < content.held_on:
        records.cells.fault(
            row,
            "ended_on",
            expected=f"ngày không trước {content.held_on:%Y-%m-%d}",
            message=f"Tệp {row.file}, dòng {row.row}, cột “ended_on”: ngày kết thúc "
            f"{content.ended_on:%d/%m/%Y} trước ngày tổ chức {content.held_on:%d/%m/%Y}.",
        )
    whole = content.participants
    for column, part in (("children", content.children), ("minority", content.minority)):
        if whole is not None and part is not None and part > whole:
            records.cells.fault(
                row,
                column,
                expected=f"không quá {whole}",
                message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: {part} người nhiều hơn "
                f"tổng số {whole} người dự (nam, nữ và chưa tách). Hãy kiểm tra lại các số.",
            )


def _store(parsed: Sequence[ParsedActivity], *, acting: Acting, at: datetime) -> ImportCount:
    """Write what is new in bulk, correct what changed, and post for both at once."""
    here = _records_here([one.external_id for one in parsed])
    new = [one for one in parsed if one.external_id not in here]
    changed = [
        (here[one.external_id], one)
        for one in parsed
        if one.external_id in here and not _is_same(here[one.external_id], one)
    ]
    postings = _insert(new, acting=acting, at=at)
    postings += [_correct(activity, one, at) for activity, one in changed]
    post_many(postings)
    return ImportCount(len(new), len(changed), len(parsed) - len(new) - len(changed))


def _records_here(ids: Sequence[str]) -> dict[str, Activity]:
    found: dict[str, Activity] = {}
    for part in in_parts(ids):
        rows = Activity.objects.filter(external_id__in=part).select_for_update(of=("self",))
        found.update((row.external_id, row) for row in ACTIVITIES.with_parts(rows.order_by("pk")))
    return found


def _is_same(activity: Activity, parsed: ParsedActivity) -> bool:
    return (
        activity.unit_id == parsed.unit_id
        and activity.standing == parsed.standing
        and content_of(activity) == parsed.content
    )


def _keep_evidence(
    parsed: Sequence[ParsedActivity], files: Files | None, *, acting: Acting, at: datetime
) -> None:
    """Keep the files named that the records do not have yet, one after the other."""
    proven = {one.external_id: one.evidence for one in parsed if one.evidence}
    if files is None:
        return
    for part in in_parts(list(proven)):
        for activity in Activity.objects.filter(external_id__in=part):
            kept = set(evidence_of(ACTIVITIES, activity).values_list("file_name", flat=True))
            given = [
                GivenFile(name, data)
                for name in proven[activity.external_id]
                if name not in kept and (data := files(name)) is not None
            ]
            keep_imported(ACTIVITIES, activity, given, acting=acting, at=at)


def _insert(new: Sequence[ParsedActivity], *, acting: Acting, at: datetime) -> list[Posting]:
    ids = reserve_ids(Activity, len(new))
    insert_rows(
        Activity,
        _ROW_FIELDS,
        (
            (
                pk,
                one.external_id,
                one.unit_id,
                one.place_id,
                one.standing,
                one.moments.submitted_at,
                one.moments.decided_at,
                acting.user_id if one.moments.decided_at else None,
                at,
                acting.user_id,
                "",
                1,
                fold(one.content.title),
                *_plain_values(one.content),
            )
            for pk, one in zip(ids, new, strict=True)
        ),
    )
    pairs = list(zip(ids, new, strict=True))
    co_hosts = [(pk, unit_id) for pk, one in pairs for unit_id in one.content.co_host_ids]
    audiences = [(pk, code) for pk, one in pairs for code in one.content.audiences]
    insert_rows(ActivityCoHost, ("activity", "unit"), co_hosts)
    insert_rows(ActivityAudience, ("activity", "audience"), audiences)
    return [
        posting
        for pk, one in pairs
        for posting in history_of(
            ACTIVITIES.code, pk, one, drafts_of(one.unit_id, one.place_id, one.content)
        )
    ]


def _correct(activity: Activity, parsed: ParsedActivity, at: datetime) -> Posting:
    restand(activity, parsed)
    activity.unit_id = parsed.unit_id
    write_content(activity, parsed.content, received_by_id=parsed.place_id)
    drafts = drafts_of(parsed.unit_id, parsed.place_id, parsed.content)
    return posting_of(ACTIVITIES.code, activity, drafts, at)
