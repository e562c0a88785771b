"""The outline: units as a tree, by numbering, typography and wording together."""

from dataclasses import dataclass, field

from songhanh.engines.planreader.markers import BULLETS, Marker, roman_numeral
from songhanh.engines.planreader.passage import NOTHING, Passage
from songhanh.engines.planreader.tables import Table, tables_in
from songhanh.engines.planreader.units import Unit
from songhanh.engines.planreader.wording import Topic, leading_topics, run_in_topics, topics_of
from songhanh.engines.vntext import begins_body, begins_upper, is_upper

# How far out a kind of marker stands when nothing else is known.
_DEPTHS = {
    "annex": 0,
    "part": 1,
    "capital": 2,
    "roman": 3,
    "article": 3,
    "arabic": 4,
    "decimal": 5,
    "bracketed": 6,
    "letter": 7,
    "dash": 9,
    "star": 8,
    "dot": 10,
    "plus": 11,
}
_PARAGRAPH_DEPTH = 12
_LONGEST_TITLE = 160  # letters of a heading without a number
_MOST_TITLE_WORDS = 30


@dataclass
class Node:
    """A unit with what stands below it; `path` is the printed numbers from the outside in."""

    unit: Unit | None
    parent: "Node | None" = None
    path: str = ""
    topics: frozenset[Topic] = frozenset()
    children: list["Node"] = field(default_factory=list)
    depth: int = 0
    is_heading: bool = False
    run_in: int = 0  # where the content begins behind a heading on the same line
    unnumbered: int = 0  # children without a printed number
    titled: int = 0  # of the root: headings without a printed number
    tables: list[Table] = field(default_factory=list)  # tables that stand right behind the unit

    @property
    def body(self) -> Passage:
        """The passage of the unit without its marker; nothing for the root."""
        return self.unit.body if self.unit else NOTHING

    @property
    def text(self) -> str:
        """The text of the unit without its marker."""
        return self.body.text

    @property
    def marker(self) -> Marker | None:
        """The marker of the unit."""
        return self.unit.marker if self.unit else None

    def walk(self) -> "list[Node]":
        """Everything below, in its order."""
        found = []
        for child in self.children:
            found += [child, *child.walk()]
        return found

    def ancestors(self) -> "list[Node]":
        """The nodes above, nearest first, without the root."""
        found, node = [], self.parent
        while node is not None and node.unit is not None:
            found.append(node)
            node = node.parent
        return found

    def section(self) -> "Node | None":
        """The nearest heading, this one or above, whose words name a part of a plan."""
        for node in (self, *self.ancestors()):
            if node.topics:
                return node
        return None


def outline_of(units: list[Unit]) -> Node:
    """Build the tree; a table of data hangs on the unit before it, its cells are no units."""
    root = Node(None, depth=-1)
    stack = [root]
    tables = tables_in(units)
    for at, unit in enumerate(units):
        table = tables.get(unit.first.block.table) if unit.first.in_table else None
        if table is not None:
            if table not in stack[-1].tables:
                stack[-1].tables.append(table)
            continue
        following = units[at + 1] if at + 1 < len(units) else None
        node = Node(unit, topics=frozenset(topics_of(unit)))
        node.is_heading = _is_heading(unit, following, node.topics)
        node.depth = _depth(unit, node, stack)
        while stack[-1].depth >= node.depth:
            stack.pop()
        node.parent = stack[-1]
        stack[-1].children.append(node)
        if node.topics and any(above.topics for above in node.ancestors()):
            node.topics = leading_topics(unit, node.topics)
        node.path = _path(node)
        if node.parent is root and not node.topics and unit.marker and unit.marker.label:
            topics, node.run_in = run_in_topics(unit)
            node.topics = frozenset(topics)
        stack.append(node)
    return root


def _is_heading(unit: Unit, following: Unit | None, topics: frozenset[Topic]) -> bool:
    """Say whether a unit titles what follows, by typography, wording and what comes next."""
    if unit.marker is None and following is not None and _titles(unit, following):
        return True
    text = unit.text.rstrip()
    if unit.heading_level and len(text) < 200:
        return True
    if is_upper(text) and len(text) < 250 and len(text.split()) > 1:
        return True
    if text.endswith((".", ";")) and not topics:
        return False
    if topics and len(text.split()) <= 30:
        return True
    return (
        unit.marker is not None
        and unit.marker.kind not in BULLETS
        and following is not None
        and (_opens_list(unit, following))
    )


def _look(unit: Unit) -> int:
    """How much a heading without a number stands out: capitals most, plain letters least."""
    italic = all(line.block.style.italic for line in unit.lines)
    if is_upper(unit.text):
        return 0
    if unit.bold:
        return 2 if italic else 1
    return 3 if italic else 4


def _titles(unit: Unit, following: Unit) -> bool:
    """A short line without a number or a full stop, set apart from a list or a paragraph below."""
    text = unit.text.rstrip()
    if unit.first.in_table or not begins_upper(text) or text.endswith((".", ";", ",", "…")):
        return False
    if len(text) > _LONGEST_TITLE or not 1 < len(text.split()) <= _MOST_TITLE_WORDS:
        return False
    if _look(unit) < _look(following) and not text.endswith(":"):
        return True
    lists = following.marker is not None and following.marker.kind in {*BULLETS, "letter"}
    return lists and (not text.endswith(":") or begins_body(text))


def _opens_list(unit: Unit, following: Unit) -> bool:
    if following.marker is None:
        return not unit.text.endswith((".", ";")) and len(unit.text) < 200
    return _DEPTHS[following.marker.kind] > _DEPTHS[unit.marker.kind if unit.marker else "dash"]


def _depth(unit: Unit, node: Node, stack: list[Node]) -> int:
    """How far in a unit stands, given what is open above it."""
    marker = unit.marker
    if marker is None:
        return _unnumbered_depth(unit, node, stack)
    base = _DEPTHS[marker.kind]
    if marker.kind == "decimal":
        return base * 10 + marker.label.count(".")
    if marker.kind in {"roman", "capital"} and _is_letter_run(marker, stack):
        return _DEPTHS["capital"] * 10
    if marker.kind == "arabic":
        article = next((n for n in stack if n.marker and n.marker.kind == "article"), None)
        if article is None and node.topics and _restarts_top(stack):
            return base * 10
    if marker.kind in BULLETS:
        return _bullet_depth(marker, stack)
    return base * 10


def _is_letter_run(marker: Marker, stack: list[Node]) -> bool:
    """Tell "C." or "D." behind "B." from the Roman numeral it looks like."""
    last = next(
        (n.marker for n in reversed(stack) if n.marker and n.marker.kind == "capital"), None
    )
    order = "ABCDEFGH"
    return bool(
        last
        and marker.label in order
        and last.label in order
        and order.index(marker.label) == order.index(last.label) + 1
    )


def _restarts_top(stack: list[Node]) -> bool:
    return not any(n.marker and n.marker.kind in {"roman", "part"} for n in stack)


def _bullet_depth(marker: Marker, stack: list[Node]) -> int:
    """A bullet stands below what is open; a bullet of the same kind beside its like."""
    for node in reversed(stack):
        if node.marker and node.marker.kind == marker.kind:
            return node.depth
        if node.marker is None or node.marker.kind not in BULLETS:
            break
    outer = max((n.depth for n in stack if n.depth < _PARAGRAPH_DEPTH * 10), default=-1)
    return max(_DEPTHS[marker.kind] * 10, outer + 1)


def _unnumbered_depth(unit: Unit, node: Node, stack: list[Node]) -> int:
    """An unnumbered heading closes what is open below its level; a paragraph goes inside."""
    if not node.is_heading:
        return _PARAGRAPH_DEPTH * 10
    if is_upper(unit.text) and node.topics:
        return _DEPTHS["roman"] * 10
    if node.topics and not any(n.marker for n in stack):
        return _DEPTHS["roman"] * 10
    look = _look(unit)
    for open_node in reversed(stack):
        titled = open_node.marker is None and open_node.is_heading and not open_node.topics
        if titled and open_node.unit and _look(open_node.unit) == look:
            return open_node.depth
    innermost = next(
        (n for n in reversed(stack) if n.marker and n.marker.kind not in BULLETS), None
    )
    return (innermost.depth if innermost else _DEPTHS["roman"] * 10) + 2 + look


def _path(node: Node) -> str:
    """The printed numbers from the outside in; `-k` for the k-th unnumbered one."""
    above = node.parent.path if node.parent else ""
    marker = node.marker
    if marker and marker.kind == "article":
        return f"Điều {marker.label}"
    if marker and marker.kind == "annex":
        return f"Phụ lục {marker.label}".strip()
    if marker and marker.label and marker.kind not in BULLETS:
        label = marker.label if marker.kind != "part" else roman_numeral(marker)
        outer = above.split("-")[0]
        if marker.kind == "decimal":
            return _decimal_path(node, label)
        return f"{outer}.{label}" if outer and not outer.startswith("Phụ lục") else label
    place = 1
    if node.parent:
        if node.is_heading and not above:
            node.parent.titled += 1
        else:
            node.parent.unnumbered += 1
        place = node.parent.titled if node.is_heading and not above else node.parent.unnumbered
    base = above.split("-")[0]
    return f"{base}-{place}" if base else f"{place}"


def _decimal_path(node: Node, label: str) -> str:
    """Put "2.1" under part II as II.2.1: its first figure repeats the number above."""
    for above in node.ancestors():
        if above.marker and above.marker.kind in {"roman", "part", "capital"}:
            return f"{above.path}.{label}"
    return label
