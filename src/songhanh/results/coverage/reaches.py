"""What reaches groups: activities, items, meetings of models, activities of schools.

Each kind of record is read in one statement; where something reached people is found from the unit
that did it, on its day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from songhanh.records.activities.enums import Mode
from songhanh.records.activities.models import Activity, ActivityAudience
from songhanh.records.communitymodels.models import ModelMeeting
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.schools.models import SchoolActivity, SchoolLevel, SchoolWork
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL, Hierarchy
from songhanh.registry.orgunits.models import UnitRelation, UnitVersion


class Sort(StrEnum):
    """What a reach was, by the name of its count in a cell."""

    ACTIVITY = "activities"
    ITEM = "items"
    MEETING = "meetings"
    SCHOOL = "school_activities"


@dataclass(frozen=True, slots=True)
class Reach:
    """Something that reached groups on a day, as the matrix needs it."""

    sort: Sort
    on: date
    commune_id: int | None
    groups: tuple[str, ...]
    male: int = 0
    female: int = 0
    unknown_sex: int = 0
    direct_session: bool = False

    @property
    def attendances(self) -> int:
        """Everybody counted, of one sex, the other or unknown."""
        return self.male + self.female + self.unknown_sex


def reaches(seen: Collection[int] | None, first: date, last: date) -> Iterator[Reach]:
    """Accepted records of the days of the units seen, or held in them; None sees all."""
    days = (first, last)
    yield from _activities(seen, days)
    unplaced = [*_items(days), *_meetings(days), *_of_schools(days)]
    places = _Places({unit_id for _reach, unit_id, _commune in unplaced})
    for reach, unit_id, commune_id in unplaced:
        place = commune_id or places.commune(unit_id, reach.on)
        if seen is None or unit_id in seen or place in seen:
            yield Reach(reach.sort, reach.on, place, reach.groups, reach.male, reach.female)


_Days = tuple[date, date]
_Unplaced = tuple[Reach, int, int | None]
"""A reach, the unit that did it, and the commune if the record names it."""


def _activities(seen: Collection[int] | None, days: _Days) -> Iterator[Reach]:
    audiences: dict[int, list[str]] = defaultdict(list)
    tags = ActivityAudience.objects.filter(activity__held_on__range=days)
    for pk, code in tags.values_list("activity_id", "audience"):
        audiences[pk].append(code)
    rows = Activity.objects.filter(
        standing=RecordStanding.ACCEPTED, held_on__range=days, revises=None
    ).values_list(
        *("pk", "held_on", "received_by_id", "unit_id", "male", "female", "unknown_sex"),
        *("mode", "on_law_policy"),
    )
    for pk, held_on, commune_id, unit_id, male, female, unknown, mode, on_law in rows:
        if seen is None or unit_id in seen or commune_id in seen:
            yield Reach(
                Sort.ACTIVITY,
                held_on,
                commune_id,
                tuple(audiences[pk]),
                male or 0,
                female or 0,
                unknown or 0,
                bool(on_law) and mode == Mode.DIRECT,
            )


def _items(days: _Days) -> Iterator[_Unplaced]:
    """Items and their runs: each reaches its groups by itself. People are not counted."""
    rows = MediaItem.objects.filter(
        standing=RecordStanding.ACCEPTED, published_on__range=days, revises=None
    ).exclude(audiences="")
    for on, unit_id, codes in rows.values_list("published_on", "unit_id", "audiences"):
        yield Reach(Sort.ITEM, on, None, tuple(codes.split("|"))), unit_id, None


def _meetings(days: _Days) -> Iterator[_Unplaced]:
    """A meeting reaches the groups its model is for."""
    rows = ModelMeeting.objects.filter(
        standing=RecordStanding.ACCEPTED, held_on__range=days, revises=None
    )
    for on, unit_id, codes, male, female in rows.values_list(
        "held_on", "unit_id", "model__audiences", "male", "female"
    ):
        groups = tuple(codes.split("|")) if codes else ()
        yield Reach(Sort.MEETING, on, None, groups, male or 0, female or 0), unit_id, None


def _of_schools(days: _Days) -> Iterator[_Unplaced]:
    """A school reaches its pupils; at a meeting of parents, families."""
    rows = SchoolActivity.objects.filter(
        standing=RecordStanding.ACCEPTED, held_on__range=days, revises=None
    )
    for on, unit_id, commune_id, work, level, male, female in rows.values_list(
        "held_on", "unit_id", "school__commune_id", "work", "school__level", "male", "female"
    ):
        group = "vocational_learners" if level == SchoolLevel.VOCATIONAL else "pupils"
        if work == SchoolWork.PARENTS:
            group = "family"
        yield Reach(Sort.SCHOOL, on, None, (group,), male or 0, female or 0), unit_id, commune_id


class _Places:
    """The commune of units on a day: itself, or the one it stands in (a station, a school)."""

    def __init__(self, unit_ids: Collection[int]) -> None:
        self._parents: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
        relations = UnitRelation.objects.filter(
            unit_id__in=unit_ids, hierarchy=Hierarchy.TERRITORY
        ).values_list("unit_id", "parent_id", "valid_from", "valid_to")
        for unit_id, parent_id, begins, ends in relations:
            self._parents[unit_id].append((parent_id, begins or date.min, ends or date.max))
        above = {parent_id for rows in self._parents.values() for parent_id, _from, _to in rows}
        self._communes: dict[int, list[tuple[date, date]]] = defaultdict(list)
        versions = UnitVersion.objects.filter(
            unit_id__in=above.union(unit_ids), kind__in=COMMUNE_LEVEL
        ).values_list("unit_id", "valid_from", "valid_to")
        for unit_id, begins, ends in versions:
            self._communes[unit_id].append((begins or date.min, ends or date.max))

    def commune(self, unit_id: int, on: date) -> int | None:
        """None where the unit works for more than one commune (a newspaper)."""
        around = [unit_id]
        around += [one for one, begins, ends in self._parents[unit_id] if begins <= on <= ends]
        return next((one for one in around if self._is_commune(one, on)), None)

    def _is_commune(self, unit_id: int, on: date) -> bool:
        return any(begins <= on <= ends for begins, ends in self._communes[unit_id])
