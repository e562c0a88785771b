"""How a form's field is shown: which kind of control it is, and what describes it."""

from typing import Final

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

_KINDS: Final[list[tuple[tuple[type[forms.Widget], ...], str]]] = [
    ((forms.CheckboxSelectMultiple, forms.RadioSelect), "group"),
    ((forms.CheckboxInput,), "checkbox"),
    ((forms.FileInput,), "file"),
    ((forms.Textarea,), "textarea"),
    ((forms.Select,), "select"),
    ((forms.DateInput,), "date"),
]
_NUMERIC = (forms.IntegerField, forms.DecimalField, forms.FloatField)


def kind_of(bound: BoundField) -> str:
    """The kind of control: group, checkbox, file, textarea, select, date, number or text."""
    for widgets, kind in _KINDS:
        if isinstance(bound.field.widget, widgets):
            return kind
    return "number" if isinstance(bound.field, _NUMERIC) else "text"


def field_context(bound: BoundField) -> dict[str, object]:
    """What the field's template shows: its control with the attributes that tie it to its words."""
    kind = kind_of(bound)
    help_text: str | Promise = bound.help_text
    if kind == "date" and not help_text:
        help_text = _("Ngày, tháng, năm, ví dụ 15/03/2026.")
    described = [f"{bound.auto_id}-help"] if help_text else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    attributes: dict[str, str | bool] = {"class": f"control control-{kind}"}
    if described and kind != "group":
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    attributes |= _typing_help(kind, bound)
    return {
        "field": bound,
        "kind": kind,
        "control": bound.as_widget(attrs=attributes),
        "help_text": help_text,
        "described_by": " ".join(described),
        "optional": not bound.field.required and kind != "checkbox",
    }


def errors_of(form: BaseForm) -> list[tuple[str, str]]:
    """The errors of a form as (address of the field in the page, sentence), in the form's order."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        anchor = f"#{bound.id_for_label or bound.auto_id}" if not bound.is_hidden else ""
        found += [(anchor, f"{bound.label}: {error}") for error in bound.errors]
    return found


def _typing_help(kind: str, bound: BoundField) -> dict[str, str | bool]:
    """The right keyboard on a phone. Numbers as people write them need ``localize=True``."""
    if kind == "date":
        return {"inputmode": "numeric", "autocomplete": "off", "maxlength": "10"}
    if kind == "number":
        whole = isinstance(bound.field, forms.IntegerField)
        return {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
    return {}
