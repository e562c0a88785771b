"""Upper documents outside the registry, and what the known ones ask for."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from songhanh.engines.vntext import fold
from songhanh.programme.cascade.models import UpperDocument

_DATA = files("songhanh.programme.cascade") / "data"


def content_of(document: UpperDocument) -> dict[str, Any] | None:
    """Targets and task groups of a document in the form of plan.schema.json; None if unknown."""
    return _content(document.content) if document.content else None


@cache
def _content(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return content


def known_documents() -> list[dict[str, Any]]:
    """The documents an installation knows from the beginning, those above before those below."""
    rows: list[dict[str, Any]] = json.loads((_DATA / "documents.json").read_text(encoding="utf-8"))
    return rows


def number_key(number: str) -> str:
    """A number in the form in which two printings of it are compared."""
    return fold(number).replace(" ", "")
