"""The contract's invented commune plan, element by element."""

from typing import Any

import pytest

from tests.engines.planreader.plans import read_text

EXAMPLE = """\
ỦY BAN NHÂN DÂN XÃ SUỐI MƠ
Số: 17/KH-UBND
Suối Mơ, ngày 09 tháng 3 năm 2027

KẾ HOẠCH
Truyền thông về bình đẳng giới trên địa bàn xã Suối Mơ năm 2027

Căn cứ Kế hoạch số 58/KH-UBND ngày 20/01/2027 của Ủy ban nhân dân tỉnh Hòa Hải \
về truyền thông bình đẳng giới.

I. CHỈ TIÊU
1. Trong năm, mỗi thôn có ít nhất 03 cuộc truyền thông về bình đẳng giới.
2. Đến tháng 11 có 80% thôn lập được tổ truyền thông.

II. NHIỆM VỤ
1. Đưa thông tin đến từng ngõ
- Phát loa vào ba buổi tối mỗi tuần. Ghi sổ từng lần phát.
- Mời các ông bố kể chuyện việc nhà tại buổi họp thôn.

III. PHÂN CÔNG
1. Phòng Văn hóa - Xã hội: Chủ trì thực hiện Kế hoạch; gửi báo cáo năm
về Ủy ban nhân dân xã trước ngày 25/11.
2. Đề nghị Hội Liên hiệp Phụ nữ xã: vận động hội viên tham gia tuyên tryền.

Nơi nhận:
- Các thôn;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lò Thị Hạnh
"""


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    return read_text(EXAMPLE, "example.txt")


def test_the_heading_is_read(plan: dict[str, Any]) -> None:
    assert plan["number"] == "17/KH-UBND"
    assert plan["issue_date"] == "2027-03-09"
    assert plan["issuing_level"] == "commune"
    assert plan["province_or_unit"] == "Ủy ban nhân dân xã Suối Mơ"
    assert plan["period"] == {"from": 2027, "to": 2027}


def test_every_place_is_that_of_the_contract(plan: dict[str, Any]) -> None:
    assert [target["source"]["char_from"] for target in plan["targets"]] == [278, 352]
    assert plan["legal_basis"][0]["source"] == {
        "line_from": 8,
        "line_to": 8,
        "char_from": 158,
        "char_to": 260,
    }
    assert plan["assignments"][0]["duty_details"][0]["source"] == {
        "line_from": 20,
        "line_to": 21,
        "char_from": 604,
        "char_to": 687,
    }


def test_a_count_per_year_and_a_share_by_a_month(plan: dict[str, Any]) -> None:
    sessions, share = plan["targets"]

    assert (sessions["kind"], sessions["value"], sessions["period"]) == (
        *("sessions_per_year", 3, "year"),
    )
    assert (share["kind"], share["value"], share["milestones"], share["due_words"]) == (
        *("other", 80, [], "Đến tháng 11"),
    )


def test_three_evenings_a_week_are_a_task_and_no_target(plan: dict[str, Any]) -> None:
    assert len(plan["targets"]) == 2
    assert plan["task_groups"][0]["tasks"][0]["sentences"] == [
        "Phát loa vào ba buổi tối mỗi tuần.",
        "Ghi sổ từng lần phát.",
    ]


def test_roles_and_the_report_inside_a_duty(plan: dict[str, Any]) -> None:
    assert [one["role"] for one in plan["assignments"]] == ["lead", "requested"]
    (rule,) = plan["reporting"]
    assert (rule["kind"], rule["due"], rule["due_rule"], rule["to"]) == (
        *("annual", "11-25", "before", ["Ủy ban nhân dân xã"]),
    )


def test_what_is_missing_is_reported_and_not_invented(plan: dict[str, Any]) -> None:
    assert plan["funding"] == []
    kinds = {anomaly["kind"] for anomaly in plan["anomalies"]}
    assert {"typo", "missing_section"} <= kinds
