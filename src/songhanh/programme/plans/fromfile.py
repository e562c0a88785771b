"""From the bytes of a file to a structured plan, and its text; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from songhanh.engines.docread import UnreadableDocument, read_document
from songhanh.engines.planreader import read_plan_with_rules
from songhanh.programme.plans.errors import NotAPlanError


@dataclass(frozen=True)
class FileReading:
    """What a file says: the structured plan, the text it points into, the rules of the reader."""

    structured: Mapping[str, Any]
    text: str
    rules: Mapping[str, str]


def read_file(data: bytes, filename: str) -> FileReading:
    """Read a plan file.

    Raises:
        NotAPlanError: it cannot be read, or is no plan; the message says what to do.
    """
    try:
        document = read_document(data, filename)
    except UnreadableDocument as error:
        raise NotAPlanError(error.message_vi) from error
    reading = read_plan_with_rules(document)
    if reading.plan.get("not_a_plan"):
        raise NotAPlanError(reading.plan["message"])
    return FileReading(reading.plan, document.text, reading.rules)
