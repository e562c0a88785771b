"""Numbers, as plans print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.vntext import (
    find_number_words,
    format_number,
    read_number,
    read_number_words,
)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("02", "2"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("97,5", "97.5"),
        ("97.5", "97.5"),
        ("12 500", "12500"),
        ("1,234,567", "1234567"),
        (" 15 ", "15"),
    ],
)
def test_figures_are_read_the_vietnamese_way(printed: str, value: str) -> None:
    assert read_number(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "hai", "1/2", "2026-2030", "12%", "1.23.4", "--"])
def test_what_is_no_number_is_none_and_never_zero(printed: str) -> None:
    assert read_number(printed) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("hai", "2"),
        ("mười lăm", "15"),
        ("ba mươi", "30"),
        ("hai mươi mốt", "21"),
        ("chín mươi bảy", "97"),
        ("một trăm linh năm", "105"),
        ("một trăm hai mươi lăm", "125"),
        ("hai nghìn ba trăm", "2300"),
        ("một triệu", "1000000"),
        ("một nửa", "0.5"),
        ("ba phần tư", "0.75"),
    ],
)
def test_numbers_are_read_from_words(printed: str, value: str) -> None:
    assert read_number_words(printed) == Decimal(value)


@pytest.mark.parametrize("words", ["trăm hai", "mười mười", "linh", "cuộc", "hai ba bốn", ""])
def test_words_that_make_no_number_are_none(words: str) -> None:
    assert read_number_words(words) is None


def test_nam_alone_is_a_year_and_not_a_five() -> None:
    found = find_number_words("mỗi năm hai cuộc, ba mươi phần trăm")

    assert [(one.value, one.start) for one in found] == [(2, 8), (30, 18)]


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_written_is_read_again(value: Decimal) -> None:
    assert read_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("value", "printed"),
    [("1234.5", "1.234,5"), ("0", "0"), ("-1000", "-1.000"), ("97.50", "97,50")],
)
def test_numbers_are_written_with_dot_and_comma(value: str, printed: str) -> None:
    assert format_number(Decimal(value)) == printed
