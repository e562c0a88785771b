"""A campaign's window stays with its own name; an acting head signs for the post."""

import pytest

from tests.engines.planreader.plans import read_text

PLAN = """\
UBND TỈNH LAM SƠN
Số: 1/KH-UBND
Lam Sơn, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Truyền thông về bình đẳng giới năm 2026

I. NHIỆM VỤ
1. {task}
2. Phát tờ rơi tại chợ.

{signed}

Nguyễn Văn An
"""
MONTH = "Tháng hành động vì bình đẳng giới"


@pytest.mark.parametrize(
    ("task", "windows"),
    [
        (f"Tổ chức {MONTH} (15/11 - 15/12).", {MONTH: ("11-15", "12-15")}),
        (f"Từ 15/11 đến 15/12: tổ chức {MONTH}.", {MONTH: ("11-15", "12-15")}),
        (
            f"Tổ chức Tháng hành động vì trẻ em (01/6 - 30/6), {MONTH}.",
            {MONTH: (None, None), "Tháng hành động vì trẻ em": ("06-01", "06-30")},
        ),
        (
            f"Tổ chức Tháng hành động phòng, chống ma túy từ 01/6 đến 30/6, {MONTH}.",
            {MONTH: (None, None), "Tháng hành động phòng, chống ma túy": ("06-01", "06-30")},
        ),
        (
            f"Hưởng ứng {MONTH}\n- Ký cam kết trong thời gian từ 15/11/2026 đến 15/12/2026.",
            {MONTH: ("11-15", "12-15")},
        ),
        (
            f"Hưởng ứng {MONTH}\n- Thi vẽ tranh, nhận bài từ 15/10/2026 đến 15/12/2026.",
            {MONTH: (None, None)},
        ),
        (
            f"Hưởng ứng {MONTH}; Tháng cao điểm gia đình từ ngày 01/6 đến ngày 30/6.",
            {MONTH: (None, None), "Tháng cao điểm gia đình": ("06-01", "06-30")},
        ),
    ],
)
def test_a_window_belongs_to_the_name_it_stands_with(
    task: str, windows: dict[str, tuple[str | None, str | None]]
) -> None:
    found = read_text(PLAN.format(task=task, signed="CHỦ TỊCH"))["campaign_windows"]

    assert {one["name"]: (one["from"], one["to"]) for one in found} == windows


@pytest.mark.parametrize("post", ["CHỦ TỊCH", "HIỆU TRƯỞNG"])
def test_an_acting_head_has_the_post_as_title(post: str) -> None:
    signatory = read_text(PLAN.format(task="Treo băng rôn.", signed=f"Q. {post}"))["signatory"]

    assert (signatory["authority"], signatory["title"]) == (f"Q. {post}", post)


def test_the_issuer_is_named_where_the_motto_stands_on_its_line() -> None:
    head = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ KỲ SƠN Độc lập - Tự do - Hạnh phúc"
    )
    text = PLAN.format(task="Treo băng rôn.", signed="CHỦ TỊCH")
    plan = read_text(text.replace("UBND TỈNH LAM SƠN", head).replace("Lam Sơn", "Kỳ Sơn"))

    assert plan["province_or_unit"] == "Ủy ban nhân dân xã Kỳ Sơn"
    assert "unit_not_named" not in {one["kind"] for one in plan["anomalies"]}
