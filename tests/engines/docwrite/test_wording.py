"""Fixed wording: Decree 30/2020/NĐ-CP, Annex I, part I, section II, points 3, 4 and 6."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.docwrite import wording


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2026, 9, 1), "ngày 01 tháng 9 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_and_the_first_two_months_take_a_leading_zero(day, printed):
    assert wording.date_in_words(day) == printed


@pytest.mark.parametrize(
    ("symbol", "number", "printed"),
    [
        ("BC-SNV", 7, "Số: 07/BC-SNV"),
        ("KH-UBND", 15, "Số: 15/KH-UBND"),
        ("KH-UBND", 1790, "Số: 1790/KH-UBND"),
        ("KH - UBND", 15, "Số: 15/KH-UBND"),
        ("UBND-VX", None, "Số:       /UBND-VX"),
    ],
)
def test_a_number_is_padded_or_left_to_the_registry(symbol, number, printed):
    assert wording.number_line(symbol, number) == printed


@pytest.mark.parametrize(
    ("issued_on", "year", "printed"),
    [
        (date(2026, 12, 5), None, "An Hoà, ngày 05 tháng 12 năm 2026"),
        (date(2026, 12, 5), 2025, "An Hoà, ngày 05 tháng 12 năm 2026"),
        (None, 2026, "An Hoà, ngày      tháng      năm 2026"),
        (None, None, "An Hoà, ngày      tháng      năm"),
    ],
)
def test_an_unknown_day_leaves_room_to_write_it(issued_on, year, printed):
    assert wording.place_and_date(" An Hoà ", issued_on, year) == printed


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (98, "XCVIII")],
)
def test_roman_numerals(number, numeral):
    assert wording.roman(number) == numeral


def test_points_follow_the_vietnamese_alphabet():
    letters = "".join(wording.point_letter(number) for number in range(1, 24))
    assert letters == "abcdđeghiklmnopqrstuvxy"
    assert wording.point_letter(24) == "aa"
    assert len({wording.point_letter(number) for number in range(1, 500)}) == 499


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  hai   dấu\tcách \n", "hai dấu cách"),
        ("dấu\u0000 kết\u0008thúc", "dấu kết thúc"),
        ("Hoa\u0300 bi\u0300nh", "Hoà bình"),
        ("\u0301đầu dòng", "đầu dòng"),
        ("đảo \u202echiều", "đảo chiều"),
        ("một\ud800nửa", "một nửa"),
        ("👩\u200d🌾 nông dân", "👩\u200d🌾 nông dân"),
        ("\ufffe\uffff", ""),
    ],
)
def test_only_what_can_be_printed_is_kept(given_text, kept):
    assert wording.clean(given_text) == kept


@given(st.text(alphabet=st.characters(codec=None)))
def test_cleaning_twice_changes_nothing(text):
    once = wording.clean(text)
    assert wording.clean(once) == once


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("Hết.", "Hết./."),
        ("Hết", "Hết./."),
        ("Hết./.", "Hết./."),
        ("như sau:", "như sau./."),
        ("cờ, hoa, v.v...", "cờ, hoa, v.v./."),
        ("Vì sao?", "Vì sao?./."),
    ],
)
def test_the_closing_mark_takes_the_place_of_other_marks(text, closed):
    assert wording.with_ending(text, "./.") == closed


def test_the_last_line_of_a_list_ends_with_a_full_stop():
    assert wording.list_endings(["Bộ Nội vụ.", "Sở Y tế;", "Lưu: VT"]) == [
        "Bộ Nội vụ;",
        "Sở Y tế;",
        "Lưu: VT.",
    ]
