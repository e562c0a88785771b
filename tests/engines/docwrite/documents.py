"""Documents the tests write: short, plainly invented, and with every element once."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document

from songhanh.engines.docwrite import (
    Align,
    Annex,
    Clause,
    Column,
    DocumentKind,
    Finding,
    OfficialDocument,
    Paragraph,
    Point,
    Row,
    RowKind,
    Section,
    Signature,
    Table,
    check_layout,
    write_document,
)

TARGETS = Table(
    columns=(
        Column("TT", Align.CENTRE),
        Column("Chỉ tiêu"),
        Column("Kế hoạch", Align.RIGHT),
        Column("Thực hiện", Align.RIGHT),
    ),
    rows=(
        Row(("Chỉ tiêu của tỉnh",), RowKind.HEADING),
        Row(("1", "Xã tổ chức ít nhất 02 cuộc truyền thông", "100", "87,5")),
        Row(("", "Cộng", "100", "87,5"), RowKind.TOTAL),
    ),
    caption="Bảng 1. Kết quả thực hiện chỉ tiêu",
    unit_note="Đơn vị tính: %",
    source_note="Nguồn: số liệu đã được chấp nhận.",
)

BY_QUARTER = Table(
    columns=(
        Column("Đơn vị"),
        *(
            Column(title, Align.RIGHT, group=quarter)
            for quarter in ("Quý I", "Quý II", "Quý III", "Quý IV")
            for title in ("Số cuộc", "Lượt người", "Trong đó nữ")
        ),
    ),
    rows=tuple(Row((f"Xã An Hoà {at}", *["1.234"] * 12)) for at in range(1, 41)),
)


def report(**changes: Any) -> OfficialDocument:
    """An upward report with two annexes, one of them wide; number and date left blank."""
    facts: dict[str, Any] = {
        "kind": DocumentKind.REPORT,
        "superior_agency": "Ủy ban nhân dân tỉnh An Hoà",
        "issuing_agency": "Sở Nội vụ",
        "symbol": "BC-SNV",
        "place": "An Hoà",
        "year": 2026,
        "abstract": "Kết quả thực hiện Chương trình truyền thông về bình đẳng giới năm 2026",
        "addressees": ("Bộ Nội vụ", "Ủy ban nhân dân tỉnh An Hoà"),
        "body": (
            Paragraph("Sở Nội vụ báo cáo kết quả năm 2026, số liệu đến ngày 30/11/2026:"),
            Section("Công tác chỉ đạo"),
            Clause("Văn bản đã ban hành", is_title=True),
            Point("Cấp tỉnh: 05 văn bản;"),
            Point("Cấp xã: 96 văn bản."),
            Section("Kết quả thực hiện chỉ tiêu"),
            TARGETS,
            Paragraph("Số liệu theo quý tại Phụ lục I, đơn vị chưa báo cáo tại Phụ lục II."),
        ),
        "signature": Signature("Phó Giám đốc", "Nguyễn Thị Mẫu", ("KT. Giám đốc",)),
        "recipients": ("Hội Liên hiệp Phụ nữ tỉnh An Hoà", "Các phòng thuộc Sở"),
        "archive": "VT, XDCQ",
        "annexes": (
            Annex("Hoạt động theo quý", (BY_QUARTER,)),
            Annex("Đơn vị chưa báo cáo", (Paragraph("Không có đơn vị nào."),)),
        ),
    }
    return OfficialDocument(**(facts | changes))


def plan(**changes: Any) -> OfficialDocument:
    """A plan of a people's committee: legal basis, nobody addressed."""
    facts: dict[str, Any] = {
        "kind": DocumentKind.PLAN,
        "superior_agency": "",
        "issuing_agency": "Ủy ban nhân dân tỉnh An Hoà",
        "symbol": "KH-UBND",
        "addressees": (),
        "legal_basis": (
            "Căn cứ Luật Bình đẳng giới",
            "Căn cứ Quyết định số 1790/QĐ-TTg ngày 23 tháng 10 năm 2021",
        ),
        "annexes": (),
    }
    return report(**(facts | changes))


def letter(**changes: Any) -> OfficialDocument:
    """An official letter."""
    facts: dict[str, Any] = {
        "kind": DocumentKind.LETTER,
        "symbol": "SNV-XDCQ",
        "abstract": "báo cáo kết quả Tháng hành động vì bình đẳng giới năm 2026",
        "annexes": (),
    }
    return report(**(facts | changes))


def opened(document: OfficialDocument) -> Document:
    """The written document, opened again with python-docx."""
    return docx.Document(io.BytesIO(write_document(document)))


def saved(document: Document) -> bytes:
    """A document opened with python-docx as a file again."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def findings_after(
    change: Callable[[Document], None], document: OfficialDocument | None = None
) -> list[Finding]:
    """What the check reports once somebody has changed a sound document."""
    facts = document or report()
    word = opened(facts)
    change(word)
    return check_layout(saved(word), facts.kind)


def codes(findings: list[Finding]) -> set[str]:
    """The codes of some findings."""
    return {finding.code for finding in findings}
