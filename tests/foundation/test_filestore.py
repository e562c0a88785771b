"""Kept files cannot change, and say so when somebody changed them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.foundation.lib import filestore


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings) -> Path:
    settings.FILES = tmp_path / "files"
    return tmp_path / "files"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=2000))
def test_what_was_stored_comes_back(data: bytes) -> None:
    assert filestore.open_file(filestore.store(data, ".docx")) == data


def test_the_same_bytes_are_kept_once(files: Path) -> None:
    assert filestore.store(b"one", ".txt") == filestore.store(b"one", ".txt")
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_a_changed_file_is_noticed_and_storing_again_repairs_it() -> None:
    key = filestore.store(b"a plan", ".txt")
    filestore.path_of(key).write_bytes(b"a plot")
    with pytest.raises(filestore.DamagedFileError):
        filestore.open_file(key)
    assert filestore.store(b"a plan", ".txt") == key
    assert filestore.open_file(key) == b"a plan"


@pytest.mark.parametrize("suffix", ["txt", ".TXT", "./x", ".", ".a/b", ".exe\n", ".123456789"])
def test_a_suffix_is_a_dot_and_a_few_letters(suffix: str) -> None:
    with pytest.raises(ValueError, match="suffix"):
        filestore.store(b"", suffix)


@pytest.mark.parametrize("key", ["", "../secret-key", "ab/cd", "ab/" + "a" * 64, "/etc/passwd"])
def test_only_keys_of_kept_files_open(key: str) -> None:
    with pytest.raises(filestore.UnknownFileError):
        filestore.open_file(key)


def test_a_disk_that_is_full_leaves_nothing_behind(files: Path, monkeypatch) -> None:
    def full(handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("songhanh.foundation.lib.filestore.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        filestore.store(b"a plan", ".txt")
    assert not [path for path in files.rglob("*") if path.is_file()]
