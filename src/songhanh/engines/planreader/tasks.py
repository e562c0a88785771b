"""Task groups and tasks: titled groups under the section of tasks, and rows of task tables."""

import re

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.markers import BULLETS
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.task_tables import table_groups
from songhanh.engines.planreader.wording import Topic, leading_topics
from songhanh.engines.vntext import listed

_GENERIC_WORDS = frozenset(
    listed(
        """
        nhiem | vu | giai | phap | noi | dung | cu | the | trong | tam | chu | yeu | chung
        | va | cac
        | hoat | dong | bien | thuc | hien | trien | khai | hinh | cong | viec | mot | so
        | can | thiet
        | ve | to | chuc | ke | hoach | cua | la | nhu | sau | co | ban | cong | tac
        """
    )
)
_METHOD = re.compile(
    r"(?:ve )?(?:phuong thuc|phuong phap|hinh thuc|cach thuc)(?: (?:truyen thong|thuc hien"
    r"|tuyen truyen|trien khai|to chuc))*"
)
_CONTENT = re.compile(
    r"(?:ve )?(?:noi dung)(?: (?:truyen thong|thuc hien|tuyen truyen|trien khai|hoat dong|cu the))*"
)
# What may be said about an activity on lines of its own: "Thời gian: quý II".
_ATTRIBUTE = re.compile(
    r"(?:thoi gian|dia diem|thanh phan|doi tuong|so luong|chi tieu|quy mo|kinh phi|san pham|tien do"
    r"|dia ban|chu tri|phoi hop|(?:don vi|co quan) (?:chu tri|thuc hien|phoi hop)|nguoi thuc hien"
    r"|phan cong|ket qua)[^:.]{0,25}:"
)
_CLOSES_PLAN = re.compile(
    r"tren day la (?:noi dung )?ke hoach|(?:trong )?qua trinh (?:thuc hien|trien khai|to chuc)\b"
    r".{0,60}(?:neu|kho khan|vuong mac|phat sinh)"
)
# "Các nhiệm vụ … được quy định tại Phụ lục kèm theo" only says where the tasks are.
_REFERS_TO_ANNEX = re.compile(
    r"(?:cac |noi dung |danh muc |chi tiet |phan cong )*(?:nhiem vu|noi dung|hoat dong|giai phap)"
    r"[^.;:]{0,90}(?:tai|trong|theo|o) (?:cac )?(?:phu luc|bang|bieu)\b[^.;:]{0,60}\W*"
)
_NO_TASKS_IN: frozenset[Topic] = frozenset(
    {
        "organisation",
        "reporting",
        "funding",
        "targets",
        "objective",
        "time",
        "scope",
        "purpose",
        "basis",
    }
)
_TASK_SECTIONS_ALSO: frozenset[Topic] = frozenset({"roadmap", "supervision"})


def read_task_groups(reading: Reading) -> list[Element]:
    """Every task group with its tasks, in reading order."""
    found: list[Element] = []
    for section in (*_task_sections(reading), *_annex_sections(reading)):
        found += _groups_of(reading, section)
    for outline in (reading.outline, reading.annex_outline):
        found += table_groups(reading, outline)
    return sorted(found, key=_first_char)


def _first_char(element: Element) -> int:
    source = element["source"]
    first = source[0] if isinstance(source, list) else source
    return int(first["char_from"])


def _task_sections(reading: Reading) -> list[Node]:
    """Headings about tasks with nothing about tasks above them; not below organisation."""
    found: list[Node] = []
    for node in reading.outline.walk():
        if "tasks" not in node.topics or not (node.children or node.tables):
            continue
        above = node.ancestors()
        if any(one in found for one in above):
            continue
        if any({"organisation", "reporting"} & one.topics for one in (node, *above)):
            continue
        if node.topics & {"requirements", "purpose"} and not _led_by_tasks(node):
            continue
        if _holds_sections(node):
            continue
        found.append(node)
    return found


def _led_by_tasks(node: Node) -> bool:
    """Whether a heading that names several parts begins with the tasks."""
    return node.unit is not None and "tasks" in leading_topics(node.unit, node.topics)


def _annex_sections(reading: Reading) -> list[Node]:
    """Headings of annexes above lists of tasks, as in a roadmap written year by year."""
    found: list[Node] = []
    for node in reading.annex_outline.walk():
        if not node.topics & {"tasks", "roadmap"} or not node.is_heading:
            continue
        if any(one in found for one in node.ancestors()):
            continue
        below = node.walk()
        listed_below = any(one.marker and one.marker.kind != "annex" for one in below)
        if listed_below and not any(one.tables for one in (node, *below)):
            found.append(node)
    return found


def _holds_sections(node: Node) -> bool:
    """A section whose parts are targets with tasks below each: the tasks are read part by part."""
    inner = [one for one in node.walk() if "tasks" in one.topics and one.is_heading]
    targets = [one for one in node.children if "targets" in one.topics]
    return bool(inner and targets)


def _groups_of(reading: Reading, section: Node) -> list[Element]:
    titled = [child for child in section.children if _is_group(child)]
    if not titled:
        return [_group(reading, section, section.children)] if section.children else []
    groups: list[Element] = []
    loose: list[Node] = []
    for child in section.children:
        if (child.topics & _NO_TASKS_IN and child.is_heading) or _only_refers(child):
            continue
        if child in titled:
            inner = [one for one in child.children if _is_group(one) and not _is_described(one)]
            if _is_generic(child) and inner:
                groups += _groups_of(reading, child)
            else:
                groups.append(_group(reading, child, child.children))
        elif not _is_introduction(child) and not _ends_plan(child):
            loose.append(child)
    if loose:
        groups.append(_group(reading, section, loose))
    return groups


def _only_refers(node: Node) -> bool:
    """Whether the tasks are left to an annex, here or in all that stands below a heading."""
    if not node.children:
        return _REFERS_TO_ANNEX.fullmatch(node.body.bare) is not None
    return all(_only_refers(child) for child in node.children)


def _ends_plan(node: Node) -> bool:
    """A paragraph behind the last task that closes the plan: "Trên đây là Kế hoạch …"."""
    return _CLOSES_PLAN.match(node.body.bare) is not None and node.marker is None


def _is_group(node: Node) -> bool:
    """A numbered child, or an unnumbered heading with something below it."""
    if node.topics & _NO_TASKS_IN and node.is_heading:
        return False
    marker = node.marker
    if marker is None:
        return node.is_heading and bool(node.children)
    if marker.kind in BULLETS:
        return bool(node.children) and node.is_heading
    return True


def _is_described(node: Node) -> bool:
    """An activity below which only its time, place, number or people stand: one task."""
    return bool(node.children) and all(_ATTRIBUTE.match(one.body.bare) for one in node.children)


def _is_generic(node: Node) -> bool:
    words = node.body.bare.strip(" :.").split() if node.unit else []
    return all(word.strip(",;") in _GENERIC_WORDS for word in words)


def _is_introduction(node: Node) -> bool:
    """A paragraph that only leads to what follows."""
    return node.marker is None and (node.text.rstrip().endswith(":") or node.text.startswith("("))


def _group(reading: Reading, head: Node, children: list[Node]) -> Element:
    """A group and its tasks; a group without anything below is its own task."""
    body = head.body or (head.unit.whole if head.unit else head.body)  # a number without a title
    tasks: list[Element] = []
    for child in children:
        tasks += _tasks_below(reading, child, None)
    if not tasks and not head.tables:
        tasks = [_task(reading, body, head, None)]
    group: Element = {
        "ordinal": ordinal_of(head.path),
        "title_start": body.beginning,
        "title": body.text,
        "tasks": tasks,
        **reading.place(body, rule="group.heading"),
    }
    if head.parent and "targets" in head.parent.topics and head.parent.unit:
        group["parent_title"] = head.parent.text.rstrip(" :")
    return group


def _tasks_below(reading: Reading, node: Node, part: str | None) -> list[Element]:
    """The tasks a node stands for: itself, or what it introduces."""
    if node.unit is None or _ends_plan(node) or (_is_introduction(node) and node.marker is None):
        return []
    named = _part_of(node)
    if named:
        below = [task for child in node.children for task in _tasks_below(reading, child, named[0])]
        own = [_task(reading, named[1], node, named[0])] if named[1] else []
        return own + below
    if _is_described(node):
        return [_task(reading, node.body, node, part)]
    below = [task for child in node.children for task in _tasks_below(reading, child, part)]
    if not node.body or (below and _only_introduces(node)):
        return below
    return [_task(reading, node.body, node, part), *below]


def _only_introduces(node: Node) -> bool:
    text = node.text.rstrip()
    return text.endswith(":") or not text.endswith((".", ";", "!", "…"))


def _part_of(node: Node) -> tuple[str, Passage | None] | None:
    """Method or content part, with the text behind the sub-heading on the same line."""
    body = node.body
    for part, pattern in (("phương thức", _METHOD), ("nội dung", _CONTENT)):
        found = pattern.match(body.bare)
        if not found:
            continue
        rest = body.part(found.end()).without_edges(" :.-")
        if not rest:
            return part, None
        bullet = node.marker is not None and node.marker.kind in BULLETS
        if body.bare[found.end() :].lstrip().startswith(":") and not bullet:
            return part, rest
    return None


def _task(reading: Reading, passage: Passage, node: Node, part: str | None) -> Element:
    task: Element = {
        "text_start": passage.beginning,
        "text": passage.text,
        **reading.place(passage, rule="task.item"),
    }
    if node.marker and node.marker.kind == "letter":
        task["label"] = node.marker.label
    if part:
        task["part"] = part
    sentences = passage.sentences()
    if len(sentences) > 1:
        task["sentences"] = [sentence.beginning for sentence in sentences]
    return task
