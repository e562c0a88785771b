"""The rows of the whole country, from the files in ``data/``; what stands already is kept."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from songhanh.registry.calendar.models import Occasion, SpecialDay
from songhanh.registry.orgunits.names import search_form

DATA = Path(__file__).parent / "data"


def load_national(using: str) -> None:
    """Add the national occasions and special days that are not there yet."""
    with transaction.atomic(using):
        known = set(Occasion.objects.using(using).values_list("code", flat=True))
        Occasion.objects.using(using).bulk_create(
            _occasion(row) for row in _rows("occasions.csv") if row["code"] not in known
        )
        days = SpecialDay.objects.using(using).filter(branch__isnull=True)
        known_days = set(days.values_list("day", flat=True))
        SpecialDay.objects.using(using).bulk_create(
            day for row in _rows("special_days.csv") if (day := _special(row)).day not in known_days
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _occasion(row: dict[str, str]) -> Occasion:
    return Occasion(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        folded_name=search_form(row["name"]),
        aliases="\n".join(part for part in row["aliases"].split("|") if part),
        first_day=row["first_day"],
        last_day=row["last_day"],
        since=int(row["since"]) if row["since"] else None,
        source=row["source"],
    )


def _special(row: dict[str, str]) -> SpecialDay:
    return SpecialDay(
        day=date.fromisoformat(row["day"]),
        kind=row["kind"],
        name=row["name"],
        announced=row["announced"] == "yes",
        source=row["source"],
    )
