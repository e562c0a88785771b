"""The head of a plan: type, abstract, number, place and date, issuer and level."""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.issuer import Issuer, find_issuer
from songhanh.engines.planreader.layout import is_glued_type, without_remark
from songhanh.engines.planreader.lines import Line
from songhanh.engines.planreader.passage import NOTHING, Passage, joined
from songhanh.engines.planreader.period import period_of
from songhanh.engines.vntext import find_blank_number, find_document_numbers, is_upper

_NUMBER_LINE = re.compile(r"\W*so\s?[:.]?\s*(?=[\d/.…_ ]*[/-]\s?[a-z])", re.IGNORECASE)
# A line of the head that a narrow column broke: "Số: / 12/QĐ-UBND", "Lai Vung, / ngày 4 tháng 3".
_BROKEN = re.compile(r"\b(?:ngay|thang|nam)\s*(?:\d{1,2})?$|^\W*so\s?[:.]?$|^[^\d:;.]{2,40},$")
_PLACE_DATE = re.compile(
    r"(?P<place>[A-ZĐÀ-Ỹ][^,:;\d]{1,60}?)\s*,\s*ng[àa]y\s*(?P<day>\d{1,2})?[\s.…_]*th[áa]ng\s*(?P<month>\d{1,2})?[\s.…_]*"
    r"n[ăa]m\s*(?P<year>\d{4})?"
)
_REMARK = re.compile(r"\(\s*(?:ban hanh )?kem theo\s+(?:quyet dinh|cong van|to trinh|ke hoach)")


@dataclass(frozen=True)
class HeadLines:
    """What the lines around the title say of number, place and date."""

    number: str | None
    number_raw: str | None
    number_place: Passage
    place: str | None
    date: str | None
    year: int | None
    date_place: Passage
    has_head: bool


def read_head_lines(reading: Reading) -> HeadLines:
    """Read number, place and date from the lines before the title, or just below it."""
    number = number_raw = place = date = None
    year: int | None = None
    number_place = date_place = NOTHING
    lines = _head_lines(reading)
    for line in lines:
        for column in (*line.columns(), line.passage):
            if number is None and number_raw is None and _NUMBER_LINE.match(column.bare):
                number, number_raw = _number(column.text)
                number_place = column
            found = _PLACE_DATE.search(column.text, _after_number(column))
            if found and (place is None or (date is None and _date(found))):
                place = " ".join(found["place"].split())
                year = int(found["year"]) if found["year"] else None
                date = _date(found)
                date_place = column.part(found.start(), found.end())
    return HeadLines(
        number, number_raw, number_place, place, date, year, date_place, bool(reading.layout.head)
    )


def _after_number(column: Passage) -> int:
    """Where the place may begin on a line that opens with the number."""
    numbers = find_document_numbers(column.text)
    if numbers:
        return numbers[0].end
    blank = re.match(r"\W*so\s?[:.]?[^a-z]*/[a-z-]+ ", column.bare)
    return blank.end() if blank else 0


def _head_lines(reading: Reading) -> list[Line]:
    """The lines of the head, and pairs of them: number or date may be broken over two."""
    lines = [line for line in reading.layout.head if len(line.passage) < 200]
    found: list[Line] = []
    for line, following in zip_longest(lines, lines[1:]):
        found.append(line)
        if following is not None and _BROKEN.search(line.passage.bare):
            whole = joined([line.passage, following.passage])
            found.append(replace(line, passage=whole, column_starts=()))
    return found


def _number(text: str) -> tuple[str | None, str | None]:
    found = find_document_numbers(text)
    if found:
        return found[0].text, None
    simple = re.search(r"\d{1,5}\s?[/-]\s?[A-ZĐ]{2,6}(?:\s?-\s?[A-ZĐ&]+)*", text)
    if simple:
        return re.sub(r"\s", "", simple.group()), None
    return None, text if find_blank_number(text) else None


def _date(found: re.Match[str]) -> str | None:
    if not (found["day"] and found["month"] and found["year"]):
        return None
    day, month = int(found["day"]), int(found["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{found['year']}-{month:02}-{day:02}"


def read_heading(reading: Reading) -> tuple[Element, Element]:
    """The entries of the heading for the plan and for its `extra`."""
    head = read_head_lines(reading)
    title = title_of(reading)
    issuer = find_issuer(reading, title.text)
    plan: Element = {
        "doc_type": _doc_type(reading),
        "title": title.text or "(không có trích yếu)",
        "number": head.number,
        "issue_date": head.date,
        "issue_place": head.place,
        "issuing_level": issuer.level,
        "province_or_unit": issuer.name,
        "period": period_of(reading, title.text),
    }
    extra = _extra(head, issuer)
    return plan, extra


def _extra(head: HeadLines, issuer: Issuer) -> Element:
    extra: Element = {"unit_named": issuer.named}
    if head.number_raw:
        extra["number_raw"] = head.number_raw
    if head.year and not head.date:
        extra["issue_year"] = head.year
    if head.number and head.date:
        extra["status"] = "issued"
    elif head.number_raw or head.place:
        extra["status"] = "draft_unnumbered"
    else:
        extra["status"] = "undated_copy"
    if issuer.province:
        extra["province"] = issuer.province
    if issuer.unit:
        extra["unit"] = issuer.unit
    return extra


def _doc_type(reading: Reading) -> str | None:
    line = reading.layout.type_line
    if line is None:
        return None
    text = line.text.strip(" :.")
    if is_glued_type(line):
        return text[:8]
    return "KẾ HOẠCH" if line.passage.bare.replace(" ", "") == "kehoach" else text


def title_of(reading: Reading) -> Passage:
    """The abstract in one line, remarks in brackets below it left out."""
    layout = reading.layout
    parts = [line.passage for line in layout.title[: without_remark(layout.title)]]
    if layout.type_line is not None and is_glued_type(layout.type_line) and parts:
        parts[0] = layout.type_line.passage.part(8)
    if not parts and layout.type_line is None:
        return _untitled(reading)
    whole = joined(parts)
    remark = _REMARK.search(whole.bare)
    return (whole.part(0, remark.start()) if remark else whole).without_edges(" .:;-_")


def _untitled(reading: Reading) -> Passage:
    """Without the word KẾ HOẠCH: the first line in capitals or with the name of a plan."""
    for line in reading.sheet.lines[:15]:
        letters = line.passage.bare
        if "ke hoach" in letters or (is_upper(line.text) and len(line.text) > 30):
            return line.passage
    return reading.sheet.lines[0].passage if reading.sheet.lines else NOTHING


def attached_to(reading: Reading) -> Passage:
    """The remark "(Ban hành kèm theo Quyết định số …)" below the title, if there is one."""
    title = joined([line.passage for line in reading.layout.title])
    remark = _REMARK.search(title.bare)
    return title.part(remark.start()) if remark else NOTHING
