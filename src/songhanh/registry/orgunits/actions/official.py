"""The official units of the country, from the lists kept in the project (see data/README.md)."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits.actions.importing import (
    RegistryImport,
    SuccessionRow,
    UnitRow,
    store_registry,
)
from songhanh.registry.orgunits.phrases import OFFICIAL_SOURCE

LISTS = Path(__file__).parents[1] / "data" / "official"


def load_official_registry(*, acting: Acting, at: datetime, lists: Path = LISTS) -> RegistryImport:
    """Take in the official units of today and of before with their successions, as one fact.

    A second run changes nothing; newer lists change what differs.

    Raises:
        ValueError: the lists contradict themselves or what the registry holds.
    """
    bases = {row["key"]: row["basis"] for row in _rows(lists / "bases.csv")}
    days: dict[str, date | None] = {"": None}
    units = [
        UnitRow(
            number,
            row["code"],
            row["name"],
            row["kind"],
            row["parent_code"],
            _day(row["valid_from"], days),
            _day(row["valid_to"], days),
        )
        for number, row in enumerate(_rows(lists / "units.csv"), start=2)
    ]
    successions = [
        SuccessionRow(
            number,
            row["old_code"],
            row["new_code"],
            date.fromisoformat(row["on"]),
            row["kind"],
            basis=bases[row["basis"]],
            note=row["note"],
        )
        for number, row in enumerate(_rows(lists / "successions.csv"), start=2)
    ]
    result = store_registry(units, successions, source=OFFICIAL_SOURCE, acting=acting, at=at)
    if result.has_errors:
        raise ValueError("; ".join(finding.message for finding in result.findings[:5]))
    return result


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str, days: dict[str, date | None]) -> date | None:
    if text not in days:
        days[text] = date.fromisoformat(text)
    return days[text]
