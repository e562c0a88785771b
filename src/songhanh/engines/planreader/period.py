"""The years a plan is for, as printed."""

import re

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.vntext import bare

_RANGE = re.compile(
    r"(?:giai doan|thoi ky|nhiem ky|cac nam|tu nam|nam hoc|5 nam|nam nam)\s*(?:tu "
    r"|nam )*(20\d\d)\s*"
    r"(?:-|–|—|den(?: het)?(?: nam)?|va)\s*(?:nam )?(20\d\d)"
)
_TO = re.compile(r"(?:den|toi)\s+(?:het |cuoi )?nam\s+(20\d\d)")
_PART_OF_YEAR = re.compile(r"\b(?:quy|thang)\s+(?:[ivx]+|\d{1,2})(?:/|, )(20\d\d)")
_YEAR = re.compile(
    r"(?<!den )(?<!toi )(?<!het )(?<!cuoi )(?<!tu )(?<!voi )\bnam\s+(20\d\d)(?!\s*[-–]\s*20)"
)


def years_in(text: str) -> tuple[int | None, int | None] | None:
    """First and last year a heading names: its own year, else its range, else its end."""
    letters = bare(text)
    covered = [found.span() for found in _RANGE.finditer(letters)]
    single = [
        found
        for found in _YEAR.finditer(letters)
        if not any(start <= found.start() < end for start, end in covered)
    ]
    if single and not (covered and re.search(r"20\d\d,? va (?:\w+ ){0,5}nam 20\d\d", letters)):
        year = int(single[-1][1])
        return year, year
    quarters = [int(found[1]) for found in _PART_OF_YEAR.finditer(letters)]
    if quarters:
        return quarters[-1], quarters[-1]
    ranges = [(int(found[1]), int(found[2])) for found in _RANGE.finditer(letters)]
    if ranges:
        return ranges[-1]
    ends = [int(found[1]) for found in _TO.finditer(letters)]
    return (None, ends[-1]) if ends else None


def period_of(reading: Reading, title: str) -> Element:
    """The period from the title, else from the remarks below it, purpose, or targets."""
    years = years_in(title)
    if years is None:
        years = _from_text(reading)
    first, last = years or (None, None)
    period: Element = {"from": first, "to": last}
    if first is None and last is not None:
        inferred = _first_year(reading, last)
        if inferred:
            period["from_inferred"] = inferred
    return period


def _from_text(reading: Reading) -> tuple[int | None, int | None] | None:
    """The sentence that issues the plan, then the units about purpose and targets."""
    for unit in reading.layout.body[:12]:
        letters = unit.whole.bare
        issuing = re.search(r"(?:ban hanh|xay dung|to chuc trien khai) ke hoach", letters)
        if issuing:
            years = years_in(unit.whole.text[issuing.start() :])
            if years:
                return years
    for topic in ("purpose", "objective", "targets"):
        for section in reading.sections(topic):
            for node in (section, *section.walk()):
                years = years_in(node.text)
                if years and years[1]:
                    return years
    return None


def _first_year(reading: Reading, last: int) -> int | None:
    """The year of issue, concluded from the latest date cited before the first section."""
    head = " ".join(unit.whole.text for unit in reading.layout.body[:6] if unit.marker is None)
    cited = [int(year) for year in re.findall(r"[/.\-](20\d\d)\b", head)]
    cited += [int(year) for year in re.findall(r"tháng \d{1,2} năm (20\d\d)", head)]
    return max((year for year in cited if year <= last), default=None)
