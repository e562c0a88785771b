"""Reference data: national documents with their dates, the programme, units that changed.

These are facts to compare with, never values to fill in. Sources: the decisions themselves as
listed with their dates in official registers.
"""

import re

from songhanh.engines.vntext import listed

PROGRAMME_NUMBER = "1790/QĐ-TTg"
PROGRAMME_NAME = "Chương trình Truyền thông về bình đẳng giới"
PROGRAMME_FIRST_YEAR = 2021
PROGRAMME_BASELINE_YEAR = 2025
ACTION_MONTH = ("11-15", "12-15")
REORGANISED_IN = 2025  # districts ended, departments merged

# Number as printed by its issuer → the dates documents of this number bear. An installation has its
# own register, kept by people; this one serves the command line.
NATIONAL_DOCUMENTS: dict[str, tuple[str, ...]] = {
    "1790/QĐ-TTg": ("2021-10-23",),
    "28/NQ-CP": ("2021-03-03",),
    "129/LĐTBXH-BĐG": ("2022-01-17",),
    "2855/BNV-CTTN&BĐG": ("2026-03-27",),
    "739/BNV-CTTN&BĐG": ("2025-03-28",),
    "3163/BNV-CTTN&BĐG": ("2025-06-02",),
    "5645/LĐTBXH-BĐG": ("2023-12-29",),
    "2282/QĐ-TTg": ("2020-12-31",),
    "72/2025/QH15": ("2025-06-16",),
    "73/2006/QH11": ("2006-11-29",),
    "30/2020/NĐ-CP": ("2020-03-05",),
    "61/2023/NĐ-CP": ("2023-08-16",),
    "09/2019/NĐ-CP": ("2019-01-24",),
}

# The programme's seven task groups, each by words that tell it (bare).
TASK_GROUPS = (
    (
        "cung cấp thông tin, phổ biến pháp luật, chính sách",
        re.compile(r"cung cap thong tin|thong tin, tuyen truyen, pho bien"),
    ),
    (
        "đổi mới hình thức, ứng dụng công nghệ số",
        re.compile(r"doi moi.{0,30}(?:hinh thuc|phuong tien)|nen tang so|cong nghe"),
    ),
    (
        "xã hội hóa công tác truyền thông",
        re.compile(r"xa hoi hoa|huy dong.{0,60}(?:nguon luc|tham gia|suc dan)"),
    ),
    (
        "giáo dục trong gia đình, nhà trường, cộng đồng",
        re.compile(r"giao duc.{0,40}(?:gia dinh|nha truong|tre em)"),
    ),
    (
        "Bộ chỉ số về giới trong truyền thông, nâng cao năng lực",
        re.compile(r"bo chi so|nang cao (?:nang luc|kien thuc)"),
    ),
    (
        "truyền thông thành tựu, phản bác thông tin sai lệch",
        re.compile(r"thanh tuu|phan bac|sai lech|xuyen tac"),
    ),
    ("kiểm tra, giám sát, nhân rộng mô hình", re.compile(r"kiem tra|giam sat|nhan rong")),
)

# Bodies and levels that ended in the reorganisation of 2025 (bare).
OBSOLETE_BODIES = (
    re.compile(r"\bso lao dong\b|\bso ld ?-?tb"),
    re.compile(r"\bso thong tin va truyen thong|\bso tt&?tt"),
    re.compile(r"\bso ke hoach va dau tu"),
    re.compile(r"\bban dan toc\b(?! (?:hdnd|hoi dong))"),
    re.compile(r"\bso tai nguyen va moi truong|\bso tn&?mt"),
    re.compile(r"\bso nong nghiep va phat trien|\bso nn&?ptnt"),
    re.compile(r"\bso giao thong van tai|\bso gtvt"),
    re.compile(r"\bbo (?:thong tin va truyen thong|ke hoach va dau tu|giao thong van tai)"),
    re.compile(r"\bbo lao dong\b"),
    re.compile(r"\bphong lao dong|\bphong van hoa va thong tin"),
    re.compile(r"(?:uy ban nhan dan|ubnd) (?:cac )?(?:huyen|quan|thi xa)\b"),
    re.compile(r"\bcac huyen\b"),
)

# Provinces joined of several on 1 July 2025.
MERGED_PROVINCES = frozenset(
    listed(
        """
        Tuyên Quang | Lào Cai | Thái Nguyên | Phú Thọ | Bắc Ninh | Hưng Yên | Hải Phòng
        | Ninh Bình | Quảng Trị
        | Đà Nẵng | Quảng Ngãi | Gia Lai | Khánh Hòa | Lâm Đồng | Đắk Lắk | Hồ Chí Minh
        | Đồng Nai | Tây Ninh
        | Cần Thơ | Vĩnh Long | Đồng Tháp | Cà Mau | An Giang
        """
    )
)
