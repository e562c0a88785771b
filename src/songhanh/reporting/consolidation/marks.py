"""Figures inside the text of a draft: ``{{activity}}`` stands for the number as it is now.

In the draft each is a link to where the number comes from; when the round is frozen it becomes
plain text and stays.
"""

import re
from collections.abc import Iterator, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_MARK = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


def mark(key: str) -> str:
    """What is written into a text for a figure."""
    return f"{{{{{key}}}}}"


def unknown_marks(text: str, values: Mapping[str, str]) -> list[str]:
    """Marks that name no figure of the round, in their order."""
    return [key for key in _MARK.findall(text) if key not in values]


def plain_text(text: str, values: Mapping[str, str]) -> str:
    """The text with every known figure in place; an unknown mark stays as it is."""
    return _MARK.sub(lambda found: values.get(found.group(1), found.group(0)), text)


def linked_text(text: str, values: Mapping[str, str], links: Mapping[str, str]) -> SafeString:
    """The same for the draft's page: each figure leads to where it comes from."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, values, links)))


def _pieces(
    text: str, values: Mapping[str, str], links: Mapping[str, str]
) -> Iterator[str | SafeString]:
    end = 0
    for found in _MARK.finditer(text):
        yield text[end : found.start()]
        key, end = found.group(1), found.end()
        value = values.get(key, found.group(0))
        href = links.get(key)
        yield format_html('<a href="{}">{}</a>', href, value) if href else value
    yield text[end:]
