"""Where targets stand: in their section, in lists of duties and tasks, in tables."""

import re

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.targets.reading import read_target
from songhanh.engines.planreader.targets.roadmaps import read_roadmaps
from songhanh.engines.planreader.wording import Topic

_NO_TARGETS_IN: frozenset[Topic] = frozenset({"funding", "basis", "reporting", "situation", "time"})
_CODE = re.compile(r"(?:Chỉ tiêu|Mục tiêu|Tiêu chí)\s+(?:số\s+)?\d+(?:\.\d+)*", re.IGNORECASE)
_SHORTEST = 12


def read_targets(reading: Reading, period: Element) -> list[Element]:
    """Every target of a plan in reading order."""
    year = period["to"] if period.get("from") == period.get("to") else None
    found: list[Element] = []
    for node in reading.outline.walk():
        if node.unit is None or len(node.text) < _SHORTEST or _is_preamble(node):
            continue
        found += _targets_of(reading, node, year)
    return found + read_roadmaps(reading, found)


def _is_preamble(node: Node) -> bool:
    return node.section() is None and (node.marker is None or not node.ancestors())


def _targets_of(reading: Reading, node: Node, year: int | None) -> list[Element]:
    section = node.section()
    topics = section.topics if section else frozenset()
    if topics & _NO_TARGETS_IN and "targets" not in topics:
        return []
    in_section = "targets" in topics and "objective" not in topics
    if section and "tasks" in topics and "targets" not in section.topics:
        in_section = False
    if in_section and node.is_heading and node.children:
        return []
    statements = _statements(node, in_section=in_section)
    found = []
    for passage in statements:
        target = read_target(passage, in_section=in_section, year=year)
        if target is None:
            continue
        target = {
            "text_start": passage.beginning,
            "text": passage.text,
            "ordinal": ordinal_of(node.path),
            **target,
            **reading.place(passage, rule="target.sentence" if in_section else "target.elsewhere"),
        }
        code = _code(node)
        if code:
            target["code"] = code
        if not in_section:
            target["in_target_section"] = False
        found.append(target)
    return found


def _statements(node: Node, *, in_section: bool) -> list[Passage]:
    """The whole unit in the section of targets; elsewhere sentence by sentence."""
    if in_section:
        return [node.body]
    return node.body.sentences()


def _code(node: Node) -> str | None:
    for one in (node, *node.ancestors()):
        found = _CODE.match(one.text)
        if found:
            return found.group()
    return None
