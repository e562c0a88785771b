"""Which units a target counts.

An officer's rule, or the words of the plan, become a denominator: parts of kinds and codes, and
the words that mean no unit. On a day the denominator becomes the units themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.engines.counting import wording
from songhanh.engines.counting.names import UnitNames
from songhanh.engines.counting.plans import DenominatorRule, PlanSpec, TargetSpec
from songhanh.engines.counting.units import UnitVersion
from songhanh.engines.counting.world import UnitClass, World


@dataclass(frozen=True, slots=True)
class Denominator:
    """The classes counted, and the words that resolved to nothing, as printed."""

    parts: tuple[UnitClass, ...]
    unresolved: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything resolved; if not, an officer has to choose."""
        return bool(self.parts)

    @property
    def kinds(self) -> frozenset[str]:
        """All kinds named by the parts."""
        return frozenset().union(*(part.kinds for part in self.parts))

    @property
    def codes(self) -> frozenset[str]:
        """All codes named by the parts."""
        return frozenset().union(*(part.codes for part in self.parts))


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Where words are looked up: the classes of the province, the table, the names of units."""

    classes: dict[str, UnitClass]
    names: UnitNames
    day: date
    territory_id: int | None

    def find(self, text: str) -> UnitClass | None:
        forms = wording.bare_forms(text)
        for form in forms:
            if form in self.classes:
                return self.classes[form]
        for form in forms:
            if kinds := wording.kinds_of(form):
                return UnitClass(text, kinds=kinds)
        codes = (self.names.code_of(form, self.day, self.territory_id) for form in forms)
        code = next((code for code in codes if code), None)
        return UnitClass(text, codes=frozenset({code})) if code else None


def resolve_subjects(
    subjects: Iterable[str],
    world: World,
    day: date,
    territory_id: int | None = None,
) -> Denominator:
    """What printed words mean: whole, then part by part, the longest run of parts first.

    Looked up in the classes of the world, then in the table of words, then among the names of the
    units valid on the day.
    """
    classes = {wording.plain_form(one.name): one for one in world.classes}
    lookup = _Lookup(classes, world.names, day, territory_id)
    found: list[UnitClass] = []
    unresolved: list[str] = []
    for subject in subjects:
        whole = lookup.find(subject)
        if whole is not None:
            found.append(whole)
        else:
            _resolve_parts(wording.parts_of(subject), lookup, found, unresolved)
    return Denominator(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unresolved)))


def _resolve_parts(
    parts: Sequence[str], lookup: _Lookup, found: list[UnitClass], unresolved: list[str]
) -> None:
    """Take the longest run that means something; go on with what stands left and right of it."""
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            run = lookup.find(", ".join(parts[start : start + length]))
            if run is not None:
                _resolve_parts(parts[:start], lookup, found, unresolved)
                found.append(run)
                _resolve_parts(parts[start + length :], lookup, found, unresolved)
                return
    unresolved.extend(parts)


def resolve_rule(
    rule: DenominatorRule, world: World, day: date, territory_id: int | None = None
) -> Denominator:
    """What an officer chose: a class goes by its words, kinds and codes as they are."""
    parts: list[UnitClass] = []
    unresolved: tuple[str, ...] = ()
    if rule.class_name is not None:
        by_words = resolve_subjects((rule.class_name,), world, day, territory_id)
        parts.extend(by_words.parts)
        unresolved = by_words.unresolved
    if rule.kinds or rule.codes:
        parts.append(UnitClass("", kinds=rule.kinds, codes=rule.codes))
    return Denominator(tuple(parts), unresolved)


def denominator_of(plan: PlanSpec, target: TargetSpec, world: World, day: date) -> Denominator:
    """The units a target counts on a day: the officer's choice, else the subjects as printed.

    A target that prints no subjects but the units of its coverage goes by those.
    """
    territory_id = world.tree.territory_of(plan.issuer_id, day)
    if target.denominator is not None:
        return resolve_rule(target.denominator, world, day, territory_id)
    subjects = target.subjects
    if not subjects and target.coverage is not None and target.coverage.denominator:
        subjects = (target.coverage.denominator,)
    return resolve_subjects(subjects, world, day, territory_id)


def denominator_in_words(target: TargetSpec, classes: Sequence[UnitClass]) -> Denominator:
    """What a target counts as far as words tell, without knowing any unit.

    What is unresolved may still be the name of a unit.
    """
    world = World(units=(), classes=classes)
    return denominator_of(PlanSpec("", None), target, world, date.max)


def units_of(
    denominator: Denominator,
    world: World,
    day: date,
    territory_id: int | None,
    *,
    with_territory: bool = False,
) -> tuple[int, ...]:
    """The ids of the units valid on the day, in the order of their codes.

    Kinds count under the territory unit, which is not one of them unless ``with_territory`` asks
    for it; codes count as listed, wherever they lie.
    """
    tree = world.tree
    key = denominator.parts, tree.era(day), territory_id, with_territory
    if key not in tree.chosen:
        inside = tree.under(territory_id, day) if territory_id is not None else None
        if inside is not None and with_territory and territory_id is not None:
            inside = inside | {territory_id}
        tree.chosen[key] = _chosen(denominator, tree.valid_on(day), inside)
    return tree.chosen[key]


def _chosen(
    denominator: Denominator, valid: Mapping[int, UnitVersion], inside: frozenset[int] | None
) -> tuple[int, ...]:
    """Part by part: of a country's units each is looked at once for every part."""
    found: set[tuple[str, int]] = set()
    for part in denominator.parts:
        kinds, codes, excluded = part.kinds, part.codes, part.exclude_codes
        found.update(
            [
                (version.code, unit_id)
                for unit_id, version in valid.items()
                if (
                    version.code in codes
                    or (version.kind in kinds and (inside is None or unit_id in inside))
                )
                and version.code not in excluded
            ]
        )
    return tuple([unit_id for _, unit_id in sorted(found)])


def units_counted(
    plan: PlanSpec, words: Sequence[str], world: World, day: date
) -> tuple[tuple[int, ...], Denominator]:
    """The units that printed words mean under a plan on a day, with how they were resolved.

    For senders of reports and for showing an officer what a denominator would count.
    """
    territory_id = world.tree.territory_of(plan.issuer_id, day)
    denominator = resolve_subjects(words, world, day, territory_id)
    return units_of(denominator, world, day, territory_id), denominator
