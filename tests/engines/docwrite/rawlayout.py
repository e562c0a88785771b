"""A second opinion on layouts, which knows nothing of docwrite: the XML read plainly.

It resolves fonts through runs, styles, defaults and the theme as Word does, and asks the rows of
the format table of Decree 30/2020/NĐ-CP one by one. It is strict rather than clever: it looks only
at documents of our own make.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Raw:
    """A .docx as its XML parts."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = self._xml("word/document.xml")[0]
        styles = self._xml("word/styles.xml")
        self.styles = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}
        self.defaults = styles.find(f"{W}docDefaults")

    def _xml(self, name: str) -> Element:
        return ElementTree.fromstring(self.parts[name])

    def headers(self) -> dict[str, Element]:
        return {name: self._xml(name) for name in self.parts if name.startswith("word/header")}

    def paragraphs(self) -> list[Element]:
        return list(self.body.iter(f"{W}p"))

    # ------------------------------------------------------------ resolving ----

    def _chain(self, run: Element, paragraph: Element) -> Iterator[Element]:
        """Properties of a run from the nearest to the farthest."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self.styles.get(named.get(f"{W}val") if named is not None else "Normal")
        while style is not None:
            found = style.find(f"{W}rPr")
            if found is not None:
                yield found
            above = style.find(f"{W}basedOn")
            style = self.styles.get(above.get(f"{W}val")) if above is not None else None
        if self.defaults is not None:
            found = self.defaults.find(f"{W}rPrDefault/{W}rPr")
            if found is not None:
                yield found

    def value(self, run: Element, paragraph: Element, tag: str, name: str = "val") -> str | None:
        for properties in self._chain(run, paragraph):
            one = properties.find(f"{W}{tag}")
            if one is not None:
                return one.get(f"{W}{name}", "true")
        return None

    def font(self, run: Element, paragraph: Element) -> str | None:
        return self.value(run, paragraph, "rFonts", "ascii")

    def on(self, run: Element, paragraph: Element, tag: str) -> bool:
        return self.value(run, paragraph, tag) in {"1", "true", "on"}

    def size(self, run: Element, paragraph: Element) -> float:
        return int(self.value(run, paragraph, "sz") or 0) / 2


def text_of(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def runs_with_text(paragraph: Element) -> list[Element]:
    return [one for one in paragraph.iter(f"{W}r") if text_of(one).strip()]


ROWS: list[tuple[str, str, tuple[float, ...], bool, bool]] = [
    # what, how it reads, sizes, bold, italic
    ("national name", r"^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$", (12, 13), True, False),
    ("motto", r"^Độc lập - Tự do - Hạnh phúc$", (13, 14), True, False),
    ("number", r"^Số: (\d{2,}| +)/[A-ZĐ&_]+(-[A-ZĐ&_]+)*$", (13,), False, False),
    ("day", r"^[^,]+, ngày.*tháng.*năm( \d{4})?$", (13, 14), False, True),
    ("recipients", r"^Nơi nhận:$", (12,), True, True),
    ("archive", r"^- Lưu: .*\.$", (11,), False, False),
]


TYPES = {"report": "BÁO CÁO", "notice": "THÔNG BÁO", "plan": "KẾ HOẠCH"}
MARGINS = {
    "top": (1134, 1417),
    "bottom": (1134, 1417),
    "left": (1701, 1984),
    "right": (850, 1134),
}


def faults(data: bytes, kind: str) -> list[str]:
    """What is not as the format table has it."""
    raw = Raw(data)
    found: list[str] = []
    for paragraph in raw.paragraphs():
        for run in runs_with_text(paragraph):
            found += _run_faults(raw, run, paragraph)
    found += _sheet_faults(raw)
    found += _row_faults(raw)
    found += _body_faults(raw)
    found += _page_number_faults(raw)
    if kind in {"report", "notice", "plan"}:
        found += _title_faults(
            raw, {"report": "BÁO CÁO", "notice": "THÔNG BÁO", "plan": "KẾ HOẠCH"}[kind]
        )
    return found


def _run_faults(raw: Raw, run: Element, paragraph: Element) -> Iterator[str]:
    text = text_of(run)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        font = raw.value(run, paragraph, "rFonts", name)
        if font != "Times New Roman":
            yield f"{text[:30]!r} is {font} ({name})"
    if raw.value(run, paragraph, "color") not in {"000000", "auto", "FF0000"}:
        yield f"{text[:30]!r} is not black"
    if unicodedata.normalize("NFC", text) != text:
        yield f"{text[:30]!r} is not NFC"
    if "\t" in text or run.find(f"{W}tab") is not None:
        yield f"{text[:30]!r} has a tab"


def _sheet_faults(raw: Raw) -> Iterator[str]:
    for section in raw.body.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert margins is not None
        paper = sorted(int(size.get(f"{W}{name}", 0)) for name in ("w", "h"))
        if paper != [11906, 16838]:
            yield f"paper {paper}"
        for side, (least, most) in MARGINS.items():
            if not least <= int(margins.get(f"{W}{side}", 0)) <= most:
                yield f"margin {side} {margins.get(f'{W}{side}')}"
        start = section.find(f"{W}pgNumType")
        if start is None or start.get(f"{W}start") != "1":
            yield "a section does not begin with page 1"
        if section.find(f"{W}titlePg") is None:
            yield "the first page shows its number"


def _row_faults(raw: Raw) -> Iterator[str]:
    for what, wording, sizes, bold, italic in ROWS:
        lines = [one for one in raw.paragraphs() if re.match(wording, text_of(one))]
        if len(lines) != 1:
            yield f"{what}: {len(lines)} lines"
            continue
        for run in runs_with_text(lines[0]):
            look = (raw.size(run, lines[0]), raw.on(run, lines[0], "b"), raw.on(run, lines[0], "i"))
            if look[0] not in sizes or look[1:] != (bold, italic):
                yield f"{what}: {look}"


def _title_faults(raw: Raw, word: str) -> Iterator[str]:
    lines = [one for one in raw.paragraphs() if text_of(one).strip()]
    at = next((place for place, one in enumerate(lines) if text_of(one) == word), None)
    if at is None:
        yield f"no {word}"
        return
    for line in lines[at : at + 2]:
        run = runs_with_text(line)[0]
        centred = line.find(f"{W}pPr/{W}jc")
        if centred is None or centred.get(f"{W}val") != "center":
            yield f"{text_of(line)[:30]!r} is not centred"
        if raw.size(run, line) not in {13, 14} or not raw.on(run, line, "b"):
            yield f"{text_of(line)[:30]!r} is not bold 13-14"


def _body_faults(raw: Raw) -> Iterator[str]:
    """Running text: between the title and the signature, outside tables."""
    outside = [one for one in raw.body if one.tag == f"{W}p" and text_of(one).strip()]
    closed = [one for one in outside if text_of(one).endswith("./.")]
    if not closed:
        yield "the text does not end ./."
        return
    for paragraph in outside:
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        style = properties.find(f"{W}pStyle")
        if style is None or style.get(f"{W}val") != "NoiDung":
            continue
        place = properties.find(f"{W}ind")
        gap = properties.find(f"{W}spacing")
        assert place is not None
        assert gap is not None
        text = text_of(paragraph)[:30]
        if properties.find(f"{W}jc").get(f"{W}val") != "both":
            yield f"{text!r} is not justified"
        if place.get(f"{W}firstLine") not in {"567", "720"}:
            yield f"{text!r} is indented {place.get(f'{W}firstLine')}"
        if int(gap.get(f"{W}after", 0)) + int(gap.get(f"{W}before", 0)) < 120:
            yield f"{text!r} stands too close"
        if not 240 <= int(gap.get(f"{W}line", 240)) <= 360:
            yield f"{text!r} has line spacing {gap.get(f'{W}line')}"
        run = runs_with_text(paragraph)[0]
        if raw.size(run, paragraph) not in {13, 14}:
            yield f"{text!r} has size {raw.size(run, paragraph)}"
        if "  " in text_of(paragraph):
            yield f"{text!r} has two spaces"


def _page_number_faults(raw: Raw) -> Iterator[str]:
    fields = [
        header
        for header in raw.headers().values()
        if any("PAGE" in (one.text or "") for one in header.iter(f"{W}instrText"))
    ]
    if not fields:
        yield "no page number in the top margin"
    for header in fields:
        centred = header.find(f".//{W}jc")
        if centred is None or centred.get(f"{W}val") != "center":
            yield "the page number is not in the middle"
