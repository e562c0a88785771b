"""Figures that were left out: "đạt ....%", "ít nhất … cuộc", "có ___ mô hình"."""

import re

_DOTS = r"(?:\.{2,}|…+|_{2,}|\[[\s.…_]*\]|\([.…_]{2,}\)|x{2,})(?:[\s./…_]*[.…_])?"
_BEFORE = (
    r"(?:đạt|ít nhất|tối thiểu|tối đa|không quá|không dưới|tăng(?: thêm| lên)?|giảm(?: còn)?|còn"
    r"|có|từ|trên|dưới|khoảng|tổ chức|xây dựng|thành lập|duy trì|mở|phát|đăng|là"
    r"|mỗi năm|hằng năm|hàng năm|mỗi quý|mỗi tháng)"
)
_COUNTED = (
    r"(?:cuộc|buổi|tin|lớp|bài|mô hình|lượt|người|hộ|chuyên mục|chuyên đề|câu lạc bộ|hội nghị"
    r"|cán bộ|sản phẩm|xã|thôn|trường|vụ)(?!\w)"
)
_BLANK = re.compile(
    rf"(?P<share>{_DOTS})(?=\s*(?:%|phần trăm))"
    rf"|(?<!\w){_BEFORE}(?P<gap>\s)(?=%)"
    rf"|(?<!\w){_BEFORE}\s*(?P<count>{_DOTS})(?=\s*{_COUNTED})"
)
_HINT = re.compile(r"\.\.|…|__|xx|\[")
_FIGURE = "5"


def blanks_in(text: str) -> list[tuple[int, int]]:
    """Where a figure was left out before a counted unit; `text` is in small letters."""
    if "%" not in text and not _HINT.search(text):
        return []
    return [found.span(found.lastgroup or "share") for found in _BLANK.finditer(text)]


def filled(text: str) -> tuple[str, frozenset[int]]:
    """The text with a figure in every blank, as long as it was, and where these figures stand.

    The figure only lets the grammar of values find its way; whoever reads one at such a place
    must say that no value is printed.
    """
    blanks = blanks_in(text)
    pieces: list[str] = []
    at = 0
    for start, end in blanks:
        pieces += [text[at:start], _FIGURE.ljust(end - start)]
        at = end
    return "".join([*pieces, text[at:]]), frozenset(start for start, _ in blanks)
