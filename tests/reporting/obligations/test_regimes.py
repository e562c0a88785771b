"""How a report is run beside the plan's words: set with a reason, shown before it is saved."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.engines.counting import CutOff, parse_period
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import DueDay, Regime, ReportingRule
from songhanh.programme.rules.queries import data_window_of, form_of
from songhanh.programme.rules.regimes import RegimeValues
from songhanh.registry.calendar.enums import SpecialDayKind
from songhanh.registry.calendar.models import SpecialDay
from songhanh.reporting.obligations.actions import change_regime
from songhanh.reporting.obligations.queries import cut_off_of, obligations
from tests.reporting.obligations.plans import ANNUAL, SEMIANNUAL, SUMMARY, publish, rule_of
from tests.results.stories import moment, on
from tests.world import World

pytestmark = pytest.mark.django_db
AT = moment("20/01/2026")
WHY = "Công văn 15/SNV ngày 10/01/2026."


@pytest.fixture
def plan(world: World) -> PlanDocument:
    return publish(ANNUAL, SEMIANNUAL, SUMMARY)


def change(world: World, plan: PlanDocument, values: RegimeValues, ordinal: str = "VI.1") -> None:
    rule = rule_of(plan, ordinal)
    change_regime(
        rule, values, version=rule.version, reason=WHY, acting=world.acting["minh"], at=AT
    )


def of_a(plan: PlanDocument, ordinal: str = "VI.1", period: str = "2026"):
    found = obligations(plan=plan, as_of=on("01/06/2026"))
    return next(
        one
        for one in found
        if (one.rule.element.ordinal, one.unit_code, one.period) == (ordinal, "A", period)
    )


def test_nothing_set_leaves_the_calendar_and_the_plans_words(plan: PlanDocument) -> None:
    own = of_a(plan)
    assert (own.last_day, own.is_moved, own.cut_off) == (on("09/12/2026"), False, None)
    assert cut_off_of(own) == on("31/12/2026")
    assert form_of(own.rule).asks_figure("attendance:female")


def test_a_cut_off_bounds_the_figures_and_leaves_the_deadline(
    world: World, plan: PlanDocument
) -> None:
    change(world, plan, RegimeValues(cut_off=CutOff(14)))
    own = of_a(plan)
    assert own.last_day == on("09/12/2026")
    assert own.window is not None
    assert (own.window.first, cut_off_of(own)) == (on("15/12/2025"), on("14/12/2026"))
    half = data_window_of(rule_of(plan, "VI.1"), parse_period("2026-H1"))
    assert (half.first, half.last) == (on("15/12/2025"), on("14/06/2026"))


@pytest.mark.parametrize(
    ("shift", "last_day"),
    [("none", "28/11/2026"), ("next", "01/12/2026"), ("previous", "27/11/2026")],
)
def test_a_last_day_off_gives_way_by_the_calendar_of_the_issuer(
    world: World, plan: PlanDocument, shift: str, last_day: str
) -> None:
    SpecialDay.objects.create(
        day=date(2026, 11, 30),
        kind=SpecialDayKind.IN_LIEU,
        name="Nghỉ hoán đổi",
        source="thông báo",
        branch=world.units["P"],
    )
    change(world, plan, RegimeValues(days=["11-28"], due_rule="by", shift=shift))
    own = of_a(plan)
    assert (own.last_day, own.unmoved_day) == (on(last_day), on("28/11/2026"))


def test_own_days_and_route_stand_in_the_place_of_the_printed_ones_which_stay(
    world: World, plan: PlanDocument
) -> None:
    change(
        world,
        plan,
        RegimeValues(days=["11-20"], due_rule="by", via="Văn phòng", addressees="Sở Nội vụ\nBộ"),
    )
    own = of_a(plan)
    assert (own.last_day, own.via, own.addressees) == (
        on("20/11/2026"),
        "Văn phòng",
        ("Sở Nội vụ", "Bộ"),
    )
    rule = ReportingRule.objects.get(pk=own.rule.pk)
    assert [one.printed for one in DueDay.objects.filter(rule=rule)] == ["12-10"]
    assert rule.via == "Sở Nội vụ"


def test_a_form_asks_for_what_was_chosen(world: World, plan: PlanDocument) -> None:
    change(
        world,
        plan,
        RegimeValues(figures=["attendance", "target:I.1"], texts={"next": "", "results": "Đã làm"}),
    )
    form = form_of(rule_of(plan, "VI.1"))
    asked = ["attendance", "attendance:female", "target:I.1:2026"]
    left = ["attendance_children", "activity", "target:I.10:2026", "target:I:2026"]
    assert [form.asks_figure(one) for one in asked + left] == [True] * 3 + [False] * 4
    assert list(form.texts or ()) == ["results", "next"]
    assert (form.heading("results"), form.asks_text("difficulties")) == ("Đã làm", False)
    assert form.heading("next") == "Phương hướng, nhiệm vụ kỳ tiếp theo"


def test_a_change_asks_for_a_reason_and_for_the_newest_version(
    world: World, plan: PlanDocument
) -> None:
    rule = rule_of(plan, "VI.1")
    how = {"acting": world.acting["minh"], "at": AT, "version": rule.version}
    with pytest.raises(RefusedError):
        change_regime(rule, RegimeValues(), reason="  ", **how)
    with pytest.raises(NotAllowedError):
        change_regime(rule, RegimeValues(), reason=WHY, **(how | {"acting": world.acting["lan"]}))
    change_regime(rule, RegimeValues(shift="next"), reason=WHY, **how)
    with pytest.raises(ChangedMeanwhileError):
        change_regime(rule, RegimeValues(), reason=WHY, **how)
    fact = AuditEntry.objects.get(verb="regime.change")
    assert (fact.reason, fact.user) == (WHY, world.users["minh"])
    assert Regime.objects.get(rule=rule).shift == "next"


@pytest.fixture
def minh(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock.timezone, "now", lambda: AT)
    client.force_login(world.users["minh"])
    return client


def typed(rule: ReportingRule, **said: object) -> dict[str, object]:
    return {
        "version": rule.version,
        "days": "28/11",
        "due_rule": "by",
        "shift": "next",
        "cut_off": "decree",
        "asks": "everything",
        **said,
    }


def test_the_page_shows_the_coming_years_before_anything_is_saved(
    minh: Client, plan: PlanDocument
) -> None:
    rule = rule_of(plan, "VI.1")
    address = reverse("obligations:regime", args=[rule.pk])
    assert list(minh.get(address).context["form"].fields)[-1] == "reason"
    shown = minh.post(address, typed(rule) | {"preview": "1"}).content.decode()
    assert "thứ Hai, 30/11/2026" in shown
    assert "28/11/2026 là thứ Bảy → 30/11/2026" in shown
    assert "15/12/2025 – 14/12/2026" in shown
    assert not Regime.objects.exists()
    refused = minh.post(address, typed(rule))
    assert refused.status_code == 400
    assert minh.post(address, typed(rule, reason=WHY)).status_code == 302
    assert WHY in minh.get(address).content.decode()
    assert of_a(plan).last_day == on("30/11/2026")


@pytest.mark.parametrize(
    "said",
    [
        {"days": "31/02"},
        {"days": "45"},
        {"days": "mồng mười"},
        {"cut_off": "own", "cut_off_day": ""},
        {"asks": "chosen"},
        {"shift": "sideways"},
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    minh: Client, plan: PlanDocument, said: dict[str, str]
) -> None:
    rule = rule_of(plan, "VI.1")
    answer = minh.post(
        reverse("obligations:regime", args=[rule.pk]), typed(rule, reason=WHY, **said)
    )
    assert answer.status_code == 400
    assert next(iter(said)) in answer.context["form"].errors or "cut_off_day" in said
    assert not Regime.objects.exists()


def test_a_cut_off_in_a_named_month_is_for_yearly_reports(minh: Client, plan: PlanDocument) -> None:
    said = {"cut_off": "own", "cut_off_day": "25/11", "reason": WHY}
    answers = []
    for ordinal in ("VI.1", "VI.3"):
        rule = rule_of(plan, ordinal)
        address = reverse("obligations:regime", args=[rule.pk])
        answers.append(minh.post(address, typed(rule, **said)).status_code)
    assert answers == [302, 400]
    assert cut_off_of(of_a(plan)) == on("25/11/2026")


def test_the_list_of_regimes_tells_how_each_is_run(
    minh: Client, world: World, plan: PlanDocument
) -> None:
    change(world, plan, RegimeValues(cut_off=CutOff(14), days=["11-20"], due_rule="before"))
    shown = minh.get(reverse("obligations:regimes")).content.decode()
    assert "trước ngày 20/11" in shown
    assert "ngày 14 tháng cuối kỳ" in shown
    board = minh.get(reverse("obligations:list")).content.decode()
    assert "số liệu từ 15/12/2025 đến 14/12/2026" in board


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2026-Q3", "quý III/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-11", "tháng 11/2026"),
        ("2026", "năm 2026"),
    ],
)
def test_a_period_has_one_wording(label: str, words: str) -> None:
    assert period_text(label) == words
