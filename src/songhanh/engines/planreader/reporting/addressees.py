"""Bodies in a reporting clause: who sends, who receives, through whom."""

import re

from songhanh.engines.vntext import any_of, begins_body, split_bodies

_TO = re.compile(
    r"(?:[Bb]áo cáo|[Gg]ửi|về|cho|tới|nộp|[Pp]hản ánh|kiến nghị|trình)(?:\s+(?:cho|về|gửi|lên|tới"
    r"|đến"
    r"|đột xuất|định kỳ|bằng văn bản))*\s+"
    r"(?=(?P<body>[A-ZĐÀ-Ỹ][^;.]*))"
)
_VIA = re.compile(r"(?:\(\s*|,\s*|\s)(?:thông\s+)?qua\s+(?P<body>[A-ZĐÀ-Ỹ][^;.)]*)")
_STOP = re.compile(
    r"\s*(?:[();:]|\.(?=\s|$|/)|,?\s+"
    + any_of(
        r"""
        trước | kết quả | tình hình | theo quy | theo qui | theo dõi | theo hướng dẫn | để
        | định kỳ | chậm nhất | thông qua | qua | bằng
        | trong | về việc | về kết quả | về tình hình | vào | khi | hằng | hàng | đột xuất
        | xem xét | tổng hợp
        | chỉ đạo | giải quyết | cho ý kiến | theo yêu cầu | đúng
        | và (?:báo cáo|gửi|tổ chức|đề xuất|tham mưu|tổng hợp)
        | nội dung | những | đến hết | kịp thời | biết | cùng cấp | trong đó | cụ thể | nhằm
        """
    )
    + r"(?!\w))"
)
_SUBJECT_END = re.compile(
    r"\s+"
    + any_of(
        """
        định kỳ | báo cáo | gửi | tổng hợp | có trách nhiệm | chịu trách nhiệm | triển khai
        | thực hiện | kịp thời | xây dựng
        | hằng năm | hàng năm | lập | theo dõi | căn cứ | tổ chức thực hiện
        | tổ chức triển khai | phản ánh | chủ động | nghiêm túc
        | thường xuyên | kiến nghị | nộp | tham mưu | đôn đốc | là cơ quan | được giao
        | khẩn trương | chủ trì | phối hợp | sơ kết | tổng kết | tiến hành
        """
    )
    + r"(?!\w)"
)
_SUBJECT_START = re.compile(
    r"(?:^|(?<=[,;] )|(?:đề nghị|yêu cầu|giao|thì)\s+)(?=\S)", re.IGNORECASE
)


def _bodies(text: str) -> list[str]:
    stop = _STOP.search(text)
    names = text[: stop.start()] if stop else text
    return [one for one in split_bodies(names[:200].rstrip(" ,.")) if begins_body(one)]


def addressees(text: str) -> list[str]:
    """The bodies a clause reports to, as printed; empty when none is printed."""
    for found in _TO.finditer(text):
        if begins_body(found["body"]):
            bodies = _bodies(found["body"])
            if bodies:
                return bodies
    return []


def via_of(text: str) -> str | None:
    """The body a report goes through."""
    for found in _VIA.finditer(text):
        bodies = _bodies(found["body"])
        if bodies:
            return bodies[0]
    return None


def senders(text: str) -> list[str]:
    """The bodies in front of the verb: "đề nghị các cơ quan, đơn vị định kỳ báo cáo …"."""
    report = text.lower().find("báo cáo")
    for start in _SUBJECT_START.finditer(text):
        rest = text[start.end() :]
        if not begins_body(rest) or 0 <= report < start.end():
            continue
        end = _SUBJECT_END.search(rest)
        if end and end.start() < 260:
            names = [one for one in split_bodies(rest[: end.start()]) if begins_body(one)]
            if names:
                return names
    return []
