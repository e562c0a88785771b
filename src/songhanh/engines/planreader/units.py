"""Units: the paragraphs of a plan, put together from lines by syntax, not by blank lines."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from songhanh.engines.planreader.lines import Line
from songhanh.engines.planreader.markers import BULLETS, Marker
from songhanh.engines.planreader.passage import Passage, joined
from songhanh.engines.vntext import begins_body, begins_upper, is_syllable, is_upper

_ENDS = re.compile(r"(?:\./\.|[.;:!?…])[\"”’')\]]*$")
_ENDS_OPEN = re.compile(
    r"(?:[,(\-–/&“\"]|(?<!\w)(?:và|của|các|những|với|tại|về|cho|cùng|từ|đến|theo|là|do|bởi|trong"
    r"|trên|năm|ngày|tháng"
    r"|có|được|để|nhằm|hoặc|hay|giữa|vào|qua|bằng|không|cấp|giai đoạn|đoạn"
    r"|(?-i:Sở|Bộ|Ban|Hội|Ủy ban|Uỷ ban)))$",
    re.IGNORECASE,
)
_ENDS_WITH_NUMBER_SIGN = re.compile(r"(?<!\w)số$", re.IGNORECASE)
_BASIS = re.compile(r"(?:can cu|xet de nghi|theo de nghi|thuc hien|trien khai) ")
_ENDS_WITH_VERB = re.compile(r"(?<!\w)(?:được|có|không)$")
_NEW_PART = re.compile(
    r"(?:noi nhan|kinh gui|can cu |thuc hien (?:quyet dinh|ke hoach|cong van)|tm\.|kt\.|tl\."
    r"|tuq\.|so:|phu luc|ke hoach$|ghi chu|tren day la"
    r"|(?:trong )?qua trinh (?:thuc hien|trien khai|to chuc)"
    r"|(?:de nghi|yeu cau) (?:cac|thu truong|ubnd|uy ban))"
)
# A line that begins with a dash although it goes on: "Lao động / - Thương binh và Xã hội".
_COMPOUND_TAIL = re.compile(r"[-–]\s?(?:Thương binh|Xã hội|Truyền hình|Thể thao|Du lịch|TT)")
_ENDS_WITH_FIGURE = re.compile(r"\d\s?%?$")
# A capital verb below the name of an agency opens its duty, wherever the line above was broken.
_DUTY = re.compile(
    r"(?:Chủ trì|Phối hợp|Tham mưu|Vận động|Tuyên truyền|Hướng dẫn|Căn cứ|Triển khai|Thực hiện"
    r"|Tăng cường|Đẩy mạnh|Ban hành|Phát huy|Lồng ghép|Bố trí|Theo dõi|Định hướng|Rà soát|Báo cáo"
    r"|Bảo đảm|Đảm bảo|Cân đối|Nắm|Đưa|Mở|Phát|Đăng|Biên soạn|Thẩm định|Tổng hợp)\s[a-zđà-ỹ]"
)
_DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_TEXT_WIDTH = 140  # a longer line was not wrapped by hand
_SHORTEST_WRAPPED = 35
_FEWEST_BREAKS = 3


@dataclass(frozen=True)
class Unit:
    """A paragraph: text without marker, marker, the lines it was made of."""

    lines: tuple[Line, ...]
    whole: Passage  # with the marker

    @property
    def first(self) -> Line:
        """The line it begins on."""
        return self.lines[0]

    @property
    def marker(self) -> Marker | None:
        """The number or bullet it begins with."""
        return self.lines[0].marker

    @cached_property
    def body(self) -> Passage:
        """The text without the marker."""
        return self.whole.part(self.marker.length) if self.marker else self.whole

    @property
    def text(self) -> str:
        """The text without the marker, in the common form."""
        return self.body.text

    @property
    def bold(self) -> bool:
        """Whether every line of it is bold."""
        return all(line.block.style.bold for line in self.lines)

    @property
    def heading_level(self) -> int | None:
        """The level the file itself gives it as a heading."""
        return self.first.block.style.heading_level


@dataclass(frozen=True)
class Wrapping:
    """Whether the lines of a text were broken at a width, and at which."""

    width: int
    wrapped: bool
    spaced: bool  # blank lines stand between the lines of a paragraph too
    exact: bool = False  # every break came when the next word had no room, as an editor breaks
    closed: frozenset[int] = frozenset()  # lines that begin units of a rank that ends with a mark


def wrapping_of(lines: tuple[Line, ...] | list[Line]) -> Wrapping:
    """Measure the text: lines that go on in small letters show where it was broken."""
    prose = [line for line in lines if not line.in_table]
    broken = [
        line.width
        for line, following in pairwise(prose)
        if following.marker is None
        and not begins_upper(following.text)
        and not _ENDS.search(line.text)
        and len(line.passage) >= _SHORTEST_WRAPPED
    ]
    exact = _breaks_exactly(prose, max(broken, default=0))
    width = max(broken) if exact else 0
    width = width or sorted(broken)[int(len(broken) * 0.95)] if broken else 0
    near = [length for length in broken if length >= 0.8 * width]
    wrapped = len(near) >= _FEWEST_BREAKS and width <= _TEXT_WIDTH
    spaced = [line.blanks > 0 for line in prose if not begins_upper(line.text) and not line.marker]
    return Wrapping(width, wrapped, sum(spaced) * 2 > len(spaced), exact, _closed_units(prose))


_SECTIONS = frozenset({"roman", "part", "capital", "article"})


def _closed_units(prose: list[Line]) -> frozenset[int]:
    """The first lines of units that should end with a mark, as their neighbours of one rank do.

    A rank is a kind of marker in one section: a dash, a figure, figures with one dot between them.
    Headings end without a mark.
    """
    ranks: dict[tuple[int, str, int], list[tuple[int, bool]]] = {}
    first, section = 0, 0
    rank: tuple[int, str, int] | None = None
    for line, following in pairwise(prose):
        marker = line.marker
        if marker is not None:
            section += marker.kind in _SECTIONS
            rank, first = (section, marker.kind, marker.label.count(".")), line.number
        if rank is not None and (following.marker is not None or following.after_page_mark):
            ranks.setdefault(rank, []).append((first, bool(_ENDS.search(line.text))))
    return frozenset(
        number
        for units in ranks.values()
        if len(units) >= _FEWEST_BREAKS and sum(ends for _, ends in units) >= 0.7 * len(units)
        for number, _ in units
    )


def _breaks_exactly(prose: list[Line], width: int) -> bool:
    """Say whether lines were broken by counting letters: then a line with room left was ended."""
    room = [
        width - line.width - 1 - len(following.first_word)
        for line, following in pairwise(prose)
        if following.marker is None
        and not begins_upper(following.text)
        and not _ENDS.search(line.text)
        and len(line.passage) >= _SHORTEST_WRAPPED
    ]
    return len(room) >= _FEWEST_BREAKS and sum(one < 0 for one in room) >= 0.95 * len(room)


def units_of(lines: list[Line], wrapping: Wrapping) -> list[Unit]:
    """Put lines together to paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, wrapping):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_unit(group) for group in groups]


def _unit(lines: list[Line]) -> Unit:
    return Unit(tuple(lines), _whole(lines))


def _whole(lines: list[Line]) -> Passage:
    """The text of the lines; a syllable that a hyphen divides at the end of one is put together."""
    parts: list[Passage] = []
    for line in lines:
        if parts and is_divided(parts[-1].text, line.text):
            parts[-1] = joined([parts[-1].part(0, len(parts[-1]) - 1), line.passage], glue="")
        else:
            parts.append(line.passage)
    return joined(parts)


def is_divided(before: str, after: str) -> bool:
    """Say whether a line ends within a syllable: "truyền thô-", "ng ở vùng sâu".

    Two syllables with a hyphen between are none divided: "phát thanh-", "truyền hình".
    """
    left, right = _DIVIDED.search(before), _FIRST_LETTERS.match(after)
    if not left or not right:
        return False
    pieces = left[1], right.group()
    return is_syllable("".join(pieces)) and not all(map(is_syllable, pieces))


def _goes_on(group: list[Line], line: Line, wrapping: Wrapping) -> bool:
    """Say whether a line continues the paragraph before it."""
    last = group[-1]
    in_table = line.in_table or last.in_table
    if in_table or _opens_unit(last, line, wrapping) or _opens_part(last, line):
        return False
    if last.marker and last.marker.kind == "part" and not last.body:
        return line.marker is None
    if is_upper(last.text) and is_upper(line.text):
        return group[0].marker is not None and line.blanks <= wrapping.spaced
    if _ENDS.search(last.text):
        return _goes_on_after_end(last, line, wrapping)
    if _ends_bases(group, line, wrapping) or _is_heading_above(last, line):
        return False
    named = len(group) <= 2 and group[0].marker is not None and begins_body(_asked(group[0]))
    cut = _cut_by_page(group, line, wrapping)
    return cut or _goes_on_open(last, line, wrapping, group_begins_body=named)


def _opens_part(last: Line, line: Line) -> bool:
    """Say whether a line begins a part of the plan: "Nơi nhận:", "Căn cứ …"."""
    opens = begins_upper(line.text) and _NEW_PART.match(line.passage.bare)
    return bool(opens) and not _ENDS_OPEN.search(last.text)


def _is_heading_above(last: Line, line: Line) -> bool:
    """Say whether a numbered heading in capitals stands above a sentence in usual letters."""
    return last.marker is not None and is_upper(last.text) and begins_upper(line.text)


def _ends_bases(group: list[Line], line: Line, wrapping: Wrapping) -> bool:
    """Say whether the issuer follows the last basis, which ends with a comma, on its own line."""
    apart = not wrapping.wrapped or line.blanks > wrapping.spaced
    ended = apart and group[-1].text.endswith(",") and begins_upper(line.text)
    return ended and bool(_BASIS.match(group[0].body.bare)) and begins_body(line.text)


def _asked(line: Line) -> str:
    """The text behind the number, without "Đề nghị"."""
    return re.sub(r"^(?:Kính )?[Đđ]ề nghị\s+", "", line.body.text)


# A figure behind these words belongs to them, whatever sign follows: "(ngày / 30) báo cáo".
_ENDS_COUNTING = re.compile(
    r"(?:(?<!\w)(?:ngày|tháng|quý|năm|số|khoản|điểm|điều|mục|thứ)"
    r"|(?<=[\s(])(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))$"
)


def _is_counted(last: Line, line: Line) -> bool:
    """Say whether a number at the beginning of a line goes on in the sentence before it."""
    marker = line.marker
    if marker is None or not marker.label.isdigit() or not _ENDS_COUNTING.search(last.text):
        return False
    opened = last.text.count("(") > last.text.count(")")
    closes = opened and line.text[: marker.length].endswith(")")
    return closes or marker.kind == "bracketed"


def _opens_unit(last: Line, line: Line, wrapping: Wrapping) -> bool:
    """Say whether a marker really opens a unit; a dash may stand inside a name or a range."""
    if line.marker is None or _is_counted(last, line):
        return False
    if line.marker.kind != "dash" or _ENDS.search(last.text) or not _may_be_inside(last, line):
        return True
    if not wrapping.wrapped and last.marker is not None and line.body.text[:1].islower():
        return True  # a list in small letters without marks at its ends
    if last.marker is None or last.marker.kind in BULLETS:
        return False
    return last.width < 0.7 * wrapping.width


def _may_be_inside(last: Line, line: Line) -> bool:
    """Say whether a dash may join two words of a name, or two figures of a range."""
    if is_upper(last.text) and not is_upper(line.text):
        return False
    first = line.body.text[:1]
    if first.isdigit():
        return bool(_ENDS_WITH_FIGURE.search(last.text))
    return first.islower() or bool(_COMPOUND_TAIL.match(line.text))


def _goes_on_after_end(last: Line, line: Line, wrapping: Wrapping) -> bool:
    """After a full stop, a semicolon or a colon a paragraph goes on only in wrapped text."""
    if not wrapping.wrapped or last.width < 0.85 * wrapping.width:
        return False
    if (line.blanks > wrapping.spaced and not line.after_page_mark) or last.text.endswith("./."):
        return False
    if begins_upper(line.text):
        heading = is_upper(line.text) and len(line.text.split()) > 1
        return not (heading or last.text.endswith(":")) and _no_room(last, line, wrapping)
    return True


def _no_room(last: Line, line: Line, wrapping: Wrapping) -> bool:
    """Say whether the next word would not have fitted on the line before."""
    word = line.first_word
    slack = 0 if wrapping.exact else 2
    return last.width + 1 + len(word) > wrapping.width - slack


def _is_whole_title(last: Line, line: Line, wrapping: Wrapping) -> bool:
    """Say whether a short numbered line ends with a verb and is whole: "2. Phấn đấu đạt được"."""
    if last.marker is None or last.marker.kind in BULLETS or not begins_upper(line.text):
        return False
    whole = not wrapping.wrapped or last.width < 0.6 * wrapping.width
    return whole and len(last.text.split()) <= 9 and bool(_ENDS_WITH_VERB.search(last.text))


def _cut_by_page(group: list[Line], line: Line, wrapping: Wrapping) -> bool:
    """Say whether a page number cut a sentence before a capital: "Gia đình Việt / 2 / Nam".

    An open end tells it, where units of this rank else end with a mark.
    """
    if not line.after_page_mark or group[0].number not in wrapping.closed:
        return False
    bold = group[0].block.style.bold or line.block.style.bold
    long = sum(len(one.passage) for one in group) >= _SHORTEST_WRAPPED
    return long and not bold and not is_upper(line.text)


def _goes_on_open(
    last: Line, line: Line, wrapping: Wrapping, *, group_begins_body: bool = False
) -> bool:
    # "Quyết định số" is open before a figure; "nền tảng số" is whole.
    numbered = _ENDS_WITH_NUMBER_SIGN.search(last.text) and line.text[:1].isdigit()
    open_end = numbered or _ENDS_OPEN.search(last.text)
    if open_end and not _is_whole_title(last, line, wrapping):
        return True
    first = next((letter for letter in line.text if letter.isalnum()), "")
    if first.islower():
        return line.blanks <= 3 or line.after_page_mark
    if line.blanks > 1 + wrapping.spaced and not line.after_page_mark:
        return False
    if _DUTY.match(line.text) and group_begins_body:
        return False
    if wrapping.exact:
        return wrapping.wrapped and _no_room(last, line, wrapping)
    return wrapping.wrapped and last.width + len(line.first_word) > 0.88 * wrapping.width
