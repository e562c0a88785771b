"""What a school did in its school year: months, weeks, holidays, silent and closed schools."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.records.schools.models import School
from songhanh.records.schools.queries import (
    Coverage,
    begun_in,
    counting_activities,
    coverage_of,
    coverages,
    school_year_of,
)
from songhanh.registry.calendar.enums import SpecialDayKind
from songhanh.registry.calendar.queries import WorkingDays
from tests.records.examples import EXAMPLES, enter
from tests.world import World

pytestmark = pytest.mark.django_db

MAY_END = date(2026, 5, 31)


@pytest.fixture
def school(world: World) -> School:
    kept: School = enter(world, EXAMPLES["school"])
    return kept


def held(world: World, school: School, work: str, day: str) -> None:
    enter(world, EXAMPLES["school_activity"], school=school.pk, work=work, held_on=day)


def looked_at(school: School, today: date, off: WorkingDays | None = None) -> Coverage:
    year = school_year_of(school, begun_in(school, today))
    rows = counting_activities([school])[school.pk]
    return coverage_of(school, year, rows, off or WorkingDays(), today)


def test_the_school_year_has_nine_months(school: School) -> None:
    year = school_year_of(school, 2025)
    assert (year.first, year.last, year.name) == (
        date(2025, 9, 5),
        date(2026, 5, 31),
        "2025–2026",
    )
    assert [month.first.month for month in year.months] == [9, 10, 11, 12, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("today", "begun"),
    [
        (date(2026, 9, 4), 2025),
        (date(2026, 9, 5), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_the_newest_school_year_is_the_one_that_has_begun(
    school: School, today: date, begun: int
) -> None:
    assert begun_in(school, today) == begun


def test_a_month_is_missing_when_it_is_over_without_monthly_work(
    world: World, school: School
) -> None:
    held(world, school, "extracurricular", "12/03/2026")
    held(world, school, "lesson", "14/04/2026")
    found = looked_at(school, date(2026, 5, 15))
    missing = [month.period.first.month for month in found.missing]
    assert missing == [9, 10, 11, 12, 1, 2, 4]  # May is not over; a lesson is no monthly work
    assert (found.covered, found.activities, found.last_on) == (1, 2, date(2026, 4, 14))


def test_a_week_of_holidays_is_no_school_week(world: World, school: School) -> None:
    held(world, school, "flag_salute", "02/02/2026")
    held(world, school, "flag_salute", "04/02/2026")  # the same week counts once
    tet = {date(2026, 2, day): SpecialDayKind.HOLIDAY for day in range(16, 21)}
    february = {
        name: next(
            month
            for month in looked_at(school, MAY_END, off).months
            if month.period.first.month == 2
        )
        for name, off in (("plain", WorkingDays()), ("tet", WorkingDays(tet)))
    }
    assert [(one.saluted, one.weeks) for one in february.values()] == [(1, 4), (1, 3)]


def test_a_closed_school_is_asked_for_nothing_more(world: World, school: School) -> None:
    closed: School = enter(
        world, EXAMPLES["school"], title="Trường Tiểu học Cũ", closed_on="01/12/2025"
    )
    found = looked_at(closed, MAY_END)
    assert [month.period.first.month for month in found.missing] == [9, 10, 11]
    with pytest.raises(AssertionError, match="đã sáp nhập, giải thể ngày 01/12/2025"):
        held(world, closed, "lesson", "01/12/2025")
    minh = world.acting["minh"]
    assert {one.school.pk for one in coverages(minh, date(2026, 12, 1))} == {school.pk}


def test_silent_schools_stand_first(world: World, client: Client) -> None:
    busy = enter(world, EXAMPLES["school"])
    silent = enter(world, EXAMPLES["school"], title="Trường Mầm non Hoa Sen", level="kindergarten")
    held(world, busy, "extracurricular", "12/03/2026")
    client.force_login(world.users["minh"])
    page = client.get(reverse("schools:coverage"), {"year": "2025"})
    assert [one.school.pk for one in page.context["page"]] == [silent.pk, busy.pk]
    assert (page.context["schools"], page.context["silent"]) == (2, 1)
    for asked, left in (
        ({"silent": "on"}, [silent.pk]),
        ({"q": "hoa sen"}, [silent.pk]),
        ({"level": "lower_secondary"}, [busy.pk]),
    ):
        shown = client.get(reverse("schools:coverage"), {"year": "2025", **asked})
        assert [one.school.pk for one in shown.context["page"]] == left


def test_the_page_of_coverage_asks_the_same_for_many_schools(
    world: World, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(world.users["minh"])
    for number in range(3):
        enter(world, EXAMPLES["school"], title=f"Trường {number}")
    with django_assert_max_num_queries(30):
        client.get(reverse("schools:coverage"), {"year": "2025"})


def test_another_commune_sees_no_school_of_this_one(world: World, client: Client) -> None:
    enter(world, EXAMPLES["school"])
    client.force_login(world.users["mai"])
    page = client.get(reverse("schools:coverage"), {"year": "2025"})
    assert not page.context["page"].object_list
