"""A difficulty on its way: sent, answered, passed on, joined, taken up again, ended."""

from datetime import UTC, date, datetime

import pytest

from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.reporting.difficulties.actions import (
    Content,
    answer_difficulty,
    end_difficulty,
    join_difficulties,
    pass_on,
    send_difficulty,
    settle_way,
    take_up_again,
)
from songhanh.reporting.difficulties.drawing import summed_up
from songhanh.reporting.difficulties.enums import DifficultyState, StepKind, Subject
from songhanh.reporting.difficulties.errors import (
    NobodyAboveError,
    SaidAlreadyError,
    WithinAuthorityError,
)
from songhanh.reporting.difficulties.models import Difficulty, DifficultyStep
from songhanh.reporting.difficulties.queries import (
    answered_to,
    days_of,
    difficulties_visible_to,
    open_on,
    waiting_for_answer,
)
from songhanh.reporting.difficulties.routing import Way, stations, way_of
from songhanh.reporting.submissions.enums import Section
from songhanh.reporting.submissions.queries import draft_of
from tests.reporting.submissions.stories import Story, at
from tests.world import add_person, add_unit

pytestmark = pytest.mark.django_db

TEXT, PROPOSAL = "Cụm loa thôn Đông hỏng.", "Đề nghị thay loa."
DAY = date(2026, 11, 20)


def sent(
    story: Story, who: str = "lan", text: str = TEXT, moment: datetime | None = None, **said: object
) -> Difficulty:
    """Somebody sends a difficulty of the own unit."""
    acting = story.world.acting[who]
    content = Content(Subject.EQUIPMENT, text, **{"proposal": PROPOSAL} | said)
    return send_difficulty(
        story.plan, content, unit_id=acting.unit_id, acting=acting, at=moment or at(2, 11)
    )


def fresh(one: Difficulty) -> Difficulty:
    return Difficulty.objects.get(pk=one.pk)


def code_of(story: Story, unit_id: int) -> str:
    return next(code for code, unit in story.world.units.items() if unit.pk == unit_id)


@pytest.mark.parametrize(
    ("way", "offices"),
    [
        (Way("Sở Nội vụ", "Ủy ban nhân dân tỉnh"), ["S", "P"]),
        (Way("", "Ủy ban nhân dân tỉnh"), ["P"]),
        (Way("", "Sở Nội vụ"), ["S"]),
        (Way("", "Bộ Nội vụ"), ["P"]),
        (Way("Sở Lao động", "Ủy ban nhân dân tỉnh Hải Sơn"), ["P"]),
        (Way("", ""), ["P"]),
    ],
)
def test_the_way_follows_the_words_of_the_plan(story: Story, way: Way, offices: list[str]) -> None:
    found = stations(story.plan, way, DAY)
    assert [code_of(story, one) for one in found] == offices


def test_without_a_sentence_of_its_own_a_plan_sends_difficulties_as_its_reports(
    story: Story,
) -> None:
    one = sent(story)
    assert code_of(story, one.holder_id) == "S"
    assert way_of(story.plan).addressee == "Ủy ban nhân dân tỉnh"
    assert [step.kind for step in one.steps.all()] == [StepKind.SENT]


def test_a_plan_that_asks_only_for_what_lies_beyond_authority(story: Story) -> None:
    way = Way("Sở Nội vụ", "Ủy ban nhân dân tỉnh", only_beyond_authority=True)
    settle_way(story.plan, way, acting=story.world.acting["minh"], at=at(1, 11))
    with pytest.raises(WithinAuthorityError, match="vượt thẩm quyền"):
        sent(story)
    assert not Difficulty.objects.exists()
    assert sent(story, beyond_authority=True).is_open


def test_the_standing_unit_sends_its_own_to_the_office_above(story: Story) -> None:
    assert code_of(story, sent(story, "minh").holder_id) == "P"


def test_an_answer_comes_back_and_the_unit_ends_it(story: Story) -> None:
    one, minh, lan = sent(story), story.world.acting["minh"], story.world.acting["lan"]
    assert list(waiting_for_answer(minh, DAY)) == [one]
    answer_difficulty(one, text="Đã cấp loa.", due_on=DAY, acting=minh, at=at(9, 11))
    assert list(waiting_for_answer(minh, DAY)) == []
    assert list(answered_to({story.unit_id("A")})) == [one]
    end_difficulty(fresh(one), text="", acting=lan, at=at(10, 11))
    assert fresh(one).state == DifficultyState.CLOSED
    assert list(answered_to({story.unit_id("A")})) == []
    kinds = list(one.steps.values_list("kind", flat=True))
    assert kinds == [StepKind.SENT, StepKind.ANSWERED, StepKind.CLOSED]


def test_an_answer_that_does_not_help_is_taken_up_again(story: Story) -> None:
    one, minh, lan = sent(story), story.world.acting["minh"], story.world.acting["lan"]
    answer_difficulty(one, text="Xã tự khắc phục.", acting=minh, at=at(5, 11))
    take_up_again(fresh(one), text="Xã không có kinh phí.", acting=lan, at=at(6, 11))
    assert fresh(one).is_open
    assert days_of(fresh(one), DAY) == 18


def test_days_run_over_the_end_of_the_year(story: Story) -> None:
    one = sent(story, moment=at(30, 12))
    assert days_of(one, date(2027, 1, 9)) == 10
    minh = story.world.acting["minh"]
    moment = datetime(2027, 1, 2, 2, 0, tzinfo=UTC)
    answer_difficulty(one, text="Đã xử lý.", acting=minh, at=moment)
    assert days_of(fresh(one), date(2027, 6, 1)) == 3


def test_several_are_bundled_upward_and_answered_by_the_leader_there(story: Story) -> None:
    ones = [sent(story), sent(story, "mai", "Thiếu tài liệu.")]
    minh, ha = story.world.acting["minh"], story.world.acting["ha"]
    with pytest.raises(NotAllowedError, match="cơ quan khác"):
        answer_difficulty(ones[0], text="Được.", acting=ha, at=at(3, 11))
    pass_on(ones, text="Vượt thẩm quyền của Sở.", acting=minh, at=at(3, 11))
    assert {code_of(story, fresh(one).holder_id) for one in ones} == {"P"}
    assert set(waiting_for_answer(ha, DAY)) == set(ones)
    answer_difficulty(fresh(ones[0]), text="Đồng ý bố trí.", acting=ha, at=at(4, 11))
    with pytest.raises(NobodyAboveError):
        pass_on([fresh(ones[1])], text="", acting=minh, at=at(5, 11))


def test_what_is_joined_is_answered_together(story: Story) -> None:
    ones = [sent(story), sent(story, "mai"), sent(story, "thu")]
    minh = story.world.acting["minh"]
    assert join_difficulties(ones, acting=minh, at=at(3, 11)) == 2
    assert list(waiting_for_answer(minh, DAY)) == [ones[0]]
    answer_difficulty(fresh(ones[0]), text="Đã cấp loa.", acting=minh, at=at(4, 11))
    assert {fresh(one).state for one in ones} == {DifficultyState.ANSWERED}


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_said_is_not_sent(story: Story, text: str) -> None:
    with pytest.raises(RefusedError, match="Hãy ghi khó khăn"):
        sent(story, text=text)


def test_the_same_words_are_not_sent_twice_while_they_wait(story: Story) -> None:
    one = sent(story)
    with pytest.raises(SaidAlreadyError):
        sent(story)
    answer_difficulty(one, text="Đã cấp loa.", acting=story.world.acting["minh"], at=at(3, 11))
    assert sent(story).pk != one.pk


@pytest.mark.parametrize("who", ["mai", "ha", "quan", "xuan"])
def test_nobody_sends_for_another_unit(story: Story, who: str) -> None:
    with pytest.raises(NotAllowedError):
        send_difficulty(
            story.plan,
            Content(Subject.MONEY, TEXT),
            unit_id=story.unit_id("A"),
            acting=story.world.acting[who],
            at=at(2, 11),
        )


@pytest.mark.parametrize("who", ["lan", "mai", "quan", "xuan", "thu"])
def test_only_who_decides_answers(story: Story, who: str) -> None:
    one = sent(story)
    with pytest.raises(NotAllowedError):
        answer_difficulty(one, text="Được.", acting=story.world.acting[who], at=at(3, 11))


def test_nobody_sees_the_difficulties_of_another_branch(story: Story) -> None:
    one = sent(story)
    seen = {
        who
        for who, acting in story.world.acting.items()
        if one in difficulties_visible_to(acting, DAY)
    }
    assert seen == {"lan", "minh", "ha", "quan"}


def test_two_answers_at_once_are_told(story: Story) -> None:
    one, minh = sent(story), story.world.acting["minh"]
    answer_difficulty(one, text="Một.", acting=minh, at=at(3, 11))
    with pytest.raises((ConflictError, NotAllowedError)):
        answer_difficulty(one, text="Hai.", acting=minh, at=at(3, 11))
    assert DifficultyStep.objects.filter(kind=StepKind.ANSWERED).count() == 1


def test_a_unit_that_is_gone_keeps_what_it_sent(story: Story) -> None:
    gone = (date(2020, 1, 1), date(2026, 11, 10))
    add_unit(story.world, "G", "Xã Giang Sơn", UnitKind.COMMUNE, "P", gone)
    add_person(story.world, "giang", "", ("CO", "G", "G"))
    one = sent(story, "giang")
    minh = story.world.acting["minh"]
    assert one in difficulties_visible_to(minh, DAY)


def test_a_report_begins_with_exactly_the_open_ones(story: Story) -> None:
    sent(story, moment=at(3, 3))
    answered = sent(story, text="Thiếu tài liệu.")
    minh = story.world.acting["minh"]
    answer_difficulty(answered, text="Đã gửi tài liệu.", acting=minh, at=at(15, 11))
    sent(story, "mai", "Của phường khác.")
    sent(story, text="Sau ngày báo cáo.", moment=at(25, 11))
    begun = story.begun("lan", at(20, 11))
    texts = draft_of(begun, at(20, 11)).texts
    assert texts[Section.DIFFICULTIES] == f"- {TEXT}"
    assert texts[Section.SUGGESTIONS] == f"- {PROPOSAL}"
    unit = {story.unit_id("A")}
    then = [one.text for one in open_on(story.plan, unit, date(2026, 11, 14))]
    assert then == [TEXT, "Thiếu tài liệu."]


def test_the_round_is_summed_up_in_one_sentence(story: Story) -> None:
    units = {story.unit_id(code) for code in "AB"}
    span = date(2026, 1, 1), DAY
    assert summed_up(story.plan, units, span) == ""
    one = sent(story)
    sent(story, "mai")
    answer_difficulty(one, text="Được.", acting=story.world.acting["minh"], at=at(5, 11))
    assert summed_up(story.plan, units, span) == (
        "Trong kỳ, các đơn vị gửi 2 khó khăn, vướng mắc; 1 nội dung đã được trả lời; 1 nội dung"
        " còn chờ trả lời. Nhiều nhất về: thiết bị, hạ tầng truyền thanh (2)."
    )
