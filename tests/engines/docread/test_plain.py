"""Plain text and Markdown: the text stays, the blocks say what each line is."""

import pytest

from songhanh.engines.docread import UnreadableDocument, read_document

PLAN = (
    "KẾ HOẠCH\n\n## I. MỤC TIÊU\r\n**1. Mục tiêu chung**\n"
    "| TT | Nhiệm vụ |\n|---|---|\n| 1 | Phát loa |\n"
)


def test_the_text_of_a_text_file_is_unchanged() -> None:
    document = read_document(PLAN.encode(), "ke-hoach.md")

    assert document.text == PLAN
    assert document.format == "md"


def test_every_block_stands_where_it_says() -> None:
    document = read_document(PLAN.encode(), "ke-hoach.txt")

    assert all(
        document.text[block.char_from : block.char_to] == block.text for block in document.blocks
    )


def test_headings_and_emphasis_of_markdown_are_seen() -> None:
    blocks = read_document(PLAN.encode(), "ke-hoach.md").blocks

    assert [(block.style.heading_level, block.style.bold) for block in blocks[:3]] == [
        (None, False),
        (2, False),
        (None, True),
    ]


def test_rows_between_bars_are_cells() -> None:
    blocks = read_document(PLAN.encode(), "ke-hoach.txt").blocks

    cells = [(b.row, b.col, b.text.strip()) for b in blocks if b.kind == "table cell"]
    assert cells == [(0, 0, "TT"), (0, 1, "Nhiệm vụ"), (1, 0, "1"), (1, 1, "Phát loa")]


def test_rows_between_tabs_are_cells_and_a_lone_tab_is_not() -> None:
    text = "TT\tNhiệm vụ\tChủ trì\n1\tPhát loa\tXã\n\nNơi nhận:\tCHỦ TỊCH\n"

    blocks = read_document(text.encode(), "ke-hoach.txt").blocks

    assert [block.kind for block in blocks] == ["table cell"] * 6 + ["paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_read_in_every_encoding(encoding: str) -> None:
    text = "KẾ HOẠCH\nTruyền thông về bình đẳng giới\n"

    assert read_document(text.encode(encoding), "x.txt").text == text


def test_a_windows_1258_file_is_read() -> None:
    text = "Chuong trình công tác và các co quan, đơn vi "
    data = text.replace("ơ", "o").encode("cp1258", errors="ignore")

    assert "công tác và các" in read_document(data, "x.txt").text


def test_a_file_of_the_old_fonts_is_read() -> None:
    tcvn3 = bytes.fromhex(
        "54 72 75 79 d2 6e 20 74 68 ab 6e 67 20 76 d2 20 62 d7 6e 68 20 ae bc 6e 67 20 67 69 ed 69"
    )

    assert read_document(tcvn3, "x.txt").text == "Truyền thông về bình đẳng giới"


@pytest.mark.parametrize(
    "written",
    [
        "Keá hoaïch truyeàn thoâng veà bình ñaúng giôùi; phuï nöõ, treû em; "
        "ÑOÄC LAÄP - TÖÏ DO. Phoái hôïp toå chöùc thöïc hieän",
        "KÕ ho¹ch truyÒn th«ng vÒ b×nh ®¼ng giíi; phô n÷, trÎ em; "
        "§ÉC LËP - Tù DO. Phèi hîp tæ chøc thùc hiÖn",
    ],
    ids=["VNI", "TCVN3"],
)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_texts_for_the_old_fonts_are_read_as_bytes_and_inside_unicode(
    written: str, encoding: str
) -> None:
    text = read_document(written.encode(encoding), "x.txt").text

    assert "truyền thông về bình đẳng giới; phụ nữ, trẻ em;" in text
    assert text.endswith("Phối hợp tổ chức thực hiện")
    assert "LẬP" in text


def test_a_foreign_text_stays_as_it_is() -> None:
    text = "Überprüfung der Maßnahmen für Frauen: Gespräche, Städte, Räume, Öffentlichkeit, Schüler"

    assert read_document(text.encode(), "x.txt").text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (bytes(range(256)) * 100, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "binary"),
        (b"a" * 5_000_000, "too_large"),
        ("một dòng rất dài ".encode() * 8_000, "too_large"),
        (b"x\n" * 40_000, "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, "x.txt")

    assert refused.value.code == code
    assert refused.value.message_vi.endswith(".")


def test_a_row_between_tabs_may_lack_its_last_cells() -> None:
    text = "TT\tNhiệm vụ\tChủ trì\n1\tTuyên truyền\n1.1\tPhát loa\tVăn phòng\n"
    blocks = read_document(text.encode(), "a.txt").blocks

    assert [(one.row, one.col) for one in blocks] == [
        *((0, 0), (0, 1), (0, 2)),
        *((1, 0), (1, 1)),
        *((2, 0), (2, 1), (2, 2)),
    ]
