"""How an office stands at the head and foot of its documents (Decree 30/2020, boxes 2, 3, 4, 7).

A people's committee issues in its own name and has no superior above it; a department stands under
the committee of its territory. The tables below hold what the kind and the first word of a name
say; whoever signs in fact fills in name and authority by hand.
"""

from dataclasses import dataclass, replace
from datetime import date

from songhanh.engines.vntext import fold
from songhanh.registry.orgunits.enums import TERRITORIAL, UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import (
    names_over,
    nearest_versions,
    parents_on,
    territories_of,
    with_former,
)

COMMITTEE = "Ủy ban nhân dân"

KIND_WORDS = {
    UnitKind.PROVINCE: ("tỉnh", "thành phố"),
    UnitKind.DISTRICT: ("huyện", "thị xã", "thành phố", "quận"),
    UnitKind.COMMUNE: ("xã",),
    UnitKind.WARD: ("phường",),
    UnitKind.TOWNSHIP: ("thị trấn",),
    UnitKind.SPECIAL_ZONE: ("đặc khu",),
}
"""The common nouns of territorial units, the usual one first."""

UNDER_A_COMMITTEE = frozenset(
    {
        UnitKind.DEPARTMENT,
        UnitKind.CENTRE,
        UnitKind.STATION,
        UnitKind.SCHOOL,
        UnitKind.COMMITTEE,
        UnitKind.VILLAGE,
    }
)
"""Kinds whose direct superior is the committee of their territory, or a department above them."""

HEADS: dict[str, tuple[tuple[str, ...], str]] = {
    "sở": ((), "GIÁM ĐỐC"),
    "văn phòng": ((), "CHÁNH VĂN PHÒNG"),
    "thanh tra": ((), "CHÁNH THANH TRA"),
    "ban": ((), "TRƯỞNG BAN"),
    "báo": ((), "TỔNG BIÊN TẬP"),
    "đài": ((), "GIÁM ĐỐC"),
    "trung tâm": ((), "GIÁM ĐỐC"),
    "trường": ((), "HIỆU TRƯỞNG"),
    "phòng": ((), "TRƯỞNG PHÒNG"),
    "hội": (("TM. BAN THƯỜNG VỤ",), "CHỦ TỊCH"),
    "liên đoàn": (("TM. BAN THƯỜNG VỤ",), "CHỦ TỊCH"),
    "đoàn": (("TM. BAN THƯỜNG VỤ",), "BÍ THƯ"),
    "ủy ban mặt trận tổ quốc": (("TM. BAN THƯỜNG TRỰC",), "CHỦ TỊCH"),
    "bộ": ((), "BỘ TRƯỞNG"),
}
"""Authority and position of the head, by the first words of an office's name."""

KIND_HEADS: dict[str, tuple[tuple[str, ...], str]] = {
    UnitKind.STATION: ((), "TRƯỞNG ĐÀI"),
    UnitKind.VILLAGE: ((), "TRƯỞNG THÔN"),
}
"""The same for kinds whose heads are called otherwise than by the first words."""

_ANY_HEAD: tuple[tuple[str, ...], str] = ((), "THỦ TRƯỞNG ĐƠN VỊ")
_JOINING_WORDS = frozenset({"và", "của", "các", "tỉnh"})


@dataclass(frozen=True)
class Office:
    """What the layout needs to know of an office. ``name`` is for running text."""

    name: str
    superior: str
    issuing: str
    symbol: str
    place: str
    authority: tuple[str, ...]
    position: str


def office_of(unit_id: int, on: date, since: date | None = None) -> Office:
    """The office of a unit as it was on a day; ``since`` tells other names it bore from then on.

    Only the name for running text tells them: "Sở Nội vụ (trước là Sở Lao động …)".
    """
    office = _office(unit_id, on)
    former = names_over([unit_id], first=since, last=on)[unit_id].former if since else ()
    return replace(office, name=with_former(office.name, former))


def _office(unit_id: int, on: date) -> Office:
    parent_id = parents_on([unit_id], on).get(unit_id)
    territory_id = territories_of([unit_id], on).get(unit_id)
    known = nearest_versions({one for one in (unit_id, parent_id, territory_id) if one}, on)
    unit = known[unit_id]
    territory = known.get(territory_id) if territory_id else None
    place = place_of(territory) if territory else place_of(unit)
    if unit.kind in TERRITORIAL:
        name = committee_name(unit)
        head = ((f"TM. {COMMITTEE}",), "CHỦ TỊCH")
        return Office(name, "", name, "BC-UBND", place, *head)
    issuing = _without_territory(unit.name, territory)
    return Office(
        name=unit.name,
        superior=_superior(unit, known.get(parent_id) if parent_id else None, territory),
        issuing=issuing,
        symbol=f"BC-{abbreviation(issuing)}",
        place=place,
        authority=_head(unit)[0],
        position=_head(unit)[1],
    )


def committee_name(unit: UnitVersion) -> str:
    """``Ủy ban nhân dân xã An Hòa``: the committee of a territorial unit."""
    name = _without_committee(unit.name)
    words = KIND_WORDS[UnitKind(unit.kind)]
    for word in words:
        if name.casefold().startswith(f"{word} "):
            return f"{COMMITTEE} {_common_noun(name, word)}"
    return f"{COMMITTEE} {words[0]} {name}"


def place_of(unit: UnitVersion) -> str:
    """The name of a place without its common noun, which stays before a number ("Phường 1")."""
    name = _without_committee(unit.name)
    for word in KIND_WORDS.get(UnitKind(unit.kind), ()):
        if name.casefold().startswith(f"{word} "):
            proper = name[len(word) :].strip()
            return name if proper[:1].isdigit() else proper
    return name


def abbreviation(name: str) -> str:
    """The initials of a name, as in symbols of documents: ``Sở Nội vụ`` gives ``SNV``."""
    words = name.replace(",", " ").replace("-", " ").split()
    letters = [word[0].upper() for word in words if word.casefold() not in _JOINING_WORDS]
    return "".join(
        letter if letter == "Đ" else fold(letter).upper() for letter in letters if letter.isalpha()
    )


def _without_committee(name: str) -> str:
    """The territory's own name, where a list of units names its committee instead."""
    for words in (COMMITTEE, "UBND"):
        if fold(name).startswith(f"{fold(words)} "):
            return name[len(words) :].strip()
    return name


def _common_noun(name: str, word: str) -> str:
    """The noun in small letters, but a capital before a number (Annex II of the decree)."""
    proper = name[len(word) :].strip()
    noun = word.capitalize() if proper[:1].isdigit() else word
    return f"{noun} {proper}"


def _superior(unit: UnitVersion, parent: UnitVersion | None, territory: UnitVersion | None) -> str:
    if unit.kind not in UNDER_A_COMMITTEE:
        return ""
    if parent is not None and parent.kind not in TERRITORIAL:
        return parent.name
    return committee_name(territory) if territory else ""


def _without_territory(name: str, territory: UnitVersion | None) -> str:
    """The name without the province it ends with, which the superior says already."""
    endings = [territory.name, place_of(territory)] if territory else []
    for ending in endings:
        if name.casefold().endswith(f" {ending.casefold()}"):
            return name[: -len(ending)].strip(" ,-")
    return name


def _head(unit: UnitVersion) -> tuple[tuple[str, ...], str]:
    if unit.kind in KIND_HEADS:
        return KIND_HEADS[unit.kind]
    words = unit.name.casefold()
    fitting = [first for first in HEADS if words.startswith(f"{first} ")]
    return HEADS[max(fitting, key=len)] if fitting else _ANY_HEAD
