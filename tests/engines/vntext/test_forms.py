"""Forms a text is shown, compared and searched in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.vntext import (
    bare,
    fold,
    in_use,
    is_syllable,
    is_upper,
    normal,
    one_tone_place,
    same_words,
)

VIETNAMESE = st.text(alphabet="abcđe hiòóôơưảạệốừ ,-0123ỦYuỷhoà", max_size=60)


def test_normal_form_is_composed_with_single_spaces() -> None:
    assert normal("  địa\u00a0 bàn\n tỉnh\u200b ") == "địa bàn tỉnh"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "ủy ban"),
        ("kĩ năng", "kỹ năng"),
        ("qui định", "quy định"),
        ("pa-nô", "pa nô"),
        ("ĐẮK LẮK", "đắk lắk"),
    ],
)
def test_spellings_of_one_word_are_the_same_words(left: str, right: str) -> None:
    assert same_words(left, right)


def test_different_words_are_not_the_same() -> None:
    assert not same_words("truyền thông", "truyền hình")


@given(VIETNAMESE)
def test_folding_is_stable_and_blind_to_decomposition(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(VIETNAMESE)
def test_the_bare_form_keeps_every_position(text: str) -> None:
    assert len(bare(text)) == len(text)


@pytest.mark.parametrize(
    ("old", "new"), [("khoá", "khóa"), ("thuỷ", "thủy"), ("quý", "quý"), ("toàn", "toàn")]
)
def test_the_tone_mark_moves_to_its_new_place(old: str, new: str) -> None:
    assert one_tone_place(old) == new


def test_capitals_are_told_from_sentences() -> None:
    assert is_upper("KẾ HOẠCH 2026")
    assert not is_upper("Kế hoạch")
    assert not is_upper("2026")


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "quyền",
        "khuỷu",
        "gì",
        "uống",
        "yêu",
        "tuyết",
        "giếng",
        "ngoằn",
        "xoong",
        "nghị",
        "khoá",
    ],
)
def test_syllables_are_recognised(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["tryền", "ngiêng", "tuyêt̃", "bạcs", "zá", "kướp", "đđ", "12"])
def test_impossible_syllables_are_refused(word: str) -> None:
    assert not is_syllable(word)


def test_the_foreign_letter_old_keyboards_print_counts_as_d() -> None:
    assert bare("\u00d0ến năm 2030") == "den nam 2030"


def test_fewer_syllables_are_in_use_than_could_be() -> None:
    words = "giới đẳng hoà uỷ quyền giếng nghiêng ô yêu rôn kĩ"
    possible = "phẫm cụa vỡi hẳng khong rieng họi"

    assert all(in_use(word) and is_syllable(word) for word in words.split())
    assert not any(in_use(word) for word in possible.split())
    assert not any(in_use(word) for word in ("", "b", "video", "truyềnn", "hoạch1"))
