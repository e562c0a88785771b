"""Sections with titles of their own making: what stands below tells which part of a plan it is.

"Việc phải làm", "Ai làm gì" name no part of a plan in words the reader knows. Where the plan
lacks a part, a section that holds what that part holds is taken for it: lines of agencies, values
to reach, sources of money, lists of actions. Words always come first: a part that some heading
names is never looked for here.
"""

import re
from collections.abc import Callable

from songhanh.engines.planreader.agencies import read_agency_line
from songhanh.engines.planreader.assignments import is_closing
from songhanh.engines.planreader.markers import BULLETS
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.targets.quantities import Quantity, quantities_in
from songhanh.engines.planreader.wording import Topic

_MONEY = re.compile(r"(?:[^.;]{0,60}\s)?(?:kinh phi|ngan sach|nguon von|xa hoi hoa)\b")
_MOST_CLAUSES = 4  # of a section about money
_MOST_AGENCIES = 0.6  # share of the items that must be agencies
_MOST_VALUES = 0.5  # share of the statements that must set a value
_AIMS: frozenset[Topic] = frozenset({"targets", "objective", "purpose", "requirements"})
_ENDS: frozenset[Topic] = frozenset({"organisation", "funding", "reporting"})


def name_sections(root: Node) -> None:
    """Give the parts the plan lacks to the sections that hold what belongs there."""
    known = {topic for node in root.walk() for topic in node.topics}
    for topic, choose in _CHOICES:
        if topic not in known:
            _mark(choose(_unnamed(root)), topic)
    if not {"tasks", "roadmap"} & known:
        for node in _tasks(root):
            _mark(node, "tasks")


def _mark(node: Node | None, topic: Topic) -> None:
    if node is not None:
        node.topics = frozenset({topic})
        node.is_heading = True


def _unnamed(root: Node) -> list[Node]:
    """Numbered sections, and headings without a number, that no words explain."""
    return [node for node in root.children if _is_section(node) and not node.topics]


def _is_section(node: Node) -> bool:
    numbered = node.marker is not None and node.marker.kind not in {*BULLETS, "annex"}
    return (numbered or node.is_heading) and bool(node.children)


def _organisation(sections: list[Node]) -> Node | None:
    """The last section most of whose items begin with the name of a body."""
    for node in reversed(sections):
        items = [child for child in node.children if child.marker and not is_closing(child)]
        named = [child for child in items if read_agency_line(child.body) is not None]
        if len(named) >= 2 and len(named) >= _MOST_AGENCIES * len(items):
            return node
    return None


def _funding(sections: list[Node]) -> Node | None:
    """A short section that begins with a source of money."""
    for node in sections:
        clauses = [one for one in node.walk() if one.body]
        if len(clauses) <= _MOST_CLAUSES and all(_MONEY.match(one.body.bare) for one in clauses):
            return node
    return None


def _targets(sections: list[Node]) -> Node | None:
    """The first section most of whose sentences set a value, two at least."""
    for node in sections:
        said = [part for one in node.walk() for part in one.body.sentences()]
        valued = [part for part in said if any(_sets(one) for one in quantities_in(part))]
        if len(valued) >= 2 and len(valued) > _MOST_VALUES * len(said):
            return node
    return None


def _sets(quantity: Quantity) -> bool:
    return quantity.is_share or quantity.comparator_words is not None


def _tasks(root: Node) -> list[Node]:
    """The sections without a name between what is aimed at and who is to do it."""
    sections = [node for node in root.children if _is_section(node)]
    last = next((at for at, node in enumerate(sections) if _ends(node)), len(sections))
    aimed = [at for at, node in enumerate(sections[:last]) if node.topics & _AIMS]
    between = sections[aimed[-1] + 1 if aimed else 0 : last]
    return [node for node in between if not node.topics and len(node.walk()) > 1]


def _ends(node: Node) -> bool:
    """Say whether a section is about money, duties or reports, or its parts all are."""
    parts = [child.topics for child in node.children if child.is_heading]
    return bool(node.topics & _ENDS) or (bool(parts) and all(one & _ENDS for one in parts))


_CHOICES: tuple[tuple[Topic, Callable[[list[Node]], Node | None]], ...] = (
    ("organisation", _organisation),
    ("funding", _funding),
    ("targets", _targets),
)
