"""The sample province's plan as a real Word file, of our own writing.

It has what real plans have: header and signature in tables, numbers typed by hand beside numbers
made by Word, a target hidden among the duties of the communes, reports due before the Action Month
is over, a damaged word, one body under two names, a roadmap in an annex.
"""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

RECIPIENTS = (
    "Nơi nhận:",
    "- Bộ Nội vụ (báo cáo);",
    "- Thường trực Tỉnh ủy (báo cáo);",
    "- Các sở, ban, ngành;",
    "- Báo, Phát thanh và Truyền hình Hải Sơn;",
    "- Hội Liên hiệp Phụ nữ tỉnh;",
    "- UBND các xã, phường, đặc khu;",
    "- Lưu: VT, NV.",
)
FILENAME = "ke-hoach-truyen-thong-binh-dang-gioi-hai-son.docx"


def sample_plan(year: int) -> bytes:
    """The plan of tỉnh Hải Sơn for the five years from ``year``, as a .docx file."""
    document = Document()
    _page(document)
    _header(document, year)
    _opening(document, year)
    _targets(document, year)
    _tasks(document)
    _funding(document)
    _organisation(document, year)
    _reporting(document)
    _signature(document)
    _roadmap(document, year)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(14)


def _header(document: WordDocument, year: int) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    left.text = "ỦY BAN NHÂN DÂN\nTỈNH HẢI SƠN"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    left, right = table.rows[1].cells
    left.text = "Số: 45/KH-UBND"
    right.text = f"Hải Sơn, ngày 12 tháng 01 năm {year}"
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _opening(document: WordDocument, year: int) -> None:
    _centred(document, "KẾ HOẠCH")
    _centred(
        document,
        "Thực hiện Chương trình Truyền thông về bình đẳng giới "
        f"giai đoạn {year} - {year + 4} trên địa bàn tỉnh Hải Sơn",
    )
    _text(
        document,
        "Thực hiện Quyết định số 1790/QĐ-TTg ngày 23/10/2021 của Thủ tướng Chính phủ phê duyệt "
        "Chương trình Truyền thông về bình đẳng giới đến năm 2030; Ủy ban nhân dân tỉnh Hải Sơn "
        "ban hành Kế hoạch với những nội dung như sau:",
    )
    _heading(document, "I. MỤC ĐÍCH, YÊU CẦU")
    _text(
        document,
        "1. Nâng cao nhận thức, thay đổi hành vi về bình đẳng giới trong gia đình, cơ quan và "
        "cộng đồng; phụ nữ và nam giới cùng chia sẻ việc nhà, cùng bàn việc chung.",
    )
    _text(
        document,
        "2. Nội dung truyền thông chính xác, dễ hiểu, phù hợp từng nhóm đối tượng, nhất là ở vùng "
        "sâu, vùng xa và vùng ven biển.",
    )


def _targets(document: WordDocument, year: int) -> None:
    end = year + 4
    _heading(document, "II. MỤC TIÊU")
    for sentence in (
        "1. Hằng năm, mỗi xã, phường, đặc khu tổ chức ít nhất 02 cuộc truyền thông về pháp luật, "
        "chính sách về bình đẳng giới.",
        "2. Hằng năm, 100% sở, ban, ngành, địa phương và các tổ chức chính trị - xã hội xây dựng "
        "kế hoạch, triển khai hoạt động Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó "
        "với bạo lực trên cơ sở giới.",
        "3. 100% các xã, phường, đặc khu mỗi quý có ít nhất 03 tin, bài về bình đẳng giới trên hệ "
        "thống đài truyền thanh cơ sở.",
        f"4. Phân đấu đến năm {end} nhận thức về bình đẳng giới của các nhóm đối tượng trong cộng "
        f"đồng tăng từ 10 - 15% so với năm {year}.",
        f"5. Đến năm {end} đạt 100% các hương ước, quy ước của cộng đồng đã được thông qua không "
        "có sự phân biệt đối xử về giới.",
    ):
        _text(document, sentence)
    _text(
        document,
        "(Kèm theo Phụ lục lộ trình thực hiện các mục tiêu của Kế hoạch)",
        italic=True,
    )


def _tasks(document: WordDocument) -> None:
    _heading(document, "III. NHIỆM VỤ VÀ GIẢI PHÁP")
    groups = (
        (
            "1. Tăng cường cung cấp thông tin, phổ biến pháp luật, chính sách về bình đẳng giới",
            (
                "Tổ chức nói chuyện chuyên đề, hội nghị tại xã, phường, đặc khu; lồng ghép trong "
                "sinh hoạt thôn, tổ dân phố.",
                "Tổ chức đợt cao điểm truyền thông trong Tháng hành động vì bình đẳng giới và "
                "phòng ngừa, ứng phó với bạo lực trên cơ sở giới từ ngày 15/11 đến ngày 15/12 "
                "hằng năm.",
            ),
        ),
        (
            "2. Đổi mới hình thức truyền thông, ứng dụng nền tảng số",
            (
                "Duy trì chuyên mục trên Báo và Phát thanh, Truyền hình Hải Sơn.",
                "Phát tin, bài trên hệ thống truyền thanh cơ sở, nhóm Zalo cộng đồng.",
            ),
        ),
        (
            "3. Kiểm tra, giám sát, nhân rộng mô hình có hiệu quả",
            (
                "Kiểm tra việc thực hiện Kế hoạch tại cơ sở mỗi năm một lần.",
                "Biểu dương, khen thưởng tập thể, cá nhân có cách làm hay.",
            ),
        ),
    )
    for title, tasks in groups:
        _text(document, title, bold=True)
        for task in tasks:
            document.add_paragraph(task, style="List Bullet")


def _funding(document: WordDocument) -> None:
    _heading(document, "IV. KINH PHÍ THỰC HIỆN")
    _text(
        document,
        "1. Ngân sách nhà nước bố trí trong dự toán hằng năm của các sở, ban, ngành, địa phương.",
    )
    _text(document, "2. Nguồn tài trợ, huy động xã hội và các nguồn hợp pháp khác (nếu có).")


def _organisation(document: WordDocument, year: int) -> None:
    _heading(document, "V. TỔ CHỨC THỰC HIỆN")
    agencies = (
        (
            "1. Sở Nội vụ",
            (
                "Chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các xã, phường, đặc "
                "khu triển khai Kế hoạch này.",
                "Theo dõi, đôn đốc, kiểm tra việc thực hiện; tham mưu tổng kết Kế hoạch vào năm "
                f"{year + 4}.",
            ),
        ),
        (
            "2. Sở Văn hóa, Thể thao và Du lịch",
            (
                "Phối hợp với Sở Nội vụ hướng dẫn hệ thống thông tin cơ sở tuyên truyền về bình "
                "đẳng giới.",
            ),
        ),
        (
            "3. Báo và Phát thanh, Truyền hình Hải Sơn",
            ("Tăng thời lượng phát sóng, số lượng tin, bài về bình đẳng giới.",),
        ),
        (
            "4. Đề nghị Hội Liên hiệp Phụ nữ tỉnh",
            ("Phối hợp tuyên truyền cho hội viên và Nhân dân về bình đẳng giới.",),
        ),
        (
            "5. Ủy ban nhân dân các xã, phường, đặc khu",
            (
                "Xây dựng kế hoạch và bố trí kinh phí thực hiện tại địa phương.",
                "Mỗi năm, xây dựng và duy trì ít nhất 01 Mô hình Truyền thông số cộng đồng tại "
                "địa phương.",
            ),
        ),
    )
    for agency, duties in agencies:
        _text(document, agency, bold=True)
        for duty in duties:
            _text(document, f"- {duty}")


def _reporting(document: WordDocument) -> None:
    _heading(document, "VI. CHẾ ĐỘ BÁO CÁO")
    _text(
        document,
        "1. Ủy ban nhân dân các xã, phường, đặc khu báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) "
        "kết quả thực hiện Kế hoạch trước ngày 30/11 hằng năm.",
    )
    _text(
        document,
        "2. Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh, Bộ Nội vụ trước ngày 05/12 hằng "
        "năm./.",
    )


def _signature(document: WordDocument) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.text = "\n".join(RECIPIENTS)
    right.text = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\n\nTrần Thị Ví Dụ"
    for paragraph in right.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _roadmap(document: WordDocument, year: int) -> None:
    document.add_page_break()  # type: ignore[no-untyped-call] # python-docx gives no types here
    _centred(document, "PHỤ LỤC")
    _centred(document, "LỘ TRÌNH THỰC HIỆN CÁC MỤC TIÊU")
    years = [str(year + offset) for offset in range(5)]
    table = document.add_table(rows=1, cols=2 + len(years))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, ["TT", "Chỉ tiêu", *years], strict=True):
        cell.text = words
    rows = (
        ("1", "Tỷ lệ sở, ban, ngành, địa phương xây dựng kế hoạch, triển khai hoạt động Tháng "
         "hành động (%)", ("100", "100", "100", "100", "100")),
        ("2", "Tỷ lệ hương ước, quy ước không có sự phân biệt đối xử về giới (%)",
         ("60", "70", "80", "90", "100")),
    )  # fmt: skip
    for number, words, values in rows:
        cells = table.add_row().cells
        for cell, value in zip(cells, [number, words, *values], strict=True):
            cell.text = value


def _heading(document: WordDocument, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _centred(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True


def _text(document: WordDocument, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
