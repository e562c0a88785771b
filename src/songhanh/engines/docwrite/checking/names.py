"""Names of elements and attributes: "w:p" as lxml has it, worked out once per name."""

from functools import cache

from docx.oxml import ns


@cache
def qn(name: str) -> str:
    """The qualified name; a document asks for the same few names hundreds of thousands of times."""
    return ns.qn(name)
