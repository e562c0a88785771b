"""From the bytes of a file to a structured plan, and its text; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from songhanh.engines.docread import Progress, SourceDocument, UnreadableDocument, read_document
from songhanh.engines.planreader import read_plan_with_rules
from songhanh.programme.plans.errors import NotAPlanError
from songhanh.programme.plans.queries.national import known_dates


@dataclass(frozen=True)
class FileReading:
    """What a file says: the structured plan, the text it points into, the rules of the reader."""

    structured: Mapping[str, Any]
    text: str
    rules: Mapping[str, str]
    pages: Mapping[int, int] = field(default_factory=dict)
    """The line on which each page of the file begins, where it has pages."""


def read_file(data: bytes, filename: str, progress: Progress | None = None) -> FileReading:
    """Read a plan file; its citations are held to the register of national documents.

    Raises:
        NotAPlanError: it cannot be read, or is no plan; the message says what to do.
    """
    try:
        document = read_document(data, filename, progress)
    except UnreadableDocument as error:
        raise NotAPlanError(error.message_vi, error.code) from error
    reading = read_plan_with_rules(document, known_dates())
    if reading.plan.get("not_a_plan"):
        raise NotAPlanError(reading.plan["message"])
    return FileReading(reading.plan, document.text, reading.rules, _pages(document))


def _pages(document: SourceDocument) -> dict[int, int]:
    """Where pages begin: at the first block of each."""
    found: dict[int, int] = {}
    for block in document.blocks:
        if block.page is not None and block.page not in found:
            found[block.page] = document.line_of(block.char_from)
    return found
