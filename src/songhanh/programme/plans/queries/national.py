"""The register of national documents: what plans are compared with."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from songhanh.engines.vntext import bare, fold, normal
from songhanh.programme.plans.models import NationalDocument


def number_key(number: str) -> str:
    """A number in the form in which two spellings of it are the same."""
    return bare(number).replace(" ", "")


def known_dates() -> dict[str, frozenset[str]]:
    """The days documents of each number bear, as the reader compares citations with them."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, day in NationalDocument.objects.values_list("number", "issued_on"):
        found[number].add(day.isoformat())
    return {number: frozenset(days) for number, days in found.items()}


def documents_numbered(number: str) -> QuerySet[NationalDocument]:
    """The documents that bear a number, however it is spelt; the newest first."""
    wanted = NationalDocument.objects.filter(number_key=number_key(number))
    return wanted.select_related("replaced_by").order_by("-issued_on", "pk")


def filter_documents(wanted: Mapping[str, Any]) -> list[NationalDocument]:
    """The documents that fit the filters of the list; words count without diacritics too."""
    found = NationalDocument.objects.select_related("replaced_by")
    if wanted.get("status"):
        found = found.filter(status=wanted["status"])
    if wanted.get("year"):
        found = found.filter(Q(issued_on__year=wanted["year"]))
    words = fold(normal(wanted.get("q") or "")).split()
    return [one for one in found if all(word in _searched(one) for word in words)]


def _searched(one: NationalDocument) -> str:
    return fold(f"{one.number} {one.title} {one.issuer} {one.doc_type}")
