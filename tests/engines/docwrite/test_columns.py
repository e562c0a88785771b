"""Widths of table columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.docwrite.columns import (
    Wish,
    measure,
    needs_wide_sheet,
    share_width,
    size_for,
    wishes_at,
)
from songhanh.engines.docwrite.document import Column, Row, Table
from songhanh.engines.docwrite.looks import A4_LANDSCAPE, A4_PORTRAIT
from tests.engines.docwrite.documents import BY_QUARTER, TARGETS


@pytest.mark.parametrize(
    ("wishes", "available", "widths"),
    [
        # (least, most) of each column      available   widths
        ([(100, 200), (100, 200)], 400, [200, 200]),
        ([(100, 100), (100, 300)], 800, [200, 600]),  # plenty: in proportion to the wishes
        ([(100, 200), (100, 400)], 400, [150, 250]),  # enough: by what is wished for beyond
        ([(300, 300), (100, 100)], 200, [150, 50]),  # too little: everybody gives
        ([(1, 1), (1, 1), (1, 1)], 100, [33, 33, 34]),  # no twip is lost
    ],
)
def test_width_is_shared(wishes, available, widths):
    assert share_width([Wish(*wish) for wish in wishes], available) == widths


@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(0, 4000)), min_size=1, max_size=20),
    st.integers(50, 14000),
)
def test_columns_fill_the_page_exactly(wishes, available):
    widths = share_width([Wish(least, least + more) for least, more in wishes], available)
    assert sum(widths) == available
    assert min(widths) >= 0


def test_a_table_of_twelve_figures_a_row_needs_the_sheet_across():
    assert needs_wide_sheet(BY_QUARTER, A4_PORTRAIT.text_width)
    assert not needs_wide_sheet(TARGETS, A4_PORTRAIT.text_width)
    assert not needs_wide_sheet(BY_QUARTER, A4_LANDSCAPE.text_width)


@pytest.mark.parametrize(("columns", "size"), [(4, 12), (9, 11), (10, 10), (40, 10)])
def test_letters_get_smaller_before_words_are_broken(columns, size):
    heads = tuple(Column("Nghiêng") for _ in range(columns))
    table = Table(heads, (Row(("100",) * columns),))
    assert size_for(measure(table), A4_PORTRAIT.text_width) == size


def test_a_wished_width_is_kept_while_there_is_room():
    table = Table((Column("Tên", width_mm=30), Column("Ghi chú")), (Row(("An", "x" * 90)),))
    assert wishes_at(measure(table), 12)[0].most == 1701
