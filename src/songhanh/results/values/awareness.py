"""How awareness changed, for everybody and for each group somebody asked about."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.engines.counting import (
    EVERYBODY,
    AwarenessChange,
    Question,
    TargetKind,
    TargetSpec,
    World,
    awareness_change,
    awareness_groups,
    round_half_up,
)
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.queries import labels_of
from songhanh.results.values.sources import Reading
from songhanh.results.values.states import states_of


@dataclass(frozen=True)
class ChangeRow:
    """The change of one group, rounded as screens show it."""

    group: str
    change: AwarenessChange

    @property
    def points(self) -> Decimal:
        """The difference in points."""
        return round_half_up(self.change.points, 2)

    @property
    def relative(self) -> Decimal | None:
        """The difference in per cent of the baseline."""
        relative = self.change.relative
        return None if relative is None else round_half_up(relative, 2)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The 95 % interval of the difference, in points; None without both standard errors."""
        if self.change.interval is None:
            return None
        low, high = self.change.interval
        return round_half_up(low, 2), round_half_up(high, 2)


def changes_of(plan: PlanDocument, target: TargetSpec, reading: Reading) -> list[ChangeRow]:
    """Everybody first, then the groups; empty for targets of other kinds."""
    if target.kind != TargetKind.AWARENESS_INCREASE:
        return []
    world = World(units=(), **states_of([target], reading))
    question = Question(plan_spec(plan), target, world, reading.as_of)
    names = {EVERYBODY: _("mọi người trả lời"), **labels_of(CodeList.AUDIENCE)}
    return [
        ChangeRow(names.get(group, group), change)
        for group in (EVERYBODY, *awareness_groups(question))
        if (change := awareness_change(question, group)) is not None
    ]
