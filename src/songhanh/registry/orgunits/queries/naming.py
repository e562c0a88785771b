"""Looking printed names up among the names and aliases of units."""

from collections import defaultdict

from songhanh.engines.counting import wording
from songhanh.registry.orgunits.enums import TERRITORIAL
from songhanh.registry.orgunits.models import UnitAlias, UnitVersion
from songhanh.registry.orgunits.names import search_form, spellings

_MOST_ROWS = 4000


def office_of(text: str) -> str | None:
    """The unit whose office is named: "UBND xã An Hòa" is Xã An Hòa; None when it is no office."""
    lower = text.lower()
    for office in (*wording.OFFICE_WORDS, "uỷ ban nhân dân"):
        if lower.startswith(f"{office} "):
            return text[len(office) + 1 :]
    return None


def bearers_of_each(readings: list[list[str]]) -> list[list[UnitVersion]]:
    """For each list of forms the versions, of any day, that bear one of them or whose unit has it
    as an alias; three statements, however many readings there are.
    """
    keys = [_keys(forms) for forms in readings]
    names = {name for whole, offices in keys for name in whole | offices}
    called = {name for whole, _offices in keys for name in whole}
    rows = list(
        UnitVersion.objects.filter(folded_name__in=names).order_by("code", "pk")[:_MOST_ROWS]
    )
    aliases: dict[int, set[str]] = defaultdict(set)
    for unit_id, folded in UnitAlias.objects.filter(folded__in=called).values_list(
        "unit_id", "folded"
    ):
        aliases[unit_id].add(folded)
    more: list[UnitVersion] = []
    if aliases:
        versions = UnitVersion.objects.filter(unit_id__in=set(aliases)).order_by("code", "pk")
        more = list(versions[:_MOST_ROWS])
    return [
        list(
            dict.fromkeys(
                [
                    *_bearing(rows, whole, offices),
                    *(one for one in more if aliases[one.unit_id] & whole),
                ]
            )
        )
        for whole, offices in keys
    ]


def _bearing(rows: list[UnitVersion], whole: set[str], offices: set[str]) -> list[UnitVersion]:
    """Those that bear a name; the name of an office means a territory."""
    return [
        one
        for one in rows
        if one.folded_name in whole or (one.folded_name in offices and one.kind in TERRITORIAL)
    ]


def closest(rows: list[UnitVersion], forms: list[str]) -> list[UnitVersion]:
    """Names equal letter by letter, if there are any; else all that differ only in their marks."""
    written = {wording.common_form(office_of(form) or form) for form in forms}
    exact = [one for one in rows if wording.common_form(one.name) in written]
    exact = exact or [one for one in rows if wording.common_form(_bare(one)) in written]
    return exact or rows


def _keys(forms: list[str]) -> tuple[set[str], set[str]]:
    keys: set[str] = set()
    office_keys: set[str] = set()
    for form in forms:
        keys.update(spellings(form))
        inner = office_of(form)
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
