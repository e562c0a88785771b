"""Word files to PDF. A stand-in program shows what happens when LibreOffice hangs or refuses."""

import subprocess
import time
from pathlib import Path

import pytest

from songhanh.engines.docwrite import write_document
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.libreoffice import (
    ConversionFailed,
    LibreOfficeMissing,
    convert_to_pdf,
)
from tests.engines.docwrite.documents import report
from tests.machine import has_pdftotext, has_soffice

# What the stand-in does: the arguments end with --outdir FOLDER FILE.
WRITES = """while [ "$1" != --outdir ]; do shift; done
echo PDF > "$2/$(basename "$3" .docx).pdf"
"""
SILENT = "exit 0"
HANGS = "sleep 300 & echo $! > {mark}; wait"


@pytest.fixture
def stand_in(tmp_path, monkeypatch, settings):
    """Put a program called soffice on the path; the shell and its tools stay on it.

    The profile it does not fill stays with the test and out of the installation's folder.
    """
    settings.VAR = tmp_path / "var"

    def install(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return install


@pytest.fixture
def word_file(tmp_path):
    path = tmp_path / "Báo cáo năm 2026.docx"
    path.write_bytes(b"")
    return path


def test_the_pdf_is_named_like_the_word_file(stand_in, word_file, tmp_path):
    stand_in(WRITES)
    assert convert_to_pdf(word_file, tmp_path) == tmp_path / "Báo cáo năm 2026.pdf"


def test_without_libreoffice_the_word_file_stands_alone(word_file, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LibreOfficeMissing, match="chưa cài LibreOffice") as refusal:
        convert_to_pdf(word_file, tmp_path)
    assert isinstance(refusal.value, RefusedError)


def test_an_older_pdf_does_not_pass_for_the_new_one(stand_in, word_file, tmp_path):
    stand_in(SILENT)
    (tmp_path / "Báo cáo năm 2026.pdf").write_bytes(b"of yesterday")
    with pytest.raises(ConversionFailed, match=r"“Báo cáo năm 2026\.docx”"):
        convert_to_pdf(word_file, tmp_path)


def test_a_conversion_out_of_time_is_ended_with_all_it_has_started(stand_in, word_file, tmp_path):
    mark = tmp_path / "child"
    stand_in(HANGS.format(mark=mark))
    with pytest.raises(ConversionFailed, match="sau 1 giây"):
        convert_to_pdf(word_file, tmp_path, timeout_seconds=1)
    assert is_gone(int(mark.read_text()))


def is_gone(process: int) -> bool:
    """Whether a process has ended, a moment allowed for the system to say so."""
    for _ in range(50):
        status = Path(f"/proc/{process}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.1)
    return False


if has_soffice():

    def test_profiles_are_copied_from_one_that_no_document_went_through(tmp_path, settings):
        settings.VAR = tmp_path / "var"
        word = tmp_path / "report.docx"
        word.write_bytes(write_document(report()))
        convert_to_pdf(word, tmp_path)
        (profile,) = settings.VAR.iterdir()
        kept = {path: path.read_bytes() for path in profile.rglob("*") if path.is_file()}
        assert kept
        assert not any(b"report.docx" in content for content in kept.values())
        convert_to_pdf(word, tmp_path)
        assert {path: path.read_bytes() for path in profile.rglob("*") if path.is_file()} == kept


if has_soffice() and has_pdftotext():

    def test_a_report_reads_the_same_as_pdf(tmp_path):
        path = tmp_path / "report.docx"
        path.write_bytes(write_document(report()))
        written = convert_to_pdf(path, tmp_path)
        assert written.read_bytes().startswith(b"%PDF-1.")
        text = subprocess.run(["pdftotext", str(written), "-"], capture_output=True, check=True)
        first, *others = text.stdout.decode().split("\f")
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
        (signed,) = [page for page in (first, *others) if "Nguyễn Thị Mẫu" in page]
        assert "Nơi nhận:" in signed
        assert "Phụ lục II." in signed  # the last words of the body
        assert any(page.lstrip().startswith("Phụ lục I\n") for page in others)
