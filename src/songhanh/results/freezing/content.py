"""What is frozen, as plain values, and the document its seal is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from songhanh.foundation.lib.seals import seal
from songhanh.results.freezing.models import (
    FrozenDefinition,
    FrozenFigure,
    FrozenResults,
    FrozenUnit,
)


@dataclass(frozen=True)
class Asked:
    """What was frozen when, for which purpose."""

    plan_code: str
    plan_name: str
    number: int
    purpose: str
    taken_at: datetime
    as_of: date
    known_on: date | None
    standing: str
    map: str
    map_day: date | None


@dataclass(frozen=True)
class DefinitionKept:
    """A row of ``FrozenDefinition``."""

    ordinal: str
    text: str
    formula: str
    said: str
    words: str


@dataclass(frozen=True)
class UnitKept:
    """A row of ``FrozenUnit``; ``unit_id`` is this database's own key and not sealed."""

    unit_id: int
    code: str
    name: str
    verdict: str
    count: Decimal | None
    needed: Decimal | None


@dataclass(frozen=True)
class FigureKept:
    """A row of ``FrozenFigure`` with its units."""

    ordinal: str
    kind: str
    text: str
    period: str
    unit_word: str
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    required: Decimal | None
    required_from: str
    threshold: Decimal | None
    status: str
    estimated: bool
    forecast: Decimal | None
    sentence: str
    unresolved: str
    unassigned: str
    rule_version: str
    units: tuple[UnitKept, ...]


FIGURE_FIELDS = tuple(name for name in FigureKept.__dataclass_fields__ if name != "units")
UNIT_FIELDS = tuple(UnitKept.__dataclass_fields__)
DEFINITION_FIELDS = tuple(DefinitionKept.__dataclass_fields__)


@dataclass(frozen=True)
class FrozenContent:
    """Everything that is frozen at once."""

    asked: Asked
    definitions: tuple[DefinitionKept, ...]
    figures: tuple[FigureKept, ...]

    @property
    def content_hash(self) -> str:
        """The seal over all of it."""
        return seal(document_of(self))


def document_of(content: FrozenContent) -> Mapping[str, object]:
    """The content as plain lists and mappings, the form that is sealed."""
    asked = dict(vars(content.asked))
    asked["taken_at"] = content.asked.taken_at.astimezone(UTC)
    return {
        "asked": asked,
        "definitions": [_row(one, DEFINITION_FIELDS) for one in content.definitions],
        "figures": [
            {
                **{name: getattr(figure, name) for name in FIGURE_FIELDS},
                "units": [
                    _row(one, UNIT_FIELDS[1:])
                    for one in sorted(figure.units, key=lambda unit: unit.code)
                ],
            }
            for figure in content.figures
        ],
    }


def content_of(
    frozen: FrozenResults,
    definitions: Iterable[FrozenDefinition],
    figures: Iterable[FrozenFigure],
    units: Mapping[int, Iterable[FrozenUnit]],
) -> FrozenContent:
    """What the rows say; ``units`` go by the key of their figure."""
    return FrozenContent(
        Asked(
            plan_code=frozen.plan.code,
            **{
                name: getattr(frozen, name)
                for name in Asked.__dataclass_fields__
                if name != "plan_code"
            },
        ),
        tuple(
            DefinitionKept(**{name: getattr(one, name) for name in DEFINITION_FIELDS})
            for one in definitions
        ),
        tuple(
            FigureKept(
                **{name: getattr(figure, name) for name in FIGURE_FIELDS},
                units=tuple(
                    UnitKept(**{name: getattr(one, name) for name in UNIT_FIELDS})
                    for one in units.get(figure.pk, ())
                ),
            )
            for figure in figures
        ),
    )


def _row(thing: object, names: Iterable[str]) -> list[object]:
    return [getattr(thing, name) for name in names]
