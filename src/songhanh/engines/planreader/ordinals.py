"""Ordinals as the contract writes them."""

import re

_VALID = re.compile(
    r"(?:Điều [0-9]+|Phụ lục(?: [IVXLC0-9]+)?|[IVXLC]+|[A-ZĐ]"
    r"|[0-9]+)(?:\.[0-9A-Za-zđĐ]+)*(?:-[0-9a-zđ]*)?"
)


def ordinal_of(path: str) -> str:
    """The path in the form the contract asks for; what does not fit is cut off."""
    found = _VALID.match(path)
    return found.group() if found else "1"
