"""What the command line says when it is called wrongly, and how its tables are laid out."""

from pathlib import Path

import pytest

from songhanh.site.commandline.main import main
from songhanh.site.commandline.output import REFUSED, table


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "còn thiếu LỆNH"),
        ("nothing", "LỆNH chỉ nhận"),
        ("plan read", "còn thiếu TỆP"),
        ("serve --port x", "--port phải là số nguyên, không phải “x”"),
        ("serve --port", "sau --port còn thiếu giá trị"),
        ("serve --fast", "không nhận --fast"),
        ("units list --as-of x", "“x” chưa đọc được thành ngày"),
    ],
)
def test_a_wrong_call_is_refused_in_vietnamese(
    capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    assert main(words.split()) == REFUSED
    captured = capsys.readouterr()
    assert said in captured.err
    assert not captured.out
    assert "argument" not in captured.err


def test_a_file_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["plan", "check", str(tmp_path / "khong-co.txt")]) == REFUSED
    assert "không có tệp này" in capsys.readouterr().err


def test_help_has_vietnamese_headings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    assert "tham số:" in text
    assert "usage" not in text


def test_long_sentences_stay_within_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = table(["Mã", "Nội dung"], [["A-1", "một câu dài " * 20], ["A-2", ""]]).splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[2].startswith("A-1  một câu")
    assert lines[3].startswith("     ")
    assert lines[-1] == "A-2  –"
