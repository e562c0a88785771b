"""A figure of a report as a plain value, and its words."""

from dataclasses import dataclass
from decimal import Decimal

from songhanh.foundation.ui.formats import amount_text, number_text, period_text
from songhanh.reporting.submissions.enums import FigureGroup

TARGET_KEY = "target"
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report. None is not known, and never zero.

    ``key`` names it within the report (``target:I.1:2026``, ``attendance:female``). ``value`` is
    accepted, ``provisional`` counts submitted records too. Of a target that asks each unit for a
    number, the report of one unit has that count as value and the number as ``required``; else both
    are in the unit of the target. ``numerator`` and ``denominator`` are those of the share.
    """

    key: str
    group: str
    label: str
    period: str
    unit_word: str
    value: Decimal | None
    provisional: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    required: Decimal | None = None
    threshold: Decimal | None = None
    status: str = ""
    rule_version: str = ""

    @property
    def is_target(self) -> bool:
        """Whether it is the value of a target."""
        return self.group == FigureGroup.TARGET

    @property
    def ordinal(self) -> str:
        """The target's place in the plan; empty for other figures."""
        return self.key.split(":")[1] if self.is_target else ""

    @property
    def short_label(self) -> str:
        """The label without the mark it ends with in the plan."""
        return self.label.rstrip(" .;:")

    @property
    def period_text(self) -> str:
        """The period in words."""
        return period_text(self.period)

    @property
    def name(self) -> str:
        """What it is called where its period has to be told apart."""
        return f"{self.short_label} ({self.period_text})" if self.is_target else self.label

    @property
    def value_text(self) -> str:
        """The value with its unit."""
        return figure_text(self.value, self.unit_word)

    @property
    def provisional_text(self) -> str:
        """The same with what is not accepted yet."""
        return figure_text(self.provisional, self.unit_word)

    @property
    def required_text(self) -> str:
        """What is required, with its unit."""
        return figure_text(self.required, self.unit_word)

    @property
    def fraction_text(self) -> str:
        """Numerator and denominator of a share, ``2/3``; empty where there are none."""
        if self.unit_word != PERCENT or self.numerator is None or not self.denominator:
            return ""
        return f"{number_text(self.numerator)}/{number_text(self.denominator)}"


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure the unit has another number for: it stands beside the counted one, with why."""

    value: Decimal | None
    reason: str


def columns(figure: Figure) -> dict[str, object]:
    """The figure by the names of its values."""
    return {name: getattr(figure, name) for name in Figure.__slots__}


def figure_text(value: Decimal | None, unit_word: str) -> str:
    """``1.234,5 phút``, ``66,7%`` in the language of the page; a value not known says so."""
    if value is not None and unit_word == PERCENT:
        value = value.quantize(Decimal("0.1"))
    return amount_text(value, unit_word)
