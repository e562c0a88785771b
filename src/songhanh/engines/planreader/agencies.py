"""The line that names the agencies of an item, and where the duty begins behind it."""

import re
from dataclasses import dataclass

from songhanh.engines.planreader.passage import NOTHING, Passage
from songhanh.engines.vntext import any_of, begins_body, begins_upper

_REQUEST = re.compile(r"(?:(?:kinh )?(?:tran trong|kinh)\s+)?de nghi\s*:?\s+")  # on bare text
_ORDER = re.compile(
    r"(?:giao(?: cho)?|yêu cầu|phân công|đối với|trách nhiệm của|nhiệm vụ của)\s+", re.IGNORECASE
)
_DUTY_VERBS = any_of(
    r"""
    chủ trì | chủ tri | chú trì | chủ chì | phối hợp | có trách nhiệm | chịu trách nhiệm
    | có nhiệm vụ
    | tham mưu | hướng dẫn | xây dựng
    | tổ chức(?! chính trị| đoàn thể| hội| đảng| xã hội| thành viên)
    | căn cứ | thực hiện | là cơ quan | là đơn vị | là đầu mối | làm đầu mối | triển khai
    | tăng cường
    | đẩy mạnh | báo cáo | chỉ đạo | theo dõi | bố trí | cân đối | theo chức năng
    | trên cơ sở | lồng ghép
    | tuyên truyền | vận động | cung cấp | bảo đảm | đảm bảo | định kỳ | định kì
    | kiểm tra | rà soát | tổng hợp
    | đưa | phát huy | quan tâm | quán triệt | chủ động | thường xuyên | trong phạm vi
    | tích cực | đăng tải
    | phổ biến | thẩm định | giúp | tiếp tục | đôn đốc | ban hành | mở | dành | duy trì | tham gia
    | đổi mới | tăng(?= thời| số| cường)
    | gửi | nộp | sơ kết | tổng kết
    | lập | sản xuất | hỗ trợ | thông tin, | nghiên cứu | phân công | bồi dưỡng
    | quản lý | khai thác | trong (?:\d+|thời|vòng|tháng|quý|năm) | trước (?:ngày|khi) | chậm nhất
    | sau (?:khi|mỗi) | hằng (?:năm|quý|tháng) | hàng (?:năm|quý|tháng) | mỗi (?:năm|quý|tháng)
    """
)
# In small letters: "Phòng Quản lý Báo chí" has no verb in its name.
_OPENING_VERBS = any_of(
    """
    Chủ trì | Phối hợp | Tham mưu | Báo cáo | Căn cứ | Thực hiện | Triển khai | Tăng cường
    | Đẩy mạnh | Chỉ đạo | Bố trí | Định kỳ | Định kì | Trên cơ sở | Theo chức năng | Lồng ghép
    | Cung cấp | Có trách nhiệm | Chịu trách nhiệm | Gửi
    """
)
# "Trung tâm Dịch vụ tổng hợp xã" has a verb in its name.
_VERB = re.compile(rf"(?<!ịch vụ)[\s,]+(?=(?:{_DUTY_VERBS}|{_OPENING_VERBS})(?!\w))")
_CLOSES = re.compile(
    r"\s*:\s*|\s+[-–]\s+(?=(?:Chủ trì|Phối hợp|Tham mưu|Xây dựng|Tổ chức|Hướng dẫn)\b)"
)
# "Các sở: Tư pháp, Y tế, Nội vụ: …" names its bodies behind a first colon.
_OPENS_LIST = re.compile(r"(?:các|những)\s+\w+(?:,\s*\w+){0,2}", re.IGNORECASE)
_LONGEST_LINE = 260
_NO_AGENCY = re.compile(
    r"(?:các|những)\s+(?:hoạt động|nội dung|nhiệm vụ|hình thức|cấp ủy|giải pháp)|thời gian"
    r"|kinh phí|chế độ|công tác|đoàn kết"
    r"|ban hành|phòng (?:ngừa|chống|,)|báo cáo|hội (?:nghị|thảo|thi)|tổ chức|viện trợ|đài thọ"
    r"|trường hợp|trạm dừng|đội ngũ",
    re.IGNORECASE,
)


# What heads an item about a matter rather than a body (bare).
_SUBJECT = re.compile(
    r"(?:ve |cong tac|che do|thoi |kinh phi|noi dung|nhiem vu|hinh thuc|dia diem|doi tuong"
    r"|yeu cau|kiem tra|bao cao"
    r"|tuyen truyen|truyen thong|thong tin|so ket|tong ket|khen thuong|giam sat|trien khai"
    r"|to chuc|phan cong|trach nhiem"
    r"|co so vat chat|luu y|ghi chu|cu the|trong do|han |muc |quy dinh|du kien|thanh phan|chu de"
    r"|hoat dong|giai phap)"
)


@dataclass(frozen=True)
class AgencyLine:
    """The agencies a text begins with, and the duty behind them on the same line."""

    agency: Passage
    duty: Passage
    requested: bool
    request_words: str
    closed: bool  # a colon, or the end of the line, stands behind the agencies


def read_agency_line(passage: Passage) -> AgencyLine | None:
    """The agency line at the beginning of a passage; None when it begins with no body."""
    start, words, requested = 0, "", False
    request = _REQUEST.match(passage.bare)
    if request:
        start, requested = request.end(), True
        words = passage.text[:start].strip(" :")
    else:
        order = _ORDER.match(passage.text)
        start = order.end() if order else 0
    rest = passage.part(start)
    if not begins_body(rest.text) or _NO_AGENCY.match(rest.text):
        return None
    end, duty_at, closed = _end_of_agencies(rest)
    if end is None or end > _LONGEST_LINE:
        return None
    agency = rest.part(0, end).without_edges(" :.;,-–")
    duty = rest.part(duty_at) if duty_at is not None else NOTHING
    return AgencyLine(agency, duty, requested, words, closed) if agency else None


def read_any_agency_line(passage: Passage) -> AgencyLine | None:
    """Like `read_agency_line`, for an item among agencies: "Tổ Ngữ văn: Chấm thi …".

    Among numbered agencies a short name before a colon is one too, whatever it is called, unless
    it names a subject.
    """
    line = read_agency_line(passage)
    if line is not None:
        return line
    request = _REQUEST.match(passage.bare)
    start = request.end() if request else 0
    colon = passage.text.find(":", start)
    name = passage.part(start, max(colon, 0))
    if (
        not 2 < len(name) <= 80
        or not (request or begins_upper(name.text))
        or _SUBJECT.match(name.bare)
    ):
        return None
    if re.search(r"[\d.;]", name.text):
        return None
    words = passage.text[:start].strip(" :")
    return AgencyLine(name, passage.part(colon + 1), bool(request), words, closed=True)


def title_as_agency(passage: Passage) -> AgencyLine | None:
    """A short title among agencies, with its duties below it: "Ngành Giáo dục", "Khối thi đua"."""
    request = _REQUEST.match(passage.bare)
    start = request.end() if request else 0
    name = passage.part(start).without_edges(" :")
    ends = passage.text.rstrip().endswith((".", ";", ","))
    if (
        ends
        or not 2 < len(name) <= 80
        or _SUBJECT.match(name.bare)
        or re.search(r"[\d.;]", name.text)
    ):
        return None
    words = passage.text[:start].strip(" :")
    return AgencyLine(name, NOTHING, bool(request), words, closed=True)


def _end_of_agencies(rest: Passage) -> tuple[int | None, int | None, bool]:
    """Where the agencies end, where the duty begins, and whether a mark closes them."""
    colon = next(
        (
            found
            for found in _CLOSES.finditer(rest.text)
            if _outside_brackets(rest.text, found.start())
        ),
        None,
    )
    if colon and _OPENS_LIST.fullmatch(rest.text[: colon.start()]):
        following = rest.text.find(":", colon.end())
        if 0 < following < _LONGEST_LINE and not _VERB.search(rest.text[colon.end() : following]):
            return following, following + 1, True
    verb = next(
        (
            found
            for found in _VERB.finditer(rest.text)
            if _outside_brackets(rest.text, found.start())
        ),
        None,
    )
    if colon and (
        verb is None
        or colon.start() <= verb.start()
        or _is_line_of_names(rest.text[: colon.start()])
    ):
        return colon.start(), colon.end() if colon.end() < len(rest) else None, True
    if verb:
        return verb.start(), verb.end(), False
    named = all(begins_body(part) for part in rest.text.split("; "))
    if len(rest) <= _LONGEST_LINE and named and not re.search(r"\.\s", rest.text):
        return len(rest), None, True
    return None, None, False


def _is_line_of_names(text: str) -> bool:
    """A short text before a colon names agencies even when a word in it looks like a verb."""
    return len(text) < 160 and "." not in text and ";" not in text


def _outside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) <= text.count(")", 0, at)
