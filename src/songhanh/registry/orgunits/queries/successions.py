"""What continues what: the successions that stand, undone ones left out."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q, QuerySet

from songhanh.registry.orgunits.enums import SuccessionKind
from songhanh.registry.orgunits.models import Succession
from songhanh.registry.orgunits.queries.reaching import reached
from songhanh.registry.orgunits.queries.trees import in_branch


def standing_successions(unit_ids: Collection[int] | None = None) -> QuerySet[Succession]:
    """Successions that were not undone, without the counter-records, in the order of time.

    With ``unit_ids`` those into or out of these units.
    """
    rows = Succession.objects.filter(undoes__isnull=True, undone_by__isnull=True)
    if unit_ids is not None:
        rows = rows.filter(Q(old_id__in=unit_ids) | Q(new_id__in=unit_ids))
    return rows.order_by("on", "pk")


def units_continued(unit_ids: Collection[int]) -> set[int]:
    """The units these continue, at any distance: what a merged province was made of."""
    steps = standing_successions().filter(new_id__isnull=False)
    pairs = steps.values(begins=F("new_id"), ends=F("old_id"))
    return reached(unit_ids, pairs) - set(unit_ids)


def continued_among(candidates: Collection[int], unit_ids: Collection[int]) -> set[int]:
    """Those of a few candidates that some units continue; a branch may have thousands of units."""
    steps = standing_successions().filter(new_id__isnull=False)
    became = reached(candidates, steps.values(begins=F("old_id"), ends=F("new_id")))
    if became.isdisjoint(unit_ids):
        return set()
    return units_continued(unit_ids) & set(candidates)


def undecided(branch_id: int | None, on: date) -> QuerySet[Succession]:
    """Parts of units whose share nobody has decided, into units of a branch; None is everywhere."""
    rows = standing_successions().filter(
        kind__in=(SuccessionKind.MERGE_PART, SuccessionKind.SPLIT), share__isnull=True
    )
    return rows if branch_id is None else rows.filter(new_id__in=in_branch(branch_id, on))


def steps_around(unit_id: int) -> list[Succession]:
    """What the unit came from, what changed it and what continues it, in the order of time."""
    return list(standing_successions([unit_id]))
