"""The text: fonts, layout of the body, its end, how it was typed. Checks 2, 10, 11 and 15."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator

from songhanh.engines.docwrite.checking.anatomy import Anatomy, BodyLine
from songhanh.engines.docwrite.checking.findings import Finding
from songhanh.engines.docwrite.checking.flow import Grid
from songhanh.engines.docwrite.checking.lines import Line
from songhanh.engines.docwrite.checking.reporting import error, place_of, points, warning
from songhanh.engines.docwrite.document import DocumentKind, Urgency
from songhanh.engines.docwrite.looks import FONT
from songhanh.engines.docwrite.metrics import broken_lines, line_height
from songhanh.engines.vntext import fold

_PAGE_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục I"
_BODY_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.e"

_BLACK = {"auto", "000000"}
_URGENCY = {fold(mark) for mark in Urgency}
_INDENTS = (567, 720)  # 1 cm, 1.27 cm
_INDENT_SLACK = 6
_LEAST_GAP = 120  # 6 pt
_LEAST_LINES, _MOST_LINES = 1.0, 1.5
_LINES_SLACK = 0.03
# What the registry or the hand fills in later.
_BLANKS = re.compile(
    r"(?<=[Ss]ố:)\s+(?=/)|(?<=số)\s+(?=/)|(?<=ngày)\s+(?=tháng)|(?<=tháng)\s+(?=năm)"
    r"|(?<=năm)\s+(?=của|\))"
)
_SEVERAL_SPACES = re.compile("[ \u00a0]{2,}")


def check_fonts(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 2: everything in Times New Roman, black."""
    by_font: dict[str, list[Line]] = defaultdict(list)
    coloured: list[Line] = []
    for line in (*anatomy.flow.lines, *anatomy.flow.margin_lines):
        others = {font for run in line.visible for font in run.look.fonts if not _is_ours(font)}
        for font in sorted(others):
            by_font[font].append(line)
        colors = {run.look.color.lower() for run in line.visible}
        if colors - _BLACK and fold(line.text) not in _URGENCY:
            coloured.append(line)
    for font, lines in by_font.items():
        yield error(
            "0201",
            f"Có chữ dùng phông {font}.",
            place_of(lines),
            f"Hãy dùng phông {FONT} cho toàn văn bản ({_PAGE_RULE}.4).",
        )
    if coloured:
        yield error(
            "0202",
            "Có chữ không phải màu đen.",
            place_of(coloured),
            f"Hãy dùng chữ màu đen cho toàn văn bản ({_PAGE_RULE}.4).",
        )


def _is_ours(font: str) -> bool:
    return font.strip().casefold() == FONT.casefold()


def check_body(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 10: justified, indented by 1 or 1.27 cm, 6 pt apart, one to one and a half lines."""
    lines = [one.line for one in anatomy.body]
    yield from _alignment(lines)
    yield from _grouped(
        "1003", lines, _is_badly_indented, "Có đoạn lùi đầu dòng khác 1 cm và 1,27 cm.",
        f"Hãy lùi đầu dòng 1 cm hoặc 1,27 cm ({_BODY_RULE}).",
    )  # fmt: skip
    close = [one.line for one in anatomy.body if _is_too_close(one)]
    yield from _grouped(
        "1004", close, _always, "Có đoạn cách đoạn trước dưới 6 pt.",
        f"Hãy đặt khoảng cách giữa các đoạn từ 6 pt trở lên ({_BODY_RULE}).",
    )  # fmt: skip
    yield from _grouped(
        "1005", lines, _is_badly_spaced, "Có đoạn giãn dòng nhỏ hơn dòng đơn hoặc lớn hơn 1,5.",
        f"Hãy đặt giãn dòng từ dòng đơn đến 1,5 dòng ({_BODY_RULE}).",
    )  # fmt: skip
    yield from _body_sizes(lines)
    leaning = [one.line for one in anatomy.body if one.line.is_italic and not one.is_basis]
    if leaning:
        yield warning(
            "1007",
            "Có đoạn nội dung toàn chữ nghiêng.",
            place_of(leaning),
            f"Hãy dùng chữ đứng cho nội dung; chỉ căn cứ ban hành dùng chữ nghiêng ({_BODY_RULE}).",
        )


def _grouped(
    code: str, lines: list[Line], is_wrong: Callable[[Line], bool], message: str, advice: str
) -> Iterator[Finding]:
    """One finding for all lines that are wrong in one way."""
    wrong = [line for line in lines if is_wrong(line)]
    if wrong:
        yield error(code, message, place_of(wrong), advice)


def _always(_: Line) -> bool:
    return True


def _alignment(lines: list[Line]) -> Iterator[Finding]:
    uneven = [line for line in lines if line.layout.align != "both"]
    advice = f"Hãy canh đều cả hai lề (Justify) cho nội dung văn bản ({_BODY_RULE})."
    message = "Có đoạn nội dung chưa canh đều hai lề."
    # A single line set left looks no different until somebody adds words to it.
    seen = [line for line in uneven if line.layout.align != "left" or not _is_short(line)]
    if seen:
        yield error("1001", message, place_of(seen), advice)
    elif uneven:
        yield warning("1002", message, place_of(uneven), advice)


def _is_short(line: Line) -> bool:
    available = line.available - max(0, line.layout.first_line)
    return len(broken_lines(line.text, available, line.size, bold=line.is_bold)) == 1


def _is_badly_indented(line: Line) -> bool:
    """Numbers made by Word stand where a first line would: what counts is where the text begins."""
    start = line.layout.first_line
    if line.layout.in_list or line.layout.left:
        start += line.layout.left
    return all(abs(start - wanted) > _INDENT_SLACK for wanted in _INDENTS)


def _is_too_close(body: BodyLine) -> bool:
    """A blank paragraph or a table before the line keeps the distance by itself."""
    before = body.before
    if before is None or isinstance(before, Grid) or before.is_blank:
        return False
    return before.layout.after + body.line.layout.before < _LEAST_GAP


def _is_badly_spaced(line: Line) -> bool:
    layout = line.layout
    natural = 240 if layout.line_rule == "auto" else max(1, line_height(line.size))
    lines = layout.line / natural
    if layout.line_rule == "atLeast":
        lines = max(1.0, lines)
    return not _LEAST_LINES - _LINES_SLACK <= lines <= _MOST_LINES + _LINES_SLACK


def _body_sizes(lines: list[Line]) -> Iterator[Finding]:
    wrong = [line for line in lines if line.sizes_outside(13, 14)]
    if wrong:
        sizes = [size for line in wrong for size in line.sizes_outside(13, 14)]
        yield error(
            "1006",
            f"Có đoạn nội dung dùng cỡ chữ {points(sizes)}.",
            place_of(wrong),
            f"Hãy dùng cỡ chữ 13 đến 14 cho nội dung ({_BODY_RULE}).",
        )


def check_closing(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 11: the body ends with "./."."""
    last = anatomy.last_of_body
    if anatomy.kind is DocumentKind.ANNEX or last is None:
        return
    text = "" if isinstance(last, Grid) else last.text.strip()
    if not text.endswith("./."):
        yield error(
            "1101",
            "Nội dung văn bản chưa kết thúc bằng dấu “./.”.",
            last.where if isinstance(last, Grid) else last.place,
            "Hãy thêm “./.” vào cuối đoạn cuối cùng "
            "(Nghị định 30/2020/NĐ-CP, Phụ lục III, các mẫu văn bản).",
        )


def check_typing(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 15: NFC, single spaces, no tabs to align."""
    lines = list(anatomy.flow.lines)
    head = anatomy.letterhead
    filled_in = (head.number, head.date) if head else ()
    typed = [line for line in lines if not any(line is blank for blank in filled_in)]
    yield from _grouped(
        "1501", lines, _is_decomposed, "Có chữ gõ bằng mã tổ hợp.",
        f"Hãy chuyển văn bản sang Unicode dựng sẵn, TCVN 6909:2001 ({_PAGE_RULE}.4).",
    )  # fmt: skip
    yield from _grouped(
        "1502", typed, _has_several_spaces, "Có chỗ gõ nhiều dấu cách liền nhau.",
        "Hãy chỉ để một dấu cách giữa hai từ; chỗ chờ điền số và ngày thì được để trống.",
    )  # fmt: skip
    yield from _grouped(
        "1503", [one.line for one in anatomy.body], _has_tab, "Có đoạn dùng phím Tab để canh chữ.",
        f"Hãy dùng lùi đầu dòng 1 cm hoặc 1,27 cm thay cho phím Tab ({_BODY_RULE}).",
    )  # fmt: skip


def _is_decomposed(line: Line) -> bool:
    return not unicodedata.is_normalized("NFC", line.text)


def _has_several_spaces(line: Line) -> bool:
    text = unicodedata.normalize("NFC", line.text.rstrip())
    return bool(_SEVERAL_SPACES.search(_BLANKS.sub(" ", text)))


def _has_tab(line: Line) -> bool:
    return "\t" in line.text.rstrip()
