"""Page numbers where they disturb: inside a sentence, between the rows of a table."""

import pytest

from tests.engines.planreader.plans import read_text
from tests.engines.planreader.test_anomaly_cases import DUTIES, FOOT, HEAD, MONEY, TARGETS, TITLE

LONG = "Vận động các hộ trong thôn đăng ký nếp sống văn minh, không phân biệt đối xử. " * 8
TASKS = f"""1. Truyền thông tại thôn
- Nói chuyện chuyên đề tại nhà văn hóa.
- {LONG.strip()}
- Phát tờ rơi tại chợ trung tâm của xã.
- Tổ chức hội thi nhân kỷ niệm Ngày Gia đình Việt{{page}}Nam 28/6 tại nhà văn hóa.
- Đưa tin trên loa truyền thanh."""
ROWS = (
    "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian",
    "1 | Nói chuyện chuyên đề | Hội Phụ nữ xã | Các thôn | Quý II",
    "2 | Treo băng rôn | Văn phòng | Các thôn | Tháng 11",
    "{page}",
    "3 | Thi tìm hiểu | Đoàn xã | Các thôn | Tháng 10",
    "4 | Phát thanh | Trạm truyền thanh | Các thôn | Hằng tuần",
)


def read(tasks: str) -> dict[str, list]:
    """A small plan with these tasks."""
    return read_text(
        f"{HEAD}{TITLE}\nI. CHỈ TIÊU\n{TARGETS}\nII. NHIỆM VỤ\n{tasks}\nIII. KINH PHÍ\n{MONEY}\n"
        f"IV. TỔ CHỨC THỰC HIỆN\n{DUTIES}\n{FOOT}"
    )


def tasks_of(plan: dict[str, list]) -> list[str]:
    """The texts of all tasks."""
    return [task["text"] for group in plan["task_groups"] for task in group["tasks"]]


@pytest.mark.parametrize("page", ["\n2\n", "\n\n2\n\n", "\n- 2 -\n", "\n\f2\n"])
def test_a_sentence_goes_on_behind_a_page_number_although_in_a_capital(page: str) -> None:
    plan, whole = read(TASKS.format(page=page)), read(TASKS.format(page=" "))

    assert tasks_of(plan) == tasks_of(whole)
    kinds = [one["kind"] for one in plan["anomalies"]]
    assert kinds == ["page_number_in_text"]


def test_a_heading_before_a_page_number_stays_a_heading() -> None:
    tasks = TASKS.format(page=" ") + "\n2. Truyền thông trực quan ở trung tâm xã\n\n2\n\nTreo pano."

    assert tasks_of(read(tasks))[-1] == "Treo pano."


@pytest.mark.parametrize("page", ["2", "- 3 -", "Trang 3", "3\n" + ROWS[0]])
@pytest.mark.parametrize("bar", [" | ", "\t", "\n"])
def test_the_rows_of_a_table_go_on_behind_a_page_number(bar: str, page: str) -> None:
    rows = "\n".join(ROWS).format(page=page).replace(" | ", bar)

    plan = read(rows)

    tasks = [task for group in plan["task_groups"] for task in group["tasks"]]
    assert [(one["text"], one["lead"], one["time"]) for one in tasks] == [
        ("Nói chuyện chuyên đề", "Hội Phụ nữ xã", "Quý II"),
        ("Treo băng rôn", "Văn phòng", "Tháng 11"),
        ("Thi tìm hiểu", "Đoàn xã", "Tháng 10"),
        ("Phát thanh", "Trạm truyền thanh", "Hằng tuần"),
    ]
