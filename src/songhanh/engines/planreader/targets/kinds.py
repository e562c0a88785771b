"""Which of the programme's targets a sentence states, by its words."""

import re

from songhanh.engines.vntext import find_phrase

_ITEMS = re.compile(r"\btin,? ?bai\b|\btin\b|\bbai viet\b|\bchuyen muc\b|\bbai\b")
_LOUDSPEAKER = re.compile(
    r"truyen thanh|thong tin co so|loa\b|phat thanh (?:xa|phuong|cap xa|co so)"
)
# The media body of a district, whatever it was called in its day.
_CENTRE = re.compile(
    r"trung tam\s.{0,60}(?:van hoa|truyen thong|the thao)"
    r"|dai (?:truyen thanh|phat thanh|tt|pt)\b.{0,40}\b(?:huyen|quan|thi xa|thanh pho)\b"
)
_APPLIES = re.compile(
    r"(?:ap dung|van dung|su dung|thuc hien).{0,60}bo chi so|bo chi so.{0,60}(?:ap dung|van dung)"
)
_COLUMN = re.compile(r"chuyen muc|chuyen de|chuyen trang")
_SESSIONS = re.compile(
    r"truyen thong|tuyen truyen|pho bien|cap nhat thong tin|noi chuyen|sinh hoat chuyen de"
    r"|cung cap thong tin"
)
# Units join in the Action Month with a plan or activities; to hear of it is another matter.
_TAKES_PART = re.compile(
    r"ke hoach|hoat dong|huong ung|to chuc|trien khai|phat dong|thuc hien|tham gia"
)
_FAIR = re.compile(r"phan biet|dinh kien|binh dang|trong nam khinh nu|coi thuong phu nu|khuon mau")
_ISSUES = frozenset({"số", "kỳ", "chương trình", "lần"})
_SESSION_UNITS = frozenset({"cuộc", "buổi", "lần", "lượt"})


def kind_of(letters: str, unit: str, period: str | None, *, is_share: bool) -> str:
    """The kind of a target; `letters` is the bare text, `unit` the unit of its value."""
    if is_share:
        return _kind_of_share(letters)
    if unit in {"tin", "bài", "tin bài", "tin, bài"} or _ITEMS.search(unit):
        return _kind_of_items(letters, period)
    if (
        period == "month"
        and (_COLUMN.search(letters) or "toa dam" in letters)
        and (unit.startswith("chuyên") or unit in _ISSUES)
    ):
        return "monthly_column"
    if unit == "mô hình" and re.search(r"truyen thong so", letters) and period == "year":
        return "digital_model_per_year"
    if unit in _SESSION_UNITS and period == "year" and _SESSIONS.search(letters):
        return "sessions_per_year"
    return "other"


def _kind_of_share(letters: str) -> str:
    if re.search(r"thang hanh dong", letters) and _TAKES_PART.search(letters):
        return "action_month_plan_share"
    if re.search(r"nhan thuc", letters) and re.search(
        r"\btang\b|nang (?:len|them)|so voi (?:nam|cung ky)|cai thien|cao hon", letters
    ):
        return "awareness_increase"
    if find_phrase(letters, "bo chi so") and _APPLIES.search(letters):
        return "media_index_share"
    if _FAIR.search(letters) and (
        find_phrase(letters, "huong uoc") or find_phrase(letters, "quy uoc")
    ):
        return "convention_share"
    return "other"


def _kind_of_items(letters: str, period: str | None) -> str:
    if period == "quarter":
        if _CENTRE.search(letters[:140]):
            return "centre_items_per_quarter"
        if _LOUDSPEAKER.search(letters):
            return "loudspeaker_items_per_quarter"
    if period == "month" and _COLUMN.search(letters):
        return "monthly_column"
    return "other"
