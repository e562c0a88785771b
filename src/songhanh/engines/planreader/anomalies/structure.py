"""Structure: repeated groups and texts, numbers that jump, targets in the wrong place."""

import itertools
import re
from collections import defaultdict

from songhanh.engines.planreader.anomalies.common import Scan
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.markers import BULLETS
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage, joined
from songhanh.engines.planreader.register import PROGRAMME_NUMBER, TASK_GROUPS
from songhanh.engines.vntext import bare, fold, read_number

_SHORTEST_REPEAT = 60  # letters of a text worth calling repeated
_DONE_ELSEWHERE = 2  # tasks in other groups do what a missing group would
_CODE = re.compile(r"(?:chỉ tiêu|mục tiêu|tiêu chí)\s+(?:số\s+)?(\d+)", re.IGNORECASE)


def find_slips_of_structure(scan: Scan) -> list[Element]:
    """Every slip in the structure."""
    duplicates, covered = _duplicate_groups(scan)
    return [
        *duplicates,
        *_duplicate_texts(scan, covered),
        *_repeated_titles(scan),
        *_repeated_rules(scan),
        *_missing_groups(scan),
        *_topics_among_agencies(scan),
        *_codes(scan),
        *_jumps(scan),
        *_targets_elsewhere(scan),
    ]


def _where(scan: Scan, text: str) -> Passage:
    for unit in (*scan.reading.layout.body, *scan.reading.layout.annexes):
        at = unit.whole.text.find(text)
        if at >= 0:
            return unit.whole.part(at, at + len(text))
    return scan.passages[0]


def _duplicate_groups(scan: Scan) -> tuple[list[Element], set[str]]:
    """A group whose tasks all stand in a group before it."""
    found: list[Element] = []
    covered: set[str] = set()
    groups = scan.plan["task_groups"]
    for at, group in enumerate(groups):
        tasks = [fold(task["text"]) for task in group["tasks"]]
        for earlier in groups[:at]:
            before = [fold(task["text"]) for task in earlier["tasks"]]
            same_title = fold(group["title"]) == fold(earlier["title"]) and len(tasks) > 0
            repeated = len(tasks) >= 2 and all(task in before for task in tasks)
            if not repeated and not (same_title and group["title"] != "" and tasks == before):
                continue
            covered |= set(tasks)
            why = f"Nhóm này lặp lại nội dung của nhóm {earlier['ordinal']}."
            place = _where(scan, group["title"])
            found.append(scan.note("duplicate_section", place, why))
            break
    return found, covered


def _duplicate_texts(scan: Scan, covered: set[str]) -> list[Element]:
    """A long unit that stands a second time word for word."""
    first: dict[str, Node] = {}
    found = []
    for node in scan.reading.outline.walk():
        key = fold(node.text)
        if len(key) < _SHORTEST_REPEAT or key in covered:
            continue
        if key in first:
            why = f"Đoạn này lặp lại nguyên văn đoạn {first[key].path}."
            found.append(scan.note("duplicate_text", node.body, why))
        first.setdefault(key, node)
    return found


def _repeated_titles(scan: Scan) -> list[Element]:
    """The whole title of a group inside another unit."""
    titles = [
        (fold(group["title"]), group)
        for group in scan.plan["task_groups"]
        if len(group["title"]) >= 90
    ]
    found = []
    for node in scan.reading.outline.walk():
        key = fold(node.text)
        for title, group in titles:
            if title in key and len(key) > len(title) + 20:
                at = key.find(title)
                place = node.body.part(
                    min(at, len(node.body)), min(at + len(title), len(node.body))
                )
                why = f"Nguyên văn tên nhóm nhiệm vụ {group['ordinal']} được nhắc lại ở đây."
                found.append(scan.note("duplicate_text", place, why))
    return found


def _repeated_rules(scan: Scan) -> list[Element]:
    found = []
    for rule in scan.plan["reporting"]:
        if rule.get("duplicate_of"):
            place = _where(scan, rule["text"]).without_edges(" .;")
            why = f"Quy định báo cáo này đã nêu ở {rule['duplicate_of']}."
            found.append(scan.note("duplicate_text", place, why))
    return found


def _missing_groups(scan: Scan) -> list[Element]:
    """One of the programme's task groups left out while most are there."""
    if bare(PROGRAMME_NUMBER) not in scan.bare.replace(" ", ""):
        return []
    groups = scan.plan["task_groups"]
    titles = [bare(group["title"]) for group in groups]
    tasks = [bare(task["text"]) for group in groups for task in group["tasks"]]
    missing = [
        name
        for name, pattern in TASK_GROUPS
        if not any(pattern.search(title) for title in titles)
        and sum(bool(pattern.search(task)) for task in tasks) < _DONE_ELSEWHERE
    ]
    if not titles or not 1 <= len(missing) <= 2 or len(titles) < 5:
        return []
    place = _where(scan, scan.plan["task_groups"][-1]["title"])
    return [
        scan.note("missing_task_group", place, f"Không thấy nhóm nhiệm vụ {name}.")
        for name in missing[:1]
    ]


def _topics_among_agencies(scan: Scan) -> list[Element]:
    assignments = scan.plan["assignments"]
    topical = [one for one in assignments if one.get("heading")]
    if not topical or len(topical) == len(assignments):
        return []
    return [
        scan.note(
            "structure",
            _where(scan, one["heading"]),
            "Mục này nêu một nội dung, các mục bên cạnh nêu cơ quan.",
        )
        for one in topical
    ]


def _codes(scan: Scan) -> list[Element]:
    """Printed codes that do not begin with one: "Chỉ tiêu 3" without 1 and 2."""
    coded: dict[int, Passage] = {}
    for node in scan.reading.outline.walk():
        match = _CODE.match(node.text)
        number = read_number(match[1]) if match else None
        if match and number is not None and len(node.text) < 40:
            coded.setdefault(int(number), node.body.part(0, match.end()))
    if not coded or min(coded) == 1:
        return []
    place = coded[min(coded)]
    why = f"Đánh số bắt đầu từ {min(coded)}, các số trước không có trong văn bản."
    return [scan.note("structure", place, why)]


def _jumps(scan: Scan) -> list[Element]:
    """Numbers that jump or repeat among neighbours."""
    found = []
    for node in (scan.reading.outline, *scan.reading.outline.walk()):
        by_kind: dict[str, list[Node]] = defaultdict(list)
        for child in node.children:
            if child.marker and child.marker.kind not in BULLETS and child.marker.value:
                by_kind[child.marker.kind].append(child)
        for nodes in by_kind.values():
            found += _jumps_among(scan, nodes)
    return found


def _jumps_among(scan: Scan, nodes: list[Node]) -> list[Element]:
    found = []
    for before, node in itertools.pairwise(nodes):
        if before.marker is None or node.marker is None or node.unit is None:
            continue
        last, value = before.marker.value or 0, node.marker.value or 0
        if value in {last + 1, 1} or _skips_letter(before, node):
            continue
        why = f"Số thứ tự “{node.marker.label}” không nối tiếp “{before.marker.label}”."
        found.append(scan.note("structure", node.unit.whole.part(0, 60), why))
    return found


def _skips_letter(before: Node, node: Node) -> bool:
    """Without đ the row goes a, b, c, d, e: both rows are in use."""
    labels = (
        before.marker.label if before.marker else "",
        node.marker.label if node.marker else "",
    )
    return tuple(one.lower() for one in labels) in {("d", "e"), ("e", "f"), ("e", "g"), ("i", "j")}


def _targets_elsewhere(scan: Scan) -> list[Element]:
    has_section = any(target.get("in_target_section", True) for target in scan.plan["targets"])
    if not has_section:
        return []
    found = []
    for target in scan.plan["targets"]:
        if target.get("in_target_section") is False and not target["ordinal"].startswith("Phụ"):
            place = _where(scan, target["text"])
            why = "Chỉ tiêu có số lượng nằm ngoài phần mục tiêu, chỉ tiêu."
            found.append(scan.note("target_outside_section", joined([place]), why))
    return found
