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
