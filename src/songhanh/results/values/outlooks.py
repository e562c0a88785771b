"""Forecasts of a plan's targets, and who holds its values back: the engine's answers in words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.counting import Forecast, Lack, Outlook, TargetResult, TargetSpec
from songhanh.foundation.ui.formats import amount_text, day_text, number_text, period_text
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec
from songhanh.registry.orgunits.queries import names_on
from songhanh.results.values.enums import COUNT_WORDS, PERIOD_WORDS, Assumption, Lacking

RowKey = tuple[str, str]
"""The ordinal of a target and the label of a period: what names a row of results."""


def outlooks_for(
    plan: PlanDocument, targets: Iterable[TargetSpec], results: Iterable[TargetResult]
) -> dict[RowKey, Outlook]:
    """The outlook of each row that ``results_of`` gave for these targets; asks no database."""
    spec = plan_spec(plan)
    rows = _by_ordinal(results)
    return {
        (one.ordinal, one.period.label): one
        for target in targets
        for one in counting.outlooks_of(spec, target, rows.get(target.ordinal, ()))
    }


def to_go(result: TargetResult, target: TargetSpec) -> int | None:
    """How many more units have to pass until the row holds; see ``counting.units_to_go``."""
    return counting.units_to_go(result, counting.required_of(target, result.period.year))


def forecast_words(forecast: Forecast, unit: str) -> str:
    """The value expected, what is required then, and what the forecast takes for granted."""
    said = {
        "day": day_text(forecast.on),
        "value": amount_text(counting.round_half_up(forecast.value, 1), unit),
        "assumption": Assumption(forecast.assumption.value).label,
    }
    if forecast.required.value is None:
        return _("Dự báo đến hết ngày %(day)s: %(value)s (%(assumption)s).") % said
    said["required"] = amount_text(counting.round_half_up(forecast.required.value, 1), unit)
    if forecast.holds:
        return (
            _("Dự báo đến hết ngày %(day)s: %(value)s, đạt yêu cầu %(required)s (%(assumption)s).")
            % said
        )
    return (
        _("Dự báo đến hết ngày %(day)s: %(value)s, chưa đạt yêu cầu %(required)s (%(assumption)s).")
        % said
    )


@dataclass(frozen=True)
class UnitLack:
    """What one unit lacks of one target; of conventions one line for all with the same lack."""

    target: TargetSpec
    lack: Lack
    things: int = 1

    @property
    def missing(self) -> Decimal | None:
        """How many records, quarters or months are missing; None where it is no number."""
        number = self.lack.missing
        return None if number is None else counting.round_half_up(number, 1)

    @property
    def words(self) -> str:
        """What is missing, and by when it can still come."""
        if self.lack.missed:
            return _("%(lacks)s; %(period)s không còn bù được.") % {
                "lacks": self._lacks(),
                "period": period_text(self.lack.period),
            }
        return _("%(lacks)s; cần có trước hết ngày %(day)s.") % {
            "lacks": self._lacks(),
            "day": day_text(self.lack.by),
        }

    def _lacks(self) -> str:
        kind = self.target.kind.value
        if self.missing is not None and self.lack.has is not None:
            over_year = self.lack.period.kind == counting.PeriodKind.YEAR
            words = PERIOD_WORDS if over_year and kind in PERIOD_WORDS else COUNT_WORDS
            return _("Còn thiếu %(missing)s %(unit)s (có %(has)s/%(needs)s)") % {
                "missing": number_text(self.missing),
                "unit": words.get(kind, ""),
                "has": number_text(_one_place(self.lack.has)),
                "needs": number_text(_one_place(self.lack.needs or Fraction(0))),
            }
        what = ", ".join(str(Lacking(one.value).label) for one in self.lack.what)
        if self.things > 1:
            return _("Còn thiếu ở %(things)s hương ước, quy ước: %(what)s") % {
                "things": number_text(self.things),
                "what": what,
            }
        return _("Còn thiếu: %(what)s") % {"what": what}


@dataclass(frozen=True)
class UnitHoldingBack:
    """A unit that holds values of the plan back, with what it lacks in the order of the plan."""

    unit_id: int
    name: str
    lacks: tuple[UnitLack, ...]

    @property
    def targets(self) -> int:
        """How many targets it holds back."""
        return len({one.target.ordinal for one in self.lacks})


@dataclass(frozen=True)
class PullDown:
    """Who holds the values back, most targets first; ``beyond`` units lie outside the branch."""

    units: list[UnitHoldingBack]
    beyond: int


def pull_down(
    targets: Iterable[TargetSpec],
    results: Iterable[TargetResult],
    visible: Collection[int] | None,
    on: date,
) -> PullDown:
    """The units that lack something now, with one query for their names.

    ``visible`` are the units somebody may see, None all; ``on`` is the day whose names are shown.
    """
    rows = _by_ordinal(results)
    found: dict[int, list[UnitLack]] = {}
    for target in targets:
        for one in _gathered(target, counting.lacks_of(rows.get(target.ordinal, ()))):
            found.setdefault(one.lack.unit_id, []).append(one)
    kept = {pk: lacks for pk, lacks in found.items() if visible is None or pk in visible}
    names = names_on(set(kept), on)
    units = [
        UnitHoldingBack(pk, names.get(pk, lacks[0].lack.code), tuple(lacks))
        for pk, lacks in kept.items()
    ]
    units.sort(key=lambda one: (-one.targets, one.name))
    return PullDown(units, len(found) - len(kept))


def _gathered(target: TargetSpec, lacks: Iterable[Lack]) -> list[UnitLack]:
    """One line a unit and lack: a commune may have many conventions."""
    groups: dict[tuple[object, ...], list[Lack]] = {}
    for one in lacks:
        groups.setdefault((one.unit_id, one.period, one.what), []).append(one)
    return [UnitLack(target, group[0], len(group)) for group in groups.values()]


def _by_ordinal(results: Iterable[TargetResult]) -> dict[str, Sequence[TargetResult]]:
    found: dict[str, list[TargetResult]] = {}
    for row in results:
        found.setdefault(row.ordinal, []).append(row)
    return dict(found)


def _one_place(count: Fraction) -> Decimal:
    return counting.round_half_up(count, 1)
