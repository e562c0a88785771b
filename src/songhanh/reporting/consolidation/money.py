"""Money in the standing unit's report: planned and spent by source, counted and as the office says.

Amounts are in đồng, exact; ``unit`` is the one a table shows them in. What nobody wrote is not
known: it is never taken for zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from songhanh.engines.vntext import fold
from songhanh.foundation.ui.formats import number_text
from songhanh.reporting.consolidation.enums import ExtraTable, MoneyUnit
from songhanh.reporting.consolidation.extras import Extra

_KEY = f"{ExtraTable.MONEY}:"
UNKNOWN_SOURCE = "nguồn chưa ghi"
"""What a cost is listed under whose source nobody wrote."""

USUAL_SOURCES = (
    "Ngân sách trung ương",
    "Ngân sách tỉnh",
    "Ngân sách cấp xã",
    "Viện trợ, tài trợ",
    "Xã hội hóa",
)
"""The sources of a report's annex (facts, D49); a round adds its own."""


@dataclass(frozen=True, slots=True)
class Money:
    """One source. ``planned`` and ``spent`` are typed, with the ``reason`` where they differ.

    ``recorded`` is what accepted activities cost, ``provisional`` counts submitted ones too.
    """

    source: str
    planned: Decimal | None = None
    spent: Decimal | None = None
    recorded: Decimal | None = None
    provisional: Decimal | None = None
    unit: str = MoneyUnit.DONG.value
    reason: str = ""

    @property
    def told(self) -> Decimal | None:
        """What the report says was spent: the typed figure, else what is recorded."""
        return self.recorded if self.spent is None else self.spent

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Planned, spent, recorded and provisional in the table's unit; empty where not known."""
        amounts = self.planned, self.told, self.recorded, self.provisional
        planned, told, recorded, provisional = (self._shown(one) for one in amounts)
        return planned, told, recorded, provisional

    def _shown(self, amount: Decimal | None) -> str:
        return "" if amount is None else number_text(in_unit(amount, self.unit))


def in_unit(amount: Decimal, unit: str) -> Decimal:
    """An amount in đồng as a number of units, without zeros at its end."""
    said = (amount / MoneyUnit(unit).dong).normalize()
    return said.quantize(Decimal(1)) if said == said.to_integral_value() else said


def money_lines(typed: Iterable[Money], extras: Iterable[Extra], unit: str) -> tuple[Money, ...]:
    """The lines of a round: typed ones first, in their order, then other sources with a cost.

    The same source is one line, however it is written.
    """
    counted = {fold(label_of(one)): one for one in extras if one.table == ExtraTable.MONEY}
    lines = []
    for one in typed:
        found = counted.pop(fold(one.source), None)
        lines.append(_with(one, found, unit))
    lines += [_with(Money(label_of(one)), one, unit) for one in counted.values()]
    return tuple(lines)


def label_of(extra: Extra) -> str:
    """The source a cost was recorded under."""
    return extra.label or UNKNOWN_SOURCE


def _with(one: Money, found: Extra | None, unit: str) -> Money:
    return Money(
        one.source,
        one.planned,
        one.spent,
        found.value if found else None,
        found.provisional if found else None,
        str(unit),
        one.reason,
    )


def mark_keys(line: Money) -> tuple[str, str]:
    """The marks of a line: planned, and spent as the report tells it."""
    return f"{_KEY}planned:{line.source}", f"{_KEY}told:{line.source}"


def mark_values(lines: Iterable[Money]) -> Mapping[str, str]:
    """What the marks of a text stand for: planned and spent of each source, with the unit."""
    values: dict[str, str] = {}
    for one in lines:
        word = str(MoneyUnit(one.unit).word)
        planned, told, _recorded, _provisional = one.cells
        for key, said in zip(mark_keys(one), (planned, told), strict=True):
            values[key] = f"{said} {word}" if said else "chưa có số liệu"
    return values
