"""The list of a kind: filters and order in the address, totals, an Excel file."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui import lists
from songhanh.records.recording.queries import names_for, with_proof
from songhanh.records.recording.views.spec import F, KindPages, R
from songhanh.registry.orgunits.queries import search_units


class ListPages(KindPages[R, F]):
    """The list."""

    def show_list(self, request: ActingRequest) -> HttpResponse:
        """What the person may see, filtered and sorted by the address; also as an Excel file."""
        today = clock.today()
        form = self.filter_form(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        seen = self.visible_to(request.acting, today).exclude(revises__isnull=False)
        found = self._filtered(seen, chosen)
        day = self.kind.day_field
        rows = lists.sort(
            request,
            with_proof(found, self.kind),
            {"day": day, "title": "folded_title", "standing": "standing"},
            "-day",
        )
        if lists.wants_workbook(request):
            return self._workbook(rows, today)
        page = lists.page_of(request, rows)
        shown = list(page.object_list)
        names = names_for(shown, today)
        context = self.frame(request) | {
            "filter_form": form,
            "page": page,
            "rows": [
                (record, names.get(record.unit_id, ""), self.day_of(record)) for record in shown
            ],
            "totals": self.totals(found),
            "is_filtered": any(chosen.values()),
        }
        return render(request, "recording/list.html", context)

    def _filtered(self, records: QuerySet[R], chosen: dict[str, Any]) -> QuerySet[R]:
        day = self.kind.day_field
        limits = Q()
        if chosen.get("q"):
            limits &= Q(folded_title__contains=fold(chosen["q"]))
        if chosen.get("unit"):
            limits &= units_named(chosen["unit"], clock.today())
        if chosen.get("since"):
            limits &= Q(**{f"{day}__gte": chosen["since"]})
        if chosen.get("until"):
            limits &= Q(**{f"{day}__lte": chosen["until"]})
        if chosen.get("standing"):
            limits &= Q(standing=chosen["standing"])
        return self.narrow(records.filter(limits), chosen)

    def _workbook(self, rows: QuerySet[R], today: date) -> HttpResponse:
        records = list(self.kind.with_parts(rows))
        names = names_for(records, today)
        own_columns = self.columns()
        columns = [
            Column(_("Đơn vị"), width=28),
            Column(_("Tên"), width=48),
            Column(_("Ngày"), Kind.DAY, width=12),
            *(own.column for own in own_columns),
            Column(_("Tình trạng"), width=16),
            Column(_("Có minh chứng"), width=14),
            Column(_("Mã bản ghi"), width=38),
        ]
        cells = (
            [
                names.get(record.unit_id, ""),
                record.title,
                self.day_of(record),
                *(own.value(record) for own in own_columns),
                record.get_standing_display(),
                _("có") if getattr(record, "has_evidence", False) else _("chưa"),
                record.external_id,
            ]
            for record in records
        )
        return workbook_response(f"{self.kind.namespace}-{today:%Y-%m-%d}.xlsx", columns, cells)


def units_named(text: str, on: date) -> Q:
    """The condition on a record for being of a unit whose name or code holds the text."""
    found = search_units(text, on=on, with_ended=True)
    return Q(unit_id__in=found.values("unit_id"))
