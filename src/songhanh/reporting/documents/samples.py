"""A document of invented facts, to look at a layout before it is used."""

from songhanh.engines.docwrite import (
    Align,
    Clause,
    Column,
    DocumentError,
    DocumentKind,
    Item,
    OfficialDocument,
    Paragraph,
    Row,
    Section,
    Severity,
    SigningForm,
    Table,
    check_layout,
    signature_lines,
    write_document,
    write_with_template,
)

_SYMBOLS = {
    DocumentKind.REPORT: "BC-SNV",
    DocumentKind.NOTICE: "TB-SNV",
    DocumentKind.LETTER: "SNV-BĐG",
    DocumentKind.PLAN: "KH-SNV",
}
_WITHOUT_ADDRESSEES = (DocumentKind.NOTICE, DocumentKind.PLAN)

_ABSTRACT = "kết quả thực hiện chương trình truyền thông về bình đẳng giới năm 2026"


def sample(kind: DocumentKind) -> OfficialDocument:
    """A document of a kind with every part, about a province that does not exist."""
    table = Table(
        (Column("TT", Align.CENTRE), Column("Chỉ tiêu"), Column("Thực hiện", Align.RIGHT)),
        (
            Row(("1", "Số cuộc truyền thông", "1.234")),
            Row(("2", "Tỷ lệ xã, phường đạt yêu cầu", "87,5 %")),
        ),
    )
    return OfficialDocument(
        kind=kind,
        superior_agency="Ủy ban nhân dân tỉnh Hải Sơn",
        issuing_agency="Sở Nội vụ",
        symbol=_SYMBOLS[kind],
        place="Hải Sơn",
        year=2026,
        abstract=_ABSTRACT if kind is DocumentKind.LETTER else _ABSTRACT.capitalize(),
        addressees=() if kind in _WITHOUT_ADDRESSEES else ("Ủy ban nhân dân tỉnh Hải Sơn",),
        legal_basis=("Căn cứ Luật Bình đẳng giới",),
        body=(
            Section("Kết quả thực hiện"),
            Clause("Kết quả theo chỉ tiêu", is_title=True),
            Paragraph("Đoạn văn mẫu để xem cỡ chữ, giãn dòng và thụt đầu dòng của nội dung."),
            table,
            Item("Gạch đầu dòng thứ nhất;"),
            Section("Phương hướng"),
            Paragraph("Đoạn văn cuối của văn bản mẫu"),
        ),
        signature=signature_lines(
            SigningForm.DEPUTY, position="Phó Giám đốc", head="Giám đốc", name="Lê Văn Minh"
        ),
        recipients=("Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"),
        archive="VT, BĐG",
    )


def sample_file(kind: DocumentKind, template: bytes = b"") -> bytes:
    """The sample as a .docx file, in a layout or the built-in one."""
    facts = sample(kind)
    return write_with_template(template, facts) if template else write_document(facts)


def sample_faults(template: bytes, kind: DocumentKind) -> list[str]:
    """Errors of layout in the sample written with a template: where, what, and the rule."""
    try:
        data = sample_file(kind, template)
    except DocumentError as refused:
        return [refused.message]
    return [
        f"{one.place}: {one.message} {one.suggestion}"
        for one in check_layout(data, kind)
        if one.severity is Severity.ERROR
    ]
