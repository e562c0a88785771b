"""Drafts that only stand beside another plan: kept to be compared, not to be confirmed here.

The cascade keeps the files of own plans that units registered; a floor above hands in which plans
they are, from ``AppConfig.ready``:

    aside.register("registered", registered_documents)
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from songhanh.programme.plans.enums import PlanStatus

Reader = Callable[[], QuerySet[Any, Any]]
"""Gives the keys of the plans, one column."""

_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Add a reader; the same name replaces it."""
    _readers[name] = reader


def is_aside() -> Q:
    """The condition of a draft that stands aside."""
    any_of = Q(pk__in=())
    for _, reader in sorted(_readers.items()):
        any_of |= Q(pk__in=reader())
    return Q(status=PlanStatus.DRAFT) & any_of
