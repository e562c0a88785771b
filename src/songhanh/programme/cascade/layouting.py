"""Who signs an own plan, and in which layout it is written: what the office keeps elsewhere.

The room of documents, on a floor above, hands in the signatories of units and the layouts adapted
in Word:

    layouting.register(Layouts(signatures=…, file=…))

Without it nobody is offered and the built-in layout is used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from songhanh.engines.docwrite import DocumentError, OfficialDocument, Signature, write_document
from songhanh.foundation.lib.errors import RefusedError


@dataclass(frozen=True)
class Layouts:
    """What is handed in.

    ``signatures(unit_id, on)`` gives the signature blocks of those who sign for a unit on a day, by
    a key that stays, the one that signs unless another is chosen first. ``file(facts, unit_id,
    on)`` gives the Word file in the unit's layout.

    Raises:
        RefusedError: from ``file``: a part is missing that every document must have.
    """

    signatures: Callable[[int, date], Mapping[str, Signature]]
    file: Callable[[OfficialDocument, int, date], bytes]


_layouts: list[Layouts] = []


def register(layouts: Layouts) -> None:
    """Take in what is used from now on."""
    _layouts[:] = [layouts]


def signatures_of(unit_id: int, on: date) -> Mapping[str, Signature]:
    """Who signs for a unit on a day, the one that signs unless another is chosen first."""
    return _layouts[0].signatures(unit_id, on) if _layouts else {}


def file_of(facts: OfficialDocument, unit_id: int, on: date) -> bytes:
    """A plan as a Word file in the layout of its unit.

    Raises:
        RefusedError: a part is missing that every document must have.
    """
    if _layouts:
        return _layouts[0].file(facts, unit_id, on)
    try:
        return write_document(facts)
    except DocumentError as incomplete:
        raise RefusedError(incomplete.message) from incomplete
