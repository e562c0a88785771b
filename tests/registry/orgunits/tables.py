"""Tables of a data package written as people see them, and their import."""

from django.db import transaction

from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.findings import ImportFinding
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.registry.orgunits.imports import import_registry
from tests.world import NOON

UNITS = "code,name,kind,parent_code,valid_from,valid_to,aliases,area_flags,function"
SUCCESSIONS = "old_code,new_code,on,kind,share,basis"
CLASSES = "class;kinds;codes;exclude_codes"


def rows(file: str, header: str, text: str) -> list[TableRow]:
    """Lines of a table as rows; the header is row 1."""
    mark = ";" if ";" in header else ","
    columns = header.split(mark)
    lines = [line.split(mark) for line in text.strip().splitlines()]
    return [
        TableRow(file, number, dict(zip(columns, cells, strict=False)))
        for number, cells in enumerate(lines, start=2)
    ]


def take(
    units: str = "", successions: str = "", classes: str = ""
) -> tuple[dict[str, ImportCount], list[ImportFinding]]:
    """Import the tables; taken back when anything is an error, as the exchange does."""
    tables = {
        "units.csv": rows("units.csv", UNITS, units),
        "successions.csv": rows("successions.csv", SUCCESSIONS, successions),
        "classes.csv": rows("classes.csv", CLASSES, classes),
    }
    reader = CellReader()
    with transaction.atomic():
        counts = import_registry(
            {name: table for name, table in tables.items() if table},
            reader,
            acting=command_line(),
            at=NOON,
        )
        transaction.set_rollback(reader.has_errors)
    return ({} if reader.has_errors else counts), reader.findings


def errors(findings: list[ImportFinding]) -> list[tuple[str, int, str]]:
    """File, row and column of each error."""
    return [(one.file, one.row, one.column) for one in findings if one.severity == "error"]
