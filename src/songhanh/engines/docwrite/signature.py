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
    left = sheet.text_width * _LEFT_SHARE // 100
    right = sheet.text_width - left
    lines = recipient_lines(document)
    cells = [
        oxml.Cell(_recipients(lines, clean(document.drafter)), left),
        oxml.Cell(_signature(document.signature, right), right),
    ]
    height = _height_of_list(lines, left)
    row = oxml.table_row(cells, together=height < sheet.text_height)
    return oxml.table([left, right], [row])


def recipient_lines(document: OfficialDocument) -> list[str]:
    """What stands under "Nơi nhận:": "- …;", the archive last, closed with a full stop.

    Who is addressed above ("Kính gửi") is not named twice: the list begins with "Như trên".
    """
    named = [text for text in map(without_dash, document.recipients) if text]
    if any(clean(text) for text in document.addressees) and AS_ABOVE not in named:
        named.insert(0, AS_ABOVE)
    archive = clean(document.archive).removeprefix("Lưu:").strip()
    return [f"- {text}" for text in list_endings([*named, f"Lưu: {archive}"])]


def _recipients(lines: list[str], drafter: str) -> str:
    place = Place(left=_HANGING, hanging=_HANGING)
    xml = oxml.paragraph("Nơi nhận:", looks.RECIPIENTS_HEAD, Place(before=GAP))
    xml += "".join(oxml.paragraph(line, looks.RECIPIENT, place) for line in lines)
    return xml + (oxml.paragraph(drafter, looks.RECIPIENT) if drafter else "")


def _signature(signature: Signature, cell: int) -> str:
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
