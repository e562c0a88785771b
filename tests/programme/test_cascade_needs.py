"""Who must issue an own plan, what is registered, accepted, returned, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.audit.verbs import named
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.cascade.actions.registering import (
    decide,
    register_by_hand,
    register_file,
    register_many,
)
from songhanh.programme.cascade.checks import Entered
from songhanh.programme.cascade.enums import DecisionKind, LocalPlanState, OwnPlanKind
from songhanh.programme.cascade.models import LocalPlan
from songhanh.programme.cascade.planning import planning_words
from songhanh.programme.cascade.queries.needs import needs_of, share_of
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.plans.actions import confirm_all, publish_plan
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from tests.programme.cascade import COMMUNE_PLAN, DAY, ENTERED, need
from tests.programme.conftest import ReceivePlan
from tests.programme.test_pages import signed_in, told
from tests.programme.texts import INVITATION, PROVINCE_PLAN
from tests.world import NOON, World, add_unit

WORDS = [
    # sentence, kind, due
    ("Xây dựng kế hoạch và triển khai thực hiện tại địa phương.", "programme", None),
    (
        "Căn cứ Kế hoạch này, xây dựng kế hoạch triển khai hằng năm trước ngày 30/3.",
        "annual",
        "03-30",
    ),
    (
        "Hàng năm, xây dựng kế hoạch và tổ chức hưởng ứng Tháng hành động vì bình đẳng giới, ban"
        " hành trước ngày 31 tháng 10 năm 2026.",
        "action_month",
        "2026-10-31",
    ),
    ("Ban hành Kế hoạch của ngành, gửi báo cáo trước ngày 30/11.", "programme", "11-30"),
]
NO_OWN_PLAN = [
    "Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch Tháng hành động.",
    "Lập kế hoạch kiểm tra việc thực hiện.",
    "Báo cáo kết quả thực hiện Kế hoạch trước ngày 30/11.",
    "Phối hợp thực hiện.",
]


@pytest.mark.parametrize(("text", "kind", "due"), WORDS)
def test_a_duty_to_plan_is_read_with_its_kind_and_day(
    text: str, kind: str, due: str | None
) -> None:
    found = planning_words(text)
    assert found is not None
    assert (found.kind, found.due) == (kind, due)


@pytest.mark.parametrize("text", NO_OWN_PLAN)
def test_other_duties_oblige_nobody_to_an_own_plan(text: str) -> None:
    assert planning_words(text) is None


@pytest.fixture
def monthly(receive: ReceivePlan, world: World) -> PlanDocument:
    """The province's plan where communes also owe a plan of the Action Month each year."""
    text = PROVINCE_PLAN.replace(
        "b) Báo cáo kết quả thực hiện Kế hoạch gửi",
        "b) Hằng năm xây dựng kế hoạch Tháng hành động vì bình đẳng giới trước ngày 31/10.\n"
        "c) Báo cáo kết quả thực hiện Kế hoạch gửi",
    )
    plan = receive(text)
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    publish_plan(plan, acting=world.acting["minh"], at=NOON)
    return plan


def test_every_unit_of_the_class_owes_a_plan_and_nothing_is_stored(
    world: World, published: PlanDocument
) -> None:
    needs = needs_of(published, world.acting["minh"], on=DAY, year=2026)
    assert {one.unit_code for one in needs} == {"A", "B", "C"}
    assert {one.state for one in needs} == {LocalPlanState.MISSING}
    assert not LocalPlan.objects.exists()


def test_units_valid_on_the_day_owe_the_plan(world: World, published: PlanDocument) -> None:
    add_unit(world, "D", "Xã Đông Hải", UnitKind.COMMUNE, "P", (date(2027, 1, 1), None))
    codes = {
        day.year: {
            one.unit_code for one in needs_of(published, command_line(), on=day, year=day.year)
        }
        for day in (DAY, date(2027, 1, 1))
    }
    assert "D" not in codes[2026]
    assert "D" in codes[2027]


def test_lan_sees_what_her_commune_owes_and_nothing_else(
    world: World, published: PlanDocument
) -> None:
    needs = needs_of(published, world.acting["lan"], on=DAY, year=2026)
    assert [one.unit_code for one in needs] == ["A"]
    assert needs_of(published, world.acting["xuan"], on=DAY, year=2026) == []


def test_a_printed_day_makes_a_late_unit_and_a_yearly_plan_is_owed_each_year(
    world: World, monthly: PlanDocument
) -> None:
    owed = need(world, monthly, kind="action_month", on=date(2026, 11, 1))
    assert (owed.due_on, owed.is_late) == (date(2026, 10, 31), True)
    assert not need(world, monthly, kind="action_month", on=date(2026, 10, 31)).is_late
    later = need(world, monthly, kind="action_month", on=date(2027, 6, 1), year=2027)
    assert later.due_on == date(2027, 10, 31)


def test_a_plan_is_registered_accepted_and_taken_back(
    world: World, published: PlanDocument
) -> None:
    lan, minh = world.acting["lan"], world.acting["minh"]
    register_by_hand(need(world, published), ENTERED, acting=lan, at=NOON)
    assert need(world, published).state == LocalPlanState.WAITING
    decide(need(world, published), DecisionKind.ACCEPTED, acting=minh, at=NOON)
    assert need(world, published).state == LocalPlanState.ACCEPTED
    decide(need(world, published), DecisionKind.UNDONE, reason="Nhầm xã.", acting=minh, at=NOON)
    assert need(world, published).state == LocalPlanState.WAITING
    decide(need(world, published), DecisionKind.RETURNED, reason="Thiếu.", acting=minh, at=NOON)
    returned = need(world, published)
    assert (returned.state, returned.decision and returned.decision.reason) == (
        LocalPlanState.RETURNED,
        "Thiếu.",
    )
    register_by_hand(returned, ENTERED, acting=lan, at=NOON + timedelta(hours=1))
    assert need(world, published).state == LocalPlanState.WAITING
    verbs = AuditEntry.objects.filter(verb__startswith="localplan.").values_list("verb", flat=True)
    assert sorted(verbs) == [
        "localplan.accept",
        "localplan.register",
        "localplan.register",
        "localplan.return",
        "localplan.undo",
    ]
    assert set(verbs) <= set(named())


def test_the_share_is_that_of_any_day(world: World, published: PlanDocument) -> None:
    minh = world.acting["minh"]
    register_by_hand(need(world, published), ENTERED, acting=minh, at=NOON)
    accepted_at = NOON + timedelta(days=3)
    day = accepted_at.date()
    decide(need(world, published, on=day), DecisionKind.ACCEPTED, acting=minh, at=accepted_at)
    shares = {
        on: share_of(needs_of(published, minh, on=on, year=2026))
        for on in (DAY - timedelta(days=1), DAY, day)
    }
    assert [(one.accepted, one.waiting, one.missing) for one in shares.values()] == [
        (0, 0, 3),
        (0, 1, 2),
        (1, 0, 2),
    ]
    assert shares[day].percent == Decimal("33.3")


def test_the_share_of_a_hundred_and_two_communes_equals_a_count_by_hand(
    world: World, published: PlanDocument
) -> None:
    minh = world.acting["minh"]
    for number in range(99):
        add_unit(world, f"N{number:02}", f"Xã Mới {number:02}", UnitKind.COMMUNE, "P")
    rows = [
        (owed, Entered(f"{place}/KH-UBND", date(2026, 2, 1 + place % 28)))
        for place, owed in enumerate(needs_of(published, minh, on=DAY, year=2026), start=1)
        if place % 3  # 68 of 102
    ]
    assert register_many(rows, acting=minh, at=NOON) == 68
    by_hand = 0
    for owed in needs_of(published, minh, on=DAY, year=2026):
        if owed.local is not None and owed.unit_code != "A":
            decide(owed, DecisionKind.ACCEPTED, acting=minh, at=NOON)
            by_hand += 1
    share = share_of(needs_of(published, minh, on=DAY, year=2026))
    assert (share.obliged, share.accepted) == (102, by_hand)
    assert share.percent == round(Decimal(100 * by_hand) / 102, 1)


def test_the_number_of_queries_does_not_grow_with_the_units(
    world: World, published: PlanDocument
) -> None:
    counts = []
    for more in (0, 20):
        for number in range(more):
            add_unit(world, f"K{number}", f"Xã Khác {number}", UnitKind.COMMUNE, "P")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            needs_of(published, world.acting["minh"], on=DAY, year=2026)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_file_is_read_by_the_same_reader_and_stands_under_the_plan(
    world: World, published: PlanDocument
) -> None:
    row = register_file(
        need(world, published),
        COMMUNE_PLAN.encode(),
        "ke-hoach-xa.txt",
        entered=None,
        acting=world.acting["lan"],
        at=NOON,
    )
    assert (row.number, row.issued_on) == ("17/KH-UBND", date(2026, 2, 10))
    assert row.document is not None
    assert (row.document.issuer_id, row.document.parent) == (world.units["A"].pk, published)
    assert row.document.elements.filter(kind=ElementKind.TARGET).count() == 1


def test_a_registered_file_stands_apart_from_the_drafts_that_wait(
    world: World, published: PlanDocument
) -> None:
    row = register_file(
        need(world, published),
        COMMUNE_PLAN.encode(),
        "ke-hoach-xa.txt",
        entered=None,
        acting=world.acting["lan"],
        at=NOON,
    )
    assert row.document is not None
    minh, code = signed_in(world, "minh"), f">{row.document.code}<"
    page = told(minh.get("/plans/"))
    assert code not in page
    assert "Không kể 1 tệp kế hoạch đơn vị đã đăng ký" in page
    assert code not in told(minh.get("/plans/?status=draft"))
    assert code in told(minh.get("/plans/?status=registered"))
    assert code in told(minh.get("/plans/?q=an hoa"))


def test_a_file_without_number_asks_for_number_and_day(
    world: World, published: PlanDocument
) -> None:
    blank = COMMUNE_PLAN.replace("17/KH-UBND", "   /KH-UBND").replace(
        "ngày 10 tháng 02 năm 2026", "ngày    tháng    năm 2026"
    )
    lan = world.acting["lan"]
    with pytest.raises(RefusedError, match="chưa có số"):
        register_file(
            need(world, published), blank.encode(), "a.txt", entered=None, acting=lan, at=NOON
        )
    assert not PlanDocument.objects.filter(issuer=world.units["A"]).exists()
    row = register_file(
        need(world, published), blank.encode(), "a.txt", entered=ENTERED, acting=lan, at=NOON
    )
    assert row.document is not None
    assert row.document.number == ENTERED.number


def test_a_letter_is_no_plan_and_nothing_is_stored(world: World, published: PlanDocument) -> None:
    with pytest.raises(RefusedError):
        register_file(
            need(world, published),
            INVITATION.encode(),
            "giay-moi.txt",
            entered=None,
            acting=world.acting["lan"],
            at=NOON,
        )
    assert not LocalPlan.objects.exists()


BAD = [
    # what is entered, kind, what the sentence says
    (Entered("mười bảy", date(2026, 2, 1)), "programme", "chưa phải là số"),
    (Entered("17/KH-UBND", date(2026, 7, 1)), "programme", "chưa đến"),
    (Entered("17/KH-UBND", date(2026, 1, 5)), "programme", "trước ngày của kế hoạch cấp trên"),
    (Entered("17/KH-UBND", date(2024, 11, 5)), "action_month", "năm 2026 nhưng ban hành"),
]


@pytest.mark.parametrize(("entered", "kind", "sentence"), BAD)
def test_what_cannot_stand_is_refused_in_a_sentence(
    world: World, monthly: PlanDocument, entered: Entered, kind: str, sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        register_by_hand(
            need(world, monthly, kind=kind), entered, acting=world.acting["lan"], at=NOON
        )
    assert not LocalPlan.objects.exists()


def test_a_plan_of_the_action_month_dated_after_it_is_refused(
    world: World, monthly: PlanDocument
) -> None:
    at = datetime(2026, 12, 20, 5, 0, tzinfo=UTC)
    late = Entered("90/KH-UBND", date(2026, 12, 16))
    owed = need(world, monthly, kind="action_month", on=at.date())
    with pytest.raises(RefusedError, match="sau khi đợt này kết thúc ngày 15/12/2026"):
        register_by_hand(owed, late, acting=world.acting["lan"], at=at)


def test_a_plan_dated_when_its_unit_did_not_exist_is_refused(
    world: World, published: PlanDocument
) -> None:
    add_unit(world, "D", "Xã Đông Hải", UnitKind.COMMUNE, "P", (date(2026, 5, 1), None))
    with pytest.raises(RefusedError, match="không có hiệu lực vào ngày"):
        register_by_hand(need(world, published, "D"), ENTERED, acting=world.acting["minh"], at=NOON)


def test_two_issuers_may_bear_the_same_number_on_the_same_day(
    world: World, published: PlanDocument
) -> None:
    for unit, name in (("A", "lan"), ("B", "mai")):
        register_by_hand(need(world, published, unit), ENTERED, acting=world.acting[name], at=NOON)
    assert LocalPlan.objects.count() == 2


def test_one_plan_cannot_be_registered_for_two_needs(world: World, monthly: PlanDocument) -> None:
    lan = world.acting["lan"]
    register_by_hand(need(world, monthly), ENTERED, acting=lan, at=NOON)
    with pytest.raises(RefusedError, match="đã đăng ký"):
        register_by_hand(need(world, monthly, kind="action_month"), ENTERED, acting=lan, at=NOON)


def test_others_neither_register_nor_decide(world: World, published: PlanDocument) -> None:
    owed = need(world, published)
    for name in ("mai", "thu", "ha", "xuan"):
        with pytest.raises(NotAllowedError):
            register_by_hand(owed, ENTERED, acting=world.acting[name], at=NOON)
    register_by_hand(owed, ENTERED, acting=world.acting["lan"], at=NOON)
    with pytest.raises(NotAllowedError):
        decide(need(world, published), DecisionKind.ACCEPTED, acting=world.acting["lan"], at=NOON)


def test_of_two_who_decide_at_once_one_is_told(world: World, published: PlanDocument) -> None:
    register_by_hand(need(world, published), ENTERED, acting=world.acting["lan"], at=NOON)
    seen = need(world, published)
    decide(seen, DecisionKind.ACCEPTED, acting=world.acting["minh"], at=NOON)
    with pytest.raises(ConflictError):
        decide(seen, DecisionKind.RETURNED, reason="Thiếu", acting=world.acting["minh"], at=NOON)


# ------------------------------------------------------------------- pages ----


def excel(*rows: tuple[object, ...]) -> BytesIO:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Mã đơn vị", "Số ký hiệu", "Ngày ban hành", "Trích yếu"), *rows):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "so-ngay.xlsx"
    return file


def test_numbers_and_days_come_from_excel_with_a_preview_and_row_faults(
    world: World, published: PlanDocument
) -> None:
    minh = signed_in(world, "minh")
    file = excel(
        ("A", "17/KH-UBND", date(2026, 2, 10), "Kế hoạch xã"),
        ("B", "21/KH-UBND", "12/02/2026", ""),
        ("ZZ", "22/KH-UBND", "12/02/2026", ""),
        ("A", "23/KH-UBND", "12/02/2026", ""),
        ("C", "số bảy", "30/02/2026", ""),
    )
    address = f"/cascade/plans/{published.pk}/bulk/"
    response = minh.post(address, {"kind": "programme", "year": "2026", "file": file})
    page = told(response)
    assert not LocalPlan.objects.exists()
    reading = response.context["reading"]
    assert [row for row, _need, _entered in reading.rows] == [2, 3]
    assert [one.row for one in reading.faults] == [4, 5, 6]
    assert "ZZ" in page
    packed = response.context["confirm_form"].initial
    page = told(minh.post(f"{address}confirm/", packed, follow=True))
    assert "Đã đăng ký 2 kế hoạch mới" in page
    again = told(minh.post(f"{address}confirm/", packed, follow=True))
    assert "Đã đăng ký 0 kế hoạch mới" in again
    assert LocalPlan.objects.count() == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"<html>", b"\x00" * 400])
def test_a_file_that_is_no_excel_is_refused_in_a_sentence(
    world: World, published: PlanDocument, data: bytes
) -> None:
    file = BytesIO(data)
    file.name = "a.xlsx"
    response = signed_in(world, "minh").post(
        f"/cascade/plans/{published.pk}/bulk/",
        {"kind": "programme", "year": "2026", "file": file},
    )
    assert response.status_code == 400


def test_a_preview_that_was_tampered_with_is_refused(world: World, published: PlanDocument) -> None:
    for rows in ("[]x", '[{"unit": 1}]', '"x"', "[5]"):
        response = signed_in(world, "minh").post(
            f"/cascade/plans/{published.pk}/bulk/confirm/",
            {"kind": "programme", "year": "2026", "rows": rows},
        )
        assert response.status_code == 400


def test_lan_registers_on_the_page_and_minh_accepts_many(
    world: World, published: PlanDocument
) -> None:
    place = f"/cascade/plans/{published.pk}/needs/"
    own = f"{place}{world.units['A'].pk}/programme/0/"
    lan, minh = signed_in(world, "lan"), signed_in(world, "minh")
    sent = {"hand-number": "17/KH-UBND", "hand-issued_on": "10/02/2026"}
    assert "Đã đăng ký kế hoạch" in told(lan.post(f"{own}register/", sent, follow=True))
    chosen = {"chosen": f"{world.units['A'].pk}-programme-0"}
    assert "Đã chấp nhận 1 kế hoạch" in told(minh.post(f"{place}accept/", chosen, follow=True))
    page = told(minh.get(place))
    assert "33,3" in page
    sheet = load_workbook(BytesIO(minh.get(f"{place}?format=xlsx").content)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["B", "A", "C"]
    assert "Xã An Hòa" not in told(minh.get(f"{place}reminder/"))
    assert "Phường Bình Minh" in told(minh.get(f"{place}reminder/"))
    assert "17/KH-UBND" in told(minh.get(f"{place}print/"))


def test_a_file_that_cannot_be_read_is_explained_on_the_page(
    world: World, published: PlanDocument
) -> None:
    own = f"/cascade/plans/{published.pk}/needs/{world.units['A'].pk}/programme/0/"
    file = BytesIO(INVITATION.encode())
    file.name = "giay-moi.txt"
    response = signed_in(world, "lan").post(f"{own}file/", {"file-file": file})
    assert response.status_code == 400


def test_a_registered_plan_of_a_unit_that_ended_is_listed(
    world: World, published: PlanDocument
) -> None:
    register_by_hand(need(world, published, "C"), ENTERED, acting=world.acting["minh"], at=NOON)
    UnitVersion.objects.filter(unit=world.units["C"]).update(valid_to=date(2026, 6, 30))
    place = f"/cascade/plans/{published.pk}/needs/?on=01/07/2026"
    page = told(signed_in(world, "minh").get(place))
    assert "Kế hoạch của đơn vị không còn" in page
    assert "Xã Cẩm Lĩnh" in page


def test_the_kinds_of_own_plan_have_words() -> None:
    assert [kind.label for kind in OwnPlanKind]
