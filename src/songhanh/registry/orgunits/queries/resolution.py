"""Names of units in running text: which unit or class one means, on a day and near a place.

Never guesses: two units that a name may mean are both returned, for a person to choose.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.counting import wording
from songhanh.engines.vntext import normal, split_bodies
from songhanh.engines.vntext.bodies import body_key, is_class_of_bodies
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL, TERRITORIAL, UnitKind
from songhanh.registry.orgunits.models import UnitAlias, UnitVersion
from songhanh.registry.orgunits.names import search_form, spellings
from songhanh.registry.orgunits.queries.counting import counting_classes
from songhanh.registry.orgunits.queries.denominators import members_of_words
from songhanh.registry.orgunits.queries.trees import ancestors_on, in_branch, valid_on
from songhanh.registry.orgunits.queries.versions import nearest_versions

BODY_KINDS = (
    UnitKind.MINISTRY,
    UnitKind.DEPARTMENT,
    UnitKind.PRESS,
    UnitKind.CENTRE,
    UnitKind.STATION,
    UnitKind.MASS_ORGANISATION,
    UnitKind.COMMITTEE,
    UnitKind.OTHER,
)
"""Kinds whose names are printed in many spellings and abbreviations."""

_LEVELS = {
    "tỉnh": (UnitKind.PROVINCE,),
    "thành phố": (UnitKind.DISTRICT, UnitKind.PROVINCE),
    "huyện": (UnitKind.DISTRICT,),
    "thị xã": (UnitKind.DISTRICT,),
    "quận": (UnitKind.DISTRICT,),
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), COMMUNE_LEVEL),
}
_ASKING_WORDS = "đề nghị "
_MOST_CANDIDATES = 20


class Outcome(StrEnum):
    """What a name turned out to mean."""

    UNIT = "unit"
    """One unit, valid on the day."""
    CLASS = "class"
    """A class of units: kinds and codes, expanded where a place was given."""
    AMBIGUOUS = "ambiguous"
    """Several units, or one far from the place: a person chooses."""
    NOT_VALID = "not_valid"
    """Units that bore the name on other days."""
    UNKNOWN = "unknown"
    """Nothing in the registry."""


@dataclass(frozen=True)
class Candidate:
    """A unit a name may mean."""

    unit_id: int
    code: str
    name: str
    kind: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Resolution:
    """What a printed name means; ``units`` are the unit, the class's members, or the candidates."""

    text: str
    outcome: Outcome
    units: tuple[Candidate, ...] = ()
    kinds: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    """Words of a class that name no unit ("đơn vị", "cơ quan")."""

    @property
    def unit_id(self) -> int | None:
        """The one unit meant, if it is one."""
        return self.units[0].unit_id if self.outcome == Outcome.UNIT else None

    @property
    def message(self) -> str:
        """A sentence for people: what was found, and what to do where it is not settled."""
        names = "; ".join(f"{unit.name} ({unit.code})" for unit in self.units[:5])
        sentences = {
            Outcome.UNIT: _("“%(text)s” là %(names)s."),
            Outcome.CLASS: _("“%(text)s” là một nhóm đơn vị."),
            Outcome.AMBIGUOUS: _("“%(text)s” có thể là: %(names)s. Hãy chọn một đơn vị."),
            Outcome.NOT_VALID: _(
                "“%(text)s” không còn hoặc chưa có hiệu lực vào ngày này: %(names)s."
            ),
            Outcome.UNKNOWN: _(
                "Chưa tìm thấy đơn vị nào tên “%(text)s”. Hãy kiểm tra cách viết hoặc thêm đơn vị."
            ),
        }
        return sentences[self.outcome] % {"text": self.text, "names": names}


@dataclass(frozen=True)
class _Place:
    """Where a name is looked up: the territories around, from the nearest outwards."""

    on: date
    near: int | None
    territories: tuple[UnitVersion, ...] = ()
    scopes: tuple[int, ...] = field(default=())


def resolve_name(text: str, on: date, near: int | None = None) -> Resolution:
    """What a printed name means on a day, to somebody in the unit ``near``.

    A name or alias of a unit first, then a class of units, then abbreviations and spellings of
    bodies near the place, then units of other days.
    """
    printed = _without_asking(normal(text).strip(" .,;:"))
    place = _place(on, near)
    form = _without_place(printed, place)
    forms = list(dict.fromkeys([printed, form]))
    return (
        _level(text, form, place)
        or _by_name(text, forms, place)
        or _by_class(text, printed, place)
        or _by_spelling(text, forms, place)
        or _elsewhere(text, forms, place)
        or Resolution(text, Outcome.UNKNOWN)
    )


def resolve_names(text: str, on: date, near: int | None = None) -> list[Resolution]:
    """The same for a line of several bodies ("Sở Nội vụ, Sở Tư pháp và các xã, phường")."""
    return [resolve_name(part, on, near) for part in split_bodies(text)]


def _place(on: date, near: int | None) -> _Place:
    if near is None:
        return _Place(on, None)
    chain = ancestors_on([near], on).get(near, [])
    versions = nearest_versions(chain, on)
    territories = tuple(
        versions[one] for one in chain if one in versions and versions[one].kind in TERRITORIAL
    )
    return _Place(on, near, territories, tuple(one.unit_id for one in territories))


def _without_asking(text: str) -> str:
    return text[len(_ASKING_WORDS) :] if text.lower().startswith(_ASKING_WORDS) else text


def _without_place(text: str, place: _Place) -> str:
    """To somebody in Đắk Lắk, "Sở Nội vụ tỉnh Đắk Lắk" is "Sở Nội vụ"."""
    folded = text.lower()
    for territory in place.territories:
        bare = territory.name.split(" ", 1)[-1].lower()
        for suffix in (f" {territory.name.lower()}", f" {bare}"):
            rest = text[: len(text) - len(suffix)]
            if folded.endswith(suffix) and len(rest.split()) > 1:
                return rest.strip(" ,-–")
    return text


def _office_of(text: str) -> str | None:
    """The unit whose office is named: "UBND xã An Hòa" is Xã An Hòa; None when it is no office."""
    lower = text.lower()
    for office in (*wording.OFFICE_WORDS, "uỷ ban nhân dân"):
        if lower.startswith(f"{office} "):
            return text[len(office) + 1 :]
    return None


def _level(text: str, form: str, place: _Place) -> Resolution | None:
    """The nearest territory of a level around the place: "UBND tỉnh", "tỉnh", "UBND xã"."""
    words = (_office_of(form) or form).lower()
    kinds = _LEVELS.get(words, ())
    for territory in place.territories:
        if territory.kind in kinds and _holds(territory, place.on):
            return Resolution(text, Outcome.UNIT, (_candidate(territory),))
    return None


def _by_name(text: str, forms: list[str], place: _Place) -> Resolution | None:
    for scope in place.scopes:
        found = _named(forms, _valid(place.on).filter(unit_id__in=in_branch(scope, place.on)))
        if found:
            return _settled(text, found)
    found = _named(forms, _valid(place.on))
    if place.near is not None:
        # Far from the place only a province or a body of the whole country is meant by its name
        # alone; anything else is for a person to confirm.
        certain = [one for one in found if one.kind in (UnitKind.PROVINCE, UnitKind.MINISTRY)]
        return _settled(text, certain) if certain else None
    return _settled(text, found) if found else None


def _by_class(text: str, printed: str, place: _Place) -> Resolution | None:
    world = counting.World(units=(), classes=counting_classes())
    meant = counting.resolve_subjects([printed], world, place.on)
    if not meant.is_known or (meant.unresolved and not is_class_of_bodies(printed)):
        return None
    members: list[UnitVersion] = []
    if place.scopes:
        members, _unresolved = members_of_words([printed], place.scopes[-1], place.on)
    return Resolution(
        text,
        Outcome.CLASS,
        tuple(_candidate(one) for one in members),
        tuple(sorted(meant.kinds)),
        tuple(sorted(meant.codes)),
        meant.unresolved,
    )


def _by_spelling(text: str, forms: list[str], place: _Place) -> Resolution | None:
    """Bodies around the place whose names are the same words, abbreviated or spelt otherwise."""
    wanted = {body_key(spelling) for form in forms for spelling in _written(form)}
    for scope in place.scopes:
        bodies = _valid(place.on).filter(
            kind__in=BODY_KINDS, unit_id__in=in_branch(scope, place.on)
        )
        versions = list(bodies)
        aliases = UnitAlias.objects.filter(unit_id__in=[one.unit_id for one in versions])
        called: dict[int, list[str]] = {}
        for alias in aliases:
            called.setdefault(alias.unit_id, []).append(alias.text)
        found = [
            one
            for one in versions
            if any(
                body_key(_without_place(name, place)) in wanted or body_key(name) in wanted
                for name in [one.name, *called.get(one.unit_id, ())]
            )
        ]
        if found:
            return _settled(text, found)
    return None


def _written(form: str) -> list[str]:
    """The form itself and, for place names in it, the spellings with c for k and k for c."""
    return [form, *spellings(form)]


def _elsewhere(text: str, forms: list[str], place: _Place) -> Resolution | None:
    found = _named(forms, _valid(place.on))
    if found:
        return Resolution(text, Outcome.AMBIGUOUS, _candidates(found))
    found = _named(forms, UnitVersion.objects.all())
    return Resolution(text, Outcome.NOT_VALID, _candidates(found)) if found else None


def _named(forms: list[str], versions: QuerySet[UnitVersion]) -> list[UnitVersion]:
    """The versions that bear one of the names, or whose unit has it as an alias.

    Names equal letter by letter go before names that differ in their marks.
    """
    keys, office_keys = _keys(forms)
    aliases = UnitAlias.objects.filter(folded__in=keys)
    found = versions.filter(
        Q(folded_name__in=keys)
        | Q(folded_name__in=office_keys, kind__in=TERRITORIAL)
        | Q(unit_id__in=aliases.values("unit_id"))
    ).order_by("code", "pk")
    rows = list(found[: _MOST_CANDIDATES * 5])
    written = {wording.common_form(_office_of(form) or form) for form in forms}
    exact = [one for one in rows if wording.common_form(one.name) in written]
    exact = exact or [one for one in rows if wording.common_form(_bare(one)) in written]
    return exact or rows


def _keys(forms: list[str]) -> tuple[set[str], set[str]]:
    keys: set[str] = set()
    office_keys: set[str] = set()
    for form in forms:
        keys.update(spellings(form))
        inner = _office_of(form)
        bare = inner or form
        if inner:
            office_keys.update(spellings(inner))
        for words in wording.WORDS_BEFORE_NAMES.values():
            office_keys.update(
                f"{search_form(word)} {one}" for word in words for one in spellings(bare)
            )
    return keys, office_keys


def _bare(version: UnitVersion) -> str:
    """The name of a territory without the word for its kind."""
    for word in wording.WORDS_BEFORE_NAMES.get(version.kind, ()):
        if version.name.lower().startswith(f"{word} "):
            return version.name[len(word) + 1 :]
    return version.name


def _valid(on: date) -> QuerySet[UnitVersion]:
    return UnitVersion.objects.filter(valid_on(on))


def _holds(version: UnitVersion, on: date) -> bool:
    begun = version.valid_from is None or version.valid_from <= on
    return begun and (version.valid_to is None or on <= version.valid_to)


def _settled(text: str, found: Iterable[UnitVersion]) -> Resolution:
    candidates = _candidates(found)
    outcome = Outcome.UNIT if len(candidates) == 1 else Outcome.AMBIGUOUS
    return Resolution(text, outcome, candidates)


def _candidates(found: Iterable[UnitVersion]) -> tuple[Candidate, ...]:
    by_unit = {one.unit_id: one for one in found}
    return tuple(_candidate(one) for one in list(by_unit.values())[:_MOST_CANDIDATES])


def _candidate(version: UnitVersion) -> Candidate:
    return Candidate(
        unit_id=version.unit_id,
        code=version.code,
        name=version.name,
        kind=version.kind,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )
