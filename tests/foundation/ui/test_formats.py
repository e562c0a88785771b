"""Values as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from songhanh.engines.counting import parse_period
from songhanh.foundation.ui import formats


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0, None, "0"),
        (1234, None, "1.234"),
        (-1234, None, "-1.234"),
        (Decimal("1234.50"), None, "1.234,5"),
        (Decimal("1234.00"), None, "1.234"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("87.346"), 1, "87,3"),
        (Decimal(1000000), 2, "1.000.000,00"),
        (0.1, None, "0,1"),
        (Decimal("-0.00"), None, "0"),
        (None, None, "chưa có số liệu"),
        (None, 1, "chưa có số liệu"),
    ],
)
def test_numbers(value: formats.Number | None, decimals: int | None, shown: str) -> None:
    assert formats.number_text(value, decimals) == shown


def test_a_percentage_is_one_already() -> None:
    assert formats.percent_text(Decimal("87.30")) == "87,3%"
    assert formats.percent_text(None) == "chưa có số liệu"


def test_days_and_moments_are_the_offices() -> None:
    late_evening_in_london = datetime(2026, 3, 15, 22, 5, tzinfo=UTC)
    assert formats.day_text(date(2026, 3, 5)) == "05/03/2026"
    assert formats.day_text(late_evening_in_london) == "16/03/2026"
    assert formats.moment_text(late_evening_in_london) == "05:05 16/03/2026"
    assert formats.day_text(None) == formats.moment_text(None) == "chưa có"


def test_english_has_its_own_separators() -> None:
    assert formats.number_text(Decimal("1234.5")) == "1.234,5"
    with translation.override("en"):
        assert formats.number_text(Decimal("1234.5")) == "1,234.5"
        assert formats.day_text(date(2026, 3, 5)) == "05/03/2026"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2026", "năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026-Q1", "quý I/2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-03", "tháng 3/2026"),
    ],
)
def test_periods_are_said_in_words(label: str, words: str) -> None:
    assert formats.period_text(label) == words
    assert formats.period_text(parse_period(label)) == words
