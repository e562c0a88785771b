"""A layout check of its own: raw XML against the table of the decree, nothing of ``docwrite``.

Decree 30/2020/NĐ-CP, annex I, as facts tell it: A4, margins 20–25, 30–35 and 15–20 mm, Times New
Roman in black everywhere, sizes, bold and centred lines of the head, page numbers, annexes.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4
SIZES = {22, 24, 25, 26, 27, 28}
"""Half points that may occur: 11 (tables and recipients) to 14."""


def texts_of(data: bytes) -> list[str]:
    """The text of every paragraph, cells among them."""
    return [_text(one) for one in _part(data, "word/document.xml").iter(f"{W}p")]


def faults_of(data: bytes) -> list[str]:
    """What stands against the decree, each as a sentence."""
    body = _part(data, "word/document.xml")
    return [
        *_pages(body),
        *_runs(data),
        *_head(body),
        *_tables(body),
        *_annexes(body),
    ]


def _part(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return ET.fromstring(package.read(name))


def _text(node: ET.Element) -> str:
    return "".join(one.text or "" for one in node.iter(f"{W}t"))


def _value(node: ET.Element | None, name: str = "val") -> str:
    return "" if node is None else node.get(f"{W}{name}", "")


def _pages(body: ET.Element) -> Iterator[str]:
    for section in body.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = sorted(int(_value(size, side)) for side in ("w", "h"))
        if [round(one / MM) for one in sides] != [210, 297]:
            yield f"not A4: {sides}"
        lies = _value(size, "orient") == "landscape"
        limits = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
        for side, (least, most) in limits.items():
            found = int(_value(margins, side)) / MM
            if not lies and not least - 0.5 <= found <= most + 0.5:
                yield f"margin {side}: {found:.1f} mm"


def _runs(data: bytes) -> Iterator[str]:
    styles = _part(data, "word/styles.xml")
    for fonts in styles.iter(f"{W}rFonts"):
        yield from _font(fonts, "styles")
    for run in _part(data, "word/document.xml").iter(f"{W}r"):
        if not _text(run).strip():
            continue
        fonts = run.find(f"{W}rPr/{W}rFonts")
        if fonts is None:
            yield f"a run without its font: {_text(run)[:40]}"
        else:
            yield from _font(fonts, _text(run)[:40])
        colour = _value(run.find(f"{W}rPr/{W}color"))
        if colour not in {"", "auto", "000000"}:
            yield f"a run in colour {colour}: {_text(run)[:40]}"
        size = _value(run.find(f"{W}rPr/{W}sz"))
        if size and int(size) not in SIZES:
            yield f"a run of size {int(size) / 2}: {_text(run)[:40]}"


def _font(fonts: ET.Element, where: str) -> Iterator[str]:
    for name, value in fonts.attrib.items():
        kind = name.removeprefix(W)
        if kind.endswith("Theme"):
            yield f"a theme font ({where})"
        elif kind != "hint" and value != "Times New Roman":
            yield f"{value} instead of Times New Roman ({where})"


def _head(body: ET.Element) -> Iterator[str]:
    asked = {
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (24, 26),
        "Độc lập - Tự do - Hạnh phúc": (26, 28),
        "BÁO CÁO": (28, 28),
    }
    lines = {_text(one).strip(): one for one in body.iter(f"{W}p")}
    for words, (least, most) in asked.items():
        line = lines.get(words)
        if line is None:
            yield f"missing: {words}"
            continue
        if _value(line.find(f"{W}pPr/{W}jc")) != "center":
            yield f"not centred: {words}"
        for run in line.iter(f"{W}r"):
            if _text(run).strip() and not _is_bold(run):
                yield f"not bold: {words}"
            size = int(_value(run.find(f"{W}rPr/{W}sz")) or 0)
            if _text(run).strip() and not least <= size <= most:
                yield f"size {size / 2}: {words}"
    if not any(text.startswith("Kính gửi") for text in lines):
        yield "missing: Kính gửi"
    if "Nơi nhận:" not in lines:
        yield "missing: Nơi nhận"


def _is_bold(run: ET.Element) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and _value(bold) not in {"0", "false"}


def _tables(body: ET.Element) -> Iterator[str]:
    """Every table with borders repeats its heading on each page."""
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        has_lines = table.find(f"{W}tblPr/{W}tblBorders/{W}insideH")
        if has_lines is None or _value(has_lines) in {"nil", "none"} or len(rows) == 1:
            continue
        if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield f"a heading that is not repeated: {_text(rows[0])[:60]}"


def _annexes(body: ET.Element) -> Iterator[str]:
    lines = [(_text(one).strip(), one) for one in body.iter(f"{W}p")]
    numbers = [text.removeprefix("Phụ lục ") for text, _one in lines if _is_annex_line(text)]
    if numbers != ["I", "II", "III", "IV", "V"]:
        yield f"annexes {numbers}"
    mentioned = " ".join(text for text, _one in lines if not _is_annex_line(text))
    for number in numbers:
        if f"Phụ lục {number}" not in mentioned:
            yield f"annex {number} is not mentioned in the text"
    starts = [
        section
        for section in body.iter(f"{W}sectPr")
        if _value(section.find(f"{W}pgNumType"), "start") == "1"
    ]
    if len(starts) < len(numbers):
        yield f"page numbers restart {len(starts)} times for {len(numbers)} annexes"


def _is_annex_line(text: str) -> bool:
    return text.startswith("Phụ lục ") and set(text.removeprefix("Phụ lục ")) <= set("IVX")
