"""Whatever verbs are tried in whatever order: the registry stays a forest on every day."""

from collections import defaultdict
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
from songhanh.registry.orgunits.enums import Hierarchy
from songhanh.registry.orgunits.models import (
    OrgUnit,
    Succession,
    UnitRelation,
    UnitVersion,
)
from tests.registry.orgunits.histories import (
    DAYS,
    FIRST,
    Registry,
    days,
    do,
    doings,
    start,
)
from tests.registry.orgunits.units import undo


def check_everything(units: list[OrgUnit]) -> None:
    registry = Registry()
    for one in units:
        check_spans(registry, one.pk)
    for on in [FIRST - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=400)]:
        for one in units:
            check_place(registry, one.pk, on)
    check_shares()


def check_spans(registry: Registry, unit_id: int) -> None:
    alive = registry.alive[unit_id]
    assert alive, "a unit without any name"
    for before, after in pairwise(alive):
        assert before[1] + timedelta(days=1) == after[0], "a gap, or two names on one day"
    for hierarchy in Hierarchy.values:
        for (first, last), _parent in registry.places[hierarchy, unit_id]:
            assert alive[0][0] <= first, "a place before the unit began"
            assert last <= alive[-1][1], "a place after the unit ended"


def check_place(registry: Registry, unit_id: int, on: date) -> None:
    for hierarchy in Hierarchy.values:
        chain = [unit_id]
        while (above := registry.parent(chain[-1], on, hierarchy)) is not None:
            assert above not in chain, "a unit below itself"
            assert registry.is_alive(above, on), "a parent that is not valid"
            chain.append(above)


def check_shares() -> None:
    given: dict[tuple[int, date], Decimal] = defaultdict(Decimal)
    for row in queries.standing_successions():
        if row.kind in ("merge", "merge_part", "split"):
            given[row.old_id, row.on] += Decimal(1) if row.kind == "merge" else row.share or 0
    assert all(total <= 1 for total in given.values()), "more than the whole went on"


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
            if doing[0] not in ("undo", "place"):  # a place is a fact: no counter-record
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
@given(st.lists(doings, min_size=1, max_size=10), days)
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
