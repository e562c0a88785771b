"""Which days an occasion has, which occasion a name means, which days are worked."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines import counting
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.registry.calendar import actions, queries
from songhanh.registry.calendar.enums import SpecialDayKind
from songhanh.registry.calendar.models import Occasion, SpecialDay
from songhanh.registry.calendar.national import load_national
from songhanh.registry.calendar.queries import WorkingDays
from tests.registry.calendar import lunar
from tests.world import NOON, World

DAY = date(2026, 6, 15)


def by(world: World, name: str = "minh"):
    return {"acting": world.acting[name], "at": NOON}


def a_local_day(world: World, who: str = "minh", **content: object) -> Occasion:
    given = {
        "kind": "day",
        "name": "Ngày truyền thống tỉnh Hải Sơn",
        "source": "Nghị quyết 5/NQ-HĐND",
        "first_day": "04-12",
        "last_day": "04-12",
    }
    return actions.create_occasion(actions.OccasionContent(**given | content), **by(world, who))


# ------------------------------------------------------------- occasions ----


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 11, 14), False),
        (date(2026, 11, 15), True),
        (date(2026, 12, 15), True),
        (date(2026, 12, 16), False),
        (date(2015, 11, 20), False),  # the first was held in 2016
    ],
)
def test_the_action_month_has_both_its_days_inside(day: date, inside: bool) -> None:
    codes = {one.occasion.code for one in queries.occasions_on(day)}
    assert ("action_month" in codes) is inside


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "month_day", "code"),
    [
        ("Ngày Quốc tế Phụ nữ 8/3", "03-08", "women_day"),
        ("ngày quốc tế phụ nữ", "", "women_day"),
        ("Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam 20/10", "10-20", "vietnamese_women_day"),
        ("ngày Phụ nữ Việt Nam 20-10", "10-20", "vietnamese_women_day"),
        ("Phụ nữ Việt Nam", "", "vietnamese_women_day"),
        ("Ngày gia đình Việt Nam", "", "family_day"),
        ("", "10-20", "vietnamese_women_day"),
        ("Tháng hành động vì bình đẳng giới", "", "action_month"),
        (
            "Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới",
            "11-15",
            "action_month",
        ),
        ("Ngày hội xuống đồng", "", None),
        ("ngày", "", None),
    ],
)
def test_a_day_under_different_names_is_one_occasion(name, month_day, code) -> None:
    meant = queries.occasion_meant(name, month_day)
    assert (meant.code if meant else None) == code


@pytest.mark.django_db
def test_a_window_over_the_end_of_the_year_belongs_to_the_year_it_begins_in(world: World) -> None:
    a_local_day(world, kind="campaign", name="Đợt Tết", first_day="12-20", last_day="01-10")
    unit = world.units["A"].pk
    for day in (date(2026, 12, 20), date(2027, 1, 1), date(2027, 1, 10)):
        (found,) = [one for one in queries.occasions_on(day, unit) if one.occasion.branch_id]
        assert (found.year, found.last) == (2026, date(2027, 1, 10))
    later = queries.occasions_on(date(2027, 1, 11), unit)
    assert not any(one.occasion.branch_id for one in later)


@pytest.mark.django_db
def test_the_29th_of_february_is_the_last_day_of_the_month_in_other_years() -> None:
    assert queries.day_in_year("02-29", 2027) == date(2027, 2, 28)
    assert queries.day_in_year("02-29", 2028) == date(2028, 2, 29)


@pytest.mark.django_db
def test_a_peak_window_stands_around_its_day(world: World) -> None:
    a_local_day(world, days_before=7, days_after=3)
    unit = world.units["A"].pk
    inside = [
        day
        for day in (date(2026, 4, d) for d in range(1, 30))
        if any(one.occasion.branch_id for one in queries.occasions_on(day, unit))
    ]
    assert (inside[0], inside[-1]) == (date(2026, 4, 5), date(2026, 4, 15))


def test_what_is_only_named_gets_its_days_from_the_guidance_of_the_year(world: World) -> None:
    named = a_local_day(world, first_day="", last_day="", name="Ngày hội gia đình")
    before = queries.occurrence_of(named, 2026)
    assert (before.first, before.last) == (None, None)
    year = actions.YearContent(
        "Công văn 12/SNV", date(2026, 6, 20), date(2026, 6, 28), theme="Bữa cơm gia đình"
    )
    actions.set_year(named, 2026, year, **by(world))
    chain = queries.branches_above(world.units["A"].pk, DAY)
    (found,) = queries.occurrences(2026, [named], chain)
    assert (found.first, found.theme, found.source) == (
        date(2026, 6, 20),
        "Bữa cơm gia đình",
        "Công văn 12/SNV",
    )
    (next_year,) = queries.occurrences(2027, [named], chain)
    assert next_year.first is None


def test_the_days_a_province_enters_hold_for_its_communes_and_not_next_door(world: World) -> None:
    month = Occasion.objects.get(code="action_month")
    year = actions.YearContent("Kế hoạch 7", date(2026, 11, 10), date(2026, 12, 10))
    actions.set_year(month, 2026, year, **by(world))

    def first_in(unit: str) -> date | None:
        chain = queries.branches_above(world.units[unit].pk, DAY)
        (found,) = queries.occurrences(2026, [month], chain)
        return found.first

    assert [first_in(unit) for unit in "AX"] == [date(2026, 11, 10), date(2026, 11, 15)]


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (actions.YearContent("K", date(2026, 3, 1)), "cả ngày đầu và ngày cuối"),
        (actions.YearContent("K", date(2026, 3, 2), date(2026, 3, 1)), "đứng trước ngày đầu"),
        (actions.YearContent("K", date(2025, 3, 2), date(2026, 3, 1)), "không nằm trong năm 2026"),
    ],
)
def test_days_of_a_year_that_cannot_be_are_refused(world: World, content, refused: str) -> None:
    month = Occasion.objects.get(code="action_month")
    with pytest.raises(RefusedError, match=refused):
        actions.set_year(month, 2026, content, **by(world))
    assert not month.years.exists()


def test_only_the_branchs_own_keepers_change_its_rows(world: World) -> None:
    local = a_local_day(world)
    national = Occasion.objects.get(code="women_day")
    content = actions.OccasionContent("day", "Tên khác", "Nguồn")
    for row, name in [(national, "minh"), (local, "lan"), (local, "ha")]:
        with pytest.raises(NotAllowedError):
            actions.change_occasion(row, content, 1, **by(world, name))
    with pytest.raises(NotAllowedError):
        a_local_day(world, "lan")
    actions.change_occasion(local, content, 1, **by(world, "quan"))
    with pytest.raises(ConflictError):
        actions.change_occasion(local, content, 1, **by(world))
    actions.remove_occasion(local, acting=world.acting["minh"], at=NOON)
    verbs = list(AuditEntry.objects.order_by("at", "verb").values_list("verb", flat=True))
    assert sorted(verbs) == ["occasion.change", "occasion.create", "occasion.remove"]


# ---------------------------------------------------------- working days ----

THE_COUNTRY = [
    # day, worked?
    (date(2022, 1, 3), False),  # in lieu of Saturday 01/01
    (date(2023, 1, 26), False),
    (date(2024, 4, 29), False),
    (date(2024, 5, 4), True),  # a Saturday worked for it
    (date(2025, 5, 2), False),
    (date(2026, 2, 13), True),
    (date(2026, 2, 16), False),
    (date(2026, 2, 20), False),
    (date(2026, 2, 23), True),
    (date(2026, 4, 27), False),
    (date(2026, 8, 22), True),
    (date(2026, 8, 31), False),
    (date(2026, 11, 21), False),  # a Saturday
    (date(2030, 2, 1), False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "worked"), THE_COUNTRY)
def test_the_working_days_of_the_country(day: date, worked: bool) -> None:
    assert queries.is_working_day(day) is worked


@pytest.mark.django_db
@pytest.mark.parametrize("year", range(2022, 2031))
def test_the_moon_agrees_with_the_data(year: int) -> None:
    tet, hung = lunar.day_of(1, 1, year), lunar.day_of(10, 3, year)
    names = dict(SpecialDay.objects.filter(day__year=year).values_list("day", "name"))
    assert "Tết Nguyên đán" in names[tet]
    assert "Giỗ Tổ" in names[hung]


@pytest.mark.django_db
@pytest.mark.parametrize("year", range(2022, 2031))
def test_a_year_has_its_eleven_holidays_and_nothing_lost_to_a_weekend(year: int) -> None:
    """Labour Code, articles 111 and 112: what falls on a weekend is made good on another day."""
    rows = list(SpecialDay.objects.filter(day__year=year))
    holidays = [row for row in rows if row.kind == SpecialDayKind.HOLIDAY]
    assert len(holidays) == 11
    off = [r for r in rows if r.kind != SpecialDayKind.WORKING and r.day.isoweekday() < 6]
    worked = [r for r in rows if r.kind == SpecialDayKind.WORKING]
    assert all(row.day.isoweekday() >= 6 for row in worked)
    assert len(off) - len(worked) == 11


@pytest.mark.django_db
def test_the_next_working_day_and_the_days_between() -> None:
    assert queries.next_working_day(date(2026, 2, 14)) == date(2026, 2, 23)
    assert queries.next_working_day(date(2026, 2, 23)) == date(2026, 2, 23)
    assert queries.working_days_between(date(2026, 2, 13), date(2026, 2, 23)) == 2
    working = queries.working_days_of(None, DAY)
    assert working.after(date(2026, 2, 13), 2) == date(2026, 2, 24)
    assert working.after(date(2026, 11, 20), 2) == date(2026, 11, 24)


@pytest.mark.django_db
def test_a_last_day_moves_to_the_next_working_day_where_that_is_set() -> None:
    working = queries.working_days_of(None, DAY)
    period = counting.parse_period("2026")
    by_itself = counting.last_day("11-29", counting.DueRule.BY, period)
    moved = counting.last_day("11-29", counting.DueRule.BY, period, day_off=working.is_day_off)
    assert (by_itself, moved) == (date(2026, 11, 29), date(2026, 11, 30))


def test_a_province_enters_a_day_off_of_its_own(world: World) -> None:
    day = date(2026, 4, 13)
    content = actions.SpecialDayContent(day, "holiday", "Ngày truyền thống", "QĐ 1")
    row = actions.set_special_day(content, **by(world))
    answers = [queries.is_working_day(day, world.units[unit].pk) for unit in "ABX"]
    assert answers == [False, False, True]
    corrected = actions.SpecialDayContent(day, "working", "Ngày truyền thống", "QĐ 2")
    assert actions.set_special_day(corrected, **by(world)).pk == row.pk
    actions.remove_special_day(SpecialDay.objects.get(pk=row.pk), **by(world))
    assert queries.is_working_day(day, world.units["A"].pk)


def test_a_local_row_is_believed_before_the_countrys(world: World) -> None:
    content = actions.SpecialDayContent(date(2026, 4, 27), "working", "Trực", "QĐ 3")
    actions.set_special_day(content, **by(world))
    assert queries.is_working_day(date(2026, 4, 27), world.units["A"].pk)
    assert not queries.is_working_day(date(2026, 4, 27), world.units["X"].pk)


def test_loading_the_national_rows_again_changes_nothing(world: World) -> None:
    counts = Occasion.objects.count(), SpecialDay.objects.count()
    Occasion.objects.filter(code="women_day").update(name="Tên đã sửa")
    load_national("default")
    assert (Occasion.objects.count(), SpecialDay.objects.count()) == counts
    assert Occasion.objects.get(code="women_day").name == "Tên đã sửa"


def test_working_days_are_read_at_once(world: World) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        working = queries.working_days_of(world.units["A"].pk, DAY)
        working.between(date(2022, 1, 1), date(2030, 12, 31))
    assert len(asked) == 2


@given(
    first=st.dates(date(2022, 1, 1), date(2030, 12, 31)),
    span=st.integers(0, 60),
    off=st.sets(st.integers(0, 70), max_size=10),
)
def test_days_between_and_days_after_agree(first: date, span: int, off: set[int]) -> None:
    special = [first + timedelta(days=step) for step in off]
    working = WorkingDays(dict.fromkeys(special, SpecialDayKind.HOLIDAY))
    last = first + timedelta(days=span)
    count = working.between(first, last)
    end = working.after(first - timedelta(days=1), count)
    assert end <= last
    assert working.between(first, end) == count if count else end < first
    assert working.is_working_day(working.next_working_day(first))
