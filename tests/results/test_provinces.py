"""One target by province, and maps narrowed to what is counted: the same figures, fewer units."""

import pytest

from songhanh.engines import counting
from songhanh.programme.targets.queries import target_spec, targets_of
from songhanh.registry.orgunits.enums import NUMEROUS, UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import Narrowing, counting_map
from songhanh.results.values.provinces import by_province
from songhanh.results.values.queries import results_of
from tests.results.stories import LOUDSPEAKER, SESSIONS, Story, tell
from tests.results.stories import on as day
from tests.world import World, add_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def national(world: World) -> Story:
    """A plan of a ministry, which counts every commune of the country."""
    add_unit(world, "BNV", "Bộ Nội vụ", UnitKind.MINISTRY, None)
    story = tell(world, SESSIONS, LOUDSPEAKER)
    story.plan.issuer = world.units["BNV"]
    story.plan.save()
    return story


def parts(story: Story, ordinal: str, on: str, **how: object):
    target = next(one for one in targets_of(story.plan) if one.element.key == ordinal)
    return by_province(story.plan, target_spec(target), as_of=day(on), **how)


def told(one) -> dict[str, tuple[int, int]]:
    return {row.code: (row.passing, row.counted) for row in one.provinces}


def test_each_province_has_its_part_of_the_whole(national: Story) -> None:
    for commune in ("A", "A", "B", "B", "X", "C"):
        national.session(commune, "08/03/2026")

    (year,) = parts(national, "II.1", "31/12/2026")

    assert told(year) == {"P": (2, 3), "Q": (0, 1)}
    assert [row.value for row in year.provinces][1] == 0
    assert (year.whole.numerator, year.whole.denominator) == (2, 4)


def test_a_province_without_a_commune_has_no_share(national: Story) -> None:
    add_unit(national.world, "T", "Tỉnh Tân Lập", UnitKind.PROVINCE, None)
    (year,) = parts(national, "II.1", "31/12/2026")
    assert {row.code: row.value for row in year.provinces}["T"] is None


def test_quarters_have_their_provinces_too(national: Story) -> None:
    for number in range(3):
        national.item("a1", f"0{number + 1}/02/2026")
    quarters = parts(national, "II.3", "30/06/2026")
    assert [told(one) for one in quarters] == [
        {"P": (1, 3), "Q": (0, 1)},
        {"P": (0, 3), "Q": (0, 1)},
        {"P": (0, 3), "Q": (0, 1)},
    ]


def test_provinces_as_known_on_an_earlier_day(national: Story) -> None:
    national.session("X", "08/03/2026")
    (then,) = parts(national, "II.1", "31/12/2026", known_on=day("01/01/2026"))
    assert then.whole.numerator == 0


def test_the_number_of_queries_does_not_grow_with_provinces(
    national: Story, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    target = target_spec(targets_of(national.plan)[0])
    with django_assert_max_num_queries(25) as few:
        by_province(national.plan, target, as_of=day("31/12/2026"))
    for number in range(8):
        add_unit(national.world, f"P{number}", f"Tỉnh {number}", UnitKind.PROVINCE, None)
        add_unit(national.world, f"X{number}", f"Xã {number}", UnitKind.COMMUNE, f"P{number}")
    with django_assert_num_queries(len(few)):
        by_province(national.plan, target, as_of=day("31/12/2026"))


class TestNarrowing:
    """What a computation leaves in the database."""

    @pytest.fixture
    def grassroots(self, world: World) -> World:
        add_unit(world, "v1", "Thôn Đông Hải", UnitKind.VILLAGE, "A")
        add_unit(world, "t1", "Trường Trung học phổ thông Lý Bôn", UnitKind.SCHOOL, "A")
        return world

    def codes(self, world: World, **how: object) -> set[str]:
        found = counting_map(world.units["P"].pk, narrowing=Narrowing((), **how))
        return {unit.versions[0].code for unit in found.units}

    def test_kinds_nobody_counts_are_left_out(self, grassroots: World) -> None:
        everything = self.codes(grassroots)
        assert everything - self.codes(grassroots, without=frozenset(NUMEROUS)) == {"v1", "t1"}

    def test_a_unit_that_words_may_name_is_kept(self, grassroots: World) -> None:
        without = frozenset(NUMEROUS)
        words = ("trường trung học phổ thông Lí Bôn", "đơn vị")
        assert "t1" in self.codes(grassroots, without=without, words=words)
        assert "v1" not in self.codes(grassroots, without=without, words=words)

    def test_units_gone_before_the_year_are_left_out_and_those_of_the_year_stay(
        self, grassroots: World
    ) -> None:
        gone = grassroots.units["v1"].versions.get()
        gone.valid_to = day("31/12/2025")
        gone.save()
        assert "v1" in self.codes(grassroots, since=day("31/12/2025"))
        assert "v1" not in self.codes(grassroots, since=day("01/01/2026"))

    def test_an_issuer_that_has_ended_keeps_the_province_that_ended_with_it(
        self, world: World
    ) -> None:
        add_unit(world, "R", "Tỉnh Cũ", UnitKind.PROVINCE, None)
        add_unit(world, "RS", "Sở Cũ", UnitKind.DEPARTMENT, "R")
        UnitVersion.objects.filter(code__in=("R", "RS")).update(valid_to=day("30/06/2025"))
        since = Narrowing((), since=day("01/01/2026"))
        found = counting_map(world.units["P"].pk, {world.units["RS"].pk}, narrowing=since)
        tree = counting.UnitTree(found.units, found.successions)
        place = tree.territory_of(world.units["RS"].pk, day("01/01/2026"))
        assert place == world.units["R"].pk

    def test_villages_are_there_for_a_target_that_counts_them(self, grassroots: World) -> None:
        story = tell(grassroots, SESSIONS | {"subjects": ["các thôn, tổ dân phố"]})
        story.session("v1", "08/03/2026")
        (year,) = results_of(story.plan, as_of=day("31/12/2026"))
        assert year.failing == ("v1",)
