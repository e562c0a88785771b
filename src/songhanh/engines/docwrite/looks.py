"""How each element of an official document looks: the format table of the decree, in code.

Decree 30/2020/NĐ-CP, Annex I, part I, sections I, II and V. Where the decree allows a range the
size is the one of its own model table (section V). Lengths are in twips, sizes in points.
"""

from dataclasses import dataclass
from typing import Literal

FONT = "Times New Roman"
LANGUAGE = "vi-VN"

Alignment = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with its margins."""

    width: int
    height: int
    top: int = 1134  # 20 mm
    bottom: int = 1134  # 20 mm
    left: int = 1701  # 30 mm
    right: int = 851  # 15 mm
    header: int = 567  # the page number stands in the middle of the top margin
    footer: int = 567

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Height between the margins."""
        return self.height - self.top - self.bottom


A4_PORTRAIT = Sheet(width=11906, height=16838)
A4_LANDSCAPE = Sheet(width=16838, height=11906)

INDENT = 720  # 1.27 cm
GAP = 120  # 6 pt, the least gap between paragraphs


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one element; every run and paragraph of it carries these values itself.

    The Word style of the same name has them too, so that officers can change a whole document,
    while a paragraph copied into another file keeps its look.
    """

    style: str  # identifier of the Word style
    name: str  # its name, as shown in Word
    size: int
    align: Alignment = "center"
    bold: bool = False
    italic: bool = False
    first_line: int = 0
    before: int = 0
    after: int = 0
    keep_next: bool = False
    outline: int | None = None  # depth in the outline of the document, from 0
    color: str = "000000"


NATIONAL_NAME = Look("QuocHieu", "Quốc hiệu", 12, bold=True)
MOTTO = Look("TieuNgu", "Tiêu ngữ", 13, bold=True)
SUPERIOR_AGENCY = Look("CoQuanChuQuan", "Cơ quan chủ quản", 12)
ISSUING_AGENCY = Look("CoQuanBanHanh", "Cơ quan ban hành", 12, bold=True)
NUMBER = Look("SoKyHieu", "Số, ký hiệu", 13)
PLACE_AND_DATE = Look("DiaDanhNgay", "Địa danh, ngày tháng", 13, italic=True)
LETTER_ABSTRACT = Look("TrichYeuCongVan", "Trích yếu công văn", 12, before=GAP)
URGENCY = Look("MucDoKhan", "Mức độ khẩn", 13, bold=True, color="FF0000", before=GAP)
CIRCULATION = Look("PhamViLuuHanh", "Phạm vi lưu hành", 13, bold=True, before=GAP)
TYPE_NAME = Look(
    "TenLoai", "Tên loại văn bản", 14, bold=True, before=240, keep_next=True, outline=0
)
ABSTRACT = Look("TrichYeu", "Trích yếu", 14, bold=True, keep_next=True)
ADDRESSEE = Look("KinhGui", "Kính gửi", 14, align="left", after=GAP)
LEGAL_BASIS = Look("CanCu", "Căn cứ", 14, align="both", italic=True, first_line=INDENT, after=GAP)
BODY = Look("NoiDung", "Nội dung", 14, align="both", first_line=INDENT, after=GAP)
CHAPTER = Look(
    "PhanChuong", "Phần, chương, mục", 14, bold=True, before=GAP, keep_next=True, outline=0
)
CHAPTER_TITLE = Look(
    "TieuDePhanChuong", "Tiêu đề phần, chương, mục", 14, bold=True, after=GAP, keep_next=True
)
ARTICLE = Look(
    "Dieu", "Điều", 14, align="both", bold=True, first_line=INDENT, after=GAP, keep_next=True,
    outline=1,
)  # fmt: skip
SECTION = Look(
    "MucLaMa", "Mục La Mã", 14, align="both", bold=True, first_line=INDENT, before=GAP, after=GAP,
    keep_next=True, outline=0,
)  # fmt: skip
CLAUSE_TITLE = Look(
    "KhoanTieuDe", "Khoản có tiêu đề", 14, align="both", bold=True, first_line=INDENT, after=GAP,
    keep_next=True, outline=1,
)  # fmt: skip
AUTHORITY = Look("QuyenHan", "Quyền hạn, chức vụ", 14, bold=True, keep_next=True)
SIGNER = Look("NguoiKy", "Người ký", 14, bold=True)
RECIPIENTS_HEAD = Look(
    "NoiNhan", "Nơi nhận", 12, align="left", bold=True, italic=True, keep_next=True
)
RECIPIENT = Look("DanhSachNoiNhan", "Danh sách nơi nhận", 11, align="left")
CONTACT = Look("DiaChi", "Địa chỉ cơ quan", 11)
PAGE_NUMBER = Look("SoTrang", "Số trang", 14)
ANNEX_HEAD = Look("PhuLuc", "Phụ lục", 14, bold=True, keep_next=True, outline=0)
ANNEX_TITLE = Look("TieuDePhuLuc", "Tiêu đề phụ lục", 14, bold=True, keep_next=True)
ANNEX_LINK = Look("KemTheo", "Kèm theo văn bản", 14, italic=True, keep_next=True)
TABLE_CAPTION = Look("TenBang", "Tên bảng", 13, bold=True, before=GAP, after=60, keep_next=True)
TABLE_UNIT = Look(
    "DonViTinh", "Đơn vị tính", 12, align="right", italic=True, after=60, keep_next=True
)
TABLE_HEAD = Look("DauBang", "Đầu bảng", 12, bold=True, before=40, after=40)
TABLE_CELL = Look("OBang", "Ô bảng", 12, align="left", before=40, after=40)
TABLE_SOURCE = Look(
    "NguonSoLieu", "Nguồn số liệu", 12, align="left", italic=True, before=60, after=GAP
)

ALL_LOOKS = tuple(value for value in dict(globals()).values() if isinstance(value, Look))
