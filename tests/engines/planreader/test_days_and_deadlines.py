"""Sentences with several dates: which window, which day, which deadline each belongs to."""

import pytest

from tests.engines.planreader.plans import read_text
from tests.engines.planreader.test_anomaly_cases import DUTIES, FOOT, HEAD, MONEY, TARGETS, TITLE


def plan_with(
    *, task: str = "Nói chuyện tại nhà văn hóa.", duties: str = DUTIES
) -> dict[str, list]:
    """A small plan with this task and these duties."""
    return read_text(
        f"{HEAD}{TITLE}\nI. CHỈ TIÊU\n{TARGETS}\nII. NHIỆM VỤ\n1. Truyền thông tại thôn\n- {task}\n"
        f"III. KINH PHÍ\n{MONEY}\nIV. TỔ CHỨC THỰC HIỆN\n{duties}\n{FOOT}"
    )


@pytest.mark.parametrize(
    ("task", "windows", "days"),
    [
        (
            "Từ 15/11 đến 15/12 hưởng ứng Tháng hành động vì bình đẳng giới, từ 20/3 đến 28/3 "
            "hưởng ứng Ngày Quốc tế Hạnh phúc 20/3.",
            [("11-15", "12-15")],
            ["03-20"],
        ),
        (
            "Tháng hành động vì bình đẳng giới (bắt đầu ngày 15/11, kết thúc ngày 15/12).",
            [("11-15", "12-15")],
            [],
        ),
        ("Tháng Hành động vì trẻ em (01/6 - 30/6).", [("06-01", "06-30")], []),
        (
            "Tháng cao điểm phòng, chống mua bán người từ 30/7 đến 30/8.",
            [("07-30", "08-30")],
            [],
        ),
        (
            "Từ ngày 20/10 đến ngày 25/11 hằng năm mở “Mùa hoa an toàn”.",
            [("10-20", "11-25")],
            [],
        ),
        (
            "Ngày 25/11 - Ngày Quốc tế xóa bỏ bạo lực đối với phụ nữ, ngày 08 tháng 3 - Ngày Quốc "
            "tế Phụ nữ.",
            [],
            ["11-25", "03-08"],
        ),
        (
            "Ngày Thế giới xóa bỏ bạo lực đối với phụ nữ và trẻ em gái (25 tháng 11).",
            [],
            ["11-25"],
        ),
        (
            "Kỷ niệm Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam (20/10/1930 - 20/10/2026).",
            [],
            ["10-20"],
        ),
        ("Giao lưu dịp kỷ niệm 08/3, 28/6 và ngày 20 tháng 10.", [], ["03-08", "06-28", "10-20"]),
    ],
)
def test_each_date_belongs_to_one_occasion(
    task: str, windows: list[tuple[str, str]], days: list[str]
) -> None:
    plan = plan_with(task=task)
    assert [(one["from"], one["to"]) for one in plan["campaign_windows"]] == windows
    assert [one["date"] for one in plan["commemorative_days"]] == days


@pytest.mark.parametrize(
    ("duty", "rules"),
    [
        (
            "Định kỳ hằng quý, ngày 25 của tháng cuối quý; 6 tháng, ngày 15/6; năm, ngày 15/12, "
            "báo cáo UBND xã.",
            [("quarterly", "25"), ("semiannual", "06-15"), ("annual", "12-15")],
        ),
        (
            "gửi số liệu về UBND xã chậm nhất ngày 10 của tháng đầu quý.",
            [("quarterly", ["01-10", "04-10", "07-10", "10-10"])],
        ),
        (
            "học kỳ I trước ngày 10/01/2027, cả năm học trước ngày 31/5/2027 báo cáo về UBND xã.",
            [("semiannual", "01-10"), ("annual", "05-31")],
        ),
        (
            "Hai lần mỗi năm, vào ngày 15/6 và 15/12, gửi báo cáo về UBND xã.",
            [("semiannual", ["06-15", "12-15"])],
        ),
        (
            "Báo cáo kết quả Tháng hành động trước ngày 20/12/2026, báo cáo năm trước ngày 25/12.",
            [("once", "12-20"), ("annual", "12-25")],
        ),
        ("báo cáo tháng vào ngày 28 về UBND xã.", [("monthly", "28")]),
        ("Khi xảy ra vụ việc, báo cáo ngay UBND xã trong vòng 24 giờ.", [("adhoc", None)]),
    ],
)
def test_each_report_has_its_own_day(
    duty: str, rules: list[tuple[str, str | list[str] | None]]
) -> None:
    plan = plan_with(duties=f"1. Các thôn: {duty}")
    assert [(one["kind"], one["due"]) for one in plan["reporting"]] == rules


REVIEWS = """V. CHẾ ĐỘ BÁO CÁO
1. Các thôn báo cáo năm về Ủy ban nhân dân xã trước ngày 10/12.
2. Sơ kết giai đoạn gửi trước ngày 30/9/2028.
3. Các thôn sơ kết giữa kỳ gửi về Ủy ban nhân dân xã trước ngày 15/8/2028; tổng kết trước 20/8/2030.
4. Hội nghị tổng kết tổ chức trước ngày 20/12/2030.
5. Sơ kết vào năm 2028, tổng kết vào năm 2030.
6. Sơ kết chậm nhất ngày 01/7 và tổng kết gửi Sở Nội vụ trước ngày 01/9/2030.
"""


def test_the_review_of_a_phase_is_a_report_due_once() -> None:
    duties = (
        "1. Phòng Văn hóa - Xã hội: Chủ trì; tổ chức hội nghị tổng kết trước ngày 20/12/2030; tổng "
        "kết thực hiện Kế hoạch, gửi Ủy ban nhân dân tỉnh trước ngày 30/11/2030.\n"
        "2. Công an xã: Tổ chức sơ kết phong trào trước ngày 15/9/2028."
    )
    plan = read_text(
        f"{HEAD}KẾ HOẠCH\nTruyền thông về bình đẳng giới giai đoạn 2026 - 2030\nI. CHỈ TIÊU\n"
        f"{TARGETS}\nIII. KINH PHÍ\n{MONEY}\nIV. TỔ CHỨC THỰC HIỆN\n{duties}\n{REVIEWS}{FOOT}"
    )

    rules = [
        (one["kind"], one["due"], one.get("due_year"), one["from"], one["to"])
        for one in plan["reporting"]
    ]

    commune = ["Ủy ban nhân dân xã"]
    assert rules == [
        ("once", "11-30", 2030, ["Phòng Văn hóa - Xã hội"], ["Ủy ban nhân dân tỉnh"]),
        ("annual", "12-10", None, ["Các thôn"], commune),
        ("once", "09-30", 2028, [], []),
        ("once", "08-15", 2028, ["Các thôn"], commune),
        ("once", "08-20", 2030, ["Các thôn"], []),
        ("once", "07-01", None, [], []),
        ("once", "09-01", 2030, [], ["Sở Nội vụ"]),
    ]
