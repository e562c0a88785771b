"""Widths in Times New Roman, and how lines break."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.docwrite.metrics import balanced_width, broken_lines, text_width

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộuùúủũụyỳýỷỹỵ"


@pytest.mark.parametrize(
    ("text", "size", "bold", "width"),
    [
        # Measured with Tinos, whose letters are as wide as those of Times New Roman.
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, 5006),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, 5424),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, 3182),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, 3427),
        ("", 14, False, 0),
    ],
)
def test_the_letterhead_is_as_wide_as_the_font_makes_it(text, size, bold, width):
    assert text_width(text, size, bold=bold) == width


def test_marks_do_not_widen_a_letter():
    for letter in VIETNAMESE + VIETNAMESE.upper():
        base = unicodedata.normalize("NFD", letter)[0]
        assert text_width(letter, 14) == text_width(base, 14), letter


def test_horned_letters_keep_their_own_width_under_a_tone():
    for plain, toned in (("ơ", "ờớởỡợ"), ("ư", "ừứửữự"), ("Ơ", "ỜỚỞỠỢ"), ("Ư", "ỪỨỬỮỰ")):
        assert {text_width(letter, 14) for letter in toned} == {text_width(plain, 14)}


def test_a_name_is_broken_where_its_halves_are_about_as_long():
    name = "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI"
    narrow = balanced_width(name, 3994, 12, bold=True)
    assert broken_lines(name, narrow, 12, bold=True) == ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"]


@given(st.text("aă ươW👩", max_size=60), st.integers(20, 4000))
def test_no_letter_is_lost_and_no_line_too_long(text, width):
    lines = broken_lines(text, width, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 12) <= width or len(line) == 1 for line in lines)


@given(st.text("aă ươW", max_size=60), st.integers(300, 4000))
def test_balancing_needs_no_more_lines(text, width):
    narrow = balanced_width(text, width, 12)
    assert narrow <= width
    assert len(broken_lines(text, narrow, 12)) == len(broken_lines(text, width, 12))
