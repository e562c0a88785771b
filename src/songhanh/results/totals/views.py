"""Totals over several years: one page, the same as an Excel file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.recording.queries import units_seen_by
from songhanh.results.totals.forms import TotalsFilter
from songhanh.results.totals.queries import TotalsRow, TotalsTable, totals_of


@dataclass(frozen=True)
class _Line:
    """A line of the table: a unit, or a sentence, with a sum or None for every year."""

    name: str
    cells: list[tuple[int, Decimal | None]]
    code: str = ""
    unit_id: int | None = None
    note: str = ""


@signed_in
def index(request: ActingRequest) -> HttpResponse:
    """A measure by unit and year on one of the three maps."""
    today = clock.today()
    form = TotalsFilter(request.GET, today=today, branch=request.acting.branch_id)
    table = totals_of(form.asked(units_seen_by(request.acting, today)))
    if lists.wants_workbook(request):
        return _workbook(table)
    page = lists.page_of(request, table.rows)
    context = {
        "filter_form": form,
        "table": table,
        "page": page,
        "lines": list(_lines(table, page)),
        "shown_on": form.map_on or form.day,
        "view": form.view.value,
    }
    return render(request, "totals/index.html", context)


def _lines(table: TotalsTable, rows: Iterable[TotalsRow]) -> Iterator[_Line]:
    """Rows, then what stands beside them, so that the maps can be reconciled, and the sum."""

    def by_year(sums: tuple[Decimal | None, ...]) -> list[tuple[int, Decimal | None]]:
        return list(zip(table.years, sums, strict=True))

    for row in rows:
        note = _("ước tính theo tỷ lệ") if row.estimated else ""
        yield _Line(row.name, by_year(row.sums), row.code, row.unit_id, note)
    for row in table.unassigned:
        yield _Line(row.name, by_year(row.sums), row.code, row.unit_id, _("chưa phân bổ"))
    beside = [
        (_("Chuyển sang đơn vị ngoài phạm vi"), table.elsewhere),
        (_("Trong đó nhận từ đơn vị ngoài phạm vi"), table.from_outside),
        (_("Hoạt động chung của hai đơn vị nay là một, chỉ tính một lần"), table.repeated),
    ]
    for label, sums in beside:
        if any(sums):
            yield _Line(label, by_year(sums))
    yield _Line(_("Tổng số, gồm phần chưa phân bổ"), by_year(table.grand))


def _workbook(table: TotalsTable) -> HttpResponse:
    columns = [Column(_("Mã")), Column(_("Đơn vị"), width=45), Column(_("Ghi chú"), width=30)]
    columns += [Column(str(year), Kind.DECIMAL, width=12) for year in table.years]
    rows = (
        [line.code, line.name, line.note, *(value for _year, value in line.cells)]
        for line in _lines(table, table.rows)
    )
    return workbook_response("so-lieu-qua-cac-nam.xlsx", columns, rows)
