"""Names of units in running text: which unit or class one means, on a day and near a place.

Never guesses: two units that a name may mean are both returned, for a person to choose.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from songhanh.engines import counting
from songhanh.engines.vntext import begins_upper, split_bodies
from songhanh.engines.vntext.bodies import is_class_of_bodies
from songhanh.registry.orgunits.enums import (
    COMMUNE_LEVEL,
    TERRITORIAL,
    UnitKind,
)
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.names import in_full, spellings
from songhanh.registry.orgunits.queries.bodies import (
    Body,
    bodies_below,
    bodies_farther,
    key_of,
)
from songhanh.registry.orgunits.queries.counting import counting_classes
from songhanh.registry.orgunits.queries.denominators import expanded, members_of_words
from songhanh.registry.orgunits.queries.meanings import (
    Candidate,
    Outcome,
    Resolution,
    candidate_of,
    candidates_of,
    settled,
)
from songhanh.registry.orgunits.queries.naming import bearers_of_each, closest, office_of
from songhanh.registry.orgunits.queries.trees import ancestors_on
from songhanh.registry.orgunits.queries.versions import nearest_versions, versions_on
from songhanh.registry.orgunits.spoken import (
    lists_its_members,
    loose_classes,
    readings,
    without_levels,
)

_LEVELS = {
    "tỉnh": (UnitKind.PROVINCE,),
    "thành phố": (UnitKind.DISTRICT, UnitKind.PROVINCE),
    "huyện": (UnitKind.DISTRICT,),
    "thị xã": (UnitKind.DISTRICT,),
    "quận": (UnitKind.DISTRICT,),
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), COMMUNE_LEVEL),
}


@dataclass(frozen=True)
class _Place:
    """Where a name is looked up: the territories around, from the nearest outwards.

    What several readings of one name ask for is read once.
    """

    on: date
    near: int | None
    territories: tuple[UnitVersion, ...] = ()
    scopes: tuple[int, ...] = ()

    @cached_property
    def classes(self) -> tuple[counting.UnitClass, ...]:
        """The installation's own classes."""
        return counting_classes()

    @cached_property
    def bodies(self) -> list[list[Body]]:
        """Bodies directly below each territory, nearest first."""
        return bodies_below(self.scopes, self.on)

    @cached_property
    def farther_bodies(self) -> list[list[Body]]:
        """Bodies one step lower, and those of the whole country."""
        return bodies_farther(self.scopes, self.on)


def resolve_name(text: str, on: date, near: int | None = None) -> Resolution:
    """What a printed name means on a day, to somebody in the unit ``near``.

    The name is read as printed, then with its abbreviations written out, then without the posts
    and remarks around it. Each reading is a name or alias of a unit first, then a class of units,
    then abbreviations and spellings of bodies near the place; then come units of other days.
    """
    place = _place(on, near)
    read = _read(text, list(readings(text)), place)
    for look in (_by_words, _by_sound, _by_loose_class, _far_or_past):
        for one in read:
            found = look(one)
            if found is not None:
                return found
    return Resolution(text, Outcome.UNKNOWN)


def resolve_names(text: str, on: date, near: int | None = None) -> list[Resolution]:
    """The same for a line of several bodies ("Sở Nội vụ, Sở Tư pháp và các xã, phường")."""
    parts = [text] if lists_its_members(text) else split_bodies(text)
    return [resolve_name(part, on, near) for part in parts]


@dataclass(frozen=True)
class _Read:
    """One reading of a printed name, with the units that bear it."""

    text: str
    printed: str
    place: "_Place"
    named: "_Named"


def _read(text: str, read_as: list[str], place: "_Place") -> list[_Read]:
    printed = [in_full(reading) for reading in read_as]
    forms = [list(dict.fromkeys([one, _without_place(one, place)])) for one in printed]
    bearers = bearers_of_each(forms)
    return [
        _Read(text, one, place, _named(form, ever, place))
        for one, form, ever in zip(printed, forms, bearers, strict=True)
    ]


def _by_words(one: _Read) -> Resolution | None:
    return (
        _level(one.text, one.named.forms[-1], one.place)
        or _by_name(one.text, one.named, one.place)
        or _by_class(one, one.place.classes)
    )


def _by_sound(one: _Read) -> Resolution | None:
    return _by_spelling(one.text, one.named.forms, one.place)


def _by_loose_class(one: _Read) -> Resolution | None:
    """Words that name no denominator and yet a class: các cơ quan, đơn vị liên quan."""
    bare = replace(one, printed=without_levels(one.printed))
    return _by_class(bare, (*one.place.classes, *loose_classes()), loose_classes())


def _far_or_past(one: _Read) -> Resolution | None:
    return _elsewhere(one.text, one.named, one.place)


def _place(on: date, near: int | None) -> _Place:
    if near is None:
        return _Place(on, None)
    above = ancestors_on([near], on).get(near, [])
    versions = nearest_versions(above, on)
    territories = tuple(
        versions[one] for one in above if one in versions and versions[one].kind in TERRITORIAL
    )
    return _Place(on, near, territories, tuple(one.unit_id for one in territories))


def _without_place(text: str, place: _Place) -> str:
    """To somebody in Đắk Lắk, "Sở Nội vụ tỉnh Đắk Lắk" is "Sở Nội vụ"."""
    folded = text.lower()
    for territory in place.territories:
        bare = territory.name.split(" ", 1)[-1].lower()
        for suffix in (f" {territory.name.lower()}", f" {bare}"):
            rest = text[: len(text) - len(suffix)].strip(" ,-–")
            if folded.endswith(suffix) and len(rest.split()) > 1 and not _is_level(rest):
                return rest
    return text


def _is_level(text: str) -> bool:
    """Whether nothing but a level is left: the "thành phố" of "thành phố Kon Tum" is no place."""
    return (office_of(text) or text).lower() in _LEVELS


def _level(text: str, form: str, place: _Place) -> Resolution | None:
    """The nearest territory of a level around the place: "UBND tỉnh", "tỉnh", "UBND xã"."""
    words = (office_of(form) or form).lower()
    kinds = _LEVELS.get(words, ())
    for territory in place.territories:
        if territory.kind in kinds and _holds(territory, place.on):
            return Resolution(text, Outcome.UNIT, (candidate_of(territory),))
    return None


@dataclass(frozen=True)
class _Named:
    """The units that bear a printed name: on the day, and on any day."""

    forms: list[str]
    ever: list[UnitVersion]
    today: list[UnitVersion]


def _named(forms: list[str], ever: list[UnitVersion], place: _Place) -> _Named:
    return _Named(forms, ever, [one for one in ever if _holds(one, place.on)])


def _by_name(text: str, named: _Named, place: _Place) -> Resolution | None:
    if place.near is None:
        found = closest(named.today, named.forms)
        return settled(text, found) if found else None
    chains = ancestors_on([one.unit_id for one in named.today], place.on)
    for scope in place.scopes:
        inside = [one for one in named.today if scope in chains[one.unit_id]]
        if inside:
            return settled(text, closest(inside, named.forms))
    # Far from the place only a province or a body of the whole country is meant by its name alone;
    # anything else is for a person to confirm.
    wide = [one for one in named.today if one.kind in (UnitKind.PROVINCE, UnitKind.MINISTRY)]
    return settled(text, closest(wide, named.forms)) if wide else None


def _by_class(
    one: _Read,
    classes: tuple[counting.UnitClass, ...],
    loose: tuple[counting.UnitClass, ...] = (),
) -> Resolution | None:
    world = counting.World(units=(), classes=classes)
    meant = counting.resolve_subjects([one.printed], world, one.place.on)
    # A list in which some words mean no unit is still a class ("các sở, ban, ngành, đơn vị"), but a
    # proper name that happens to hold such a word ("Phòng Văn hóa xã, phường") is not.
    listed = is_class_of_bodies(one.printed) or not begins_upper(one.printed)
    if not meant.is_known or (meant.unresolved and not listed):
        return None
    return Resolution(
        one.text,
        Outcome.CLASS,
        kinds=tuple(sorted(meant.kinds)),
        codes=tuple(sorted(meant.codes)),
        unresolved=meant.unresolved,
        expand=(lambda: _members(one, meant, loose)) if one.place.scopes else None,
    )


def _members(
    one: _Read, meant: counting.Denominator, loose: tuple[counting.UnitClass, ...]
) -> tuple[Candidate, ...]:
    """The units of a class around the place; words without a capital are no names of units."""
    around, on = one.place.scopes[-1], one.place.on
    if any(letter.isupper() for word in meant.unresolved for letter in word):
        members = members_of_words([one.printed], around, on, loose)[0]
    else:
        members = expanded(meant, around, on)
    return tuple(candidate_of(member) for member in members)


def _by_spelling(text: str, forms: list[str], place: _Place) -> Resolution | None:
    """Bodies around the place whose names are the same words, abbreviated or spelt otherwise."""
    wanted = {key_of(spelling) for form in forms for spelling in [form, *spellings(form)]}
    for bodies in chain(place.bodies, place.farther_bodies):
        found = [
            body.version
            for body in bodies
            if any(
                key_of(name) in wanted or key_of(_without_place(name, place)) in wanted
                for name in body.names
            )
        ]
        if found:
            return settled(text, found)
    return None


def _elsewhere(text: str, named: _Named, place: _Place) -> Resolution | None:
    if named.today:
        found = closest(named.today, named.forms)
        return Resolution(text, Outcome.AMBIGUOUS, candidates_of(found))
    found = closest(named.ever, named.forms)
    units = {one.unit_id for one in found}
    living = versions_on(units, place.on) if len(units) == 1 else {}
    if living:
        return settled(text, living.values())  # a former name of a unit that goes on
    return Resolution(text, Outcome.NOT_VALID, candidates_of(found)) if found else None


def _holds(version: UnitVersion, on: date) -> bool:
    begun = version.valid_from is None or version.valid_from <= on
    return begun and (version.valid_to is None or on <= version.valid_to)
