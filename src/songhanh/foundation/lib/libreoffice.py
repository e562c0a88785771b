"""Word files to PDF, through LibreOffice where it is installed.

Each conversion has a profile folder of its own: LibreOffice refuses a second copy of itself on
the same profile, and two jobs may well convert at the same time. The folder is copied from one that
LibreOffice has filled once and that no document has been through; filling it anew takes it a
quarter of a conversion. It also leaves child processes behind when it hangs, so that a conversion
out of time is ended with all it has started.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import RefusedError

TIMEOUT_SECONDS = 120

# Tagged, so that a screen reader finds headings and tables; the decree asks for PDF 1.4 or later.
_PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


class LibreOfficeMissing(RefusedError):  # noqa: N818 - reads as what is the matter
    """LibreOffice is not installed: the Word file stands alone."""

    def __init__(self) -> None:
        """Say what can still be done."""
        super().__init__(
            _(
                "Máy chủ chưa cài LibreOffice nên chưa tạo được bản PDF. Hãy tải bản Word (.docx); "
                "nội dung và thể thức của hai bản như nhau."
            )
        )


class ConversionFailed(RefusedError):  # noqa: N818 - reads as what is the matter
    """LibreOffice did not turn this file into a PDF."""


def is_installed() -> bool:
    """Whether this machine can draw PDFs."""
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_to_pdf(
    path_docx: Path, folder: Path, *, timeout_seconds: float = TIMEOUT_SECONDS
) -> Path:
    """Write the PDF of a Word file into `folder` and give its path, `<name>.pdf`.

    Raises LibreOfficeMissing where LibreOffice is not installed, ConversionFailed when it takes
    longer than `timeout_seconds` or cannot read the file.
    """
    program = _program()
    if program is None:
        raise LibreOfficeMissing
    written = folder / f"{path_docx.stem}.pdf"
    written.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="libreoffice-") as profile:
        shutil.copytree(_filled_profile(program, timeout_seconds), profile, dirs_exist_ok=True)
        _run(
            [
                *_command(program, Path(profile)),
                "--convert-to",
                _PDF,
                "--outdir",
                str(folder.resolve()),
                str(path_docx.resolve()),
            ],
            timeout_seconds,
        )
    # LibreOffice ends with 0 also when it could not open the file.
    if not written.is_file():
        raise ConversionFailed(
            _(
                "LibreOffice không mở được tệp “%(name)s” nên chưa tạo được bản PDF. "
                "Hãy dùng bản Word (.docx)."
            )
            % {"name": path_docx.name}
        )
    return written


def _filled_profile(program: str, timeout_seconds: float) -> Path:
    """The folder new profiles are copied from; the first conversion of an installation makes it."""
    profile: Path = settings.VAR / "libreoffice"
    if not profile.is_dir():
        settings.VAR.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="libreoffice-", dir=settings.VAR))
        try:
            _run([*_command(program, made), "--terminate_after_init"], timeout_seconds)
            with suppress(OSError):  # another process was first
                made.rename(profile)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return profile


def _command(program: str, profile: Path) -> list[str]:
    return [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]


def _run(command: list[str], timeout_seconds: float) -> None:
    with subprocess.Popen(  # noqa: S603 - a fixed program; the names of files are ours, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout_seconds)
        except subprocess.TimeoutExpired as late:
            raise ConversionFailed(
                _(
                    "LibreOffice chưa tạo xong bản PDF sau %(seconds)g giây nên đã được dừng lại. "
                    "Hãy thử lại sau hoặc dùng bản Word (.docx)."
                )
                % {"seconds": timeout_seconds}
            ) from late
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
