"""From a sentence to a target: which value is meant, by when, of whom."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.targets.kinds import kind_of
from songhanh.engines.planreader.targets.quantities import Quantity, period_near, quantities_in
from songhanh.engines.planreader.targets.subjects import (
    counted_by_share,
    is_time,
    subjects_before_verb,
    subjects_of_share,
)
from songhanh.engines.planreader.targets.years import (
    baseline_year,
    is_deadline,
    is_point,
    year_within,
    years_of,
)

_IMPLIED_COLUMN = re.compile(r"chuyen (?:muc|de|trang)")
_MONTHLY = re.compile(
    r"(?:hằng|hàng|mỗi|định kỳ)\s+(?:hằng |hàng )?tháng(?!\s*(?:hành|cao))", re.IGNORECASE
)
_STRONG = re.compile(
    r"(?:phấn đấu|bảo đảm|đảm bảo|đạt|duy trì|ít nhất|tối thiểu|không dưới|trở lên|không quá"
    r"|mục tiêu|chỉ tiêu)"
)
_EACH = re.compile(r"mỗi \w+ (?:không quá|tối đa|nhiều nhất|không vượt quá)(?: là)?\s*$")
_RHYTHM = re.compile(r";\s*(?:mỗi|hằng|hàng|từng)\s+(?:tuần|tháng|quý|học kỳ)\s*$")
_SESSIONS = frozenset({"cuộc", "buổi"})
_RATE = re.compile(r"(?<!\w)(?:tỷ|tỉ) (?:số|suất|lệ)(?!\w)|(?<!\w)chỉ số(?! về giới)(?!\w)")
# What is there to stay once it is there; other units count what takes place or is made in a year.
_STANDING = frozenset(
    {
        *("mô hình", "câu lạc bộ", "clb", "tổ", "đội", "nhóm", "địa chỉ", "điểm", "tủ sách", "góc"),
        *("cơ sở", "cơ quan", "đơn vị", "xã", "thôn", "phường", "bản", "buôn", "ấp", "trường"),
        *("cộng tác viên", "tuyên truyền viên", "hội viên", "đoàn viên", "nhà", "kênh", "trang"),
        *("chi hội", "chi đoàn", "doanh nghiệp", "hộ", "gia đình", "khu phố", "tổ dân phố"),
    }
)
_STAGES = ("thí điểm", "chính thức")
_CHANNEL = re.compile(
    r"trên ((?:hệ thống )?(?:đài |loa )?(?:truyền thanh|phát thanh)[^,.;]*"
    r"|(?:hệ thống )?[Đđ]ài[^,.;]*"
    r"|cổng thông tin[^,.;]*|trang thông tin[^,.;]*|fanpage[^,.;]*|zalo[^,.;]*|báo[^,.;]*)",
    re.IGNORECASE,
)
_DUE_WORDS = re.compile(
    r"(?:đến|trước|trong|vào|xong)\s+(?:hết\s+)?(?:ngày \d[\d/]*|tháng \d{1,2}"
    r"|quý [IV\d]+)(?:/\d{4}| năm \d{4})?",
    re.IGNORECASE,
)


def read_target(
    passage: Passage, *, in_section: bool, year: int | None, due: int | None = None
) -> Element | None:
    """The target a text states, without place and ordinal; None when it states none.

    Outside the section of targets only words that set a value count ("ít nhất", "phấn đấu").
    `year` is the plan's year when it is for one year; `due` the year printed above a list of
    targets by which they are to be reached.
    """
    quantities = quantities_in(passage)
    end = _end_of_total(passage, quantities)
    if end is not None:
        passage = passage.part(0, end)
        quantities = quantities_in(passage)
    quantities = _with_years(quantities, passage.mended)
    if not quantities:
        return _implied_column(passage, in_section=in_section)
    if in_section and all(one.is_share and not one.is_blank for one in quantities):
        column = _implied_column(passage, in_section=True)
        if column is not None:
            return {**column, "coverage": _share_as_coverage(passage, quantities[0])}
    chosen = _choose(quantities, passage.mended)
    if not in_section and (chosen.is_duration or not _is_stated(chosen, passage.mended)):
        return None
    text = passage.mended
    period = _period(passage, chosen, year)
    unit = _printed_unit(passage, chosen)
    kind = kind_of(passage.bare, chosen.unit, period, is_share=chosen.is_share)
    if kind == "action_month_plan_share" and re.search(r"(?:hằng|hàng|mỗi|trong) năm", text):
        period = "year"
    same = [
        one for one in quantities if one.is_share == chosen.is_share and one.unit == chosen.unit
    ]
    target: Element = {
        "kind": kind,
        "comparator": chosen.comparator,
        "comparator_words": chosen.comparator_words,
        "value": None if chosen.is_blank else as_number(chosen.value),
        "value_max": None if chosen.is_blank else as_number(chosen.value_max),
        "unit": unit,
        "coverage": _coverage(passage, chosen, quantities),
        "milestones": _milestones(same, passage, period)
        or _milestones([replace(chosen, year=due)] if period == "once" else [], passage, period),
        "baseline_year": baseline_year(text),
        "period": period,
        "subjects": _subjects(passage, chosen, quantities),
    }
    if chosen.words:
        target["value_words"] = chosen.words
    _add_details(target, passage, year)
    return target


def _end_of_total(passage: Passage, quantities: list[Quantity]) -> int | None:
    """Where a total ends whose parts follow: "04 chuyên đề …; mỗi quý 01 chuyên đề"."""
    counts = [one for one in quantities if not one.is_share]
    for total, part in pairwise(counts):
        gap = passage.mended[total.end : part.start]
        if total.unit == part.unit and part.value <= total.value and _RHYTHM.search(gap):
            return total.end + gap.rindex(";")
    return None


def _add_details(target: Element, passage: Passage, year: int | None) -> None:
    channel = _CHANNEL.search(passage.clean)
    if channel:
        target["channel"] = channel[1].strip()
    due = _DUE_WORDS.search(passage.clean)
    if due and not target["milestones"]:
        target["due_words"] = due.group()
    if target["period"] != "once" and not target["milestones"]:
        year = year or year_within(passage.mended)
    if year:
        target["applies_year"] = year


def as_number(value: Decimal | None) -> int | float | None:
    """A number for JSON: whole numbers without a fraction."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _with_years(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Give each value the year printed before it, after the value before; else the one behind."""
    years = years_of(text)
    if not years or not quantities:
        return quantities
    ahead = any(at < quantities[0].start for at, _ in years)
    found, last = [], 0
    for number, one in enumerate(quantities):
        stop = quantities[number + 1].start if number + 1 < len(quantities) else len(text)
        before = [year for at, year in years if last <= at < one.start]
        behind = [year for at, year in years if one.end <= at < stop]
        first, second = (before, behind[:1]) if ahead else (behind[:1], before)
        chosen = first or second
        found.append(replace(one, year=chosen[-1] if chosen else None))
        last = one.end
    return found


def _choose(quantities: list[Quantity], text: str) -> Quantity:
    """The value the target is about: a count behind a share is the value, the share its reach."""
    shares = [one for one in quantities if one.is_share]
    counts = [one for one in quantities if not one.is_share]
    counts = [one for one in counts if one is counts[0] or not _limits_each(one, text)]
    others = shares or [one for one in counts if one.known_unit]
    explicit = [
        one
        for one in counts
        if (one.is_explicit and (one.known_unit or not others)) or _per_period(one, text)
    ]
    if any(share.value < 100 for share in shares) or "tháng hành động" in text:
        explicit = [one for one in explicit if not _only_exists(one, text)]
    pool = explicit if shares and explicit else shares or explicit or counts
    dated = [one for one in pool if one.year and one.unit == pool[0].unit]
    if dated:
        return max(dated, key=lambda one: one.year or 0)
    return pool[0]


def _limits_each(one: Quantity, text: str) -> bool:
    """The size of each thing counted before: "05 lớp, mỗi lớp không quá 60 học sinh"."""
    return one.comparator == "<=" and bool(_EACH.search(text[: one.start]))


def _only_exists(one: Quantity, text: str) -> bool:
    """A count of one behind a share ("80% số thôn có ít nhất một tổ") is no value of its own."""
    if one.unit in _SESSIONS:
        return False
    return one.value == 1 and one.value_max is None and not _per_period(one, text)


def _per_period(one: Quantity, text: str) -> bool:
    window = text[max(0, one.start - 25) : one.end + 15]
    return period_near(window, 20) is not None


_DONE = re.compile(r"(?<!\w)(?:đã|kết quả)(?!\w)")  # "đã đăng, phát 318 tin, bài"


def _is_stated(chosen: Quantity, text: str) -> bool:
    """Outside its section a target has words that set it."""
    if chosen.is_share:
        around = text[max(0, chosen.start - 60) : chosen.end + 25]
        whole = chosen.value == 100 and chosen.start < 40
        owned = text[: chosen.start].rstrip().endswith(" của")  # "vai trò của 100% chi hội"
        return bool(_STRONG.search(around)) or (whole and not owned)
    before = text[: chosen.start]
    in_time = chosen.known_unit and (chosen.year is not None or _per_period(chosen, text))
    told = in_time and not _DONE.search(before)
    return chosen.is_explicit or told or bool(re.search(r"phấn đấu|chỉ tiêu", before))


def _period(passage: Passage, chosen: Quantity, year: int | None) -> str:
    text = passage.mended
    near = period_near(text, chosen.start)
    if near and not (chosen.is_share and near != "year" and chosen.year):
        if chosen.year and chosen.is_share and near == "year" and baseline_year(text):
            return "once"
        return near
    if chosen.is_share or (chosen.year and _is_reached_by(chosen, text, year)):
        return "once"
    if chosen.year:
        return "year"
    return "year" if year else "once"


def _is_reached_by(one: Quantity, text: str, year: int | None) -> bool:
    """Say whether a count stands when its year comes, or runs up within it.

    "Đến năm 2030" tells the first. "Vào năm 2030" tells it of a rate and of what is there to stay
    ("50 câu lạc bộ"), not of what takes place ("02 cuộc", "5 vụ"). `year` is the plan's own when
    it is for one year: a rate of that year is counted in it.
    """
    if one.year is None or is_deadline(text, one.year):
        return one.year is not None
    is_rate = bool(_RATE.search(text[: one.start]))
    pointed = is_point(text, one.year)
    return (is_rate and (pointed or one.year != year)) or (pointed and one.unit in _STANDING)


def _printed_unit(passage: Passage, chosen: Quantity) -> str:
    if chosen.is_share:
        return "%"
    rest = passage.text[chosen.end - len(chosen.unit) :]
    longer = re.match(
        r"(?:tin,? bài|[Mm]ô hình [Tt]ruyền thông số(?: cộng đồng)?|chuyên mục(?:, chuyên đề)?"
        r"|chuyên đề|[^\s,.;]+)",
        rest,
    )
    return longer.group() if longer and len(longer.group()) >= len(chosen.unit) else chosen.unit


def _coverage(passage: Passage, chosen: Quantity, quantities: list[Quantity]) -> Element | None:
    if chosen.is_share:
        return None
    shares = [one for one in quantities if one.is_share and one.start < chosen.start]
    if not shares or shares[-1].is_blank:
        return None
    return _share_as_coverage(passage, shares[-1])


def _share_as_coverage(passage: Passage, share: Quantity) -> Element:
    return {
        "comparator": share.comparator,
        "value": as_number(share.value),
        "unit": "%",
        "denominator": counted_by_share(passage.text[share.end :]),
    }


def _milestones(same: list[Quantity], passage: Passage, period: str) -> list[Element]:
    points: list[Element] = []
    for at, one in enumerate(same):
        if one.is_blank or one.year is None or any(p["year"] == one.year for p in points):
            continue
        if _is_this_year_only(one, period):
            continue
        stop = same[at + 1].start if at + 1 < len(same) else len(passage)
        point: Element = {"year": one.year, "value": as_number(one.value)}
        if one.value_max is not None:
            point["value_max"] = as_number(one.value_max)
        stage = next((s for s in _STAGES if s in passage.mended[one.end : stop]), None)
        if stage:
            point["stage"] = stage
        if one.comparator != "between":
            point["comparator"] = one.comparator
        points.append(point)
    return sorted(points, key=lambda point: int(point["year"]))


def _is_this_year_only(one: Quantity, period: str) -> bool:
    """Say whether the year is the one a count runs in ("trong năm 2027, mỗi quý …")."""
    return not one.is_share and period in {"quarter", "month", "week", "year"}


def _subjects(passage: Passage, chosen: Quantity, quantities: list[Quantity]) -> list[str]:
    shares = [one for one in quantities if one.is_share and one.start <= chosen.start]
    counted: list[str] = []
    if shares and chosen.value_max is None:
        rest = passage.text[shares[-1].end :]
        counted = subjects_of_share(rest)
        if not is_time(rest):
            return counted
    return counted or subjects_before_verb(passage.text)


def _implied_column(passage: Passage, *, in_section: bool) -> Element | None:
    """A column made every month: one a month, although no number is printed."""
    if not (in_section and _IMPLIED_COLUMN.search(passage.bare) and _MONTHLY.search(passage.clean)):
        return None
    unit = re.search(
        r"chuyên (?:mục|đề|trang)(?:, chuyên (?:mục|đề|trang))*", passage.text, re.IGNORECASE
    )
    return {
        "kind": "monthly_column",
        "comparator": ">=",
        "comparator_words": None,
        "value": 1,
        "value_max": None,
        "value_stated": False,
        "unit": unit.group() if unit else "chuyên mục",
        "coverage": None,
        "milestones": [],
        "baseline_year": None,
        "period": "month",
        "subjects": subjects_before_verb(passage.text),
    }
