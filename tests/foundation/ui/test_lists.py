"""Sorting and paging that stand in the address."""

import pytest
from django.test import RequestFactory

from songhanh.foundation.ui import lists

SORTS = {"day": "occurred_on", "name": "name"}


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/", "-day"),
        ("/?sort=name", "name"),
        ("/?sort=-name", "-name"),
        ("/?sort=password", "-day"),
        ("/?sort=--name", "-day"),
        ("/?sort=", "-day"),
    ],
)
def test_only_what_the_list_allows_is_sorted_by(rf: RequestFactory, address: str, key: str) -> None:
    assert lists.sort_key(rf.get(address), SORTS, "-day") == key


@pytest.mark.parametrize(
    ("asked", "given"), [("2", 2), ("99", 3), ("0", 3), ("x", 1), ("", 1), ("-1", 3)]
)
def test_a_page_that_is_not_there_gives_the_nearest(
    rf: RequestFactory, asked: str, given: int
) -> None:
    assert lists.page_of(rf.get(f"/?page={asked}"), range(120)).number == given


def test_rows_that_tie_keep_one_order(rf: RequestFactory) -> None:
    from songhanh.foundation.jobs.models import Schedule  # noqa: PLC0415 - any model does

    rows = lists.sort(rf.get("/?sort=name"), Schedule.objects.all(), {"name": "task_path"}, "name")
    assert rows.query.order_by == ("task_path", "pk")


def test_the_same_address_gives_the_workbook(rf: RequestFactory) -> None:
    assert lists.wants_workbook(rf.get("/?format=xlsx"))
    assert not lists.wants_workbook(rf.get("/?format=csv"))
