"""The pages of a plain kind: facts, columns and filters follow from its fields."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.excel import Cell, Column, Kind
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.records.recording.kinds import kinds
from songhanh.records.recording.models import Record
from songhanh.records.recording.plain.content import Plain
from songhanh.records.recording.plain.forms import (
    SEPARATOR,
    PlainForm,
    filter_form_of,
    form_of,
    initial_of,
)
from songhanh.records.recording.plain.sheets import sheet_of
from songhanh.records.recording.queries import labels_of
from songhanh.records.recording.views import ListColumn, RecordPages
from songhanh.records.recording.views.spec import Fact, Sections, no_sections
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import names_on

R = TypeVar("R", bound=Record)

Totals = Sequence[tuple[str | Promise, object, str | Promise]]

_ANSWERS = {True: gettext_lazy("có"), False: gettext_lazy("không"), None: None}


def plain_pages(  # noqa: PLR0913 - what a kind may add to its pages
    plain: Plain[R],
    *,
    first: tuple[str, ...],
    filters: tuple[str, ...] = (),
    defaults: Callable[[date], dict[str, Any]] | None = None,
    more_facts: Callable[[R], Sequence[Fact]] | None = None,
    totals: Callable[[QuerySet[R]], Totals] | None = None,
    sections: Sections[R] = no_sections,
    links: tuple[tuple[str, Promise], ...] = (),
) -> RecordPages[R, PlainForm[R]]:
    """The pages of a kind.

    ``first`` are the fields of the form shown at once, ``filters`` those a list is narrowed by.
    ``defaults`` is what an empty form starts with; ``sections`` what stands below a record,
    ``links`` at the head of the list.
    """
    hidden, sheet = plain.restricted | {"title"}, sheet_of(plain)

    def facts(record: R) -> Sequence[Fact]:
        own = [
            (plain.label_of(name), shown)
            for name in plain.fields
            if name not in hidden and (shown := fact_of(plain, record, name)) not in (None, "")
        ]
        return [*own, *(more_facts(record) if more_facts is not None else ())]

    def initial(on: date, copied: R | None) -> dict[str, Any]:
        start = defaults(on) if defaults is not None else {}
        if copied is None:
            return start
        before = initial_of(plain, copied).items()
        return start | {name: value for name, value in before if name not in plain.not_copied}

    def narrow(rows: QuerySet[R], chosen: dict[str, Any]) -> QuerySet[R]:
        limits = {name: chosen[name] for name in filters if chosen.get(name)}
        return rows.filter(**limits)

    def count(rows: QuerySet[R]) -> Totals:
        return [(plain.kind.word, rows.order_by().count(), "")]

    return RecordPages(
        kind=plain.kind,
        form=form_of(plain, first),
        filter_form=filter_form_of(plain, filters),
        visible_to=plain.visible_to,
        narrow=narrow,
        last_of=plain.last_of,
        initial=initial,
        create=plain.create,
        change=plain.change,
        facts=facts,
        totals=totals or count,
        columns=lambda: columns_of(plain),
        sections=sections,
        links=links,
        sheet=sheet,
        quick=("unit", *first, *(() if "photos" in first else ("photos",))),
        quick_kept=tuple(
            one.field for one in sheet.columns if one.default and one.field not in first
        ),
    )


def field_of(record: Record, name: str) -> Any:
    """A field of a record's own row."""
    return record._meta.get_field(name)


def fact_of(plain: Plain[R], record: R, name: str) -> object:
    """A value as people read it on the record's page."""
    value = getattr(record, name)
    coded = name in plain.code_lists or name in plain.options
    if value is None or coded or field_of(record, name).choices:
        return text_of(plain, record, name)
    if isinstance(value, OrgUnit):
        return names_on([value.pk], record.created_at.date()).get(value.pk, "")
    words = next((words for kind, words in _WORDS if isinstance(value, kind)), str)
    return words(value)


def text_of(plain: Plain[R], record: R, name: str) -> str:
    """A code in words; any other text as it stands."""
    value = str(getattr(record, name) or "")
    if name in plain.options:
        return dict(plain.options[name]()).get(value, value)
    if name in plain.code_lists:
        labels = labels_of(plain.code_lists[name])
        return ", ".join(labels.get(code, code) for code in value.split(SEPARATOR) if code)
    column = field_of(record, name)
    if column.choices:
        return str(dict(column.flatchoices).get(getattr(record, name), value))
    return value


def _link_to(record: Record) -> object:
    for kind in kinds():
        if isinstance(record, kind.model):
            return format_html(
                '<a href="{}">{}</a>', reverse(f"{kind.namespace}:show", args=[record.pk]), record
            )
    return str(record)


_WORDS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (bool, _ANSWERS.get),
    (date, day_text),
    (Decimal, number_text),
    (int, number_text),
    (Record, _link_to),
)
"""How values of each type are said; a yes is a number too, so it comes first."""


def columns_of(plain: Plain[R]) -> Sequence[ListColumn[R]]:
    """The columns of the Excel file, one for each field apart from the title."""
    labels = {name: labels_of(code_list) for name, code_list in plain.code_lists.items()}
    model, hidden = plain.kind.model, plain.restricted | {"title"}
    return [
        ListColumn(
            Column(plain.label_of(column.name), _kind_of(column), 18), _cell_of(column, labels)
        )
        for column in (model._meta.get_field(name) for name in plain.fields if name not in hidden)
    ]


def _kind_of(column: Any) -> Kind:
    if isinstance(column, models.DateField):
        return Kind.DAY
    if isinstance(column, models.DecimalField):
        return Kind.DECIMAL
    if isinstance(column, models.IntegerField) and not column.choices:
        return Kind.INTEGER
    return Kind.TEXT


def _cell_of(column: Any, labels: dict[str, dict[str, str]]) -> Callable[[Any], Cell]:
    names = labels.get(column.name)
    choices = dict(column.flatchoices) if column.choices else {}

    def cell(record: Any) -> Cell:
        value = getattr(record, column.name)
        if isinstance(value, bool):
            return _("có") if value else _("không")
        if names is not None:
            return ", ".join(names.get(code, code) for code in value.split(SEPARATOR) if code)
        if isinstance(value, models.Model):
            return str(value)
        said: Cell = choices.get(value, value)
        return said

    return cell
