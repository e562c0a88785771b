"""Findings: graded, placed, with what to do; errors only where something cannot stand."""

import pytest

from songhanh.engines.planreader import check_plan
from tests.engines.planreader.plans import read_text

HEAD = (
    "UBND XÃ AN HÒA\nSố: 01/KH-UBND\nAn Hòa, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nTruyền thông "
    "năm 2026\n"
)
TAIL = """
II. KINH PHÍ
Ngân sách xã.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội: Chủ trì thực hiện Kế hoạch.
Nơi nhận:
- Các thôn;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn An
"""


def findings(
    basis: str = "", targets: str = "1. Mỗi thôn có ít nhất 02 cuộc truyền thông trong năm."
) -> dict[str, str]:
    """Code and severity of what is found in a small plan."""
    plan = read_text(f"{HEAD}{basis}\nI. CHỈ TIÊU\n{targets}{TAIL}")
    return {finding.code: finding.severity for finding in check_plan(plan)}


def test_a_clean_plan_has_no_findings() -> None:
    assert findings() == {}


@pytest.mark.parametrize(
    ("basis", "code", "severity"),
    [
        (
            "Căn cứ Quyết định số 1790/QĐ-TTg ngày 20/10/2021 của Thủ tướng Chính phủ;",
            "wrong_date",
            "error",
        ),
        ("Căn cứ Kế hoạch số 5/KH-UBND ngày 31/02/2025 của UBND tỉnh;", "impossible_date", "error"),
        (
            "Căn cứ Kế hoạch (số 5/KH-UBND ngày 01/02/2025 của UBND tỉnh;",
            "unclosed_parenthesis",
            "warning",
        ),
        ("Căn cứ tình hình thực tế thực tế của của xã;", "duplicate_word", "warning"),
        ('Thực hiện chính sách “bình đẳng" của Nhà nước;', "quote_mismatch", "hint"),
    ],
)
def test_slips_are_graded(basis: str, code: str, severity: str) -> None:
    assert findings(basis).get(code) == severity


def test_a_blank_value_is_an_error() -> None:
    assert findings(targets="1. Đạt ...% thôn có tổ truyền thông.")["missing_value"] == "error"


def test_a_document_dated_after_the_plan_is_an_error() -> None:
    basis = "Căn cứ Kế hoạch số 9/KH-UBND ngày 08/3/2026 của UBND tỉnh;"

    assert findings(basis)["date_inconsistent"] == "error"


def test_a_table_that_contradicts_its_target_is_an_error() -> None:
    sentence = "1. Đến năm 2030 có 90% cơ quan truyền thông áp dụng Bộ chỉ số về giới."
    table = (
        "\n| TT | Chỉ tiêu | Năm 2028 | Năm 2030 |\n"
        "| 1 | Tỷ lệ cơ quan truyền thông áp dụng Bộ chỉ số về giới | 60 | 80 |\n"
    )

    assert findings(targets=sentence + table)["value_conflict"] == "error"


def test_a_figure_inside_a_word_is_pointed_out() -> None:
    assert findings("Căn cứ tình h1nh thực tế; truyề1 thông;")["ocr_letter"] == "warning"


@pytest.mark.parametrize("words", ["phối hợp vói các thôn", "Cống tác truyền thông"])
def test_a_misread_word_is_pointed_out_also_where_two_right_ones_are_near(words: str) -> None:
    assert findings(f"Căn cứ {words};").get("ocr_diacritic") == "warning"


@pytest.mark.parametrize(
    "words",
    [
        *("lắp công tắc điện", "xã Thượng Bình", "đến đầu mỗi tháng"),
        "bạo lực trên cơ sở giới tỉnh Lam Sơn",
    ],
)
def test_rightly_spelt_neighbours_of_a_term_are_left_alone(words: str) -> None:
    assert findings(f"Căn cứ {words};") == {}


def test_a_finding_says_where_and_what_to_do() -> None:
    plan = read_text(
        f"{HEAD}\nI. CHỈ TIÊU\n1. Mỗi thôn có ít nhất 02 cuộc tuyên tuyền trong năm.{TAIL}"
    )
    (finding,) = check_plan(plan)

    assert (finding.code, finding.place) == ("typo", "dòng 8")
    assert "tuyên truyền" in finding.message
    assert finding.suggestion.endswith(".")


def test_a_refusal_has_no_findings() -> None:
    assert check_plan({"not_a_plan": True, "message": "Tệp này là công văn."}) == []
