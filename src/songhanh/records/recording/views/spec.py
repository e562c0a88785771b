"""What a kind hands in for its pages, and what all of them lean on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.excel import Cell, Column
from songhanh.foundation.lib.web import ActingRequest
from songhanh.records.recording.forms import (
    FilterForm,
    RecordForm,
)
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Evidence, Record
from songhanh.records.recording.queries import evidence_of, field_remarks
from songhanh.records.recording.rules import (
    can_record,
)
from songhanh.records.recording.sheet import Sheet

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound=RecordForm)

Fact = tuple[str | Promise, object]


@dataclass(frozen=True)
class ListColumn(Generic[R]):
    """One column of the Excel file of a list, beside unit, title, day and standing."""

    column: Column
    value: Callable[[R], Cell]


@dataclass(frozen=True)
class SectionRow:
    """A line of a section: what its first cell leads to, and its cells."""

    href: str
    cells: Sequence[object]


@dataclass(frozen=True)
class Section:
    """What stands below a record: the things that belong to it, or what they amount to.

    ``add`` is the address at which one more is entered, with the words of the button.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[SectionRow]
    empty: str
    add: tuple[str, str] | None = None
    note: str = ""

    @property
    def lines(self) -> list[tuple[str, object, list[tuple[str, object]]]]:
        """Each row: its address, its first cell, the others with their headings."""
        return [
            (row.href, row.cells[0], list(zip(self.headings[1:], row.cells[1:], strict=True)))
            for row in self.rows
        ]


Sections = Callable[[ActingRequest, R], Sequence[Section]]


def no_sections(request: ActingRequest, record: Record) -> Sequence[Section]:  # noqa: ARG001 - what others read
    """Nothing belongs to such a record."""
    return ()


@dataclass(frozen=True)
class KindPages(Generic[R, F]):
    """What one kind hands in.

    ``create`` and ``change`` are its actions; ``last_of`` gives what a unit entered last, and
    ``initial`` what an empty form starts with, perhaps as a copy of another record. ``narrow`` are
    its own filters, ``facts``, ``totals`` and ``columns`` what is shown of it, ``sections`` what
    stands below it. ``quick`` are the fields of quick entry, ``quick_kept`` those it sends along as
    they start, ``sheet`` the kind as an Excel file. ``links`` stand at the head of the list for
    those who record, ``record_links`` at that of a record: the page's name and its words.
    """

    kind: RecordKind[R]
    form: type[F]
    filter_form: type[FilterForm]
    visible_to: Callable[[Acting, date], QuerySet[R]]
    narrow: Callable[[QuerySet[R], dict[str, Any]], QuerySet[R]]
    last_of: Callable[[int], R | None]
    initial: Callable[[date, R | None], dict[str, Any]]
    create: Callable[..., R]
    change: Callable[..., R]
    facts: Callable[[R], Sequence[Fact]]
    totals: Callable[[QuerySet[R]], Sequence[tuple[str | Promise, object, str | Promise]]]
    columns: Callable[[], Sequence[ListColumn[R]]]
    quick: tuple[str, ...] = ()
    quick_kept: tuple[str, ...] = ()
    sections: Sections[R] = no_sections
    sheet: Sheet | None = None
    links: tuple[tuple[str, Promise], ...] = ()
    record_links: tuple[tuple[str, Promise], ...] = ()

    def get(self, request: ActingRequest, pk: int) -> R:
        """The record, if this person may see it; else not found."""
        seen = self.visible_to(request.acting, clock.today())
        found: R = get_object_or_404(self.kind.with_parts(seen), pk=pk)
        return found

    def proof_of(self, request: ActingRequest, pk: int, proof: int) -> Evidence:
        """A piece of evidence of the record."""
        return get_object_or_404(evidence_of(self.kind, self.get(request, pk)), pk=proof)

    def remarks_by_label(self, record: R) -> list[tuple[object, str]]:
        """What was said about single fields when it was sent back, by the words of the field."""
        fields = self.form.base_fields
        said = field_remarks(self.kind, record)
        return [
            (fields[name].label if name in fields else name, text) for name, text in said.items()
        ]

    def address(self, name: str, pk: int) -> str:
        """The address of one of the record's pages."""
        return reverse(f"{self.kind.namespace}:{name}", args=[pk])

    def day_of(self, record: R) -> date | None:
        """The one day it counts on; of what has no day, None."""
        day: date | None = getattr(record, self.kind.day_field)
        return day

    def frame(self, request: ActingRequest) -> dict[str, object]:
        """What every page of the kind shows around its own content."""
        name = self.kind.namespace
        return {
            "kind": self.kind,
            "addresses": {
                "list": reverse(f"{name}:list"),
                "new": reverse(f"{name}:new"),
            },
            "show_name": f"{name}:show",
            "links": [(reverse(page), label) for page, label in self.links],
            "may_record": can_record(request.acting),
        }
