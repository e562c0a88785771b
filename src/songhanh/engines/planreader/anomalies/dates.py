"""Dates, values and deadlines that cannot stand or do not agree."""

import re

from songhanh.engines.planreader.anomalies.common import Scan, around, printed_day, quoted
from songhanh.engines.planreader.common import RULE, Element
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.register import (
    ACTION_MONTH,
    PROGRAMME_BASELINE_YEAR,
    PROGRAMME_FIRST_YEAR,
    PROGRAMME_NUMBER,
)
from songhanh.engines.planreader.reporting import ONWARD
from songhanh.engines.planreader.targets.blanks import blanks_in
from songhanh.engines.vntext import bare, find_dates, find_document_numbers

_ASSESSES = re.compile(
    r"(?:danh gia|tong ket)[^.;]{0,60}?ket qua[^.;]{0,80}?nam (20\d\d)|(?:tong ket"
    r"|ket qua)[^.;]{0,60}? nam (20\d\d)"
)
_AMBIGUOUS = re.compile(
    r"(?:định kỳ|định kì)?\s*(?:6|06|sáu) tháng (?:1|01|một) năm", re.IGNORECASE
)


_BLANK_VALUE = re.compile(
    r"(?:đạt|ít nhất|tối thiểu|tăng(?: thêm| lên)?|có|từ|trên|khoảng|tổ chức|là|trước ngày)\s*"
    r"(?:\.{2,}|…+|_{2,}|\[[\s.…_]*\]|x{2,})[\s./…_]*(?=%|cuộc|buổi|tin\b|lớp|bài|mô hình|lượt"
    r"|người|hộ\b|triệu|đồng|xã|tháng|20\d\d|hằng năm|hàng năm)"
)
# What is reported before the year's campaign without leaving it out of the year's report.
_OF_A_PART = re.compile(
    r"so ket|giua ky|6 thang|sau thang|9 thang|chin thang|dang ky|danh sach|gui ke hoach"
    r"|xay dung ke hoach|tap huan|hoi thi|cuoc thi|khao sat|de xuat"
)


def find_doubtful_dates(scan: Scan) -> list[Element]:
    """Every date, value or deadline a person should look at."""
    return [
        *_impossible_dates(scan),
        *_wrong_dates(scan),
        *_dates_before_content(scan),
        *_deadlines(scan),
        *_missing_due_dates(scan),
        *_frequencies(scan),
        *_baseline(scan),
        *_dropped_milestones(scan),
        *_blank_values(scan),
        *_cited_before_issued(scan),
    ]


def _impossible_dates(scan: Scan) -> list[Element]:
    found = []
    for passage in scan.passages:
        for date in find_dates(passage.text):
            if not date.exists:
                place = around(passage, date.start, date.end, 1)
                why = f"Ngày {date.day}/{date.month} không có trong lịch."
                found.append(scan.note("impossible_date", place, why))
    return found


def _document_key(number: str) -> str:
    return bare(number).replace(" ", "")


def _wrong_dates(scan: Scan) -> list[Element]:
    """A national document with another date than the register's."""
    register = {
        _document_key(number): (number, dates) for number, dates in scan.reading.register.items()
    }
    found = []
    for passage in scan.passages:
        for number in find_document_numbers(passage.text):
            known = register.get(_document_key(number.text))
            if known is None:
                continue
            dates = [
                date
                for date in find_dates(passage.text[number.end : number.end + 40])
                if date.year and date.start < 12
            ]
            if dates and dates[0].iso not in known[1]:
                place = passage.part(number.start, number.end + dates[0].end)
                days = map(printed_day, sorted(known[1]))
                right = " hoặc ".join(days)
                why = f"Văn bản {known[0]} ban hành ngày {right}."
                found.append(scan.note("wrong_date", place, why))
    return found


def _dates_before_content(scan: Scan) -> list[Element]:
    """A document cannot assess a year that had not ended when it was signed."""
    found = []
    for basis in scan.plan["legal_basis"]:
        if not basis.get("date") or not basis.get("number"):
            continue
        for passage in scan.passages:
            at = passage.text.find(basis["number"])
            if at < 0:
                continue
            assessed = _ASSESSES.search(passage.bare[:at])
            year = int(assessed[1] or assessed[2]) if assessed else None
            if year is None or basis["date"] >= f"{year}-11-01":
                continue
            dates = find_dates(passage.text[at:])
            start = _type_start(passage.text, at, basis.get("doc_type"))
            end = at + (dates[0].end if dates else len(basis["number"]))
            why = f"Văn bản đánh giá kết quả năm {year} nên khó có thể ký ngày này; có lẽ sai năm."
            place = passage.part(start, end)
            found.append(
                scan.note("date_inconsistent", place, why, "certain_error_probable_correction")
            )
            break
    return found


def _type_start(text: str, at: int, doc_type: str | None) -> int:
    start = text.rfind(doc_type, 0, at) if doc_type else -1
    return start if start >= 0 else at


def _reports(scan: Scan) -> list[tuple[Element, str, Passage]]:
    """Reports of a year or its end with one day, with the words that state the day."""
    found = []
    for rule in scan.plan["reporting"]:
        due = rule["due"][-1] if isinstance(rule["due"], list) else rule["due"]
        if not isinstance(due, str) or len(due) != 5:
            continue
        of_part = rule["kind"] == "once" and _OF_A_PART.search(bare(str(rule["text"])))
        if rule["kind"] in {"annual", "summary", "once"} and not of_part:
            found.append((rule, due, _due_passage(scan, rule)))
    return found


def _last_day(text: str, rule: Element) -> str | None:
    """The last of several days as a rule prints it, with the words that make it a limit."""
    if not isinstance(rule["due"], list):
        return None
    month, day = (int(part) for part in str(rule["due"][-1]).split("-")[-2:])
    found = re.search(
        rf"(?:(?:trước|chậm nhất|muộn nhất|đến|vào)\s+)?(?:ngày\s+)?(?<!\d)0?{day}"
        rf"(?:/|\s+tháng\s+)0?{month}(?!\d)(?:(?:/|\s+năm\s+)\d{{4}})?",
        text,
        re.IGNORECASE,
    )
    return found.group() if found else None


def _due_passage(scan: Scan, rule: Element) -> Passage:
    text = str(rule["text"])
    words = _last_day(text, rule) or str(rule.get("due_words") or "")
    for passage in scan.passages:
        at = passage.text.find(text)
        if at < 0:
            continue
        start = text.find(words)
        if words and start >= 0:
            every = re.match(r"\s(?:hằng|hàng) năm", text[start + len(words) :])
            end = start + len(words) + (every.end() if every else 0)
            return passage.part(at + start, at + end)
        stated = _day_in_row(scan, words)
        return stated or passage.part(at, at + len(text))
    return scan.passages[0].part(0, 40)


def _day_in_row(scan: Scan, words: str) -> Passage | None:
    """The cell of a table that states the day of a report beside it."""
    if not words:
        return None
    return next((cell for cell in scan.passages if cell.text.strip(" .") == words), None)


def _deadlines(scan: Scan) -> list[Element]:
    """A yearly report due before the campaign it reports has ended; chained reports reversed."""
    ends = [str(one["to"]) for one in scan.plan["campaign_windows"] if one["to"]]
    named = [
        one for one in scan.plan["campaign_windows"] if "hành động" in str(one["name"]).lower()
    ]
    if named and not named[0]["to"]:
        ends.append(ACTION_MONTH[1])
    found = []
    reports = _reports(scan)
    for _, due, place in reports:
        late = [end for end in ends if due < end and end >= "11-01"]
        if not late or due < "07-01":
            continue
        day = printed_day(late[0])
        why = f"Hạn báo cáo đến trước khi đợt cao điểm kết thúc ({day})."
        found.append(scan.note("deadline_conflict", place, why))
    units = [(due, place) for rule, due, place in reports if rule["kind"] == "annual"]
    for rule, due, place in reports:
        if rule["kind"] == "summary" and any(due < other for other, _ in units):
            why = "Báo cáo tổng hợp đến hạn trước báo cáo của các đơn vị."
            found.append(scan.note("deadline_conflict", place, why))
    return found


def _missing_due_dates(scan: Scan) -> list[Element]:
    """A report without a day, where no other rule of the plan gives the day."""
    dated = {rule["kind"] for rule in scan.plan["reporting"] if rule["due"]}
    found = []
    for rule in scan.plan["reporting"]:
        if rule["due"] or rule["kind"] in dated or rule["kind"] == "adhoc":
            continue
        if rule.get("duplicate_of") or rule[RULE] == ONWARD or _AMBIGUOUS.search(str(rule["text"])):
            continue
        place = _rule_passage(scan, rule)
        found.append(scan.note("missing_due_date", place, "Báo cáo không ghi ngày phải nộp."))
    return found


def _rule_passage(scan: Scan, rule: Element) -> Passage:
    text = str(rule["text"])
    for passage in scan.passages:
        at = passage.text.find(text)
        if at < 0:
            continue
        report = bare(text).find("bao cao")
        lead = bare(text).find("tong hop")
        start = lead if 0 <= lead < report else report
        return passage.part(at + max(start, 0), at + len(text)).without_edges(" .;")
    return scan.passages[0]


def _frequencies(scan: Scan) -> list[Element]:
    found = []
    for passage in scan.passages:
        for match in _AMBIGUOUS.finditer(passage.text):
            place = passage.part(match.start(), match.end())
            why = "Hai kỳ báo cáo viết liền nhau, có thể hiểu theo hai cách."
            found.append(scan.note("ambiguous_frequency", place, why))
    return found


def _implements_programme(scan: Scan) -> bool:
    return _document_key(PROGRAMME_NUMBER) in scan.bare.replace(" ", "")


def _baseline(scan: Scan) -> list[Element]:
    """Awareness measured against another year than the programme's."""
    if not _implements_programme(scan):
        return []
    found = []
    for target in scan.plan["targets"]:
        year = target["baseline_year"]
        if target["kind"] != "awareness_increase" or year in {None, PROGRAMME_BASELINE_YEAR}:
            continue
        passage = quoted(scan, str(target["text"]))
        match = re.search(r"(?:tăng[^.;]*?)?so với[^.;]*?\d{4}", passage.text)
        place = passage.part(match.start(), match.end()) if match else passage
        why = f"Chương trình so với năm {PROGRAMME_BASELINE_YEAR}, ở đây so với năm {year}."
        found.append(scan.note("baseline_changed", place, why))
    return found


def _dropped_milestones(scan: Scan) -> list[Element]:
    """A plan that covers 2025 without the programme's milestone of that year."""
    period = scan.plan["period"]
    first = period["from"] or period.get("from_inferred")
    if not _implements_programme(scan) or first is None or not period["to"]:
        return []
    if not PROGRAMME_FIRST_YEAR <= first < PROGRAMME_BASELINE_YEAR or period["to"] < 2030:
        return []
    found = []
    for target in scan.plan["targets"]:
        years = [point["year"] for point in target["milestones"]]
        if target["kind"] not in {"media_index_share", "convention_share"} or not years:
            continue
        if PROGRAMME_BASELINE_YEAR not in years and max(years) > PROGRAMME_BASELINE_YEAR:
            place = quoted(scan, str(target["text"]))
            why = f"Chương trình có mốc năm {PROGRAMME_BASELINE_YEAR}, ở đây không nêu."
            found.append(scan.note("milestone_dropped", place, why))
    return found


def _blank_values(scan: Scan) -> list[Element]:
    """Statements whose figure was left out: "đạt …%"."""
    found = []
    for passage in scan.passages:
        said = [match.span() for match in _BLANK_VALUE.finditer(passage.lower)]
        bare_ones = [
            (start, end)
            for start, end in blanks_in(passage.lower)
            if not any(first <= start < last for first, last in said)
        ]
        for start, end in sorted([*said, *bare_ones]):
            place = around(passage, start, end, 1)
            found.append(scan.note("missing_value", place, "Giá trị còn để trống."))
    return found


def _cited_before_issued(scan: Scan) -> list[Element]:
    """A document cited with a date after the plan's own."""
    issued = scan.plan["issue_date"]
    found = []
    for basis in scan.plan["legal_basis"]:
        if not issued or not basis["number"] or (basis["date"] or "") <= issued:
            continue
        for passage in scan.passages:
            at = passage.text.find(str(basis["number"]))
            dates = find_dates(passage.text[at:]) if at >= 0 else []
            if dates and dates[0].iso == basis["date"]:
                place = passage.part(at, at + dates[0].end)
                why = "Văn bản được viện dẫn có ngày sau ngày ban hành kế hoạch."
                found.append(scan.note("date_inconsistent", place, why))
                break
    return found
