"""The words of an element over time: those that hold on a day, and keeping what held until one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import ElementRow, PlanElement, SourceSpan

_OWN_APPS = frozenset({"elements", "targets", "tasks", "rules"})
"""Apps whose rows belong to the words of an element; what happened to it stands above them."""


def ever_held(prefix: str = "element__") -> Q:
    """Elements whose words hold or once held: confirmed ones, former wordings, those taken out."""
    return ~Q(**{f"{prefix}state": ElementState.REMOVED}) | Q(
        **{f"{prefix}valid_to__isnull": False}
    )


def held_on(day: date, prefix: str = "element__") -> Q:
    """Elements in the words that hold on a day."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    not_over = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    return ever_held(prefix) & begun & not_over


def keep_wording(element: PlanElement, until: date) -> PlanElement:
    """Copy an element with all its rows as they read now; the copy holds until a day.

    Part of an action that then gives the element its new words.
    """
    past = PlanElement.objects.get(pk=element.pk)
    past.pk = None
    past.past_of = element
    past.state = ElementState.REMOVED
    past.valid_to = until
    past.save(force_insert=True)
    SourceSpan.objects.bulk_create(
        SourceSpan(
            element=past,
            line_from=span.line_from,
            line_to=span.line_to,
            char_from=span.char_from,
            char_to=span.char_to,
        )
        for span in element.spans.all()
    )
    for row in typed_rows(element):
        _copy(row, {"element": past})
    return past


def typed_rows(element: PlanElement) -> Iterator[models.Model]:
    """The typed row of an element; none for kinds without."""
    for relation in PlanElement._meta.related_objects:
        model: Any = relation.related_model
        if relation.one_to_one and issubclass(model, ElementRow):
            yield from model._default_manager.filter(element=element)


def _copy(row: models.Model, links: dict[str, models.Model]) -> None:
    """A second row like this one under other rows, and all that belongs to it."""
    manager = type(row)._default_manager
    twin = manager.get(pk=row.pk)
    twin.pk = None
    for name, value in links.items():
        setattr(twin, name, value)
    twin.save(force_insert=True)
    for relation in type(row)._meta.related_objects:
        model: Any = relation.related_model
        if model._meta.app_label in _OWN_APPS:
            name = relation.field.name
            for below in model._default_manager.filter(**{name: row}):
                _copy(below, {name: twin})


def restore_rows(element: PlanElement, past: PlanElement) -> None:
    """Give an element the values and the rows of one of its former wordings.

    The typed row keeps its identity, with all that was recorded for it.
    """
    for row, former in zip(typed_rows(element), typed_rows(past), strict=True):
        for field in type(row)._meta.concrete_fields:
            if not field.primary_key and field.name != "element":
                setattr(row, field.attname, getattr(former, field.attname))
        row.save()
        for relation in type(row)._meta.related_objects:
            model: Any = relation.related_model
            if model._meta.app_label in _OWN_APPS:
                name = relation.field.name
                model._default_manager.filter(**{name: row}).delete()
                for below in model._default_manager.filter(**{name: former}):
                    _copy(below, {name: row})
