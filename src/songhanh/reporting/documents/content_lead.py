"""From a consolidated round to the report of the standing unit, with its annexes.

The outline is that of facts, "Outline of a report": direction, results, task groups, Action Month,
money, assessment, next period, proposals; annexes I–IV with the figures, V with the units.
"""

from collections.abc import Sequence

from songhanh.engines.docwrite import (
    Align,
    Annex,
    Block,
    Clause,
    Column,
    OfficialDocument,
    Orientation,
    Paragraph,
    Row,
    Section,
    Table,
)
from songhanh.reporting.consolidation.enums import ExtraTable, LeadPart
from songhanh.reporting.consolidation.extras import Extra
from songhanh.reporting.consolidation.sheets import Member, Sheet
from songhanh.reporting.documents.content import (
    Frame,
    counted_name,
    document_of,
    explanation_table,
    kind_of,
    opening,
    source_of,
    target_table,
    text_blocks,
)

_HIGH = Align.RIGHT
_NO_FIGURES = "Không có số liệu trong kỳ."
_EVERYBODY_SENT = "Tất cả các đơn vị phải báo cáo đã nộp báo cáo."


def consolidated_report(frame: Frame, sheet: Sheet) -> OfficialDocument:
    """The report of the standing unit about a round."""
    body: list[Block] = [
        Paragraph(opening(frame)),
        *_part("Công tác chỉ đạo, triển khai", sheet, LeadPart.DIRECTION),
        Clause("Tình hình báo cáo", is_title=True),
        Paragraph(
            f"Có {len(sheet.members)} đơn vị phải báo cáo; {len(sheet.approved)} đơn vị có báo"
            f" cáo được phê duyệt, {len(sheet.waiting)} đơn vị có báo cáo chưa được phê duyệt,"
            f" {len(sheet.late)} đơn vị nộp muộn, {len(sheet.missing)} đơn vị chưa nộp (chi tiết"
            " tại Phụ lục V)."
        ),
        *_part("Kết quả thực hiện", sheet, LeadPart.RESULTS),
        Paragraph("Kết quả theo chỉ tiêu (chi tiết tại Phụ lục I)."),
        Clause("Hoạt động, người tham dự, tin, bài", is_title=True),
        _totals_table(sheet, frame),
    ]
    if sheet.explanations:
        body += [
            Clause("Số liệu các đơn vị giải trình", is_title=True),
            explanation_table(sheet.explanations),
        ]
    body += [
        *_part("Kết quả theo nhóm nhiệm vụ, giải pháp", sheet, LeadPart.TASKS),
        Paragraph("Số liệu theo nhóm nhiệm vụ, giải pháp tại Phụ lục II."),
        *_part("Tháng hành động vì bình đẳng giới", sheet, LeadPart.MONTH),
        Paragraph("Số liệu Tháng hành động tại Phụ lục III."),
        *_part("Kinh phí thực hiện", sheet, LeadPart.MONEY),
        Paragraph("Số liệu kinh phí tại Phụ lục IV."),
        *_part("Đánh giá chung", sheet, LeadPart.ASSESSMENT),
        Clause("Khó khăn, vướng mắc", is_title=True),
        *text_blocks(sheet.texts.get(LeadPart.DIFFICULTIES, "")),
        *_part("Phương hướng, nhiệm vụ kỳ tiếp theo", sheet, LeadPart.NEXT),
        *_part("Kiến nghị, đề xuất", sheet, LeadPart.SUGGESTIONS),
    ]
    return document_of(frame, tuple(body), _annexes(frame, sheet))


def _part(title: str, sheet: Sheet, part: LeadPart) -> list[Block]:
    return [Section(title), *text_blocks(sheet.texts.get(part, ""))]


def _annexes(frame: Frame, sheet: Sheet) -> tuple[Annex, ...]:
    targets: list[Block] = [target_table(sheet.targets, frame)] if sheet.targets else []
    return (
        _annex("Kết quả theo chỉ tiêu", targets),
        _annex("Kết quả theo nhóm nhiệm vụ, giải pháp", _extras(sheet, frame, ExtraTable.TASKS)),
        _annex("Tháng hành động vì bình đẳng giới", _extras(sheet, frame, ExtraTable.MONTH)),
        _annex("Kinh phí thực hiện", _money_table(sheet, frame)),
        Annex(
            "Kết quả theo đơn vị và danh sách đơn vị chưa báo cáo",
            (
                _unit_table(sheet.members),
                Paragraph("Đơn vị chưa nộp báo cáo:" if sheet.missing else _EVERYBODY_SENT),
                *([_missing_table(sheet.missing)] if sheet.missing else []),
            ),
            orientation=Orientation.LANDSCAPE,
        ),
    )


def _annex(title: str, blocks: Sequence[Block]) -> Annex:
    return Annex(title, tuple(blocks) or (Paragraph(_NO_FIGURES),))


def _extras(sheet: Sheet, frame: Frame, table: ExtraTable) -> list[Block]:
    lines = sheet.extras_in(table)
    if not lines:
        return []
    columns = (
        Column("TT", Align.CENTRE),
        Column("Nội dung", width_mm=84),
        Column("Thực hiện", _HIGH),
        Column("Ước thực hiện", _HIGH),
    )
    rows = tuple(_extra_row(place, one) for place, one in enumerate(lines, start=1))
    return [Table(columns, rows, source_note=source_of(frame))]


def _money_table(sheet: Sheet, frame: Frame) -> list[Block]:
    """Planned and spent by source; an empty cell is not known."""
    if not sheet.money_lines:
        return []
    unit = sheet.money_unit.word
    columns = (
        Column("TT", Align.CENTRE),
        Column("Nguồn kinh phí", width_mm=46),
        Column(f"Dự toán được giao ({unit})", _HIGH),
        Column(f"Đã chi ({unit})", _HIGH),
        Column(f"Theo bản ghi ({unit})", _HIGH),
        Column("Lý do, căn cứ", width_mm=36),
    )
    rows = [
        Row((str(place), one.source, *one.cells[:3], one.reason))
        for place, one in enumerate(sheet.money_lines, start=1)
    ]
    return [Table(columns, tuple(rows), source_note=source_of(frame))]


def _extra_row(place: int, one: Extra) -> Row:
    provisional = "" if one.provisional is None else one.provisional_text
    return Row((str(place), one.label, one.value_text, provisional))


def _totals_table(sheet: Sheet, frame: Frame) -> Table:
    columns = (
        Column("Nội dung", width_mm=52),
        Column("Tổng các báo cáo đã phê duyệt", _HIGH),
        Column("Kể cả báo cáo chờ duyệt", _HIGH),
        Column("Theo bản ghi của mọi đơn vị", _HIGH),
        Column("Chênh lệch", _HIGH),
    )
    rows = [
        Row(
            (
                counted_name(one.figure),
                one.reported_text,
                one.with_waiting_text,
                one.figure.value_text,
                one.difference_text,
            ),
            kind_of(one.figure),
        )
        for one in sheet.totals
    ]
    return Table(columns, tuple(rows), source_note=source_of(frame))


def _unit_table(members: Sequence[Member]) -> Table:
    columns = (
        Column("TT", Align.CENTRE),
        Column("Đơn vị", width_mm=60),
        Column("Báo cáo"),
        Column("Thời hạn nộp"),
        Column("Hoạt động", _HIGH),
        Column("Cuộc truyền thông", _HIGH),
        Column("Lượt người", _HIGH),
        Column("Trong đó nữ", _HIGH),
        Column("Tin, bài", _HIGH),
    )
    rows = [
        Row(
            (
                str(place),
                one.unit_name,
                one.state_label or "chưa nộp",
                one.timeliness_label,
                *one.cells,
            )
        )
        for place, one in enumerate(members, start=1)
    ]
    return Table(columns, tuple(rows))


def _missing_table(members: Sequence[Member]) -> Table:
    columns = (Column("TT", Align.CENTRE), Column("Đơn vị", width_mm=120), Column("Tình trạng"))
    rows = [
        Row((str(place), one.unit_name, one.timeliness_label))
        for place, one in enumerate(members, start=1)
    ]
    return Table(columns, tuple(rows))
