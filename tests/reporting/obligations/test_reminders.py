"""One digest for each person, nothing said twice, nothing to who is done; who is how far behind."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.actions import Change, merge_unit
from songhanh.reporting.obligations.actions import (
    extend_obligation,
    record_first_submission,
    set_reminder_days,
    waive_obligation,
)
from songhanh.reporting.obligations.enums import REMINDER_DAYS
from songhanh.reporting.obligations.jobs import remind_of_reports
from songhanh.reporting.obligations.models import ReminderDay, SentReminder
from songhanh.reporting.obligations.queries import (
    day_reached,
    digests_due,
    obligation_of,
    overdue_seen_by,
    rhythm_for,
)
from tests.reporting.obligations.plans import ADHOC, ANNUAL, SEMIANNUAL, SUMMARY, publish, rule_of
from tests.results.stories import moment, on
from tests.world import World

pytestmark = pytest.mark.django_db
LAST_DAY = on("09/12/2026")


@pytest.fixture
def plan(world: World) -> PlanDocument:
    return publish(ANNUAL, SUMMARY, ADHOC)


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch, settings):
    """The job as it runs on a morning; who was sent a mail then."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "songhanh@hai-son.example"

    def run(day: date) -> list[str]:
        monkeypatch.setattr(clock.timezone, "now", lambda: moment(f"{day:%d/%m/%Y}"))
        mail.outbox.clear()
        remind_of_reports.func()
        return sorted(one.to[0] for one in mail.outbox)

    User.objects.filter(username__in=["lan", "mai", "minh"]).update(email="")
    for name in ("lan", "mai"):
        User.objects.filter(username=name).update(email=f"{name}@hai-son.example")
    return run


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [
        *((16, None), (15, 15), (14, 15), (8, 15), (7, 7), (3, 3), (2, 3), (1, 1), (0, 1)),
        *((-1, -1), (-2, -1), (-3, -3), (-7, -7), (-14, -7), (-15, -15), (-400, -15)),
    ],
)
def test_the_day_of_the_rhythm_that_has_come(days_left: int, expected: int | None) -> None:
    assert day_reached(days_left, REMINDER_DAYS) == expected


@given(st.sets(st.integers(-30, 30)), st.integers(-60, 60))
def test_as_time_passes_the_day_of_the_rhythm_only_moves_on(rhythm: set[int], left: int) -> None:
    now, before = day_reached(left, rhythm), day_reached(left + 1, rhythm)
    assert before is None or (now is not None and now <= before)
    assert (now is None) == (not rhythm or left > max(rhythm))


def test_each_person_is_told_on_the_days_of_the_rhythm_and_once_on_each(
    world: World, plan: PlanDocument, morning
) -> None:
    told = [
        (LAST_DAY - day).days
        for day in (LAST_DAY + timedelta(days=away) for away in range(-20, 20))
        if morning(day)
    ]
    assert told == list(REMINDER_DAYS)
    assert morning(LAST_DAY + timedelta(days=19)) == []
    per_person = SentReminder.objects.filter(user=world.users["lan"]).count()
    assert per_person == len(REMINDER_DAYS)


def test_a_morning_without_the_job_is_made_up_for_once(
    world: World, plan: PlanDocument, morning
) -> None:
    assert morning(LAST_DAY - timedelta(days=5)) == ["lan@hai-son.example", "mai@hai-son.example"]
    assert morning(LAST_DAY - timedelta(days=4)) == []


def test_who_is_done_or_excused_or_was_given_time_is_left_alone(
    world: World, plan: PlanDocument, morning
) -> None:
    rule = rule_of(plan, "VI.1")
    lan, mai = world.units["A"].pk, world.units["B"].pk
    record_first_submission(
        rule, unit_id=lan, period="2026", acting=world.acting["lan"], at=moment("01/12/2026")
    )
    duty = obligation_of(rule, unit_id=mai, period="2026", as_of=on("01/12/2026"))
    assert duty is not None
    decided = {"acting": world.acting["minh"], "at": moment("01/12/2026"), "reason": "Bão."}
    extend_obligation(duty, until=on("29/12/2026"), **decided)
    assert morning(on("06/12/2026")) == []
    assert morning(on("14/12/2026")) == ["mai@hai-son.example"]
    waive_obligation(duty, **decided)
    assert morning(on("26/12/2026")) == []


def test_several_reports_come_in_one_message(world: World, morning) -> None:
    publish(ANNUAL, SEMIANNUAL)
    assert morning(on("03/12/2026")) == ["lan@hai-son.example", "mai@hai-son.example"]
    assert len(mail.outbox) == 2
    text = mail.outbox[0].body
    assert "năm 2026" in text
    assert "còn 6 ngày" in text
    assert "6 tháng đầu năm 2026" in text
    assert "quá hạn 177 ngày" in text
    assert "2 báo cáo" in mail.outbox[0].subject


def test_the_message_leads_to_each_report_where_the_address_of_the_site_is_set(
    world: World, morning, settings
) -> None:
    plan = publish(ANNUAL)
    merge_unit(
        world.units["C"],
        into=world.units["A"],
        change=Change(on("01/10/2026"), basis="Nghị quyết 01/NQ"),
        acting=command_line(),
        at=moment("01/10/2026"),
    )
    morning(on("02/12/2026"))
    text = mail.outbox[0].body
    assert "Nộp thay Xã Cẩm Lĩnh." in text
    assert "http" not in text
    settings.PUBLIC_ADDRESS = "https://songhanh.example"
    morning(on("06/12/2026"))
    unit, rule = world.units["A"].pk, rule_of(plan, "VI.1").pk
    lines = mail.outbox[0].body.split("\n")
    way = f"  https://songhanh.example/submissions/new/?rule={rule}&unit={unit}&period=2026"
    assert lines[lines.index(way) - 1].startswith("– Báo cáo năm 2026 (")
    assert lines[-1] == "https://songhanh.example"


def test_without_a_mail_server_nothing_is_sent_and_the_reminder_stands_all_the_same(
    world: World, plan: PlanDocument, morning, settings
) -> None:
    settings.DEFAULT_FROM_EMAIL = ""
    assert morning(on("02/12/2026")) == []
    sent = SentReminder.objects.filter(user=world.users["lan"])
    assert [(one.days, one.by_mail) for one in sent] == [(7, False)]


def test_the_days_are_those_of_the_nearest_branch(world: World, plan: PlanDocument) -> None:
    minh = world.acting["minh"]
    issuer = plan.issuer_id
    assert tuple(rhythm_for(issuer, LAST_DAY)) == REMINDER_DAYS
    set_reminder_days([10, 0, -5, 10], acting=minh, at=moment("01/06/2026"))
    assert list(rhythm_for(issuer, LAST_DAY)) == [10, 0, -5]
    assert list(rhythm_for(world.units["Q"].pk, LAST_DAY)) == list(REMINDER_DAYS)
    set_reminder_days([], acting=minh, at=moment("02/06/2026"))
    assert (list(rhythm_for(issuer, LAST_DAY)), digests_due(LAST_DAY)) == ([], [])
    with pytest.raises(NotAllowedError):
        set_reminder_days([1], acting=world.acting["lan"], at=moment("01/06/2026"))


def test_the_list_of_what_is_over_tells_how_late_how_often_reminded_and_who_answers(
    world: World, plan: PlanDocument, morning, client: Client, django_assert_max_num_queries
) -> None:
    for day in ("08/12/2026", "10/12/2026", "12/12/2026"):
        morning(on(day))
    found = overdue_seen_by(world.acting["minh"], as_of=on("19/12/2026"))
    told = {one.obligation.unit_code: one for one in found}
    assert set(told) == {"A", "B", "C", "S"}
    assert (told["A"].days_late, told["A"].reminded) == (10, 3)
    assert told["A"].last_reminded == on("12/12/2026")
    assert (told["C"].reminded, told["S"].days_late) == (0, 5)
    morning(on("19/12/2026"))
    client.force_login(world.users["minh"])
    address = reverse("obligations:escalation")
    with django_assert_max_num_queries(60):
        shown = client.get(address).content.decode()
    assert "Nguyễn Thị Lan" in shown
    assert "chưa có ai" in shown
    assert "4 lần, gần nhất 19/12/2026" in shown
    narrowed = client.get(address, {"q": "an hoa", "days": 8, "sort": "unit"}).content.decode()
    assert "Xã An Hòa" in narrowed
    assert "Phường Bình Minh" not in narrowed
    assert client.get(address, {"format": "xlsx"}).status_code == 200


def test_the_days_are_typed_on_their_page(world: World, client: Client) -> None:
    client.force_login(world.users["minh"])
    address = reverse("obligations:reminder_days")
    assert 'value="15, 7, 3, 1"' in client.get(address).content.decode()
    assert client.post(address, {"before": "mười", "after": ""}).status_code == 400
    assert client.post(address, {"before": "5, 0", "after": "2"}).status_code == 302
    assert list(ReminderDay.objects.values_list("days", flat=True)) == [5, 0, -2]
