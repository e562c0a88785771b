"""Clauses that owe a report, and the rules they make."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from songhanh.engines.planreader.agencies import read_agency_line, read_any_agency_line
from songhanh.engines.planreader.assignments import is_closing
from songhanh.engines.planreader.common import RULE, Element, Reading
from songhanh.engines.planreader.heading import title_of
from songhanh.engines.planreader.markers import read_marker
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.period import years_in
from songhanh.engines.planreader.reporting.addressees import addressees, senders, via_of
from songhanh.engines.planreader.reporting.frequency import When, days_in, whens_of
from songhanh.engines.planreader.tables import Row, Table
from songhanh.engines.planreader.wording import Topic
from songhanh.engines.vntext import bare, same_body, split_bodies

_REPORT = re.compile(r"\bbao cao\b(?! vien| chi\b| su\b)")
# Figures sent by a day or at a rhythm are a report in all but name.
_SENDS_FIGURES = re.compile(
    r"\b(?:gui|nop|cung cap|chuyen)\s+(?:\w+ ){0,2}?(?:so lieu|ket qua|bieu mau|bieu tong hop)\b"
)
# The review of a phase or of the whole is handed in once: "Sơ kết giai đoạn gửi trước ngày …".
_REVIEW = re.compile(r"\b(?:so ket|tong ket)\b")
_SENDS_REVIEW = re.compile(r"\b(?:so ket|tong ket)\b[^;.]{0,120}?\b(?:gui|nop)\b")
_REVIEW_ALONE = re.compile(
    r"(?:(?:viec|va|thuc hien|tien hanh|to chuc) ){0,2}(?:so ket|tong ket)\b"
)
_MEETING = re.compile(r"\b(?:hoi nghi|hoi thao|buoi|cuoc thi|hoi thi|toa dam|le)\b")
_WITHIN = re.compile(r"\btrong (?:vong |thoi han )?\d{1,3} ngay\b")  # a limit without a day
_OWED = re.compile(
    r"(?:khi (?:xay ra|phat sinh|co )|ngay sau khi )[^;.]{0,60}bao cao"
    r"|bao cao (?:nhanh|(?:tuan|thang|quy|nam)\b(?! \d)|(?:mot|hai|1|2) lan)"
    r"|dinh ky|hang nam|moi nam|hang quy|hang thang|6 thang|dot xuat|theo quy dinh|theo qui dinh"
    r"|che do bao cao|truoc ngay|cham nhat"
    r"|(?:gui|nop|lap|xay dung|hoan thien) (?:\w+ )?bao cao|bao cao (?:ket qua|tinh hinh|tien do"
    r"|ve|cho|gui|ubnd|uy ban|so |bo |ban |phong |tinh|chu tich|lanh dao)"
    r"|tong hop,? (?:\w+ ){0,8}bao cao"
)
_DIFFICULTY = re.compile(r"kho khan|vuong mac|phat sinh|vuot tham quyen|bat cap|chua phu hop")
_SUMMARY = re.compile(
    r"tong hop(?:,| va)?\s(?:[^;.]{0,60}?)bao cao|bao cao tong hop|chiu trach nhiem.{0,40}tong hop"
)
_TO_SUMMARISE = re.compile(
    r"(?:de|lam co so|giup)\s+(?:\S+ ){0,4}?tong hop[^;.]{0,50}?(?P<report>bao cao\s+)(?=\S)"
)
_ROW_REPORT = re.compile(
    r"(?:(?:tong hop|xay dung|lap|gui|hoan thanh),? (?:va )?)*bao cao\b(?! vien)"
)
_CLAUSES = re.compile(r";\s+|,\s+(?=báo cáo\s)|(?:,|\s+và)\s+(?=(?:sơ|tổng) kết\s)")
_CONTENT = re.compile(
    r"((?:kết quả|tình hình|tiến độ)\s[^,;.()]{3,80}?)(?=\s*(?:[,;.()]|về |trước|gửi|cho |định kỳ"
    r"|hằng năm|hàng năm|theo|$))"
)
_NO_REPORTS_IN: frozenset[Topic] = frozenset(
    {"purpose", "requirements", "objective", "targets", "basis", "scope", "situation", "funding"}
)
_NOUN = re.compile(
    r"(?:tai lieu|cac|nhung|de cuong|mau|bieu mau|so lieu|noi dung|cong tac|viet"
    r"|thong tin),? bao cao\b(?! ve| gui)"
)


ONWARD = "reporting.onward"  # what the receiver of a report owes in turn


@dataclass(frozen=True)
class _Clause:
    passage: Passage
    node: Node
    sender: list[str]


def read_reporting(reading: Reading) -> list[Element]:
    """Every reporting rule; a rule stated twice is returned twice, the second marked."""
    rules: list[Element] = []
    for clause in _clauses(reading):
        rules += _rules_of(reading, clause, rules)
    rules += _from_tables(reading)
    _mark_onward(rules)
    _mark_repeats(rules)
    return rules


def _from_tables(reading: Reading) -> list[Element]:
    """Reports that are rows of a task table with the day they are due."""
    rules: list[Element] = []
    for node in (reading.outline, *reading.outline.walk()):
        for table in node.tables:
            rules += [rule for row in table.rows for rule in _row_rules(reading, node, table, row)]
    return rules


def _row_rules(reading: Reading, node: Node, table: Table, row: Row) -> list[Element]:
    cell, time = table.cell(row, "task"), table.cell(row, "time")
    marker = read_marker(cell.text)
    task = cell.part(marker.length) if marker else cell
    whens = [one for one in whens_of(time.text) if isinstance(one.due, str)]
    if not table.is_of_tasks or not _ROW_REPORT.match(task.bare) or len(whens) != 1:
        return []
    sender = table.cell(row, "lead").text
    clause = _Clause(task, node, split_bodies(sender) if sender else [])
    found = _without_frequency(reading, whens[0], task) if not whens[0].kind else whens[0]
    if _SUMMARY.search(task.bare):
        found = replace(found, kind="summary")
    return [_rule(reading, clause, task, found, frequency=None, to=addressees(task.text))]


def _nodes(reading: Reading) -> list[Node]:
    found = []
    for node in reading.outline.walk():
        if node.is_heading and node.children and len(node.text) < 120:
            continue
        section = node.section()
        topics = section.topics if section else frozenset()
        if (section is None and not is_closing(node)) or (
            topics & _NO_REPORTS_IN and not is_closing(node)
        ):
            continue
        letters = node.body.bare
        if any(one.search(letters) for one in (_REPORT, _SENDS_FIGURES, _REVIEW)):
            found.append(node)
    return found


def _clauses(reading: Reading) -> list[_Clause]:
    clauses: list[_Clause] = []
    for node in _nodes(reading):
        body, agency = _with_agency(node)
        about = any("reporting" in one.topics for one in (node, *node.ancestors()))
        for sentence in body.sentences():
            subject = senders(sentence.clean) or ([] if agency else senders(body.clean))
            clauses += [
                _Clause(clause, node, senders(clause.clean) or subject or agency)
                for clause in _cut(sentence)
                if _owes(clause) or (about and _reviews(clause))
            ]
    return clauses


def _owes(clause: Passage) -> bool:
    letters = clause.bare
    if _REPORT.search(letters):
        return bool(_OWED.search(letters))
    dated = _WITHIN.search(letters) or _is_dated(clause)
    sends = _SENDS_FIGURES.search(letters) or _SENDS_REVIEW.search(letters)
    return bool(sends and dated)


def _reviews(clause: Passage) -> bool:
    """Say whether a clause about reports names a review and its day: "Tổng kết trước ngày …"."""
    named = _REVIEW_ALONE.match(clause.bare) and not _MEETING.search(clause.bare)
    return bool(named) and _is_dated(clause)


def _is_dated(clause: Passage) -> bool:
    return any(one.due for one in whens_of(clause.clean))


def _cut(sentence: Passage) -> list[Passage]:
    cuts = [0, *_cuts(sentence.text), len(sentence)]
    parts = [sentence.part(start, end) for start, end in pairwise(cuts)]
    return [part.part(0, len(part) - 3 * part.text.endswith(" và")) for part in parts if part]


def _cuts(text: str) -> list[int]:
    """Where a clause about a report begins: behind a semicolon, or with its own day at a comma.

    "Báo cáo 6 tháng trước …, báo cáo năm trước … về Sở" is one clause with one receiver.

    Days told before the one verb of a sentence stay with it: "6 tháng, ngày 15/6; năm, ngày
    15/12, báo cáo …".
    """
    cuts: list[int] = []
    last = 0
    for found in _CLAUSES.finditer(text):
        left, right = text[last : found.start()], text[found.end() :]
        comma = not found.group().startswith(";")  # or "và" before a review
        whens = whens_of(left)
        dated = any(one.due for one in whens) and not any(one.kind for one in whens)
        reports = any(one.search(bare(left)) for one in (_REPORT, _SENDS_FIGURES, _REVIEW))
        if comma and not (reports and dated and any(one.due for one in whens_of(right))):
            continue
        if not comma and not reports and _only_days(left):
            continue
        cuts.append(found.end())
        last = found.end()
    return cuts


def _only_days(left: str) -> bool:
    """Say whether a piece tells nothing but how often and by when."""
    return len(left.split()) <= 14 and any(one.kind and one.due for one in whens_of(left))


def _with_agency(node: Node) -> tuple[Passage, list[str]]:
    """The text of a node without its agency line, and the agencies it is about."""
    body = node.body
    for one in (node, *node.ancestors()):
        section = node.section()
        if one is section or (one is not node and "reporting" in one.topics):
            break
        behind = _behind_topic(one.body)
        line = read_any_agency_line(behind) if _is_listed(one) else read_agency_line(behind)
        if line is not None and (one.marker is not None or one is not node):
            own = one is node and line.duty
            return line.duty if own else body, split_bodies(line.agency.text)
    return body, []


def _is_listed(node: Node) -> bool:
    """A numbered item right below the section on organisation names an agency, known or not."""
    above = node.parent
    numbered = node.marker is not None and bool(node.marker.label)
    return numbered and above is not None and "organisation" in above.topics


def _behind_topic(body: Passage) -> Passage:
    colon = body.text.find(":")
    if 0 < colon < 60 and "bao cao" in body.bare[:colon] and read_agency_line(body) is None:
        return body.part(colon + 1)
    return body


def _rules_of(reading: Reading, clause: _Clause, before: list[Element]) -> list[Element]:
    letters = clause.passage.bare
    if _DIFFICULTY.search(letters) and not whens_of(clause.passage.clean):
        return []
    if (
        _NOUN.search(letters)
        and not whens_of(clause.passage.clean)
        and "che do bao cao" not in letters
    ):
        return []
    onward = _TO_SUMMARISE.search(letters)
    rules: list[Element] = []
    main = clause.passage.part(0, onward.start()) if onward else clause.passage
    if _REPORT.search(main.bare) or _owes(main) or _reviews(main):
        rules += _main_rules(reading, clause, main)
    if onward:
        rest = clause.passage.part(onward.start("report"))
        rules.append(_onward(reading, clause, rest, (rules or before)[-1:]))
    return rules


def _main_rules(reading: Reading, clause: _Clause, main: Passage) -> list[Element]:
    text = main.clean
    to = addressees(text)
    is_summary = bool(_SUMMARY.search(main.bare)) and not re.search(
        r"\(qua [^)]*tong hop", main.bare
    )
    whens = [one for one in whens_of(text) if one.kind or one.due]
    if not whens and not (to or _OWED.search(main.bare)):
        return []
    if is_summary:
        due = _all_days(whens, text)
        frequency = next((one.kind for one in whens if one.kind), None)
        when = When(
            "summary",
            *(due.due, due.rule, due.words, due.year) if due else (None, None, None, None),
        )
        return [_rule(reading, clause, main, when, frequency=frequency, to=to)]
    rules = []
    for when in whens or [When("unspecified", None, None, None, None)]:
        named = when if when.kind else _without_frequency(reading, when, main)
        rules.append(_rule(reading, clause, main, named, frequency=named.kind, to=to))
    return rules


def _all_days(whens: list[When], text: str) -> When | None:
    """A consolidated report has every limit printed: "trước ngày 15/7 và trước ngày 31/12"."""
    due = next((one for one in whens if one.due), None)
    days = days_in(text)
    if due is None or len(days) < 2 or isinstance(due.due, list):
        return due
    return replace(due, due=list(dict.fromkeys(day.due for day in days)))


def _without_frequency(reading: Reading, when: When, clause: Passage) -> When:
    """A day without a frequency: once when it has a year or the plan has one year, else annual.

    The review of a phase comes once.
    """
    years = years_in(title_of(reading).text)
    single = years is not None and years[0] == years[1]
    kind = "once" if when.year or single or _REVIEW.search(clause.bare) else "annual"
    return When(kind, when.due, when.rule, when.words, when.year)


def _rule(
    reading: Reading,
    clause: _Clause,
    passage: Passage,
    when: When,
    *,
    frequency: str | None,
    to: list[str],
) -> Element:
    rule: Element = {
        "kind": when.kind,
        "frequency": frequency if frequency != "unspecified" else None,
        "due": when.due,
        "due_rule": when.rule if when.due else None,
        "from": clause.sender,
        "to": to,
        "via": via_of(passage.text),
        "content": [found.strip() for found in _CONTENT.findall(passage.text)][:3],
        "text_start": passage.beginning,
        "text": passage.text,
        "ordinal": ordinal_of(clause.node.path),
        **reading.place(passage, rule="reporting.clause"),
    }
    if when.words:
        rule["due_words"] = when.words
    if when.year and when.due:
        rule["due_year"] = when.year
    return rule


def _onward(reading: Reading, clause: _Clause, rest: Passage, behind: list[Element]) -> Element:
    """What the receiver owes in turn: "… để tổng hợp, báo cáo Ủy ban nhân dân tỉnh"."""
    when = When("summary", None, None, None, None)
    rule = _rule(reading, clause, rest, when, frequency=None, to=addressees(rest.text))
    rule["from"] = list(behind[0]["to"]) if behind else clause.sender
    rule["via"] = None
    rule[RULE] = ONWARD
    return rule


_SUMMED_UP = frozenset({"annual", "semiannual", "unspecified"})


def _mark_onward(rules: list[Element]) -> None:
    """What the body that receives the reports of a half-year or year owes in turn sums them up."""
    for rule in rules:
        if rule["kind"] not in _SUMMED_UP or len(rule["from"]) != 1 or not rule["to"]:
            continue
        sender = rule["from"][0]
        receives = any(
            same_body(sender, name)
            for other in rules
            if other is not rule
            for name in (*other["to"], other["via"] or "")
            if name
        )
        if receives and not any(same_body(sender, name) for name in rule["to"]):
            rule["frequency"], rule["kind"] = rule["kind"], "summary"


def _mark_repeats(rules: list[Element]) -> None:
    """A rule with the same kind, sender and receivers as a dated one repeats it."""
    for rule in rules:
        if rule["due"] is not None or rule["kind"] != "summary":
            continue
        for other in rules:
            if other is rule or other["due"] is None or other["kind"] != rule["kind"]:
                continue
            if _same_names(rule["from"], other["from"]) and _same_names(rule["to"], other["to"]):
                rule["duplicate_of"] = other["ordinal"]


def _same_names(left: list[str], right: list[str]) -> bool:
    return len(left) == len(right) and all(any(same_body(a, b) for b in right) for a in left)


def read_escalation(reading: Reading) -> list[Element]:
    """Where difficulties go: from whom, to whom, through whom, on what condition."""
    found: list[Element] = []
    for node in reading.outline.walk():
        for sentence in node.body.sentences():
            letters = sentence.bare
            if not re.search(r"(?:kho khan|vuong mac|van de phat sinh)", letters):
                continue
            if not re.search(
                r"bao cao|phan anh|kien nghi|lien he|de xuat|thong tin|trao doi", letters
            ):
                continue
            to = addressees(sentence.text)
            if not to:
                continue
            element: Element = {
                "from": senders(sentence.text),
                "to": ", ".join(to),
                "via": via_of(sentence.text),
                "text_start": sentence.beginning,
                **reading.place(sentence, rule="escalation.sentence"),
            }
            condition = re.search(r"vượt (?:quá )?thẩm quyền", sentence.text)
            if condition:
                element["condition"] = condition.group()
            found.append(element)
    return found
