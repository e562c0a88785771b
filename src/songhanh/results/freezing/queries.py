"""Frozen results somebody may see, and whether they still are what was sealed."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from songhanh.engines.counting import MapView, Standing
from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.results.freezing.content import content_of
from songhanh.results.freezing.models import FrozenResults, FrozenUnit
from songhanh.results.values.enums import MapChoice
from songhanh.results.values.sources import Reading


def frozen_visible_to(acting: Acting, on: date) -> QuerySet[FrozenResults]:
    """What was frozen of the plans somebody may read; units are narrowed where they are shown."""
    return FrozenResults.objects.filter(plan__in=plans_visible_to(acting, on)).select_related(
        "plan", "acting_user"
    )


def named(found: QuerySet[FrozenResults], text: str) -> QuerySet[FrozenResults]:
    """Those whose purpose or plan holds all the words, sought without diacritics."""
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    return found


def reading_of(frozen: FrozenResults) -> Reading:
    """The question that was frozen."""
    return Reading(
        frozen.as_of,
        frozen.known_on,
        Standing(frozen.standing),
        MapView.REPORTED if frozen.map == MapChoice.REPORTED else MapView.NEW,
        frozen.map_day,
    )


def is_intact(frozen: FrozenResults) -> bool:
    """Whether the rows still are what was sealed."""
    units: dict[int, list[FrozenUnit]] = defaultdict(list)
    for one in FrozenUnit.objects.filter(figure__frozen=frozen).order_by("figure", "code"):
        units[one.figure_id].append(one)
    content = content_of(frozen, frozen.definitions.all(), frozen.figures.all(), units)
    return content.content_hash == frozen.content_hash
