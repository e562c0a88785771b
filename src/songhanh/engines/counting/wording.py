"""Words of plans for units, in the form in which they are compared, and what kinds they mean.

The table is the one of the counting rules ("Denominator"), with the further words that the same
units are printed by (buôn, làng, bản, khóm, ấp for villages; abbreviations; "cấp xã").
"""

import re
import unicodedata

from songhanh.engines.counting.units import COMMUNE_KINDS

KINDS_BY_WORDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ["sở", "sở, ban, ngành", "sở, ngành", "ban, ngành"],
        frozenset({"department"}),
    ),
    "địa phương": COMMUNE_KINDS | {"district"},
    **dict.fromkeys(
        ["xã", "phường", "thị trấn", "đặc khu", "cấp xã"],
        COMMUNE_KINDS,
    ),
    **dict.fromkeys(
        ["huyện", "thị xã", "thành phố", "cấp huyện"],
        frozenset({"district"}),
    ),
    **dict.fromkeys(
        ["tổ chức chính trị - xã hội", "đoàn thể"],
        frozenset({"mass_organisation"}),
    ),
    **dict.fromkeys(
        ["cơ quan truyền thông", "cơ quan báo chí"],
        frozenset({"press"}),
    ),
    **dict.fromkeys(
        ["thôn", "tổ dân phố", "buôn", "làng", "bản", "khóm", "ấp"],
        frozenset({"village"}),
    ),
    "doanh nghiệp": frozenset({"enterprise"}),
    **dict.fromkeys(
        ["trường", "trường học", "cơ sở giáo dục"],
        frozenset({"school"}),
    ),
}
"""Words, without "các", and the kinds of units they mean."""

CENTRE_WORDS = ("trung tâm văn hóa", "truyền thông")
"""How the name of a culture and media centre begins and ends; what lies between varies."""

LEADING_WORDS = ("các", "mỗi", "từng", "mọi", "những", "tất cả", "toàn bộ", "100%")
"""Words before a class that change nothing about who is meant."""

OFFICE_WORDS = ("ủy ban nhân dân", "ubnd")
"""The office of a unit stands for the unit: "Ủy ban nhân dân các xã" are the communes."""

PLACE_WORDS = (
    *("trên địa bàn tỉnh", "trên địa bàn thành phố", "trên địa bàn", "trên toàn tỉnh"),
    *("trong tỉnh", "trong toàn tỉnh", "thuộc tỉnh", "của tỉnh", "toàn tỉnh", "cấp tỉnh", "tỉnh"),
)
"""Words after a class that say it is the plan's own territory that is meant."""

WORDS_BEFORE_NAMES: dict[str, tuple[str, ...]] = {
    "province": ("tỉnh", "thành phố"),
    "district": ("huyện", "thị xã", "thành phố", "quận"),
    "commune": ("xã",),
    "ward": ("phường",),
    "township": ("thị trấn",),
    "special_zone": ("đặc khu",),
}
"""What stands before the name of a unit in running text and may be missing in a list of units."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SEPARATORS = re.compile(r"\s*(?:[,;/]|\b(?:và|hoặc|cùng)\b)\s*", re.IGNORECASE)


def common_form(text: str) -> str:
    """The form in which words are compared.

    Case, tone placement (hoà, hòa), i and y (kỉ, kỷ), hyphens, white space and what joins a list
    (commas, "và") do not matter; letters and tones do: "xã" is not "xa".
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return " ".join(_syllable(word) for word in words if word != "và")


def _syllable(word: str) -> str:
    letters = unicodedata.normalize("NFD", word).replace("y", "i")
    tones = [letter for letter in letters if letter in _TONES]
    return "".join([letter for letter in letters if letter not in _TONES] + tones)


def as_printed(text: str) -> str:
    """The words with white space collapsed, in NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def parts_of(text: str) -> list[str]:
    """A list in running text, cut at commas, semicolons, "và" and the like, as printed."""
    parts = (without_leading(part) for part in _SEPARATORS.split(as_printed(text)))
    return [part for part in parts if part]


def without_leading(text: str) -> str:
    """The words without "các", "mỗi" and the like before them."""
    return _LEADING.sub("", text).strip(" .:")


def plain_form(text: str) -> str:
    """The common form without "các", "mỗi" and the like, wherever they stand."""
    return common_form(_LEADING_ANYWHERE.sub(" ", as_printed(text)))


def bare_forms(text: str) -> list[str]:
    """The forms under which words may stand in a table or a list of units, fullest first."""
    full = plain_form(text)
    forms = [full, *(full.removeprefix(f"{office} ") for office in _OFFICES)]
    within = [form.removesuffix(f" {place}") for form in forms for place in _PLACES]
    return list(dict.fromkeys([*forms, *within]))


def kinds_of(form: str) -> frozenset[str] | None:
    """The kinds meant by words in common form; None when the table does not hold them."""
    if found := _TABLE.get(form):
        return found
    begins, ends = _CENTRE
    if form.startswith(f"{begins} ") and f" {ends}" in form:
        rest = form.rsplit(ends, 1)[1].split()
        if all(word in _LOCALITY for word in rest):
            return frozenset({"centre"})
    return None


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LEADING = re.compile(rf"^(?:(?:{_alternatives(LEADING_WORDS)})(?=\s|$)\s*)+", re.IGNORECASE)
_LEADING_ANYWHERE = re.compile(
    rf"(?:(?<=\s)|^)(?:{_alternatives(LEADING_WORDS)})(?=\s|$)", re.IGNORECASE
)
_TABLE = {common_form(words): kinds for words, kinds in KINDS_BY_WORDS.items()}
_OFFICES = tuple(common_form(word) for word in OFFICE_WORDS)
_PLACES = tuple(common_form(word) for word in PLACE_WORDS)
_CENTRE = (common_form(CENTRE_WORDS[0]), common_form(CENTRE_WORDS[1]))
_LOCALITY = frozenset(
    common_form("huyện thị xã thành phố quận xã phường thị trấn tỉnh và cấp").split()
)
