"""The pages of the calendar: month, year, days off; what plans add; files for other programs."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from openpyxl import load_workbook

from songhanh.registry.calendar import actions
from songhanh.registry.calendar.models import Occasion, SpecialDay
from tests.access.programme import a_published_plan
from tests.world import NOON, World


def signed_in(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.users[name])
    return client


def test_the_month_shows_its_days_and_what_runs_through_it(world: World) -> None:
    client = signed_in(world, "lan")
    november = client.get("/calendar/?month=2026-11").content.decode()
    assert "Ngày Quốc tế xóa bỏ bạo lực đối với phụ nữ" in november
    assert "15/11/2026 – 15/12/2026" in november
    assert "15/11/2025" not in november
    february = client.get("/calendar/?month=2026-02").content.decode()
    assert february.count("Tết Nguyên đán") == 5
    for odd in ("2026-13", "hai", "9999-01"):
        assert client.get(f"/calendar/?month={odd}").status_code == 200


def test_the_year_is_filtered_by_the_address_and_searched_without_marks(world: World) -> None:
    client = signed_in(world, "lan")
    found = client.get("/calendar/list/?year=2026&q=gia dinh").content.decode()
    assert "Ngày Gia đình Việt Nam" in found
    assert "Ngày Quốc tế Phụ nữ" not in found
    campaigns = client.get("/calendar/list/?year=2026&group=campaign").content.decode()
    assert "Tháng hành động vì bình đẳng giới" in campaigns
    assert "Ngày Gia đình Việt Nam" not in campaigns
    assert "bỏ bớt điều kiện lọc" in client.get("/calendar/list/?q=zzz").content.decode()


def test_a_plan_puts_its_windows_beside_the_common_ones(world: World) -> None:
    a_published_plan(world)
    client = signed_in(world, "lan")
    joined = client.get("/calendar/list/?year=2026&group=joined").content.decode()
    assert "Tháng hành động" in joined
    elsewhere = signed_in(world, "xuan").get("/calendar/list/?year=2026&group=joined")
    assert "nêu trong kế hoạch</td>" not in elsewhere.content.decode()


def test_the_calendar_opens_in_excel_and_in_calendar_programs(world: World) -> None:
    client = signed_in(world, "lan")
    book = load_workbook(BytesIO(client.get("/calendar/list/?year=2026&format=xlsx").content))
    rows = {row[0]: row for row in book.active.iter_rows(values_only=True)}
    assert rows["Ngày Quốc tế Phụ nữ"][2].date() == date(2026, 3, 8)
    parsed = Calendar.from_ical(client.get("/calendar/calendar.ics?year=2026").content)
    month = next(e for e in parsed.walk("VEVENT") if "bình đẳng giới" in str(e["summary"]))
    assert (month["dtstart"].dt, month["dtend"].dt) == (date(2026, 11, 15), date(2026, 12, 16))
    days = load_workbook(BytesIO(client.get("/calendar/days/?year=2026&format=xlsx").content))
    assert days.active.max_row > 12


def test_a_lead_officer_keeps_the_calendar_of_the_province(world: World) -> None:
    client = signed_in(world, "minh")
    sent = {
        "name": "Ngày hội bản làng",
        "kind": "day",
        "first_day": "18/11",
        "days_before": "0",
        "days_after": "0",
        "source": "KH 1",
    }
    assert client.post("/calendar/occasions/new/", sent).status_code == 302
    made = Occasion.objects.get(name="Ngày hội bản làng")
    assert (made.first_day, made.last_day, made.branch) == ("11-18", "11-18", world.units["P"])
    wrong = client.post("/calendar/occasions/new/", sent | {"first_day": "31/2"})
    assert wrong.status_code == 400
    assert "không phải một ngày trong năm" in wrong.content.decode()
    page = f"/calendar/occasions/{made.pk}/"
    assert signed_in(world, "lan").get(page).status_code == 200
    assert signed_in(world, "xuan").get(page).status_code == 404
    year = {"first": "17/11/2026", "last": "19/11/2026", "theme": "Đoàn kết", "source": "CV 2"}
    assert client.post(f"{page}years/2026/", year).status_code == 302
    assert "Chủ đề: Đoàn kết" in signed_in(world, "lan").get(page).content.decode()
    assert (
        client.post(f"{page}edit/", sent | {"name": "Ngày hội", "version": "1"}).status_code == 302
    )
    assert client.post(f"{page}edit/", sent | {"version": "1"}).status_code == 409
    assert client.post(f"{page}remove/").status_code == 302
    assert not Occasion.objects.filter(pk=made.pk).exists()


def test_days_off_are_entered_by_form(world: World) -> None:
    client = signed_in(world, "quan")
    sent = {"day": "13/04/2026", "kind": "holiday", "name": "Ngày hội", "source": "QĐ 1"}
    assert client.post("/calendar/days/new/", sent).status_code == 302
    row = SpecialDay.objects.get(branch=world.units["P"])
    assert (row.announced, row.name) == (False, "Ngày hội")
    assert client.get(f"/calendar/days/{row.pk}/edit/").status_code == 200
    assert client.post(f"/calendar/days/{row.pk}/remove/").status_code == 302
    national = SpecialDay.objects.filter(branch=None).first()
    assert national
    assert client.post(f"/calendar/days/{national.pk}/remove/").status_code == 403


@pytest.mark.parametrize("address", ["/calendar/?month=2026-11", "/calendar/list/?year=2026"])
def test_more_occasions_ask_no_more_of_the_database(world: World, address: str) -> None:
    client = signed_in(world, "minh")
    client.get(address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = asked()
    for number in range(8):
        content = actions.OccasionContent("day", f"Ngày {number}", "KH", "11-20", "11-20")
        actions.create_occasion(content, acting=world.acting["minh"], at=NOON)
    assert asked() <= before + 1  # the names of the local ones' units
