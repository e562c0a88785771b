"""Who issues a plan, and on which level."""

import re
from dataclasses import dataclass

from songhanh.engines.planreader.common import Reading
from songhanh.engines.planreader.layout import is_position
from songhanh.engines.planreader.letterhead import (
    area_in_head,
    letterhead,
    sentence_case,
)
from songhanh.engines.vntext import bare, is_upper

_CITIES = frozenset(
    {
        "ha noi",
        "ho chi minh",
        "da nang",
        "hai phong",
        "can tho",
        "hue",
        "thua thien hue",
        "dong nai",
    }
)
_LEVELS = (
    (
        "press_agency",
        r"(?:toa soan |ban bien tap )?(?:bao|tap chi|dai phat thanh|dai truyen|dai pt"
        r"|trung tam truyen thong)\b",
    ),
    (
        "mass_organisation",
        (
            r"(?:(?:ban thuong vu|ban chap hanh|bch|btv)\b.{0,20}?)?(?:hoi |lien hiep "
            r"|doan |tinh doan"
            r"|thanh doan|huyen doan|xa doan|lien doan"
            r"|mat tran|uy ban mat tran|ubmttq|uy ban mttq|uy ban trung uong mat tran|cong doan"
            r"|lien minh)"
        ),
    ),
    ("ministry", r"bo (?!chi huy|tu lenh|phan|doi)|uy ban dan toc"),
    ("national", r"thu tuong|chinh phu|ban chi dao (?:trung uong|quoc gia)|uy ban quoc gia"),
    ("commune", r"(?:uy ban nhan dan|ubnd) (?:xa|phuong|thi tran|dac khu)\b"),
    (
        "province",
        r"(?:uy ban nhan dan|ubnd) tinh\b|ban vi su tien bo",
    ),
    ("district", r"(?:uy ban nhan dan|ubnd) (?:huyen|quan|thi xa)\b"),
    (
        "provincial_department",
        r"so |ban dan toc|van phong (?:ubnd|uy ban nhan dan) tinh|cong an tinh|thanh tra tinh",
    ),
)
_CITY = re.compile(r"(?:uy ban nhan dan|ubnd) (?:thanh pho|tp\.?)\s+(.+)")
_ISSUES = re.compile(
    r"(?:^|[.;,:] )(?P<unit>(?:Ủy ban|Uỷ ban|UBND|Sở|Ban|Phòng|Hội|Báo|Đài|Đoàn|Trung tâm"
    r"|Liên đoàn|Trường|Công an|Văn phòng|Bộ"
    r"|Mặt trận|Tỉnh đoàn)[^.;:]{0,110}?)\s+(?:ban hành|xây dựng|triển khai|đề ra|tổ chức"
    r"|lập)\s+(?:và triển khai\s+)?[Kk]ế hoạch",
)
_PROVINCE = re.compile(
    r"(?:tỉnh|TỈNH|Tỉnh) (?!(?:[Ủủ]y|[Uu]ỷ|ỦY|UỶ|[Đđ]oàn|ĐOÀN|[Hh]ội)\b)"
    r"((?:[A-ZĐÀ-Ỹ][\wà-ỹ']*)(?:(?: | ?- ?)[A-ZĐÀ-Ỹ][\wà-ỹ']*){0,3})"
)
_NAME_WORDS = r"((?:[A-ZĐÀ-Ỹ][\wà-ỹ'’]*)(?:(?:\s|\s?-\s?)(?:[A-ZĐÀ-Ỹ][\wà-ỹ'’]*|\d{1,2}))*)"
_AREA = re.compile(
    rf"(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+{_NAME_WORDS}", re.IGNORECASE
)
_LOWER_WORDS = {"nhan dan", "va"}


@dataclass(frozen=True)
class Issuer:
    """The issuing unit as the plan names it."""

    name: str  # in full, with a remark in brackets when it is not named
    unit: str | None
    level: str
    province: str | None
    named: bool


def find_issuer(reading: Reading, title: str) -> Issuer:
    """The issuer from the letterhead, else from the issuing sentence, else from the foot."""
    printed = letterhead(reading)
    sentence = _issuing_sentence(reading)
    unit = printed or sentence or _from_foot(reading)
    province = _province(reading, title, unit or "")
    if unit is None:
        level = _level_by_words(reading)
        return Issuer("(văn bản không nêu tên đơn vị ban hành)", None, level, province, named=False)
    level = level_of(unit, reading)
    area = _area_name(unit)
    named = area is not None or level in {
        "provincial_department",
        "press_agency",
        "ministry",
        "other",
    }
    name = unit
    if area is None:
        committee = "vi su tien bo" in bare(unit)
        found = (area_in_head(reading) if committee else None) or _area_for(
            level, reading, title, province
        )
        if found:
            name, named = f"{unit} {found}".strip(), True
            name = _without_repeat(name)
    if not named:
        name = f"{unit} (không nêu tên)"
    return Issuer(name, unit, level, province, named)


_ABOVE = re.compile(r"\W*(?:uy ban nhan dan|ubnd) tinh\b")
# Departments only a city of a province's rank has.
_DEPARTMENT = re.compile(
    r"\bso (?:noi vu|tai chinh|tu phap|y te|xay dung|cong thuong|giao duc|khoa hoc|nong nghiep"
    r"|van hoa|dan toc|ngoai vu|thong tin|lao dong)\b"
)


def _without_repeat(name: str) -> str:
    """Name the level once: "Ủy ban nhân dân tỉnh tỉnh Đắk Lắk" says it twice."""
    return re.sub(r"\b(tỉnh|xã|phường|huyện|thành phố) \1\b", r"\1", name)


def level_of(unit: str, reading: Reading) -> str:
    """The level of a body by its name."""
    letters = bare(unit).strip()
    city = _CITY.match(letters)
    if city:
        name = city[1].strip()
        return "province" if name in _CITIES or _mentions_departments(reading) else "district"
    if "vi su tien bo" in letters:
        return _level_of_head(reading)
    for level, pattern in _LEVELS:
        if re.match(pattern, letters):
            return level
    if letters in {"uy ban nhan dan", "ubnd"}:
        return _level_by_words(reading)
    if re.match(r"phong |trung tam .* huyen|.*\bhuyen\b", letters):
        return "district" if "huyen" in letters or "quan" in letters else "commune"
    return "provincial_department" if _is_of_province(letters, reading) else "other"


def _is_of_province(unit: str, reading: Reading) -> bool:
    """Say whether an office stands below the committee of a province in the letterhead."""
    if not re.match(r"ban (?!chi dao)|chi cuc |trung tam |quy |vien ", unit):
        return False
    return any(_ABOVE.match(line.passage.bare) for line in reading.layout.head)


def _level_of_head(reading: Reading) -> str:
    """The level of a committee: that of the body printed above it, else of the one it names."""
    head = " ".join(line.passage.bare for line in reading.layout.head)
    for level, kinds in (("commune", "xa|phuong|dac khu|thi tran"), ("district", "huyen|quan")):
        if re.search(rf"\b(?:ubnd|uy ban nhan dan) (?:{kinds})\b", head):
            return level
    found = _level_by_words(reading)
    return found if found != "other" else "province"


def _mentions_departments(reading: Reading) -> bool:
    text = " ".join(unit.whole.bare for unit in reading.layout.body)
    named = len(_DEPARTMENT.findall(text))
    return named + text.count("cac so") > text.count("phong ") / 2


def _level_by_words(reading: Reading) -> str:
    """When the unit is not named: the level its people's committee is mentioned with."""
    text = " ".join(unit.whole.bare for unit in reading.layout.body)
    counts = {
        "province": len(re.findall(r"(?:uy ban nhan dan|ubnd) tinh", text)),
        "district": len(re.findall(r"(?:uy ban nhan dan|ubnd) huyen", text)),
        "commune": len(re.findall(r"(?:uy ban nhan dan|ubnd) (?:xa|phuong)", text)),
    }
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else "other"


def _issuing_sentence(reading: Reading) -> str | None:
    for unit in reading.layout.body[:10]:
        found = _ISSUES.search(unit.whole.text)
        if found:
            return found["unit"].strip(" ,")
    return None


def _from_foot(reading: Reading) -> str | None:
    """TM. ỦY BAN NHÂN DÂN, or the body behind a position: CHỦ TỊCH HỘI …"""
    for line in reading.layout.foot:
        found = re.match(r"T\.?M\.?\s*(.+)", line.text)
        if found and is_upper(line.text):
            return sentence_case(found[1])
    return None


def _province(reading: Reading, title: str, unit: str) -> str | None:
    """The province the plan names for itself: in title, issuer, letterhead, else in the text."""
    columns = [column.text for line in reading.layout.head for column in line.columns()]
    head = "\n".join(text.split("CỘNG HÒA")[0].split("CỘNG HOÀ")[0] for text in columns)
    body = " ".join(unit.whole.text for unit in reading.layout.body[:8])
    closing = " ".join(unit.whole.text for unit in reading.layout.body[-3:])
    for text in (title, unit, head, body, closing):
        found = _PROVINCE.search(text) or _PROVINCE.search(text.replace("TỈNH ", "tỉnh "))
        if found:
            name = found[1]
            return name.title() if name.isupper() else name
    return None


def _area_name(unit: str) -> str | None:
    found = _AREA.search(unit)
    return found[2] if found else None


def _area_for(level: str, reading: Reading, title: str, province: str | None) -> str | None:
    """Kind and name of the unit's own area, from the title or the sentence that issues the plan."""
    kinds = {
        "province": r"tỉnh|thành phố",
        "provincial_department": r"tỉnh|thành phố",
        "district": r"huyện|quận|thị xã|thành phố",
        "commune": r"xã|phường|thị trấn|đặc khu",
    }.get(level)
    if kinds is None:
        return None
    text = title.title() if title.isupper() else title
    body = " ".join(unit.whole.text for unit in reading.layout.body[:6])
    for place in (text, body):
        found = re.search(rf"(?i:\b({kinds}))\s+{_NAME_WORDS}", place)
        if found and not is_position(found[0]):
            return f"{found[1].lower()} {found[2]}"
    return (
        f"tỉnh {province}" if province and level in {"province", "provincial_department"} else None
    )
