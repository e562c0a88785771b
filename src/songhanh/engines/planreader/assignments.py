"""Assignments: who does what, from the section on organisation."""

import re
from dataclasses import dataclass

from songhanh.engines.planreader.agencies import (
    AgencyLine,
    read_agency_line,
    read_any_agency_line,
    title_as_agency,
)
from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.markers import BULLETS
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.roles import role_of_duty
from songhanh.engines.planreader.tables import Table, empty
from songhanh.engines.planreader.wording import Topic
from songhanh.engines.vntext import begins_body, split_bodies

_NOT_ASSIGNED_IN: frozenset[Topic] = frozenset(
    {"funding", "reporting", "targets", "tasks", "time", "scope", "supervision"}
)
_CLOSING = re.compile(
    r"tren day la|(?:che do|cong tac) (?:thong tin,? )?bao cao\b|kinh phi (?:thuc hien"
    r"|bao dam)|trong qua trinh|qua trinh (?:trien khai"
    r"|thuc hien|to chuc)|yeu cau (?:cac "
    r"|thu truong|ubnd|uy ban)"
    r"|de nghi (?:cac |thu truong|ubnd|uy ban)|can cu (?:vao )?(?:ke hoach|chuc nang|noi dung)"
    r"|(?:kinh )?de nghi"
    r"|giao (?:so|phong|van phong|ban|cong chuc)|dinh ky|neu co (?:kho khan|vuong mac)"
    r"|nhan duoc ke hoach|ke hoach nay"
    r"|uy ban nhan dan .{0,30}(?:yeu cau|de nghi)|ubnd .{0,30}(?:yeu cau|de nghi)"
    r"|(?:ban|hoi|so|phong|truong|dang|lien doan|tinh doan|bao|dai)\b[^.:;]{0,70}\b"
    r"(?:yeu cau|de nghi|giao) (?:cac |thu truong|ubnd|uy ban|hoi |so |phong |don vi|dang uy"
    r"|chi (?:bo|hoi|doan))"
    r"|.{0,20}ke hoach (?:nay )?(?:duoc )?thay the"
    r"|(?:cac|moi|nhung|khi|dia phuong|co quan|don vi)\b.{0,90}(?:gap )?(?:kho khan"
    r"|vuong mac).{0,90}"
    r"(?:bao cao|phan anh|lien he|trao doi|kien nghi|de xuat)"
)


@dataclass(frozen=True)
class _Item:
    """An agency item: its node, its agency line and what of its own text is a duty."""

    node: Node
    line: AgencyLine
    topic: Passage | None = None


def read_assignments(reading: Reading) -> list[Element]:
    """One entry for every agency item of the sections on organisation."""
    found: list[Element] = []
    for section in _sections(reading):
        found += [_assignment(reading, item) for item in _items(section)]
        for node in (section, *section.walk()):
            for table in node.tables:
                if table.assigns:
                    found += _rows(reading, node, table)
    return found


def _sections(reading: Reading) -> list[Node]:
    found: list[Node] = []
    for node in reading.outline.walk():
        if "organisation" not in node.topics or any(one in found for one in node.ancestors()):
            continue
        found.append(node)
    return found


def _rows(reading: Reading, node: Node, table: Table) -> list[Element]:
    """The rows of a table that gives each agency its duties."""
    found = []
    for at, row in enumerate(table.rows, 1):
        agency = table.cell(row, "agency") or table.cell(row, "unit")
        duty = table.cell(row, "task")
        if empty(agency) or empty(duty):
            continue
        requested = agency.bare.startswith("de nghi ")
        line = AgencyLine(
            agency.part(8) if requested else agency,
            duty,
            requested,
            "Đề nghị" if requested else "",
            closed=True,
        )
        entry = _assignment(reading, _Item(Node(None), line))
        number = table.cell(row, "number").text.strip(" .")
        label = number if number.isalnum() else str(at)
        found.append({**entry, "ordinal": ordinal_of(f"{node.path.split('-')[0]}.{label}")})
    return found


def is_closing(node: Node) -> bool:
    """Say whether an unnumbered paragraph closes the plan rather than adding a duty."""
    if node.marker is not None or node.unit is None or (node.is_heading and node.children):
        return False
    return bool(_CLOSING.match(node.unit.body.bare))


def _items(holder: Node) -> list[_Item]:
    """The agency items below a heading; a heading that is no agency is looked into."""
    found: list[_Item] = []
    among_agencies = _lists_agencies(holder)
    for child in holder.children:
        if child.unit is None or is_closing(child):
            continue
        if child.is_heading and child.topics & _NOT_ASSIGNED_IN:
            continue
        line = _agency_line(child, among_agencies=among_agencies)
        if line is not None and _may_be_item(child, line):
            found.append(_Item(child, line))
            continue
        topic = _topic_item(child)
        if topic is not None:
            found.append(topic)
        elif (child.children and "organisation" not in child.topics) or child.children:
            found += _items(child)
    return found


def _agency_line(node: Node, *, among_agencies: bool) -> AgencyLine | None:
    """The agencies an item names; among numbered agencies a short title is one too."""
    body = node.body
    if node.marker is None or node.marker.kind in BULLETS:
        return read_agency_line(body)
    line = read_any_agency_line(body)
    if line is not None or not (among_agencies and node.children):
        return line
    return title_as_agency(body)


def _lists_agencies(holder: Node) -> bool:
    """Whether most numbered items below a heading name bodies that are known by their words."""
    numbered = [one for one in holder.children if one.marker and one.marker.kind not in BULLETS]
    known = [one for one in numbered if read_agency_line(one.body) is not None]
    return len(known) >= 2 and len(known) * 2 > len(numbered)


def _may_be_item(node: Node, line: AgencyLine) -> bool:
    """A paragraph that only begins with a body is an item when it is numbered or stands alone."""
    if node.marker is not None:
        return bool(line.duty) or bool(node.children) or line.closed
    return line.closed or (node.is_heading and bool(node.children))


def _topic_item(node: Node) -> _Item | None:
    """An item headed by a topic: "Công tác thông tin báo cáo: Đài …, Báo … báo cáo …"."""
    body = node.body
    if node.marker is None or node.marker.kind in BULLETS:
        return None
    colon = body.text.find(":")
    if not 0 < colon < 90 or len(body) - colon < 30:
        return None
    rest = body.part(colon + 1)
    line = read_agency_line(rest)
    if line is None or not line.duty:
        return None
    return _Item(node, line, body.part(0, colon))


def _assignment(reading: Reading, item: _Item) -> Element:
    duties = _duties(reading, item)
    roles = [duty["role"] for duty in duties]
    role = (
        "requested"
        if item.line.requested
        else next((wanted for wanted in ("lead", "coordinate") if wanted in roles), None)
    )
    words = [item.line.request_words, *(str(duty.pop("_role_words", "") or "") for duty in duties)]
    agency = item.line.agency
    partners = sorted({name for duty in duties for name in duty.pop("_partners", [])})
    element: Element = {
        "ordinal": ordinal_of(item.node.path),
        "agency": agency.text,
        "agencies": split_bodies(agency.text),
        "role": role,
        "role_words": "; ".join(dict.fromkeys(word for word in words if word)) or None,
        "duties": [duty["text_start"] for duty in duties],
        "duty_details": duties,
        **reading.place(agency, rule="assignment.item"),
    }
    if partners:
        element["partners"] = partners
    if item.topic:
        element["heading"] = item.topic.text
        element["is_reporting_item"] = "bao cao" in item.topic.bare
    return element


def _duties(reading: Reading, item: _Item) -> list[Element]:
    duties: list[Element] = []
    if item.line.duty:
        duties.append(_duty(reading, item.line.duty, None))
    for child in item.node.children:
        if child.unit is None or _closes(item, child):
            continue
        duties += _duties_below(reading, child)
    return duties


def _closes(item: _Item, child: Node) -> bool:
    """A paragraph behind the last item closes the section when the item is complete without."""
    if child.marker is not None:
        return False
    last = item.node.parent is None or item.node.parent.children[-1] is item.node
    if last and item.line.duty and (begins_body(child.text) or child.text.endswith("./.")):
        return True  # it speaks of other bodies, or ends the plan
    return (
        is_closing(child) and last and (bool(item.line.duty) or item.node.children[0] is not child)
    )


def _duties_below(reading: Reading, node: Node) -> list[Element]:
    below = [
        duty
        for child in node.children
        if not is_closing(child)
        for duty in _duties_below(reading, child)
    ]
    text = node.text.rstrip()
    if not text or (below and text.endswith(":")):
        return below
    label = node.marker.label if node.marker and node.marker.kind == "letter" else None
    return [_duty(reading, node.body, label), *below]


def _duty(reading: Reading, passage: Passage, label: str | None) -> Element:
    role, words, partners = role_of_duty(passage)
    duty: Element = {
        "text_start": passage.beginning,
        "text": passage.text,
        "role": role,
        **reading.place(passage, rule="duty.item"),
        "_role_words": words,
        "_partners": partners,
    }
    if label:
        duty["label"] = label
    sentences = passage.sentences()
    if len(sentences) > 1:
        duty["sentences"] = [sentence.beginning for sentence in sentences]
    return duty
