"""Names: one body or place under several spellings, abbreviations that do not agree."""

import re
from collections import Counter, defaultdict

from songhanh.engines.planreader.anomalies.common import Scan
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import bare, distance, names_of_bodies, one_tone_place

_CONNECTIVES = {"va", "cua"}
_ABBREVIATION = re.compile(r"(?<![\wĐ&/.-])[A-ZĐ]{4,10}(?![\wĐ&-])")
_PLACE = re.compile(r"(?<![\wà-ỹ])(?:[A-ZĐÀ-Ỹ][\wà-ỹ'’]+)(?:\s[A-ZĐÀ-Ỹ][\wà-ỹ'’]+)+")
_OWN_AREA = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|xã|phường|đặc khu|thị trấn) ([A-ZĐÀ-Ỹ][^\s(]*(?: "
    r"[A-ZĐÀ-Ỹ][^\s(]*)+)"
)
# Which levels are meant is a list, no part of the name: "… các xã, phường và đặc khu".
_LEVELS_OF = re.compile(
    r"\s+(?:các|những)\s+(?:xã|phường|huyện|quận|thành phố|thị xã|đặc khu)\b.*$"
)
_UNIT_NAME = re.compile(
    r"(?<!\w)(?P<level>[Hh]uyện|[Xx]ã|[Pp]hường|[Tt]hị xã|[Đđ]ặc khu)\s"
    r"(?P<name>[A-ZĐÀ-Ỹ][a-zà-ỹđ'’]+(?:\s[A-ZĐÀ-Ỹ][a-zà-ỹđ'’]+)+)"
)
_PLACE_LETTERS = str.maketrans({"c": "k", "y": "i", "q": "k"})
_SHORT_BODY = re.compile(
    r"(?<!\w)(?P<head>Sở|Bộ|Ban|Phòng|Đài|Hội|Cục|Vụ|Trung tâm)\s(?P<short>[A-ZĐ]{2,5})(?![\wĐ&-])"
)
_LEVEL_BEHIND = re.compile(r"(?:\s(?:tỉnh|huyện|xã|phường|thành phố|đặc khu|cấp))+$")
_EXPLAINED = re.compile(r"\s*\((?:sau đây |gọi tắt|viết tắt|[A-ZĐ]{2,})")
# Abbreviations in general use beside the full names.
_ESTABLISHED = frozenset({"LHPN", "LĐTBXH", "GDĐT", "VHTTDL", "TTTT", "KHCN", "CTXH", "CCB", "ND"})
_MOST_INITIALS = 5
_KNOWN_PAIRS = frozenset(
    {frozenset({"UBND", "HĐND"}), frozenset({"UBND", "HDND"}), frozenset({"LĐTB", "LĐTBXH"})}
)


def find_name_variants(scan: Scan) -> list[Element]:
    """Every form of a name that stands beside a more usual one."""
    return [
        *_body_variants(scan),
        *_abbreviations(scan),
        *_shortened_bodies(scan),
        *_place_variants(scan),
        *_units_with_other_marks(scan),
    ]


def _key(name: str) -> str:
    words = re.findall(r"\w+", bare(name).replace("y", "i"))
    return " ".join(word for word in words if word not in _CONNECTIVES)


def _print_form(name: str) -> str:
    """The form that counts: signs and connecting words; a lost tone mark is a misspelling."""
    letters = one_tone_place(" ".join(name.lower().split())).replace("–", "-")
    return bare(re.sub(r"\s*([-,&])\s*", r"\1", letters))


def _body_variants(scan: Scan) -> list[Element]:
    forms: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for passage in scan.passages:
        for start, end, name in names_of_bodies(passage.text):
            key = _key(name)
            if len(key.split()) < 4:
                continue
            own = _LEVELS_OF.sub("", name)
            forms[_key(own)][_print_form(own)].append(passage.part(start, end))
    _join_prefixes(forms)
    found = []
    for variants in forms.values():
        if len(variants) < 2:
            continue
        usual = _usual(variants)
        for form, places in variants.items():
            if form == usual:
                continue
            why = f"Cùng một cơ quan còn được viết là “{variants[usual][0].text}”."
            found.append(scan.note("agency_name_variant", places[0], why))
    return found


def _join_prefixes(forms: dict[str, dict[str, list[Passage]]]) -> None:
    """Let a name that was cut short meet the one longer name it begins."""
    for key in sorted(forms, key=len):
        longer = [other for other in forms if other != key and other.startswith(key + " ")]
        if len(longer) == 1 and len(forms[longer[0]]) == 1 and len(key.split()) >= 5:
            short = dict(forms[key].items())
            target = next(iter(forms[longer[0]]))
            if any(target.startswith(form) for form in short):
                continue
            forms[longer[0]].update(short)
            del forms[key]


def _usual(variants: dict[str, list[Passage]]) -> str:
    """The form used most often; among equals the one that comes first."""
    return max(variants, key=lambda form: (len(variants[form]), -variants[form][0].start))


def _abbreviations(scan: Scan) -> list[Element]:
    """Abbreviations one letter apart: VSTBPN beside VSTBCPN."""
    places: dict[str, Passage] = {}
    counts: Counter[str] = Counter()
    for passage in scan.passages:
        if passage.text.isupper():
            continue
        for match in _ABBREVIATION.finditer(passage.text):
            counts[match.group()] += 1
            places.setdefault(match.group(), passage.part(match.start(), match.end()))
    names = sorted(counts)
    groups = [
        {one, *(other for other in names if other != one and _near(one, other))} for one in names
    ]
    found = []
    seen: set[str] = set()
    for group in groups:
        if len(group) < 2:
            continue
        for name in sorted(group - seen, key=lambda one: places[one].start):
            seen.add(name)
            others = ", ".join(sorted(group - {name}))
            why = f"Chữ viết tắt “{name}” có cách viết khác trong văn bản: {others}."
            found.append(scan.note("abbreviation_inconsistent", places[name], why))
    return found


def _shortened_bodies(scan: Scan) -> list[Element]:
    """A body named by its initials in the text, which else names it in full: "Sở NV"."""
    names: Counter[tuple[str, str]] = Counter()
    full: dict[tuple[str, str], str] = {}
    short: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in scan.reading.body_text():
        if passage.text.isupper():
            continue
        for _start, end, name in names_of_bodies(passage.text):
            initials = _initials(name)
            if initials is not None and not _EXPLAINED.match(passage.text, end):
                names[initials] += 1
                full.setdefault(initials, name)
        for match in _SHORT_BODY.finditer(passage.text):
            place = passage.part(match.start(), match.end())
            short[(match["head"].lower(), match["short"])].append(place)
    found = []
    for key, places in short.items():
        if key[1] in _ESTABLISHED or names[key] < len(places):
            continue
        why = f"Chỗ khác viết đầy đủ là “{full[key]}”."
        found.append(scan.note("abbreviation_inconsistent", places[0], why))
    return found


def _initials(name: str) -> tuple[str, str] | None:
    """The head of a full name and the first letters of what follows: ("sở", "NV")."""
    head, _, rest = _LEVEL_BEHIND.sub("", name).partition(" ")
    words = [word for word in re.findall(r"\w+", rest) if word.lower() not in {"và", "của"}]
    if not 2 <= len(words) <= _MOST_INITIALS or any(word.isupper() for word in words):
        return None
    return head.lower(), "".join(word[0] for word in words).upper()


def _near(left: str, right: str) -> bool:
    if min(len(left), len(right)) < 5 or frozenset({left, right}) in _KNOWN_PAIRS:
        return False
    return len(left) != len(right) and distance(left, right, 1) == 1


def _place_variants(scan: Scan) -> list[Element]:
    """The province's own name in another spelling: Đắc Lắc beside Đắk Lắk."""
    province = scan.plan["extra"].get("province")
    names = {str(province)} if province else set()
    names |= {str(scan.plan["issue_place"])} if scan.plan.get("issue_place") else set()
    area = _OWN_AREA.search(str(scan.plan["province_or_unit"]))
    names |= {area[1]} if area else set()
    found = []
    for name in names:
        count = len(name.split())
        if count < 2 or len(name) < 5:
            continue
        key = _place_key(name)
        for passage in scan.passages:
            for match in _PLACE.finditer(passage.text):
                found += _variants_in(scan, passage, match, (name, key, count))
    return found


def _units_with_other_marks(scan: Scan) -> list[Element]:
    """A commune or district that stands once with other marks than elsewhere: "Mường Nhẻ"."""
    forms: dict[tuple[str, str], dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for passage in scan.passages:
        for match in _UNIT_NAME.finditer(passage.text):
            name = one_tone_place(match["name"].lower())
            key = (match["level"].lower(), bare(name))
            forms[key][name].append(passage.part(match.start(), match.end()))
    found = []
    for variants in forms.values():
        if len(variants) != 2:
            continue
        usual, odd = sorted(variants, key=lambda one: -len(variants[one]))
        if len(variants[usual]) > len(variants[odd]) == 1:
            why = f"Địa danh ở các chỗ khác viết là “{variants[usual][0].text}”."
            found.append(scan.note("place_name_variant", variants[odd][0], why, "probable"))
    return found


def _place_key(name: str) -> str:
    return bare(name).translate(_PLACE_LETTERS)


def _variants_in(
    scan: Scan, passage: Passage, match: re.Match[str], place: tuple[str, str, int]
) -> list[Element]:
    name, key, count = place
    words = list(re.finditer(r"\S+", match.group()))
    found = []
    for at in range(len(words) - count + 1):
        start, end = words[at].start(), words[at + count - 1].end()
        printed = match.group()[start:end]
        if _place_key(printed) == key and printed.lower() != name.lower():
            quoted = passage.part(match.start() + start, match.start() + end)
            why = f"Địa danh ở các chỗ khác viết là “{name}”."
            found.append(scan.note("place_name_variant", quoted, why))
    return found
