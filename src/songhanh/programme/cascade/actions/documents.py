"""Upper documents: known from the beginning, added and corrected by hand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.cascade.models import UpperDocument
from songhanh.programme.cascade.queries.upper import known_documents
from songhanh.programme.cascade.rules import may_link


def add_document(values: Mapping[str, Any], *, acting: Acting, at: datetime) -> UpperDocument:
    """Name a document that stands outside the registry of plans.

    Raises:
        NotAllowedError: by the rule ``may_link``.
        RefusedError: the same number, day and issuer is there already.
    """
    require(may_link(acting))
    try:
        with recorded("cascade.add_document", acting=acting, at=at) as fact:
            fact.subject = document = UpperDocument.objects.create(**values)
    except IntegrityError as error:
        raise _twice(values) from error
    return document


def change_document(
    document: UpperDocument, values: Mapping[str, Any], *, acting: Acting, at: datetime
) -> None:
    """Correct what is known of a document.

    Raises:
        NotAllowedError: by the rule ``may_link``.
        RefusedError: it would stand under itself, or be the same as another one.
    """
    require(may_link(acting))
    above: UpperDocument | None = values.get("above")
    while above is not None:
        if above.pk == document.pk:
            raise RefusedError(
                _("Văn bản không thể thuộc chính nó, kể cả qua văn bản khác. Hãy chọn lại.")
            )
        above = above.above
    try:
        with recorded("cascade.change_document", acting=acting, at=at, subject=document):
            for name, value in values.items():
                setattr(document, name, value)
            document.save()
    except IntegrityError as error:
        raise _twice(values) from error


def load_known_documents() -> int:
    """Put the documents every installation knows in place; how many were added.

    What a person changed is left alone: a document is told by its number and day.
    """
    added = 0
    for row in known_documents():
        above = row.pop("above", None)
        parent = UpperDocument.objects.filter(number=above).first() if above else None
        day = date.fromisoformat(row.pop("issued_on"))
        known = UpperDocument.objects.filter(number=row["number"], issued_on=day)
        if not known.exists():
            UpperDocument.objects.create(issued_on=day, above=parent, **row)
            added += 1
    return added


def _twice(values: Mapping[str, Any]) -> RefusedError:
    return RefusedError(
        _("Văn bản %(number)s cùng ngày, cùng cơ quan ban hành đã có. Hãy dùng văn bản đó.")
        % {"number": values.get("number", "")}
    )
