"""Duties of a published plan split and merged: words, places, units and history stay."""

from datetime import date

import pytest
from django.test import Client

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.audit.verbs import named
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.duties import actions
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import DutyState
from songhanh.programme.duties.queries import carried_duties, last_shaping, steps_of
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import confirm_all, merge_elements, publish_plan
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.queries.sources import text_of
from songhanh.programme.tasks.models import Duty
from tests.programme.conftest import ReceivePlan
from tests.programme.duties import DAY, again, the_duty
from tests.programme.test_pages import signed_in, told
from tests.programme.texts import PROVINCE_PLAN
from tests.world import NOON, World


@pytest.fixture
def minh(world: World) -> Client:
    """Minh's browser."""
    return signed_in(world, "minh")


def the_text(one: CarriedDuty) -> str:
    return one.duty.element.text


def halves(text: str) -> list[str]:
    """A text cut in two between words."""
    words = text.split()
    middle = len(words) // 2
    return [" ".join(words[:middle]), " ".join(words[middle:])]


def split(world: World, one: CarriedDuty, by: str = "minh") -> list[PlanElement]:
    return actions.split_duty(
        one.duty,
        halves(the_text(one)),
        version=one.duty.element.version,
        acting=world.acting[by],
        at=NOON,
    )


def merge(world: World, one: CarriedDuty, other: CarriedDuty) -> PlanElement:
    return actions.merge_duties(
        one.duty,
        other.duty,
        version=one.duty.element.version,
        acting=world.acting["minh"],
        at=NOON,
    )


def carried_texts(world: World, unit: str = "A", on: date = DAY) -> list[str]:
    carried = carried_duties(world.acting["minh"], on)
    return [one.text for one in carried if one.unit_id == world.units[unit].pk]


@pytest.mark.usefixtures("published")
def test_each_piece_is_carried_by_the_same_units_and_leads_to_its_own_words(world: World) -> None:
    one = the_duty(world)
    expected = halves(the_text(one))
    pieces = split(world, one)
    assert [piece.text for piece in pieces] == expected
    assert all(text in carried_texts(world, unit) for text in expected for unit in "ABC")
    source = text_of(one.plan)
    for piece in pieces:
        span = piece.spans.get()
        assert source[span.char_from : span.char_to].split() == piece.text.split()
    assert {piece.state for piece in pieces} == {ElementState.CONFIRMED}


@pytest.mark.usefixtures("published")
def test_what_happened_stays_with_the_first_piece(world: World) -> None:
    one = the_duty(world)
    actions.accept_duty(one, acting=world.acting["lan"], at=NOON)
    _first, second = split(world, again(one))
    assert again(one).state == DutyState.ACCEPTED
    assert the_duty(world, second.text).state == DutyState.WAITING


@pytest.mark.usefixtures("published")
def test_a_split_is_taken_back_while_nothing_is_built_on_it(world: World) -> None:
    one = the_duty(world)
    before, spans = the_text(one), list(one.duty.element.spans.values_list("char_from", "char_to"))
    split(world, one)
    last = last_shaping(one.plan)
    assert last is not None
    lan, minh = world.acting["lan"], world.acting["minh"]
    actions.undo_shaping(one.plan, number=last.number, acting=minh, at=NOON)
    back = again(one)
    assert the_text(back) == before
    assert list(back.duty.element.spans.values_list("char_from", "char_to")) == spans
    assert carried_texts(world).count(before) == 1
    _first, second = split(world, back)
    actions.accept_duty(the_duty(world, second.text), acting=lan, at=NOON)
    last = last_shaping(one.plan)
    assert last is not None
    with pytest.raises(RefusedError, match="Đơn vị đã ghi diễn biến"):
        actions.undo_shaping(one.plan, number=last.number, acting=minh, at=NOON)


@pytest.mark.usefixtures("published")
def test_pieces_put_together_again_count_once_and_keep_both_histories(world: World) -> None:
    one, lan = the_duty(world), world.acting["lan"]
    whole, count = the_text(one), len(carried_texts(world))
    _first, second = split(world, one)
    other = the_duty(world, second.text)
    actions.accept_duty(other, acting=lan, at=NOON)
    actions.report_progress(again(other), percent=40, note="Đã họp.", acting=lan, at=NOON)
    merge(world, again(one), again(other))
    assert the_text(again(one)) == whole
    assert len(carried_texts(world)) == count
    notes = [shown.step.note for shown in steps_of(again(one), world.acting["minh"])]
    assert "Đã họp." in notes
    last = last_shaping(one.plan)
    assert last is not None
    actions.undo_shaping(one.plan, number=last.number, acting=world.acting["minh"], at=NOON)
    assert again(other).standing.percent == 40


@pytest.mark.usefixtures("published")
def test_a_merge_by_which_a_unit_would_lose_its_duty_is_refused(
    world: World, receive: ReceivePlan
) -> None:
    one = the_duty(world)
    text = PROVINCE_PLAN.replace(
        "vận động hội viên tham gia các hoạt động truyền thông", the_text(one).rstrip(".")
    )
    plan = receive(text.replace("41/KH-UBND", "42/KH-UBND"), name="khac.txt")
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    publish_plan(plan, acting=world.acting["minh"], at=NOON)
    mine = [each for each in carried_duties(world.acting["minh"], DAY) if each.plan.pk == plan.pk]
    same = [each for each in mine if each.text.rstrip(".") == the_text(one).rstrip(".")]
    of_communes = next(each for each in same if each.unit_id == world.units["A"].pk)
    of_union = next(each for each in same if each.unit_id == world.units["M"].pk)
    with pytest.raises(RefusedError, match="mất nhiệm vụ"):
        merge(world, of_communes, of_union)


@pytest.mark.usefixtures("published")
def test_only_the_lead_officer_shapes_and_only_what_was_seen(world: World) -> None:
    one = the_duty(world)
    with pytest.raises(NotAllowedError):
        split(world, one, "lan")
    split(world, one)
    with pytest.raises(ChangedMeanwhileError):
        split(world, one)
    with pytest.raises(RefusedError, match="giữ nguyên mọi chữ"):
        actions.split_duty(
            again(one).duty, ["Khác", "hẳn"], version=2, acting=world.acting["minh"], at=NOON
        )


@pytest.mark.usefixtures("published")
def test_shaping_is_one_fact_with_a_named_verb(world: World) -> None:
    one = the_duty(world)
    before = AuditEntry.objects.count()
    split(world, one)
    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert entry.verb in named()


@pytest.mark.usefixtures("published")
def test_minh_splits_merges_and_undoes_by_the_pages(world: World, minh: Client) -> None:
    one = the_duty(world)
    page = told(minh.get(f"/duties/{one.duty.pk}/split/"))
    assert "Mỗi dòng thành một mục" in page
    sent = {"version": one.duty.element.version, "pieces": "\n".join(halves(the_text(one)))}
    answer = minh.post(f"/duties/{one.duty.pk}/split/", sent, follow=True)
    assert "Đã tách thành 2 nhiệm vụ" in told(answer)
    second = Duty.objects.get(element__text=halves(the_text(one))[1])
    merging = {"version": again(one).duty.element.version, "other": second.element_id}
    assert str(second.element) in told(minh.get(f"/duties/{one.duty.pk}/merge/"))
    assert "Đã gộp" in told(minh.post(f"/duties/{one.duty.pk}/merge/", merging, follow=True))
    moved = minh.get(f"/duties/{second.pk}/{one.unit_id}/")
    assert moved["Location"] == f"/duties/{one.duty.pk}/{one.unit_id}/"
    last = last_shaping(one.plan)
    assert last is not None
    undo = {"step": last.number}
    page = told(minh.post(f"/duties/plans/{one.plan.pk}/undo/", undo, follow=True))
    assert "Đã hoàn lại: gộp nhiệm vụ được giao" in page


@pytest.mark.parametrize("sent", [{"pieces": "Khác\nhẳn"}, {"pieces": ""}])
@pytest.mark.usefixtures("published")
def test_a_split_that_changes_words_is_explained_at_the_field(
    world: World, minh: Client, sent: dict[str, str]
) -> None:
    one = the_duty(world)
    sent = sent | {"version": str(one.duty.element.version)}
    answer = minh.post(f"/duties/{one.duty.pk}/split/", sent)
    assert answer.status_code == 400
    assert the_text(again(one)) == the_text(one)


def test_a_task_printed_in_two_groups_is_merged_and_says_its_words_once(
    world: World, receive: ReceivePlan
) -> None:
    said = "Duy trì việc cung cấp thông tin qua các cuộc họp thôn, tổ dân phố."
    heading = "2. Đổi mới hình thức truyền thông\n"
    draft = receive(
        PROVINCE_PLAN.replace(heading, f"{heading}a) {said}\n").replace("a) Sản", "b) Sản")
    )
    tasks = PlanElement.objects.filter(plan=draft, kind=ElementKind.TASK)
    twins = [task for task in tasks if task.text.rstrip(".") == said.rstrip(".")]
    assert len({task.parent_id for task in twins}) == 2
    one, other = twins
    merged = merge_elements(one, other, version=one.version, acting=world.acting["minh"], at=NOON)
    assert merged.text == one.text
    assert merged.spans.count() == 2
    other.refresh_from_db()
    assert other.state == ElementState.REMOVED
