"""What the words of a heading say: which part of a plan it opens."""

import re
from typing import Literal

from songhanh.engines.planreader.units import Unit
from songhanh.engines.vntext import find_phrase, is_upper

Topic = Literal[
    "purpose",
    "requirements",
    "objective",
    "targets",
    "tasks",
    "funding",
    "organisation",
    "reporting",
    "supervision",
    "roadmap",
    "basis",
    "scope",
    "time",
    "situation",
    "annex",
]

# Read in this order; the first that fits decides. The text is bare (no diacritics, lower case).
_HEADINGS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (
        "reporting",
        re.compile(
            r"(?:(?:quy dinh ve |thuc hien |ve )?(?:che do |cong tac )?)?"
            r"(?:thong tin,? |so ket,? |tong ket,? |danh gia,? |theo doi,? |va "
            r"|- )*bao cao(?! vien)|che do thong tin"
        ),
    ),
    (
        "organisation",
        re.compile(r"to chuc (?:thuc hien|trien khai)|phan cong|trach nhiem|cong tac to chuc"),
    ),
    ("funding", re.compile(r"kinh phi|nguon luc|ngan sach|du toan|nguon von")),
    (
        "targets",
        re.compile(
            r"(?:noi dung (?:cac )?)?chi tieu|muc tieu cu the|cac muc tieu|muc tieu phan dau"
            r"|muc tieu den nam"
        ),
    ),
    ("objective", re.compile(r"muc tieu (?:chung|tong quat)")),
    (
        "tasks",
        re.compile(
            r"nhiem vu|giai phap|noi dung(?! (?:cac )?(?:chi|muc) tieu)|hoat dong|bien phap"
            r"|cong viec|hinh thuc|cach thuc"
            r"|phuong thuc"
        ),
    ),
    ("targets", re.compile(r"muc tieu")),
    ("purpose", re.compile(r"muc dich")),
    ("requirements", re.compile(r"yeu cau")),
    ("roadmap", re.compile(r"lo trinh|tien do|ke hoach chi tiet")),
    ("supervision", re.compile(r"kiem tra|giam sat|thi dua|khen thuong")),
    ("basis", re.compile(r"can cu|co so phap ly")),
    ("scope", re.compile(r"pham vi|doi tuong|dia ban")),
    ("time", re.compile(r"thoi gian|dia diem|thoi han")),
    ("situation", re.compile(r"tinh hinh|thuc trang|boi canh|su can thiet|dac diem")),
)
_DAMAGED: tuple[tuple[str, Topic], ...] = (
    ("tổ chức thực hiện", "organisation"),
    ("nhiệm vụ và giải pháp", "tasks"),
    ("nhiệm vụ", "tasks"),
    ("giải pháp", "tasks"),
    ("kinh phí thực hiện", "funding"),
    ("mục tiêu", "targets"),
    ("chỉ tiêu", "targets"),
    ("chế độ báo cáo", "reporting"),
    ("mục đích", "purpose"),
)
_LONGEST = 45  # words of a heading
_OUTER = {"roman", "part", "capital", "article"}


def topics_of(unit: Unit) -> list[Topic]:
    """The parts of a plan a heading names, most telling first; nothing for plain sentences."""
    words = unit.body.bare.strip(" :.")
    marker = unit.marker
    if (
        not words
        or len(words.split()) > _LONGEST
        or (marker and marker.kind in {"dash", "plus", "dot"})
    ):
        return []
    outer = (
        bool(marker and marker.kind in _OUTER) or is_upper(unit.text) or bool(unit.heading_level)
    )
    if not outer and not _is_plain_heading(unit, words):
        return []
    found = [topic for topic, pattern in _HEADINGS if _leads(pattern, words, outer=outer)]
    if not found and outer:
        found = [topic for phrase, topic in _DAMAGED if find_phrase(words, phrase, 2)]
    return list(dict.fromkeys(found))


def leading_topics(unit: Unit, topics: frozenset[Topic]) -> frozenset[Topic]:
    """Those of the topics the heading begins with: "Huy động nguồn lực …" is not about money."""
    words = unit.body.bare.strip(" :.")
    led = {topic for topic, pattern in _HEADINGS if pattern.match(words)}
    return topics & led


def run_in_topics(unit: Unit) -> tuple[list[Topic], int]:
    """The topics of a heading with its content behind a colon, and where the content begins."""
    words = unit.body.bare
    colon = words.find(":")
    if not 0 < colon < 45 or len(words) - colon < 8 or len(words[:colon].split()) > 7:
        return [], 0
    head = words[:colon].strip()
    return [topic for topic, pattern in _HEADINGS if _leads(pattern, head, outer=False)], colon + 1


def _leads(pattern: re.Pattern[str], words: str, *, outer: bool) -> bool:
    """In an inner heading only the words at its beginning count, in an outer one the first ten."""
    reach = " ".join(words.split()[:10]) if outer else words
    return bool(pattern.search(reach) if outer else pattern.match(reach))


def _is_plain_heading(unit: Unit, words: str) -> bool:
    """A short numbered or bold line without a full stop may be a heading."""
    if unit.text.rstrip().endswith((".", ";", ",")):
        return False
    return len(words.split()) <= 14 and (
        unit.marker is not None or unit.bold or len(words.split()) <= 8
    )
