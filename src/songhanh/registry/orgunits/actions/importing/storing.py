"""Writing what an import changes, in bulk; what stays the same is not touched."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from songhanh.foundation.lib.tables import ImportCount
from songhanh.registry.orgunits.actions.importing.lives import Life, Lives, Version
from songhanh.registry.orgunits.actions.importing.places import Place
from songhanh.registry.orgunits.actions.importing.rows import (
    Span,
    UnitRow,
    coalesced,
    shared,
    stored_day,
)
from songhanh.registry.orgunits.actions.importing.steps import Step
from songhanh.registry.orgunits.actions.importing.stored import Spans, Stored, Words
from songhanh.registry.orgunits.enums import Hierarchy
from songhanh.registry.orgunits.models import (
    AreaFlag,
    OrgUnit,
    Succession,
    UnitAlias,
    UnitFunction,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.names import search_form

_BATCH = 2000


@dataclass
class Writer:
    """Writes the units of an import and remembers which rows changed something."""

    stored: Stored
    source: str
    added: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)

    def units(self, lives: Lives, places: dict[Life, list[Place]]) -> None:
        """Write every unit, its versions, places and what is said of it."""
        everybody = lives.all()
        newborn = [life for life in everybody if life.unit_id is None]
        created = OrgUnit.objects.bulk_create(
            [OrgUnit(source=self.source) for _ in newborn], batch_size=_BATCH
        )
        for life, unit in zip(newborn, created, strict=True):
            life.unit_id = unit.pk
        self._versions(everybody)
        self._relations(places)
        touched = [life for life in everybody if life.touched]
        self._aliases(touched)
        self._words(touched)

    def count(self, rows: Iterable[UnitRow]) -> ImportCount:
        """How many rows were added, changed something, or were the same."""
        numbers = {row.row for row in rows}
        added = len(numbers & self.added)
        changed = len(numbers & (self.changed - self.added))
        return ImportCount(added, changed, len(numbers) - added - changed)

    def _note(self, version: Version) -> None:
        if version.row is not None:
            self.changed.add(version.row.row)

    def _versions(self, lives: list[Life]) -> None:
        fresh = []
        for life in lives:
            for version in life.versions:
                if version.stored is None:
                    fresh.append(_fresh(life, version))
                    if version.row is not None:
                        self.added.add(version.row.row)
                elif self._differs(life, version):
                    UnitVersion.objects.filter(pk=version.stored.id).update(
                        unit_id=life.unit_id,
                        name=version.name,
                        folded_name=search_form(version.name),
                        kind=version.kind,
                        valid_from=stored_day(version.span[0]),
                        valid_to=stored_day(version.span[1]),
                    )
                    self._note(version)
        UnitVersion.objects.bulk_create(fresh, batch_size=_BATCH)

    def _differs(self, life: Life, version: Version) -> bool:
        stored = version.stored
        return stored is None or (life.unit_id, version.name, version.kind, version.span) != (
            stored.unit_id,
            stored.name,
            stored.kind,
            stored.span,
        )

    def _relations(self, places: dict[Life, list[Place]]) -> None:
        fresh: list[UnitRelation] = []
        gone: list[int] = []
        for life, wanted in places.items():
            if life.unit_id is None:
                continue
            left = {
                (one.parent_id, one.span): one.id
                for one in self.stored.relations.get(life.unit_id, ())
            }
            for parent, span in wanted:
                parent_id = parent if isinstance(parent, int) else parent.unit_id
                itself = parent_id == life.unit_id  # a fault already said
                if parent_id is None or itself or left.pop((parent_id, span), None) is not None:
                    continue
                fresh.append(
                    UnitRelation(
                        unit_id=life.unit_id,
                        parent_id=parent_id,
                        hierarchy=Hierarchy.TERRITORY,
                        valid_from=stored_day(span[0]),
                        valid_to=stored_day(span[1]),
                    )
                )
                self._note_span(life, span)
            for (_parent_id, span), key in left.items():
                gone.append(key)
                self._note_span(life, span)
        if gone:
            UnitRelation.objects.filter(pk__in=gone).delete()
        UnitRelation.objects.bulk_create(fresh, batch_size=_BATCH)

    def _note_span(self, life: Life, span: Span) -> None:
        for version in life.versions:
            if shared(version.span, span):
                self._note(version)

    def _aliases(self, lives: list[Life]) -> None:
        fresh = []
        for life in lives:
            if life.unit_id is None:
                continue
            known = self.stored.aliases.get(life.unit_id, set())
            wanted = {text for one in life.versions if one.row for text in one.row.aliases}
            for text in sorted(wanted - known):
                fresh.append(
                    UnitAlias(
                        unit_id=life.unit_id,
                        text=text,
                        folded=search_form(text),
                        source=self.source,
                    )
                )
                for version in life.versions:
                    if version.row is not None and text in version.row.aliases:
                        self._note(version)
        UnitAlias.objects.bulk_create(fresh, batch_size=_BATCH)

    def _words(self, lives: list[Life]) -> None:
        """Area flags and functions: the rows of a unit say them for their own spans."""
        for life in lives:
            if life.unit_id is None:
                continue
            flags = _spans(life, self.stored.flags, lambda row: row.area_flags)
            if flags != _joined(self.stored.flags.get(life.unit_id, {})):
                AreaFlag.objects.filter(unit_id=life.unit_id).delete()
                AreaFlag.objects.bulk_create(
                    AreaFlag(
                        unit_id=life.unit_id,
                        kind=kind,
                        valid_from=stored_day(first),
                        valid_to=stored_day(last),
                    )
                    for kind, spans in flags.items()
                    for first, last in spans
                )
                self._note_all(life)
            functions = _spans(life, self.stored.functions, lambda row: row.functions)
            if functions != _joined(self.stored.functions.get(life.unit_id, {})):
                UnitFunction.objects.filter(unit_id=life.unit_id).delete()
                UnitFunction.objects.bulk_create(
                    UnitFunction(
                        unit_id=life.unit_id,
                        function=function,
                        valid_from=stored_day(first),
                        valid_to=stored_day(last),
                    )
                    for function, spans in functions.items()
                    for first, last in spans
                )
                self._note_all(life)

    def _note_all(self, life: Life) -> None:
        for version in life.versions:
            self._note(version)


def store_steps(steps: list[Step]) -> ImportCount:
    """Write the successions that are new; a changed one is taken back and entered again."""
    fresh, same, changed = [], 0, 0
    for step in steps:
        stored = step.stored
        if stored is not None:
            if (stored.share, stored.basis, stored.note) == (
                step.row.share,
                step.row.basis,
                step.row.note,
            ):
                same += 1
                continue
            changed += 1
            Succession.objects.create(
                old_id=stored.old_id,
                new_id=stored.new_id,
                on=stored.on,
                kind=stored.kind,
                share=stored.share,
                basis=stored.basis,
                undoes=stored,
            )
        fresh.append(
            Succession(
                old_id=_id(step.old),
                new_id=_id(step.new) if step.new else None,
                on=step.row.on,
                kind=step.row.kind,
                share=step.row.share,
                basis=step.row.basis,
                note=step.row.note,
            )
        )
    Succession.objects.bulk_create(fresh, batch_size=_BATCH)
    return ImportCount(len(fresh) - changed, changed, same)


def _id(life: Life) -> int:
    if life.unit_id is None:
        raise LookupError("A unit is written before anything that points at it.")
    return life.unit_id


def _fresh(life: Life, version: Version) -> UnitVersion:
    return UnitVersion(
        unit_id=_id(life),
        code=version.code,
        name=version.name,
        folded_name=search_form(version.name),
        kind=version.kind,
        valid_from=stored_day(version.span[0]),
        valid_to=stored_day(version.span[1]),
    )


def _spans(life: Life, stored: Spans, words_of: Callable[[UnitRow], tuple[str, ...]]) -> Words:
    """The words said of a unit: by its rows for their spans, by the database for the rest."""
    said: Words = {}
    before = stored.get(life.unit_id or 0, {})
    for version in life.versions:
        if version.row is not None and not (life.official and not words_of(version.row)):
            for word in words_of(version.row):
                said.setdefault(word, []).append(version.span)
            continue
        for word, spans in before.items():
            both = [shared(span, version.span) for span in spans]
            said.setdefault(word, []).extend(span for span in both if span is not None)
    return _joined(said)


def _joined(words: Words) -> Words:
    return {word: coalesced(spans) for word, spans in sorted(words.items()) if spans}
