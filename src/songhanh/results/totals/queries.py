"""Totals of a measure, worked out from the ledger whenever asked; nothing is stored."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from songhanh.engines.counting import (
    Count,
    Standing,
    Totals,
    TotalsMap,
    TotalsQuestion,
    UnitTree,
    round_half_up,
    totals,
)
from songhanh.ledger.models import Measure
from songhanh.ledger.queries import counts
from songhanh.registry.orgunits.queries import counting_map, names_over, nearest_versions

_PLACES = 3


@dataclass(frozen=True)
class TotalsAsked:
    """A measure, the years, and the map. ``seen`` are the units somebody may see; None is all."""

    measure: str
    first_year: int
    as_of: date
    view: TotalsMap = TotalsMap.REPORTED
    map_on: date | None = None
    root: int | None = None
    by_province: bool = False
    standing: str = Standing.ACCEPTED
    seen: Collection[int] | None = None

    @property
    def years(self) -> range:
        """The years shown; the last one up to the as-of day."""
        return range(self.first_year, self.as_of.year + 1)


@dataclass(frozen=True)
class TotalsRow:
    """A unit (or province) with its sums; None is no record, which is not zero."""

    unit_id: int
    code: str
    name: str
    sums: tuple[Decimal | None, ...]
    estimated: bool = False


@dataclass(frozen=True)
class TotalsTable:
    """Rows by unit, what is left apart, and the sums of the years."""

    years: range
    rows: list[TotalsRow]
    unassigned: list[TotalsRow]
    """What no share is decided for, by the old unit: shown, never spread."""
    elsewhere: tuple[Decimal | None, ...]
    from_outside: tuple[Decimal | None, ...]
    repeated: tuple[Decimal | None, ...]
    assigned: tuple[Decimal | None, ...]
    grand: tuple[Decimal | None, ...]

    def as_json(self) -> dict[str, object]:
        """As ``results totals`` prints it: sums by year, None where there is no record."""
        years = [str(year) for year in self.years]

        def line(row: TotalsRow) -> dict[str, object]:
            sums = dict(zip(years, row.sums, strict=True))
            return {"code": row.code, "name": row.name, "sums": sums, "estimated": row.estimated}

        apart = {
            "assigned": self.assigned,
            "elsewhere": self.elsewhere,
            "from_outside": self.from_outside,
            "repeated": self.repeated,
            "total": self.grand,
        }
        return {
            "rows": [line(row) for row in self.rows],
            "unassigned": [line(row) for row in self.unassigned],
            **{name: dict(zip(years, sums, strict=True)) for name, sums in apart.items()},
        }


def measures() -> list[Measure]:
    """What can be added up, in the order of names."""
    return list(Measure.objects.filter(over_units="sum").order_by("name"))


def totals_of(asked: TotalsAsked) -> TotalsTable:
    """The totals of a measure: a constant number of statements, whatever the years and units."""
    units = counting_map(asked.root)
    tree = UnitTree(units.units, units.successions)
    known = {unit.id for unit in units.units}
    if asked.seen is not None:
        known &= set(asked.seen)
    question = TotalsQuestion(
        tree, asked.as_of, asked.view, asked.map_on, asked.root, asked.by_province
    )
    return _table(asked, totals(question, read_counts(asked, known)))


def read_counts(asked: TotalsAsked, unit_ids: Collection[int]) -> list[Count]:
    """The counts of the years, one by record: two hosts that became one count it once."""
    rows = counts(
        asked.measure,
        first=date(asked.first_year, 1, 1),
        last=asked.as_of,
        standing=asked.standing,
        unit_ids=unit_ids,
        by_record=True,
    )
    return [Count(row.unit_id, row.day, row.quantity, record=row.record) for row in rows]


def _table(asked: TotalsAsked, found: Totals) -> TotalsTable:
    shown_on = asked.map_on or asked.as_of
    versions = nearest_versions({*found.rows, *found.unassigned}, shown_on)
    names = names_over(versions, first=date(asked.first_year, 1, 1), last=shown_on)

    def row(unit_id: int, sums: dict[int, Fraction]) -> TotalsRow:
        version = versions[unit_id]
        return TotalsRow(
            unit_id,
            version.code,
            str(names[unit_id]),
            _sums(asked, sums),
            unit_id in found.estimated,
        )

    rows = [row(unit_id, sums) for unit_id, sums in found.rows.items()]
    unassigned = [row(unit_id, sums) for unit_id, sums in found.unassigned.items()]
    assigned = _by_year(asked, [*found.rows.values()])
    grand = _by_year(asked, [*found.rows.values(), *found.unassigned.values()])
    return TotalsTable(
        asked.years,
        sorted(rows, key=lambda one: (one.name, one.code)),
        sorted(unassigned, key=lambda one: (one.name, one.code)),
        _sums(asked, found.elsewhere),
        _sums(asked, found.from_outside),
        _sums(asked, found.repeated),
        _sums(asked, assigned),
        _sums(asked, grand),
    )


def _by_year(asked: TotalsAsked, rows: list[dict[int, Fraction]]) -> dict[int, Fraction]:
    return {
        year: sum((row[year] for row in rows if year in row), Fraction(0))
        for year in asked.years
        if any(year in row for row in rows)
    }


def _sums(asked: TotalsAsked, sums: dict[int, Fraction]) -> tuple[Decimal | None, ...]:
    return tuple(
        round_half_up(sums[year], _PLACES).normalize() + 0 if year in sums else None
        for year in asked.years
    )
