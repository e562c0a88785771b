"""Plans of our own writing for the tests: invented places, plainly invented names."""

from pathlib import Path

PROVINCE_PLAN = (Path(__file__).parent / "ke-hoach-hai-son.txt").read_text(encoding="utf-8")
"""A plan as a province prints one, numbered and dated."""

UNNUMBERED_PLAN = PROVINCE_PLAN.replace("Số: 41/KH-UBND", "Số:      /KH-UBND").replace(
    "ngày 12 tháng 01 năm 2026", "ngày    tháng    năm 2026"
)
"""The same before the registry gave it a number and a date."""

INVITATION = """UBND XÃ AN HÒA
GIẤY MỜI
Kính gửi: Các đồng chí trưởng thôn.
Ủy ban nhân dân xã trân trọng kính mời các đồng chí tới dự cuộc họp vào 8 giờ ngày 05/3/2026.
"""
"""A document that is no plan."""
