"""What units are called and are on a day, and how they are found."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from songhanh.registry.orgunits.models import OrgUnit, UnitAlias, UnitVersion
from songhanh.registry.orgunits.names import search_form
from songhanh.registry.orgunits.queries.trees import in_branch, parents_on, valid_on


def unit_by_code(code: str, on: date) -> OrgUnit | None:
    """The unit that bears the code on the day. Codes are reused: the day decides."""
    version = (
        UnitVersion.objects.filter(valid_on(on), code=code)
        .select_related("unit")
        .order_by("pk")
        .first()
    )
    return version.unit if version else None


def units_by_codes(codes: Iterable[str], on: date) -> dict[str, OrgUnit]:
    """The units that bear these codes on the day; a code nobody bears is left out."""
    found = UnitVersion.objects.filter(valid_on(on), code__in=set(codes)).select_related("unit")
    return {version.code: version.unit for version in found}


def version_on(unit_id: int, on: date) -> UnitVersion | None:
    """What the unit is called and is on the day; None when it is not valid then."""
    return UnitVersion.objects.filter(valid_on(on), unit_id=unit_id).order_by("pk").first()


def versions_on(unit_ids: Iterable[int], on: date) -> dict[int, UnitVersion]:
    """The versions valid on the day, by unit; units not valid then are left out."""
    found = UnitVersion.objects.filter(valid_on(on), unit_id__in=set(unit_ids))
    return {version.unit_id: version for version in found}


def nearest_versions(unit_ids: Iterable[int], on: date) -> dict[int, UnitVersion]:
    """For each unit the version valid on the day, else the last one before it, else the first."""
    nearest: dict[int, UnitVersion] = {}
    rows = UnitVersion.objects.filter(unit_id__in=set(unit_ids))
    for version in rows.order_by(F("valid_from").asc(nulls_first=True)):
        begun = version.valid_from is None or version.valid_from <= on
        if begun or version.unit_id not in nearest:
            nearest[version.unit_id] = version
    return nearest


def names_on(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """Names by unit: the one of the day, else of the nearest version (an ended unit's last one)."""
    return {unit_id: version.name for unit_id, version in nearest_versions(unit_ids, on).items()}


@dataclass(frozen=True)
class NameOver:
    """What a unit is called at the end of a span, and what else it was called within it."""

    name: str
    former: tuple[str, ...]

    def __str__(self) -> str:
        """``Xã Buôn Đôn (trước là Xã Ea Bar)``."""
        return with_former(self.name, self.former)


def with_former(name: str, former: Sequence[str]) -> str:
    """A name followed by the names before it: a reader with older papers finds the unit again."""
    if not former:
        return name
    return _("%(name)s (trước là %(former)s)") % {"name": name, "former": ", ".join(former)}


def names_over(unit_ids: Iterable[int], *, first: date, last: date) -> dict[int, NameOver]:
    """The names of units over a span of days; one that is only spelt otherwise is no other name."""
    borne: dict[int, list[UnitVersion]] = {}
    rows = UnitVersion.objects.filter(unit_id__in=set(unit_ids))
    for version in rows.order_by(F("valid_from").asc(nulls_first=True)):
        borne.setdefault(version.unit_id, []).append(version)
    return {unit_id: _over(versions, first, last) for unit_id, versions in borne.items()}


def _over(versions: Sequence[UnitVersion], first: date, last: date) -> NameOver:
    begun = [one for one in versions if one.valid_from is None or one.valid_from <= last]
    shown = begun[-1] if begun else versions[0]
    within = [one for one in begun if one.valid_to is None or one.valid_to >= first]
    former = {one.folded_name: one.name for one in within}
    former.pop(shown.folded_name, None)
    return NameOver(shown.name, tuple(former.values()))


def search_units(
    text: str = "",
    *,
    on: date,
    kinds: Collection[str] = (),
    under: int | None = None,
    with_ended: bool = False,
) -> QuerySet[UnitVersion]:
    """Versions valid on the day of the units a text is found in: any name they ever had, an alias
    or the code, with or without marks.

    ``under`` limits to the branch below a unit on that day (without the unit itself).
    ``with_ended`` adds the last version of units that ended before the day; under a unit these are
    the ones that stood there until they ended.
    """
    found = UnitVersion.objects.filter(_shown(on, with_ended=with_ended))
    form = search_form(text)
    if form:
        named = UnitVersion.objects.filter(Q(folded_name__contains=form) | Q(code=text.strip()))
        called = UnitAlias.objects.filter(folded__contains=form)
        # One union and not two conditions joined by OR: PostgreSQL then reads the few units found
        # by their index instead of every row.
        found = found.filter(
            unit_id__in=named.order_by().values("unit_id").union(called.values("unit_id"))
        )
    if kinds:
        found = found.filter(kind__in=kinds)
    if under is not None:
        below = Q(unit_id__in=in_branch(under, on))
        if with_ended:
            below |= Q(valid_to__lt=on, unit__parents__parent_id__in=in_branch(under, on))
        found = found.filter(below).exclude(unit_id=under).distinct()
    return found.order_by("folded_name", "code", "pk")


def _shown(on: date, *, with_ended: bool) -> Q:
    if not with_ended:
        return valid_on(on)
    later = UnitVersion.objects.filter(unit_id=OuterRef("unit_id")).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("valid_to"))
    )
    return valid_on(on) | (Q(valid_to__lt=on) & ~Q(Exists(later)))


@dataclass(frozen=True)
class ListedUnit:
    """A unit on a day, as the command line and the export list it."""

    id: int
    code: str
    name: str
    kind: str
    parent_code: str
    valid_from: date | None
    valid_to: date | None


def list_units(
    *, as_of: date, under: str | None = None, kind: str | None = None
) -> list[ListedUnit]:
    """The units valid on a day in the order of their codes, with the codes of their parents.

    Raises:
        OrgUnit.DoesNotExist: no unit bears the code ``under`` on that day.
    """
    root = None
    if under:
        unit = unit_by_code(under, as_of)
        if unit is None:
            raise OrgUnit.DoesNotExist(under)
        root = unit.pk
    found = search_units(on=as_of, kinds=[kind] if kind else (), under=root)
    return listed(list(found.order_by("code", "pk")), as_of)


def listed(versions: Sequence[UnitVersion], on: date) -> list[ListedUnit]:
    """Plain rows for versions, with the codes of their parents on the day."""
    parents = parents_on([version.unit_id for version in versions], on)
    above = nearest_versions(set(parents.values()), on)
    return [
        ListedUnit(
            id=version.unit_id,
            code=version.code,
            name=version.name,
            kind=version.kind,
            parent_code=_code(above, parents.get(version.unit_id)),
            valid_from=version.valid_from,
            valid_to=version.valid_to,
        )
        for version in versions
    ]


def _code(above: dict[int, UnitVersion], parent_id: int | None) -> str:
    return above[parent_id].code if parent_id in above else ""
