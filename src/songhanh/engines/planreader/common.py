"""What every part of the reader uses: the plan being built and how an element gets its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from songhanh.engines.planreader.layout import Layout
from songhanh.engines.planreader.lines import Sheet
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage, SourceText

Element = dict[str, Any]
Register = Mapping[str, Collection[str]]
"""National documents: the number of each, and the days (YYYY-MM-DD) documents of it bear."""

# Entries whose names begin with "_" are notes among the readers; they never leave this package.
RULE = "_rule"  # the rule that produced an element
CONFLICTS = "_conflicts"  # passages of a table that give a target another value


@dataclass
class Reading:
    """The document in all its forms; extractors read it and leave it alone."""

    sheet: Sheet
    layout: Layout
    outline: Node
    annex_outline: Node
    filename: str
    format: str
    register: Register = field(default_factory=dict)

    @property
    def source(self) -> SourceText:
        """The original text, for spans."""
        return self.sheet.source

    def place(self, passage: Passage, *, rule: str, certainty: float = 0.9) -> Element:
        """The entries every element of a reader's answer has."""
        return {
            "source": self.source.spans(passage),
            "certainty": certainty,
            RULE: rule,
        }

    def sections(self, topic: str) -> list[Node]:
        """The headings, outermost only, that open a part of the plan about a topic."""
        found: list[Node] = []
        for node in self.outline.walk():
            inside = any(above in found for above in node.ancestors())
            if topic in node.topics and not inside:
                found.append(node)
        return found

    def body_text(self) -> list[Passage]:
        """Every unit of title, body and annexes, tables included, in reading order."""
        units = [line.passage for line in self.layout.title]
        units += [unit.whole for unit in self.layout.body]
        return units + [unit.whole for unit in self.layout.annexes]


@dataclass
class Draft:
    """The plan while it is put together."""

    parts: Element = field(default_factory=dict)
    extra: Element = field(default_factory=dict)
