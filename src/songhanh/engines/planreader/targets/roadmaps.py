"""Roadmap tables: one target to a row, one year to a column."""

import re

from songhanh.engines.planreader.common import CONFLICTS, Element, Reading
from songhanh.engines.planreader.markers import read_marker
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.tables import Row, Table, empty
from songhanh.engines.planreader.targets.kinds import kind_of
from songhanh.engines.planreader.targets.quantities import period_near
from songhanh.engines.planreader.targets.reading import as_number
from songhanh.engines.planreader.targets.years import baseline_year
from songhanh.engines.vntext import fold, read_number, words_of

_VALUE = re.compile(
    r"(?P<sign>≥|>=|>|≤|<=|<|từ|trên|ít nhất|đạt)?\s*(?P<low>\d[\d.,]*)\s*%?\s*(?:(?:-|–"
    r"|đến)\s*(?P<high>\d[\d.,]*)\s*%?)?"
    r"(?:\s*trở lên)?(?:\s*(?P<unit>[^\d(]{1,30}))?",
    re.IGNORECASE,
)
_SIGNS = {"≥": ">=", ">=": ">=", ">": ">", "trên": ">", "≤": "<=", "<=": "<=", "<": "<"}
_NO_UNIT = "không ghi"
_ALIKE = 0.5  # share of a row's words that a target of the body must have too


def read_roadmaps(reading: Reading, targets: list[Element]) -> list[Element]:
    """Give the targets of the body their yearly values; rows that are new become targets."""
    found: list[Element] = []
    for outline in (reading.outline, reading.annex_outline):
        for node in (outline, *outline.walk()):
            for table in node.tables:
                if table.is_roadmap:
                    found += _rows(reading, node, table, targets)
    return found


def _rows(reading: Reading, node: Node, table: Table, targets: list[Element]) -> list[Element]:
    found: list[Element] = []
    section = node.section()
    in_section = bool(section and "targets" in section.topics) and node in reading.outline.walk()
    for row in table.rows:
        passage = _wording(table, row)
        points = _points(table, row)
        if empty(passage) or not points:
            continue
        same = _same_target(passage, table, row, targets)
        if same is not None:
            _add_points(same, points, row)
            continue
        target = _target(table, row, passage, points)
        ordinal = ordinal_of(f"{node.path}-{len(found) + 1}" if "-" not in node.path else node.path)
        target = {
            "text_start": passage.beginning,
            "text": passage.text,
            "ordinal": ordinal,
            **target,
            **reading.place(passage, rule="target.roadmap"),
        }
        if not in_section:
            target["in_target_section"] = False
        found.append(target)
    return found


def _wording(table: Table, row: Row) -> Passage:
    cell = table.cell(row, "target") or table.cell(row, "task")
    marker = read_marker(cell.text)
    return cell.part(marker.length) if marker else cell


def _points(table: Table, row: Row) -> list[Element]:
    points = []
    for col, year in sorted(table.years.items(), key=lambda one: one[1]):
        cell = row.cells.get(col)
        value = _VALUE.match(cell.text.strip()) if cell else None
        low = read_number(value["low"].rstrip(".,")) if value else None
        if value is None or low is None:
            continue
        point: Element = {"year": year, "value": as_number(low)}
        high = read_number(value["high"].rstrip(".,")) if value["high"] else None
        if high is not None:
            point["value_max"] = as_number(high)
        sign = _SIGNS.get((value["sign"] or "").lower())
        if sign:
            point["comparator"] = sign
        points.append(point)
    return points


def _unit(table: Table, row: Row) -> str:
    printed = table.cell(row, "unit")
    if not empty(printed):
        return printed.text
    cells = [row.cells[col].text for col in table.years if col in row.cells]
    if any("%" in cell for cell in cells) or "%" in _wording(table, row).text:
        return "%"
    if re.search(r"tỷ lệ|tỉ lệ", _wording(table, row).lower):
        return "%"
    value = next((_VALUE.match(cell) for cell in cells if _VALUE.match(cell)), None)
    unit = (value["unit"] or "").strip() if value else ""
    return unit or _NO_UNIT


def _same_target(
    passage: Passage, table: Table, row: Row, targets: list[Element]
) -> Element | None:
    """The target of the body a row repeats: its kind, or most of its words."""
    share = _unit(table, row) == "%"
    kind = kind_of(passage.bare, _unit(table, row), None, is_share=share)
    if kind != "other":
        alike = [target for target in targets if target["kind"] == kind]
        if len(alike) == 1:
            return alike[0]
    words = set(words_of(passage.text))
    best, most = None, 0.0
    for target in targets:
        common = words & set(words_of(str(target["text"])))
        likeness = len(common) / max(len(words), 1)
        if likeness > most and _same_unit(str(target["unit"]), _unit(table, row), share=share):
            best, most = target, likeness
    return best if most >= _ALIKE + 0.2 else None


def _same_unit(left: str, right: str, *, share: bool) -> bool:
    """Whether a row counts what the target counts; a row without a unit may count anything."""
    if share or left == "%":
        return share and left == "%"
    a, b = fold(left), fold(right)
    return b == fold(_NO_UNIT) or a in b or b in a


def _add_points(target: Element, points: list[Element], row: Row) -> None:
    """Years of the table that the sentence does not state; the last one is the final value."""
    known = {point["year"]: point["value"] for point in target["milestones"]}
    if any(point["value"] != known.get(point["year"], point["value"]) for point in points):
        target.setdefault(CONFLICTS, []).append(row.whole)
    target["milestones"] = sorted(
        [*target["milestones"], *(point for point in points if point["year"] not in known)],
        key=lambda point: int(point["year"]),
    )


def _target(table: Table, row: Row, passage: Passage, points: list[Element]) -> Element:
    unit = _unit(table, row)
    final = points[-1]
    period = period_near(passage.lower, 0)
    return {
        "kind": kind_of(passage.bare, unit, period, is_share=unit == "%"),
        "comparator": "between" if "value_max" in final else final.get("comparator", ">="),
        "comparator_words": None,
        "value": final["value"],
        "value_max": final.get("value_max"),
        "unit": unit,
        "coverage": None,
        "milestones": points,
        "baseline_year": baseline_year(passage.lower),
        "period": period or "once",
        "subjects": [],
    }
