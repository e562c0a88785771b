"""Which duty obliges its units to issue a plan of their own: read from its words.

Plain values, no database. Nothing is invented: a day is due only where one is printed.
"""

import re
from dataclasses import dataclass

from songhanh.engines.vntext import bare, find_dates, normal
from songhanh.programme.cascade.enums import OwnPlanKind

_OWN_PLAN = re.compile(
    r"\b(?:xay dung|ban hanh|lap|cu the hoa)\b(?:(?!\btham muu\b)[^.;]){0,60}?\bke hoach\b"
    r"(?! (?:kinh phi|tai chinh|du toan|kiem tra|giam sat|phat trien|dau tu|dao tao|boi duong))"
)
_FOR_ANOTHER = re.compile(r"\btham muu\b[^.;]{0,80}\bke hoach\b")
_ACTION_MONTH = re.compile(r"\bthang hanh dong\b")
_EVERY_YEAR = re.compile(
    r"\bke hoach (?:\w+ ){0,4}h[ao]ng nam\b|\bh[a]ng nam,? (?:\w+ ){0,4}(?:xay dung|ban hanh|lap)\b"
    r"|\bke hoach nam\b"
)
_DUE = re.compile(r"(?:truoc|cham nhat|xong trong|han)\s+(?:la\s+)?(?:ngay\s+)?$")


@dataclass(frozen=True)
class PlanningWords:
    """What a duty asks for: which plan, and by which printed day (YYYY-MM-DD or MM-DD)."""

    kind: OwnPlanKind
    due: str | None


def planning_words(text: str) -> PlanningWords | None:
    """What own plan a duty asks for; None when it asks for none.

    "Tham mưu … ban hành kế hoạch" drafts the plan of another body and obliges nobody to an own one.
    """
    printed = normal(text)
    words = bare(printed)
    if not _OWN_PLAN.search(words) or _FOR_ANOTHER.search(words):
        return None
    kind = OwnPlanKind.PROGRAMME
    if _ACTION_MONTH.search(words):
        kind = OwnPlanKind.ACTION_MONTH
    elif _EVERY_YEAR.search(words):
        kind = OwnPlanKind.ANNUAL
    due = next(
        (one.iso for one in find_dates(printed) if one.exists and _DUE.search(words[: one.start])),
        None,
    )
    return PlanningWords(kind, due)
