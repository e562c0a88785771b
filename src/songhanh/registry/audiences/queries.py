"""Groups, areas and sizes; which code a phrase means."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.audiences.lists import AREAS
from songhanh.registry.audiences.models import AudienceGroup, GroupSize
from songhanh.registry.orgunits.queries import in_branch


def groups(*, offered_only: bool = True) -> list[AudienceGroup]:
    """The groups in their order."""
    found = AudienceGroup.objects.select_related("parent")
    return list(found.filter(is_offered=True) if offered_only else found)


def group_of(phrase: str) -> AudienceGroup | None:
    """The group a phrase means: its code, a name or an alias, with or without marks."""
    wanted = fold(phrase)
    for group in groups(offered_only=False):
        ways = [group.code, group.name, group.name_en, *group.aliases.split("|")]
        if wanted in {fold(way) for way in ways if way}:
            return group
    return None


def area_of(phrase: str) -> str | None:
    """The code of the kind of area a phrase means."""
    wanted = fold(phrase)
    for area in AREAS:
        ways = [area.code, area.name, area.name_en, *area.aliases.split("|")]
        if wanted in {fold(way) for way in ways}:
            return area.code
    return None


@dataclass(frozen=True)
class Size:
    """The newest known size of a group in a commune."""

    number: int
    as_of: date
    source: str


def sizes_on(unit_ids: Collection[int], on: date) -> dict[tuple[int, str], Size]:
    """By unit and group the newest size known by a day; what nobody entered is left out."""
    rows = GroupSize.objects.filter(unit_id__in=set(unit_ids), as_of__lte=on)
    found: dict[tuple[int, str], Size] = {}
    for row in rows.select_related("group").order_by("as_of", "pk"):
        found[row.unit_id, row.group.code] = Size(row.number, row.as_of, row.source)
    return found


def sizes_visible_to(acting: Acting, on: date) -> QuerySet[GroupSize]:
    """The sizes in the acting branch."""
    rows = GroupSize.objects.select_related("group").order_by("unit_id", "group", "-as_of")
    if acting.sees_everything:
        return rows
    if acting.branch_id is None:
        return rows.none()
    return rows.filter(unit_id__in=in_branch(acting.branch_id, on))
