"""What a target asks for: figures left out, years that are reached and years that are run in."""

from tests.engines.planreader.plans import read_text
from tests.engines.planreader.test_anomaly_cases import DUTIES, FOOT, HEAD, MONEY, TASKS

TITLE = "KẾ HOẠCH\nTruyền thông về bình đẳng giới giai đoạn 2026 - 2030\n"
BLANKS = [
    # sentence, kind, comparator, unit, period, milestones
    ("Đến năm 2030 đạt ....% số hộ ký cam kết.", "other", ">=", "%", "once", []),
    ("Đến năm 2030 đạt … % số hộ ký cam kết.", "other", ">=", "%", "once", []),
    ("Tối thiểu ___% cán bộ được tập huấn về giới.", "other", ">=", "%", "once", []),
    ("Không quá [...]% số vụ phải xử lý lại.", "other", "<=", "%", "once", []),
    (
        "Mỗi thôn có ít nhất ...... cuộc truyền thông trong năm.",
        *("sessions_per_year", ">=", "cuộc", "year", []),
    ),
    (
        "Đến năm 2028 đạt 60%, đến năm 2030 đạt …% số thôn có hương ước không phân biệt đối xử.",
        *("convention_share", ">=", "%", "once", [(2028, 60)]),
    ),
]
YEARS = [
    # sentence, comparator, value, period, milestones, applies_year
    (
        "Tỷ số giới tính khi sinh không vượt quá 108 bé trai/100 bé gái vào năm 2030.",
        *("<=", 108, "once", [(2030, 108)], None),
    ),
    ("Vào năm 2029 có 50 câu lạc bộ gia đình.", ">=", 50, "once", [(2029, 50)], None),
    ("Vào năm 2027 tổ chức 02 hội nghị truyền thông.", ">=", 2, "year", [], 2027),
    ("Trong năm 2027 giảm còn 5 vụ bạo lực.", "<=", 5, "year", [], 2027),
    ("Từ năm 2027 mỗi năm không quá 5 vụ bạo lực.", "<=", 5, "year", [], None),
    ("Đến hết năm 2028 giảm xuống còn 3 cặp tảo hôn.", "<=", 3, "once", [(2028, 3)], None),
    ("Mỗi năm không quá 02 vụ bạo lực.", "<=", 2, "year", [], None),
    ("Số vụ bạo lực không quá 10 vụ vào năm 2030.", "<=", 10, "year", [], 2030),
    ("Tỷ lệ tảo hôn còn dưới 5% vào năm 2030.", "<", 5, "once", [(2030, 5)], None),
]


def read(sentences: list[str]) -> dict[str, list]:
    """A small plan for some years with these targets."""
    targets = "\n".join(f"{at}. {one}" for at, one in enumerate(sentences, start=1))
    return read_text(
        f"{HEAD}{TITLE}\nI. CHỈ TIÊU\n{targets}\nII. NHIỆM VỤ\n{TASKS}\nIII. KINH PHÍ\n{MONEY}\n"
        f"IV. TỔ CHỨC THỰC HIỆN\n{DUTIES}\n{FOOT}"
    )


def points(target: dict) -> list[tuple[int, int]]:
    """The milestones of a target as pairs."""
    return [(one["year"], one["value"]) for one in target["milestones"]]


def test_a_figure_left_out_gives_a_target_without_a_value_and_a_finding() -> None:
    plan = read([sentence for sentence, *_ in BLANKS])

    found = [
        (one["text"], one["kind"], one["comparator"], one["unit"], one["period"], points(one))
        for one in plan["targets"]
    ]

    assert found == BLANKS
    assert {(one["value"], one["value_max"]) for one in plan["targets"]} == {(None, None)}
    kinds = [one["kind"] for one in plan["anomalies"]]
    assert kinds.count("missing_value") == len(BLANKS)


def test_a_share_beside_a_figure_left_out_stays_what_it_covers() -> None:
    [target] = read(["100% các xã mỗi quý có ít nhất …. tin, bài trên loa truyền thanh."])[
        "targets"
    ]

    assert (target["kind"], target["value"]) == ("loudspeaker_items_per_quarter", None)
    assert target["coverage"]["value"] == 100


def test_a_year_is_reached_or_run_in_as_the_sentence_says() -> None:
    plan = read([sentence for sentence, *_ in YEARS])

    found = [
        (
            *(one["text"], one["comparator"], one["value"], one["period"], points(one)),
            one.get("applies_year"),
        )
        for one in plan["targets"]
    ]

    assert found == YEARS
    assert "missing_value" not in {one["kind"] for one in plan["anomalies"]}
