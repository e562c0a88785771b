"""What a kind of record looks like as a sheet of an Excel file: its columns and how to store rows.

The cells of a row become the text of the kind's own form, so that a sheet and a page refuse the
same things in the same words.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise

from songhanh.foundation.lib.tables import ImportCount

UNIT = "unit"
TOTAL = "total"
"""The column of everybody present: no field of the form, held against men, women and the rest."""


class CellKind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    AMOUNT = "amount"
    DECIMAL = "decimal"
    CODE = "code"
    CODES = "codes"
    WORD = "word"
    LINES = "lines"
    LINK = "link"


@dataclass(frozen=True)
class SheetColumn:
    """One column: the form's field it fills, how offices head it, and an example.

    ``code_list`` names the open list of CODE and CODES; ``words`` are the answers of WORD by the
    value of the form, the first of each being the one of the template; ``options`` gives such
    answers where another register holds them. LINK is the name of a record of another kind, one of
    those the form offers. ``default`` is taken where the sheet says nothing.
    """

    field: str
    heading: str | Promise
    kind: CellKind = CellKind.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    code_list: str = ""
    words: dict[str, tuple[str | Promise, ...]] = dataclasses.field(default_factory=dict)
    options: Callable[[], list[tuple[str, str]]] | None = None
    default: str = ""
    examples: tuple[str, ...] = ("", "")
    width: int = 18

    def answers(self) -> dict[str, tuple[str, ...]]:
        """The answers of WORD by the value of the form."""
        offered = self.options() if self.options is not None else []
        fixed = {value: tuple(map(str, ways)) for value, ways in self.words.items()}
        return fixed | {value: (name, value) for value, name in offered}


YES_NO_WORDS: dict[str, tuple[str | Promise, ...]] = {
    "yes": ("có", "x", "yes", "1", "đúng"),
    "no": ("không", "no", "0", "sai"),
}


@dataclass(frozen=True)
class SheetEntry:
    """A row that can be stored: its own key, the unit that did it, and what the form made of it."""

    key: str
    unit_id: int
    content: Any


Store = Callable[..., ImportCount]
"""``store(entries, *, acting, at)``: writes new records as submitted ones, in bulk."""


def as_it_is(unit_id: int, content: Any) -> Any:  # noqa: ARG001 - what others fill in
    """A content that says everything by itself."""
    return content


@dataclass(frozen=True)
class Sheet:
    """The sheet of a kind. ``identity`` are the fields that make two rows the same event.

    ``shown`` gives what these, the title and the day are read from: the content itself, or a
    record filled with it and not saved.
    """

    columns: Sequence[SheetColumn]
    identity: tuple[str, ...]
    store: Store
    shown: Callable[[int, Any], Any] = as_it_is

    def column(self, name: str) -> SheetColumn | None:
        """The column of a form's field."""
        return next((one for one in self.columns if one.field == name), None)
