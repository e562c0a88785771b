"""Which tables are protected, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models.fields import Field

HISTORY_TABLE = "audit_rowchange"
KEY_TABLE = "audit_historykey"

_ModelClass = TypeVar("_ModelClass", bound=type[models.Model])


@dataclass(frozen=True)
class Protection:
    """What the database must hold for one table: append-only, or else a history of its rows."""

    model: type[models.Model]
    append_only: bool = False
    personal: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        """The table's name."""
        return self.model._meta.db_table

    @property
    def key_column(self) -> str:
        """The column of the primary key."""
        return self.model._meta.pk.column

    @property
    def fields(self) -> list["Field[Any, Any]"]:
        """The fields that have a column in this very table."""
        return [field for field in self.model._meta.local_concrete_fields if field.column]

    @property
    def personal_columns(self) -> list[str]:
        """Columns of which the history keeps a digest only."""
        return [field.column for field in self.fields if field.name in self.personal]


@dataclass(frozen=True)
class Seal:
    """What closes the rows of one table for ever: a condition over the row, in plain SQL.

    ``when`` names the row as ``{row}``: the old one of a change or deletion, the new one of an
    insertion. ``verbs`` are those refused while it holds.
    """

    model: type[models.Model]
    when: str
    verbs: tuple[str, ...]

    @property
    def table(self) -> str:
        """The table's name."""
        return self.model._meta.db_table


_protected: dict[str, Protection] = {}
_sealed: dict[str, Seal] = {}


def append_only(model: _ModelClass) -> _ModelClass:
    """Forbid UPDATE, DELETE, REPLACE and TRUNCATE on the model's table, in the database itself."""
    _protected[model._meta.db_table] = Protection(model, append_only=True)
    return model


def keeps_history(*, personal: tuple[str, ...] = ()) -> Callable[[_ModelClass], _ModelClass]:
    """Record every UPDATE and DELETE with the row before and after.

    Of the fields named ``personal`` only the name and a keyed digest are kept, so that erasing a
    person erases them from the history too. An update that changes nothing is no change.

    Raises:
        ValueError: a personal field is not a field of the model.
    """

    def decorate(model: _ModelClass) -> _ModelClass:
        protection = Protection(model, personal=frozenset(personal))
        unknown = protection.personal - {field.name for field in protection.fields}
        if unknown:
            raise ValueError(f"{model.__name__} has no field {', '.join(sorted(unknown))}")
        _protected[protection.table] = protection
        return model

    return decorate


def closed_when(
    when: str, *, verbs: tuple[str, ...] = ("insert", "update", "delete")
) -> Callable[[_ModelClass], _ModelClass]:
    """Refuse these verbs on rows for which a condition holds, in the database itself.

    The condition is plain SQL that both engines read; ``{row}`` stands for the row it is about.
    """

    def decorate(model: _ModelClass) -> _ModelClass:
        seal = Seal(model, when, verbs)
        _sealed[seal.table] = seal
        return model

    return decorate


def seals() -> list[Seal]:
    """Every table whose rows can be closed, by table name."""
    return [_sealed[table] for table in sorted(_sealed)]


def protections() -> list[Protection]:
    """Every protected table, by table name."""
    return [_protected[table] for table in sorted(_protected)]


def personal_fields(model: type[models.Model]) -> frozenset[str]:
    """The fields of a model marked as personal; empty for most."""
    protection = _protected.get(model._meta.db_table)
    return protection.personal if protection else frozenset()
