"""Typed text comes to one form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.foundation.lib.text import LineField, LinesField, lines


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert lines(lines(text)) == lines(text)
    assert unicodedata.is_normalized("NFC", lines(text))


def test_lines_stay_lines() -> None:
    assert lines("  một\r\nhai  ba \r\n\r\n\r\n\r\nbốn\u2028năm ") == "một\nhai ba\n\nbốn\nnăm"


@pytest.mark.parametrize("field", [LineField(), LinesField()])
def test_fields_compose_decomposed_letters(field) -> None:
    assert field.clean(unicodedata.normalize("NFD", " Xã An Hòa ")) == "Xã An Hòa"


def test_a_line_is_one_line() -> None:
    assert LineField().clean("Xã\u00a0An\n Hòa\u200b") == "Xã An Hòa"
