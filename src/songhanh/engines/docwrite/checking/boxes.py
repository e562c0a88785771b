"""The letterhead and the title: checks 3 to 9."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from songhanh.engines.docwrite.checking.anatomy import Anatomy, Letterhead
from songhanh.engines.docwrite.checking.findings import Finding
from songhanh.engines.docwrite.checking.lines import Line
from songhanh.engines.docwrite.checking.reporting import error, points
from songhanh.engines.docwrite.checking.rules import fits, rules_at, text_lengths
from songhanh.engines.docwrite.document import DocumentKind
from songhanh.engines.docwrite.letterhead import MOTTO, NATIONAL_NAME
from songhanh.engines.docwrite.wording import date_in_words
from songhanh.engines.vntext import begins_body, one_tone_place

_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II"
_HEAD = "Phần đầu văn bản"

# The abbreviations of document types with small letters: Annex III, section I.
_MIXED_TYPES = "TTr|CTr|QyĐ|TrS"
_NUMBER = re.compile(rf"Số: (\d{{2,}}|\s*)/({_MIXED_TYPES}|[A-ZĐ]+)(-[A-ZĐ]+)*")
# Letters name the drafting unit, in practice also with "&", "_", "." and figures.
_LETTER_NUMBER = re.compile(r"Số: (\d{2,}|\s*)/[A-ZĐ][A-ZĐ0-9&_.]*(-[A-ZĐ0-9&_.]+)*")
_BLANK = r"[\s.…_]*"
_DATE = re.compile(
    rf"(?P<place>.+), ngày ?(?P<day>\d+|{_BLANK}) ?tháng ?(?P<month>\d+|{_BLANK}) ?"
    rf"năm ?(?P<year>\d+|{_BLANK})"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a line of the letterhead or title must look, and the rule that says so."""

    least: int
    most: int
    rule: str
    bold: bool = False
    italic: bool = False
    upper: bool = False

    @property
    def in_words(self) -> str:
        """The look in Vietnamese, as a suggestion names it."""
        case = "in hoa" if self.upper else "in thường"
        slope = "nghiêng" if self.italic else "đứng"
        size = f"{self.least}" if self.least == self.most else f"{self.least} đến {self.most}"
        return f"chữ {case}, cỡ {size}, kiểu chữ {slope}{', đậm' if self.bold else ''}, canh giữa"


def look_findings(code: str, name: str, line: Line, wanted: Wanted) -> Iterator[Finding]:
    """One finding naming all that is wrong with the look of a line."""
    wrong = []
    if sizes := line.sizes_outside(wanted.least, wanted.most):
        wrong.append(f"cỡ chữ {points(sizes)}")
    if line.is_bold != wanted.bold:
        wrong.append("chữ không đậm" if wanted.bold else "chữ đậm")
    if wanted.italic and not line.is_italic:
        wrong.append("chữ không nghiêng")
    if not wanted.italic and line.has_italic:
        wrong.append("chữ nghiêng")
    if wanted.upper and not line.is_upper:
        wrong.append("không phải chữ in hoa")
    if line.layout.align != "center":
        wrong.append("không canh giữa")
    if wrong:
        yield error(
            code,
            f"{name}: {', '.join(wrong)}.",
            line.place,
            f"Hãy dùng {wanted.in_words} ({wanted.rule}).",
        )


def check_letterhead(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 3: the letterhead is a table of two columns, boxes 2 and 3 beside 1 and 4."""
    head = anatomy.letterhead
    rule = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục IV"
    advice = (
        "Hãy đặt phần đầu trong một bảng hai cột không kẻ viền: bên trái là tên cơ quan và số, "
        f"ký hiệu; bên phải là Quốc hiệu, Tiêu ngữ, địa danh và ngày tháng ({rule})."
    )
    if head is None:
        yield error("0301", "Không thấy Quốc hiệu ở đầu văn bản.", _HEAD, advice)
    elif head.grid is None:
        yield error("0302", "Phần đầu không nằm trong bảng hai cột.", _HEAD, advice)
    elif head.grid.columns != 2:
        found = f"Bảng ở phần đầu có {head.grid.columns} cột."
        yield error("0303", found, head.grid.where, advice)
    else:
        yield from _missing_boxes(head, advice)


def _missing_boxes(head: Letterhead, advice: str) -> Iterator[Finding]:
    parts = {
        "tên cơ quan ban hành (cột trái)": bool(head.agencies),
        "số, ký hiệu (cột trái)": head.number is not None,
        "Quốc hiệu (cột phải)": head.national is not None,
        "Tiêu ngữ (cột phải)": head.motto is not None,
        "địa danh, ngày tháng năm (cột phải)": head.date is not None,
    }
    missing = [name for name, is_there in parts.items() if not is_there]
    if missing:
        where = head.grid.where if head.grid else _HEAD
        yield error("0304", f"Phần đầu chưa thấy {', '.join(missing)}.", where, advice)


def check_national_name(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 4: the national name, in bold capitals, 12 to 13."""
    line = anatomy.letterhead and anatomy.letterhead.national
    if not line:
        return
    wanted = Wanted(12, 13, f"{_RULE}.1.a", bold=True, upper=True)
    yield from look_findings("0401", "Quốc hiệu", line, wanted)
    if one_tone_place(_words(line)) != one_tone_place(NATIONAL_NAME):
        yield error(
            "0402",
            "Quốc hiệu viết chưa đúng.",
            line.place,
            f"Hãy viết “{NATIONAL_NAME}” ({_RULE}.1.a).",
        )


def check_motto(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 5: the motto, bold, 13 to 14, with a rule as long as the line below."""
    head = anatomy.letterhead
    line = head and head.motto
    if not head or not line:
        return
    yield from look_findings("0501", "Tiêu ngữ", line, Wanted(13, 14, f"{_RULE}.1.b", bold=True))
    if _words(line) != MOTTO:
        yield error(
            "0502",
            "Tiêu ngữ viết chưa đúng.",
            line.place,
            f"Hãy viết “{MOTTO}”, gạch nối có cách chữ ở hai bên ({_RULE}.1.b).",
        )
    around = [one for one in head.right if one.is_blank or one is line]
    if head.grid and not fits(rules_at(around), text_lengths([line]), 1, 1):
        yield error(
            "0503",
            "Dưới Tiêu ngữ chưa có đường kẻ dài bằng dòng chữ.",
            line.place,
            f"Hãy kẻ một đường ngang, nét liền, dài bằng dòng Tiêu ngữ ({_RULE}.1.b).",
        )


def check_agency(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 6: names of the agencies, the issuing one bold, with a rule of 1/3 to 1/2 below."""
    head = anatomy.letterhead
    if not head or head.grid is None or not head.agencies:
        return
    superior, issuing = _agencies(head.agencies)
    rule = f"{_RULE}.2.b"
    for line in superior:
        yield from look_findings(
            "0601", "Tên cơ quan chủ quản", line, Wanted(12, 13, rule, upper=True)
        )
    for line in issuing:
        wanted = Wanted(12, 13, rule, bold=True, upper=True)
        yield from look_findings("0602", "Tên cơ quan ban hành", line, wanted)
    if not fits(rules_at(head.agency_rules), text_lengths(issuing), 1 / 3, 1 / 2):
        yield error(
            "0603",
            "Dưới tên cơ quan ban hành chưa có đường kẻ dài từ 1/3 đến 1/2 dòng chữ.",
            issuing[-1].place,
            f"Hãy kẻ một đường ngang, nét liền, cân đối dưới tên cơ quan ({_RULE}.2.b).",
        )


def _agencies(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the superior and of the issuing agency.

    A name may go on over several lines; bold lines at the end are one name until one of them begins
    the name of another body.
    """
    at = len(lines) - 1
    while at > 0 and lines[at - 1].is_bold and not begins_body(_words(lines[at])):
        at -= 1
    return lines[:at], lines[at:]


def check_number(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 7: number and symbol."""
    line = anatomy.letterhead and anatomy.letterhead.number
    if not line:
        return
    pattern = _LETTER_NUMBER if anatomy.kind is DocumentKind.LETTER else _NUMBER
    if not pattern.fullmatch(unicodedata.normalize("NFC", line.text).strip()):
        yield error(
            "0701",
            f"Số, ký hiệu “{_words(line)}” chưa đúng cách viết.",
            line.place,
            "Hãy viết như “Số: 05/KH-UBND”: sau “Số” có dấu hai chấm, số nhỏ hơn 10 thêm số 0, "
            f"giữa số và ký hiệu có dấu /, trong ký hiệu không cách chữ ({_RULE}.3).",
        )
    yield from look_findings("0702", "Số, ký hiệu", line, Wanted(13, 13, f"{_RULE}.3.c"))


def check_date(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 8: place and date; days below 10 and months 1 and 2 are padded, others are not."""
    line = anatomy.letterhead and anatomy.letterhead.date
    if not line:
        return
    yield from look_findings(
        "0802", "Địa danh và thời gian", line, Wanted(13, 14, f"{_RULE}.4.c", italic=True)
    )
    text = unicodedata.normalize("NFC", line.text).strip()
    found = _DATE.fullmatch(text)
    if found is None or not found["place"][:1].isupper() or not _is_well_written(found):
        yield error(
            "0801",
            f"Địa danh và thời gian “{_words(line)}” chưa đúng cách viết.",
            line.place,
            "Hãy viết như “Quảng Ngãi, ngày 05 tháng 02 năm 2026”: ngày nhỏ hơn 10 và tháng 1, 2 "
            f"thêm số 0, các tháng khác không thêm; sau địa danh có dấu phẩy ({_RULE}.4).",
        )


def _is_well_written(found: re.Match[str]) -> bool:
    """Whether the printed parts of a date are as the decree writes them; blanks always are."""
    parts = [found[name] for name in ("day", "month", "year")]
    numbers = [int(part) if part.isdecimal() else None for part in parts]
    try:
        # What is blank is taken from a day that every month and year has.
        day = date(numbers[2] or 2000, numbers[1] or 12, numbers[0] or 28)
    except ValueError:
        return False
    printed = re.findall(r"\d+", date_in_words(day))
    return all(
        part == wanted
        for part, number, wanted in zip(parts, numbers, printed, strict=True)
        if number is not None
    )


def check_title(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 9: type name and abstract with its rule; of a letter, what stands after "V/v"."""
    if anatomy.kind is DocumentKind.LETTER:
        yield from _letter_abstract(anatomy)
        return
    title, rule = anatomy.title, f"{_RULE}.5.b"
    if title.type_name is None:
        advice = f"Hãy ghi tên loại văn bản, như “KẾ HOẠCH”, giữa trang ({rule})."
        yield error("0901", "Không thấy tên loại văn bản dưới phần đầu.", _HEAD, advice)
        return
    wanted = Wanted(13, 14, rule, bold=True, upper=True)
    yield from look_findings("0902", "Tên loại văn bản", title.type_name, wanted)
    if not title.abstract:
        yield error(
            "0903",
            "Không thấy trích yếu ở giữa trang, dưới tên loại văn bản.",
            title.type_name.place,
            f"Hãy ghi trích yếu nội dung ngay dưới tên loại, chữ đậm, canh giữa ({rule}).",
        )
        return
    for line in title.abstract:
        yield from look_findings("0904", "Trích yếu", line, Wanted(13, 14, rule, bold=True))
    if not fits(rules_at(title.around), text_lengths(title.abstract), 1 / 3, 1 / 2):
        yield error(
            "0905",
            "Dưới trích yếu chưa có đường kẻ dài từ 1/3 đến 1/2 dòng chữ.",
            title.abstract[-1].place,
            f"Hãy kẻ một đường ngang, nét liền, cân đối dưới trích yếu ({rule}).",
        )


def _letter_abstract(anatomy: Anatomy) -> Iterator[Finding]:
    head, rule = anatomy.letterhead, f"{_RULE}.5.b"
    if not head:
        return
    if head.about is None:
        advice = f"Hãy ghi “V/v …” dưới số, ký hiệu của công văn ({rule})."
        yield error("0906", "Không thấy trích yếu “V/v …” của công văn.", _HEAD, advice)
        return
    yield from look_findings("0907", "Trích yếu công văn", head.about, Wanted(12, 13, rule))


def _words(line: Line) -> str:
    return unicodedata.normalize("NFC", " ".join(line.text.split()))
