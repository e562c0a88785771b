"""Writing a backup while the site is in use."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.snapshots import one_moment
from songhanh.site.backup import content


@dataclass(frozen=True)
class BackupReport:
    """What was written or restored."""

    path: Path
    rows: int
    files: int


def back_up(path: Path, *, acting: Acting, at: datetime) -> BackupReport:
    """Write everything into one file; it appears under its name only once it is whole.

    Raises:
        RefusedError: the file cannot be written there.
    """
    part = path.with_name(path.name + ".part")
    with _refused_if_unwritable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                # Once the place is known to take a file; and before the rows, to be among them.
                with recorded("backup.write", acting=acting, at=at) as fact:
                    fact.subject_label = path.name
                rows = _write_tables(archive, at)
                files = _write_files(archive)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return BackupReport(path, rows, files)


@contextmanager
def _refused_if_unwritable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RefusedError(
            f"Chưa ghi được tệp sao lưu “{path}” ({error.strerror}). "
            "Hãy chọn thư mục khác còn chỗ và ghi được."
        ) from error


def _write_tables(archive: zipfile.ZipFile, at: datetime) -> int:
    total = 0
    counts: dict[str, int] = {}
    with one_moment():
        for model in content.kept_models():
            table = model._meta.db_table
            with archive.open(f"tables/{table}.jsonl", "w", force_zip64=True) as stream:
                for line in _lines(model):
                    stream.write(line)
                    counts[table] = counts.get(table, 0) + 1
            total += counts.get(table, 0)
        manifest = {
            "format": content.FORMAT,
            "version": content.VERSION,
            "made_at": at.isoformat(),
            "migrations": content.migrations(),
            "rows": counts,
        }
    archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
    return total


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    names = [field.attname for field in content.columns(model)]
    key = model._meta.pk.attname
    rows: Any = model._base_manager.order_by(key).values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        values = [content.written(value) for value in row]
        yield (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _write_files(archive: zipfile.ZipFile) -> int:
    folder = Path(settings.FILES)
    count = 0
    if folder.is_dir():
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, f"files/{path.relative_to(folder).as_posix()}")
            count += 1
    return count
