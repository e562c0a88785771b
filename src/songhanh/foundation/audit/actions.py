"""The one door through which every write of the product goes: ``recorded``."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, models, transaction

from songhanh.engines.vntext import fold
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import triggers
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.remembering import forget

_current: ContextVar["Fact | None"] = ContextVar("songhanh_fact", default=None)


@dataclass
class Fact:
    """The fact being recorded. An action may still add what it learns on the way."""

    id: uuid.UUID
    reason: str = ""
    details: dict[str, object] = field(default_factory=dict)
    subject: models.Model | None = None
    subject_label: str = ""


def current_fact_id() -> str | None:
    """Id of the fact being recorded as SQLite stores it, for its triggers; None outside of any."""
    fact = _current.get()
    return fact.id.hex if fact else None


@contextmanager
def recorded(
    verb: str,
    *,
    acting: Acting,
    at: datetime,
    subject: models.Model | None = None,
    reason: str = "",
    savepoint: bool = True,
) -> Iterator[Fact]:
    """Open a transaction, run the body, and write the one audit fact of it.

    An action called inside another one joins the outer fact: an import of ten thousand rows is
    one fact, and what the inner actions say about themselves is not kept. When the body raises,
    neither the writes nor the fact remain. Without ``savepoint`` an inner action that raises takes
    the outer one with it: a large import is half as fast with one. The subject may be given later
    on the yielded ``Fact`` when the body creates it.
    """
    outer = _current.get()
    if outer is not None:
        with transaction.atomic(savepoint=savepoint):
            yield Fact(id=outer.id)
        return
    forget()
    fact = Fact(id=uuid.uuid4(), reason=reason, subject=subject)
    token = _current.set(fact)
    try:
        with _transaction_of(fact):
            yield fact
            _write(fact, verb, acting=acting, at=at)
    finally:
        _current.reset(token)


@contextmanager
def _transaction_of(fact: Fact) -> Iterator[None]:
    """A transaction whose row changes PostgreSQL's triggers link to the fact.

    SQLite's triggers ask ``current_fact_id``. Where the transaction goes on after the fact, the
    setting is taken back, so that later changes are not laid to it.
    """
    inside_another = connection.in_atomic_block
    with transaction.atomic():
        _tell_postgres(str(fact.id))
        yield
        if inside_another:
            _tell_postgres("")


def _tell_postgres(fact_id: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('songhanh.fact', %s, true)", [fact_id])


def _write(fact: Fact, verb: str, *, acting: Acting, at: datetime) -> None:
    subject = fact.subject
    label = _label_of(fact)[:300]
    AuditEntry.objects.create(
        id=fact.id,
        at=at,
        verb=verb,
        user_id=acting.user_id,
        deputy_for_id=acting.deputy_for_id,
        acting_role=acting.role,
        acting_unit_code=acting.unit_code,
        acting_unit_id=acting.unit_id,
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_key=str(subject.pk) if subject is not None else "",
        subject_label=label,
        folded_label=fold(label),
        reason=fact.reason,
        details=fact.details,
    )


def _label_of(fact: Fact) -> str:
    """What the subject is called; nothing for a person, whose name must not outlive an erasure."""
    if fact.subject is None or fact.subject_label:
        return fact.subject_label
    return "" if triggers.personal_fields(fact.subject.__class__) else str(fact.subject)
