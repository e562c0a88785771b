"""When a kind of finding is to be reported and when not: pairs of passages, one plan."""

import pytest

from tests.engines.planreader.plans import read_text

HEAD = "UBND XÃ AN HÒA\nSố: 01/KH-UBND\nAn Hòa, ngày 05 tháng 01 năm 2026\n"
TITLE = "KẾ HOẠCH\nTruyền thông về bình đẳng giới năm 2026\n"
TARGETS = "1. Mỗi thôn có ít nhất 02 cuộc truyền thông trong năm."
TASKS = "1. Truyền thông tại thôn\n- Nói chuyện tại nhà văn hóa."
MONEY = "Ngân sách xã."
DUTIES = "1. Phòng Văn hóa - Xã hội: Chủ trì thực hiện Kế hoạch."
FOOT = (
    "Nơi nhận:\n- Các thôn;\n- Lưu: VT.\n"
    "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn An\n"
)


def found(
    *,
    basis: str = "",
    targets: str = TARGETS,
    tasks: str = TASKS,
    money: str = MONEY,
    duties: str = DUTIES,
    foot: str = FOOT,
) -> set[str]:
    """The kinds of findings in a small plan with one part changed."""
    body = (
        f"{basis}\nI. CHỈ TIÊU\n{targets}\nII. NHIỆM VỤ\n{tasks}\nIII. KINH PHÍ\n{money}\n"
        f"IV. TỔ CHỨC THỰC HIỆN\n{duties}\n"
    )
    return {one["kind"] for one in read_text(HEAD + TITLE + body + foot)["anomalies"]}


def test_a_clean_plan_gives_none() -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("part", "clean", "damaged", "kind"),
    [
        (
            "basis",
            "Căn cứ Kế hoạch số 7/KH-UBND ngày 02/01/2026 của UBND tỉnh. Kế hoạch số 7/KH-UBND "
            "ngày 02/01/2026 giao việc cho xã.",
            "Căn cứ Kế hoạch số 7/KH-UBND ngày 02/01/2026 của UBND tỉnh. Kế hoạch số 7/KH-UBND "
            "ngày 03/01/2026 giao việc cho xã.",
            "date_inconsistent",
        ),
        (
            "targets",
            "1. Mỗi thôn có ít nhất hai (02) cuộc truyền thông trong năm.",
            "1. Mỗi thôn có ít nhất hai (03) cuộc truyền thông trong năm.",
            "value_conflict",
        ),
        (
            "tasks",
            "1. Phối hợp phát thanh-\ntruyền hình tuyên truyền tại thôn.",
            "1. Phối hợp truyền thô-\nng tại các thôn ở xa.",
            "hyphenated_line",
        ),
        (
            "tasks",
            "1. Cán bộ xem xét, xem lại việc truyền thông tại thôn.",
            "1. Cán bộ xem xét xem xét việc truyền thông tại thôn.",
            "duplicate_word",
        ),
        (
            "tasks",
            "1. Năm 2024 xã đã mở 02 lớp tập huấn cho cán bộ thôn.",
            "1. Mở 02 lớp tập huấn trong năm 2026 cho cán bộ thôn.",
            "target_outside_section",
        ),
        (
            "targets",
            "1. Đạt 80% hộ ký cam kết…",
            "1. Phấn đấu có …% hộ ký cam kết.",
            "missing_value",
        ),
        (
            "tasks",
            "1. Cao điểm\n- Chiến dịch Nhà sạch từ ngày 15/12/2025 đến ngày 15/01/2026.",
            "1. Cao điểm\n- Chiến dịch Nhà sạch từ ngày 15/12/2026 đến ngày 15/11/2026.",
            "date_inconsistent",
        ),
        (
            "tasks",
            "1. Cao điểm\n- Tháng hành động vì bình đẳng giới từ ngày 15/11/2026 đến 15/12/2026.",
            "1. Cao điểm\n- Tháng hành động vì bình đẳng giới từ ngày 15/11/2024 đến 15/12/2024.",
            "date_inconsistent",
        ),
        (
            "tasks",
            "1. Cao điểm\n- Tháng hành động vì bình đẳng giới từ ngày 15/11/2026 đến 15/12/2026.",
            "1. Cao điểm\n- Hưởng ứng Tháng hành động vì bình đẳng giới.",
            "campaign_without_dates",
        ),
        (
            "money",
            "Kinh phí từ dự toán chi thường xuyên của xã.",
            "Thực hiện theo quy định của Luật Ngân sách nhà nước.",
            "vague_funding",
        ),
        (
            "money",
            "Từ ngân sách xã và đóng góp của doanh nghiệp.",
            "Các đơn vị lập dự toán theo quy định.",
            "vague_funding",
        ),
        (
            "duties",
            "1. Phòng Văn hóa - Xã hội: Báo cáo UBND xã 6 tháng và năm, trước ngày 10/6 và 20/12.",
            "1. Phòng Văn hóa - Xã hội: Báo cáo UBND xã định kỳ 6 tháng 1 năm.",
            "ambiguous_frequency",
        ),
        (
            "duties",
            "1. Các thôn: Báo cáo năm về UBND xã trước ngày 10/12.\n2. Công an xã: Báo cáo năm về "
            "UBND xã trước ngày 12/12.",
            "1. Các thôn: Báo cáo năm về UBND xã trước ngày 10/12.\n2. Các thôn: Báo cáo năm về "
            "UBND xã trước ngày 12/12.",
            "deadline_conflict",
        ),
        (
            "duties",
            "1. Ban Dân tộc Hội đồng nhân dân tỉnh: Giám sát.\n2. Công an xã: Phối hợp.",
            "1. Sở Tài nguyên và Môi trường: Phối hợp.\n2. Công an xã: Phối hợp.",
            "organisation_obsolete",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Vận động trưởng thôn, trưởng bản, già làng.\n- Mời trưởng thôn.",
            "1. Truyền thông\n- Tập huấn cho trưởng thôn.\n- Mời trưởng bản nói chuyện.",
            "term_inconsistent",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Sở Nội vụ gửi tài liệu. Sở Nội vụ, Hội LHPN tỉnh mở lớp.",
            "1. Truyền thông\n- Sở Nội vụ tỉnh gửi tài liệu. Báo cáo Sở NV trước 15/6.",
            "abbreviation_inconsistent",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Ủy ban Dân tộc giới thiệu tỉnh Hòa Bình giới hạn nội dung.",
            "1. Truyền thông\n- Ủy nhân dân xã nói về bạo lực trên cơ sở giới.",
            "missing_word",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Nói chuyện với các hộ tại thôn, bản, ấp, v.v...",
            "1. Truyền thông\n- Nói chuyện với các hộ gia đình tại.",
            "missing_word",
        ),
        (
            "tasks",
            "1. Chương trình Truyền thông về bình đẳng giới\n- Áp dụng Bộ chỉ số về giới.",
            "1. Chương trình Truyền thông về bình đẳng giới\n- Áp dụng Bộ tiêu chí về giới.",
            "term_changed",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Kế hoạch số 9/KH-UBND của UBND xã An Hòa về bình đẳng giới giai "
            "đoạn 2024 - 2028 tiếp tục thực hiện.\n- Kế hoạch số 4/KH-UBND của UBND xã An Hòa.",
            "1. Truyền thông\n- Trước đây có Kế hoạch số 9/KH-UBND của UBND xã An Hòa về bình đẳng "
            "giới giai đoạn 2024 - 2028.",
            "status_ambiguous",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Mở lớp tại xã Mường Hoà, xã Mường Hòa; xã Mường Họa, xã Mường Họa.",
            "1. Truyền thông\n- Mở lớp tại xã Mường Hòa. Xã Mường Hòa mời xã Mường Hỏa.",
            "place_name_variant",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Nói chuyện (tại thôn) và phát tờ rơi.",
            "1. Truyền thông\n- Nói chuyện (tại thôn)và phát tờ rơi.",
            "missing_space",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Nói chuyện, tuyên truyền tại thôn.",
            "1. Truyền thông\n- Nói chuyện, tuyêntruyền tại thôn.",
            "missing_space",
        ),
        (
            "tasks",
            "1. Truyền thông\n- Nói chuyện, tuyên truyền tại thôn.",
            "1. Truyền thông\n- Nói chuyện ,tuyên truyền tại thôn.",
            "missing_space",
        ),
        ("foot", FOOT, FOOT.replace("KT. CHỦ TỊCH\n", ""), "signature_block"),
        ("foot", FOOT, FOOT.replace("TM. ỦY BAN NHÂN DÂN\n", ""), "signature_block"),
    ],
)
def test_reported_when_damaged_and_not_when_clean(
    part: str, clean: str, damaged: str, kind: str
) -> None:
    assert kind not in found(**{part: clean})
    assert kind in found(**{part: damaged})


def test_a_board_s_deputy_signs_without_acting_for_its_head() -> None:
    board = "TM. BAN THƯỜNG VỤ\nPHÓ CHỦ TỊCH\nLê Thị An\n"
    assert "signature_block" not in found(foot="Nơi nhận:\n- Các thôn;\n- Lưu: VT.\n" + board)


def test_a_syllable_divided_at_the_end_of_a_line_is_read_whole() -> None:
    body = f"I. CHỈ TIÊU\n{TARGETS}\nII. NHIỆM VỤ\n1. Phối hợp truyền thô-\nng ở các thôn xa.\n"
    plan = read_text(HEAD + TITLE + body + FOOT)
    texts = [task["text"] for group in plan["task_groups"] for task in group["tasks"]]
    titles = [group["title"] for group in plan["task_groups"]]
    assert any("truyền thông ở các thôn" in one for one in (*texts, *titles))


BROKEN_WORDS = [
    # what is printed, what it should be
    ("trên địa bãn xã", "bàn"),
    ("trước ngáy 15 tháng 11", "ngày"),
    ("đến nam 2026", "năm"),
    ("gửi Sở Nội vụ tĩnh trước 5/12", "tỉnh"),
    ("phối hợp với truong học", "trường"),
    ("các roàn thể xã hội", "đoàn"),
    ("trong tháng hạnh động", "hành"),
]


def test_a_word_that_does_not_fit_its_neighbours_is_found() -> None:
    clean = (
        "- Gửi Sở Nội vụ tỉnh trước ngày 15 tháng 11 năm 2026; báo cáo Sở Nội vụ tỉnh trước 10/12."
        "\n- Các đoàn thể trên địa bàn xã; các đoàn thể ở trường học.\n"
    )
    lines = "".join(f"- Nói chuyện {printed}.\n" for printed, _ in BROKEN_WORDS)
    plan = read_text(f"{HEAD}{TITLE}II. NHIỆM VỤ\n1. Truyền thông\n{clean}{lines}{FOOT}")

    why = [one["why"] for one in plan["anomalies"] if "Có lẽ là" in one["why"]]

    assert len(why) == len(BROKEN_WORDS)
    assert all(right in one for one, (_, right) in zip(why, BROKEN_WORDS, strict=True))


def test_words_without_marks_are_doubted_one_by_one_only_where_the_rest_has_marks() -> None:
    bare = "- Truyen thong tai truong hoc truoc ngay 15 thang 11 nam 2026 tren dia ban xa."
    plan = read_text(
        f"{HEAD}{TITLE}II. NHIEM VU\n1. Truyen thong\n" + f"{bare}\n" * 12 + "Noi nhan:\n- Luu: VT."
    )
    address = (
        "- Xem tại truyen-thong.vn/phong hoặc thư truong.phong@songhanh.example, #truyenthong."
    )
    tagged = read_text(f"{HEAD}{TITLE}II. NHIỆM VỤ\n1. Truyền thông\n{address}\n{FOOT}")

    assert [one["why"] for one in plan["anomalies"] if one["kind"] == "ocr_diacritic"] == [
        "Văn bản viết không có dấu tiếng Việt, nên không soát được chính tả."
    ]
    assert not any("Có lẽ là" in one["why"] for one in tagged["anomalies"])
