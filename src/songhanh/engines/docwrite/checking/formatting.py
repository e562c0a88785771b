"""How a run or a paragraph really looks, once styles and defaults have had their say.

Word looks for each property in turn: on the run or paragraph itself, in its character style, its
numbering, its paragraph style and the styles this is based on, the style of the table around it,
the defaults of the document. Attributes are read leniently: a file may hold anything.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.parser import parse_xml
from lxml.etree import _Element as Element
from lxml.etree import tostring

from songhanh.engines.docwrite.checking.names import qn
from songhanh.engines.docwrite.looks import FONT

_OFF = {"0", "false", "off", "none"}
_ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both"}
_AUTOMATIC_GAP = 280  # 14 pt, what Word takes for "automatic"
_DEFAULT_HALF_POINTS = 20
_MOST_HALF_POINTS = 2 * 1638
_DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class RunLook:
    """The look of a run; `half_points` is twice its size in points."""

    fonts: frozenset[str]
    half_points: int
    bold: bool
    italic: bool
    underlined: bool
    raised: bool  # superscript or subscript
    hidden: bool
    capitals: bool  # shown in capitals, however it was typed
    color: str  # RRGGBB or "auto"


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a paragraph, in twips; `first_line` is below zero for a hanging indent."""

    align: str
    left: int
    right: int
    first_line: int
    before: int
    after: int
    line: int
    line_rule: str
    bordered: bool  # a line above or below, no frame
    in_list: bool


class Formats:
    """Answers what things look like in one document."""

    def __init__(self, document: Document) -> None:
        """Read styles, defaults, numbering and theme fonts once."""
        styles = document.styles.element
        self._styles = {one.get(qn("w:styleId"), ""): one for one in styles.iter(qn("w:style"))}
        self._default_style = next(
            (
                name
                for name, one in self._styles.items()
                if one.get(qn("w:type")) == "paragraph" and _is_on(one.get(qn("w:default"), "0"))
            ),
            "",
        )
        defaults = styles.find(qn("w:docDefaults"))
        self._defaults: list[Element] = [] if defaults is None else [defaults]
        self._numbering = _numbering_of(document)
        self._theme = _theme_fonts_of(document)
        # Most runs and paragraphs of a document are formatted in one of a few ways.
        self._runs: dict[tuple[bytes, str, str], RunLook] = {}
        self._paragraphs: dict[tuple[bytes, str], Layout] = {}

    def run(self, run: Element, paragraph: Element, table_style: str) -> RunLook:
        """The look of a run in a paragraph, within a table of the given style if any."""
        own = run.find(qn("w:rPr"))
        key = (_written(own), self._style_of(paragraph), table_style)
        if key not in self._runs:
            self._runs[key] = self._run_look(own, paragraph, table_style)
        return self._runs[key]

    def _run_look(self, own: Element | None, paragraph: Element, table_style: str) -> RunLook:
        sources = list(self._run_sources(own, paragraph, table_style))
        return RunLook(
            fonts=frozenset(self._font(sources, script) for script in ("ascii", "hAnsi")),
            half_points=_half_points(sources),
            bold=_switch(sources, "w:b"),
            italic=_switch(sources, "w:i"),
            underlined=_switch(sources, "w:u"),
            raised=_value(sources, "w:vertAlign") in {"superscript", "subscript"},
            hidden=_switch(sources, "w:vanish"),
            capitals=_switch(sources, "w:caps"),
            color=_value(sources, "w:color") or "auto",
        )

    def paragraph(self, paragraph: Element, table_style: str) -> Layout:
        """The layout of a paragraph, within a table of the given style if any."""
        key = (_written(paragraph.find(qn("w:pPr"))), table_style)
        if key not in self._paragraphs:
            self._paragraphs[key] = self._layout(paragraph, table_style)
        return self._paragraphs[key]

    def _layout(self, paragraph: Element, table_style: str) -> Layout:
        sources = list(self._paragraph_sources(paragraph, table_style))
        align = _value(sources, "w:jc") or "left"
        return Layout(
            align=_ALIGNMENTS.get(align, align),
            left=_number(sources, "w:ind", "w:left", "w:start") or 0,
            right=_number(sources, "w:ind", "w:right", "w:end") or 0,
            first_line=_first_line(sources),
            before=_gap(sources, "before"),
            after=_gap(sources, "after"),
            line=_number(sources, "w:spacing", "w:line") or 240,
            line_rule=_attribute(sources, "w:spacing", "w:lineRule") or "auto",
            bordered=_has_border(sources),
            in_list=any(source.find(qn("w:numPr")) is not None for source in sources),
        )

    def _run_sources(
        self, own: Element | None, paragraph: Element, table: str
    ) -> Iterator[Element]:
        if own is not None:
            yield own
            character = own.find(qn("w:rStyle"))
            if character is not None:
                yield from self._inherited(character.get(qn("w:val"), ""), "w:rPr")
        yield from self._inherited(self._style_of(paragraph), "w:rPr")
        yield from self._inherited(table, "w:rPr")
        for defaults in self._defaults:
            yield from defaults.iter(qn("w:rPr"))

    def _paragraph_sources(self, paragraph: Element, table: str) -> Iterator[Element]:
        own = paragraph.find(qn("w:pPr"))
        style = self._style_of(paragraph)
        if own is not None:
            yield own
        chain = list(self._inherited(style, "w:pPr"))
        for source in ([own] if own is not None else []) + chain:
            level = self._list_level(source)
            if level is not None:
                yield level
                break
        yield from chain
        yield from self._inherited(table, "w:pPr")
        for defaults in self._defaults:
            yield from defaults.iter(qn("w:pPr"))

    def _style_of(self, paragraph: Element) -> str:
        own = paragraph.find(qn("w:pPr"))
        style = None if own is None else own.find(qn("w:pStyle"))
        name = "" if style is None else style.get(qn("w:val"), "")
        return name if name in self._styles else self._default_style

    def _inherited(self, style: str, tag: str) -> Iterator[Element]:
        """The property element of a style, then those of the styles it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            properties = element.find(qn(tag))
            if properties is not None:
                yield properties
            base = element.find(qn("w:basedOn"))
            style = "" if base is None else base.get(qn("w:val"), "")

    def _list_level(self, properties: Element) -> Element | None:
        """The paragraph properties of the list level a paragraph or style belongs to."""
        numbered = properties.find(qn("w:numPr"))
        if numbered is None:
            return None
        identifier = numbered.find(qn("w:numId"))
        depth = numbered.find(qn("w:ilvl"))
        return self._numbering.get(
            (
                "" if identifier is None else identifier.get(qn("w:val"), ""),
                "0" if depth is None else depth.get(qn("w:val"), "0"),
            )
        )

    def _font(self, sources: list[Element], script: str) -> str:
        """The font of a script ("ascii" or "hAnsi"): a font of the theme goes before a named one.

        Without any, Word takes Times New Roman.
        """
        for fonts in _elements(sources, "w:rFonts"):
            theme, named = fonts.get(qn(f"w:{script}Theme")), fonts.get(qn(f"w:{script}"))
            if theme:
                return self._theme.get(theme[:5], FONT)
            if named:
                return str(named)
        return FONT


def _written(properties: Element | None) -> bytes:
    """The properties as they stand in the file."""
    return b"" if properties is None else tostring(properties, with_tail=False)


def _elements(sources: Iterable[Element], tag: str) -> Iterator[Element]:
    name = qn(tag)
    for source in sources:
        element = source.find(name)
        if element is not None:
            yield element


def _value(sources: list[Element], tag: str) -> str:
    return next((element.get(qn("w:val"), "") for element in _elements(sources, tag)), "")


def _switch(sources: list[Element], tag: str) -> bool:
    """Whether the nearest element turns a property on; it does so without a value, too."""
    nearest = next(_elements(sources, tag), None)
    return nearest is not None and _is_on(nearest.get(qn("w:val"), "1"))


def _is_on(value: str) -> bool:
    return value.lower() not in _OFF


def _attribute(sources: list[Element], tag: str, *names: str) -> str | None:
    """The nearest of the named attributes: each is inherited by itself."""
    for element in _elements(sources, tag):
        for name in names:
            value = element.get(qn(name))
            if value is not None:
                return str(value)
    return None


def _number(sources: list[Element], tag: str, *names: str) -> int | None:
    return whole(_attribute(sources, tag, *names))


def whole(text: str | None) -> int | None:
    """The whole number a file has for an attribute, if it is one."""
    try:
        return None if text is None else round(float(text))
    except (ValueError, OverflowError):
        return None


def _half_points(sources: list[Element]) -> int:
    """The size; one that Word could not show is taken for the nearest it can."""
    size = _number(sources, "w:sz", "w:val")
    return _DEFAULT_HALF_POINTS if size is None else min(max(size, 2), _MOST_HALF_POINTS)


def _first_line(sources: list[Element]) -> int:
    """The indent of the first line; a hanging one stands in its way only on the same element."""
    for indents in _elements(sources, "w:ind"):
        hanging, first = whole(indents.get(qn("w:hanging"))), whole(indents.get(qn("w:firstLine")))
        if hanging or first is not None:
            return -hanging if hanging else first or 0
    return 0


def _gap(sources: list[Element], side: str) -> int:
    automatic = _attribute(sources, "w:spacing", f"w:{side}Autospacing")
    if automatic is not None and _is_on(automatic):
        return _AUTOMATIC_GAP
    return _number(sources, "w:spacing", f"w:{side}") or 0


def _has_border(sources: list[Element]) -> bool:
    borders = next(_elements(sources, "w:pBdr"), None)
    if borders is None:
        return False
    drawn = {
        side
        for side in ("top", "bottom", "left")
        for line in borders.findall(qn(f"w:{side}"))
        if line.get(qn("w:val"), "none") not in {"none", "nil"}
    }
    return bool(drawn) and "left" not in drawn


def _numbering_of(document: Document) -> dict[tuple[str, str], Element]:
    """The paragraph properties of each level of each list, by list and level."""
    levels: dict[tuple[str, str], Element] = {}
    for part in _related(document, "/numbering"):
        abstract = {
            one.get(qn("w:abstractNumId"), ""): one for one in part.iter(qn("w:abstractNum"))
        }
        for numbered in part.iter(qn("w:num")):
            kept = numbered.find(qn("w:abstractNumId"))
            definition = abstract.get("" if kept is None else kept.get(qn("w:val"), ""))
            for level in () if definition is None else definition.iter(qn("w:lvl")):
                properties = level.find(qn("w:pPr"))
                if properties is not None:
                    key = (numbered.get(qn("w:numId"), ""), level.get(qn("w:ilvl"), "0"))
                    levels[key] = properties
    return levels


def _theme_fonts_of(document: Document) -> dict[str, str]:
    """The Latin font of headings ("major") and of running text ("minor")."""
    fonts: dict[str, str] = {}
    for part in _related(document, "/theme"):
        for kind in ("major", "minor"):
            for scheme in part.iter(f"{_DRAWINGML}{kind}Font"):
                latin = scheme.find(f"{_DRAWINGML}latin")
                if latin is not None and latin.get("typeface"):
                    fonts[kind] = latin.get("typeface", "")
    return fonts


def _related(document: Document, ending: str) -> Iterator[Element]:
    """The XML of the parts a document refers to by a relation of the given kind.

    One that cannot be parsed is passed over: it is no part of the text.
    """
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(ending):
            with suppress(SyntaxError):
                yield parse_xml(relation.target_part.blob)
