"""The original text with the places of elements marked in it."""

from hypothesis import given
from hypothesis import strategies as st

from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.queries import elements_of
from songhanh.programme.plans.queries.sources import lines_of, source_lines
from tests.programme.texts import PROVINCE_PLAN


def test_the_text_is_shown_to_the_letter(draft: PlanDocument) -> None:
    lines = source_lines(PROVINCE_PLAN, elements_of(draft), Anomaly.objects.all())
    shown = "\n".join("".join(piece.text for piece in line.segments) for line in lines)
    assert shown == PROVINCE_PLAN


def test_every_element_has_one_beginning_in_the_text(draft: PlanDocument) -> None:
    lines = source_lines(PROVINCE_PLAN, elements_of(draft))
    begun = [mark.anchor for line in lines for piece in line.segments for mark in piece.starts]
    assert sorted(begun) == sorted(f"e{one.pk}" for one in elements_of(draft))


def test_a_marked_piece_is_the_text_of_its_element(draft: PlanDocument) -> None:
    element = draft.targets[0].element
    lines = source_lines(PROVINCE_PLAN, [elements_of(draft).get(pk=element.pk)])
    pieces = [piece for line in lines for piece in line.segments if piece.marks]
    assert [piece.text for piece in pieces] == [element.text]
    assert pieces[0].nearest.label == "I.1"


def test_a_removed_element_is_not_marked(draft: PlanDocument) -> None:
    PlanElement.objects.update(state=ElementState.REMOVED)
    lines = source_lines(PROVINCE_PLAN, elements_of(draft))
    assert not any(piece.marks for line in lines for piece in line.segments)


def test_the_lines_of_an_element_stand_beside_its_form(draft: PlanDocument) -> None:
    element = elements_of(draft).get(pk=draft.targets[1].element_id)
    [(number, text)] = lines_of(draft, element)
    assert number == 12
    assert text.startswith("2. Hằng năm, 100%")


@given(
    text=st.text(alphabet="ab \n", max_size=60),
    places=st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6),
)
def test_whatever_the_places_no_letter_is_lost(text: str, places: list[tuple[int, int]]) -> None:
    findings = [
        Anomaly(pk=number, line_from=1, line_to=1, char_from=min(place), char_to=max(place), why="")
        for number, place in enumerate(places)
    ]
    lines = source_lines(text, [], findings)
    shown = "\n".join("".join(piece.text for piece in line.segments) for line in lines)
    assert shown == text
    begun = [mark.anchor for line in lines for piece in line.segments for mark in piece.starts]
    assert sorted(begun) == sorted(f"f{number}" for number in range(len(places)))
