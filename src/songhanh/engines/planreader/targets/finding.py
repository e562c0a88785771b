"""Where targets stand: in their section, in lists of duties and tasks, in tables."""

import re
from itertools import pairwise, takewhile

from songhanh.engines.planreader.agencies import read_agency_line
from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.markers import BULLETS
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.period import years_in
from songhanh.engines.planreader.targets.quantities import period_near, quantities_in
from songhanh.engines.planreader.targets.reading import read_target
from songhanh.engines.planreader.targets.roadmaps import read_roadmaps
from songhanh.engines.planreader.targets.subjects import subjects_of_agency
from songhanh.engines.planreader.wording import Topic

_NO_TARGETS_IN: frozenset[Topic] = frozenset({"funding", "basis", "reporting", "situation", "time"})
_CODE = re.compile(r"(?:Chỉ tiêu|Mục tiêu|Tiêu chí)\s+(?:số\s+)?\d+(?:\.\d+)*", re.IGNORECASE)
_SHORTEST = 12
_MOST_PARTS = 40  # of one unit; more of them are no sentence of a plan
_PART_END = re.compile(r";\s+(?=\S)|(?<=[^.])\.\s+(?=[A-ZĐÀ-Ỹ\d])")
_GOES_ON = re.compile(
    r"(?:va |phan dau |trong do|rieng |tien toi |duy tri )*(?:den |vao |tu |giai doan )?(?:het "
    r"|cuoi )?(?:nam )?(?:20\d\d|\d+\s?%)"
    r"[^.;]{0,30}$|trong do|rieng |tang |giam |(?:ty le|con so|chi tieu|muc) nay "
)
# "đến năm 2030 đạt 90% và áp dụng chính thức": a year, a verb, a value, and no one else counted.
_GOES_ON_TO = re.compile(
    r"(?:va |phan dau |tien toi |duy tri )*(?:den |vao |tu |giai doan )?(?:het "
    r"|cuoi )?nam 20\d\d,? ?"
    r"(?:(?:dat|la|co|len|tang len|nang len|tren|it nhat|toi thieu|duoi) )*[\d.,]+\s?%"
    r"(?:\s*(?:va |,|;|$|tro len))"
)


def read_targets(reading: Reading, period: Element) -> list[Element]:
    """Every target of a plan in reading order."""
    year = period["to"] if period.get("from") == period.get("to") else None
    found: list[Element] = []
    years: dict[int, int | None] = {}  # by the node above: what stands below one is for one year
    for node in reading.outline.walk():
        if node.unit is None or len(node.text) < _SHORTEST:
            continue
        headless = _is_headless(node)
        if headless or not _is_preamble(node):
            above = id(node.parent)
            if above not in years:
                years[above] = _year_of(node) or year
            found += _targets_of(reading, node, years[above], headless=headless)
    return found + read_roadmaps(reading, found)


def _is_preamble(node: Node) -> bool:
    return node.section() is None and (node.marker is None or not node.ancestors())


def _is_headless(node: Node) -> bool:
    """Say whether a numbered item stands in a list of targets whose heading is lost.

    The list comes before the first heading ("1. … 2. … II. Các hoạt động"), or ends a section
    whose number the next one does not follow (I, III). Most of it must set values. Among the
    bases of a plan, which set none, a list of values alone is one too.
    """
    above, marker = node.parent, node.marker
    if above is None or marker is None or marker.kind in BULLETS or node.is_heading:
        return False
    among_bases = "basis" in above.topics
    if above.unit is not None and not among_bases and not _jumps_behind(above):
        return False
    before = takewhile(lambda one: not one.topics, above.children)
    run = [one for one in before if one.marker and one.marker.kind == marker.kind]
    valued = [one for one in run if quantities_in(one.body)]
    enough = len(valued) == len(run) if among_bases else len(valued) * 2 > len(run)
    return node in run and len(run) > 1 and enough


def _jumps_behind(section: Node) -> bool:
    """Whether the number of the next section leaves one out: the heading between is lost."""
    beside = section.parent.children if section.parent else []
    following = beside[beside.index(section) + 1 :][:1]
    if section.marker is None or not section.is_heading or not following:
        return False
    marker, value = following[0].marker, section.marker.value
    same = marker is not None and marker.kind == section.marker.kind
    return bool(same and marker and value and marker.value == value + 2)


def _targets_of(reading: Reading, node: Node, year: int | None, *, headless: bool) -> list[Element]:
    section = None if headless else node.section()
    topics = section.topics if section else frozenset()
    if topics & _NO_TARGETS_IN and "targets" not in topics:
        return []
    in_section = headless or ("targets" in topics and "objective" not in topics)
    if section and "tasks" in topics and "targets" not in section.topics:
        in_section = False
    if in_section and node.is_heading and node.children:
        return []
    statements = _statements(node, in_section=in_section)
    found: list[Element] = []
    for passage in statements:
        target = read_target(passage, in_section=in_section, year=year, due=_due_above(node))
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
        if not target["subjects"]:
            target["subjects"] = subjects_of_agency(node)
        if found:
            target |= _shared(found[-1], target)
        found.append(target)
    return found


def _shared(before: Element, target: Element) -> Element:
    """What a clause takes over from the one before: "Hằng năm, sở … 02 cuộc; xã … 03 cuộc".

    Its rhythm is told once, at the beginning; with the same unit the same is counted.
    """
    counts_alike = before["unit"] == target["unit"] != "%"
    goes_on = before["text"].endswith(";") and not period_near(str(target["text"]).lower(), 0)
    if not (counts_alike and goes_on) or target["milestones"]:
        return {}
    kind = before["kind"] if target["kind"] == "other" else target["kind"]
    return {"period": before["period"], "kind": kind}


# "Mục tiêu cụ thể đến năm 2030", "Phấn đấu đến năm 2030:"; in a programme's name it sets none.
_DUE_ABOVE = re.compile(
    r"(?!.*\b(?:chuong trinh|chien luoc|ke hoach|de an)\b)[^\d%]{0,80}\b(?:den|vao|toi)"
    r"(?: het| cuoi)? nam (?P<year>20\d\d)[^\d%:;.]{0,45}\W*"
)


def _due_above(node: Node) -> int | None:
    """The year printed above a list of targets, in its heading or the line that leads to it."""
    beside = node.parent.children if node.parent else []
    leads = (
        [one for one in beside[: beside.index(node)] if one.text.endswith(":")] if beside else []
    )
    headings = [one for one in node.ancestors() if one.is_heading]
    for above in (*reversed(leads), *headings):
        found = _DUE_ABOVE.fullmatch(above.body.bare)
        if found:
            return int(found["year"])
    return None


def _year_of(node: Node) -> int | None:
    """The one year a heading above is for: "Chỉ tiêu năm 2026"."""
    for above in node.ancestors():
        years = years_in(above.text) if above.is_heading else None
        if years and years[0] == years[1]:
            return years[1]
    return None


def _statements(node: Node, *, in_section: bool) -> list[Passage]:
    """The whole unit in the section of targets; elsewhere sentence by sentence."""
    if in_section:
        return _several(node.body.part(node.run_in))
    return _behind_agency(node).sentences()


def _behind_agency(node: Node) -> Passage:
    """The duty on the line of its agency: "Báo và Đài: Mỗi tháng phát …"."""
    section = node.section()
    if section is None or "organisation" not in section.topics:
        return node.body
    line = read_agency_line(node.body)
    return line.duty if line is not None and line.closed and line.duty else node.body


def _several(body: Passage) -> list[Passage]:
    """The unit, or its parts when each of them sets a value for something of its own."""
    cuts = [0, *(found.end() for found in _PART_END.finditer(body.text)), len(body)]
    parts = [part for part in (body.part(a, b) for a, b in pairwise(cuts)) if part]
    if not 2 <= len(parts) <= _MOST_PARTS:
        return [body]
    kept = [parts[0]]
    for part in parts[1:]:
        alone = _stands_alone(part) and _stands_alone(kept[-1])
        if alone and not _counts_the_same(kept[-1], part):
            kept.append(part)
        else:
            kept[-1] = body.part(_at(body, kept[-1]), _at(body, part) + len(part))
    return kept


def _at(body: Passage, part: Passage) -> int:
    return body.starts.index(part.start)


def _stands_alone(part: Passage) -> bool:
    """A part with a value and words of its own; "đến năm 2030 đạt 100%" only goes on."""
    if _GOES_ON.match(part.bare) or _GOES_ON_TO.match(part.bare) or not quantities_in(part):
        return False
    return len(part.text.split()) >= 7


_COUNTED = re.compile(r"%\s+(?:so |cac |tong so )*(\w+ \w+ \w+)")
_LATER = re.compile(r"(?:va |phan dau )*(?:den |vao |tu )?(?:het |cuoi )?nam 20\d\d")


def _counts_the_same(before: Passage, part: Passage) -> bool:
    """A later year of the same share: "đến năm 2028 75% cơ quan …; đến năm 2030 95% cơ quan …"."""
    left, right = _COUNTED.search(before.bare), _COUNTED.search(part.bare)
    return bool(left and right and left[1] == right[1] and _LATER.match(part.bare))


def _code(node: Node) -> str | None:
    for one in (node, *node.ancestors()):
        found = _CODE.match(one.text)
        if found:
            return found.group()
    return None
