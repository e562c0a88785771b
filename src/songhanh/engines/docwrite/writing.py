"""From facts to a Word file."""

from collections.abc import Sequence

from songhanh.engines.docwrite import oxml
from songhanh.engines.docwrite.addressees import addressees_xml
from songhanh.engines.docwrite.annexes import annex_names, annex_xml, sheet_for
from songhanh.engines.docwrite.body import body_xml, legal_basis
from songhanh.engines.docwrite.completeness import require_complete, require_even_tables
from songhanh.engines.docwrite.document import Annex, OfficialDocument
from songhanh.engines.docwrite.letterhead import letterhead, title, type_in_running_text
from songhanh.engines.docwrite.looks import A4_PORTRAIT, Sheet
from songhanh.engines.docwrite.package import (
    describe,
    document_with,
    fixed_bytes,
    number_pages,
    write_contact,
)
from songhanh.engines.docwrite.signature import signature_block
from songhanh.engines.docwrite.wording import clean


def write_document(document: OfficialDocument) -> bytes:
    """The document as a .docx file in the layout of Decree 30/2020/NĐ-CP.

    Same facts, same bytes. Raises IncompleteDocument when a part is missing that every document
    of the kind must have, and ValueError when a table row does not fit its columns.
    """
    require_complete(document)
    sheet = A4_PORTRAIT
    main = (
        letterhead(document, sheet)
        + title(document, sheet)
        + addressees_xml(document.addressees, sheet)
        + legal_basis(document.legal_basis)
        + body_xml(document.body, sheet.text_width, keep_last=True)
        + signature_block(document, sheet)
    )
    names = annex_names(len(document.annexes))
    parts = [(main, sheet)]
    parts += [
        (annex_xml(annex, name, document), sheet_for(annex))
        for annex, name in zip(document.annexes, names, strict=True)
    ]
    word = document_with(_in_sections(parts))
    number_pages(word)
    if contact := [line for line in map(clean, document.contact) if line]:
        write_contact(word, contact)
    about = f"{type_in_running_text(document)} {clean(document.abstract)}"
    describe(word, title=about, author=clean(document.issuing_agency), issued_on=document.issued_on)
    return fixed_bytes(word)


def write_annex(annex: Annex, document: OfficialDocument, *, number: int | None = None) -> bytes:
    """One annex as a file of its own, for documents whose annexes are signed file by file.

    `number` is its place among several annexes, counted from 1.
    """
    require_complete(document)
    require_even_tables(annex.body)
    name = annex_names(1)[0] if number is None else annex_names(max(number, 2))[number - 1]
    word = document_with(_in_sections([(annex_xml(annex, name, document), sheet_for(annex))]))
    number_pages(word)
    about = f"{name}: {clean(annex.title)}"
    describe(word, title=about, author=clean(document.issuing_agency), issued_on=document.issued_on)
    return fixed_bytes(word)


def _in_sections(parts: Sequence[tuple[str, Sheet]]) -> str:
    """The parts one after the other, each a section with its own sheet and page numbers.

    Word keeps the properties of a section in its last paragraph, those of the last one at the end.
    """
    *former, last = parts
    xml = "".join(
        text + oxml.invisible_paragraph(oxml.section_properties(sheet)) for text, sheet in former
    )
    return xml + last[0] + oxml.invisible_paragraph() + oxml.section_properties(last[1])
