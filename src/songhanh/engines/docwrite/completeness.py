"""What must be known before a document can be written."""

from songhanh.engines.docwrite.document import (
    Block,
    DocumentKind,
    OfficialDocument,
    Row,
    RowKind,
    Table,
)
from songhanh.engines.docwrite.errors import IncompleteDocument
from songhanh.engines.docwrite.wording import clean


def require_complete(document: OfficialDocument) -> None:
    """Raise IncompleteDocument, naming every part that is missing, rather than print a hole."""
    if document.kind is DocumentKind.ANNEX:
        raise IncompleteDocument(
            "Phụ lục đi kèm một văn bản chính. Hãy chọn loại của văn bản chính rồi đưa phụ lục "
            "vào danh sách phụ lục của văn bản đó.",
            "DOC-02",
        )
    parts = {
        "tên cơ quan ban hành": document.issuing_agency,
        "ký hiệu văn bản": document.symbol,
        "địa danh": document.place,
        "trích yếu": document.abstract,
        "chức vụ người ký": document.signature.position,
    }
    missing = [name for name, text in parts.items() if not clean(text)]
    if missing:
        raise IncompleteDocument(
            f"Văn bản chưa lập được vì còn thiếu {', '.join(missing)}. "
            "Hãy bổ sung các nội dung này rồi lập lại văn bản.",
            "DOC-01",
        )
    require_even_tables(document.body)
    for annex in document.annexes:
        require_even_tables(annex.body)


def require_even_tables(blocks: tuple[Block, ...]) -> None:
    """Raise ValueError when a row has more or fewer texts than its table has columns."""
    for table in (block for block in blocks if isinstance(block, Table)):
        if not table.columns:
            raise ValueError("a table needs at least one column")
        for at, row in enumerate(table.rows, start=1):
            if len(row.cells) != _texts_wanted(row, table):
                raise ValueError(
                    f"row {at} of table {table.caption!r} has {len(row.cells)} texts, "
                    f"{_texts_wanted(row, table)} wanted"
                )


def _texts_wanted(row: Row, table: Table) -> int:
    return 1 if row.kind is RowKind.HEADING else len(table.columns)
