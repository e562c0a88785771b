"""What a page asks twice is read once, and never after something was written."""

from songhanh.foundation.lib.remembering import forget, remembered, remembering

ASKED: list[int] = []


@remembered
def double(number: int, *, plus: int = 0) -> set[int]:
    ASKED.append(number)
    return {2 * number + plus}


def test_a_question_is_asked_once_for_a_page_and_anew_for_the_next() -> None:
    ASKED.clear()
    for _page in range(2):
        with remembering():
            first = double(4)
            first.add(99)
            assert double(4) == {8}, "the answer handed out before was a copy"
            assert double(4, plus=1) == {9}
    assert ASKED == [4, 4, 4, 4]


def test_outside_of_pages_and_after_a_write_every_question_is_asked() -> None:
    ASKED.clear()
    double(1)
    double(1)
    with remembering():
        double(2)
        forget()
        double(2)
        double(2)
    assert ASKED == [1, 1, 2, 2, 2]
