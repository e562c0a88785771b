"""Options several commands share, and how their words are read."""

import argparse
from datetime import date
from pathlib import Path

from songhanh.site.commandline.errors import WrongUseError

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "đây là thư mục",
    PermissionError: "chưa được phép đọc",
}


def add_by(parser: argparse.ArgumentParser) -> None:
    """``--by`` may also stand behind the command; the earlier word is kept when it does not."""
    parser.add_argument(
        "--by",
        default=argparse.SUPPRESS,
        metavar="TÀI_KHOẢN",
        help="ghi nhật ký dưới tên tài khoản này",
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """``--as-of``, today when absent."""
    parser.add_argument("--as-of", type=day, metavar="NGÀY", help="tính đến hết ngày này")


def day(text: str) -> date:
    """A day written YYYY-MM-DD.

    Raises:
        WrongUseError: for anything else.
    """
    try:
        if len(text) == len("2026-01-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass  # said below, together with the wrong length
    raise WrongUseError(
        f"“{text}” chưa đọc được thành ngày. Hãy viết năm-tháng-ngày, ví dụ 2026-11-30."
    )


def file_bytes(name: str) -> bytes:
    """The content of a file.

    Raises:
        WrongUseError: it is not there or cannot be read.
    """
    try:
        return Path(name).read_bytes()
    except OSError as error:
        reason = _REASONS.get(type(error), error.strerror)
        raise WrongUseError(
            f"Chưa mở được tệp “{name}” ({reason}). Hãy kiểm tra đường dẫn và quyền đọc."
        ) from error
