"""Whom a document is addressed to: "Kính gửi" (box 9a)."""

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.looks import GAP, Sheet
from songhanh.engines.docwrite.metrics import text_width
from songhanh.engines.docwrite.oxml import Place
from songhanh.engines.docwrite.wording import list_endings, with_ending, without_dash

_WORD = "Kính gửi"
_SIZE = looks.ADDRESSEE.size


def addressees_xml(addressees: tuple[str, ...], sheet: Sheet) -> str:
    """One addressee on the line of "Kính gửi:", several below each other under the colon."""
    named = [text for text in map(without_dash, addressees) if text]
    if not named:
        return ""
    if len(named) == 1:
        return _single(with_ending(named[0], "."), sheet)
    return _several([f"- {text}" for text in list_endings(named)], sheet)


def _single(name: str, sheet: Sheet) -> str:
    head = f"{_WORD}: "
    hanging = text_width(head, _SIZE)
    left = _centring_indent(hanging + text_width(name, _SIZE), sheet)
    place = Place(left=left + hanging, hanging=hanging, before=2 * GAP, after=2 * GAP)
    return oxml.paragraph(f"{head}{name}", looks.ADDRESSEE, place)


def _several(lines: list[str], sheet: Sheet) -> str:
    colon, dash = text_width(_WORD, _SIZE), text_width("- ", _SIZE)
    longest = max(text_width(line, _SIZE) for line in lines)
    left = _centring_indent(colon + longest, sheet)
    head = Place(left=left, before=2 * GAP, after=0, keep_next=True)
    xml = oxml.paragraph(f"{_WORD}:", looks.ADDRESSEE, head)
    for at, line in enumerate(lines):
        after = 2 * GAP if at == len(lines) - 1 else 0
        place = Place(left=left + colon + dash, hanging=dash, after=after)
        xml += oxml.paragraph(line, looks.ADDRESSEE, place)
    return xml


def _centring_indent(width: int, sheet: Sheet) -> int:
    """Left indent that brings the whole into the middle, or the usual one if it is too wide."""
    return max(looks.INDENT, (sheet.text_width - width) // 2)
