"""``models.csv`` and ``model_activities.csv`` of a data package."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.records.communitymodels.kind import MEETINGS, MODELS
from songhanh.records.communitymodels.models import CommunityModel, ModelMeeting, ModelType
from songhanh.records.recording.imports import RecordReader
from songhanh.records.recording.plain.imports import PlainTable, import_plain


def import_models(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in models, all or nothing."""
    table: PlainTable[CommunityModel] = PlainTable(plain=MODELS, read=_read)
    return import_plain(table, rows, reader, acting=acting, at=at)


def import_meetings(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in the activities of models that are here or came in the same package."""
    known = {
        external_id: (pk, unit_id)
        for external_id, pk, unit_id in CommunityModel.objects.filter(revises=None).values_list(
            "external_id", "pk", "unit_id"
        )
    }

    def read(records: RecordReader, row: TableRow) -> tuple[int, dict[str, Any]] | None:
        held_on = records.day(row, "held_on", required=True)
        name = records.cells.text(row, "model_id", required=True)
        if name and name not in known and name not in reader.identities.get("models.csv", ()):
            records.cells.fault(
                row,
                "model_id",
                expected="mã một mô hình trong models.csv hoặc đã có",
                message=f"Tệp {row.file}, dòng {row.row}, cột “model_id”: chưa có mô hình "
                f"“{name}”. Hãy sửa mã hoặc bổ sung mô hình vào models.csv.",
            )
        if name not in known or held_on is None:
            return None
        pk, unit_id = known[name]
        return unit_id, {"model_id": pk, "held_on": held_on}

    table: PlainTable[ModelMeeting] = PlainTable(plain=MEETINGS, read=read)
    return import_plain(table, rows, reader, acting=acting, at=at)


def _read(records: RecordReader, row: TableRow) -> tuple[int, dict[str, Any]] | None:
    started_on = records.day(row, "started_on", required=True)
    ended_on = records.day(row, "ended_on")
    if started_on and ended_on and ended_on < started_on:
        records.cells.fault(
            row,
            "ended_on",
            expected=f"ngày không trước {started_on:%Y-%m-%d}",
            message=f"Tệp {row.file}, dòng {row.row}, cột “ended_on”: ngày kết thúc "
            f"{ended_on:%d/%m/%Y} trước ngày thành lập {started_on:%d/%m/%Y}.",
        )
    content = {
        "title": records.line(row, "name", 300, required=True),
        "type": records.cells.choice(row, "type", ModelType.values, required=True),
        "started_on": started_on,
        "ended_on": ended_on,
    }
    commune = records.keeper(row, "commune_code", [started_on])
    return (commune.unit_id, content) if commune and started_on else None
