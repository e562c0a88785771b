"""Airtime as people write it, in minutes."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from songhanh.engines.vntext import fold

_N = r"\d{1,4}(?:[.,]\d{1,3})?"
_HOUR = "(?:h|g|gio|tieng)"
_MINUTE = "(?:'|’|\u2032|p|ph|phut)"
_SECOND = "(?:\"|''|’’|\u2033|s|gia[yi])"
_SIXTY = Decimal(60)

_FORMS: list[tuple[re.Pattern[str], Callable[[Decimal, Decimal, Decimal], Decimal]]] = [
    # 5, 5,5 and 5.5, 90', 5 phút
    (re.compile(rf"(?P<a>{_N})\s*{_MINUTE}?"), lambda a, _b, _c: a),
    # 5:30 and 5'30 are five and a half minutes; 1:05:30 has hours
    (re.compile(r"(?P<a>\d{1,4}):(?P<b>[0-5]\d)"), lambda a, b, _c: a + b / _SIXTY),
    (
        re.compile(r"(?P<a>\d{1,2}):(?P<b>[0-5]\d):(?P<c>[0-5]\d)"),
        lambda a, b, c: a * 60 + b + c / _SIXTY,
    ),
    (
        re.compile(rf"(?P<a>\d{{1,4}})\s*{_MINUTE}\s*(?P<b>[0-5]?\d)\s*{_SECOND}?"),
        lambda a, b, _c: a + b / _SIXTY,
    ),
    (re.compile(rf"(?P<a>\d{{1,4}})\s*{_SECOND}"), lambda a, _b, _c: a / _SIXTY),
    # 1h30, 1 giờ 30 phút, 1,5 giờ
    (
        re.compile(rf"(?P<a>\d{{1,2}})\s*{_HOUR}\s*(?P<b>[0-5]?\d)\s*{_MINUTE}?"),
        lambda a, b, _c: a * 60 + b,
    ),
    (re.compile(rf"(?P<a>{_N})\s*{_HOUR}"), lambda a, _b, _c: a * 60),
]


def minutes_in(text: str) -> Decimal | None:
    """Minutes, to a thousandth; None when the text is no duration.

    5, 5,5, 5.5, 90', 5:30, 5'30, 1h30, 1 giờ 30, 45 giây.
    """
    folded = fold(text).strip()
    for form, value in _FORMS:
        found = form.fullmatch(folded)
        if found:
            parts = found.groupdict()
            a, b, c = (Decimal((parts.get(name) or "0").replace(",", ".")) for name in "abc")
            return value(a, b, c).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return None
