"""The figures of a plan on a day, with their units and definitions, ready to be frozen."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from songhanh.engines.counting import Outlook, TargetResult, round_half_up
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import target_spec, targets_of
from songhanh.registry.orgunits.queries import names_on
from songhanh.results.freezing.content import DefinitionKept, FigureKept, UnitKept
from songhanh.results.values.definitions import definition_words
from songhanh.results.values.enums import FORMULAS
from songhanh.results.values.outlooks import outlooks_for
from songhanh.results.values.queries import results_of, wordings_until
from songhanh.results.values.sentences import why
from songhanh.results.values.settings import settings_in_force
from songhanh.results.values.sources import Reading

_PLACES = 4


def results_read(plan: PlanDocument, reading: Reading) -> list[TargetResult]:
    """All rows of a plan under a reading."""
    return results_of(
        plan,
        as_of=reading.as_of,
        known_on=reading.known_on,
        standing=reading.standing,
        map=reading.map_view.value,
        map_day=reading.map_on,
    )


def figures_now(plan: PlanDocument, reading: Reading) -> tuple[FigureKept, ...]:
    """The figures as they are now, in the order of the plan."""
    results = results_read(plan, reading)
    specs = [target_spec(one) for one in targets_of(plan, reading.as_of)]
    outlooks = outlooks_for(plan, specs, results)
    unit_ids = {one.unit_id for row in results for one in row.outcomes}
    names = names_on(unit_ids, reading.shown_on)
    return tuple(
        _figure(row, outlooks.get((row.ordinal, row.period.label)), names) for row in results
    )


def definitions_now(plan: PlanDocument, as_of: date) -> tuple[DefinitionKept, ...]:
    """How each target is counted in the year of a day, one line for each of its wordings."""
    said = {
        one.element.key: "\n".join(
            f"{setting.label}: {setting.value}" for setting in settings_in_force(one, as_of)
        )
        for one in targets_of(plan, as_of)
    }
    return tuple(
        DefinitionKept(
            ordinal=one.spec.ordinal,
            text=one.spec.text,
            formula=str(FORMULAS[one.spec.kind.value]),
            said=said.get(one.spec.ordinal, ""),
            words=definition_words(one.spec),
        )
        for one in wordings_until(plan, as_of)
    )


def kept(number: Fraction | Decimal | None) -> Decimal | None:
    """A number to the places that are kept."""
    return None if number is None else round_half_up(number, _PLACES)


def _figure(row: TargetResult, outlook: Outlook | None, names: Mapping[int, str]) -> FigureKept:
    forecast = outlook.of_period if outlook else None
    return FigureKept(
        ordinal=row.ordinal,
        kind=row.kind.value,
        text=row.text,
        period=row.period.label,
        unit_word=row.unit,
        value=kept(row.value),
        numerator=row.numerator,
        denominator=row.denominator,
        required=kept(row.required),
        required_from=row.required_from.value if row.required_from else "",
        threshold=kept(row.threshold),
        status=row.status.value,
        estimated=row.estimated,
        forecast=kept(forecast.value) if forecast else None,
        sentence=why(row, {}),
        unresolved=_lines(row.unresolved),
        unassigned=_lines(row.unassigned),
        rule_version=row.rule_version,
        units=tuple(
            UnitKept(
                unit_id=one.unit_id,
                code=one.code,
                name=names.get(one.unit_id, one.code),
                verdict=one.verdict.value,
                count=kept(one.count),
                needed=kept(one.needed),
            )
            for one in row.outcomes
        ),
    )


def _lines(words: Sequence[str]) -> str:
    return "\n".join(sorted(words))
