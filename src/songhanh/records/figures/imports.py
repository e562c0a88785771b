"""``survey_estimates.csv`` and ``typed_values.csv`` of a data package, all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow, same_rows_once
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.enums import TargetKind
from songhanh.programme.targets.models import Target
from songhanh.records.figures.actions import VERBS, next_version
from songhanh.records.figures.enums import EVERYBODY, RoundRole
from songhanh.records.figures.models import SurveyEstimate, TypedValue
from songhanh.records.figures.queries import in_use
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.imports import RecordReader, in_parts
from songhanh.records.recording.rules import can_import

F = TypeVar("F", SurveyEstimate, TypedValue)

HIGHEST_SCORE = Decimal(100)
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class _Parsed(Generic[F]):
    row: TableRow
    external_id: str
    posted_at: datetime
    content: Mapping[str, Any]
    question: tuple[object, ...]
    """What may be answered once only; empty where several answers are fine."""


Read = Callable[[RecordReader, TableRow, "_Plans"], tuple[Mapping[str, Any], tuple[object, ...]]]


class _Plans:
    """The plans of the database by code, and the places of their targets."""

    def __init__(self) -> None:
        self.ids = dict(PlanDocument.objects.values_list("code", "pk"))
        rows = Target.objects.values_list("element__plan__code", "element__key", "kind")
        self.kinds = {(code, key): kind for code, key, kind in rows}


def import_estimates(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in survey estimates; two baselines of one questionnaire, group and year are an error."""
    return _import(SurveyEstimate, _estimate, rows, reader, acting, at)


def import_typed_values(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in typed values; two rows for one target, year and unit are an error."""
    return _import(TypedValue, _typed_value, rows, reader, acting, at)


def _import(
    model: type[F],
    read: Read,
    rows: Sequence[TableRow],
    reader: CellReader,
    acting: Acting,
    at: datetime,
) -> ImportCount:
    require(can_import(acting))
    records, plans = RecordReader(reader, at), _Plans()
    distinct = same_rows_once(reader, rows, "id")
    for row in rows:
        records.identity(row)
    parsed: list[_Parsed[F]] = []
    for row in distinct.values():
        told = len(reader.findings)
        content, question = read(records, row, plans)
        if any(one.severity == "error" for one in reader.findings[told:]):
            question = ()  # what could not be read answers no question a second time
        known = records.known_since(row).submitted_at or at
        parsed.append(_Parsed(row, row.cells["id"], known, content, question))
    here = _here(model, [one.external_id for one in parsed])
    _refuse_seconds(model, parsed, reader)
    if reader.has_errors:
        return ImportCount()
    with recorded(f"{VERBS[model]}.import", acting=acting, at=at):
        return _store(model, parsed, here, acting, at)


def _store(
    model: type[F],
    parsed: Sequence[_Parsed[F]],
    here: Mapping[str, F],
    acting: Acting,
    at: datetime,
) -> ImportCount:
    new, changed = [], []
    for one in parsed:
        row = here.get(one.external_id)
        if row is None:
            made = model(external_id=one.external_id, posted_at=one.posted_at, **one.content)
            made.posted_by_id = acting.user_id
            new.append(made)
        elif row.withdrawn or _differs(row, one.content):
            fresh = next_version(row, at, acting.user_id, **one.content)
            fresh.reason = "nhập từ gói dữ liệu"
            changed.append(fresh)
    model._default_manager.bulk_create(new, batch_size=500)
    model._default_manager.bulk_create(changed, batch_size=500)
    return ImportCount(len(new), len(changed), len(parsed) - len(new) - len(changed))


def _here(model: type[F], ids: Sequence[str]) -> dict[str, F]:
    """The newest version of each figure, also of one that was taken back."""
    found: dict[str, F] = {}
    for part in in_parts(ids):
        rows = model._default_manager.filter(external_id__in=part, replaced_by=None)
        found.update((row.external_id, row) for row in rows)
    return found


def _differs(row: F, content: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in content.items())


def _refuse_seconds(model: type[F], parsed: Sequence[_Parsed[F]], reader: CellReader) -> None:
    ids = {one.external_id for one in parsed}
    taken: dict[tuple[object, ...], str] = {}
    for row in in_use(model):
        if row.external_id not in ids and (question := _question(row)):
            taken[question] = row.external_id
    for one in parsed:
        if not one.question:
            continue
        other = taken.setdefault(one.question, one.external_id)
        if other != one.external_id:
            reader.fault(
                one.row,
                "year",
                expected=_ONCE[model],
                message=f"Tệp {one.row.file}, dòng {one.row.row}: đã có số liệu khác (mã “{other}”)"
                f" cho cùng câu hỏi này; cần {_ONCE[model]}. Hãy giữ lại một dòng đúng.",
            )


_ONCE: dict[type[SurveyEstimate] | type[TypedValue], str] = {
    SurveyEstimate: "mỗi năm một kết quả lần nền cho một bảng hỏi và một nhóm",
    TypedValue: "mỗi năm một giá trị cho một chỉ tiêu và một đơn vị",
}


def _question(row: SurveyEstimate | TypedValue) -> tuple[object, ...]:
    if isinstance(row, TypedValue):
        return (row.plan_id, row.ordinal, row.year, row.unit_id)
    if row.role != RoundRole.BASELINE:
        return ()
    return (row.plan_id, row.year, row.questionnaire, row.group)


def _estimate(
    records: RecordReader, row: TableRow, plans: _Plans
) -> tuple[Mapping[str, Any], tuple[object, ...]]:
    cells = records.cells
    group = cells.text(row, "group", required=True)
    if group and group != EVERYBODY:
        group = records.code(row, "group", CodeList.AUDIENCE)
    content = {
        "plan_id": plans.ids.get(records.plan(row, "plan_code")),
        "year": _year(records, row),
        "role": cells.choice(row, "role", RoundRole.values, required=True),
        "questionnaire": records.line(row, "questionnaire", 120, required=True),
        "group": group,
        "score": _score(records, row, "score", required=True),
        "standard_error": _score(records, row, "standard_error"),
        "respondents": records.count(row, "respondents"),
    }
    if content["role"] != RoundRole.BASELINE:
        return content, ()
    names = ("plan_id", "year", "questionnaire", "group")
    return content, tuple(content[name] for name in names)


def _typed_value(
    records: RecordReader, row: TableRow, plans: _Plans
) -> tuple[Mapping[str, Any], tuple[object, ...]]:
    cells = records.cells
    cells.text(row, "plan_code", required=True)
    plan = records.plan(row, "plan_code")
    ordinal = records.line(row, "target_ordinal", 60, required=True)
    if plan in plans.ids and ordinal:
        _look_at_target(cells, row, plans.kinds.get((plan, ordinal)))
    year = _year(records, row)
    unit = records.bearer(row, "unit_code", date(year, 12, 31)) if year else None
    content = {
        "plan_id": plans.ids.get(plan),
        "ordinal": ordinal,
        "year": year,
        "unit_id": unit.unit_id if unit else None,
        "value": _value(records, row),
        "evidence": records.line(row, "evidence", 500),
        "note": records.line(row, "note", 500),
    }
    return content, (content["plan_id"], ordinal, year, content["unit_id"])


def _look_at_target(cells: CellReader, row: TableRow, kind: str | None) -> None:
    """A fault where the plan has no such target; a warning where its value is counted."""
    place = f"Tệp {row.file}, dòng {row.row}, cột “target_ordinal”"
    plan, ordinal = row.cells["plan_code"], row.cells["target_ordinal"]
    if kind is None:
        cells.fault(
            row,
            "target_ordinal",
            expected="số mục của một chỉ tiêu trong kế hoạch",
            message=f"{place}: kế hoạch “{plan}” không có chỉ tiêu ở mục “{ordinal}”. "
            "Hãy sửa số mục.",
        )
    elif kind != TargetKind.OTHER:
        cells.warn(
            row,
            "target_ordinal",
            expected="một chỉ tiêu thuộc loại “chỉ tiêu khác”",
            message=f"{place}: chỉ tiêu “{ordinal}” được tính từ bản ghi nên giá trị nhập tay được "
            "lưu nhưng không dùng.",
        )


def _year(records: RecordReader, row: TableRow) -> int | None:
    records.cells.text(row, "year", required=True)
    year = records.cells.whole(row, "year")
    if year is None or FIRST_YEAR <= year <= LAST_YEAR:
        return year
    records.cells.fault(
        row,
        "year",
        expected=f"năm từ {FIRST_YEAR} đến {LAST_YEAR}",
        message=f"Tệp {row.file}, dòng {row.row}, cột “year”: {year} không phải năm dùng được.",
    )
    return None


def _score(
    records: RecordReader, row: TableRow, column: str, *, required: bool = False
) -> Decimal | None:
    records.cells.text(row, column, required=required)
    value = records.cells.number(row, column)
    if value is None or value <= HIGHEST_SCORE:
        return value
    records.cells.fault(
        row,
        column,
        expected="số từ 0 đến 100",
        message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: {value} lớn hơn 100. Điểm và sai"
        " số tính trên thang 0 đến 100.",
    )
    return None


def _value(records: RecordReader, row: TableRow) -> Decimal | None:
    records.cells.text(row, "value", required=True)
    value = records.cells.number(row, "value", least=None)
    if value is None or abs(value) < Decimal(10) ** 14:
        return value
    records.cells.fault(
        row,
        "value",
        expected="số có tối đa 14 chữ số trước dấu phẩy",
        message=f"Tệp {row.file}, dòng {row.row}, cột “value”: số này quá lớn. Hãy kiểm tra lại.",
    )
    return None
