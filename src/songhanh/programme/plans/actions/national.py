"""The register of national documents: kept by people, and drafts are held to it at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.actions.refreshing import refresh_drafts
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import NationalDocument
from songhanh.programme.plans.queries.national import number_key
from songhanh.programme.plans.rules import can_keep_register


def add_document(values: Mapping[str, Any], *, acting: Acting, at: datetime) -> NationalDocument:
    """Enter a national document; the findings of every draft are looked for again.

    Raises:
        NotAllowedError: neither a lead officer nor an administrator.
    """
    require(can_keep_register(acting))
    with recorded("national.add", acting=acting, at=at) as fact:
        document = NationalDocument(**values)
        document.number_key = number_key(document.number)
        document.save()
        fact.subject = document
        fact.details = {"drafts": refresh_drafts(day_of(at))}
    return document


def change_document(
    document: NationalDocument,
    values: Mapping[str, Any],
    *,
    version: int,
    acting: Acting,
    at: datetime,
) -> None:
    """Correct a national document; the findings of every draft are looked for again.

    Raises:
        NotAllowedError: neither a lead officer nor an administrator.
        ChangedMeanwhileError: somebody changed it since ``version``.
    """
    require(can_keep_register(acting))
    with recorded("national.change", acting=acting, at=at, subject=document) as fact:
        one = NationalDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if one.version != version:
            raise ChangedMeanwhileError
        for name, value in values.items():
            setattr(one, name, value)
        one.number_key = number_key(one.number)
        one.version += 1
        one.save()
        fact.details = {"drafts": refresh_drafts(day_of(at))}
