"""Tables of data: what each column holds, row by row."""

import re
from dataclasses import dataclass, field

from songhanh.engines.planreader.columns import Column, column_of
from songhanh.engines.planreader.passage import NOTHING, Passage, joined
from songhanh.engines.planreader.units import Unit

_YEAR = re.compile(r"(?:.*\D)?(20\d\d)(?:\D.*)?")


@dataclass(frozen=True)
class Row:
    """One row of data: its cells by the index of their column."""

    cells: dict[int, Passage]
    bold: bool

    @property
    def whole(self) -> Passage:
        """All cells as one passage."""
        return joined([self.cells[col] for col in sorted(self.cells)])


@dataclass
class Table:
    """A table with headings that are understood."""

    columns: dict[int, Column]
    years: dict[int, int]
    rows: list[Row] = field(default_factory=list)

    def cell(self, row: Row, column: Column) -> Passage:
        """The cells of a row in the columns of a kind, as one passage."""
        cells = [
            row.cells[col]
            for col, kind in self.columns.items()
            if kind == column and col in row.cells
        ]
        return joined(cells)

    def has(self, column: Column) -> bool:
        """Whether there is such a column."""
        return column in self.columns.values()

    @property
    def is_of_tasks(self) -> bool:
        """Whether the rows are tasks."""
        return self.has("task") and not self.years and not self.assigns

    @property
    def assigns(self) -> bool:
        """Whether the rows give agencies their duties: an agency and a duty, nothing more."""
        if self.years or not self.has("task") or self.has("lead") or self.has("partners"):
            return False
        return (self.has("agency") or self.has("unit")) and not self.has("target")

    @property
    def is_roadmap(self) -> bool:
        """Whether the rows are targets with values."""
        return bool(self.years) and (self.has("target") or self.has("task"))


def tables_in(units: list[Unit]) -> dict[int | None, Table]:
    """Tables of data by their number; a table that only lays out text is not among them."""
    cells: dict[int, dict[int, dict[int, list[Unit]]]] = {}
    for unit in units:
        block = unit.first.block
        if block.table is None or block.row is None or block.col is None:
            continue
        row = cells.setdefault(block.table, {}).setdefault(block.row, {})
        row.setdefault(block.col, []).append(unit)
    found: dict[int | None, Table] = {}
    for number, rows in cells.items():
        table = _table([_row(row) for _, row in sorted(rows.items())])
        if table is not None:
            found[number] = table
    return found


def _row(cells: dict[int, list[Unit]]) -> Row:
    passages = {col: joined([unit.whole for unit in units]) for col, units in sorted(cells.items())}
    return Row(passages, all(unit.bold for units in cells.values() for unit in units))


def _table(rows: list[Row]) -> Table | None:
    """The table, when one of its first rows heads columns that are understood."""
    for at, row in enumerate(rows[:3]):
        columns, years = _columns(row)
        if len(row.cells) < 2 or len(columns) + len(years) < 2:
            continue
        if not {"task", "target", "agency", "lead"} & set(columns.values()):
            continue
        body = rows[at + 1 :]
        if body and _is_second_heading(body[0]):
            more, more_years = _columns(body[0])
            columns, years = {**columns, **more}, {**years, **more_years}
            columns = {col: kind for col, kind in columns.items() if col not in more_years}
            body = body[1:]
        if "task" not in columns.values() and "target" not in columns.values():
            return None
        rows = [one for one in body if not _numbers_columns(one) and not _repeats(one, row)]
        return Table(columns, years, rows)
    return None


def _columns(row: Row) -> tuple[dict[int, Column], dict[int, int]]:
    columns: dict[int, Column] = {}
    years: dict[int, int] = {}
    for col, cell in row.cells.items():
        words = " ".join(cell.bare.strip(" .:").split())
        year = _YEAR.fullmatch(words)
        if (
            year
            and len(words) < 25
            and not re.search(
                r"hien trang|nam goc|thuc hien|co so|giai doan|nhiem vu|noi dung", words
            )
        ):
            years[col] = int(year[1])
            continue
        if len(words) > 60:
            continue
        kind = column_of(words)
        if kind:
            columns[col] = kind
    return columns, years


def _is_second_heading(row: Row) -> bool:
    """A second heading row has years alone: the first says "Lộ trình" above them."""
    columns, years = _columns(row)
    return len(years) >= 2 and len(years) + len(columns) == len(row.cells)


def _repeats(row: Row, heading: Row) -> bool:
    """Say whether a row is the heading again, at the top of a new page."""
    return [cell.bare for cell in row.cells.values()] == [
        cell.bare for cell in heading.cells.values()
    ]


def _numbers_columns(row: Row) -> bool:
    """Say whether a row only numbers the columns: "(1) (2) (3)", "A B 1 2"."""
    texts = [cell.text.strip("()[] .") for cell in row.cells.values()]
    return (
        len(texts) >= 3
        and all(len(text) <= 2 for text in texts)
        and any(text.isdigit() for text in texts)
    )


def empty(passage: Passage) -> bool:
    """Whether a cell says nothing: empty, or a dash."""
    return passage is NOTHING or not passage.text.strip(" -–—/.…")
