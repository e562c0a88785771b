"""Restoring a backup into an empty database of either kind."""

import json
import shutil
import tempfile
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import triggers
from songhanh.foundation.lib.errors import RefusedError
from songhanh.ledger.models import Entry
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.site.backup import content
from songhanh.site.backup.writing import BackupReport

BATCH = 1000


def restore(path: Path) -> BackupReport:
    """Bring everything back, rows and files, in one transaction.

    Code lists that migrations put into an empty database are replaced by those of the backup.

    Raises:
        RefusedError: no backup, a damaged one, one of another form of the database, or a database
            that already holds work.
    """
    _require_empty()
    with _opened(path) as archive:
        manifest = _manifest(archive)
        with tempfile.TemporaryDirectory(prefix="songhanh-restore-") as folder:
            files = _unpack_files(archive, Path(folder))
            with transaction.atomic():
                rows = _restore_tables(archive, manifest)
            _move_files(Path(folder))
    return BackupReport(path, rows, files)


def _require_empty() -> None:
    for model in (OrgUnit, User, Entry, AuditEntry):
        if model._default_manager.exists():
            raise RefusedError(
                "Cơ sở dữ liệu này đã có dữ liệu nên chưa phục hồi. "
                "Hãy trỏ SONGHANH_DATABASE_URL và SONGHANH_FILES tới một nơi còn trống rồi gọi lại."
            )


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise RefusedError(
            f"Không có tệp “{path}”. Hãy kiểm tra đường dẫn tới tệp sao lưu."
        ) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise _damaged(path) from error
    damaged = archive.testzip()
    if damaged is not None:
        archive.close()
        raise _damaged(path)
    return archive


def _damaged(path: Path) -> RefusedError:
    return RefusedError(
        f"Tệp “{path.name}” không phải bản sao lưu của Song Hành hoặc đã hỏng. "
        "Hãy dùng một bản sao lưu khác."
    )


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    path = Path(archive.filename or "")
    try:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
        known = manifest["format"] == content.FORMAT and manifest["version"] == content.VERSION
        seen = manifest["migrations"]
    except (KeyError, ValueError, TypeError) as error:
        raise _damaged(path) from error
    if not known:
        raise _damaged(path)
    if seen != content.migrations():
        raise RefusedError(
            "Bản sao lưu này được làm bằng một phiên bản khác của Song Hành. "
            "Hãy phục hồi bằng đúng phiên bản đó, rồi nâng cấp."
        )
    return manifest


def _restore_tables(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> int:
    kept = content.kept_models()
    triggers.remove(connection)
    _empty(kept)
    total = 0
    for model in kept:
        wanted = int(manifest["rows"].get(model._meta.db_table, 0))
        found = _restore_table(archive, model)
        if found != wanted:
            raise _damaged(Path(archive.filename or ""))
        total += found
    _reset_sequences(kept)
    try:
        # PostgreSQL makes no trigger on a table whose deferred references are still unchecked.
        connection.check_constraints()
    except IntegrityError as error:
        raise _damaged(Path(archive.filename or "")) from error
    triggers.install(connection)
    return total


def _empty(kept: list[type[models.Model]]) -> None:
    # References are checked at the end of the transaction on both engines, so any order will do.
    with connection.cursor() as cursor:
        for model in kept:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - our own table


def _restore_table(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    fields = content.columns(model)
    count = 0
    with archive.open(f"tables/{model._meta.db_table}.jsonl") as stream:
        while lines := list(islice(stream, BATCH)):
            batch = [_row(model, fields, json.loads(line)) for line in lines]
            model._base_manager.bulk_create(batch)
            count += len(batch)
    return count


def _row(
    model: type[models.Model], fields: list["models.Field[Any, Any]"], values: list[Any]
) -> models.Model:
    pairs = zip(fields, values, strict=True)
    return model(**{field.attname: content.read_back(field, value) for field, value in pairs})


def _reset_sequences(kept: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)


def _unpack_files(archive: zipfile.ZipFile, folder: Path) -> int:
    count = 0
    for info in archive.infolist():
        if info.filename.startswith("files/") and not info.is_dir():
            archive.extract(info, folder)
            count += 1
    return count


def _move_files(folder: Path) -> None:
    source = folder / "files"
    if source.is_dir():
        shutil.copytree(source, Path(settings.FILES), dirs_exist_ok=True)
