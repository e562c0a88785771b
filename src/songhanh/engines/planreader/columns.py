"""Columns of a table, told by the words that head them."""

import re
from typing import Literal

Column = Literal[
    "number",
    "task",
    "lead",
    "partners",
    "time",
    "product",
    "target",
    "unit",
    "agency",
    "note",
    "year",
    "start",
    "value",
    "funding",
]

# Read in this order on the bare words of a heading cell.
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:s?tt|so tt|so thu tu|stt)\.?$")),
    ("partners", re.compile(r".*phoi hop")),
    (
        "lead",
        re.compile(
            r".*(?:chu tri|dau moi|phu trach|(?:co quan|don vi|nguoi|bo phan|phong)"
            r".{0,12}thuc hien)"
            r"|thuc hien$|phan cong|trach nhiem chinh"
        ),
    ),
    (
        "time",
        re.compile(
            r".*(?:thoi gian|thoi han|tien do|hoan thanh|thoi diem|han )|(?:thang|ngay|tuan|quy)$"
        ),
    ),
    ("product", re.compile(r".*(?:san pham|ket qua|dau ra|hinh thuc the hien)")),
    ("unit", re.compile(r".*(?:don vi tinh|dvt)|don vi$")),
    ("start", re.compile(r".*(?:hien trang|nam goc|thuc hien nam|nam co so)")),
    ("funding", re.compile(r".*(?:kinh phi|du toan)")),
    ("note", re.compile(r"ghi chu")),
    ("target", re.compile(r".*(?:chi tieu|muc tieu)")),
    ("task", re.compile(r".*(?:nhiem vu|noi dung|hoat dong|cong viec|giai phap|chu de)")),
    ("agency", re.compile(r".*(?:co quan|don vi|to chuc|sat nganh)")),
)


def column_of(words: str) -> Column | None:
    """What a column holds, by the bare words that head it; None when they say nothing known."""
    return next((kind for kind, pattern in _COLUMNS if pattern.match(words)), None)
