"""What many records post, told to the database: the rows a recount in sets compares."""

from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.expressions import Combinable

from songhanh.ledger.comparing import Rows
from songhanh.ledger.enums import DIMENSIONS, Standing
from songhanh.records.recording.enums import RecordStanding

_STANDING = Case(
    When(standing=RecordStanding.ACCEPTED, then=Value(Standing.ACCEPTED.value)),
    default=Value(Standing.PROVISIONAL.value),
)


def posted_rows(
    records: QuerySet[Any],
    measure: str,
    day: str,
    *,
    unit: str = "unit_id",
    quantity: Combinable | str | None = None,
    **dims: Combinable | str,
) -> Rows:
    """One row for each of the records: it posts the measure for the unit on the day.

    ``unit``, ``day``, ``quantity`` and ``dims`` name columns or are expressions; without a
    quantity it is one.
    """
    told = [_column(dims[one]) if one in dims else Value("") for one in DIMENSIONS]
    amount = Value(1) if quantity is None else _column(quantity)
    return records.values_list("pk", unit, Value(measure), day, _STANDING, *told, amount)


def _column(named: Combinable | str) -> Combinable:
    return F(named) if isinstance(named, str) else named
