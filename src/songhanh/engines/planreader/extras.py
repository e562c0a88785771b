"""What else a plan says: sections, purposes, reviews, annexes, supervision, commendation."""

import re

from songhanh.engines.planreader.agencies import read_agency_line
from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.layout import is_annex_head
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.roles import opening_role

_REVIEW_INTERIM = re.compile(r"sơ kết|đánh giá giữa kỳ|giữa kỳ", re.IGNORECASE)
_REVIEW_FINAL = re.compile(r"tổng kết", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"[^.;]*?năm (20\d\d)")
ANNEX_MENTION = re.compile(
    r"(?:kèm theo|theo|tại|ban hành kèm theo)\s+(?:các\s+)?(?P<name>[Pp]hụ "
    r"lục(?:\s+(?:số\s+)?(?:[IVX]+|\d+))?(?:\s+[^,.;()\"]{0,160})?)"
    r"|\((?:có\s+)?(?P<name2>[Pp]hụ lục[^)]{0,80}?)\s*(?:đính\s+)?kèm(?: theo)?\)|(?:chi tiết"
    r"|cụ thể) (?:tại|theo|xem) (?P<name3>[Pp]hụ lục[^,.;()]{0,40})"
)


def passage_element(reading: Reading, passage: Passage, rule: str) -> Element:
    """A passage of the plan as an element of `extra`."""
    element: Element = {"text_start": passage.beginning, **reading.place(passage, rule=rule)}
    sentences = passage.sentences()
    if len(sentences) > 1:
        element["sentences"] = [one.beginning for one in sentences]
    return element


def read_extras(reading: Reading) -> Element:
    """The additional entries that need nothing but the outline."""
    extra: Element = {
        "sections": _sections(reading),
        "purposes": _of_topic(reading, "purpose"),
        "requirements": _of_topic(reading, "requirements"),
        "general_objective": _of_topic(reading, "objective"),
        "reviews": _reviews(reading),
        "supervision": _mentions(
            reading, r"\b(?:kiem tra|giam sat|thanh tra|don doc)\b", "supervision"
        ),
        "commendation": _mentions(reading, r"\b(?:khen thuong|bieu duong)\b", "commendation"),
        "annexes": _annexes(reading),
        "embedded_assignments": _embedded(reading),
    }
    return {name: value for name, value in extra.items() if value}


def _embedded(reading: Reading) -> list[Element]:
    """Agencies that open a task or a target ("Đài …, Báo … xây dựng chuyên mục"), with the duty."""
    found = []
    for node in reading.outline.walk():
        section = node.section()
        if section is None or not section.topics & {"tasks", "targets"} or node.is_heading:
            continue
        line = read_agency_line(node.body)
        if line is None or not line.duty or line.closed:
            continue
        found.append(
            {
                "ordinal": ordinal_of(node.path),
                "agency": line.agency.text,
                "role": opening_role(line.duty.text)[0],
                "duties": [line.duty.beginning],
                **reading.place(line.agency, rule="embedded.agency", certainty=0.7),
            }
        )
    return found


def _sections(reading: Reading) -> list[Element]:
    found = []
    for node in reading.outline.walk():
        if node.unit is None or not node.is_heading:
            continue
        outer = node.marker is not None and node.marker.kind in {"roman", "part", "capital"}
        if not (outer or node.topics):
            continue
        found.append(
            {
                "ordinal": ordinal_of(node.path),
                "title": node.text.rstrip(" :"),
                **reading.place(node.unit.body, rule="section.heading"),
            }
        )
    return found


def _of_topic(reading: Reading, topic: str) -> list[Element]:
    found = []
    for node in reading.outline.walk():
        if not node.body or node.is_heading or node.children:
            continue
        section = node.section()
        if section and topic in section.topics and (topic != "purpose" or _only(section, topic)):
            found.append(passage_element(reading, node.body, f"{topic}.paragraph"))
    return found


def _only(section: Node, topic: str) -> bool:
    return topic in section.topics and not section.topics & {"targets", "tasks"}


def _reviews(reading: Reading) -> list[Element]:
    found: list[Element] = []
    for node in reading.outline.walk():
        section = node.section()
        if node.unit is None or section is None or section.topics & {"purpose", "targets", "basis"}:
            continue
        for sentence in node.unit.body.sentences():
            found += _reviews_in(reading, sentence)
    return found


def _reviews_in(reading: Reading, sentence: Passage) -> list[Element]:
    interim = _REVIEW_INTERIM.search(sentence.text)
    final = _REVIEW_FINAL.search(sentence.text)
    years = [_year_behind(sentence.text, one) for one in (interim, final)]
    kinds: list[tuple[str, int | None]] = []
    if interim and final and not any(years):
        kinds = [("interim_and_final", None)]
    else:
        kinds = [
            (kind, year)
            for kind, one, year in zip(("midterm", "final"), (interim, final), years, strict=True)
            if one
        ]
    return [
        {"kind": kind, "year": year, **passage_element(reading, sentence, "review.sentence")}
        for kind, year in kinds
    ]


def _year_behind(text: str, found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    year = _YEAR_BEHIND.match(text[found.end() : found.end() + 90])
    return int(year[1]) if year else None


def _mentions(reading: Reading, pattern: str, rule: str) -> list[Element]:
    found = []
    for node in reading.outline.walk():
        section = node.section()
        if not node.body or section is None or section.topics & {"purpose", "targets", "basis"}:
            continue
        if re.search(pattern, node.body.bare):
            found.append(passage_element(reading, node.body, f"{rule}.unit"))
    return found


def annexes_announced(reading: Reading) -> list[tuple[str, Passage]]:
    """Every annex the body announces, with the words that do."""
    found: list[tuple[str, Passage]] = []
    for unit in reading.layout.body:
        for mention in ANNEX_MENTION.finditer(unit.whole.text):
            name = (mention["name"] or mention["name2"] or mention["name3"] or "").strip(" ,.;")
            found.append((name, unit.whole.part(mention.start(), mention.end())))
    return found


def annex_present(reading: Reading) -> bool:
    """Whether the file holds an annex at all."""
    return any(is_annex_head(unit.first) for unit in reading.layout.annexes)


def _annexes(reading: Reading) -> list[Element]:
    present = annex_present(reading)
    found: list[Element] = []
    for name, passage in annexes_announced(reading):
        if any(one["name"] == name for one in found):
            continue
        place = reading.place(passage, rule="annex.mention")
        found.append({"name": name or "Phụ lục", "present": present, **place})
    for unit in reading.layout.annexes:
        if is_annex_head(unit.first) and not any(one["present"] for one in found):
            place = reading.place(unit.whole, rule="annex.heading")
            found.append({"name": unit.whole.text[:160], "present": True, **place})
    return found
