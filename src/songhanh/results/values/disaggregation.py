"""What a target's figure is made of: by month, channel, audience group, sex and kind of area."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines.counting import (
    Measure,
    Outcome,
    Question,
    TargetSpec,
    Verdict,
    counts_under,
    evaluate,
    feeds_of,
)
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec
from songhanh.records.activities.models import Activity, ActivityAudience
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.queries import labels_of
from songhanh.registry.orgunits.enums import AreaKind
from songhanh.registry.orgunits.queries import areas_of
from songhanh.results.values.sources import Reading, world_of

ITEMS = frozenset({Measure.ITEM_ORIGINAL, Measure.ITEM_REPEAT})
_MANY = 500
_COUNTED = frozenset({Verdict.PASSING, Verdict.FAILING, Verdict.UNREVIEWED})


@dataclass(frozen=True)
class Slice:
    """One line: so many records; of people present, so many attendances."""

    label: str
    number: int


@dataclass(frozen=True)
class AreaSlice:
    """One kind of area: the units counted in it, those that pass, their records."""

    label: str
    counted: int
    passing: int
    records: int


@dataclass(frozen=True)
class Disaggregation:
    """The records behind a figure in five ways. An empty list: the target has nothing of it."""

    records: int
    months: list[Slice] = field(default_factory=list)
    channels: list[Slice] = field(default_factory=list)
    audiences: list[Slice] = field(default_factory=list)
    sexes: list[Slice] = field(default_factory=list)
    areas: list[AreaSlice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One record of a figure: an item or an activity."""

    is_item: bool
    record: int
    day: date
    channel: str


def disaggregate(
    plan: PlanDocument, target: TargetSpec, reading: Reading, visible: Collection[int] | None
) -> Disaggregation:
    """The records of the year behind the figures of the units somebody may see.

    A joint activity is one record, whoever hosts it. The number of statements does not depend on
    how many units or records there are.
    """
    spec = plan_spec(plan)
    world = world_of(spec, [target], replace(reading, by_record=True))
    year = evaluate(spec, target, world, reading.as_of, reading.map_view, map_on=reading.map_on)[-1]
    outcomes = [one for one in year.outcomes if visible is None or one.unit_id in visible]
    question = Question(spec, target, world, reading.as_of, reading.map_view, map_on=reading.map_on)
    found: dict[_Seen, set[int]] = defaultdict(set)
    for measure, count, units in counts_under(question, {one.unit_id for one in outcomes}):
        is_item = measure in ITEMS
        channel = count.dims.get("channel", "") if is_item else ""
        found[_Seen(is_item, int(count.record or 0), count.day, channel)].update(units)
    areas = _areas(outcomes, found, reading.shown_on)
    if not feeds_of(target):
        return Disaggregation(0, areas=areas)
    activities = {one.record for one in found if not one.is_item}
    return Disaggregation(
        len(found),
        _months(found),
        _channels(found),
        _audiences(activities, reading),
        _sexes(activities, reading),
        areas,
    )


def _months(found: Iterable[_Seen]) -> list[Slice]:
    by_month: dict[str, int] = defaultdict(int)
    for one in found:
        by_month[f"{one.day:%Y-%m}"] += 1
    return [Slice(period_text(label), by_month[label]) for label in sorted(by_month)]


def _channels(found: Iterable[_Seen]) -> list[Slice]:
    by_channel: dict[str, int] = defaultdict(int)
    for one in found:
        if one.is_item:
            by_channel[one.channel] += 1
    return _named(by_channel, labels_of(CodeList.CHANNEL), _("chưa ghi kênh"))


def _audiences(activities: Collection[int], reading: Reading) -> list[Slice]:
    if not activities:
        return []
    rows = ActivityAudience.objects.filter(
        activity__held_on__range=(reading.first, reading.as_of)
    ).values_list("activity_id", "audience")
    if len(activities) <= _MANY:
        rows = rows.filter(activity_id__in=activities)
    by_group: dict[str, int] = defaultdict(int)
    told = set()
    for pk, code in rows:
        if pk in activities:
            by_group[code] += 1
            told.add(pk)
    silent = len(activities) - len(told)
    slices = _named(by_group, labels_of(CodeList.AUDIENCE), "")
    return [*slices, Slice(_("chưa ghi nhóm đối tượng"), silent)] if silent else slices


def _sexes(activities: Collection[int], reading: Reading) -> list[Slice]:
    """Attendances, which are not people; of activities that say nothing there is no line."""
    if not activities:
        return []
    rows = Activity.objects.filter(held_on__range=(reading.first, reading.as_of))
    if len(activities) <= _MANY:
        rows = rows.filter(pk__in=activities)
    female = male = unknown = silent = 0
    for pk, women, men, others in rows.values_list("pk", "female", "male", "unknown_sex"):
        if pk in activities:
            female, male, unknown = (
                female + (women or 0),
                male + (men or 0),
                unknown + (others or 0),
            )
            silent += women is None and men is None and others is None
    lines = [
        (_("lượt nữ"), female),
        (_("lượt nam"), male),
        (_("lượt người chưa tách nam, nữ"), unknown),
        (_("hoạt động chưa ghi số người dự"), silent),
    ]
    return [Slice(label, number) for label, number in lines if number]


def _areas(
    outcomes: Iterable[Outcome], found: Mapping[_Seen, set[int]], on: date
) -> list[AreaSlice]:
    judged = [one for one in outcomes if one.verdict in _COUNTED]
    areas = areas_of({one.unit_id for one in judged}, on)
    counted: dict[str, list[Outcome]] = defaultdict(list)
    for one in judged:
        for kind in areas.get(one.unit_id, frozenset()) or {""}:
            counted[kind].append(one)
    records: dict[str, int] = defaultdict(int)
    for units in found.values():
        for kind in {kind for one in units for kind in areas.get(one, frozenset()) or {""}}:
            records[kind] += 1
    return [
        AreaSlice(
            label,
            len(counted[kind]),
            sum(one.verdict == Verdict.PASSING for one in counted[kind]),
            records[kind],
        )
        for kind, label in _area_words()
        if counted[kind]
    ]


def _area_words() -> Iterator[tuple[str, str]]:
    yield from ((kind.value, str(kind.label)) for kind in AreaKind)
    yield "", _("ngoài các loại địa bàn trên")


def _named(numbers: Mapping[str, int], labels: Mapping[str, str], unknown: str) -> list[Slice]:
    """The largest first."""
    ordered = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
    return [Slice(labels.get(code, code) or unknown, number) for code, number in ordered]
