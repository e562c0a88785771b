"""The live table, the texts side by side and the figures that stand out, on their pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.reporting.consolidation.board import NOTHING_SENT, Narrowing, board_of
from songhanh.reporting.consolidation.queries import outlier_limits, sheet_of
from songhanh.reporting.difficulties.actions import Content, send_difficulty
from songhanh.reporting.difficulties.enums import Subject
from songhanh.reporting.submissions.actions import Written, approve_submission, save_submission
from songhanh.reporting.submissions.enums import Section
from tests.reporting.submissions.stories import PERIOD, Story, at, fresh
from tests.world import add_unit

pytestmark = pytest.mark.django_db

YEAR = parse_period(PERIOD)
DAY = date(2026, 12, 2)


@pytest.fixture
def minh(story: Story, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Minh signed in on 2 December."""
    monkeypatch.setattr(clock.timezone, "now", lambda: at(2, 12))
    client = Client()
    client.force_login(story.world.users["minh"])
    return client


def words(response: HttpResponse) -> str:
    return response.content.decode()


def address(story: Story, page: str, *more: str) -> str:
    return reverse(f"consolidation:{page}", args=[story.annual.pk, PERIOD, *more])


def said(story: Story, who: str, text: str, *, approved: bool = True) -> None:
    """Somebody reports with words about difficulties."""
    begun = story.begun(who)
    acting = story.world.acting[who]
    written = Written(texts={Section.DIFFICULTIES: text})
    save_submission(begun, written, saves=begun.saves, acting=acting, at=at(20, 11))
    story.submit(begun, who, at(20, 11))
    if approved:
        minh = story.world.acting["minh"]
        approve_submission(fresh(begun), version=1, acting=minh, at=at(21, 11))


def test_the_live_table_says_who_has_sent_what(story: Story) -> None:
    story.approved("lan")
    story.submitted("mai", at(1, 12))
    board = board_of(story.annual, PERIOD, on=DAY)
    told = [(row.owed.unit_code, row.owed.state, row.state, row.days_late) for row in board.rows]
    assert told == [
        ("A", "on_time", "approved", None),
        ("B", "late", "submitted", 2),
        ("C", "missing", "", None),
        ("S", "missing", "", None),
        ("V", "missing", "", None),
    ]
    assert dict(board.by_timeliness) == {"on_time": 1, "late": 1, "missing": 3}


@pytest.mark.parametrize(
    ("narrowing", "codes"),
    [
        (Narrowing(), "ABCSV"),
        (Narrowing(words="noi vu"), "S"),
        (Narrowing(kind=UnitKind.COMMUNE), "AC"),
        (Narrowing(timeliness="missing"), "CSV"),
        (Narrowing(state="submitted"), "B"),
        (Narrowing(state=NOTHING_SENT, kind=UnitKind.DEPARTMENT), "SV"),
    ],
)
def test_the_live_table_is_narrowed(story: Story, narrowing: Narrowing, codes: str) -> None:
    story.approved("lan")
    story.submitted("mai", at(1, 12))
    rows = narrowing.of(board_of(story.annual, PERIOD, on=DAY).rows)
    assert "".join(row.owed.unit_code for row in rows) == codes


def test_the_live_table_asks_as_much_for_many_units(story: Story, minh: Client) -> None:
    counts = []
    minh.get(address(story, "board"))  # the first page of a session asks some things once
    for place in range(3):
        for more in range(4):
            code = f"N{place}{more}"
            add_unit(story.world, code, f"Xã Số {code}", UnitKind.COMMUNE, "P")
        with CaptureQueriesContext(connection) as asked:
            page = minh.get(address(story, "board"), {"kind": "commune"})
        assert f"Xã Số N{place}3" in words(page)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    book = minh.get(address(story, "board"), {"format": "xlsx"})
    assert "ai-da-nop-2026.xlsx" in book.headers["Content-Disposition"]


def test_sums_of_approved_and_of_all_submitted_stand_side_by_side(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.activity("mai", date(2026, 3, 9))
    story.approved("lan")
    story.submitted("mai")
    totals = {one.figure.key: one for one in sheet_of(story.annual, YEAR, on=DAY).totals}
    assert (totals["activity"].reported, totals["activity"].with_waiting) == (1, 2)


def test_the_standing_unit_needs_nobody_to_approve_its_own_report(story: Story) -> None:
    story.activity("minh", date(2026, 3, 8))
    story.submitted("minh")
    sheet = sheet_of(story.annual, YEAR, on=DAY)
    assert [one.unit_code for one in sheet.approved] == ["S"]
    assert {one.figure.key: one.reported for one in sheet.totals}["activity"] == 1


def test_texts_are_drawn_with_the_name_of_their_unit(story: Story, minh: Client) -> None:
    said(story, "lan", "Địa bàn rộng.")
    said(story, "mai", "Thiếu loa.", approved=False)
    send_difficulty(
        story.plan,
        Content(Subject.MONEY, "Chưa có kinh phí."),
        unit_id=story.unit_id("C"),
        acting=command_line(),
        at=at(20, 11),
    )
    page = address(story, "texts", "difficulties")
    shown = words(minh.get(page))
    assert "Địa bàn rộng." in shown
    assert "Thiếu loa." in shown
    assert "Chưa có kinh phí." in shown
    nothing = minh.post(page, {"saves": 0}, follow=True)
    assert "Chưa có nội dung nào được chọn" in words(nothing)
    minh.post(page, {"saves": 0, "unit": [story.unit_id("B")]})
    text = sheet_of(story.annual, YEAR, on=DAY).texts[Section.DIFFICULTIES]
    assert text.splitlines()[-1] == "- Phường Bình Minh: Thiếu loa."
    assert "(đã đưa vào)" in words(minh.get(page))
    late = minh.post(page, {"saves": 0, "unit": [story.unit_id("A")]}, follow=True)
    assert "vừa được người khác sửa" in words(late)


def test_figures_that_stand_out_by_limits_of_the_plan(story: Story, minh: Client) -> None:
    page = address(story, "outliers")
    assert "Không có số liệu nào khác thường" in words(minh.get(page))
    typed = {"times_last": "2", "spreads": "3,5", "least_difference": "1", "least_peers": "5"}
    assert minh.post(page, typed | {"times_last": "1"}).status_code == 400
    minh.post(page, typed)
    assert outlier_limits(story.plan).spreads == Decimal("3.5")
