"""Documents that are no plan are refused in one plain sentence."""

import pytest

from tests.engines.planreader.plans import read_text

LETTER = """\
UBND TỈNH MỘC LÂM
SỞ NỘI VỤ
Số: 12/SNV-BĐG
V/v báo cáo kết quả thực hiện Kế hoạch bình đẳng giới năm 2026
Kính gửi: Ủy ban nhân dân các xã, phường
Thực hiện Kế hoạch số 203/KH-UBND, Sở Nội vụ đề nghị các địa phương:
1. Báo cáo kết quả thực hiện các chỉ tiêu.
2. Gửi về Sở Nội vụ trước ngày 20/11/2026.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Hoàng Văn Thắng
"""
REPORT = """\
BÁO CÁO
Kết quả thực hiện Kế hoạch truyền thông về bình đẳng giới năm 2026
I. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU
1. Đã tổ chức 12 cuộc truyền thông, đạt 100% kế hoạch.
II. NHIỆM VỤ, GIẢI PHÁP NĂM 2027
1. Tiếp tục truyền thông.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội: Chủ trì.
"""
INVITATION = "UBND XÃ AN HÒA\nGIẤY MỜI\nHọp triển khai Kế hoạch\nThời gian: 8 giờ ngày 5/3/2026"
DECISION = "QUYẾT ĐỊNH\nVề việc kiện toàn Ban\nĐiều 1. Kiện toàn.\nĐiều 2. Có hiệu lực.\n"
NEWS = "Ngày hội gia đình diễn ra sôi nổi.\nNhiều trò chơi thu hút bà con trong xã.\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (LETTER, "công văn"),
        (REPORT, "báo cáo"),
        (INVITATION, "giấy mời"),
        (DECISION, "quyết định"),
        (NEWS, "không phải"),
        ("KẾ HOẠCH\nhọp giao ban\n", "không"),
    ],
)
def test_what_is_no_plan_is_refused_by_its_name(text: str, named: str) -> None:
    answer = read_text(text)

    assert answer["not_a_plan"] is True
    assert named in answer["message"]
    assert answer["message"].endswith(".")
