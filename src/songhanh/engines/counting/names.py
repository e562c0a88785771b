"""Names of units in running text: which one unit a name means on a day."""

from datetime import date

from songhanh.engines.counting import wording
from songhanh.engines.counting.units import UnitTree


class UnitNames:
    """Names and aliases of the units valid on a day, in common form."""

    def __init__(self, tree: UnitTree, day: date) -> None:
        """Collect the names; the words before a name may be missing in the list of units."""
        self._tree, self._day = tree, day
        self._named: dict[str, set[int]] = {}
        for unit_id, version in tree.valid_on(day).items():
            form = wording.common_form(version.name)
            before = wording.WORDS_BEFORE_NAMES.get(version.kind, ())
            forms = [form, *(f"{wording.common_form(word)} {form}" for word in before)]
            forms.extend(wording.common_form(alias) for alias in tree.units[unit_id].aliases)
            for one in forms:
                self._named.setdefault(one, set()).add(unit_id)

    def code_of(self, form: str, territory_id: int | None) -> str | None:
        """The code of the one unit of this name; those of the territory go first.

        None when there is none, or several between which a person has to choose.
        """
        found = self._named.get(form, set())
        if len(found) > 1 and territory_id is not None:
            found = found & (self._tree.under(territory_id, self._day) | {territory_id})
        return self._tree.code(next(iter(found)), self._day) if len(found) == 1 else None
