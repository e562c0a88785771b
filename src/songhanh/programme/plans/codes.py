"""A plan's code: issuer, year and number, as in ``66-2026-33``; without a number ``66-2026-x``."""

import re
from collections.abc import Container
from datetime import date

_DIGITS = re.compile(r"\d+")
_NOT_IN_CODES = re.compile(r"[^0-9A-Za-z]+")


def plan_code(issuer_code: str, year: int, number: str, taken: Container[str]) -> str:
    """A code nobody bears yet. The same header gives the same code as long as it is free."""
    digits = _DIGITS.match(number.strip())
    issuer = _NOT_IN_CODES.sub("", issuer_code)[:40] or "KH"
    base = f"{issuer}-{year}-{digits[0][:12] if digits else 'x'}"
    code, count = base, 1
    while code in taken:
        count += 1
        code = f"{base}-{count}"
    return code


def code_year(
    issued_on: date | None, issue_year: int | None, first_year: int | None, on: date
) -> int:
    """The year in a code: of issue, else of the plan's beginning, else of receiving."""
    if issued_on is not None:
        return issued_on.year
    return issue_year or first_year or on.year
