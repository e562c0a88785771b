"""Money in the standing unit's report: planned and spent by source, counted, typed and frozen."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.records.activities.models import Activity
from songhanh.reporting.consolidation.actions import freeze_consolidation, save_money
from songhanh.reporting.consolidation.enums import MoneyUnit
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.consolidation.money import Money, in_unit
from songhanh.reporting.consolidation.queries import frozen_sheet, is_intact, sheet_of
from songhanh.reporting.documents.actions import issue_of_consolidation
from songhanh.reporting.documents.layouts import facts_of
from songhanh.reporting.documents.workbooks import tables_workbook
from tests.reporting.submissions.stories import PERIOD, Story, at

pytestmark = pytest.mark.django_db
YEAR = parse_period(PERIOD)
PROVINCE = Money(
    "Ngân sách tỉnh",
    planned=Decimal(150_000_000),
    spent=Decimal(12_500_000),
    unit=MoneyUnit.MILLION.value,
    reason="Theo Quyết định giao dự toán số 5/QĐ-UBND.",
)


@pytest.fixture
def costly(story: Story) -> Story:
    """An accepted activity of Lan's that cost 2.000.000 đồng of the province's budget."""
    story.activity("lan", date(2026, 3, 8))
    Activity.objects.update(cost_vnd=Decimal(2_000_000), fund_source="ngân sách tỉnh")
    story.approved("lan")
    return story


def lines(story: Story) -> dict[str, tuple[Decimal | None, Decimal | None, Decimal | None]]:
    """Planned, told and recorded by source."""
    sheet = sheet_of(story.annual, YEAR, on=date(2026, 12, 2))
    return {one.source: (one.planned, one.told, one.recorded) for one in sheet.money_lines}


def save(story: Story, *typed: Money, saves: int = 0, who: str = "minh") -> None:
    by = {"acting": story.world.acting[who], "at": at(2, 12)}
    save_money(story.annual, YEAR, typed, saves=saves, **by)


def test_what_activities_cost_stands_there_until_the_office_says_more(costly: Story) -> None:
    cost = Decimal(2_000_000)
    assert lines(costly) == {"ngân sách tỉnh": (None, cost, cost)}
    save(costly, PROVINCE, Money("Xã hội hóa", planned=Decimal(0)), Money("Viện trợ"))
    assert lines(costly) == {
        "Ngân sách tỉnh": (Decimal(150_000_000), Decimal(12_500_000), cost),
        "Xã hội hóa": (Decimal(0), None, None),
    }, "one source however it is written; zero is a figure, an empty line is none"
    save(costly, Money("Ngân sách tỉnh", planned=Decimal(1)), saves=1)
    assert lines(costly) == {"Ngân sách tỉnh": (Decimal(1), cost, cost)}


@pytest.mark.parametrize(
    ("error", "typed", "how"),
    [
        (RefusedError, [Money("A", spent=Decimal(5))], {}),
        (RefusedError, [Money("A", planned=Decimal(-1))], {}),
        (RefusedError, [Money("Tỉnh", Decimal(1)), Money("tỉnh", Decimal(2))], {}),
        (ConflictError, [PROVINCE], {"saves": 4}),
        (NotAllowedError, [PROVINCE], {"who": "lan"}),
    ],
)
def test_what_cannot_be_is_refused(
    costly: Story, error: type[Exception], typed: list[Money], how: dict[str, object]
) -> None:
    with pytest.raises(error):
        save(costly, *typed, **how)  # type: ignore[arg-type]  # one of its own words
    assert list(lines(costly)) == ["ngân sách tỉnh"]


def test_spending_as_the_records_have_it_needs_no_reason(costly: Story) -> None:
    save(costly, Money("Ngân sách tỉnh", spent=Decimal(2_000_000)))


@pytest.mark.parametrize(
    ("amount", "unit", "shown"),
    [
        ("2000000", MoneyUnit.MILLION, "2"),
        ("12500000", MoneyUnit.MILLION, "12.5"),
        ("150000000", MoneyUnit.DONG, "150000000"),
        ("0", MoneyUnit.MILLION, "0"),
        ("1", MoneyUnit.MILLION, "0.000001"),
    ],
)
def test_an_amount_is_shown_in_its_unit_to_the_dong(
    amount: str, unit: MoneyUnit, shown: str
) -> None:
    assert format(in_unit(Decimal(amount), unit), "f") == shown


def test_frozen_money_is_the_same_for_ever_in_word_and_excel(costly: Story) -> None:
    save(costly, PROVINCE)
    by = {"acting": costly.world.acting["minh"], "at": at(2, 12)}
    frozen = freeze_consolidation(costly.annual, YEAR, saves=1, **by)
    save(costly, Money("Ngân sách tỉnh", planned=Decimal(9)), saves=2)
    frozen = FrozenConsolidation.objects.get(pk=frozen.pk)
    assert is_intact(frozen)
    [kept] = frozen_sheet(frozen).money
    assert (kept.planned, kept.spent, kept.recorded) == (
        Decimal(150_000_000),
        Decimal(12_500_000),
        Decimal(2_000_000),
    )
    facts = facts_of(issue_of_consolidation(frozen, **by))
    table = facts.annexes[3].body[0]
    assert table.columns[2].title == "Dự toán được giao (triệu đồng)"
    [row] = table.rows
    assert row.cells[1:5] == ("Ngân sách tỉnh", "150", "12,5", "2")
    assert "dự toán được giao 150 triệu đồng; đã chi 12,5 triệu đồng" in str(facts.body)
    book = load_workbook(BytesIO(tables_workbook(facts)))
    cells = [[one.value for one in row] for sheet in book for row in sheet.iter_rows()]
    assert any(row[1:5] == ["Ngân sách tỉnh", 150, 12.5, 2] for row in cells)


def test_minh_types_millions_in_plain_boxes(costly: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: at(2, 12))
    door = Client()
    door.force_login(costly.world.users["minh"])
    page = reverse("consolidation:money", args=[costly.annual.pk, PERIOD])
    shown = door.get(page).content.decode()
    assert "Theo bản ghi đã chấp nhận: 2.000.000 đồng" in shown
    typed = {"saves": 0, "unit": "million", "source-0": "Ngân sách tỉnh", "planned-0": "1.250,5"}
    assert door.post(page, typed | {"spent-0": "3"}).status_code == 400
    assert door.post(page, typed | {"source-0": ""}).status_code == 400
    assert door.post(page, typed | {"saves": 7}).status_code == 409
    assert door.post(page, typed).status_code == 302
    assert lines(costly)["Ngân sách tỉnh"][0] == Decimal(1_250_500_000)
    round_page = reverse("consolidation:show", args=[costly.annual.pk, PERIOD])
    assert "1.250,5" in door.get(round_page).content.decode()
