"""Layouts that an office adapted in Word: a file with marks where the parts of a document go.

``template_with_marks`` gives the built-in layout with its marks, to begin from; ``template_faults``
says what keeps a file from being used; ``write_with_template`` puts the facts of a document in. A
part goes in with the look the decree asks for; everything around the marks stays as the office
made it.
"""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.addressees import addressees_xml
from songhanh.engines.docwrite.annexes import annex_names, annex_xml, sheet_for
from songhanh.engines.docwrite.body import body_xml, legal_basis
from songhanh.engines.docwrite.checking.opening import open_word_file
from songhanh.engines.docwrite.completeness import require_complete
from songhanh.engines.docwrite.document import DocumentKind, OfficialDocument
from songhanh.engines.docwrite.errors import UnreadableDocument
from songhanh.engines.docwrite.letterhead import (
    head_parts,
    letterhead_of,
    title,
    type_in_running_text,
)
from songhanh.engines.docwrite.looks import A4_PORTRAIT, Sheet
from songhanh.engines.docwrite.package import describe, document_with, fixed_bytes, number_pages
from songhanh.engines.docwrite.signature import recipients_xml, signature_block_of, signature_xml
from songhanh.engines.docwrite.wording import clean

MARKS = {
    "CO_QUAN": "tên cơ quan chủ quản, cơ quan ban hành và đường kẻ",
    "SO_KY_HIEU": "dòng “Số: …/…”, của công văn cả “V/v …”",
    "DIA_DANH_NGAY": "địa danh, ngày tháng năm",
    "TIEU_DE": "tên loại, trích yếu và đường kẻ (báo cáo, kế hoạch, thông báo)",
    "KINH_GUI": "nơi kính gửi, nếu có",
    "CAN_CU": "các căn cứ, nếu có",
    "NOI_DUNG": "toàn bộ nội dung, bảng số liệu",
    "NOI_NHAN": "nơi nhận và dòng lưu",
    "CHU_KY": "thẩm quyền, chức vụ, họ tên người ký",
}
"""The marks that are replaced by whole parts; each stands in a paragraph of its own."""

WORDS = {
    "TEN_DON_VI": "tên cơ quan ban hành",
    "TRICH_YEU": "trích yếu",
    "DIA_DANH": "địa danh",
    "KY_HIEU": "ký hiệu",
}
"""The marks that are replaced by a few words, anywhere in the text."""

NEEDED = ("CO_QUAN", "SO_KY_HIEU", "DIA_DANH_NGAY", "NOI_DUNG", "NOI_NHAN", "CHU_KY")

_MARK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_PARTS_THAT_RUN = re.compile(
    r"word/(?:vbaProject\.bin|vbaData\.xml|activeX/|embeddings/|attachedToolbars)", re.IGNORECASE
)


def template_with_marks(kind: DocumentKind) -> bytes:
    """The built-in layout of a kind as a Word file, with a mark in the place of every part."""
    sheet = A4_PORTRAIT
    left, right = (_mark_paragraph(name, looks.NUMBER) for name in ("CO_QUAN", "SO_KY_HIEU"))
    main = letterhead_of(
        left + right, _mark_paragraph("DIA_DANH_NGAY", looks.PLACE_AND_DATE), sheet
    )
    names = ["KINH_GUI", "CAN_CU", "NOI_DUNG"]
    if kind is not DocumentKind.LETTER:
        names.insert(0, "TIEU_DE")
    main += "".join(_mark_paragraph(name, looks.BODY) for name in names)
    main += signature_block_of(
        _mark_paragraph("NOI_NHAN", looks.RECIPIENT), _mark_paragraph("CHU_KY", looks.SIGNER), sheet
    )
    word = document_with(main + oxml.invisible_paragraph() + oxml.section_properties(sheet))
    number_pages(word)
    describe(word, title="Mẫu văn bản", author="", issued_on=None)
    return fixed_bytes(word)


def template_faults(data: bytes, kind: DocumentKind) -> list[str]:
    """What keeps a file from being used as a template, one sentence each; none when it is fit.

    Looked at are the file itself (a readable .docx, nothing in it that runs or fetches) and the
    marks (known, in a paragraph of their own, the needed ones there once).
    """
    try:
        word = open_word_file(data)
    except UnreadableDocument as unreadable:
        return [unreadable.message]
    faults = [*_running(data), *_fetched(data)]
    paragraphs = [(_text_of(one), one) for one in _paragraphs(word)]
    found = Counter(name for text, _ in paragraphs for name in _MARK.findall(text))
    known = {*MARKS, *WORDS}
    faults += [
        f"Không có dấu chỗ nào tên “{name}”. Các dấu chỗ dùng được: {', '.join(sorted(known))}."
        for name in found
        if name.upper() not in known
    ]
    needed = [*NEEDED] if kind is DocumentKind.LETTER else [*NEEDED, "TIEU_DE"]
    counted = Counter(name.upper() for name in found.elements())
    for name in needed:
        if not counted[name]:
            faults.append(f"Thiếu dấu chỗ {{{{{name}}}}} ({MARKS[name]}).")
    for name in MARKS:
        if counted[name] > 1:
            faults.append(f"Dấu chỗ {{{{{name}}}}} có {counted[name]} lần; chỉ để một lần.")
    for text, _ in paragraphs:
        inside = [name.upper() for name in _MARK.findall(text) if name.upper() in MARKS]
        if inside and _MARK.sub("", text).strip():
            faults.append(f"Dấu chỗ {{{{{inside[0]}}}}} cần đứng riêng một dòng.")
    return faults


def write_with_template(template: bytes, document: OfficialDocument) -> bytes:
    """The document in a layout that ``template_faults`` found fit. Same facts, same bytes.

    Raises IncompleteDocument as ``write_document`` does, UnreadableDocument for a damaged file.
    """
    require_complete(document)
    word = open_word_file(template)
    sheet = _sheet_of(word)
    parts = _parts(document)
    words = {
        "TEN_DON_VI": clean(document.issuing_agency),
        "TRICH_YEU": clean(document.abstract),
        "DIA_DANH": clean(document.place),
        "KY_HIEU": clean(document.symbol),
    }
    for paragraph in _paragraphs(word):
        names = [name.upper() for name in _MARK.findall(_text_of(paragraph))]
        if names and names[0] in parts:
            _replace(paragraph, parts[names[0]](_width_at(paragraph, sheet)))
        elif names:
            _say(paragraph, words)
    _append_annexes(word, document)
    about = f"{type_in_running_text(document)} {clean(document.abstract)}"
    describe(word, title=about, author=clean(document.issuing_agency), issued_on=document.issued_on)
    return fixed_bytes(word)


# ------------------------------------------------------------------ parts ----


def _parts(document: OfficialDocument) -> dict[str, Callable[[int], str]]:
    """Each mark's part as WordprocessingML, for the width it may take."""
    head = head_parts(document, A4_PORTRAIT)

    def sheet(width: int) -> Sheet:
        return replace(A4_PORTRAIT, right=A4_PORTRAIT.width - A4_PORTRAIT.left - width)

    return {
        "CO_QUAN": lambda _width: head.names,
        "SO_KY_HIEU": lambda _width: head.number,
        "DIA_DANH_NGAY": lambda _width: head.day,
        "TIEU_DE": lambda width: title(document, sheet(width)),
        "KINH_GUI": lambda width: addressees_xml(document.addressees, sheet(width)),
        "CAN_CU": lambda _width: legal_basis(document.legal_basis),
        "NOI_DUNG": lambda width: body_xml(document.body, width, keep_last=True),
        "NOI_NHAN": lambda _width: recipients_xml(document),
        "CHU_KY": lambda width: signature_xml(document.signature, width),
    }


def _append_annexes(word: Document, document: OfficialDocument) -> None:
    """The annexes behind the template's text, each a section with page numbers of its own."""
    if not document.annexes:
        return
    body = word.element.body
    last = body.find(qn("w:sectPr"))
    names = annex_names(len(document.annexes))
    sheets = [sheet_for(annex) for annex in document.annexes]
    xml = ""
    for annex, name, sheet in zip(document.annexes, names, sheets, strict=True):
        section = "" if annex is document.annexes[-1] else oxml.section_properties(sheet)
        xml += annex_xml(annex, name, document) + oxml.invisible_paragraph(section)
    *elements, final = _elements(xml + oxml.section_properties(sheets[-1]))
    if last is not None:  # the template's own section, with its header, ends before the annexes
        ending = _elements(oxml.invisible_paragraph())[0]
        next(ending.iter(qn("w:pPr"))).append(last)
        elements.insert(0, ending)
    body.extend([*elements, final])


# ------------------------------------------------------------------- marks ----


def _mark_paragraph(name: str, look: looks.Look) -> str:
    return oxml.paragraph(f"{{{{{name}}}}}", look)


def _paragraphs(word: Document) -> list[BaseOxmlElement]:
    """Every paragraph of the text, tables included."""
    return list(word.element.body.iter(qn("w:p")))


def _text_of(paragraph: BaseOxmlElement) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))


def _elements(xml: str) -> list[BaseOxmlElement]:
    body = parse_xml(f"<w:body {nsdecls('w', 'r')}>{xml}</w:body>")
    return [one for one in body.iterchildren("*") if isinstance(one, BaseOxmlElement)]


def _replace(paragraph: BaseOxmlElement, xml: str) -> None:
    """Put a part in the place of its mark; a cell keeps the paragraph that Word wants in it."""
    new = _elements(xml)
    beside = [
        *paragraph.itersiblings(qn("w:p")),
        *paragraph.itersiblings(qn("w:p"), preceding=True),
    ]
    if not new and not beside:
        new = _elements(oxml.invisible_paragraph())
    for element in new:
        paragraph.addprevious(element)
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def _say(paragraph: BaseOxmlElement, words: dict[str, str]) -> None:
    """Replace marks among other words; the look is that of the run the line begins with."""
    texts = list(paragraph.iter(qn("w:t")))
    said = _MARK.sub(lambda found: words.get(found[1].upper(), ""), _text_of(paragraph))
    texts[0].text = unicodedata.normalize("NFC", said)
    texts[0].set(qn("xml:space"), "preserve")
    for other in texts[1:]:
        other.text = ""


def _width_at(paragraph: BaseOxmlElement, sheet: Sheet) -> int:
    """Width of the cell a paragraph stands in, else of the text."""
    for cell in paragraph.iterancestors(qn("w:tc")):
        for width in cell.iter(qn("w:tcW")):
            if width.get(qn("w:type")) == "dxa":
                return int(width.get(qn("w:w")) or sheet.text_width)
    return sheet.text_width


def _sheet_of(word: Document) -> Sheet:
    """The sheet of the first section, in twips."""
    section = word.sections[0]
    lengths = [section.page_width, section.page_height, section.left_margin, section.right_margin]
    usual = (A4_PORTRAIT.width, A4_PORTRAIT.height, A4_PORTRAIT.left, A4_PORTRAIT.right)
    width, height, left, right = (
        default if length is None else round(length.twips)
        for length, default in zip(lengths, usual, strict=True)
    )
    return replace(A4_PORTRAIT, width=width, height=height, left=left, right=right)


# ------------------------------------------------------------------ safety ----


def unsafe_parts(data: bytes) -> list[str]:
    """What in a Word file runs or is fetched from outside, one sentence each; none in a safe one.

    Raises UnreadableDocument when it is no Word file.
    """
    open_word_file(data)
    return [*_running(data), *_fetched(data)]


def _running(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(_PARTS_THAT_RUN.match(name) for name in archive.namelist()):
            yield "Tệp có macro hoặc đối tượng nhúng. Hãy bỏ đi rồi lưu lại thành .docx."


def _fetched(data: bytes) -> Iterator[str]:
    """Links to the outside other than plain hyperlinks: pictures, templates, linked files."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith(".rels"):
                continue
            for one in parse_xml(archive.read(name)):
                if one.get("TargetMode") == "External":
                    linked = one.get("Type") == RELATIONSHIP_TYPE.HYPERLINK
                    what = "liên kết" if linked else "nội dung lấy từ bên ngoài"
                    target = (one.get("Target") or "")[:120]
                    yield f"Tệp có {what} ({target}). Hãy bỏ đi: văn bản chỉ gồm nội dung của nó."
