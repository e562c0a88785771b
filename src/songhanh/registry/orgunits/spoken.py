"""How texts shorten and dress the names of bodies: abbreviations, posts, remarks, loose classes.

The tables stand in ``data/bodies`` and are the same for every installation; names of one province
belong into the aliases of its units.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from songhanh.engines import counting
from songhanh.engines.vntext import normal

_LISTS = Path(__file__).parent / "data" / "bodies"
_UPPER = "A-ZĐÂĂÊÔƠƯ"
_WORD = rf"[{_UPPER}]{{2,12}}"
_SHORT = re.compile(rf"(?<!\w)[{_UPPER}]{{1,12}}(?:[-–.,&/]\s?[{_UPPER}]{{1,12}})*(?!\w)")
_STUCK = re.compile(rf"(?<=[{_UPPER}]{{2}})(?=(?:các|cấp|tỉnh|huyện|xã)\b)")
_SPACED = re.compile(rf"(?<!\w)([{_UPPER}]{{4,}}) (VN)(?!\w)")
_TEAM = re.compile(r"^((?:các\s+)?(?:phòng|ban),\s*)?TT(?=[\s:,])\s*", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]*\)?\s*$")
_RELATED = re.compile(
    r"[\s,]+(?:(?:có|được)\s+)?(?:liên quan|giao nhiệm vụ)(?:\s+khác)?$", re.IGNORECASE
)
_LEVELS = r"(?:cấp\s+|các\s+)?(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh|cơ sở)"
_LEVELS_BEHIND = re.compile(
    rf"\s+(?:cấp|các|của|tại|ở)\s+{_LEVELS}(?:(?:\s*,\s*|\s+và\s+){_LEVELS})*$", re.IGNORECASE
)
_CLASS_WITH_LIST = re.compile(r"^các\s[^:;]+:", re.IGNORECASE)
_LIST_BEHIND = re.compile(r":.*$")
_ASKING = re.compile(r"^(?:đề nghị|kính gửi|như)\s+", re.IGNORECASE)
_POST = (
    r"(?:các\s+)?(?:phó\s+)?(?:chủ tịch|bí thư|giám đốc|tổng biên tập|chủ nhiệm|hiệu trưởng)"
    r"|(?:các\s+)?(?:lãnh đạo|thủ trưởng|người đứng đầu)|thường trực|cơ quan thường trực"
    r"|(?:các\s+)?(?:pct|ct|pgđ|pbt|bt|gđ)"
)
_POSTS = re.compile(
    rf"^(?:(?:các\s+)?(?:đồng chí|đ/c)\s+)?(?:{_POST})(?:\s*(?:,|và|;)\s*(?:{_POST}))*\s+(?=\S)",
    re.IGNORECASE,
)
_OFFICE_POST = r"(?:các\s+)?(?:cvp|pvp|pcvp|chánh văn phòng|phó chánh văn phòng)"
_OFFICE_POSTS = re.compile(
    rf"^{_OFFICE_POST}(?:\s*(?:,|và|;)\s*{_OFFICE_POST})*\s+(?=\S)", re.IGNORECASE
)


def readings(text: str) -> Iterator[str]:
    """What a printed name may be read as, from as printed to fully written out, each once."""
    printed = _ASKING.sub("", normal(text).strip(" .,;:"))
    bare = _without_remarks(printed)
    whole = written_out(bare)
    found = [printed, bare, whole]
    for posts, office in ((_OFFICE_POSTS, "Văn phòng "), (_POSTS, "")):
        if posts.match(bare):
            behind = office + posts.sub("", bare)
            found += [behind, written_out(behind)]
    yield from dict.fromkeys(one for one in found if one)


def written_out(text: str) -> str:
    """The text with its abbreviations in words: "Sở LĐ-TBXH", "TT VHTTDL&TTcác huyện"."""
    text = _STUCK.sub(" ", text)
    text = _TEAM.sub(lambda found: f"{found.group(1) or ''}Trung tâm ", text)
    text = _SPACED.sub(r"\1\2", text)
    return normal(_SHORT.sub(_in_words, text)).strip(" ,")


def without_levels(text: str) -> str:
    """A class without the level its members stand at: "đài truyền thanh cấp xã"."""
    return _LEVELS_BEHIND.sub("", text)


def lists_its_members(text: str) -> bool:
    """Whether a line is one class with its members behind a colon: "Các Phòng: KGVX; NV"."""
    return bool(_CLASS_WITH_LIST.match(normal(text)))


def _in_words(found: re.Match[str]) -> str:
    known = _abbreviations()
    letters = re.sub(r"[^\w]", "", found.group())
    if letters in known:
        return known[letters]
    return re.sub(_WORD, lambda one: known.get(one.group(), one.group()), found.group())


def _without_remarks(text: str) -> str:
    text = _REMARK.sub("", text)
    text = _LIST_BEHIND.sub("", text)
    return _RELATED.sub("", text).strip(" ,;")


@cache
def _abbreviations() -> dict[str, str]:
    with (_LISTS / "abbreviations.csv").open(encoding="utf-8", newline="") as file:
        return {row["letters"]: row["words"] for row in csv.DictReader(file)}


@cache
def loose_classes() -> tuple[counting.UnitClass, ...]:
    """Classes a text may mean although no denominator counts them: "các cơ quan, đơn vị"."""
    with (_LISTS / "classes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            counting.UnitClass(row["words"], kinds=frozenset(row["kinds"].split("|")))
            for row in csv.DictReader(file)
        )
