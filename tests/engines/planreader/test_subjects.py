"""Who a target counts: a noun that looks like a verb does not end the subject."""

import pytest

from songhanh.engines.planreader.targets.subjects import subjects_before_verb, subjects_of_share

SENTENCES = [
    # sentence, subjects
    ("Hằng năm, mỗi xã, phường tổ chức ít nhất 02 cuộc", ["mỗi xã, phường"]),
    (
        "Hằng năm, các cơ quan, tổ chức, doanh nghiệp và người dân được truyền thông 02 cuộc",
        ["các cơ quan, tổ chức, doanh nghiệp và người dân"],
    ),
    ("Các tổ chức chính trị - xã hội có kế hoạch", ["Các tổ chức chính trị - xã hội"]),
    ("Mỗi năm, xây dựng và duy trì ít nhất 01 mô hình", []),
    (
        "Phân đấu đến năm 2031 nhận thức về bình đẳng giới của nam giới vùng cao tăng 12%",
        ["nam giới vùng cao"],
    ),
    ("Đài Phát thanh tỉnh đăng ít nhất 02 bài mỗi tháng", ["Đài Phát thanh tỉnh"]),
    ("Trong năm, mỗi thôn có ít nhất 03 cuộc", ["mỗi thôn"]),
]
SHARES = [
    (" các xã, phường mỗi quý có ít nhất 03 tin, bài", ["các xã, phường"]),
    (
        " sở, ngành và các tổ chức chính trị - xã hội xây dựng kế hoạch",
        ["sở, ngành", "các tổ chức chính trị - xã hội"],
    ),
    (" số thôn, bản", ["thôn, bản"]),
]


@pytest.mark.parametrize(("sentence", "subjects"), SENTENCES)
def test_the_subject_stands_before_the_verb(sentence: str, subjects: list[str]) -> None:
    assert subjects_before_verb(sentence) == subjects


@pytest.mark.parametrize(("rest", "subjects"), SHARES)
def test_the_subject_stands_behind_a_share(rest: str, subjects: list[str]) -> None:
    assert subjects_of_share(rest) == subjects
