"""A changed row in words: its fields with their values before and after, as people read them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.fields import Field
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from songhanh.foundation.audit.models import RowChange
from songhanh.foundation.lib import triggers
from songhanh.foundation.ui.formats import day_text, moment_text


@dataclass(frozen=True)
class FieldChange:
    """One field of a changed row."""

    label: str
    before: str
    after: str
    changed: bool


@dataclass(frozen=True)
class ReadChange:
    """A changed row as a page shows it; a deleted row has nothing after."""

    at: datetime
    thing: str
    key: str
    deleted: bool
    fields: list[FieldChange]

    @property
    def changed(self) -> list[FieldChange]:
        """The fields that changed; of a deleted row those that held something."""
        return [field for field in self.fields if field.changed]

    @property
    def unchanged(self) -> list[FieldChange]:
        """The other fields."""
        return [field for field in self.fields if not field.changed]


def read_change(change: RowChange) -> ReadChange:
    """The row in words. Of a table that is no more, the columns keep their own names."""
    model = _models_by_table().get(change.table_name)
    before: dict[str, Any] = change.before
    after: dict[str, Any] = change.after or {}
    deleted = change.after is None
    fields = [
        _field_change(column, model, before=before.get(column), after=after.get(column))
        for column in dict.fromkeys([*before, *after])
    ]
    return ReadChange(
        at=change.at,
        thing=str(model._meta.verbose_name) if model else change.table_name,
        key=change.row_key,
        deleted=deleted,
        fields=fields,
    )


def kind_name(kind: str) -> str:
    """What a kind of subject is called: ``accounts.user`` is "tài khoản"."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def _field_change(
    column: str, model: type[models.Model] | None, *, before: object, after: object
) -> FieldChange:
    field = _field_of(model, column) if model else None
    personal = model is not None and field is not None and _is_personal(model, field)
    return FieldChange(
        label=str(field.verbose_name) if field is not None else column,
        before=_personal_text(before) if personal else _text(field, before),
        after=_personal_text(after) if personal else _text(field, after),
        changed=before != after,
    )


def _field_of(model: type[models.Model], column: str) -> "Field[Any, Any] | None":
    return next((f for f in model._meta.local_concrete_fields if f.column == column), None)


def _is_personal(model: type[models.Model], field: "Field[Any, Any]") -> bool:
    return field.name in triggers.personal_fields(model)


def _personal_text(value: object) -> str:
    return "" if value is None else _("dữ liệu cá nhân, không lưu trong nhật ký")


def _text(field: "Field[Any, Any] | None", value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(field, models.DateTimeField):
        return moment_text(parse_datetime(str(value)))
    if isinstance(field, models.DateField):
        return day_text(parse_date(str(value)))
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


@cache
def _models_by_table() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
