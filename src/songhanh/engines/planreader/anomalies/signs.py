"""Signs: repeated words, lost spaces, quotation marks, brackets, commas of fixed names."""

import re

from songhanh.engines.planreader.anomalies.common import Scan
from songhanh.engines.planreader.anomalies.lexicon import TERMS
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.passage import Passage

_TWICE = re.compile(r"(?<![\wà-ỹ])(?P<word>[a-zđà-ỹ]{2,}(?: [a-zđà-ỹ]{2,})?)\s(?P=word)(?![\wà-ỹ])")
# Words that are rightly doubled.
_DOUBLED = frozenset(
    [
        "ngày",
        "luôn",
        "thường",
        "người",
        "nhà",
        "vi",
        "an",
        "đời",
        "dần",
        "mãi",
        "song",
        "đều",
        "xa",
        "rất",
        "hằng",
        "vùng",
        "đêm",
        "chiều",
        "sáng",
        "tối",
        "lớp",
    ]
)
_LOST_SPACE = (
    re.compile(r"(?<=[A-ZĐ]{2})(?P<at>)(?=(?:các|và|của|tỉnh|huyện|xã|cấp)(?![\wà-ỹ]))"),
    re.compile(r"(?:…|\.{3})(?P<at>)(?=[a-zđà-ỹ])"),
    re.compile(r"[\wà-ỹ]\s[-–](?P<at>)(?=[A-ZĐÀ-Ỹ][\wà-ỹ]+\s)"),
    re.compile(r"[a-zđà-ỹ][,;](?P<at>)(?=[a-zđà-ỹA-ZĐ]{2,})"),
    re.compile(r"(?<=[\wà-ỹ]\s)[,;](?P<at>)(?=[^\W\d_]{2,})"),
    re.compile(r"[a-zđà-ỹ]{2}\.(?P<at>)(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s)"),
    re.compile(r"[a-zđà-ỹ]{2}(?P<at>)(?=\((?!s\)))"),
    re.compile(r"[^\W\d]{2}\)(?P<at>)(?=[a-zđà-ỹ]{2,})"),
)
_ADDRESS = re.compile(r"https?:|www\.|@|\.vn|\.gov|\.com")
_OPENING = {"“": "”", "(": ")", "[": "]"}
# Fixed names whose comma belongs to them: without it two actions run together.
_COMMAS = (
    (
        re.compile(r"phòng ngừa(?P<at>) ứng phó(?: với)? bạo lực|phòng ngừa(?P<at2>) ứng phó"),
        "phòng ngừa, ứng phó",
    ),
)


def find_slips_of_signs(scan: Scan) -> list[Element]:
    """Every slip of a sign, in reading order."""
    found: list[Element] = []
    for passage in scan.passages:
        found += _doubled_words(scan, passage)
        found += _lost_spaces(scan, passage)
        found += _quotes(scan, passage)
        found += _lost_commas(scan, passage)
    units = [unit.whole for unit in (*scan.reading.layout.body, *scan.reading.layout.annexes)]
    for passage in units:
        found += _brackets(scan, passage)
    return found


_TERMS = frozenset(TERMS)
_NEAR = 20  # letters on both sides in which a neighbouring word must lie


def _ends_one_begins_next(text: str, match: re.Match[str]) -> bool:
    """The word of "phân công công chức" ends one term and begins the next."""
    start, end = match.span()
    before = text[max(0, start - _NEAR) : start].lower().split()
    after = text[end : end + _NEAR].lower().split()
    word = match["word"].lower()
    return (
        bool(before and after)
        and f"{before[-1]} {word}" in _TERMS
        and f"{word} {after[0].strip(',.;:')}" in _TERMS
    )


def _doubled_words(scan: Scan, passage: Passage) -> list[Element]:
    found = []
    for match in _TWICE.finditer(passage.text):
        if match["word"] in _DOUBLED or _ends_one_begins_next(passage.text, match):
            continue
        place = passage.part(match.start(), match.end())
        why = f"“{match['word'].capitalize()}” được viết hai lần liền nhau."
        found.append(scan.note("duplicate_word", place, why))
    return found


def _lost_spaces(scan: Scan, passage: Passage) -> list[Element]:
    if _ADDRESS.search(passage.text):
        return []
    found = []
    for pattern in _LOST_SPACE:
        for match in pattern.finditer(passage.text):
            at = match.start("at")
            start = max(passage.text.rfind(sign, 0, at) for sign in " &/") + 1
            if match.group().strip().endswith(("-", "–")):
                start = passage.text.rfind(" ", 0, max(0, start - 3)) + 1
            end = passage.text.find(" ", at)
            place = passage.part(start, len(passage) if end < 0 else end)
            if re.search(r"\d", place.text):
                continue
            why = "Thiếu dấu cách, hai chữ dính vào nhau."
            found.append(scan.note("missing_space", place, why))
    return found


def _quotes(scan: Scan, passage: Passage) -> list[Element]:
    found = []
    for match in re.finditer(r"“[^”\"]{2,200}\"|(?<![\"”\w])\"[^”\"]{2,200}”", passage.text):
        place = passage.part(match.start(), match.end())
        why = "Dấu ngoặc kép mở và đóng khác kiểu nhau."
        found.append(scan.note("quote_mismatch", place, why))
    return found


def _lost_commas(scan: Scan, passage: Passage) -> list[Element]:
    found = []
    for pattern, right in _COMMAS:
        for match in pattern.finditer(passage.lower):
            place = passage.part(match.start(), match.end())
            why = f"Thiếu dấu phẩy; tên đầy đủ là “{right}”."
            found.append(scan.note("punctuation", place, why))
    return found


def _brackets(scan: Scan, passage: Passage) -> list[Element]:
    """A bracket that opens and never closes in its unit."""
    open_at: list[int] = []
    for at, letter in enumerate(passage.text):
        if letter == "(":
            open_at.append(at)
        elif letter == ")" and open_at:
            open_at.pop()
    if not open_at:
        return []
    place = passage.part(open_at[0])
    return [scan.note("unclosed_parenthesis", place, "Ngoặc đơn mở ra mà không đóng lại.")]
