"""Who leads a plan, whom it concerns; and which written documents somebody may see."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.queries import reporting_rules, senders_on
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.orgunits.models import UnitFunction, UnitVersion
from songhanh.registry.orgunits.offices import place_of
from songhanh.registry.orgunits.queries import (
    ancestors_on,
    members_of_words,
    nearest_versions,
    territory_of,
    valid_on,
    version_on,
)
from songhanh.reporting.consolidation.rules import can_read
from songhanh.reporting.documents.enums import DocumentSource
from songhanh.reporting.documents.models import IssuedDocument

STANDING_UNIT = "standing_unit"
"""The function of the unit that consolidates, as units carry it."""


def is_lead(plan: PlanDocument, unit_id: int, on: date) -> bool:
    """Whether the unit issues the plan or consolidates its reports.

    The standing unit is whoever the plan's summary rule names, whom reports pass through, or who
    bears that function in the plan's territory.
    """
    if unit_id == plan.issuer_id:
        return True
    rules = list(reporting_rules(plan))
    summaries = [rule for rule in rules if rule.kind == RuleKind.SUMMARY]
    if any(unit_id in _ids(senders_on(rule, on)[0]) for rule in summaries):
        return True
    territory = territory_of(plan.issuer_id, on)
    ways = sorted({rule.via for rule in rules if rule.via})
    if ways and unit_id in _ids(members_of_words(ways, territory.pk if territory else None, on)[0]):
        return True
    functions = UnitFunction.objects.filter(valid_on(on), function=STANDING_UNIT, unit_id=unit_id)
    return functions.exists() and serves(plan, unit_id, on)


def serves(plan: PlanDocument, unit_id: int, on: date) -> bool:
    """Whether the unit stands in the plan's territory on a day."""
    if version_on(unit_id, on) is None:
        return False
    territory = territory_of(plan.issuer_id, on)
    if territory is None:
        return True
    return territory.pk in ancestors_on([unit_id], on).get(unit_id, [])


def place_names(plan: PlanDocument, on: date) -> tuple[str, ...]:
    """Names of places a title printed in capitals is likely to hold."""
    chain = ancestors_on([plan.issuer_id], on).get(plan.issuer_id, [])
    return tuple(place_of(version) for version in nearest_versions(chain, on).values())


def documents_visible_to(acting: Acting, on: date) -> QuerySet[IssuedDocument]:
    """Documents of the units of the branch; consolidated ones for those who read these."""
    found = IssuedDocument.objects.select_related("plan", "acting_user")
    seen = units_seen_by(acting, on)
    if seen is None:
        return found
    readable = Q(source=DocumentSource.SUBMISSION, unit_id__in=seen)
    if can_read(acting):
        readable |= Q(source=DocumentSource.CONSOLIDATION, plan__issuer_id__in=seen)
    return found.filter(readable)


def _ids(versions: Iterable[UnitVersion]) -> set[int]:
    return {version.unit_id for version in versions}
