"""What is, rather than happens, as some targets need it: stages, conventions, models, plans."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol

from songhanh.engines.counting import Standing, TargetKind, TargetSpec
from songhanh.records.campaigns.kind import plans_counted
from songhanh.records.communitymodels.queries import models_counted
from songhanh.records.conventions.queries import conventions_counted
from songhanh.records.figures.queries import estimates_counted, typed_values_counted
from songhanh.records.mediaindex.kind import stages_counted

READERS: dict[TargetKind, tuple[str, Callable[..., object]]] = {
    TargetKind.MEDIA_INDEX_SHARE: ("stages", stages_counted),
    TargetKind.CONVENTION_SHARE: ("conventions", conventions_counted),
    TargetKind.DIGITAL_MODEL_PER_YEAR: ("models", models_counted),
    TargetKind.ACTION_MONTH_PLAN_SHARE: ("campaign_plans", plans_counted),
    TargetKind.AWARENESS_INCREASE: ("estimates", estimates_counted),
    TargetKind.OTHER: ("typed_values", typed_values_counted),
}
"""For each kind of target the part of the world it is worked out from, and who reads it."""


class Known(Protocol):
    """Which standing is read, as known on which day."""

    @property
    def known_on(self) -> date | None:
        """None: all that is known."""

    @property
    def standing(self) -> Standing:
        """Accepted, or also what is only submitted."""


def states_of(targets: Iterable[TargetSpec], reading: Known) -> dict[str, Any]:
    """The parts of the world these targets need beside counts; the others stay empty."""
    wanted = {target.kind for target in targets} & READERS.keys()
    return {
        name: read(known_on=reading.known_on, standing=reading.standing)
        for name, read in (READERS[kind] for kind in wanted)
    }
