"""The files of a package, in a folder or a .zip, as bytes. Nothing is unpacked to disk."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from songhanh.foundation.lib.errors import RefusedError

EVIDENCE = "files/"
"""Folder of the files that records name as their evidence; their content is read one by one."""
MAX_FILE_BYTES = 256 * 1024 * 1024
MAX_TOTAL_BYTES = 1024 * 1024 * 1024


def content_of(path: Path, member: str) -> bytes:
    """The content of one file of the package, by what it is called where it lies."""
    if path.is_dir():
        return (path / member).read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(member)


def members_of(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """Each file: its name in the package, what it is called where it lies, and its content.

    Files of evidence come with empty content.

    Raises:
        RefusedError: nothing is there, it is too large, or no .zip that can be read.
    """
    if path.is_dir():
        yield from _folder_members(path)
    elif path.is_file():
        yield from _zip_members(path)
    else:
        raise RefusedError(
            f"Không có gói dữ liệu tại “{path}”. Hãy chỉ tới một thư mục hoặc một tệp .zip."
        )


def _folder_members(path: Path) -> Iterator[tuple[str, str, bytes]]:
    total = 0
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        name = file.relative_to(path).as_posix()
        total += file.stat().st_size
        _require_size(name, file.stat().st_size, total)
        yield name, name, b"" if name.startswith(EVIDENCE) else file.read_bytes()


def _zip_members(path: Path) -> Iterator[tuple[str, str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            prefix = _common_folder([info.filename for info in infos])
            total = 0
            for info in infos:
                name = PurePosixPath(info.filename).as_posix()[len(prefix) :]
                total += info.file_size
                _require_size(name, info.file_size, total)
                data = b"" if name.startswith(EVIDENCE) else archive.read(info)
                yield name, info.filename, data
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise RefusedError(
            f"Tệp “{path.name}” không phải gói dữ liệu .zip đọc được (hỏng hoặc có mật khẩu). "
            "Hãy nén lại rồi nhập lần nữa."
        ) from error


def _common_folder(names: list[str]) -> str:
    """The single outer folder many tools add when they zip a folder; empty without one."""
    if "package.json" in names:
        return ""
    outer = {name.split("/", 1)[0] + "/" for name in names}
    return outer.pop() if len(outer) == 1 and all("/" in name for name in names) else ""


def _require_size(name: str, size: int, total: int) -> None:
    if size > MAX_FILE_BYTES or total > MAX_TOTAL_BYTES:
        raise RefusedError(
            f"Gói dữ liệu quá lớn (dừng ở tệp “{name}”). "
            f"Mỗi tệp tối đa {MAX_FILE_BYTES // 1024**2} MB; hãy chia thành nhiều gói nhỏ hơn."
        )
