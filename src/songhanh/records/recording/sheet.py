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
    CODE = "code"
    CODES = "codes"
    WORD = "word"
    LINES = "lines"


@dataclass(frozen=True)
class SheetColumn:
    """One column: the form's field it fills, how offices head it, and an example.

    ``code_list`` names the open list of CODE and CODES; ``words`` are the answers of WORD by the
    value of the form, the first of each being the one of the template.
    """

    field: str
    heading: str | Promise
    kind: CellKind = CellKind.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    code_list: str = ""
    words: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    examples: tuple[str, ...] = ("", "")
    width: int = 18


YES_NO_WORDS = {"yes": ("có", "x", "yes", "1", "đúng"), "no": ("không", "no", "0", "sai")}


@dataclass(frozen=True)
class SheetEntry:
    """A row that can be stored: its own key, the unit that did it, and what the form made of it."""

    key: str
    unit_id: int
    content: Any


Store = Callable[..., ImportCount]
"""``store(entries, *, acting, at)``: writes new records as submitted ones, in bulk."""


@dataclass(frozen=True)
class Sheet:
    """The sheet of a kind. ``identity`` are the columns that make two rows the same event."""

    columns: Sequence[SheetColumn]
    identity: tuple[str, ...]
    store: Store

    def column(self, name: str) -> SheetColumn | None:
        """The column of a form's field."""
        return next((one for one in self.columns if one.field == name), None)
