"""Rows of many keys: the same rows as Django's own ``__in`` gives, on either database."""

import pytest
from django.db.models import Q

from songhanh.foundation.lib.among import among
from songhanh.registry.orgunits.models import UnitVersion

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("codes", [[], ["A"], ["A", "B", "P"]])
def test_it_chooses_the_rows_that_in_chooses(world, codes):
    keys = [world.units[code].pk for code in codes] + [10**12]
    chosen = Q(unit_id__in=keys)
    ours = among("unit_id", keys)
    for mine, theirs in (
        (ours, chosen),
        (~ours, ~chosen),
        (ours | Q(kind="province"), chosen | Q(kind="province")),
        (ours & Q(kind="commune"), chosen & Q(kind="commune")),
    ):
        found = set(UnitVersion.objects.filter(mine).values_list("pk", flat=True))
        assert found == set(UnitVersion.objects.filter(theirs).values_list("pk", flat=True))


def test_of_no_keys_there_are_no_rows(world, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not UnitVersion.objects.filter(among("unit_id", ()))
    assert UnitVersion.objects.filter(~among("unit_id", ())).count() == UnitVersion.objects.count()


def test_a_country_of_keys_is_sent_at_once(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = list(UnitVersion.objects.filter(among("unit_id", range(200_000))))
    assert found


def test_what_is_no_key_is_refused(world):
    with pytest.raises(ValueError, match="one"):
        among("unit_id", ["one"])
