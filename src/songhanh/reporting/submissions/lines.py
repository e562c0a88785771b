"""Figures as lines of a report's tables, with what stands beside each."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.foundation.ui.formats import number_text
from songhanh.reporting.submissions.enums import FigureGroup
from songhanh.reporting.submissions.figures import PERCENT, Explained, Figure, figure_text
from songhanh.results.values.enums import TargetStatus


@dataclass(frozen=True)
class Line:
    """A figure on a page: frozen or counted today, with what stands beside it."""

    figure: Figure
    now: Figure | None
    explained: Explained | None
    remarks: list[str]
    last: Decimal | None = None

    @property
    def last_text(self) -> str:
        """The value in the report before."""
        return figure_text(self.last, self.figure.unit_word) if self.last is not None else ""

    @property
    def change_text(self) -> str:
        """How much it is more or less than in the report before; nothing where one is not known."""
        if self.last is None or self.figure.value is None:
            return ""
        change = self.figure.value - self.last
        if not change:
            return _("không đổi")
        places = Decimal("0.1") if self.figure.unit_word == PERCENT else Decimal("0.0001")
        amount = number_text(abs(change).quantize(places))
        return f"+{amount}" if change > 0 else f"−{amount}"

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the total above it."""
        return ":" in self.figure.key

    @property
    def status_label(self) -> str:
        """How a target stands, in words."""
        return str(TargetStatus(self.figure.status).label)

    @property
    def explained_text(self) -> str:
        """The unit's own number with its unit."""
        value = self.explained.value if self.explained else None
        return figure_text(value, self.figure.unit_word)

    @property
    def moved(self) -> bool:
        """Whether the figure would be another one today."""
        return self.now is not None and self.now.value != self.figure.value


def lines_of(
    figures: tuple[Figure, ...],
    explained: dict[str, Explained],
    remarks: dict[str, list[str]],
    now: tuple[Figure, ...] = (),
    last: Mapping[str, Decimal | None] | None = None,
) -> dict[str, list[Line]]:
    """The figures as lines of two tables: targets, and counts."""
    by_key, before = {figure.key: figure for figure in now}, last or {}
    lines = [
        Line(
            one,
            by_key.get(one.key),
            explained.get(one.key),
            remarks.get(one.key, []),
            before.get(one.key),
        )
        for one in figures
    ]
    return {
        "targets": [line for line in lines if line.figure.group == FigureGroup.TARGET],
        "counts": [line for line in lines if line.figure.group != FigureGroup.TARGET],
    }
