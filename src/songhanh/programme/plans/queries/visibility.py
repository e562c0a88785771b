"""Which plans a person may read. The limit is in the query: what lies beyond is not found."""

from datetime import date

from django.db.models import Q, QuerySet

from songhanh.engines.vntext import fold, normal
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.remembering import remembered
from songhanh.programme.plans.enums import PUBLISHED, PlanStatus
from songhanh.programme.plans.models import PlanDocument, PlanIntake
from songhanh.registry.orgunits.queries import ancestors_on, continued_among, territories_of
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import visible_unit_ids

READS_DRAFTS = (Role.LEAD_OFFICER, Role.ADMINISTRATOR)
"""Roles that see what is not published yet, in their branch."""


def plans_visible_to(acting: Acting, on: date) -> QuerySet[PlanDocument]:
    """The plans a person may read on a day.

    Published ones of the own branch and of the units it continues, and of every issuer whose
    territory contains the own unit (the province's plan for a commune). Drafts only for lead
    officers and administrators of the issuer's branch.
    """
    if visible_unit_ids(acting, on) is None:
        return PlanDocument.objects.all()
    own, others = _issuers_seen(acting, on)
    readable = Q(status__in=PUBLISHED, issuer_id__in=own | others)
    if acting.acts_as(*READS_DRAFTS):
        readable |= Q(status=PlanStatus.DRAFT, issuer_id__in=own)
    return PlanDocument.objects.filter(readable)


def intakes_visible_to(acting: Acting, on: date) -> QuerySet[PlanIntake]:
    """Files that came in for the issuers of a lead officer's branch; nobody else sees any."""
    intakes = PlanIntake.objects.select_related("plan", "looks_like")
    branch = visible_unit_ids(acting, on)
    if not acting.acts_as(Role.LEAD_OFFICER) or branch is None:
        return intakes.none()
    return intakes.filter(issuer_id__in=branch)


def search_plans(plans: QuerySet[PlanDocument], text: str) -> QuerySet[PlanDocument]:
    """Plans whose title, number, code or text holds all the words, in any place.

    A word typed with diacritics must be found with them; without any it is found in every form.
    """
    for word in normal(text).split():
        lowered, folded = word.casefold(), fold(word)
        text_holds = (
            Q(source__folded__contains=folded)
            if word.isascii()
            else Q(source__lowered__contains=lowered)
        )
        found = text_holds | Q(number__icontains=word) | Q(code__icontains=word)
        plans = plans.filter(found)
    return plans


@remembered
def _issuers_seen(acting: Acting, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """Issuers of the own branch, and those it continues or whose territory contains it.

    There are few issuers and a branch may have thousands of units: only issuers are sent along.
    """
    branch = visible_unit_ids(acting, on) or set()
    issuers = set(PlanDocument.objects.order_by().values_list("issuer_id", flat=True).distinct())
    strangers = issuers - branch
    others = continued_among(strangers, branch) | _issuers_above(acting, strangers, on)
    return frozenset(issuers & branch), frozenset(others)


def _issuers_above(acting: Acting, issuers: set[int], on: date) -> set[int]:
    """Issuers whose territory contains the acting unit, and those without one (a ministry)."""
    if acting.unit_id is None:
        return set()
    chain = set(ancestors_on([acting.unit_id], on).get(acting.unit_id, []))
    territories = territories_of(issuers, on)
    return {one for one in issuers if one not in territories or territories[one] in chain}
