"""Whatever verbs are tried in whatever order: the registry stays a forest on every day."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.engines import counting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.models import (
    OrgUnit,
    Succession,
    UnitRelation,
    UnitVersion,
)
from tests.registry.orgunits.units import (
    dissolve,
    merge,
    part,
    province,
    reattach,
    rename,
    split,
    undo,
    unit,
)

FIRST = date(2024, 1, 1)
DAYS = [FIRST + timedelta(days=30 * step) for step in range(12)]
_number = st.integers(0, 7)
_day = st.sampled_from(DAYS)
_share = st.sampled_from([None, "0.25", "0.5", "0.75", "1"])

doings = st.one_of(
    st.tuples(st.just("rename"), _number, _day),
    st.tuples(st.just("reattach"), _number, _number, _day),
    st.tuples(st.just("merge"), _number, _number, _day),
    st.tuples(st.just("part"), _number, _number, _share, _day),
    st.tuples(st.just("split"), _number, _number, _number, _share, _day),
    st.tuples(st.just("dissolve"), _number, _day),
    st.tuples(st.just("undo"), st.integers(0, 30)),
)


def start() -> list[OrgUnit]:
    """Two provinces, four communes, two stations."""
    here, there = province("P"), province("Q")
    communes = [unit(f"C{n}", parent=here if n < 3 else there) for n in range(4)]
    return [here, there, *communes, unit("s1", parent=communes[0]), unit("s2", parent=communes[1])]


def do(units: list[OrgUnit], doing: tuple) -> bool:
    """Try one doing; whether it was accepted."""
    verb, *rest = doing
    try:
        with transaction.atomic():
            if verb == "rename":
                rename(units[rest[0]], f"Tên {rest[1]:%m%Y}", rest[1])
            elif verb == "reattach":
                reattach(units[rest[0]], units[rest[1]], rest[2])
            elif verb == "merge":
                merge(units[rest[0]], units[rest[1]], rest[2])
            elif verb == "part":
                part(units[rest[0]], units[rest[1]], rest[2], rest[3])
            elif verb == "split":
                old, one, two, share, on = rest
                split(units[old], {units[one]: share, units[two]: None}, on)
            elif verb == "dissolve":
                dissolve(units[rest[0]], rest[1])
            else:
                standing = list(queries.standing_successions())
                if standing:
                    undo(standing[rest[0] % len(standing)])
    except RefusedError:
        return False
    return True


def spans_of(rows) -> list[tuple[date, date]]:
    return sorted((row.valid_from or date.min, row.valid_to or date.max) for row in rows)


def check_everything(units: list[OrgUnit]) -> None:
    for one in units:
        check_spans(one)
        check_shares(one)
    for on in [FIRST - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=400)]:
        for one in units:
            check_place(one, on)


def check_spans(one: OrgUnit) -> None:
    alive = spans_of(UnitVersion.objects.filter(unit=one))
    places = spans_of(UnitRelation.objects.filter(unit=one))
    assert alive, "a unit without any name"
    for before, after in pairwise(places):
        assert before[1] < after[0], "two parents on one day"
    for before, after in pairwise(alive):
        assert before[1] + timedelta(days=1) == after[0], "a gap, or two names on one day"
    for first, last in places:
        assert alive[0][0] <= first, "a place before the unit began"
        assert last <= alive[-1][1], "a place after the unit ended"


def check_place(one: OrgUnit, on: date) -> None:
    chain = [one.pk]
    while above := queries.parents_on([chain[-1]], on):
        chain.append(above[chain[-1]])
        assert len(set(chain)) == len(chain), "a unit below itself"
    if len(chain) > 1 and queries.version_on(one.pk, on):
        assert queries.version_on(chain[1], on), "a parent that is not valid"


def check_shares(one: OrgUnit) -> None:
    for on in DAYS:
        rows = queries.standing_successions().filter(
            old=one, on=on, kind__in=("merge", "merge_part", "split")
        )
        parts = [Decimal(1) if row.kind == "merge" else row.share or 0 for row in rows]
        assert sum(parts) <= 1, "more than the whole went on"


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(doings, min_size=1, max_size=14))
def test_any_sequence_of_verbs_keeps_every_unit_in_one_place(steps: list[tuple]) -> None:
    with transaction.atomic():
        units = start()
        for doing in steps:
            do(units, doing)
        check_everything(units)
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(doings, min_size=1, max_size=10))
def test_undoing_everything_backwards_leads_to_the_beginning(steps: list[tuple]) -> None:
    with transaction.atomic():
        units = start()
        before = _state()
        for doing in steps:
            if doing[0] != "undo":
                do(units, doing)
        while standing := list(queries.standing_successions().order_by("-on", "-pk")):
            assert any(do_undo(row) for row in standing), "nothing left can be taken back"
        assert _state() == before
        transaction.set_rollback(True)


def do_undo(row: Succession) -> bool:
    try:
        with transaction.atomic():
            undo(row)
    except RefusedError:
        return False
    return True


def _state() -> tuple[list[tuple], list[tuple]]:
    versions = UnitVersion.objects.order_by("unit_id", "valid_from")
    relations = UnitRelation.objects.order_by("unit_id", "valid_from")
    return (
        list(versions.values_list("unit_id", "name", "valid_from", "valid_to")),
        list(relations.values_list("unit_id", "parent_id", "valid_from", "valid_to")),
    )


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(doings, min_size=1, max_size=10), _day)
def test_the_engine_sees_the_same_tree_on_every_day(steps: list[tuple], on: date) -> None:
    """The bridge loses nothing: validity, branches and territories agree with the queries."""
    with transaction.atomic():
        units = start()
        for doing in steps:
            do(units, doing)
        plain = queries.counting_map(None)
        tree = counting.UnitTree(plain.units, plain.successions)
        for one in units:
            version = queries.version_on(one.pk, on)
            seen = tree.on(one.pk, on)
            assert (version.name if version else None) == (seen.name if seen else None)
            if version:
                under = {row.unit_id for row in queries.units_under(one.pk, on)}
                assert under == tree.under(one.pk, on)
            territory = queries.territory_of(one.pk, on)
            assert (territory.pk if territory else None) == tree.territory_of(one.pk, on)
        transaction.set_rollback(True)
