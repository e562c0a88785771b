"""Names of bodies: where one ends, how a line of several is divided, which spellings are one."""

import re

from songhanh.engines.vntext.forms import fold, normal
from songhanh.engines.vntext.wordlists import any_of

# Words a body's own name begins with; what follows after a comma or "và" is then another body.
_HEADS = any_of(
    r"""
    sở | liên sở | văn phòng | vp | ủy ban | uỷ ban | ubnd | ub | ubmttq | ubmttqvn | mttq
    | mttqvn | hđnd | hội đồng
    | thường trực | tỉnh ủy | tỉnh uỷ | thành ủy | huyện ủy | đảng ủy | đảng uỷ | chi bộ
    | ban (?!ngành\b)\w+ | công an | quân sự | báo(?! cáo) | đài | cổng | trang thông tin
    | bộ (?:chỉ huy|tư lệnh|đội|phận|nội vụ|y tế|tài chính|tư pháp|giáo dục|văn hóa|lao động)
    | bộ (?:thông tin|dân tộc|công an|quốc phòng|khoa học|ngoại giao|nông nghiệp|xây dựng)
    | tạp chí | trung tâm | phòng(?!,| ngừa| chống) | hội(?! nghị| thảo| viên| thi| họp| thao)
    | liên hiệp | liên minh | liên đoàn | đoàn(?! viên| thể| kết) | tỉnh đoàn | thành đoàn
    | huyện đoàn | xã đoàn | mặt trận | thanh tra | tòa án | toà án | viện kiểm sát | viện
    | bảo hiểm xã hội | cục | chi cục | vụ | trường(?! hợp) | trạm | bệnh viện | công đoàn
    | ngân hàng | kho bạc | thư viện | nhà văn hóa | thư ký tòa soạn | ban biên tập
    | tổ (?:chuyên môn|truyền thông|công tác|tư vấn|văn phòng|biên tập|kỹ thuật|hành chính)
    | trưởng (?:thôn|bản|buôn|ấp|khóm|khu phố|các thôn|phòng|ban) | bí thư | chủ tịch | giám đốc
    | hiệu trưởng | công chức | cán bộ | thôn | buôn | khu phố | chi hội | chi đoàn | hạt kiểm lâm
    | cơ quan (?:chuyên trách|thường trực|ủy ban|uỷ ban|đại diện)
    | đội | đồn | doanh nghiệp | hợp tác xã | lđlđ | tổng liên đoàn | trung ương hội | giáo viên
    """
)
_CLASS = (
    r"(?:các|những|toàn thể|toàn bộ|mỗi|từng|tất cả các|một số|thủ trưởng(?: các)?|trưởng các)\s+"
    + any_of(
        """
        sở | ban | ngành | cơ quan | đơn vị | tổ chức | hội | đoàn thể | địa phương | xã | phường
        | huyện | thành phố | đặc khu | trường | cơ sở | phòng | doanh nghiệp | thôn | bản | buôn
        | ấp | khóm | khu phố | tổ | trung tâm | chi hội | chi đoàn | thành viên | cấp | đài | báo
        | khoa | công đoàn | trạm | ủy ban | uỷ ban | ubnd | đồng chí | bộ phận | hợp tác xã
        | câu lạc bộ | bộ | viện | đoàn(?! kết| viên) | chi cục | cục | nhà trường | chi bộ | làng
        """
    )
)
_BODY = re.compile(rf"(?:{_HEADS}|{_CLASS})(?!\w)", re.IGNORECASE)
_CLASS_ONLY = re.compile(rf"{_CLASS}(?!\w)", re.IGNORECASE)
_BEGINNING = 120  # letters of a text that tell whether it begins with a body
_CUT = re.compile(r"\s*(?:;|,?\s+(?:và|cùng)\s+(?=\S)|,)\s*")
_SHARED_TAIL = re.compile(r"(?<!cấp)\s(tỉnh|thành phố|huyện|xã|phường|đặc khu)$")
_HAS_LEVEL = re.compile(r"\b(?:tỉnh|thành phố|huyện|xã|phường|đặc khu)\b(?! hội)")

_LONG_FORMS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "mttqvn": "mat tran to quoc viet nam",
    "ubmttq": "uy ban mat tran to quoc",
    "ubmttqvn": "uy ban mat tran to quoc viet nam",
    "ldtbxh": "lao dong thuong binh va xa hoi",
    "tttt": "thong tin va truyen thong",
    "vhttdl": "van hoa the thao va du lich",
    "vhttvdl": "van hoa the thao va du lich",
    "gddt": "giao duc va dao tao",
    "khcn": "khoa hoc va cong nghe",
    "lhpn": "lien hiep phu nu",
    "ctxh": "chinh tri xa hoi",
    "ptth": "phat thanh truyen hinh",
    "ttdt": "thong tin dien tu",
    "vp": "van phong",
}
_CONNECTIVES = {"va", "cua", "cac", "tinh", "de", "nghi"}


def begins_body(text: str) -> bool:
    """Say whether a text begins with the name of a body or a class of bodies."""
    return bool(_BODY.match(normal(text[:_BEGINNING])))


def is_class_of_bodies(text: str) -> bool:
    """Say whether a text names a class ("các sở, ban, ngành") rather than one body."""
    return bool(_CLASS_ONLY.match(normal(text[:_BEGINNING])))


def split_bodies(line: str) -> list[str]:
    """Divide a line of bodies at commas, semicolons and "và" where these join bodies.

    "Sở Văn hóa, Thể thao và Du lịch" stays one; "các sở, ban, ngành" is one class. A level word
    printed once behind "A và các B tỉnh" is given to both.
    """
    text = normal(line)
    parts: list[str] = []
    start = 0
    for cut in _CUT.finditer(text):
        rest = text[cut.end() :]
        if cut.start() > start and _opens_another(text[start : cut.start()], cut.group(), rest):
            parts.append(text[start : cut.start()])
            start = cut.end()
    parts.append(text[start:])
    return _share_tail([part.strip(" ,;.:") for part in parts if part.strip(" ,;.:")])


def _opens_another(before: str, cut: str, rest: str) -> bool:
    """Say whether what follows a comma or "và" is another body and not a part of this name."""
    if ";" in cut:
        return True
    if not _BODY.match(rest):
        return False
    if _CLASS_ONLY.match(rest):
        return True
    in_class = bool(_CLASS_ONLY.match(before)) or before[:1].islower()
    return not (in_class and rest[:1].islower())


def _share_tail(parts: list[str]) -> list[str]:
    if len(parts) < 2 or not _CLASS_ONLY.match(parts[-1]):
        return parts
    tail = _SHARED_TAIL.search(parts[-1])
    if tail and not _HAS_LEVEL.search(parts[-2]) and not _CLASS_ONLY.match(parts[-2]):
        parts[-2] += tail.group()
    return parts


def body_key(name: str) -> str:
    """The key under which spellings and abbreviations of one body meet."""
    letters = re.sub(r"(?<=[a-z])[-&.](?=[a-z])", "", fold(name).replace(" & ", "&"))
    words: list[str] = []
    for word in re.findall(r"\w+", letters):
        words += _LONG_FORMS.get(word, word).replace("y", "i").split()
    return " ".join(word for word in words if word not in _CONNECTIVES)


def same_body(left: str, right: str) -> bool:
    """Say whether two names mean one body: abbreviations, marks and connecting words aside."""
    return body_key(left) == body_key(right)


_NAME_HEADS = any_of(
    """
    Sở | Ban | Ủy ban | Uỷ ban | UBND | Văn phòng | Đài | Báo | Trung tâm | Phòng | Hội | Công an
    | Bộ | Cục | Vụ | Trường | Liên đoàn | Đoàn | Tỉnh đoàn | Mặt trận | Chi cục | Thanh tra
    | Bảo hiểm | Tòa án | Cổng
    """
)
_LATER_SYLLABLES = any_of(
    """
    nhân dân | sự tiến bộ | cáo | dục | tế | vụ | chính | hóa | hoá | thao | lịch | tin | thông
    | thanh | hình | động | binh | hội | pháp | tộc | giáo | tạo | nghệ | học | nữ | niên | viên
    | quốc | giao | trường | tài | dân | nghiệp | đoàn | phòng | quyền | tuyên | vận | kiểm | tra
    | an | sự
    """
)
_NAME = re.compile(
    rf"(?<!\w){_NAME_HEADS}"
    r"(?:(?:\s|,\s|\s?[-–&]\s?|\s(?:và|của|vì)\s)"
    rf"(?!{_NAME_HEADS}\b)"
    rf"(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:\s{_LATER_SYLLABLES})*"
    r"|tỉnh|huyện|xã|phường|cấp|nhân dân|các|sự tiến bộ|phụ nữ|thành phố|vì sự tiến bộ))+"
)


def names_of_bodies(text: str) -> list[tuple[int, int, str]]:
    """Names of bodies in running text as (start, end, name); a name may hold commas and "và"."""
    return [(found.start(), found.end(), found.group()) for found in _NAME.finditer(text)]
