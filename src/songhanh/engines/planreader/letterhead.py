"""The letterhead: lines in capitals at the top left that name the issuing body."""

import re

from songhanh.engines.planreader.common import Reading
from songhanh.engines.planreader.layout import other_type
from songhanh.engines.vntext import bare, is_upper

_MOTTO = re.compile(r"cong hoa xa hoi|doc lap\s*-|dang cong san|^so\s*:|^so\s*\.|, ngay")
_MOTTO_WORDS = "cong hoa xa hoi chu nghia viet nam doc lap - tu do - hanh phuc"
_MOTTO_BEHIND = re.compile(r"\s*(?:CỘNG H[ÒO][AÀ]|Độc [Ll]ập\s*[-–])")
_ENDS_LETTERHEAD = re.compile(r"\W*so\s?[:.]|.*, ngay\b.*thang")
_AREA_LINE = re.compile(
    r"(?:TỈNH|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|THÀNH PHỐ|ĐẶC KHU)\b(?! ỦY| UỶ| ĐOÀN)"
)
_NAMED_COMMITTEE = re.compile(
    r"(?:UBND|[ỦU][YỶ] BAN NHÂN DÂN) (?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ) \w"
)
_INNER_BODY = re.compile(r"ban (?:thuong vu|chap hanh|vi su tien bo)|bch|btv")


def letterhead(reading: Reading) -> str | None:
    """The lines in capitals at the top left, the superior body left out."""
    bodies: list[str] = []
    motto = ""
    for line in reading.layout.head[:14]:
        if _ENDS_LETTERHEAD.match(line.passage.bare) or other_type(line):
            break
        for column in line.columns():
            motto = _motto(motto, column.bare)
            if not motto:
                _take_letterhead(bodies, column.text)
    bodies = [body for body in bodies if _starts_body(body)]
    if not bodies:
        return None
    name = bodies[-1]
    if _INNER_BODY.match(bare(name)) and len(bodies) > 1 and "vi su tien bo" not in bare(name):
        name = _inner_body(name, bodies[-2])
    return _as_printed_in_text(reading, name) or sentence_case(name)


def _motto(before: str, words: str) -> str:
    """The words of the national motto so far, when a line goes on with it; else nothing.

    A narrow column breaks it anywhere: "CỘNG HÒA XÃ / HỘI CHỦ NGHĨA VIỆT NAM".
    """
    words = " ".join(words.split())
    if not before:
        return words if _MOTTO_WORDS.startswith(words) and words.startswith("cong hoa") else ""
    both = f"{before} {words}"
    return both if _MOTTO_WORDS.startswith(both) else ""


def _inner_body(name: str, above: str) -> str:
    """BAN CHẤP HÀNH TỈNH … below the name of its union is that union's, in that province."""
    area = _AREA_LINE.search(name)
    if area is None:
        return f"{name} {above}"
    union = re.sub(r"\s*VIỆT NAM$", "", above)
    return f"{name[: area.start()].strip()} {union} {name[area.start() :]}"


def area_in_head(reading: Reading) -> str | None:
    """Kind and name of the area the letterhead prints: "UBND PHƯỜNG BẾN NGỰ"."""
    for line in reading.layout.head[:6]:
        found = re.search(
            r"(TỈNH|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|THÀNH PHỐ)\s+([A-ZĐÀ-Ỹ ]+)$",
            _left_of_motto(line.text),
        )
        if found and not found[2].startswith(("ỦY", "UỶ")):
            return f"{found[1].lower()} {found[2].strip().title()}"
    return None


def _left_of_motto(text: str) -> str:
    """What stands before the motto where a conversion has put two columns on one line."""
    return _MOTTO_BEHIND.split(text)[0].strip(" *_-")


def _take_letterhead(bodies: list[str], column: str) -> None:
    text = _left_of_motto(column)
    if not text or not is_upper(text) or _MOTTO.search(bare(text)) or len(text) > 120:
        return
    if bodies and _AREA_LINE.match(text) and _NAMED_COMMITTEE.match(bodies[-1]):
        bodies.append(f"ỦY BAN NHÂN DÂN {text}")  # "UBND TỈNH AN GIANG / ĐẶC KHU PHÚ QUỐC"
    elif _AREA_LINE.match(text) or (bodies and not _starts_body(text)):
        if bodies:
            bodies[-1] += " " + text
    else:
        bodies.append(text)


def _as_printed_in_text(reading: Reading, name: str) -> str | None:
    """The letterhead's name in the small letters the text itself uses."""
    wanted = re.compile(re.escape(name), re.IGNORECASE)
    for unit in reading.layout.body:
        found = wanted.search(unit.whole.text)
        if found and not is_upper(found.group()):
            return found.group()[:1].upper() + found.group()[1:]
    return None


def _starts_body(text: str) -> bool:
    return bool(
        re.match(
            r"(?:uy ban|ubnd|so |ban |phong |hoi |bao |dai |doan|tinh doan|xa doan|lien |truong "
            r"|trung tam|cong an|van phong|bo |mat tran"
            r"|toa soan|tap chi|huyen|dang uy|vien |cuc |chi cuc|benh vien|cong doan)",
            bare(text),
        )
    )


_CAPITAL_WORDS = {"ubnd", "hdnd", "mttq", "lhpn", "tncs", "vn"}


def sentence_case(text: str) -> str:
    """A name in capitals the way it is written in running text."""
    words = [word if bare(word) in _CAPITAL_WORDS else word.lower() for word in text.split()]
    joined = " ".join(words)
    for small, large in _PROPER:
        joined = re.sub(small, large, joined)
    area = re.search(
        r"\b(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) (?!hội|đoàn|ủy|uỷ)(.+)$",
        joined,
    )
    if area:
        joined = joined[: area.start(2)] + area[2].title()
    return joined[:1].upper() + joined[1:]


_PROPER = (
    (r"\bmặt trận tổ quốc\b", "Mặt trận Tổ quốc"),
    (r"\bvì sự tiến bộ\b", "Vì sự tiến bộ"),
    (r"\bviệt nam\b", "Việt Nam"),
    (r"\bhội liên hiệp phụ nữ\b", "Hội Liên hiệp Phụ nữ"),
    (r"\blao động\b", "Lao động"),
    (r"\bthương binh\b", "Thương binh"),
    (r"\bxã hội\b", "Xã hội"),
    (r"\bvăn hóa\b", "Văn hóa"),
    (r"\bvăn hoá\b", "Văn hóa"),
    (r"\bthể thao\b", "Thể thao"),
    (r"\bdu lịch\b", "Du lịch"),
    (r"\bthông tin\b", "Thông tin"),
    (r"\btruyền thông\b", "Truyền thông"),
    (r"\bgiáo dục\b", "Giáo dục"),
    (r"\bđào tạo\b", "Đào tạo"),
    (r"\bnội vụ\b", "Nội vụ"),
    (r"\bphát thanh\b", "Phát thanh"),
    (r"\btruyền hình\b", "Truyền hình"),
    (r"\btư pháp\b", "Tư pháp"),
    (r"\btài chính\b", "Tài chính"),
    (r"\bdân tộc\b", "Dân tộc"),
    (r"\btôn giáo\b", "Tôn giáo"),
    (r"\by tế\b", "Y tế"),
    (r"\bnông dân\b", "Nông dân"),
    (r"\bthanh niên\b", "Thanh niên"),
)
