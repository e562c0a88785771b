"""Statements of one plan that contradict each other: days, values, deadlines, years."""

import re
from itertools import pairwise

from songhanh.engines.planreader.anomalies.common import Scan, around, printed_day, quoted
from songhanh.engines.planreader.common import CONFLICTS, Element
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import (
    PrintedDate,
    bare,
    find_dates,
    find_document_numbers,
    find_number_words,
    fold,
    same_body,
)

_BEHIND_NUMBER = 40  # letters in which the date of a document follows its number
_IN_BRACKETS = re.compile(r"\s*\(\s*(?P<figure>\d{1,3}(?:,\d+)?)\s*%?\s*\)")
_WINDOW_GAP = re.compile(r"\s*(?:đến(?: hết)?|tới|[-–])\s*(?:ngày\s+)?", re.IGNORECASE)
_WINDOW_END = re.compile(r"[^.;]{0,30}?[/ ](20\d\d)(?!\d)")
_REGULAR = frozenset({"monthly", "quarterly", "semiannual", "annual"})


def find_contradictions(scan: Scan) -> list[Element]:
    """Every pair of statements of which one must be wrong."""
    return [
        *_dates_of_one_document(scan),
        *_words_and_figures(scan),
        *_reversed_windows(scan),
        *_windows_of_other_years(scan),
        *_conflicting_values(scan),
        *_contradicting_deadlines(scan),
    ]


def _dates_of_one_document(scan: Scan) -> list[Element]:
    """One document cited under two dates: the rarer, else the later one is pointed out."""
    cited: dict[str, dict[str, list[Passage]]] = {}
    known = {_key(number) for number in scan.reading.register}
    for passage in scan.passages:
        for number in find_document_numbers(passage.text):
            date = _date_behind(passage.text, number.end)
            if date is None or _key(number.text) in known:
                continue  # against the register one of them is found anyway
            place = passage.part(number.start, number.end + date.end)
            cited.setdefault(_key(number.text), {}).setdefault(date.iso, []).append(place)
    found = []
    for dates in cited.values():
        if len(dates) < 2:
            continue
        usual = max(dates, key=lambda day: (len(dates[day]), -dates[day][0].start))
        for day, places in dates.items():
            if day == usual:
                continue
            why = f"Cùng văn bản này, chỗ khác ghi ngày {printed_day(usual)}."
            found.append(scan.note("date_inconsistent", places[0], why, "probable"))
    return found


def _key(number: str) -> str:
    return bare(number).replace(" ", "")


def _date_behind(text: str, at: int) -> PrintedDate | None:
    """The full date that follows the number of a document."""
    dates = find_dates(text[at : at + _BEHIND_NUMBER])
    return next((date for date in dates if date.year and date.start < 12), None)


def _words_and_figures(scan: Scan) -> list[Element]:
    """A number in words with another figure in brackets behind it: "ba (02) cuộc"."""
    found = []
    for passage in scan.passages:
        if "(" not in passage.text:
            continue
        for words in find_number_words(passage.text):
            behind = _IN_BRACKETS.match(passage.text, words.end)
            if behind is None or float(behind["figure"].replace(",", ".")) == float(words.value):
                continue
            place = around(passage, words.start, behind.end(), 1)
            why = "Số viết bằng chữ khác với số viết bằng chữ số."
            found.append(scan.note("value_conflict", place, why))
    return found


def _reversed_windows(scan: Scan) -> list[Element]:
    """A window that ends before it begins, both days being of one year."""
    found = []
    for passage in scan.passages:
        dates = [date for date in find_dates(passage.text) if date.exists]
        for first, last in pairwise(dates):
            if not _WINDOW_GAP.fullmatch(passage.text[first.end : last.start]):
                continue
            years = {first.year or last.year, last.year or first.year}
            if len(years) > 1 or (last.month, last.day) >= (first.month, first.day):
                continue
            if None in years and first.month - last.month > 6:
                continue  # over the turn of the year
            place = around(passage, first.start, last.end, 1)
            why = "Ngày kết thúc đứng trước ngày bắt đầu."
            found.append(scan.note("date_inconsistent", place, why))
    return found


def _windows_of_other_years(scan: Scan) -> list[Element]:
    """A campaign dated in a year before the plan begins or after it ends."""
    period = scan.plan["period"]
    first, last = period["from"] or period.get("from_inferred"), period["to"]
    found = []
    for campaign in scan.plan["campaign_windows"]:
        year = campaign.get("year")
        if year is None or first is None or last is None or first <= year <= last:
            continue
        place = _passage_of(scan, str(campaign["name"]), str(year))
        if place is not None:
            why = f"Đợt cao điểm ghi năm {year}, ngoài thời gian của kế hoạch."
            found.append(scan.note("date_inconsistent", place, why))
    return found


def _passage_of(scan: Scan, name: str, year: str) -> Passage | None:
    for passage in scan.passages:
        for date in find_dates(passage.text):
            near = passage.text[max(0, date.start - 160) : date.end]
            last = _WINDOW_END.match(passage.text, date.end)
            over_new_year = last is not None and last[1] != year
            if str(date.year) == year and fold(name) in fold(near) and not over_new_year:
                return around(passage, date.start, date.end, 1)
    return None


def _conflicting_values(scan: Scan) -> list[Element]:
    """A table that gives a target another value than its sentence; one aim with two values."""
    found = [
        scan.note("value_conflict", row, "Giá trị trong bảng khác với giá trị nêu ở chỉ tiêu.")
        for target in scan.plan["targets"]
        for row in target.get(CONFLICTS, [])
    ]
    stated: list[Element] = []
    for target in scan.plan["targets"]:
        earlier = next((one for one in stated if _same_aim(one, target)), None)
        if earlier is None:
            stated.append(target)
        elif earlier["value"] != target["value"]:
            why = f"Chỉ tiêu {earlier['ordinal']} nêu giá trị {earlier['value']}."
            found.append(scan.note("value_conflict", quoted(scan, str(target["text"])), why))
    return found


def _same_aim(earlier: Element, later: Element) -> bool:
    """Say whether a target outside the section of targets repeats one of a named kind in it."""
    if later.get("in_target_section") is not False or later["kind"] == "other":
        return False
    if earlier.get("in_target_section") is False or earlier["milestones"] or later["milestones"]:
        return False
    alike = all(earlier[name] == later[name] for name in ("kind", "period", "unit"))
    left, right = earlier["subjects"] or [], later["subjects"] or []
    return alike and (
        not left or not right or any(same_body(one, other) for one in left for other in right)
    )


def _contradicting_deadlines(scan: Scan) -> list[Element]:
    """One regular report of one sender to one receiver with two different days."""
    stated: list[Element] = []
    found = []
    for rule in scan.plan["reporting"]:
        if rule["kind"] not in _REGULAR or not isinstance(rule["due"], str):
            continue
        earlier = next((one for one in stated if _same_report(one, rule)), None)
        if earlier is None:
            stated.append(rule)
        elif earlier["due"] != rule["due"]:
            why = (
                f"Báo cáo này ở mục {earlier['ordinal']} có hạn ngày {printed_day(earlier['due'])}."
            )
            place = quoted(scan, str(rule["text"]))
            found.append(scan.note("deadline_conflict", place, why, "probable"))
    return found


def _same_report(left: Element, right: Element) -> bool:
    if left["kind"] != right["kind"] or left["ordinal"] == right["ordinal"]:
        return False
    return all(
        left[name] and len(left[name]) == len(right[name]) and _each_known(left[name], right[name])
        for name in ("from", "to")
    )


def _each_known(left: list[str], right: list[str]) -> bool:
    return all(any(same_body(a, b) for b in right) for a in left)
