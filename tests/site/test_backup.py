"""Backup and restore, within one engine; across engines see test_backup_across_engines.py."""

import json
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib import triggers
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.site.backup import content
from songhanh.site.backup.restoring import restore
from songhanh.site.backup.writing import back_up
from tests.world import NOON, World


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every kept table with its rows."""
    rows = {}
    for model in content.kept_models():
        names = [field.attname for field in content.columns(model)]
        rows[model._meta.db_table] = list(model._base_manager.order_by("pk").values_list(*names))
    return rows


def empty_database() -> None:
    """As a newly migrated one: nothing but nothing."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        for model in content.kept_models():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    triggers.install(connection)


@pytest.fixture
def backup(world: World, tmp_path: Path, settings: Settings) -> Path:
    settings.FILES = tmp_path / "files"
    (settings.FILES / "ab").mkdir(parents=True)
    (settings.FILES / "ab" / "anh.jpg").write_bytes(b"\xff\xd8 a photo")
    User.objects.filter(username="lan").update(full_name="Nguyễn Thị Hoa Lan")
    path = tmp_path / "sao-luu.zip"
    back_up(path, acting=command_line(), at=NOON)
    return path


def test_a_restore_brings_back_every_row_and_every_file(
    backup: Path, tmp_path: Path, settings: Settings
) -> None:
    before = everything()
    empty_database()
    settings.FILES = tmp_path / "elsewhere"
    report = restore(backup)
    assert everything() == before
    assert report.rows == sum(len(rows) for rows in before.values())
    assert (tmp_path / "elsewhere" / "ab" / "anh.jpg").read_bytes() == b"\xff\xd8 a photo"
    assert triggers.missing(connection) == []
    assert RowChange.objects.filter(table_name="accounts_user").exists()


def test_new_rows_after_a_restore_get_new_keys(backup: Path) -> None:
    empty_database()
    restore(backup)
    UnitVersion.objects.create(
        unit=UnitVersion.objects.first().unit, code="Z", name="Z", folded_name="z", kind="other"
    )


def test_a_database_with_work_in_it_is_left_alone(backup: Path) -> None:
    before = everything()
    with pytest.raises(RefusedError, match="đã có dữ liệu"):
        restore(backup)
    assert everything() == before


def test_a_backup_is_one_audit_fact(backup: Path) -> None:
    assert AuditEntry.objects.filter(verb="backup.write").count() == 1


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "no manifest", "a row short"])
def test_a_damaged_backup_is_refused_and_nothing_is_stored(
    backup: Path, tmp_path: Path, damage: str
) -> None:
    broken = tmp_path / "hong.zip"
    if damage == "empty":
        broken.write_bytes(b"")
    elif damage == "text":
        broken.write_text("không phải bản sao lưu", encoding="utf-8")
    elif damage == "cut":
        broken.write_bytes(backup.read_bytes()[:-200])
    else:
        _rewritten(backup, broken, damage)
    empty_database()
    before = everything()
    with pytest.raises(RefusedError):
        restore(broken)
    assert everything() == before
    assert triggers.missing(connection) == []


def test_a_backup_of_another_version_is_refused(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac.zip"
    _rewritten(backup, other, "other version")
    empty_database()
    with pytest.raises(RefusedError, match="phiên bản khác"):
        restore(other)


def test_a_missing_file_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Không có tệp"):
        restore(tmp_path / "khong-co.zip")


def _rewritten(source: Path, target: Path, change: str) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                if change == "no manifest":
                    continue
                if change == "other version":
                    manifest = json.loads(data)
                    manifest["migrations"].append(["plans", "9999_later"])
                    data = json.dumps(manifest).encode()
            if name == "tables/accounts_user.jsonl" and change == "a row short":
                data = b"\n".join(data.splitlines()[1:]) + b"\n"
            new.writestr(name, data)
