"""The form of a plain kind, made from its model's fields; the filters of its list."""

from datetime import date
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar, cast

from django import forms
from django.db import models
from django.forms.models import ModelChoiceField, fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.handedin import FilesField
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.foundation.ui.formats import number_text
from songhanh.records.recording.forms import (
    FilterForm,
    RecordForm,
    YesNoField,
    answer_text,
    code_choices,
)
from songhanh.records.recording.models import Record
from songhanh.records.recording.plain.content import Plain
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import names_on, resolve_name, unit_by_code

R = TypeVar("R", bound=Record)

SEPARATOR = "|"


class UnitNameField(LineField):
    """A unit by its name or code, typed; a list of three thousand communes helps nobody."""


class PlainForm(RecordForm, Generic[R]):
    """The fields of the kind, then photos. Made by ``form_of``."""

    plain: ClassVar[Plain[Any]]

    def __init__(
        self, *args: Any, acting: Acting, on: date, record: R | None = None, **kwargs: Any
    ) -> None:
        if record is not None:
            kwargs["initial"] = initial_of(self.plain, record) | kwargs.get("initial", {})
        super().__init__(*args, acting=acting, on=on, record=record, **kwargs)
        for name, code_list in self.plain.code_lists.items():
            several = name in self.plain.several
            stored = getattr(record, name) if record is not None else ""
            kept = stored.split(SEPARATOR) if stored else []
            self.set_choices(
                name, code_choices(code_list, empty="" if several else _("chọn"), keep=kept)
            )
        for name, options in self.plain.options.items():
            self.set_choices(name, [("", _("chọn")), *options()])
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField):
                field.queryset = self._choices(name)
                field.empty_label = _("chọn")

    def _choices(self, name: str) -> models.QuerySet[Any]:
        """The records a link may point at: the own ones or those shared, and that of now."""
        target = PARENTS[cast("type[models.Model]", self.fields[name].queryset.model)]  # type: ignore[attr-defined]  # a ModelChoiceField
        offer = target.usable if name in self.plain.shared else target.own
        found = offer(self.acting, self.on)
        kept = getattr(self.record, f"{name}_id") if self.record is not None else None
        own = found | target.kind.records().filter(pk=kept) if kept else found
        return own.order_by("folded_title")

    def clean(self) -> dict[str, Any]:
        """Resolve the units named, then look whether everything fits together."""
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, UnitNameField) and cleaned.get(name):
                cleaned[f"{name}_id"] = self._unit(name, cleaned[name])
        if not self.errors:
            probe = self.plain.kind.model(unit_id=cleaned["unit"])
            if self.record is not None:
                probe.pk, probe.revises_id = self.record.pk, self.record.revises_id
            self.plain.fill(probe, self.content())
            for problem in self.plain.problems_of(probe, self.on):
                self.add_error(
                    problem.field if problem.field in self.fields else None, problem.message
                )
        return cleaned

    def _unit(self, name: str, text: str) -> int | None:
        by_code = unit_by_code(text, self.on)
        if by_code is not None:
            return by_code.pk
        resolution = resolve_name(text, self.on, self.acting.unit_id)
        if resolution.unit_id is None:
            self.add_error(name, resolution.message)
        return resolution.unit_id

    def content(self) -> dict[str, Any]:
        """What was typed, by the names of the columns."""
        typed: dict[str, Any] = {}
        for name in self.plain.fields:
            value = self.cleaned_data.get(name)
            if isinstance(self.fields[name], UnitNameField):
                typed[f"{name}_id"] = self.cleaned_data.get(f"{name}_id")
            elif name in self.plain.several:
                typed[name] = SEPARATOR.join(sorted(value or []))
            elif isinstance(value, models.Model):
                typed[f"{name}_id"] = value.pk
            elif isinstance(self.fields[name], ModelChoiceField):
                typed[f"{name}_id"] = None
            else:
                typed[name] = value
        return typed


PARENTS: dict[type[models.Model], Plain[Any]] = {}
"""The plain kinds that others point at, by their model."""


def form_of(plain: Plain[R], first: tuple[str, ...]) -> type[PlainForm[R]]:
    """The form class of a kind; ``first`` are the fields shown at once."""
    PARENTS[plain.kind.model] = plain
    made = fields_for_model(
        plain.kind.model,
        fields=plain.fields,
        formfield_callback=partial(_field_of, plain),
    )
    fields = cast("dict[str, forms.Field]", made) | {
        "photos": FilesField(
            label=gettext_lazy("Ảnh, danh sách, văn bản"),
            required=False,
            help_text=gettext_lazy("JPEG, PNG hoặc PDF. Vị trí chụp và thông tin máy được bỏ đi."),
        )
    }
    name = f"{plain.kind.model.__name__}Form"
    namespace = {"plain": plain, "FIRST": ("unit", *first), "__doc__": f"{plain.kind.code}."}
    return cast("type[PlainForm[R]]", type(name, (PlainForm,), namespace | fields))


def _field_of(plain: Plain[Any], column: Any, **more: Any) -> forms.Field:
    """The form field of a column: codes to choose from, units by name, numbers as people type."""
    label = plain.label_of(column.name)
    told: dict[str, Any] = {
        "label": label,
        "required": not column.blank,
        "help_text": column.help_text,
    }
    if column.name in plain.several:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **told)
    if column.name in plain.code_lists or column.name in plain.options:
        return forms.ChoiceField(**told)
    if column.related_model is OrgUnit:
        return UnitNameField(max_length=200, **told)
    if isinstance(column, models.BooleanField) and column.null:
        return YesNoField(gettext_lazy("có"), gettext_lazy("không"), **told)
    return cast("forms.Field", column.formfield(label=label, **_manner_of(column), **more))


def _manner_of(column: Any) -> dict[str, Any]:
    """What Django's own form field of a column lacks."""
    if isinstance(column, models.TextField):
        return {"form_class": LinesField, "widget": forms.Textarea(attrs={"rows": 3})}
    if isinstance(column, models.URLField):
        return {"assume_scheme": "https"}
    if isinstance(column, models.CharField):
        return {"form_class": LineField}
    if isinstance(column, models.DecimalField | models.IntegerField) and not column.choices:
        return {"localize": True, "min_value": 0}
    return {}


def initial_of(plain: Plain[R], record: R) -> dict[str, Any]:
    """The stored content as the form shows it."""
    return {name: _shown(plain, record, name) for name in plain.fields}


def _shown(plain: Plain[R], record: R, name: str) -> Any:
    value = getattr(record, name)
    column: Any = record._meta.get_field(name)
    if name in plain.several:
        return value.split(SEPARATOR) if value else []
    if isinstance(column, models.BooleanField) and column.null:
        return answer_text(value)
    if isinstance(value, OrgUnit):
        return names_on([value.pk], record.created_at.date()).get(value.pk, "")
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(column, models.DecimalField) and value is not None:
        return number_text(value)
    return value


def filter_form_of(plain: Plain[R], names: tuple[str, ...]) -> type[FilterForm]:
    """The filters of a list: what all lists have, and some fields of the kind with choices."""

    class PlainFilterForm(FilterForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            for name in names:
                column: Any = plain.kind.model._meta.get_field(name)
                if name in plain.code_lists:
                    choices = code_choices(plain.code_lists[name], empty=_("tất cả"))
                else:
                    choices = [("", _("tất cả")), *column.flatchoices]
                self.fields[name] = forms.ChoiceField(
                    label=plain.label_of(name), required=False, choices=choices
                )

    return PlainFilterForm
