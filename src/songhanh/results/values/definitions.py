"""By what definition a target is counted, in canonical words that can be sealed and compared."""

import json
from dataclasses import asdict
from decimal import Decimal
from enum import Enum

from songhanh.engines.counting import TargetSpec
from songhanh.foundation.lib.seals import plain


def definition_words(spec: TargetSpec) -> str:
    """The definition and settings of a target in canonical words, enums by their codes."""
    return json.dumps(
        asdict(spec), default=_code, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _code(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(plain(value), "f")
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")
