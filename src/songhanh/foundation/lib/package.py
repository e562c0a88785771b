"""What a wing hands in for each table of a data package: its columns, and its rows on the way out.

The importers of a table are called by the site; here only the outer form is declared, so that
reading, refusing and writing follow one list (contract: data package).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from songhanh.foundation.lib.clock import day_of

Row = Mapping[str, object]
"""A row on the way out: values by column. None and empty are empty cells."""

_CALCULATES = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class PackageTable:
    """One table. ``rows`` gives what the database holds now; the order is the writer's business.

    ``may_lack_standing`` says that a table without the column ``standing`` counts as accepted.
    """

    name: str
    required: str
    further: str
    rows: Callable[[], Iterable[Row]]
    may_lack_standing: bool = False

    @property
    def columns(self) -> list[str]:
        """Every column, the required ones first."""
        return [*self.required.split(), *self.further.split()]


def cell_text(value: object) -> str:
    """A value as it stands in a table: plain numbers, ISO days, yes and no, lists with ``|``.

    A text that a spreadsheet could take for a formula gets an apostrophe in front, also when
    apostrophes stand there already; numbers are left alone.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return plain_number(Decimal(value))
    if isinstance(value, date):
        return (day_of(value) if isinstance(value, datetime) else value).isoformat()
    text = value if isinstance(value, str) else "|".join(map(str, cast("Iterable[object]", value)))
    return f"'{text}" if _CALCULATES.match(text) else text


def plain_number(value: Decimal) -> str:
    """A number without trailing zeros and without an exponent: 1500000, 0.6."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
