"""Every step of a review can be taken back: the plan is then as it was before."""

from collections.abc import Callable

import pytest
from django.core import serializers

from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement, SourceSpan
from songhanh.programme.plans.actions import (
    add_element,
    change_element,
    change_header,
    confirm_certain,
    confirm_element,
    decide_anomaly,
    merge_elements,
    move_element,
    place_under,
    remove_element,
    split_element,
    undo_step,
)
from songhanh.programme.plans.enums import Decision, StepKind
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.queries.reviewing import TYPED_ROWS, elements_of, last_step
from songhanh.programme.plans.splitting import places_of, same_words
from songhanh.programme.targets.models import Target, TargetSubject
from tests.world import NOON, World

VERSIONS = {"version"}
ORDER_KEPT = {"position"}


def portrait(plan: PlanDocument) -> list[object]:
    """All a reviewer can change of a plan, without counters of versions and bare positions."""
    rows: list[object] = [PlanDocument.objects.get(pk=plan.pk), *Anomaly.objects.filter(plan=plan)]
    order = []
    for element in elements_of(plan):
        order.append(element.pk)
        rows += [element, *element.spans.all()]
        rows += [row for name in TYPED_ROWS if (row := getattr(element, name, None))]
    rows += list(TargetSubject.objects.filter(target__element__plan=plan).order_by("pk"))
    written = serializers.serialize("python", rows)
    for row in written:
        for name in VERSIONS | ORDER_KEPT:
            row["fields"].pop(name, None)
    return [order, written]


def first(plan: PlanDocument, kind: ElementKind, place: int = 0) -> PlanElement:
    return elements_of(plan).filter(kind=kind)[place]


Step = Callable[[PlanDocument, World], object]


def _confirm(plan: PlanDocument, world: World) -> object:
    one = first(plan, ElementKind.TARGET)
    return confirm_element(one, version=one.version, acting=world.acting["minh"], at=NOON)


def _confirm_certain(plan: PlanDocument, world: World) -> object:
    return confirm_certain(plan, acting=world.acting["minh"], at=NOON)


def _remove_with_what_stands_below(plan: PlanDocument, world: World) -> object:
    one = first(plan, ElementKind.TASK_GROUP)
    return remove_element(one, version=one.version, acting=world.acting["minh"], at=NOON)


def _change(plan: PlanDocument, world: World) -> object:
    one = first(plan, ElementKind.TARGET)
    typed = Typed(
        Target,
        {"kind": "other", "value": 9},
        [Detail(TargetSubject, "target", [{"position": 1, "text": "các thôn"}])],
    )
    return change_element(
        one,
        version=one.version,
        text="Khác hẳn.",
        ordinal="IX.9",
        typed=typed,
        acting=world.acting["minh"],
        at=NOON,
    )


def _add(plan: PlanDocument, world: World) -> object:
    return add_element(
        plan,
        ElementKind.FUNDING,
        text="Ngân sách xã.",
        ordinal="",
        lines=(3, 4),
        parent=None,
        typed=None,
        acting=world.acting["minh"],
        at=NOON,
    )


def _split(plan: PlanDocument, world: World) -> object:
    one = first(plan, ElementKind.TARGET, 1)
    words = one.text.split()
    pieces = [" ".join(words[:5]), " ".join(words[5:9]), " ".join(words[9:])]
    return split_element(one, pieces, version=one.version, acting=world.acting["minh"], at=NOON)


def _merge(plan: PlanDocument, world: World) -> object:
    one, other = first(plan, ElementKind.ASSIGNMENT), first(plan, ElementKind.ASSIGNMENT, 2)
    return merge_elements(one, other, version=one.version, acting=world.acting["minh"], at=NOON)


def _move(plan: PlanDocument, world: World) -> object:
    one = first(plan, ElementKind.TARGET)
    acting = world.acting["minh"]
    return move_element(one, before=False, version=one.version, acting=acting, at=NOON)


def _place_under(plan: PlanDocument, world: World) -> object:
    one, group = first(plan, ElementKind.TASK), first(plan, ElementKind.TASK_GROUP, 1)
    return place_under(one, group, version=one.version, acting=world.acting["minh"], at=NOON)


def _header(plan: PlanDocument, world: World) -> object:
    plan.refresh_from_db()
    values = {"number": "7/KH-UBND", "title": "Tên khác"}
    return change_header(
        plan, version=plan.version, values=values, acting=world.acting["minh"], at=NOON
    )


def _finding(plan: PlanDocument, world: World) -> object:
    found = Anomaly.objects.filter(plan=plan)[0]
    return decide_anomaly(
        found, decision=Decision.ACCEPTED, reason="", acting=world.acting["minh"], at=NOON
    )


STEPS: list[Step] = [
    _confirm,
    _confirm_certain,
    _remove_with_what_stands_below,
    _change,
    _add,
    _split,
    _merge,
    _move,
    _place_under,
    _header,
    _finding,
]


@pytest.fixture
def draft(draft: PlanDocument) -> PlanDocument:
    """A draft with at least one finding."""
    Anomaly.objects.create(plan=draft, position=99, kind="other", severity="hint", why="Lạ.")
    return draft


@pytest.mark.parametrize("do", STEPS)
def test_a_step_is_taken_back_to_the_former_state(
    draft: PlanDocument, world: World, do: Step
) -> None:
    before = portrait(draft)
    do(draft, world)
    assert portrait(draft) != before
    last = last_step(draft)
    assert last is not None
    undo_step(draft, number=last.number, acting=world.acting["minh"], at=NOON)
    assert portrait(draft) == before


def test_all_steps_are_taken_back_one_after_the_other(draft: PlanDocument, world: World) -> None:
    portraits = []
    for do in STEPS:
        portraits.append(portrait(draft))
        do(draft, world)
    while portraits:
        last = last_step(draft)
        assert last is not None
        undo_step(draft, number=last.number, acting=world.acting["minh"], at=NOON)
        assert portrait(draft) == portraits.pop()
    with pytest.raises(RefusedError, match="Chưa có bước nào"):
        undo_step(draft, number=1, acting=world.acting["minh"], at=NOON)


def test_only_the_step_one_saw_last_is_taken_back(draft: PlanDocument, world: World) -> None:
    _confirm(draft, world)
    _header(draft, world)
    with pytest.raises(RefusedError, match="Sau khi bạn mở trang"):
        undo_step(draft, number=1, acting=world.acting["minh"], at=NOON)


def test_who_opened_an_element_before_an_undo_does_not_save_over_it(
    draft: PlanDocument, world: World
) -> None:
    _confirm(draft, world)
    seen = first(draft, ElementKind.TARGET).version
    undo_step(draft, number=1, acting=world.acting["minh"], at=NOON)
    one = first(draft, ElementKind.TARGET)
    with pytest.raises(ConflictError):
        confirm_element(one, version=seen, acting=world.acting["minh"], at=NOON)


def test_steps_say_who_did_what_to_how_many(draft: PlanDocument, world: World) -> None:
    count = confirm_certain(draft, acting=world.acting["minh"], at=NOON)
    step = last_step(draft)
    assert step is not None
    assert (step.kind, step.count, step.by, step.at) == (
        StepKind.CONFIRM,
        count,
        world.users["minh"],
        NOON,
    )


# ------------------------------------------------------------------ shaping ----


def test_the_pieces_of_a_split_element_stand_where_their_words_stand(
    draft: PlanDocument, world: World
) -> None:
    one = first(draft, ElementKind.TARGET)
    text, source = one.text, draft.source.text
    at = text.index("ít nhất")
    pieces = split_element(
        one, [text[:at], text[at:]], version=one.version, acting=world.acting["minh"], at=NOON
    )
    for piece in pieces:
        span = piece.spans.get()
        assert source[span.char_from : span.char_to].strip() == piece.text
        assert piece.state == ElementState.PROPOSED
    assert [piece.target.value for piece in pieces] == [2, 2]
    assert [one.pk for one in elements_of(draft).filter(kind="target")][:2] == [
        piece.pk for piece in pieces
    ]


@pytest.mark.parametrize("pieces", [["Chỉ một"], ["Nói", "khác hẳn"], ["", ""]])
def test_a_split_keeps_every_word(draft: PlanDocument, world: World, pieces: list[str]) -> None:
    one = first(draft, ElementKind.TARGET)
    with pytest.raises(RefusedError, match="giữ nguyên mọi chữ"):
        split_element(one, pieces, version=one.version, acting=world.acting["minh"], at=NOON)


def test_merged_elements_have_both_texts_places_and_children(
    draft: PlanDocument, world: World
) -> None:
    one, other = first(draft, ElementKind.TASK_GROUP), first(draft, ElementKind.TASK_GROUP, 1)
    tasks = one.children.count() + other.children.count()
    merged = merge_elements(one, other, version=one.version, acting=world.acting["minh"], at=NOON)
    assert merged.text == f"{one.text} {other.text}"
    assert merged.spans.count() == 2
    assert merged.children.count() == tasks
    other.refresh_from_db()
    assert other.state == ElementState.REMOVED


def test_elements_of_two_kinds_are_not_merged(draft: PlanDocument, world: World) -> None:
    one, other = first(draft, ElementKind.TARGET), first(draft, ElementKind.TASK)
    with pytest.raises(RefusedError, match="cùng loại"):
        merge_elements(one, other, version=one.version, acting=world.acting["minh"], at=NOON)


def test_the_first_element_does_not_move_further_up(draft: PlanDocument, world: World) -> None:
    one = first(draft, ElementKind.TARGET)
    with pytest.raises(RefusedError, match="đầu hoặc cuối"):
        move_element(one, before=True, version=one.version, acting=world.acting["minh"], at=NOON)


def test_a_task_does_not_stand_under_an_agency(draft: PlanDocument, world: World) -> None:
    one, agency = first(draft, ElementKind.TASK), first(draft, ElementKind.ASSIGNMENT)
    with pytest.raises(RefusedError, match="không nằm dưới"):
        place_under(one, agency, version=one.version, acting=world.acting["minh"], at=NOON)


@pytest.mark.parametrize(
    ("pieces", "source", "places", "found"),
    [
        (["mot hai", "ba."], "x mot hai\nba. y", [(2, 13)], [[(2, 9)], [(10, 13)]]),
        (["mot", "hai ba"], "mot 7 hai ba", [(0, 3), (6, 12)], [[(0, 3)], [(6, 12)]]),
        (["hội", "nghị"], "ho\u0323\u0302i nghi\u0323", [(0, 11)], [[(0, 5)], [(6, 11)]]),
        (["một", "bốn"], "một hai", [(0, 7)], None),
    ],
)
def test_pieces_are_found_again_in_the_original(
    pieces: list[str], source: str, places: list[tuple[int, int]], found: object
) -> None:
    assert places_of(pieces, source, places) == found


def test_white_space_alone_makes_no_difference_to_the_words() -> None:
    assert same_words(["một hai", "ba"], "một  hai\nba")
    assert not same_words(["một hai"], "một hai ba")


def test_removed_spans_leave_nothing_behind(draft: PlanDocument, world: World) -> None:
    count = SourceSpan.objects.filter(element__plan=draft).count()
    _add(draft, world)
    undo_step(draft, number=1, acting=world.acting["minh"], at=NOON)
    assert SourceSpan.objects.filter(element__plan=draft).count() == count
