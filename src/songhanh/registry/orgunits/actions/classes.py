"""Classes of units as plans print them ("các sở, ban, ngành"), kept as rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits.models import UnitClass, UnitClassRule
from songhanh.registry.orgunits.names import as_stored, search_form


@dataclass(frozen=True)
class ClassRow:
    """A class: the kinds and codes it takes in, and the codes it leaves out."""

    name: str
    kinds: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    exclude_codes: frozenset[str] = frozenset()

    def rules(self) -> set[tuple[str, str, bool]]:
        """The same as (kind, code, excluded)."""
        kept = {(kind, "", False) for kind in self.kinds}
        kept |= {("", code, False) for code in self.codes}
        return kept | {("", code, True) for code in self.exclude_codes}


def set_classes(rows: Iterable[ClassRow], *, acting: Acting, at: datetime) -> tuple[int, int, int]:
    """Make the named classes say this; how many were added, changed and the same."""
    added = changed = same = 0
    with recorded("orgunit.set_classes", acting=acting, at=at):
        known = {one.name: one for one in UnitClass.objects.prefetch_related("rules")}
        for row in rows:
            name = as_stored(row.name)
            one = known.get(name)
            if one is None:
                one = UnitClass.objects.create(name=name, folded_name=search_form(name))
                added += 1
            elif {(rule.kind, rule.code, rule.excluded) for rule in one.rules.all()} == row.rules():
                same += 1
                continue
            else:
                one.rules.all().delete()
                changed += 1
            UnitClassRule.objects.bulk_create(
                UnitClassRule(unit_class=one, kind=kind, code=code, excluded=excluded)
                for kind, code, excluded in sorted(row.rules())
            )
    return added, changed, same
