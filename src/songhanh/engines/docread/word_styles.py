"""Paragraph styles of a Word file: what a paragraph looks like when it does not say so itself."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20  # styles based on styles; a longer chain is a circle


def value_of(element: etree._Element | None, path: str) -> str | None:
    """The w:val of an element below, None without it."""
    found = element.find(path) if element is not None else None
    return None if found is None else str(found.get(f"{W}val", ""))


def flag_of(properties: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:b: present without a value means on; None when it is not there."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    if found is None:
        return None
    return str(found.get(f"{W}val", "1")) not in {"0", "false", "off"}


class Styles:
    """The styles of a file; each answer follows the chain of styles it is based on."""

    def __init__(self, part: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        for style in part.iter(f"{W}style") if part is not None else ():
            name = style.get(f"{W}styleId")
            if name:
                self._styles[str(name)] = style
            if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph":
                self.default = str(name)

    def chain(self, name: str | None) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while name in self._styles and len(found) < _DEEPEST:
            style = self._styles[name or ""]
            found.append(style)
            name = value_of(style, f"{W}basedOn")
        return found

    def flag(self, name: str | None, switch: str) -> bool:
        """Whether a style switches bold ("b") or italic ("i") on."""
        for style in self.chain(name):
            flag = flag_of(style.find(f"{W}rPr"), switch)
            if flag is not None:
                return flag
        return False

    def value(self, name: str | None, path: str) -> str | None:
        """The first value along the chain, such as the alignment w:pPr/w:jc."""
        for style in self.chain(name):
            value = value_of(style, path)
            if value is not None:
                return value
        return None

    def heading_level(self, name: str | None) -> int | None:
        """The level, from 1, of a style that makes headings."""
        level = self.value(name, f"{W}pPr/{W}outlineLvl")
        return int(level) + 1 if level and level.isdigit() and int(level) < 9 else None
