"""Two structured plans side by side: what both say, and where a lower plan departs from the upper.

Plain dictionaries of plan.schema.json go in, frozen values come out; nothing is stored.
"""

from songhanh.engines.planreader.comparing.alignment import (
    Alignment,
    GroupAlignment,
    TargetAlignment,
    Verdict,
    align_plans,
)
from songhanh.engines.planreader.comparing.differences import (
    Change,
    Comparison,
    Pair,
    PairState,
    compare_plans,
)
from songhanh.engines.planreader.comparing.matching import likeness
from songhanh.engines.planreader.comparing.strength import Departure

__all__ = [
    "Alignment",
    "Change",
    "Comparison",
    "Departure",
    "GroupAlignment",
    "Pair",
    "PairState",
    "TargetAlignment",
    "Verdict",
    "align_plans",
    "compare_plans",
    "likeness",
]
