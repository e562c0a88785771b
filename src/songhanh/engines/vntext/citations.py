"""Numbers of official documents: 1790/QĐ-TTg, 2855/BNV-CTTN&BĐG, 72/2025/QH15, 21-CT/TW."""

import re
from dataclasses import dataclass

_SYMBOL_PART = r"[A-ZĐ][A-ZĐa-zđ0-9&.]*"
_NUMBER = re.compile(
    rf"(?<![\w/.\-])(?P<figures>\d{{1,5}})\s?(?:/\s?(?P<year>(?:19|20)\d\d)\s?)?(?P<joint>[/\-])\s?"
    rf"(?P<symbol>{_SYMBOL_PART}(?:\s?[-–/]\s?(?:[A-ZĐ]{{2,}}[A-ZĐa-zđ0-9&]*|[A-ZĐ][a-zđ]?[A-ZĐ]?\b)"
    rf"|[-/&]{_SYMBOL_PART})*)"
)
_WITHOUT_GROUPS = re.compile(r"(?:QH\d+|[A-ZĐ]{2,6})")
_BLANK = re.compile(
    r"[Ss][ốôoóỐ]\s*:?\s*[.…_\s]*(?P<symbol>/\s?[A-ZĐ][A-ZĐa-zđ&]*(?:\s?-\s?[A-ZĐ&]+)*)"
)


@dataclass(frozen=True)
class DocumentNumber:
    """Number and symbol of an official document as printed, with its place in the text."""

    text: str
    start: int
    end: int


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """Every number of an official document, as printed; spaces inside are dropped.

    A symbol has at least two groups ("QĐ-TTg") or a year before it ("72/2025/QH15"), so that
    "02 cuộc/năm" or "15/11" are never taken for a document.
    """
    found = []
    for match in _NUMBER.finditer(text):
        symbol = match["symbol"].rstrip(".")
        grouped = re.search(r"[-–/&]", symbol)
        if not grouped and not (match["year"] and _WITHOUT_GROUPS.fullmatch(symbol)):
            continue
        end = match.start("symbol") + len(symbol)
        printed = re.sub(r"\s", "", text[match.start() : end])
        found.append(DocumentNumber(printed, match.start(), end))
    return found


def find_blank_number(text: str) -> str | None:
    """The symbol of a number line whose figures were left blank ("Số: /KH-UBND"), else None."""
    match = _BLANK.search(text)
    return match["symbol"] if match else None
