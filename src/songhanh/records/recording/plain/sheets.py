"""A plain kind as an Excel sheet: columns follow from its fields, rows are stored in bulk."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.db import models
from django.utils.functional import Promise

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.tables import ImportCount
from songhanh.ledger.actions import post_many
from songhanh.records.recording.imports import Parsed, parsed_entry
from songhanh.records.recording.models import Record
from songhanh.records.recording.plain.content import Content, Plain
from songhanh.records.recording.plain.imports import insert
from songhanh.records.recording.sheet import (
    UNIT,
    YES_NO_WORDS,
    CellKind,
    Sheet,
    SheetColumn,
    SheetEntry,
)
from songhanh.registry.orgunits.models import OrgUnit

R = TypeVar("R", bound=Record)

_UNIT_WAYS = ("đơn vị", "cơ quan", "xã", "mã đơn vị", "đơn vị thực hiện")
_WIDTHS = {CellKind.DAY: 14, CellKind.COUNT: 12, CellKind.AMOUNT: 16, CellKind.CODES: 28}
_TEXT_WIDTH = 30
_EXAMPLE_DAYS = ("08/03/2026", "15/03/2026")


def sheet_of(plain: Plain[R]) -> Sheet:
    """The sheet of a kind. Two rows are the same record when all but their free texts agree."""
    unit = SheetColumn(
        UNIT, _unit_words(plain), aliases=_UNIT_WAYS, examples=("Xã An Hòa", "Xã An Hòa"), width=28
    )
    return Sheet(
        columns=(unit, *(_column(plain, name) for name in plain.fields)),
        identity=(UNIT, *_telling(plain)),
        store=partial(store_entries, plain),
        shown=partial(_as_record, plain),
    )


def _unit_words(plain: Plain[Any]) -> Any:
    return plain.kind.model._meta.get_field("unit").verbose_name


def _column(plain: Plain[Any], name: str) -> SheetColumn:
    column: Any = plain.kind.model._meta.get_field(name)
    kind = _kind_of(plain, column)
    default = "" if column.default is models.NOT_PROVIDED else str(column.default or "")
    asked = not column.blank and not default
    return SheetColumn(
        name,
        plain.labels.get(name, column.verbose_name),
        kind,
        required=asked,
        code_list=plain.code_lists.get(name, ""),
        words=_words(plain, column),
        options=plain.options.get(name),
        default=default,
        examples=_EXAMPLE_DAYS if kind is CellKind.DAY and asked else ("", ""),
        width=_WIDTHS.get(kind, _TEXT_WIDTH),
    )


def _kind_of(plain: Plain[Any], column: Any) -> CellKind:
    if column.name in plain.code_lists:
        return CellKind.CODES if column.name in plain.several else CellKind.CODE
    coded = column.choices or column.name in plain.options
    if coded or isinstance(column, models.BooleanField):
        return CellKind.WORD
    if column.related_model is not None and column.related_model is not OrgUnit:
        return CellKind.LINK
    if column.name == "cost_vnd":
        return CellKind.AMOUNT
    kinds: tuple[tuple[type, CellKind], ...] = (
        (models.DateField, CellKind.DAY),
        (models.IntegerField, CellKind.COUNT),
        (models.DecimalField, CellKind.DECIMAL),
    )
    return next((kind for field, kind in kinds if isinstance(column, field)), CellKind.TEXT)


def _words(plain: Plain[Any], column: Any) -> dict[str, tuple[str | Promise, ...]]:
    if column.name in plain.options or column.name in plain.code_lists:
        return {}
    if isinstance(column, models.BooleanField):
        return dict(YES_NO_WORDS)
    return {str(value): (label, str(value)) for value, label in column.flatchoices}


def _telling(plain: Plain[Any]) -> list[str]:
    """What makes two rows the same record: the name, days, links and codes; no remarks."""
    meta = plain.kind.model._meta
    told = [
        field.attname
        for field in (meta.get_field(name) for name in plain.fields)
        if not isinstance(field, models.TextField) and field.attname != "title"
    ]
    return ["title", *told]


def _as_record(plain: Plain[R], unit_id: int, content: Content) -> R:
    return plain.fill(plain.kind.model(unit_id=unit_id), content)


def store_entries(
    plain: Plain[R], entries: Sequence[SheetEntry], *, acting: Acting, at: datetime
) -> ImportCount:
    """Write new records of a sheet as submitted ones, in bulk; each content was looked at.

    Part of an import, which asked whether it may and writes the one fact of it.

    Raises:
        RefusedError: all together say what must not be (stock below zero).
    """
    parsed: list[Parsed[Content]] = [parsed_entry(one, at) for one in entries]
    made, postings = insert(plain, parsed, acting, at)
    post_many(postings)
    if plain.kind.after_posting is not None:
        plain.kind.after_posting(made)
    return ImportCount(len(made), 0, 0)
