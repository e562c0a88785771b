"""The stock of a material in a unit: what came in less what went out, never below zero."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import end_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import Entry
from songhanh.ledger.queries import exact
from songhanh.records.materials.models import Direction, Material, StockMove
from songhanh.records.recording.enums import RecordStanding

COUNTING = (RecordStanding.SUBMITTED, RecordStanding.ACCEPTED)


@dataclass(frozen=True)
class Stock:
    """Copies that came in and went out up to a day."""

    came_in: int
    went_out: int

    @property
    def left(self) -> int:
        """What is left."""
        return self.came_in - self.went_out


def stock_on(
    material_id: int,
    *,
    as_of: date,
    unit_id: int | None = None,
    known_on: date | None = None,
    standing: str = Standing.PROVISIONAL,
) -> Stock:
    """The stock at the end of a day, from the ledger's entries: as-of and known-on as always.

    A move counts as soon as it is sent, because the copies are gone: ``provisional`` is what
    stands on the shelf.
    """
    moves = StockMove.objects.filter(material_id=material_id, revises=None).values("pk")
    entries = Entry.objects.filter(
        source_kind="stock_move", source_id__in=moves, occurred_on__lte=as_of
    )
    if unit_id is not None:
        entries = entries.filter(unit_id=unit_id)
    if standing == Standing.ACCEPTED:
        entries = entries.filter(standing=Standing.ACCEPTED)
    if known_on is not None:
        entries = entries.filter(posted_at__lt=end_of(known_on))
    totals = dict(entries.order_by().values_list("measure_id").annotate(total=Sum("quantity")))
    return Stock(int(exact(totals.get("stock_in") or 0)), int(exact(totals.get("stock_out") or 0)))


def require_stock(material_id: int, unit_id: int) -> None:
    """On no day may more have gone out than had come in; locks the material until the end.

    Raises:
        RefusedError: it would; says on which day and how many are missing.
    """
    material = Material.objects.select_for_update().get(pk=material_id)
    moves = StockMove.objects.filter(
        material_id=material_id, unit_id=unit_id, revises=None, standing__in=COUNTING
    )
    by_day: dict[date, int] = {}
    for move in moves:
        sign = 1 if move.direction == Direction.IN else -1
        by_day[move.moved_on] = by_day.get(move.moved_on, 0) + sign * move.quantity
    left = 0
    for day in sorted(by_day):
        left += by_day[day]
        if left < 0:
            raise RefusedError(
                _(
                    "Ngày %(day)s kho của đơn vị thiếu %(missing)s bản “%(title)s”. "
                    "Hãy kiểm tra số bản, ngày, hoặc ghi lần nhận vào kho trước."
                )
                % {
                    "day": day_text(day),
                    "missing": number_text(-left),
                    "title": material.title,
                }
            )
