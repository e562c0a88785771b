"""Plans of our own writing for the tests: invented places, plainly invented names."""

from pathlib import Path

PROVINCE_PLAN = (Path(__file__).parent / "ke-hoach-hai-son.txt").read_text(encoding="utf-8")
"""A plan as a province prints one, numbered and dated."""

UNNUMBERED_PLAN = PROVINCE_PLAN.replace("Số: 41/KH-UBND", "Số:      /KH-UBND").replace(
    "ngày 12 tháng 01 năm 2026", "ngày    tháng    năm 2026"
)
"""The same before the registry gave it a number and a date."""

ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""A PDF of one empty page, as a scan looks to the reader."""

INVITATION = """UBND XÃ AN HÒA
GIẤY MỜI
Kính gửi: Các đồng chí trưởng thôn.
Ủy ban nhân dân xã trân trọng kính mời các đồng chí tới dự cuộc họp vào 8 giờ ngày 05/3/2026.
"""
"""A document that is no plan."""


def long_plan(tasks: int = 140) -> str:
    """The province's plan with so many tasks more: 30 kB and upwards, each task its own words."""
    ways = ("họp thôn", "loa truyền thanh", "mạng xã hội", "sinh hoạt câu lạc bộ", "hội thi")
    people = ("thanh niên", "người cao tuổi", "công nhân", "học sinh", "nông dân", "người cha")
    lines = [
        f"- Truyền thông lần thứ {place} qua {ways[place % 5]} cho {people[place % 6]} về chia sẻ"
        " việc nhà, về quyền quyết định trong gia đình và về phòng ngừa bạo lực trên cơ sở giới."
        for place in range(1, tasks + 1)
    ]
    return PROVINCE_PLAN.replace(
        "2. Đổi mới hình thức", "\n".join(lines) + "\n2. Đổi mới hình thức"
    )
