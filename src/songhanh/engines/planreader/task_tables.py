"""Tables of tasks: a task to a row, with who leads, who joins in, when, and what comes of it."""

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.markers import read_marker
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.tables import Row, Table, empty
from songhanh.engines.planreader.wording import Topic
from songhanh.engines.vntext import find_dates, split_bodies


def table_groups(reading: Reading, outline: Node) -> list[Element]:
    """The groups of every table of tasks below a node, in order."""
    groups: list[Element] = []
    for node in (outline, *outline.walk()):
        for table in node.tables:
            assigned = table.assigns and "organisation" not in _topics_of(node)
            if (table.is_of_tasks or assigned) and table.rows:
                groups += _groups_of_table(reading, node, table)
    return groups


def _topics_of(node: Node) -> frozenset[Topic]:
    section = node.section()
    return section.topics if section else frozenset()


def _groups_of_table(reading: Reading, node: Node, table: Table) -> list[Element]:
    """Rows with a title alone open a group; rows before the first go under the heading above."""
    groups: list[Element] = []
    head = _titling(node)
    for row in table.rows:
        if _is_group_row(table, row):
            title = _row_title(table, row)
            groups.append(_row_group(reading, title, ordinal_of(head.path if head else "1")))
            continue
        task = _row_task(reading, table, row)
        if task is None:
            continue
        if not groups:
            title = head.body if head and head.unit else table.rows[0].whole
            groups.append(_row_group(reading, title, ordinal_of(head.path if head else "1")))
        groups[-1]["tasks"].append(task)
    for group in groups:
        if not group["tasks"]:
            group["tasks"] = []
    return groups


def _titling(node: Node) -> Node | None:
    for one in (node, *node.ancestors()):
        if one.unit is not None and one.is_heading:
            return one
    return node if node.unit is not None else None


def _row_group(reading: Reading, title: Passage, ordinal: str) -> Element:
    return {
        "ordinal": ordinal,
        "title_start": title.beginning or "Bảng",
        "title": title.text or "Bảng",
        "tasks": [],
        **reading.place(title, rule="group.table"),
    }


def _row_title(table: Table, row: Row) -> Passage:
    title = table.cell(row, "task")
    if empty(title):
        title = max(row.cells.values(), key=len)
    marker = read_marker(title.text)
    return title.part(marker.length) if marker else title


def _is_group_row(table: Table, row: Row) -> bool:
    """A row with nothing but a number and a title."""
    filled = [col for col, cell in row.cells.items() if not empty(cell)]
    meaning = [col for col in filled if table.columns.get(col) != "number"]
    if len(meaning) != 1:
        return False
    text = row.cells[meaning[0]].text
    others = [
        col
        for col in table.columns
        if table.columns[col] in {"lead", "time", "product", "partners"}
    ]
    return bool(others) and len(text) < 250


def _row_task(reading: Reading, table: Table, row: Row) -> Element | None:
    cell = table.cell(row, "task")
    if empty(cell):
        return None
    marker = read_marker(cell.text)
    passage = cell.part(marker.length) if marker else cell
    task: Element = {
        "text_start": passage.beginning,
        "text": passage.text,
        **reading.place(passage, rule="task.row", certainty=0.95),
    }
    if table.has("lead"):
        task["lead"] = _printed(table.cell(row, "lead"))
    if table.has("partners"):
        partners = _printed(table.cell(row, "partners"))
        task["partners"] = split_bodies(partners) if partners else []
        if partners:
            task["partners_text"] = partners
    if table.has("time"):
        time = _printed(table.cell(row, "time"))
        task["time"] = time
        task.update(_dates(time or ""))
    if table.has("product"):
        task["product"] = _printed(table.cell(row, "product"))
    return task


def _printed(cell: Passage) -> str | None:
    text = cell.text.strip(" ;,").removesuffix(".")
    return None if empty(cell) or not text else text


def _dates(time: str) -> Element:
    """The days a cell of time prints; "trước ngày 20/11" gives the last one only."""
    dates = find_dates(time)
    if not dates:
        return {}
    if len(dates) == 1:
        return {"date_from": dates[0].iso, "date_to": dates[0].iso}
    return {"date_from": dates[0].iso, "date_to": dates[-1].iso}
