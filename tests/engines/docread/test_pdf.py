"""PDF files with a text layer: lines become paragraphs, columns and tables keep their order."""

import io
import subprocess
from typing import Any

import pytest
from PIL import Image

from songhanh.engines.docread import UnreadableDocument, read_document
from songhanh.engines.docread.pdf_layout import PageLayout, TextLine
from songhanh.engines.docread.pdf_writing import pieces_of_pages

LEFT, RIGHT = 85.0, 520.0


def line(text: str, top: float, x0: float = LEFT, x1: float = RIGHT) -> TextLine:
    """A line of 13-point text at a height of the page."""
    return TextLine(text, x0, x1, top, top + 13, bold=False, italic=False, size=13.0)


def page(number: int, *lines: TextLine) -> PageLayout:
    """A page of A4 with these lines."""
    return PageLayout(number, 595, 842, list(lines))


def texts(*pages: PageLayout) -> list[str]:
    """The paragraphs of some pages."""
    return [piece.text for piece in pieces_of_pages(list(pages))]


def test_full_lines_go_on_and_a_short_one_ends_the_paragraph() -> None:
    assert texts(
        page(
            1,
            line("1. Truyền thông về bình đẳng", 100),
            line("giới trên địa bàn.", 118, x1=200),
            line("Đoạn sau bắt đầu ở đây và", 136, x0=LEFT + 36),
            line("đi tiếp.", 154, x1=130),
        )
    ) == ["1. Truyền thông về bình đẳng giới trên địa bàn.", "Đoạn sau bắt đầu ở đây và đi tiếp."]


def test_a_sentence_goes_on_over_the_page_and_its_number() -> None:
    assert texts(
        page(1, line("a) Các hoạt động", 780)),
        page(2, line("2", 40, 298, 304), line("lồng ghép nội dung giới.", 90, x1=300)),
    ) == ["a) Các hoạt động lồng ghép nội dung giới."]


def test_a_running_head_is_left_out() -> None:
    pages = [
        page(n, line("UBND XÃ AN HÒA", 30), line(f"Điều {n}.", 100, x1=150)) for n in (1, 2, 3)
    ]

    assert texts(*pages) == ["Điều 1.", "Điều 2.", "Điều 3."]


def test_two_columns_are_read_one_after_the_other() -> None:
    assert texts(
        page(
            1,
            line("Nơi nhận:", 600, x1=150),
            line("TM. ỦY BAN NHÂN DÂN", 600, x0=340, x1=500),
            line("- Sở Nội vụ;", 620, x1=160),
            line("CHỦ TỊCH", 622, x0=390, x1=450),
            line("- Lưu: VT.", 640, x1=150),
        )
    ) == ["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_a_word_divided_at_the_end_of_a_line_is_put_together() -> None:
    assert texts(
        page(1, line("1. Đẩy mạnh truyền thông đa phương ti-", 100), line("ện.", 118, x1=110))
    ) == ["1. Đẩy mạnh truyền thông đa phương tiện."]


def test_a_dash_inside_a_name_opens_no_item() -> None:
    assert texts(
        page(
            1, line("4. Các tổ chức chính trị", 100), line("- xã hội tỉnh: Vận động.", 118, x1=300)
        )
    ) == ["4. Các tổ chức chính trị - xã hội tỉnh: Vận động."]


def test_a_table_goes_on_over_the_page() -> None:
    first, second = page(1), page(2)
    first.tables.append((700.0, [["TT", "Nhiệm vụ"], ["1", "Phát"]]))
    second.tables.append((60.0, [["TT", "Nhiệm vụ"], ["", "loa"], ["2", "Họp thôn"]]))

    pieces = pieces_of_pages([first, second])

    assert {(piece.table, piece.row, piece.text) for piece in pieces} == {
        *((0, 0, "TT"), (0, 0, "Nhiệm vụ"), (0, 1, "1"), (0, 1, "Phát"), (0, 1, "loa")),
        *((0, 2, "2"), (0, 2, "Họp thôn")),
    }


def scanned_page() -> bytes:
    """A PDF of one page that is only a picture."""
    data = io.BytesIO()
    Image.new("L", (300, 400), 255).save(data, "PDF")
    return data.getvalue()


def test_a_scan_is_refused_where_nothing_can_recognise_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)

    with pytest.raises(UnreadableDocument) as refused:
        read_document(scanned_page(), "x.pdf")

    assert refused.value.code == "no_text"


def test_a_scan_is_read_where_tesseract_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def tesseract(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        assert options["input"].startswith(b"\x89PNG")
        return subprocess.CompletedProcess(command, 0, "KẾ HOẠCH\n\nTruyền thông\n".encode(), b"")

    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", tesseract)

    assert read_document(scanned_page(), "x.pdf").text == "KẾ HOẠCH\nTruyền thông"
    assert asked[0][:3] == ["/usr/bin/tesseract", "stdin", "stdout"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\nrubbish", b"%PDF-", b"%PDF-1.4\n1 0 obj\n<<>>"])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, "x.pdf")

    assert refused.value.code == "damaged"


def test_a_pdf_with_a_torn_box_is_refused_and_not_an_error() -> None:
    data = scanned_page().replace(b"MediaBox", b"MediaBux")

    with pytest.raises(UnreadableDocument):
        read_document(data, "x.pdf")
