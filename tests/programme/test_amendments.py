"""A decision amends a published plan from a day: each side of the day by its own words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.audit.verbs import named
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.amendments.actions import (
    DecisionPaper,
    Words,
    add_by,
    change_by,
    record_amendment,
    take_out_by,
    undo_amendment,
)
from songhanh.programme.amendments.models import Amendment
from songhanh.programme.amendments.queries import amendable, differences_of
from songhanh.programme.duties.queries import carried_duties
from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import elements_of, progress_of
from songhanh.programme.rules.models import DueDay, ReportingRule
from songhanh.programme.rules.queries import reporting_rules
from songhanh.programme.targets.models import RoadmapRow, Target, TargetSetting
from songhanh.programme.targets.queries import target_specs, targets_of
from tests.programme.test_pages import signed_in, told
from tests.world import NOON, World

DAY = date(2026, 7, 1)
PAPER = DecisionPaper("50/QĐ-UBND", date(2026, 6, 1), DAY, "Sửa đổi Kế hoạch 41")
BACK = DecisionPaper("60/QĐ-UBND", date(2026, 6, 10), date(2026, 10, 1), "Hoàn lại")


@pytest.fixture
def amendment(world: World, published: PlanDocument) -> Amendment:
    """The decision of 01/06, in force from 01/07."""
    return record_amendment(published, PAPER, acting=world.acting["minh"], at=NOON)


def target(plan: PlanDocument, kind: str = "sessions_per_year") -> Target:
    return targets_of(plan).get(kind=kind)


def change_value(world: World, amendment: Amendment, value: int = 4) -> PlanElement:
    element = target(amendment.plan).element
    typed = Typed(Target, {"value": Decimal(value)})
    words = Words(f"Ít nhất 0{value} cuộc mỗi năm.", element.ordinal, typed)
    change_by(
        amendment,
        element,
        version=element.version,
        words=words,
        acting=world.acting["minh"],
        at=NOON,
    )
    return element


def values_on(plan: PlanDocument, day: date) -> list[Decimal | None]:
    return [spec.value for spec in target_specs(plan, day) if spec.kind == "sessions_per_year"]


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2026, 1, 1), 2), (DAY - timedelta(days=1), 2), (DAY, 4), (date(2030, 12, 31), 4)],
)
def test_before_the_day_the_old_value_counts_and_from_it_the_new(
    world: World, amendment: Amendment, day: date, value: int
) -> None:
    change_value(world, amendment)
    assert values_on(amendment.plan, day) == [value]


def test_the_target_keeps_its_identity_and_what_was_set_for_it(
    world: World, amendment: Amendment
) -> None:
    before = target(amendment.plan)
    TargetSetting.objects.create(target=before, threshold=Decimal(2), count_integrated=False)
    RoadmapRow.objects.create(target=before, year=2026, value=Decimal(50))
    change_value(world, amendment)
    after = target(amendment.plan)
    assert (after.pk, after.element.key) == (before.pk, before.element.key)
    assert (after.setting.threshold, after.setting.count_integrated) == (None, False)
    assert list(after.roadmap.all()) == []
    past = targets_of(amendment.plan, DAY - timedelta(days=1)).get(kind="sessions_per_year")
    assert past.setting.threshold == 2
    assert past.roadmap.get().value == 50
    assert [row.text for row in past.subjects.all()] == [row.text for row in after.subjects.all()]


def test_a_change_that_is_no_number_keeps_the_settings(world: World, amendment: Amendment) -> None:
    element = target(amendment.plan).element
    TargetSetting.objects.create(target=element.target, threshold=Decimal(2))
    typed = Typed(Target, {"value": element.target.value, "unit": "buổi"})
    words = Words("Hằng năm ít nhất 02 buổi.", element.ordinal, typed)
    minh = world.acting["minh"]
    change_by(amendment, element, version=element.version, words=words, acting=minh, at=NOON)
    assert target(amendment.plan).setting.threshold == 2


def test_pages_that_know_no_day_show_each_element_once(world: World, amendment: Amendment) -> None:
    before = elements_of(amendment.plan).count()
    total = progress_of(amendment.plan).total
    change_value(world, amendment)
    assert elements_of(amendment.plan).count() == before
    assert progress_of(amendment.plan).total == total


def test_what_is_added_holds_from_the_day(world: World, amendment: Amendment) -> None:
    typed = Typed(Target, {"kind": "other", "comparator": ">=", "value": Decimal(80),
                           "unit": "%", "period": "year"})  # fmt: skip
    words = Words("80% thôn có tổ truyền thông.", "I.4", typed)
    minh = world.acting["minh"]
    add_by(amendment, ElementKind.TARGET, words=words, parent=None, acting=minh, at=NOON)
    plan = amendment.plan
    assert len(target_specs(plan, DAY)) == len(target_specs(plan, DAY - timedelta(days=1))) + 1


def test_what_is_taken_out_holds_until_the_day(world: World, amendment: Amendment) -> None:
    element = target(amendment.plan).element
    minh = world.acting["minh"]
    take_out_by(amendment, element, version=element.version, acting=minh, at=NOON)
    assert values_on(amendment.plan, DAY - timedelta(days=1)) == [2]
    assert values_on(amendment.plan, DAY) == []
    assert not targets_of(amendment.plan).filter(kind="sessions_per_year").exists()


def test_a_counter_amendment_brings_the_old_words_back_from_its_day(
    world: World, amendment: Amendment
) -> None:
    minh = world.acting["minh"]
    change_value(world, amendment)
    gone = target(amendment.plan, "loudspeaker_items_per_quarter").element
    take_out_by(amendment, gone, version=gone.version, acting=minh, at=NOON)
    counter = undo_amendment(amendment, BACK, acting=minh, at=NOON)
    plan = amendment.plan
    days = (date(2026, 6, 30), DAY, date(2026, 9, 30), BACK.effective_on)
    assert [values_on(plan, day) for day in days] == [[2], [4], [4], [2]]
    loud = [
        sum(spec.kind == "loudspeaker_items_per_quarter" for spec in target_specs(plan, day))
        for day in days
    ]
    assert loud == [1, 0, 0, 1]
    assert target(plan).value == 2
    assert (counter.undoes, plan.status) == (amendment, PlanStatus.AMENDED)
    with pytest.raises(RefusedError):
        undo_amendment(amendment, BACK, acting=minh, at=NOON)


def test_two_amendments_one_after_the_other_keep_three_wordings(
    world: World, amendment: Amendment
) -> None:
    change_value(world, amendment, 4)
    again = record_amendment(amendment.plan, BACK, acting=world.acting["minh"], at=NOON)
    change_value(world, again, 6)
    days = (date(2026, 6, 30), DAY, BACK.effective_on)
    assert [values_on(amendment.plan, day) for day in days] == [[2], [4], [6]]
    first = differences_of(amendment)[0]
    assert (first.before != first.after, "04" in first.after) == (True, True)


def test_a_later_change_forbids_one_from_an_earlier_day(
    world: World, amendment: Amendment, published: PlanDocument
) -> None:
    again = record_amendment(published, BACK, acting=world.acting["minh"], at=NOON)
    change_value(world, again, 6)
    with pytest.raises(RefusedError, match="đã được sửa đổi từ ngày 01/10/2026"):
        change_value(world, amendment, 4)


def test_of_two_who_amend_at_once_one_is_told(world: World, amendment: Amendment) -> None:
    element = target(amendment.plan).element
    change_value(world, amendment)
    with pytest.raises(ConflictError):
        take_out_by(
            amendment, element, version=element.version, acting=world.acting["minh"], at=NOON
        )


@pytest.mark.parametrize(
    "paper",
    [
        DecisionPaper("1/QĐ-UBND", date(2026, 7, 1), date(2026, 7, 2)),
        DecisionPaper("1/QĐ-UBND", date(2026, 6, 1), date(2026, 5, 2)),
        DecisionPaper("1/QĐ-UBND", date(2025, 6, 1), date(2026, 5, 2)),
    ],
)
def test_days_that_cannot_be_are_refused(
    world: World, published: PlanDocument, paper: DecisionPaper
) -> None:
    with pytest.raises(RefusedError):
        record_amendment(published, paper, acting=world.acting["minh"], at=NOON)
    assert not Amendment.objects.exists()


def test_only_the_lead_officer_amends_and_each_act_is_one_fact(
    world: World, amendment: Amendment
) -> None:
    for name in ("lan", "quan", "ha", "xuan"):
        with pytest.raises(NotAllowedError):
            record_amendment(amendment.plan, BACK, acting=world.acting[name], at=NOON)
    change_value(world, amendment)
    verbs = set(
        AuditEntry.objects.filter(verb__startswith="amendment").values_list("verb", flat=True)
    )
    assert verbs == {"amendment.record", "amendment.change"}
    assert verbs <= set(named())


def test_the_rule_keeps_its_row_and_its_old_days(world: World, amendment: Amendment) -> None:
    rule = next(one for one in reporting_rules(amendment.plan) if one.kind == "annual")
    typed = Typed(
        ReportingRule, {}, [Detail(DueDay, "rule", [{"position": 1, "month": 12, "day": 15}])]
    )
    words = Words("Báo cáo trước ngày 15/12.", rule.element.ordinal, typed)
    minh = world.acting["minh"]
    change_by(
        amendment, rule.element, version=rule.element.version, words=words, acting=minh, at=NOON
    )
    after = next(one for one in reporting_rules(amendment.plan) if one.pk == rule.pk)
    assert [day.printed for day in after.due_days.all()] == ["12-15"]
    past = ReportingRule.objects.get(element__past_of=rule.element)
    assert [day.printed for day in past.due_days.all()] == ["11-30"]


def test_a_duty_is_shown_in_the_words_of_the_day(world: World, amendment: Amendment) -> None:
    duty = next(one for one in amendable(amendment.plan) if "Xây dựng kế hoạch" in one.text)
    words = Words("Xây dựng kế hoạch và bố trí kinh phí.", duty.ordinal, None)
    minh = world.acting["minh"]
    change_by(amendment, duty, version=duty.version, words=words, acting=minh, at=NOON)
    texts = {
        day: {one.text for one in carried_duties(command_line(), day) if one.unit_code == "A"}
        for day in (DAY - timedelta(days=1), DAY)
    }
    assert words.text not in texts[DAY - timedelta(days=1)]
    assert words.text in texts[DAY]


@pytest.mark.parametrize(("day", "told_of"), [(DAY - timedelta(days=1), True), (DAY, False)])
def test_the_plan_s_page_tells_of_an_amendment_to_come(
    world: World, amendment: Amendment, monkeypatch, day: date, told_of: bool
) -> None:
    change_value(world, amendment)
    monkeypatch.setattr("songhanh.programme.plans.views.plan.today", lambda: day)
    page = told(signed_in(world, "minh").get(f"/plans/{amendment.plan_id}/"))
    assert ("Từ ngày 01/07/2026 kế hoạch được sửa đổi" in page) is told_of


def test_minh_amends_on_the_pages(world: World, published: PlanDocument) -> None:
    minh = signed_in(world, "minh")
    place = f"/amendments/plans/{published.pk}/"
    sent = {"number": "50/QĐ-UBND", "issued_on": "01/02/2026", "effective_on": "01/03/2026"}
    page = told(minh.post(place, sent, follow=True))
    assert "Hãy nhập từng nội dung" in page
    one = Amendment.objects.get()
    element = target(published).element
    form = minh.get(f"/amendments/{one.pk}/elements/{element.pk}/").context["form"]
    values = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    sent = {
        name: str(value) for name, value in values.items() if value not in (None, "", False, [])
    }
    sent |= {"text": "Ít nhất 04 cuộc.", "value": "4", "version": str(element.version)}
    response = minh.post(f"/amendments/{one.pk}/elements/{element.pk}/", sent, follow=True)
    page = told(response)
    assert "Đã ghi nội dung sửa đổi" in page
    assert "<ins>Ít nhất 04 cuộc.</ins>" in response.content.decode()
    back = {"undo-number": "51/QĐ-UBND", "undo-issued_on": "02/02/2026",
            "undo-effective_on": "01/04/2026"}  # fmt: skip
    assert "Đã hoàn lại" in told(minh.post(f"/amendments/{one.pk}/undo/", back, follow=True))
    assert minh.get(f"{place}").status_code == 200
    refused = minh.post(place, sent | {"number": "50/QĐ-UBND"})
    assert refused.status_code == 400
    assert "Ghi quyết định" not in told(signed_in(world, "lan").get(place))
