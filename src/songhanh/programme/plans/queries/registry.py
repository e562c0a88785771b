"""The registry of plans: filters, passages found, facts about a plan as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from songhanh.engines.vntext import fold, normal
from songhanh.programme.plans.aside import is_aside
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument, SourceText
from songhanh.programme.plans.queries.visibility import search_plans
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.names import search_form

REGISTERED = "registered"
"""The filter that shows the files of own plans units registered, while they are drafts."""


def filter_plans(
    plans: QuerySet[PlanDocument], wanted: Mapping[str, Any]
) -> QuerySet[PlanDocument]:
    """Plans that fit the filters of the list.

    An empty filter lets everything through but the files units registered: those are read to be
    compared, would hide the drafts that wait to be confirmed, and have a filter of their own.
    """
    if wanted.get("q"):
        plans = search_plans(plans, wanted["q"])
    if wanted.get("status") == REGISTERED:
        plans = plans.filter(is_aside())
    elif wanted.get("status"):
        plans = plans.filter(status=wanted["status"]).exclude(is_aside())
    elif not wanted.get("q"):  # who searches a text searches all of them
        plans = plans.exclude(is_aside())
    if wanted.get("level"):
        plans = plans.filter(issuing_level=wanted["level"])
    if wanted.get("year"):
        year = wanted["year"]
        begun = Q(period_from__lte=year) | Q(
            Q(period_from_inferred__isnull=True) | Q(period_from_inferred__lte=year),
            period_from__isnull=True,
        )
        plans = plans.filter(begun, Q(period_to__isnull=True) | Q(period_to__gte=year))
    if wanted.get("issuer"):
        words = search_form(wanted["issuer"])
        named = UnitVersion.objects.filter(folded_name__contains=words).values("unit_id")
        plans = plans.filter(issuer_id__in=named)
    return plans


def replaceable_by(plan: PlanDocument, plans: QuerySet[PlanDocument]) -> QuerySet[PlanDocument]:
    """Plans in force that a new plan of the same issuer may replace."""
    return plans.filter(issuer_id=plan.issuer_id, status__in=IN_FORCE).exclude(pk=plan.pk)


@dataclass(frozen=True)
class Word:
    """A word of a passage, and whether it was looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Passage:
    """The line of a plan that holds most of the words looked for."""

    line: int
    words: Sequence[Word]


def passages_of(plans: Sequence[PlanDocument], text: str) -> dict[int, Passage]:
    """For each plan the line that holds most of the words; none where they stand elsewhere."""
    wanted = [(word, word.isascii()) for word in normal(text).split()]
    sources = SourceText.objects.filter(plan__in=plans).values_list("plan_id", "text")
    found = ((plan_id, _passage(source, wanted)) for plan_id, source in sources)
    return {plan_id: passage for plan_id, passage in found if passage is not None}


SHOWN = 40
"""So many words of a long line are shown around the first one found."""


def _passage(source: str, wanted: Sequence[tuple[str, bool]]) -> Passage | None:
    best, line, words = 0, 0, list[Word]()
    for number, text in enumerate(source.split("\n"), start=1):
        parts = normal(text).split()
        forms = [(part.casefold(), fold(part)) for part in parts]
        hits = [_is_wanted(form, wanted) for form in forms]
        count = len({hit for hit in hits if hit is not None})
        if count > best:
            shown = zip(parts, hits, strict=True)
            best, line = count, number
            words = [Word(part, found=hit is not None) for part, hit in shown]
    return Passage(line, _around(words)) if best else None


def _is_wanted(form: tuple[str, str], wanted: Sequence[tuple[str, bool]]) -> int | None:
    for place, (word, plain) in enumerate(wanted):
        if (fold(word) in form[1]) if plain else (word.casefold() in form[0]):
            return place
    return None


def _around(words: Sequence[Word]) -> Sequence[Word]:
    first = next((place for place, word in enumerate(words) if word.found), 0)
    start = max(0, first - SHOWN // 4)
    return words[start : start + SHOWN]
