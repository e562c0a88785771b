"""Documents that are no plan: how they are told, and what is said to their owner."""

import re

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.layout import other_type
from songhanh.engines.vntext import is_upper

_LETTER = re.compile(r"kinh gui|v/v|trich yeu")
_NAMES = {
    "CÔNG VĂN": "công văn",
    "BÁO CÁO": "báo cáo",
    "GIẤY MỜI": "giấy mời",
    "QUYẾT ĐỊNH": "quyết định không kèm kế hoạch",
    "THÔNG BÁO": "thông báo",
    "TỜ TRÌNH": "tờ trình",
    "NGHỊ QUYẾT": "nghị quyết",
    "BIÊN BẢN": "biên bản",
}
_TELLING = ("targets", "tasks", "organisation", "reporting", "funding", "purpose")


def refusal(message: str, *, filename: str, doc_type: str | None = None) -> Element:
    """The answer to a document that is no plan or cannot be read."""
    answer: Element = {
        "file": filename,
        "schema_version": "1.0",
        "not_a_plan": True,
        "message": message,
    }
    if doc_type:
        answer["doc_type"] = doc_type
    return answer


def why_no_plan(reading: Reading) -> Element | None:
    """The refusal for a document that is no plan; None for a plan.

    The word KẾ HOẠCH above the abstract decides unless another type of document is named before
    it; without it a plan shows by at least three of its usual parts.
    """
    layout = reading.layout
    other = _other_type(reading)
    sections = {
        topic for node in reading.outline.walk() if node.is_heading for topic in node.topics
    }
    parts = len(sections & set(_TELLING))
    if layout.type_line is not None:
        named = layout.type_line.passage.bare
        if "hoach" in named.replace(" ", "") and (parts >= 1 or _holds_duties(reading)):
            return None
        if parts >= 2:
            return None
    elif other is None and parts >= 3 and not _is_letter(reading):
        return None
    return refusal(_message(reading, other), filename=reading.filename, doc_type=other)


def _holds_duties(reading: Reading) -> bool:
    return len(reading.layout.body) >= 4 and not _is_letter(reading)


def _other_type(reading: Reading) -> str | None:
    for line in reading.sheet.lines[:40]:
        if line is reading.layout.type_line:
            return None
        named = other_type(line)
        if named:
            return named
    return "CÔNG VĂN" if _is_letter(reading) else None


def _is_letter(reading: Reading) -> bool:
    return any(_LETTER.match(line.passage.bare.strip(" *#")) for line in reading.sheet.lines[:40])


def _message(reading: Reading, other: str | None) -> str:
    if other:
        name = next((_NAMES[key] for key in _NAMES if other.upper().startswith(key)), other.lower())
        return (
            f"Tệp này là {name}, không phải kế hoạch; hãy chọn đúng tệp kế hoạch rồi tải lên lại."
        )
    letters = sum(is_upper(line.text) for line in reading.sheet.lines)
    kind = "có tiêu đề nhưng không thấy" if letters else "không có"
    return (
        f"Văn bản {kind} chữ KẾ HOẠCH và các phần mục tiêu, nhiệm vụ, tổ chức thực hiện nên không"
        " phải kế hoạch; hãy chọn đúng tệp kế hoạch rồi tải lên lại."
    )
