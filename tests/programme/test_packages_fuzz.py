"""Whatever stands in a package's plan, it is published or every fault is told: nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import PackagePlanError, publish_from_package
from tests.programme.packages import package, structured
from tests.world import NOON, World

STRANGE = [
    *(None, True, -1, 0, 3.7, 10**40, 1e300, float("nan"), float("inf")),
    *("", "x", "\x00", "x" * 5000, "2026-02-30", "99-99", "31"),
    *([], [None], ["x"], [[]], {}, {"x": 1}, [{}]),
]

FULL = package(
    plan=structured(
        campaign_windows=[
            {"name": "Tháng hành động", "from": "11-15", "to": "12-15", "year": 2026}
        ],
        commemorative_days=[{"name": "Ngày Gia đình", "date": "06-28", "date_stated": True}],
        funding=[{"text_start": "Kinh phí bố trí hằng năm.", "line": 41}],
        footnotes=[{"mark": "1", "text_start": "Xem Công văn số 12.", "line": 42}],
        extra={"issue_year": 2026, "issue_place": "Hải Sơn"},
        number="41/KH-UBND",
        issue_date="2026-01-12",
    )
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place of a JSON value, from the outside in."""
    yield path
    if isinstance(value, dict):
        for name, below in value.items():
            yield from places(below, (*path, name))
    if isinstance(value, list):
        for number, below in enumerate(value):
            yield from places(below, (*path, number))


def with_change(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """The value with one place replaced."""
    if not path:
        return new
    copy = list(value) if isinstance(value, list) else dict(value)
    copy[path[0]] = with_change(value[path[0]], path[1:], new)  # type: ignore[index, call-overload]  # any JSON
    return copy


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.sampled_from(list(places(FULL))), strange=st.sampled_from(STRANGE))
@example(path=("plan", "targets", 0, "coverage"), strange=["x"])
@example(path=("plan", "title"), strange="\x00")
@example(path=("plan", "anomalies"), strange=None)
def test_one_strange_value_is_published_or_told(
    world: World, path: tuple[str | int, ...], strange: Any
) -> None:
    data = with_change(FULL, path, strange)
    with transaction.atomic():
        try:
            assert publish_from_package(data, acting=command_line(), at=NOON).is_published
        except PackagePlanError as refused:
            assert refused.findings  # noqa: PT017 - either answer is right
        transaction.set_rollback(True)
