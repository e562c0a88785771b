"""The pages of the audit: the facts, and one fact with what it changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from songhanh.foundation.audit import queries, upstairs, verbs
from songhanh.foundation.audit.changes import kind_name, read_change
from songhanh.foundation.audit.enums import ADMINISTRATOR
from songhanh.foundation.audit.forms import AuditFilter
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.audit.rules import can_read, can_read_changes
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import COMMAND_LINE
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists

_BATCH = 500


@dataclass(frozen=True)
class ShownEntry:
    """A fact in words."""

    entry: AuditEntry
    person: str
    role: str
    unit: str
    verb: str
    subject: str
    subject_kind: str


@signed_in
def entries(request: ActingRequest) -> HttpResponse:
    """The facts of the branch, the latest first."""
    require(can_read(request.acting))
    hidden = frozenset() if request.acting.acts_as(ADMINISTRATOR) else verbs.for_administrators()
    form = AuditFilter(request.GET or None, hidden=hidden)
    today = clock.today()
    wanted = form.wanted()
    found = queries.entries_wanted(request.acting, wanted, today=today)
    found = lists.sort(request, found, {"at": "at"}, "-at")
    if lists.wants_workbook(request):
        return _workbook(found.iterator(chunk_size=_BATCH), today)
    page = lists.page_of(request, found)
    context = {
        "filter_form": form,
        "page": page,
        "rows": _shown(list(page), today),
        "of_kind": kind_name(wanted.subject_kind) if wanted.subject_kind else "",
    }
    return render(request, "audit/entries.html", context)


@signed_in
def entry(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One fact, and the rows it changed, before and after."""
    require(can_read(request.acting))
    today = clock.today()
    fact = queries.entry_visible_to(request.acting, pk, today)
    if fact is None:
        raise Http404
    reading = can_read_changes(request.acting, fact.acting_role)
    page = lists.page_of(request, queries.changes_of(fact))
    context = {
        "shown": _shown([fact], today)[0],
        "reading": reading,
        "page": page,
        "changes": [read_change(change) for change in page] if reading else [],
    }
    return render(request, "audit/entry.html", context)


def _shown(found: list[AuditEntry], on: date) -> list[ShownEntry]:
    units = {entry.acting_unit_id for entry in found if entry.acting_unit_id is not None}
    unit_names = upstairs.asked().unit_names(units, on)
    people = queries.names_of_people(found)
    return [
        ShownEntry(
            entry=entry,
            person=_person(entry),
            role=upstairs.asked().role_name(entry.acting_role),
            unit=unit_names.get(entry.acting_unit_id or 0, entry.acting_unit_code),
            verb=verbs.name_of(entry.verb),
            subject=entry.subject_label
            or people.get((entry.subject_kind, entry.subject_key), entry.subject_key),
            subject_kind=kind_name(entry.subject_kind) if entry.subject_kind else "",
        )
        for entry in found
    ]


def _person(entry: AuditEntry) -> str:
    if entry.user is not None and entry.deputy_for is not None:
        words = {"person": entry.user, "other": entry.deputy_for}
        return _("%(person)s, làm thay %(other)s") % words
    if entry.user is not None:
        return str(entry.user)
    return _("dòng lệnh") if entry.acting_role == COMMAND_LINE else _("hệ thống")


def _workbook(found: Iterable[AuditEntry], on: date) -> HttpResponse:
    columns = [
        Column(_("Lúc"), Kind.MOMENT),
        Column(_("Người thực hiện"), width=30),
        Column(_("Vai trò"), width=30),
        Column(_("Đơn vị"), width=30),
        Column(_("Việc"), width=30),
        Column(_("Loại đối tượng")),
        Column(_("Đối tượng"), width=50),
        Column(_("Lý do"), width=50),
    ]
    rows = (
        (
            row.entry.at,
            row.person,
            row.role,
            row.unit,
            row.verb,
            row.subject_kind,
            row.subject,
            row.entry.reason,
        )
        for batch in _batches(found)
        for row in _shown(batch, on)
    )
    return workbook_response("nhat-ky.xlsx", columns, rows)


def _batches(found: Iterable[AuditEntry]) -> Iterator[list[AuditEntry]]:
    """The facts in lists whose names are looked up together."""
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        yield batch
