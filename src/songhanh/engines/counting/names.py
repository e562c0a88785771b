"""Names of units in running text: which one unit a name means on a day."""

from collections import defaultdict
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

from songhanh.engines.counting import wording
from songhanh.engines.counting.units import UnitTree, UnitVersion


class UnitNames:
    """Names and aliases of all units in the form in which they are compared."""

    def __init__(self, tree: UnitTree) -> None:
        """Names are collected when the first one is looked up; most words are in a table."""
        self._tree = tree

    def code_of(self, form: str, day: date, territory_id: int | None) -> str | None:
        """The code of the one unit that bears the name on the day; the territory goes first.

        None when there is none, or several between which a person has to choose.
        """
        if form not in self._borne:
            return None
        valid = self._tree.valid_on(day)
        found = {
            unit_id
            for unit_id, version in self._named.get(form, ())
            if unit_id in valid and version in {None, valid[unit_id]}
        }
        if len(found) > 1 and territory_id is not None:
            found &= self._tree.under(territory_id, day) | {territory_id}
        return valid[found.pop()].code if len(found) == 1 else None

    @cached_property
    def _borne(self) -> frozenset[str]:
        """The forms anybody bears: most words that are looked up are nobody's name."""
        units = self._tree.units.values()
        names = [_forms_of_name(one.name, one.kind) for unit in units for one in unit.versions]
        aliases = [wording.bare_forms(alias) for unit in units for alias in unit.aliases]
        return frozenset(chain(*names, *aliases))

    @cached_property
    def _named(self) -> dict[str, list[tuple[int, UnitVersion | None]]]:
        """By form: the unit, and the version that bears the name; an alias holds on every day."""
        named: dict[str, list[tuple[int, UnitVersion | None]]] = defaultdict(list)
        for unit_id, unit in self._tree.units.items():
            for version in unit.versions:
                for form in _forms_of_name(version.name, version.kind):
                    named[form].append((unit_id, version))
            for alias in unit.aliases:
                for form in wording.bare_forms(alias):
                    named[form].append((unit_id, None))
        return named


@lru_cache(maxsize=32_768)
def _forms_of_name(name: str, kind: str) -> tuple[str, ...]:
    """The forms of a name; a site asks for the same names again and again."""
    forms = wording.bare_forms(name)
    before = wording.WORDS_BEFORE_NAMES.get(kind, ())
    return (*forms, *(f"{wording.common_form(word)} {forms[0]}" for word in before))
