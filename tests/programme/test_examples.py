"""Settings in words: what counts, from when, and an example that anybody can check."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from songhanh.engines import counting
from songhanh.programme.plans.examples import rule_in_words, target_in_words
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import readiness_of
from songhanh.programme.rules.queries import reporting_rules
from songhanh.programme.targets.models import TargetSubject
from tests.world import NOON, World

DAY = date(2026, 12, 31)


def spec(kind: str, value: int | None, **more: object) -> counting.TargetSpec:
    """A target of the kind, as the counting engine is given it."""
    values: dict[str, object] = {
        "ordinal": "I.1",
        "kind": counting.TargetKind(kind),
        "text": "",
        "comparator": counting.Comparator.AT_LEAST,
        "value": None if value is None else Decimal(value),
        "unit": "cuộc",
        "period": counting.TargetPeriod.YEAR,
    }
    return counting.TargetSpec(**(values | more))  # type: ignore[arg-type] # by name, as above


@pytest.mark.parametrize(
    ("target", "count", "said"),
    [
        (spec("sessions_per_year", 2), 5, "mỗi năm có từ 2 cuộc trở lên"),
        (spec("sessions_per_year", 2), 5, "5 trên 5 đơn vị đạt là 100%"),
        (spec("action_month_plan_share", 70, unit="%"), 3, "3 trên 3 đơn vị đạt là 100%"),
        (spec("action_month_plan_share", 70, unit="%"), 3, "2 đơn vị là 66,67%, chưa đạt"),
        (spec("media_index_share", 60, unit="%"), 5, "3 trên 5 đơn vị đạt là 60%"),
        (spec("media_index_share", 60, unit="%"), 1, "0 hoặc 100 phần trăm"),
        (spec("media_index_share", 60, unit="%"), 0, "chưa có số liệu"),
        (spec("media_index_share", 60, unit="%"), 0, "Ví dụ với 10 đơn vị: 6 đơn vị"),
        (spec("awareness_increase", 10, unit="%"), 0, "10 điểm phần trăm thì phải đạt từ 60%"),
        (spec("awareness_increase", None, unit="%"), 0, "không nêu mức tăng"),
        (spec("other", 4), 0, "nhập số liệu kèm minh chứng"),
        (
            spec(
                "awareness_increase",
                10,
                unit="%",
                settings=counting.Settings(reading=counting.Reading.RELATIVE),
            ),
            0,
            "tăng 10% so với năm gốc thì phải đạt từ 55%",
        ),
    ],
)
def test_a_target_is_told_with_an_example(
    target: counting.TargetSpec, count: int, said: str
) -> None:
    assert said in " ".join(target_in_words(target, count, DAY))


@pytest.mark.parametrize(
    ("strict", "said"),
    [
        (True, "nộp ngày 29/11/2026 là đúng hạn, nộp ngày 30/11/2026 là muộn"),
        (False, "nộp ngày 30/11/2026 là đúng hạn, nộp ngày 01/12/2026 là muộn"),
    ],
)
def test_a_due_day_is_told_with_the_last_day_on_time(
    published: PlanDocument, *, strict: bool, said: str
) -> None:
    rule = next(one for one in reporting_rules(published) if one.kind == "annual")
    assert said in rule_in_words(rule, strict=strict, year=2026)[0]


def test_the_settings_stand_beside_the_sentence_and_follow_what_is_typed(
    published: PlanDocument, world: World
) -> None:
    client = Client()
    client.force_login(world.users["minh"])
    target = published.targets[0]
    address = f"/plans/{published.pk}/targets/{target.pk}/settings/"
    page = client.get(address).content.decode()
    assert "Trong văn bản gốc" in page
    assert "chưa xác nhận thiết lập" in page
    assert "từ 2 cuộc trở lên" in page
    typed = {"version": "0", "mode": "kinds", "kinds": ["ward"], "threshold": "4"}
    preview = client.post(address, typed | {"preview": "1"}).content.decode()
    assert "từ 4 cuộc trở lên" in preview
    assert "Tính trên 1 đơn vị" in preview
    client.post(address, typed)
    assert "đã xác nhận thiết lập" in client.get(address).content.decode()


def test_an_unclear_phrase_holds_up_its_target_and_not_the_plan(
    published: PlanDocument,
) -> None:
    target = published.targets[0]
    TargetSubject.objects.create(target=target, position=9, text="các tổ hợp tác lạ")
    checks = readiness_of(published, NOON.date())
    found = [check for check in checks if check.code == "unresolved_words"]
    assert [(check.weight, check.element_id) for check in found] == [("note", target.element_id)]
    assert "tổ hợp tác lạ" in found[0].message
