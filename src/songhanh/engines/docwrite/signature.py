"""The end of a document: recipients on the left (box 9b), signature on the right (box 7)."""

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.document import OfficialDocument, Signature
from songhanh.engines.docwrite.looks import GAP, Sheet
from songhanh.engines.docwrite.metrics import broken_lines, line_height, text_width
from songhanh.engines.docwrite.oxml import Place
from songhanh.engines.docwrite.titles import centred
from songhanh.engines.docwrite.wording import capitals, clean, list_endings, without_dash

AS_ABOVE = "Như trên"
_SPACE_TO_SIGN = 1500  # 26 mm, for the signature and a third of the seal
_HANGING = 110  # width of "- " at 11 pt
_LEFT_SHARE = 48  # per cent of the width


def signature_block(document: OfficialDocument, sheet: Sheet) -> str:
    """Recipients and signature side by side, on one page if they can be."""
    left, right = _widths(sheet)
    signed = signature_xml(document.signature, right)
    height = _height_of_list(recipient_lines(document), left)
    return _side_by_side(
        recipients_xml(document), signed, sheet, together=height < sheet.text_height
    )


def signature_block_of(recipients: str, signed: str, sheet: Sheet) -> str:
    """The same table around given paragraphs."""
    return _side_by_side(recipients, signed, sheet, together=False)


def _side_by_side(recipients: str, signed: str, sheet: Sheet, *, together: bool) -> str:
    left, right = _widths(sheet)
    cells = [oxml.Cell(recipients, left), oxml.Cell(signed, right)]
    return oxml.table([left, right], [oxml.table_row(cells, together=together)])


def _widths(sheet: Sheet) -> tuple[int, int]:
    left = sheet.text_width * _LEFT_SHARE // 100
    return left, sheet.text_width - left


def recipient_lines(document: OfficialDocument) -> list[str]:
    """What stands under "Nơi nhận:": "- …;", the archive last, closed with a full stop.

    Who is addressed above ("Kính gửi") is not named twice: the list begins with "Như trên".
    """
    named = [text for text in map(without_dash, document.recipients) if text]
    if any(clean(text) for text in document.addressees) and AS_ABOVE not in named:
        named.insert(0, AS_ABOVE)
    archive = clean(document.archive).removeprefix("Lưu:").strip()
    return [f"- {text}" for text in list_endings([*named, f"Lưu: {archive}"])]


def recipients_xml(document: OfficialDocument) -> str:
    """The head "Nơi nhận:", its lines, and the drafter's code below."""
    lines, drafter = recipient_lines(document), clean(document.drafter)
    place = Place(left=_HANGING, hanging=_HANGING)
    xml = oxml.paragraph("Nơi nhận:", looks.RECIPIENTS_HEAD, Place(before=GAP))
    xml += "".join(oxml.paragraph(line, looks.RECIPIENT, place) for line in lines)
    return xml + (oxml.paragraph(drafter, looks.RECIPIENT) if drafter else "")


def signature_xml(signature: Signature, cell: int) -> str:
    """Authority, position and name in the middle of a cell, with room to sign."""
    width = cell - 200
    above = [*map(capitals, signature.authority), capitals(signature.position)]
    below = [text for text in (clean(signature.other_post), clean(signature.name)) if text]
    lines = [(text, looks.AUTHORITY, GAP) for text in above if text]
    lines += [(text, looks.SIGNER, _SPACE_TO_SIGN) for text in below or [""]]
    xml, former = "", None
    for text, look, gap in lines:
        xml += centred(text, look, width, cell, before=0 if look is former else gap)
        former = look
    return xml


def _height_of_list(lines: list[str], width: int) -> int:
    size = looks.RECIPIENT.size
    inner = width - text_width("- ", size)
    wrapped = sum(len(broken_lines(line, inner, size)) for line in lines)
    return (wrapped + 1) * line_height(size)
