"""Looking printed names up among the names and aliases of units."""

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


def bearers_of(forms: list[str]) -> list[UnitVersion]:
    """The versions, of any day, that bear one of the names or whose unit has it as an alias."""
    keys, office_keys = _keys(forms)
    named = UnitVersion.objects.filter(folded_name__in=keys | office_keys).order_by("code", "pk")
    rows = [one for one in named[:_MOST_ROWS] if one.folded_name in keys or one.kind in TERRITORIAL]
    called = UnitAlias.objects.filter(folded__in=keys).values("unit_id")
    known = {one.pk for one in rows}
    more = UnitVersion.objects.filter(unit_id__in=called).order_by("code", "pk")
    return rows + [one for one in more[:_MOST_ROWS] if one.pk not in known]


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
