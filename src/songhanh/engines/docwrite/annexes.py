"""Annexes (Phụ lục): sections of their own, each with its page numbers, across if need be."""

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.body import body_xml
from songhanh.engines.docwrite.columns import needs_wide_sheet
from songhanh.engines.docwrite.document import Annex, OfficialDocument, Orientation, Table
from songhanh.engines.docwrite.letterhead import type_in_running_text
from songhanh.engines.docwrite.looks import A4_LANDSCAPE, A4_PORTRAIT, Sheet
from songhanh.engines.docwrite.titles import centred, rule_below
from songhanh.engines.docwrite.wording import annex_link, capitals, roman


def sheet_for(annex: Annex) -> Sheet:
    """The sheet of an annex: as it asks, else across when a table reads badly upright."""
    if annex.orientation is not None:
        return A4_LANDSCAPE if annex.orientation is Orientation.LANDSCAPE else A4_PORTRAIT
    tables = [block for block in annex.body if isinstance(block, Table)]
    wide = any(needs_wide_sheet(table, A4_PORTRAIT.text_width) for table in tables)
    return A4_LANDSCAPE if wide else A4_PORTRAIT


def annex_names(count: int) -> list[str]:
    """Either "Phụ lục" alone, or "Phụ lục I", "Phụ lục II" … if there are several."""
    if count == 1:
        return ["Phụ lục"]
    return [f"Phụ lục {roman(at)}" for at in range(1, count + 1)]


def annex_xml(annex: Annex, name: str, document: OfficialDocument) -> str:
    """Head, title, link to the main document, and the body of an annex."""
    width = sheet_for(annex).text_width
    inner = width - 2 * looks.INDENT
    kind, agency = type_in_running_text(document), document.issuing_agency
    link = annex_link(kind, document.symbol, agency)
    title = capitals(annex.title)
    return (
        oxml.paragraph(name, looks.ANNEX_HEAD)
        + (centred(title, looks.ANNEX_TITLE, inner, width) if title else "")
        + centred(link, looks.ANNEX_LINK, inner, width)
        + rule_below(link, looks.ANNEX_LINK, inner, width, after=240)
        + body_xml(annex.body, width)
    )
