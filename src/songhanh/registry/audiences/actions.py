"""Groups added and changed; sizes entered one by one or from a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.audiences.models import AudienceGroup, GroupSize
from songhanh.registry.audiences.queries import group_of, sizes_on
from songhanh.registry.audiences.rules import can_keep_groups, can_set_size
from songhanh.registry.audiences.signals import group_changed
from songhanh.registry.orgunits.models import OrgUnit

EVERYBODY = "people"
"""The group whose size is the population of a commune."""


@dataclass(frozen=True)
class GroupContent:
    """What is said of a group."""

    name: str
    aliases: tuple[str, ...] = ()
    parent: AudienceGroup | None = None
    is_priority: bool = False


def add_group(code: str, content: GroupContent, *, acting: Acting, at: datetime) -> AudienceGroup:
    """A local group besides those of the list.

    Raises:
        RefusedError: the code is taken, or a name means a group that is there.
    """
    require(can_keep_groups(acting))
    with recorded("audience.add_group", acting=acting, at=at) as fact:
        if AudienceGroup.objects.filter(code=code).exists():
            raise RefusedError(_("Mã này đã có. Hãy chọn một mã khác."))
        _require_new_words(content, None)
        group = AudienceGroup.objects.create(
            code=code, position=AudienceGroup.objects.count() + 1, **_fields(content)
        )
        fact.subject, fact.subject_label = group, group.name
        group_changed.send(sender=AudienceGroup, group=group)
    return group


def change_group(
    group: AudienceGroup, content: GroupContent, *, acting: Acting, at: datetime
) -> AudienceGroup:
    """Other names, aliases, parent or priority."""
    require(can_keep_groups(acting))
    with recorded("audience.change_group", acting=acting, at=at, subject=group):
        _require_new_words(content, group)
        if content.parent is not None and group.pk in _chain(content.parent):
            raise RefusedError(_("Một nhóm không thể thuộc chính nhóm đó."))
        for name, value in _fields(content).items():
            setattr(group, name, value)
        group.save()
        group_changed.send(sender=AudienceGroup, group=group)
    return group


@dataclass(frozen=True)
class NewSize:
    """How many people of a group live in a commune on a day, by whose account."""

    unit: OrgUnit
    group: AudienceGroup
    as_of: date
    number: int
    source: str


def set_size(size: NewSize, *, acting: Acting, at: datetime) -> GroupSize:
    """Enter or correct a size.

    Raises:
        RefusedError: there is no source, or the group would be larger than the population.
    """
    return set_sizes([size], verb="audience.set_size", acting=acting, at=at)[0]


def set_sizes(
    sizes: Sequence[NewSize], *, verb: str = "audience.load_sizes", acting: Acting, at: datetime
) -> list[GroupSize]:
    """Enter many sizes as one fact; the same a second time changes nothing.

    Raises:
        RefusedError: as ``set_size``, for the first size that cannot be.
    """
    for size in sizes:
        require(can_set_size(acting, size.unit, size.as_of))
    with recorded(verb, acting=acting, at=at) as fact:
        fact.details = {"sizes": len(sizes)}
        stored = []
        # The population first: the other groups are held against it.
        for size in sorted(sizes, key=lambda one: one.group.code != EVERYBODY):
            fault = size_fault(size)
            if fault:
                raise RefusedError(fault)
            row, _created = GroupSize.objects.update_or_create(
                unit=size.unit,
                group=size.group,
                as_of=size.as_of,
                defaults={"number": size.number, "source": size.source},
            )
            stored.append(row)
    return stored


def size_fault(size: NewSize, population: int | None = None) -> str:
    """What is wrong with a size, in a sentence; empty where nothing is.

    ``population`` is what the same table says of the commune; else the newest known one counts.
    """
    if not size.source.strip():
        return _("Hãy ghi nguồn của con số, ví dụ: Niên giám thống kê 2025.")
    if size.group.code == EVERYBODY:
        return ""
    if population is None:
        known = sizes_on([size.unit.pk], size.as_of).get((size.unit.pk, EVERYBODY))
        population = known.number if known else None
    if population is not None and size.number > population:
        sentence = _(
            "Nhóm “%(group)s” có %(number)s người, nhiều hơn dân số %(all)s của xã. Hãy kiểm tra "
            "lại hai con số."
        )
        return sentence % {"group": size.group, "number": size.number, "all": population}
    return ""


def _require_new_words(content: GroupContent, own: AudienceGroup | None) -> None:
    for word in (content.name, *content.aliases):
        meant = group_of(word)
        if meant is not None and meant != own:
            raise RefusedError(
                _("“%(word)s” đã là tên gọi của nhóm “%(group)s”.") % {"word": word, "group": meant}
            )


def _fields(content: GroupContent) -> dict[str, object]:
    return {
        "name": content.name,
        "aliases": "|".join(content.aliases),
        "parent": content.parent,
        "is_priority": content.is_priority,
    }


def _chain(group: AudienceGroup) -> list[int]:
    chain: list[int] = []
    at: AudienceGroup | None = group
    while at is not None and at.pk not in chain:
        chain.append(at.pk)
        at = at.parent
    return chain
