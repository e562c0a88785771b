"""Document numbers, names of bodies, damaged words."""

import pytest

from songhanh.engines.vntext import (
    begins_body,
    close_words,
    distance,
    find_blank_number,
    find_document_numbers,
    find_phrase,
    same_body,
    split_bodies,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định số 1790/QĐ-TTg ngày 23/10/2021", ["1790/QĐ-TTg"]),
        ("Công văn số 2855/BNV-CTTN&BĐG", ["2855/BNV-CTTN&BĐG"]),
        ("Luật số 72/2025/QH15 ngày", ["72/2025/QH15"]),
        ("Chỉ thị số 21-CT/TW; 15-NQ/TU", ["21-CT/TW", "15-NQ/TU"]),
        ("số 1790 /QĐ - TTg", ["1790/QĐ-TTg"]),
        ("Nghị định 30/2020/NĐ-CP.", ["30/2020/NĐ-CP"]),
        ("02 cuộc/năm; 15/11; 03 tin, bài/quý", []),
    ],
)
def test_document_numbers_are_found(text: str, numbers: list[str]) -> None:
    assert [one.text for one in find_document_numbers(text)] == numbers


def test_a_blank_number_is_told_from_a_number() -> None:
    assert find_blank_number("Số:      /KH-UBND") == "/KH-UBND"
    assert find_blank_number("Số: 12/KH-UBND") is None


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("các sở, ban, ngành, UBND các cấp", ["các sở, ban, ngành", "UBND các cấp"]),
        (
            "Sở Nội vụ; Sở Tài chính và Công an tỉnh",
            ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"],
        ),
        (
            "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh",
            ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức chính trị - xã hội tỉnh"],
        ),
        ("Báo và Phát thanh, Truyền hình Nam Sơn", ["Báo và Phát thanh, Truyền hình Nam Sơn"]),
    ],
)
def test_a_line_of_bodies_is_divided_between_bodies_only(line: str, bodies: list[str]) -> None:
    assert split_bodies(line) == bodies


def test_abbreviations_and_marks_do_not_make_another_body() -> None:
    assert same_body("UBND tỉnh", "Uỷ ban nhân dân tỉnh")
    assert same_body("Sở LĐ-TBXH", "Sở Lao động - Thương binh và Xã hội")
    assert not same_body("Sở Y tế", "Sở Nội vụ")


@pytest.mark.parametrize("text", ["báo cáo kết quả", "hội nghị", "phòng ngừa", "đoàn viên"])
def test_words_that_only_begin_like_a_body_are_none(text: str) -> None:
    assert not begins_body(text)


def test_a_word_cut_by_a_stray_space_is_still_found() -> None:
    found = find_phrase("các h ướng ước, quy ước", "hương ước")

    assert found is not None
    assert "các h ướng ước, quy ước"[found.start : found.end] == "h ướng ước"


def test_one_lost_letter_is_close_and_two_are_not() -> None:
    assert close_words("tuyền", "truyền")
    assert not close_words("tuyn", "truyền")
    assert distance("abc", "xyz", 1) == 2
