"""Where units stand after the import, and that nobody stands below itself."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from songhanh.registry.orgunits.actions.importing.lives import Life, Lives, Version
from songhanh.registry.orgunits.actions.importing.rows import Span, coalesced, shared
from songhanh.registry.orgunits.actions.importing.stored import Stored

Parent = Life | int
"""A unit of the import, or the id of a stored unit the import does not speak of."""
Place = tuple[Parent, Span]


def places_of(lives: Lives, stored: Stored) -> dict[Life, list[Place]]:
    """The parents of every unit the import says something about, each with its span of days."""
    by_id = {life.unit_id: life for life in lives.all() if life.unit_id is not None}
    places: dict[Life, list[Place]] = {}
    for life in lives.all():
        spans: dict[Parent, list[Span]] = defaultdict(list)
        for version in life.versions:
            for parent, span in _places(version, life, lives, stored, by_id):
                spans[parent].append(span)
        joined = [(parent, span) for parent, days in spans.items() for span in coalesced(days)]
        places[life] = sorted(joined, key=lambda place: place[1])
    _refuse_circles(places, lives, stored, by_id)
    return places


def _places(
    version: Version, life: Life, lives: Lives, stored: Stored, by_id: dict[int, Life]
) -> Iterator[Place]:
    row = version.row
    if row is not None and row.parent_code:
        if not lives.knows(row.parent_code):
            lives.faults.unit(
                row,
                "parent_code",
                expected="mã của một đơn vị trong tệp hoặc đã có",
                message=f"đơn vị cấp trên “{row.parent_code}” của “{row.name}” chưa có. Hãy thêm "
                "đơn vị đó hoặc sửa mã.",
            )
            return
        yield from lives.bearers(row.parent_code, version.span)
    elif row is None or (life.official and version.stored is not None):
        yield from _stored_places(version, life, stored, by_id)


def _stored_places(
    version: Version, life: Life, stored: Stored, by_id: dict[int, Life]
) -> Iterator[Place]:
    unit_id = version.stored.unit_id if version.stored else life.unit_id
    for relation in stored.relations.get(unit_id, ()) if unit_id is not None else ():
        span = shared(relation.span, version.span)
        if span is not None:
            yield by_id.get(relation.parent_id, relation.parent_id), span


def _refuse_circles(
    places: dict[Life, list[Place]], lives: Lives, stored: Stored, by_id: dict[int, Life]
) -> None:
    def above(parent: Parent) -> Iterator[Place]:
        if isinstance(parent, Life):
            yield from places[parent]
            return
        for relation in stored.relations.get(parent, ()):
            yield by_id.get(relation.parent_id, relation.parent_id), relation.span

    for life, own in places.items():
        row = next((one.row for one in life.versions if one.row is not None), None)
        if row is not None and _stands_below_itself(life, own, above):
            lives.faults.unit(
                row,
                "parent_code",
                expected="một đơn vị không nằm dưới chính đơn vị này",
                message=f"“{row.name}” ({row.code}) nằm dưới chính nó qua các đơn vị cấp trên. "
                "Hãy sửa mã đơn vị cấp trên.",
            )


def _stands_below_itself(
    life: Life, places: list[Place], above: Callable[[Parent], Iterator[Place]]
) -> bool:
    seen: set[Place] = set()
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        parent, span = place
        if parent is life:
            return True
        if place not in seen:
            seen.add(place)
            both = ((higher, shared(span, days)) for higher, days in above(parent))
            waiting += [(higher, days) for higher, days in both if days is not None]
    return False
