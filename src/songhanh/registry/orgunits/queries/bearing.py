"""Units that may bear a printed name: never fewer than the counting engine will take for it.

The engine compares the same words in the same order, while tones, i and y, spaces and what stands
around them do not matter here.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Replace

from songhanh.engines.counting import wording
from songhanh.registry.orgunits.models import UnitAlias, UnitVersion
from songhanh.registry.orgunits.names import search_form


def maybe_named(words: Iterable[str], below: RawSQL | None = None) -> set[int]:
    """The units whose names or aliases hold one of the words, of any day.

    ``below`` is a subquery of the units that are looked at; without it all are.
    """
    cores = {core for word in words if (core := _core(word))}
    if not cores:
        return set()
    holds = reduce(or_, (Q(plain__contains=core) for core in cores))
    names = UnitVersion.objects.annotate(plain=_plain("folded_name")).filter(holds)
    aliases = UnitAlias.objects.annotate(plain=_plain("folded")).filter(holds)
    if below is not None:
        names, aliases = names.filter(unit_id__in=below), aliases.filter(unit_id__in=below)
    return {*names.values_list("unit_id", flat=True), *aliases.values_list("unit_id", flat=True)}


def _core(word: str) -> str:
    """The shortest form of a word, without a kind of unit before it and without spaces."""
    shortest = min(wording.bare_forms(word), key=len)
    kinds = {
        wording.common_form(one) for words in wording.WORDS_BEFORE_NAMES.values() for one in words
    }
    cores = [shortest, *(shortest.removeprefix(f"{kind} ") for kind in kinds)]
    return search_form(min(cores, key=len)).replace(" ", "").replace("y", "i")


def _plain(column: str) -> Replace:
    return Replace(Replace(column, Value(" "), Value("")), Value("y"), Value("i"))
