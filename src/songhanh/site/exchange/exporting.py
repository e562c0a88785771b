"""Writing a data package: every table as it is now, the same bytes for the same content."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.package import PackageTable, cell_text
from songhanh.foundation.lib.snapshots import one_moment
from songhanh.programme.plans.outgoing import package_plans
from songhanh.records.recording.exports import evidence_files
from songhanh.site.exchange.package import FORMAT, VERSION
from songhanh.site.exchange.tables import TABLES

_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
_POSTED = ("submitted_on", "decided_on")
"""Columns that tell when a row was posted."""


def export_package(path: Path) -> dict[str, int]:
    """Write a package as a folder, or as a .zip where the path ends so; rows by table.

    Raises:
        RefusedError: something stands at this place already, or it cannot be written.
    """
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise RefusedError(
            f"Tại “{path}” đã có tệp. Hãy chọn một tên khác, hoặc dời tệp cũ đi rồi xuất lại."
        )
    counts: dict[str, int] = {}
    try:
        with one_moment():
            _write(path, _members(counts))
    except OSError as error:
        raise RefusedError(
            f"Không ghi được gói dữ liệu vào “{path}” ({error.strerror}). Hãy kiểm tra thư mục."
        ) from error
    return counts


def _write(path: Path, members: Iterator[tuple[str, bytes]]) -> None:
    if path.suffix.lower() == ".zip":
        _write_archive(path, members)
    else:
        _write_folder(path, members)


def _members(counts: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    """Every file of the package. ``package.json`` comes last: it tells the newest day of them."""
    newest = ""
    for name in sorted(TABLES):
        table = TABLES[name]
        rows = _rows(table)
        counts[name] = len(rows)
        places = [table.columns.index(column) for column in _POSTED if column in table.columns]
        newest = max([newest, *(row[place] for row in rows for place in places)])
        yield name, _csv(table, rows)
    for name, content in package_plans():
        counts[name] = 1
        yield name, _json(content)
    for name, key in evidence_files():
        yield f"files/{name}", filestore.open_file(key)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": "songhanh",
        "made_on": newest or None,
    }
    yield "package.json", _json(manifest)


def _rows(table: PackageTable) -> list[list[str]]:
    """The cells of every row, in the order of their code points, the first column first."""
    columns = table.columns
    return sorted([cell_text(row.get(column)) for column in columns] for row in table.rows())


def _csv(table: PackageTable, rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _write_folder(path: Path, members: Iterator[tuple[str, bytes]]) -> None:
    for name, data in members:
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _write_archive(path: Path, members: Iterator[tuple[str, bytes]]) -> None:
    unfinished = path.with_name(path.name + ".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, _SAME_MOMENT), data, zipfile.ZIP_DEFLATED)
    unfinished.replace(path)
