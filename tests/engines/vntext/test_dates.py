"""Dates in every form plans print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.vntext import find_dates, format_date, read_date


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ngày 23/10/2021 của Thủ tướng", ["2021-10-23"]),
        ("ngày 2/8/2021", ["2021-08-02"]),
        ("ngày 16.01.2026 và 14-3-2026", ["2026-01-16", "2026-03-14"]),
        ("ngày 23 tháng 10 năm 2022", ["2022-10-23"]),
        ("trước ngày 30/11 hằng năm", ["11-30"]),
        ("trước ngày 10 tháng 12", ["12-10"]),
        ("từ ngày 15/11 - 15/12", ["11-15", "12-15"]),
        ("các ngày 8/3, 28/6...", ["03-08", "06-28"]),
        ("NGÀY 05 THÁNG 02 NĂM 2026", ["2026-02-05"]),
    ],
)
def test_dates_are_found_as_printed(text: str, days: list[str]) -> None:
    assert [one.iso for one in find_dates(text)] == days


@pytest.mark.parametrize(
    "text",
    [
        "tăng từ 10 - 15%",
        "2026 - 2030",
        "số 45/99 hộ",
        "định kỳ 6 tháng 1 năm",
        "2/3 số thôn",
        "1790/QĐ-TTg",
        "mục 1.2",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_an_impossible_day_is_kept_as_printed() -> None:
    (found,) = find_dates("ngày 31/02/2022")

    assert (found.iso, found.exists) == ("2022-02-31", False)
    assert read_date("ngày 31/02/2022") is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_a_date_written_is_read_again(day: date) -> None:
    assert read_date(format_date(day)) == day
