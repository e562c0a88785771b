"""Where a unit begins and what it stands for, in the layouts that plans come in."""

import pytest

from tests.engines.planreader.plans import read_text

PLAN = """\
UBND XÃ SUỐI MƠ
Số: 7/KH-UBND
Suối Mơ, ngày 09 tháng 3 năm 2027

KẾ HOẠCH
Truyền thông về bình đẳng giới năm 2027

1. CHỈ TIÊU PHẤN ĐẤU TRONG NĂM

{targets}

2. NHIỆM VỤ

{tasks}

3. KINH PHÍ

Ngân sách xã năm 2027.

{closing}

4. TỔ CHỨC THỰC HIỆN

{duties}

{foot}
"""
PARTS = {
    "targets": "- 100% thôn tổ chức ít nhất 02 buổi truyền thông.",
    "tasks": "- Phát loa vào buổi tối.\n- Họp thôn mỗi quý.",
    "closing": "",
    "duties": "4.1. Phòng Văn hóa - Xã hội: Chủ trì thực hiện Kế hoạch.\n"
    "4.2. Công an xã: Giữ gìn trật tự.",
    "foot": "Nơi nhận:\n- Các thôn;\n- Lưu: VT.\nCHỦ TỊCH\nLò Thị Hạnh",
}


def plan_with(**parts: str) -> dict:
    """The plan with these parts in place of its own."""
    return read_text(PLAN.format(**{**PARTS, **parts}))


def starts(units: list[dict], letters: int = 24) -> list[str]:
    """The first letters of units."""
    return [one["text"][:letters] for one in units]


def test_a_dash_below_a_heading_opens_a_unit() -> None:
    found = plan_with()

    assert starts(found["targets"]) == ["100% thôn tổ chức ít nhất"[:24]]
    assert not [one for one in found["anomalies"] if one["kind"] == "page_break_in_sentence"]


def test_a_dash_before_a_capital_opens_a_unit_below_a_full_line() -> None:
    title = "2.1. Truyền thông về thành tựu bình đẳng giới, phản bác thông tin sai lệch"
    told = "- Đăng tải tin, bài về các tấm gương, mô hình tiêu biểu trong toàn xã\nvà các thôn."
    hung = "- Treo băng rôn, áp phích tại trụ sở các cơ quan, trường học, trạm y tế\nvà chợ."
    tasks = f"{title}\n{told}\n{hung}\n{hung}"
    groups = plan_with(tasks=tasks)["task_groups"]

    assert starts(groups[0]["tasks"], 12) == ["Đăng tải tin", *["Treo băng rô"] * 2]


@pytest.mark.parametrize(
    ("later", "milestones"),
    [
        ("tỷ lệ này đạt 50% vào năm 2028", [(2027, 30), (2028, 50)]),
        ("con số này tăng lên 55% vào năm 2029", [(2027, 30), (2029, 55)]),
    ],
)
def test_a_clause_on_the_same_share_is_a_later_milestone(
    later: str, milestones: list[tuple[int, int]]
) -> None:
    first = "- Ít nhất 30% hộ gia đình ký cam kết không có bạo lực vào năm 2027"
    targets = plan_with(targets=f"{first}; {later}.")["targets"]

    points = [(one["year"], one["value"]) for one in targets[0]["milestones"]]
    assert (len(targets), points) == (1, milestones)


def test_a_target_on_the_line_of_its_agency_begins_with_the_duty() -> None:
    duty = "Mỗi tháng đăng ít nhất 04 tin, bài về bình đẳng giới."
    duties = f"4.1. Phòng Văn hóa - Xã hội: {duty}\n4.2. Công an xã: Giữ gìn trật tự."
    target = plan_with(duties=duties)["targets"][-1]

    assert (target["text"], target["subjects"]) == (duty, ["Phòng Văn hóa - Xã hội"])


def test_a_paragraph_that_leaves_the_tasks_to_an_annex_is_no_task() -> None:
    refers = "2.1. Nhiệm vụ chủ yếu\nCác nhiệm vụ được quy định tại Phụ lục kèm theo Kế hoạch này."

    assert plan_with(tasks=refers)["task_groups"] == []


def test_what_the_issuer_asks_for_at_the_end_is_no_source_of_money() -> None:
    asks = "Ban Thường vụ Hội yêu cầu Hội Phụ nữ các thôn nghiêm túc thực hiện."

    assert starts(plan_with(closing=asks)["funding"]) == ["Ngân sách xã năm 2027."]


def test_a_cell_of_a_markdown_table_holds_several_lines() -> None:
    foot = (
        "| Nơi nhận: | **KT. CHỦ TỊCH** |\n| --- | --- |\n"
        "| - Các thôn;<br>- Lưu: VT. | **PHÓ CHỦ TỊCH**<br><br><br>**Lò Thị Hạnh** |"
    )
    found = plan_with(foot=foot)

    assert [one["text"] for one in found["recipients"]] == ["Các thôn", "Lưu: VT"]
    signed = {name: found["signatory"][name] for name in ("authority", "title", "name")}
    expected = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Thị Hạnh")
    assert tuple(signed.values()) == expected


def test_lettered_duties_belong_to_the_numbered_agency_above_them() -> None:
    duties = (
        "4.1. Cơ quan chuyên trách Hội\na) Ban Tuyên giáo: viết tin, bài.\n"
        "b) Văn phòng: lo hậu cần.\n"
        "4.2. Công an xã: Giữ gìn trật tự."
    )
    assigned = plan_with(duties=duties)["assignments"]

    assert [(one["agency"], len(one["duties"])) for one in assigned] == [
        ("Cơ quan chuyên trách Hội", 2),
        ("Công an xã", 1),
    ]


@pytest.mark.parametrize(
    ("lead", "years"),
    [
        ("", []),
        ("1.1. Mục tiêu cụ thể đến năm 2030\n", [2030]),
        ("Phấn đấu đến hết năm 2029 đạt các chỉ tiêu sau:\n", [2029]),
        ("1.1. Mục tiêu của Chương trình Truyền thông đến năm 2030\n", []),
    ],
)
def test_a_year_above_the_list_is_that_of_its_targets(lead: str, years: list[int]) -> None:
    targets = plan_with(targets=f"{lead}- 90% hộ gia đình ký cam kết không có bạo lực.")["targets"]

    assert [point["year"] for point in targets[-1]["milestones"]] == years


def test_letters_read_for_figures_are_read_as_figures_and_pointed_out() -> None:
    found = plan_with(targets="- l00% thôn có tổ truyền thông.\n- Mỗi thôn họp ít nhất O2 cuộc.")

    assert [one["value"] for one in found["targets"]] == [100, 2]
    slips = [one["text"] for one in found["anomalies"] if one["kind"] == "ocr_letter"]
    assert slips == ["l00%", "O2"]


def test_a_title_about_digital_platforms_is_whole() -> None:
    groups = plan_with(tasks="2.1. Truyền thông trên nền tảng số\nĐăng video ngắn.")["task_groups"]

    assert (groups[0]["title"], starts(groups[0]["tasks"])) == (
        "Truyền thông trên nền tảng số",
        ["Đăng video ngắn."],
    )


def test_the_body_that_receives_the_reports_sums_them_up() -> None:
    duties = (
        "4.1. Phòng Văn hóa - Xã hội: Chủ trì; báo cáo UBND tỉnh trước ngày 20/12 hằng năm.\n"
        "4.2. Các thôn: Báo cáo năm về Phòng Văn hóa - Xã hội trước ngày 05/12."
    )
    reports = plan_with(duties=duties)["reporting"]

    assert [(one["kind"], one["due"]) for one in reports] == [
        ("summary", "12-20"),
        ("annual", "12-05"),
    ]


def test_what_a_target_says_is_read_apart_from_the_tasks_below_it() -> None:
    lines = (
        "1.1. Nội dung chỉ tiêu:\n- 60% thôn áp dụng Bộ chỉ số.\n- Xây dựng ...... mô hình điểm.\n"
        "1.2. Nhiệm vụ, giải pháp:\nTập huấn cho cán bộ."
    )
    found = plan_with(targets=lines)

    assert [one["value"] for one in found["targets"]] == [60, None]
    assert starts(found["task_groups"][0]["tasks"]) == ["Tập huấn cho cán bộ."]
