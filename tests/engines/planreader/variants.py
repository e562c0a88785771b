"""Plans made from plans: other names, numbers and dates, other wrapping, damage, other signs.

Each change takes a plan with its facts and gives both changed. All choices come from a seeded
random, so that a variant can be made again.
"""

import re
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.engines.planreader.facts import Fact, changed


@dataclass(frozen=True)
class Variant:
    """A text, the facts it states, and whether its letters are damaged."""

    text: str
    facts: list[Fact]
    noise: bool = False


Change = Callable[[Variant, Random], Variant]


def is_wrapped(text: str) -> bool:
    """Whether lines were broken already: some of them go on in small letters."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    goes_on = [line for line in lines if line[0].islower() and not re.match(r"\w[.)/]", line)]
    return len(goes_on) * 12 > len(lines)


def _rename(variant: Variant, words: Callable[[str], str]) -> Variant:
    """Change words everywhere, in the text and in what it is expected to say."""
    if is_wrapped(variant.text):
        return variant  # what stands over two lines would stay as it was

    def value(_name: str, one: Any) -> Any:
        return words(one) if isinstance(one, str) else one

    return replace(variant, text=words(variant.text), facts=changed(variant.facts, words, value))


# ------------------------------------------------------------------ names ----

_PLACE = re.compile(
    r"\b(?:[Tt]ỉnh|[Hh]uyện|[Xx]ã|[Pp]hường|TỈNH|HUYỆN|XÃ|PHƯỜNG) "
    r"((?!Ủy|Uỷ|Hội|Đoàn|ỦY|UỶ|HỘI|ĐOÀN)[A-ZĐÀ-Ỹ][\wà-ỹ']*(?: [A-ZĐÀ-Ỹ][\wà-ỹ']*){1,2})"
)
_NEW_PLACES = (
    *("Sơn Hà Đông", "Đắk Hà", "Ia Pnôn", "Bình Mỹ", "Krông Buk", "Thủy Yên", "Vĩnh Hòa Tây"),
    *("Mường Lai", "Ea Súp", "Tân Quới", "Long Khốt", "Pác Nặm", "Quế Lâm", "An Thới Đông"),
)
_NEW_PEOPLE = (
    *("H'Yuôn Niê", "Lò Văn Chựa", "Nguyễn Thị Ngọc Ánh", "Y Thịnh Byă", "Thạch Sa Rươl"),
    *("Trần Quốc Toản Em", "Vừ A Dính", "Rơ Ô Bhung", "Đặng Phương Hoài Thu", "Lê Vỹ"),
)


def _cased(new: str, old: str) -> str:
    return new.upper() if old.isupper() else new


def other_places(variant: Variant, random: Random) -> Variant:
    """Another name for each province, district, commune; districts keep being districts."""
    names = sorted({found[1].title() for found in _PLACE.finditer(variant.text)}, key=len)
    new = dict(zip(names, random.sample(_NEW_PLACES, min(len(names), 14)), strict=False))
    if not new:
        return variant
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, reversed(new))) + r")\b", re.IGNORECASE)

    def words(text: str) -> str:
        return pattern.sub(lambda one: _cased(new.get(one[0].title(), one[0]), one[0]), text)

    return _rename(variant, words)


def other_signer(variant: Variant, random: Random) -> Variant:
    """Another person signs."""
    name = next((fact.words for fact in variant.facts if fact.part == "signature"), "")
    new = random.choice(_NEW_PEOPLE)
    return _rename(variant, lambda text: text.replace(name, new)) if name else variant


_BODIES = (
    *("Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "Sở Xây dựng", "Sở Công Thương"),
    *("Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường"),
    *("Sở Văn hóa, Thể thao và Du lịch", "Sở Dân tộc và Tôn giáo", "Sở Ngoại vụ"),
)


def other_bodies(variant: Variant, random: Random) -> Variant:
    """Departments change their places with each other and with some the plan does not name."""
    shuffled = random.sample(_BODIES, len(_BODIES))
    new = dict(zip(_BODIES, shuffled, strict=True))
    pattern = re.compile("|".join(sorted(map(re.escape, _BODIES), key=len, reverse=True)))
    return _rename(variant, lambda text: pattern.sub(lambda one: new[one[0]], text))


# --------------------------------------------------------- numbers, dates ----

_YEAR = re.compile(r"(?<![\d.])20[0-3]\d(?![\d.]\d|\d|/QH)")


def other_years(variant: Variant, random: Random) -> Variant:
    """Every year some years later or earlier."""
    by = random.choice([-3, -2, -1, 1, 2, 4])

    def words(text: str) -> str:
        return _YEAR.sub(lambda one: str(int(one[0]) + by), text)

    def value(name: str, one: Any) -> Any:
        if name == "baseline_year" and one:
            return one + by
        if name == "milestones":
            return tuple((year + by, amount) for year, amount in one)
        if name == "period" and isinstance(one, tuple):
            return tuple((key, year + by if year else year) for key, year in one)
        return words(one) if isinstance(one, str) else one

    return replace(variant, text=words(variant.text), facts=changed(variant.facts, words, value))


_DOCUMENT = re.compile(r"(?<![\w/.])\d{1,4}(?=\s?/[A-ZĐ]{2,}[\w&]*-)")


def other_document_numbers(variant: Variant, random: Random) -> Variant:
    """Other numbers before the symbols of documents."""
    numbers = sorted({one[0] for one in _DOCUMENT.finditer(variant.text)})
    new = {number: str(random.randint(1, 9999)) for number in numbers}
    return _rename(variant, lambda text: _DOCUMENT.sub(lambda one: new[one[0]], text))


_SHARE = re.compile(r"(?<![\d.,])(\d{1,2})(?=%)")
_COUNT = re.compile(
    r"(?<![\d/.,])(?<!\d [-–] )(0?[2-9]|1\d)"
    r"(?= (?:cuộc|buổi|tin|bài|lớp|mô hình|chuyên đề)\b)"
)


def other_values(variant: Variant, random: Random) -> Variant:
    """Other shares below a hundred, in their old order, and other counts."""
    old = sorted({int(one[1]) for one in _SHARE.finditer(variant.text)})
    shares = dict(zip(old, sorted(random.sample(range(3, 99), len(old))), strict=True))
    counts = {number: random.randint(2, 40) for number in range(2, 20)}

    def words(text: str) -> str:
        text = _SHARE.sub(lambda one: str(shares.get(int(one[1]), one[1])), text)
        return _COUNT.sub(lambda one: f"{counts[int(one[1])]:02}", text)

    def fact(one: Fact) -> Fact:
        named = dict(one.values)
        is_share = "%" in one.words and named.get("coverage") is None
        table = shares if is_share else counts
        if one.part != "target":
            same = changed([one], words, lambda _, v: words(v) if isinstance(v, str) else v)
            return same[0]
        if words(one.words) == one.words:
            return one
        points = tuple((year, table.get(amount, amount)) for year, amount in named["milestones"])
        new = {name: table.get(named[name], named[name]) for name in ("value", "value_max")}
        named |= {**new, "milestones": points}
        named["coverage"] = shares.get(named["coverage"], named["coverage"])
        return replace(one, words=words(one.words), values=tuple(named.items()))

    ranges = re.search(r"\d%? *[-–] *\d+%|\d+%? đến \d+", variant.text)
    if "|" in variant.text or ranges or is_wrapped(variant.text):
        return variant  # a table states shares without a sign
    return replace(variant, text=words(variant.text), facts=[fact(one) for one in variant.facts])


_DUE = re.compile(r"(?<=ngày )(\d{1,2})/(\d{1,2})(?![\d/])")


def long_days(variant: Variant, _random: Random) -> Variant:
    """Days in the long form: "trước ngày 25 tháng 11"."""
    return _rename(variant, lambda text: _DUE.sub(r"\1 tháng \2", text))


_LONG_DAY = re.compile(r"(?<=ngày )(\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


def short_days(variant: Variant, _random: Random) -> Variant:
    """Cited days in figures: "ngày 09/3/2026"; the plan's own date keeps its form."""
    if is_wrapped(variant.text):
        return variant
    head, mark, rest = variant.text.partition("KẾ HOẠCH")
    base = _rename(variant, lambda text: _LONG_DAY.sub(r"\1/\2/\3", text))
    return replace(base, text=head + mark + _LONG_DAY.sub(r"\1/\2/\3", rest))


# ---------------------------------------------------------------- wording ----

_PHRASES = (
    ("tổ chức thực hiện", ("phân công thực hiện", "phân công nhiệm vụ")),
    ("nhiệm vụ và giải pháp", ("nội dung, giải pháp thực hiện", "các nhiệm vụ chủ yếu")),
    ("nhiệm vụ, giải pháp", ("nội dung thực hiện", "nhiệm vụ trọng tâm")),
    ("kinh phí thực hiện", ("nguồn kinh phí", "kinh phí")),
    ("chế độ báo cáo", ("chế độ thông tin, báo cáo", "công tác báo cáo")),
)


def other_titles(variant: Variant, random: Random) -> Variant:
    """Sections under other usual titles."""
    text = variant.text
    for old, several in _PHRASES:
        new = random.choice(several)
        line = re.compile(
            rf"^([^a-zà-ỹ\n]*[.)/:-] ?\**){old}(\**\s*)$", re.IGNORECASE | re.MULTILINE
        )
        text = line.sub(
            lambda one, new=new: (
                one[1] + (new.upper() if one[0].isupper() else new.capitalize()) + one[2]
            ),
            text,
        )
    return replace(variant, text=text)


_ACCEPTED = (
    ("ít nhất", "tối thiểu"),
    ("hằng năm", "hàng năm"),
    ("Hằng năm", "Hàng năm"),
    ("quy ước", "qui ước"),
    ("định kỳ", "định kì"),
    ("hóa", "hoá"),
    ("thủy", "thuỷ"),
    ("Ủy ban", "Uỷ ban"),
    ("ủy", "uỷ"),
    ("hòa", "hoà"),
)


def other_spellings(variant: Variant, random: Random) -> Variant:
    """Accepted other spellings and words; comparison is blind to tone places."""
    chosen = [pair for pair in _ACCEPTED if random.random() < 0.5]

    def words(text: str) -> str:
        for old, new in chosen:
            text = text.replace(old, new)
        return text

    return _rename(variant, words)


# ----------------------------------------------------------------- layout ----


def _wrap(text: str, width: int, between: str, indent: str = "") -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= width or "|" in line or "\t" in line:
            lines.append(line)
            continue
        lines += textwrap.wrap(
            line.lstrip("# "),
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return between.join(lines)


def wrapped(variant: Variant, random: Random) -> Variant:
    """Lines broken at a width, sometimes with blank lines between all of them or a hang."""
    if is_wrapped(variant.text):
        return variant
    width = random.randint(62, 112)
    between = random.choice(["\n", "\n", "\n\n"])
    return replace(variant, text=_wrap(variant.text, width, between, random.choice(["", "", "  "])))


def paged(variant: Variant, random: Random) -> Variant:
    """Wrapped, with page numbers and form feeds between lines, also inside sentences."""
    if is_wrapped(variant.text):
        return variant
    lines = _wrap(variant.text, random.randint(70, 95), "\n").split("\n")
    step = random.randint(24, 40)
    form = random.choice(["\n{}\n", "\n\f{}\n", "\n- {} -\n", "\n                    {}\n\n"])
    last = max(0, len(lines) - 20)
    for page, at in enumerate(range(step, last, step + 1), 2):
        if "|" not in lines[at] and "\t" not in lines[at]:
            lines.insert(at, form.format(page))
    return replace(variant, text="\n".join(lines))


def blank_lines(variant: Variant, random: Random) -> Variant:
    """A blank line, sometimes two, between paragraphs."""
    if is_wrapped(variant.text):
        return variant
    return replace(
        variant,
        text="".join(line + "\n" * random.choice([2, 2, 3]) for line in variant.text.split("\n")),
    )


def no_blank_lines(variant: Variant, _random: Random) -> Variant:
    """No blank line anywhere."""
    return replace(variant, text="\n".join(filter(str.strip, variant.text.split("\n"))))


def indented(variant: Variant, random: Random) -> Variant:
    """First lines set in with tabs or spaces, double spaces between words, spaces at the end."""
    if is_wrapped(variant.text):
        return variant
    lines = []
    for line in variant.text.split("\n"):
        lead = random.choice(["\t", "    ", "", "\u00a0\u00a0"])
        lead = "" if {"|", "\t"} & set(line) else lead
        doubled = line.replace(", ", ",  ", 1) if "\t" not in line else line
        lines.append(lead + doubled + random.choice(["", "  ", "\r"]) if line.strip() else line)
    return replace(variant, text="\n".join(lines))


# ------------------------------------------------------------------ signs ----


def other_bullets(variant: Variant, random: Random) -> Variant:
    """Another bullet for the dash."""
    sign = random.choice(["+", "•", "–", "*", "▪", "\uf0b7"])
    dash = re.compile(r"(?m)^([ \t\u00a0]*)\\?- (?=[^\s\d])")
    return replace(variant, text=dash.sub(rf"\1{sign} ", variant.text))


def other_number_signs(variant: Variant, random: Random) -> Variant:
    """Other signs behind numbers: "1)", "1/", "I -", "a."."""
    roman, arabic = random.choice(["/", " -", "."]), random.choice([")", "/", ".", "."])
    letter = random.choice([")", ".", "/"])
    text = re.sub(r"(?m)^([IVX]+)\.(?= )", rf"\1{roman}", variant.text)
    text = re.sub(r"(?m)^(\d{1,2})\.(?= )", rf"\1{arabic}", text)
    return replace(variant, text=re.sub(r"(?m)^([a-hđ])\)(?= )", rf"\1{letter}", text))


def decimal_numbers(variant: Variant, _random: Random) -> Variant:
    """Inner numbers with the outer one before them: "2.1." under II."""
    if re.search(r"(?m)^\d{1,2}\.\d", variant.text):
        return variant
    outer, lines = 0, []
    for line in variant.text.split("\n"):
        head = re.match(r"([IVX]+)\. [A-ZĐÀ-Ỹ ,-]+$", line)
        outer += bool(head)
        inner = re.match(r"(\d{1,2})\. ", line)
        lines.append(f"{outer}.{line}" if inner and outer and not head else line)
    return replace(variant, text="\n".join(lines))


def marked_up(variant: Variant, random: Random) -> Variant:
    """Headings in bold or as Markdown headings, escaped dots and dashes, hard breaks."""
    style = random.choice(["**{}**", "## {}", "### **{}**", "__{}__"])
    lines = []
    for line in variant.text.split("\n"):
        if re.match(r"[IVXA-E]+\. ", line) and len(line) < 110 and not line.endswith("."):
            lines.append(style.format(line))
        elif re.match(r"\d{1,2}\. ", line) and random.random() < 0.7:
            lines.append(line.replace(".", "\\.", 1))
        elif line.startswith("- ") and random.random() < 0.7:
            lines.append("\\" + line)
        else:
            lines.append(line + random.choice(["", "  "]) if line.strip() else line)
    return replace(variant, text="\n".join(lines))


def decomposed(variant: Variant, random: Random) -> Variant:
    """All letters, or those of some lines, as base and marks."""
    if random.random() < 0.5:
        return replace(variant, text=unicodedata.normalize("NFD", variant.text))
    lines = [
        unicodedata.normalize("NFD", line) if random.random() < 0.4 else line
        for line in variant.text.split("\n")
    ]
    return replace(variant, text="\n".join(lines))


# ------------------------------------------------------------------ noise ----

_LOOK_ALIKE = str.maketrans({"ơ": "o", "ồ": "ô", "ợ": "ọ", "ả": "à", "ữ": "ừ", "ế": "ê", "ỉ": "ì"})
_KEPT = re.compile(r"[\d%/]|[A-ZĐ]{2}|^[^\wà-ỹ]*\w{1,2}[.)]")


def recognised(variant: Variant, random: Random) -> Variant:
    """A scanner's damage: lost marks, letters taken for others, words glued or cut."""
    rate = random.choice([0.01, 0.02, 0.04])
    lines = []
    for line in variant.text.split("\n"):
        words = line.split(" ")
        for at, word in enumerate(words):
            if len(word) < 3 or _KEPT.search(word) or random.random() > rate or "|" in line:
                continue
            words[at] = _damaged(word, random)
        lines.append(" ".join(words))
    return replace(variant, text="\n".join(lines), noise=True)


def _damaged(word: str, random: Random) -> str:
    kind = random.choice(["marks", "marks", "letter", "cut"])
    if kind == "marks":
        return word.translate(_LOOK_ALIKE)
    if kind == "letter":
        at = random.randrange(1, len(word))
        return (
            word[:at]
            + {"l": "1", "i": "í", "n": "u", "c": "e"}.get(word[at], word[at])
            + word[at + 1 :]
        )
    parted = word[1:2] in "hgr" or unicodedata.combining(word[1])
    return word if parted else word[:1] + " " + word[1:]


def shuffled(variant: Variant, random: Random) -> Variant:
    """The sections about targets, tasks, money and duties in another order."""
    pieces = re.split(r"(?m)^(?=(?:[IVX]+)\. [A-ZĐÀ-Ỹ ,-]{6,}$)", variant.text)
    if len(pieces) < 4 or re.search(r"(?mi)^phần ", variant.text):
        return variant  # the numbers begin again in each part
    *middle, last = pieces[1:]
    tail = re.search(r"(?m)^(?:Nơi nhận|Trên đây|Trong quá trình|Phụ lục)", last)
    if tail is None or len({piece[:3] for piece in middle}) != len(middle):
        return variant
    body, foot = last[: tail.start()], last[tail.start() :]
    sections = [*middle, body]
    random.shuffle(sections)
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    numbered = [re.sub(r"^[IVX]+", romans[at], section) for at, section in enumerate(sections[:12])]
    return replace(variant, text=pieces[0] + "".join(numbered) + foot)


CHANGES: dict[str, Change] = {
    one.__name__: one
    for one in (
        *(other_places, other_signer, other_bodies, other_years, other_document_numbers),
        *(other_values, long_days, short_days, other_titles, other_spellings, wrapped, paged),
        *(blank_lines, no_blank_lines, indented, other_bullets, other_number_signs),
        *(decimal_numbers, marked_up, decomposed, recognised, shuffled),
    )
}
# Layouts that cannot follow each other: both rewrite the lines.
LAST = ("wrapped", "paged", "blank_lines", "no_blank_lines", "indented", "decomposed", "recognised")
