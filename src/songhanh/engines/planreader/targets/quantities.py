"""Quantities in a sentence: shares and counts with comparison, year, period."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.targets.blanks import filled
from songhanh.engines.vntext import any_of, bare, find_number_words, read_number, read_number_words

_NUMBER = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,6})?|\d{1,12}(?:[.,]\d{1,6})?"
_SHARE = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:%|phần trăm)?\s*(?P<joint>-|–|—|đến|tới"
    rf"|lên)\s*(?P<high>{_NUMBER})\s*(?:%|phần trăm)"
    rf"|(?P<one>{_NUMBER})\s*(?:%|phần trăm)"
)
_COUNT = re.compile(
    rf"(?<![\d/.,%\-–])(?P<low>{_NUMBER})(?:\s*(?:-|–"
    rf"|đến)\s*(?P<high>{_NUMBER}))?(?!\s*[%/\d])(?:\s*\([^)]*\))?\s+"
    r"(?P<unit>[^\W\d_][^\s,;.:()]*)"
)
_UNITS = any_of(
    """
    cuộc thi | cuộc | buổi | lần | lượt | tin bài | tin, bài | tin | bài | chuyên mục | chuyên đề
    | chuyên trang | mô hình | câu lạc bộ | clb | lớp | hội nghị | hội thảo | hội thi | tọa đàm
    | toạ đàm | phóng sự | video clip | video | clip | sản phẩm | ấn phẩm | tờ rơi | tờ gấp
    | bản tin
    | băng rôn | pa nô | panô | pa-nô | áp phích | hoạt động | chương trình | tiểu phẩm | tổ
    | đội | nhóm | địa chỉ | đợt | chiến dịch | tài liệu | giờ | tiết | bảng | điểm | diễn đàn
    | phiên | số | kỳ | người | hộ | cán bộ | đơn vị | xã | thôn | trường | cộng tác viên
    | tuyên truyền viên | phút | infographic | podcast | khẩu hiệu | sự kiện | ngày hội
    | bộ tài liệu | bộ | cuốn | ấn bản | tác phẩm | thông điệp | hội viên | đoàn viên | giải pháp
    | học sinh | sinh viên | học viên | công nhân | doanh nghiệp | gia đình
    | lễ | mít tinh | bài viết | bài | cuộc họp | bức | tranh | poster | bảng tin | cụm | tủ sách
    | góc | kênh | trang | nhà | cơ sở | cơ quan | phường | khu phố | tổ dân phố | bản | buôn | ấp
    | khóm | làng | chi hội | chi đoàn | hợp tác xã | tổ hợp tác | công trình | suất | đại biểu
    | phóng viên | cặp | vụ | phụ nữ | nam giới | trẻ em | thành viên | tập | trận | giải
    | tin nhắn | đêm | tuyến đường | dự án | phần quà | kỳ phát | số báo
    """
)
_UNIT = re.compile(rf"{_UNITS}(?!\w)")
# Units whose letters without marks make no other word: a scanner's "buồi" is "buổi".
_DAMAGED_UNITS = {bare(unit): unit for unit in ("buổi", "cuộc", "lượt", "nhóm")}
_DURATIONS = frozenset(
    {"năm", "tháng", "ngày", "quý", "tuần", "tuổi", "giới", "cấp", "phút", "giờ", "giây", "lĩnh"}
)
# "ít nhất mỗi năm một lần": the period may stand between comparison and number.
_EVERY = r"(?:(?:mỗi|hằng|hàng|một|trong|từng)\s+(?:năm|quý|quí|tháng|tuần|học kỳ)\s*)?"
_COMPARATORS = (
    (
        ">=",
        re.compile(
            r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|chí ít|≥|>=)\s*(?:là "
            rf"|có |từ |đạt )?{_EVERY}$"
        ),
    ),
    (
        "<=",
        re.compile(
            r"(?:không (?:để )?(?:xảy ra |phát sinh |có )?quá|tối đa|nhiều nhất|không vượt quá"
            r"|không nhiều hơn|không cao hơn|≤|<=)\s*(?:là |còn )?"
            rf"{_EVERY}$|(?:giảm|xuống|giảm xuống) còn\s*$"
        ),
    ),
    ("<", re.compile(r"(?<!không )(?:dưới|ít hơn|thấp hơn|<)\s*$")),
    (">", re.compile(r"(?<!không )(?:trên|hơn|vượt|cao hơn|>)\s*$")),
    ("=", re.compile(r"(?:đúng|bằng)\s*$")),
)
_AND_MORE = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[^\d;.]{0,55}?\s)?trở lên")
_OR_LESS = re.compile(r"\s*(?:[^\d,;.]{0,30}?\s)?trở xuống")
_LOOSE = re.compile(r"(?:đạt|có|được|là|lên|tăng|tăng từ|từ|phấn đấu|duy trì|tổ chức)\s*$")
_PERIODS = (
    ("school_term", re.compile(r"học kỳ|học kì")),
    ("half_year", re.compile(r"(?:6|06|sáu)\s*tháng|nửa năm")),
    (
        "week",
        re.compile(
            r"(?:mỗi|hằng|hàng|một|1|01|từng|trong)\s*tuần(?!\s*(?:sinh hoạt|lễ|cao điểm"
            r"|hành động))"
            r"|/\s*tuần"
        ),
    ),
    (
        "month",
        re.compile(
            r"(?:mỗi|hằng|hàng|từng)\s*tháng(?!\s*(?:hành động|cao điểm))|/\s*tháng"
            r"|(?:một|1|01|trong|theo)\s*tháng(?!\s*(?:\d|hành động|cao điểm))"
        ),
    ),
    (
        "quarter",
        re.compile(r"(?:mỗi|hằng|hàng|một|1|01|từng|trong|theo)\s*(?:quý|quí)|/\s*(?:quý|quí)"),
    ),
    (
        "year",
        re.compile(r"(?:mỗi|hằng|hàng|một|1|01|từng|trong)\s*năm(?!\s*20\d\d)|/\s*năm|mỗi một năm"),
    ),
)


@dataclass(frozen=True)
class Quantity:
    """A value with its place, its comparison and the year it is set for."""

    value: Decimal
    value_max: Decimal | None
    is_share: bool
    unit: str
    comparator: str
    comparator_words: str | None
    start: int
    end: int
    words: str | None = None  # when written in words
    is_duration: bool = False
    known_unit: bool = True  # a unit plans count in, not just the word behind the number
    year: int | None = None
    is_blank: bool = False  # the figure was left out ("đạt …%"); `value` then means nothing

    @property
    def is_explicit(self) -> bool:
        """Whether words of comparison stand there ("ít nhất"), not only a number."""
        if self.comparator == "between":
            return True
        return self.comparator_words is not None and not _LOOSE.fullmatch(self.comparator_words)


def quantities_in(passage: Passage) -> list[Quantity]:
    """Every share and count of a text in its order; dates, years and durations are none.

    A figure that was left out counts as one whose value is not known.
    """
    text, blanks = filled(passage.mended)
    found = [*_shares(text), *_shares_in_words(text)]
    taken = [(one.start, one.end) for one in found]
    counts = [*_counts(text), *_counts_in_words(text)]
    for count in counts:
        if not any(start < count.end and count.start < end for start, end in taken):
            found.append(count)
            taken.append((count.start, count.end))
    if blanks:
        found = [replace(one, is_blank=one.start in blanks) for one in found]
    return sorted(found, key=lambda one: one.start)


def _shares(text: str) -> list[Quantity]:
    found = []
    for match in _SHARE.finditer(text):
        if match["one"]:
            value, high = read_number(match["one"]), None
            start = match.start("one")
        else:
            value, high = read_number(match["low"]), read_number(match["high"])
            start = match.start("low")
            if match["joint"] == "lên":
                value, high, start = high, None, match.start("high")
        if value is not None:
            found.append(_quantity(text, (value, high), (start, match.end()), "%"))
    return found


_FRACTION = re.compile(
    r"(?P<above>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|\d)(?:\s+phần\s+|/)(?P<below>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2})"
    r"(?=\s+(?:tổng )?số\s)"
)


def _fractions(text: str) -> list[Quantity]:
    """Shares told as a fraction, in per cent: "hai phần ba số thôn", "2/3 số xã"."""
    found = []
    for match in _FRACTION.finditer(text):
        above, below = (
            read_number_words(part) or read_number(part)
            for part in (match["above"], match["below"])
        )
        if above and below and above <= below:
            value = (above * 100 / below).quantize(Decimal("0.01")).normalize()
            place = (match.start(), match.end())
            found.append(_quantity(text, (value, None), place, "%", match.group()))
    return found


def _shares_in_words(text: str) -> list[Quantity]:
    found = _fractions(text)
    for number in find_number_words(text):
        percent = re.match(r"\s+phần\s+trăm", text[number.end :])
        start = number.start
        if not percent:
            continue
        end = number.end + percent.end()
        found.append(_quantity(text, (number.value, None), (start, end), "%", text[start:end]))
    return found


_OUT_OF = re.compile(
    rf"(?<![\d/])(?P<part>\d{{1,3}})/(?P<all>\d{{1,3}})\s+(?:số\s+)?(?P<unit>{_UNITS}|buôn|ấp|khóm|phường)(?!\w)"
)

# Behind a comparison any noun may follow: "tối thiểu 03/05 khu công nghiệp".
_AT_LEAST_OF = re.compile(
    r"(?:(?<=ít nhất)|(?<=tối thiểu)|(?<=không dưới))\s(?P<part>\d{1,3})/(?P<all>\d{1,3})"
    r"\s+(?:số\s+)?(?P<unit>(?!năm|tháng|hằng|hàng)[^\W\d_]+(?: công nghiệp)?)"
)


def _counts(text: str) -> list[Quantity]:
    found = [
        _quantity(text, (Decimal(one["part"]), None), (one.start("part"), one.end()), one["unit"])
        for one in (*_OUT_OF.finditer(text), *_AT_LEAST_OF.finditer(text))
        if int(one["part"]) <= int(one["all"])
    ]
    for match in _COUNT.finditer(text):
        unit_at = match.start("unit")
        named = _UNIT.match(text, unit_at)
        unit = named.group() if named else match["unit"]
        if not named and bare(unit) in _DAMAGED_UNITS:
            named, unit = _UNIT.match(_DAMAGED_UNITS[bare(unit)]), _DAMAGED_UNITS[bare(unit)]
        value = read_number(match["low"])
        high = read_number(match["high"]) if match["high"] else None
        if value is None or (_may_be_year(value) and not (named and _is_counted(text, match))):
            continue
        days = _WORKING_TIME.match(text, unit_at)
        if days:
            unit = days.group()
        end = unit_at + len(unit)
        quantity = _quantity(text, (value, high), (match.start(), end), unit)
        if (days or unit in _DURATIONS) and not _is_airtime(text, unit_at):
            if days and quantity.comparator in {"<", "<="}:
                found.append(replace(quantity, is_duration=True))
            continue
        if named or quantity.is_explicit:
            found.append(replace(quantity, known_unit=bool(named)))
    return found


def _may_be_year(value: Decimal) -> bool:
    return 1900 <= value < 2200


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Say whether a number that could be a year is none: "năm 2028 tổ chức" counts no groups."""
    return not text[: match.start()].rstrip().endswith("năm")


# A limit on how long something may take: "không quá 07 ngày làm việc".
_WORKING_TIME = re.compile(r"(?:ngày|giờ|phút|tuần|tháng)(?: làm việc)?(?!\w)")


def _is_airtime(text: str, at: int) -> bool:
    return text[at:].startswith(("phút", "giờ")) and "thời lượng" in text[:at]


def _counts_in_words(text: str) -> list[Quantity]:
    found = []
    for number in find_number_words(text):
        after = re.match(r"\s*(?:\(\d+\))?\s+", text[number.end :])
        if not after:
            continue
        unit_at = number.end + after.end()
        named = _UNIT.match(text, unit_at)
        if not named:
            continue
        place = (number.start, named.end())
        printed = text[number.start : number.end]
        quantity = _quantity(text, (number.value, None), place, named.group(), printed)
        if quantity.comparator_words is not None:
            found.append(quantity)
    return found


def _quantity(
    text: str,
    values: tuple[Decimal, Decimal | None],
    place: tuple[int, int],
    unit: str,
    words: str | None = None,
) -> Quantity:
    value, high = values
    comparator, said = _comparison(text, *place)
    if high is not None and high > value:
        comparator, said = "between", said or "từ"
    else:
        high = None
    return Quantity(value, high, unit == "%", unit, comparator, said, *place, words)


def _comparison(text: str, start: int, end: int) -> tuple[str, str | None]:
    """The comparison around a value; a bare value counts as "at least"."""
    before = text[max(0, start - 30) : start]
    if _AND_MORE.match(text[end : end + 75]):
        return ">=", "trở lên"
    if _OR_LESS.match(text[end : end + 60]):
        return "<=", "trở xuống"
    for sign, pattern in _COMPARATORS:
        found = pattern.search(before)
        if found:
            return sign, found.group().strip()
    loose = _LOOSE.search(before)
    return ">=", loose.group().strip() if loose else None


def period_near(text: str, at: int) -> str | None:
    """The counting period whose words stand nearest to a place, in its own clause before others."""
    start, end = text.rfind(";", 0, at) + 1, text.find(";", at)
    end = end if end >= 0 else len(text)
    if (start, end) != (0, len(text)):
        own = period_near(text[start:end], at - start)
        if own is not None:
            return own
    best: tuple[int, str] | None = None
    for period, pattern in _PERIODS:
        for match in pattern.finditer(text):
            away = min(abs(match.start() - at), abs(match.end() - at))
            if best is None or away < best[0]:
                best = (away, period)
    return best[1] if best else None
