"""A unit's duties taken on and reported many at once, and the records that prove them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.duties import actions
from songhanh.programme.duties.actions import Proofs
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import DutyState, StepKind
from songhanh.programme.duties.models import DutyRecord, DutyStep
from songhanh.programme.duties.proving import offered_records
from songhanh.programme.duties.queries import carried_duties, duties_proven_by
from tests.programme.duties import DAY, again, the_duty
from tests.programme.test_pages import signed_in, told
from tests.records.makers import a_submitted_activity, an_activity, an_item
from tests.world import NOON, World

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture
def lan(world: World) -> Client:
    """Lan's browser."""
    return signed_in(world, "lan")


@pytest.fixture
def minh(world: World) -> Client:
    """Minh's browser."""
    return signed_in(world, "minh")


def of_unit(world: World, unit: str = "A") -> list[CarriedDuty]:
    carried = carried_duties(world.acting["minh"], DAY)
    return [one for one in carried if one.unit_id == world.units[unit].pk]


# ---------------------------------------------------------------- many at once ----


def test_one_report_is_written_for_each_duty_under_one_fact(world: World) -> None:
    one, other = of_unit(world)
    actions.accept_duty(one, acting=world.acting["lan"], at=NOON)
    before = AuditEntry.objects.count()
    count = actions.report_duties(
        [again(one), other], percent=100, note="Đã xong.", acting=world.acting["lan"], at=NOON
    )
    assert count == 2
    assert {again(each).state for each in (one, other)} == {DutyState.FOR_CHECK}
    assert AuditEntry.objects.count() == before + 1
    kinds = DutyStep.objects.filter(duty=other.duty, unit=other.unit_id).order_by("number")
    assert list(kinds.values_list("kind", flat=True)) == [StepKind.ACCEPTED, StepKind.PROGRESS]


def test_of_many_duties_none_is_reported_when_one_belongs_to_another_unit(world: World) -> None:
    own, foreign = the_duty(world), the_duty(world, unit="B")
    with pytest.raises(NotAllowedError):
        actions.report_duties(
            [own, foreign], percent=10, note="Đã họp.", acting=world.acting["lan"], at=NOON
        )
    assert not DutyStep.objects.exists()


def test_of_many_duties_none_is_written_when_one_changed_meanwhile(world: World) -> None:
    one, other = of_unit(world)
    actions.accept_duty(other, acting=world.acting["lan"], at=NOON)
    with pytest.raises(RefusedError):
        actions.accept_duties([one, other], acting=world.acting["lan"], at=NOON)
    assert again(one).state == DutyState.WAITING


def test_closed_duties_are_left_as_they_are(world: World) -> None:
    one = the_duty(world)
    actions.close_duty(one, reason="Đủ.", acting=world.acting["minh"], at=NOON)
    with pytest.raises(RefusedError, match="còn mở"):
        actions.report_duties(
            [again(one)], percent=10, note="Đã họp.", acting=world.acting["lan"], at=NOON
        )


@pytest.mark.parametrize(
    ("path", "sent", "answer", "state"),
    [
        ("accept/", {}, "Đơn vị đã nhận 2 nhiệm vụ", DutyState.WAITING),
        (
            "progress/",
            {"do": "done", "progress-note": "Đã họp dân."},
            "Đã ghi tiến độ của 2",
            DutyState.FOR_CHECK,
        ),
        (
            "progress/",
            {"do": "progress", "progress-percent": "40", "progress-note": "Đang họp."},
            "Đã ghi tiến độ của 2",
            DutyState.UNDER_WAY,
        ),
        ("progress/", {"do": "progress", "progress-note": "Đang họp."}, "Hãy ghi tiến độ", None),
        ("progress/", {"do": "done", "progress-note": ""}, "Đã làm gì", None),
    ],
)
@pytest.mark.parametrize("scope", ["marked", "filtered"])
def test_lan_ticks_her_duties_and_answers_once(
    world: World,
    lan: Client,
    path: str,
    sent: dict[str, str],
    answer: str,
    state: DutyState | None,
    scope: str,
) -> None:
    duties = of_unit(world)
    chosen = {"chosen": [one.name for one in duties]} if scope == "marked" else {}
    page = told(lan.post(f"/duties/{path}", sent | chosen | {"progress-scope": scope}, follow=True))
    assert answer in page
    reached = {again(one).state for one in duties}
    expected = DutyState.ACCEPTED if path == "accept/" else state or DutyState.WAITING
    assert reached == {expected}


def test_each_person_ticks_only_what_they_may_answer_for(lan: Client, minh: Client) -> None:
    page = told(lan.get("/duties/"))
    assert page.count('name="chosen"') == 2
    assert "Báo đã làm xong" in page
    assert "Đặt hạn cho nhiều" not in page
    assert "Báo đã làm xong" not in told(minh.get("/duties/?unit=0"))


# ---------------------------------------------------------------- own records ----


def test_the_newest_records_of_the_own_unit_are_offered_and_found_by_words(world: World) -> None:
    talk = an_activity(world, title="Nói chuyện ở thôn Đông", held_on=date(2026, 3, 9))
    item = an_item(world, title="Bản tin loa")
    an_activity(world, by="mai", title="Nói chuyện nơi khác")
    lan = world.acting["lan"]
    offered = [(one.kind, one.pk) for one in offered_records(lan, DAY)]
    assert offered == [("activity", talk.pk), ("media_item", item.pk)]
    assert [one.title for one in offered_records(lan, DAY, "noi chuyen")] == [talk.title]
    assert not offered_records(world.acting["ha"], DAY)


def test_a_record_named_in_a_report_proves_the_duty_and_is_named_once(world: World) -> None:
    talk = an_activity(world)
    one, lan = the_duty(world), world.acting["lan"]
    actions.accept_duty(one, acting=lan, at=NOON)
    record = offered_records(lan, DAY)[0]
    proofs = Proofs(records=[record, record])
    actions.report_progress(
        again(one), percent=50, note="Đã họp.", proofs=proofs, acting=lan, at=NOON
    )
    assert not again(one).is_unproven
    assert DutyRecord.objects.get().record_id == talk.pk
    proven = duties_proven_by(lan, DAY, ("activity", talk.pk))
    assert [each.key for each in proven] == [one.key]
    assert not duties_proven_by(world.acting["xuan"], DAY, ("activity", talk.pk))


def test_lan_chooses_a_record_and_minh_opens_it_from_the_duty(
    world: World, lan: Client, minh: Client
) -> None:
    talk = a_submitted_activity(world, title="Nói chuyện ở thôn Đông")
    draft = an_activity(world, title="Bản nháp chưa gửi")
    one = the_duty(world)
    place = f"/duties/{one.duty.pk}/{one.unit_id}/"
    lan.post(f"{place}accept/")
    assert "Bản nháp chưa gửi" not in told(lan.get(f"{place}?proof=thôn đông"))
    sent = {
        "progress-percent": "50",
        "progress-note": "Đã họp.",
        "progress-records": [f"activity-{talk.pk}", f"activity-{draft.pk}"],
    }
    assert f'href="/activities/{talk.pk}/"' in told(
        lan.post(f"{place}progress/", sent, follow=True)
    )
    page = told(minh.get(place))
    assert f'href="/activities/{talk.pk}/"' in page
    assert f'href="/activities/{draft.pk}/"' not in page
    assert "bản ghi chưa gửi hoặc ngoài phạm vi" in page
    assert place in told(minh.get(f"/activities/{talk.pk}/"))


def test_a_record_of_another_unit_is_no_choice(world: World, lan: Client) -> None:
    foreign = an_activity(world, by="mai")
    one = the_duty(world)
    lan.post(f"/duties/{one.duty.pk}/{one.unit_id}/accept/")
    an_activity(world)
    sent = {
        "progress-percent": "50",
        "progress-note": "Đã họp.",
        "progress-records": f"activity-{foreign.pk}",
    }
    answer = lan.post(f"/duties/{one.duty.pk}/{one.unit_id}/progress/", sent)
    assert answer.status_code == 400
    assert not DutyRecord.objects.exists()


def test_more_named_records_ask_no_more_questions(world: World, lan: Client) -> None:
    one, acting = the_duty(world), world.acting["lan"]
    place = f"/duties/{one.duty.pk}/{one.unit_id}/"
    actions.accept_duty(one, acting=acting, at=NOON)

    def name_and_count(records: int) -> int:
        for place_in_line in range(records):
            an_activity(world, title=f"Buổi {place_in_line}")
        named = Proofs(records=offered_records(acting, DAY)[:records])
        actions.report_progress(
            again(one), percent=50, note="Đã họp.", proofs=named, acting=acting, at=NOON
        )
        lan.get(place)
        with CaptureQueriesContext(connection) as asked:
            assert lan.get(place).status_code == 200
        return len(asked)

    assert name_and_count(1) == name_and_count(5)
