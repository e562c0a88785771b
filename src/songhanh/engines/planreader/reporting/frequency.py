"""How often and by when: the kinds of report a clause names, each with its day."""

import re
from dataclasses import dataclass
from itertools import pairwise

from songhanh.engines.vntext import PrintedDate, bare, find_dates

# On bare text (no diacritics). The order is that of reading at one place.
_KINDS = (
    (
        "adhoc",
        re.compile(
            r"dot xuat|bao cao nhanh|khi (?:xay ra|phat sinh|phat hien)|ngay sau khi"
            r"|khi (?:co|duoc|cap tren|co quan|ubnd|so)[^,;.]{0,25} yeu cau"
            r"|khi co yeu cau|theo yeu cau"
        ),
    ),
    (
        "semiannual",
        re.compile(
            r"(?:dinh ky |hang |moi )?(?:6|06|sau) thang(?: (?:dau|cuoi) nam)?|nua nam|ban nien"
            r"|giua nam|\bhoc (?:ky|ki) (?:i{1,2}|1|2)\b"
            r"|(?:2|02|hai) lan (?:moi |mot |trong |/ ?|1 )nam|(?:moi|mot) nam (?:2|02|hai) lan"
            r"|(?:tung|moi|hang|theo|ket thuc|cuoi) hoc (?:ky|ki)"
        ),
    ),
    (
        "monthly",
        re.compile(
            r"(?:hang|moi|dinh ky|bao cao|theo|tung)\s+(?:hang )?thang\b(?!\s*(?:\d|hanh dong"
            r"|cao diem))"
        ),
    ),
    (
        "annual",
        re.compile(
            r"(?:hang|moi|tung|ca|cuoi|theo|tron)\s+nam\b(?!\s*20\d\d\s*[-–])|(?<!\d )\b(?:1|01"
            r"|mot) nam\b|bao cao (?:ket qua )?(?:cong tac )?(?:tong ket )?nam\b"
            r"|(?<=thang), nam\b|(?<=thang) va (?:ca )?nam\b|(?<=quy), nam\b|tong ket nam\b"
            r"|(?<=va )nam\b(?=,? (?:truoc|cham nhat|muon nhat) )"
            r"|(?<=thang)/nam\b|(?<=thang) 1 nam\b|dinh ky nam\b|\bnam(?= \(truoc)"
            r"|(?<=[,;] )nam\b(?! 20)"
        ),
    ),
)
# With its tone mark: without it "quý" could be "quy định".
_QUARTERLY = re.compile(
    r"(?:hằng|hàng|mỗi|định kỳ|định kì|báo cáo|theo|từng)\s+(?:hằng |hàng )?qu[ýí](?!\w)"
    r"|tháng (?:cuối|đầu) (?:của )?(?:mỗi )?qu[ýí]|cuối (?:mỗi )?qu[ýí](?!\w)"
    r"|(?<=[,/] )qu[ýí](?=[,/ ])"
)
_MONTH_DAY = re.compile(
    r"(?:ngay|ngay mung|mung)\s+(?P<day>\d{1,2})\s*(?:cua |thang )?(?:thang )?"
    r"(?P<what>cuoi (?:cua )?(?:moi )?(?:quy|qui)"
    r"|dau (?:cua )?(?:moi )?(?:quy|qui)(?: sau| ke tiep)?|hang thang|moi thang|cua thang|thang sau"
    r"|thang cuoi|hang quy|cuoi)"
)
_QUARTERS_BEGIN = ("01-", "04-", "07-", "10-")
_SIDE_BY_SIDE = re.compile(
    r"(?:\s*\([^()]*\))?(?:/\d{4})?\s*(?:,|;|và)\s*(?:(?:trước|chậm nhất|muộn nhất)\s+)?"
    r"(?:ngày\s+)?"
)
_LEADS = (
    ("before", re.compile(r"(?:truoc|khong qua|khong muon hon)(?: (?:ngay|het ngay))?\s*$")),
    (
        "by",
        re.compile(
            r"(?:cham nhat|muon nhat|den|vao|xong|han cuoi|han|ngay)(?: (?:la|vao|den"
            r"|truoc))*(?: ngay)?\s*$"
        ),
    ),
)


@dataclass(frozen=True)
class When:
    """A kind of report with the days it is due, if printed."""

    kind: str
    due: str | list[str] | None
    rule: str | None
    words: str | None
    year: int | None


@dataclass(frozen=True)
class _Day:
    due: str
    start: int
    end: int
    rule: str
    year: int | None


def kinds_in(text: str) -> list[tuple[int, str]]:
    """The kinds of report named in a text, in order, each once."""
    letters = bare(text)
    quarters = _QUARTERLY.finditer(text.lower())
    found = [(match.start(), match.end(), "quarterly") for match in quarters]
    for kind, pattern in _KINDS:
        for match in pattern.finditer(letters):
            if any(start < match.end() and match.start() < end for start, end, _ in found):
                continue
            found.append((match.start(), match.end(), kind))
    kinds: dict[str, int] = {}
    for start, _, kind in sorted(found):
        kinds.setdefault(kind, start)
    return sorted((start, kind) for kind, start in kinds.items())


def days_in(text: str) -> list[_Day]:
    """The days a text prints, with the word before them."""
    letters = bare(text)
    days: list[_Day] = []
    for match in _MONTH_DAY.finditer(letters):
        if 1 <= int(match["day"]) <= 31:
            rule = _rule(letters, match.start("day"))
            first = match["what"].startswith("dau")
            days += [
                _Day(f"{month}{int(match['day']):02}", match.start("day"), match.end(), rule, None)
                for month in (_QUARTERS_BEGIN if first else ("",))
            ]
    if not days and re.search(r"(?:hang|moi|bao cao) thang\b(?! \d)", letters):
        days += _days_of_month(letters)
    for date in find_dates(text):
        if any(day.start <= date.start < day.end for day in days) or _is_part_of_range(text, date):
            continue
        month_day = f"{date.month:02}-{date.day:02}"
        days.append(_Day(month_day, date.start, date.end, _rule(letters, date.start), date.year))
    return sorted(days, key=lambda day: day.start)


def _days_of_month(letters: str) -> list[_Day]:
    """A day alone beside "hằng tháng": "hằng tháng, chậm nhất ngày 25"."""
    return [
        _Day(
            f"{int(found[1]):02}", found.start(1), found.end(), _rule(letters, found.start(1)), None
        )
        for found in re.finditer(r"\bngay (\d{1,2})(?!\d|\s?/|\s*thang\s*\d)", letters)
        if 1 <= int(found[1]) <= 31
    ]


def _is_part_of_range(text: str, date: PrintedDate) -> bool:
    """A window "từ ngày 15/11 đến ngày 15/12" is no day a report is due; nor is a document's."""
    before = bare(text[max(0, date.start - 40) : date.start])
    return bool(
        re.search(r"\btu(?: ngay)?\s*$|\btu (?:ngay )?[\d/]+ (?:den|-)(?: ngay)?\s*$", before)
    ) or bool(re.search(r"so \S+/\S+ ngay\s*$", before))


def _rule(letters: str, at: int) -> str:
    before = letters[max(0, at - 30) : at]
    return next((rule for rule, pattern in _LEADS if pattern.search(before)), "by")


def whens_of(text: str) -> list[When]:
    """Every kind of report of a clause with its day; several days of one kind come as a list."""
    kinds = kinds_in(text)
    days = days_in(text)
    if not kinds:
        return [_when("", days[:1] if len(days) < 2 else days, text)] if days else []
    regular = [(start, kind) for start, kind in kinds if kind != "adhoc"]
    whens = []
    for place, (_start, kind) in enumerate(kinds):
        if kind == "adhoc":
            whens.append(When("adhoc", None, None, None, None))
            continue
        whens.append(_when(kind, _days_for(place, kinds, regular, days), text))
    return whens


def _days_for(
    place: int, kinds: list[tuple[int, str]], regular: list[tuple[int, str]], days: list[_Day]
) -> list[_Day]:
    """One day each in their order when the numbers agree, else the days nearest to the word."""
    start, kind = kinds[place]
    if len(regular) == 1:
        return days
    if len(days) == len(regular):
        return [days[regular.index((start, kind))]]
    following = kinds[place + 1][0] if place + 1 < len(kinds) else 10**9
    return [day for day in days if start <= day.start < following]


def _when(kind: str, days: list[_Day], text: str) -> When:
    if not days:
        return When(kind, None, None, None, None)
    dues = list(dict.fromkeys(day.due for day in days))
    first = days[0]
    if kind in {"annual", "once", "monthly", ""} and len(dues) > 1:
        dues = dues if kind in {"", "annual"} and _both_days(text, days) else dues[:1]
    words = _due_words(text, first)
    year = first.year
    return When(kind, dues[0] if len(dues) == 1 else dues, first.rule, words, year)


def _both_days(text: str, days: list[_Day]) -> bool:
    """Say whether days of one report stand side by side: "trước ngày 05/6 và ngày 05/12"."""
    gaps = [text[left.end : right.start] for left, right in pairwise(days)]
    return all(_SIDE_BY_SIDE.fullmatch(gap) for gap in gaps)


def _due_words(text: str, day: _Day) -> str:
    """The day as printed, with the words before it that make it a limit."""
    lead = re.search(
        r"(?:trước|chậm nhất|muộn nhất|đến hết|đến|vào|xong)(?:\s+(?:là|vào|hết"
        r"|trước))*(?:\s+ngày)?\s*$|ngày\s*$",
        text[: day.start],
        re.IGNORECASE,
    )
    return text[lead.start() if lead else day.start : day.end].strip(" ,(")
