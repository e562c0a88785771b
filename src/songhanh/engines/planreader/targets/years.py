"""Years in the sentence of a target: reached by, run in, measured against."""

import re

_YEAR = re.compile(
    r"(?P<lead>so với(?: cùng kỳ| đầu| cuối)?\s+|(?:đến|tới|vào|trong|từ)\s+)?(?:hết |cuối "
    r"|đầu )?năm\s+(?P<year>20\d\d)"
)
_BARE_YEAR = re.compile(r"(?:\(|;|,|:)\s*(?P<year>20\d\d)\s*(?::|\)|là|đạt)")


def years_of(text: str) -> list[tuple[int, int]]:
    """Years a value may be set for, with their places; the baseline's year is not among them."""
    found = [
        (match.start(), int(match["year"]))
        for match in _YEAR.finditer(text)
        if not (match["lead"] or "").startswith("so với")
    ]
    found += [(match.start(), int(match["year"])) for match in _BARE_YEAR.finditer(text)]
    return sorted(found)


def is_deadline(text: str, year: int) -> bool:
    """Whether a year is one something is reached by ("đến năm 2030"), not one it runs in."""
    return any(
        re.match(r"đến|tới|trước", match["lead"] or "")
        or re.search(r"(?:hết|cuối) năm", match.group())
        for match in _YEAR.finditer(text)
        if int(match["year"]) == year
    )


def is_point(text: str, year: int) -> bool:
    """Whether a year is a point in time ("vào năm 2030"), not one something runs in."""
    return any(
        (match["lead"] or "").startswith("vào")
        for match in _YEAR.finditer(text)
        if int(match["year"]) == year
    )


def year_within(text: str) -> int | None:
    """The one year something runs in: "trong năm 2027 giảm còn 5 vụ"."""
    leads = {int(match["year"]): match["lead"] or "" for match in _YEAR.finditer(text)}
    within = [year for year, lead in leads.items() if lead.startswith(("trong", "vào"))]
    return within[0] if len(leads) == 1 and within else None


def baseline_year(text: str) -> int | None:
    """The year after "so với năm"."""
    for match in _YEAR.finditer(text):
        if (match["lead"] or "").startswith("so với"):
            return int(match["year"])
    return None
