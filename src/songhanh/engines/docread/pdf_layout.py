"""What stands on a PDF page: its words as lines, its ruled tables as cells."""

from dataclasses import dataclass, field
from typing import Any

_COLUMN_GAP = 28.0  # points between words that belong to different columns
_HEADING_COLUMNS = 4  # a single row this wide is a heading whose table goes on over the page


@dataclass(frozen=True)
class TextLine:
    """A line: its words in one string, where it stands, how it looks."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    italic: bool
    size: float


@dataclass
class PageLayout:
    """The lines of a page outside its tables, and the tables with their cells."""

    number: int
    width: float
    height: float
    lines: list[TextLine] = field(default_factory=list)
    tables: list[tuple[float, list[list[str]]]] = field(default_factory=list)  # top, rows


def page_layout(page: Any) -> PageLayout:
    """Read a page of pdfplumber: words to lines, ruled tables to cells."""
    layout = PageLayout(page.page_number, float(page.width), float(page.height))
    boxes = []
    if _may_hold_table(page):
        for table in page.find_tables():
            rows = [[cell or "" for cell in row] for row in table.extract()]
            width = max(map(len, rows), default=0)
            if (len(rows) >= 2 and width >= 2) or (rows and width >= _HEADING_COLUMNS):
                layout.tables.append((float(table.bbox[1]), rows))
                boxes.append(table.bbox)
    words = page.extract_words(
        x_tolerance=1.5, y_tolerance=3, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    outside = [word for word in words if not any(_inside(word, box) for box in boxes)]
    layout.lines = _lines(outside)
    return layout


def _may_hold_table(page: Any) -> bool:
    """Rules both across and down; an underline alone is no table."""
    edges = page.edges[:4000]
    across = sum(edge["orientation"] == "h" for edge in edges)
    return int(across) >= 2 and len(edges) - int(across) >= 3


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = float(word["top"] + word["bottom"]) / 2
    across = float(word["x0"])
    return box[1] <= middle <= box[3] and box[0] - 1 <= across <= box[2] + 1


def _lines(words: list[dict[str, Any]]) -> list[TextLine]:
    """Words that stand on one line and near each other; far apart they are two columns."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (round(float(one["bottom"])), one["x0"])):
        if rows and abs(rows[-1][-1]["bottom"] - word["bottom"]) <= 3:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines: list[TextLine] = []
    for row in rows:
        row.sort(key=lambda one: float(one["x0"]))
        run: list[dict[str, Any]] = []
        for word in row:
            if run and word["x0"] - run[-1]["x1"] > _COLUMN_GAP:
                lines.append(_line(run))
                run = []
            run.append(word)
        lines.append(_line(run))
    return lines


def _line(words: list[dict[str, Any]]) -> TextLine:
    fonts = [str(word["fontname"]).lower() for word in words]
    return TextLine(
        text=" ".join(str(word["text"]) for word in words),
        x0=float(words[0]["x0"]),
        x1=float(words[-1]["x1"]),
        top=min(float(word["top"]) for word in words),
        bottom=max(float(word["bottom"]) for word in words),
        bold=all("bold" in font for font in fonts),
        italic=all("italic" in font or "oblique" in font for font in fonts),
        size=float(words[0]["size"]),
    )
