"""Damaged words read as what they must be, letter for letter, so that every place stays valid.

A scanner loses tone marks and takes a letter for a figure. The grammars of the reader look for a
few hundred turns of speech; where the bare letters of one stand, it is read as that one. The text
that is shown and quoted stays as printed.
"""

import re

from songhanh.engines.vntext import bare, is_syllable, listed

_PHRASES = listed(
    """
    mỗi năm | hằng năm | hàng năm | trong năm | đến năm | hết năm | cuối năm | vào năm | từ năm
    | so với năm | một năm | mỗi tháng | hằng tháng | hàng tháng | mỗi quý | hằng quý | hàng quý
    | cuối quý | mỗi tuần | hằng tuần | hàng tuần | học kỳ | học kì | sáu tháng | giai đoạn
    | trước ngày | chậm nhất | muộn nhất | từ ngày | đến ngày | đến hết | đến tháng | hết tháng
    | ít nhất | tối thiểu | không dưới | không ít hơn | không quá | tối đa | nhiều nhất | trở lên
    | trở xuống | phấn đấu | phần trăm | đạt | tỷ lệ | tỉ lệ | duy trì | bảo đảm | đảm bảo
    | chỉ tiêu | mục tiêu | thí điểm | chính thức | tin bài | tin, bài | chuyên mục | chuyên đề
    | chuyên trang | mô hình | câu lạc bộ | hội nghị | cuộc truyền thông | buổi truyền thông
    | tháng hành động | vì bình đẳng giới | bình đẳng giới | phòng ngừa | ứng phó | bạo lực
    | trên cơ sở giới | quốc tế phụ nữ | phụ nữ việt nam | gia đình việt nam | xóa bỏ | thế giới
    | kỷ niệm | ngày thành lập | truyền thống | hưởng ứng
    | báo cáo | định kỳ | định kì | đột xuất | tổng hợp | theo quy định | thông qua | kết quả
    | tình hình | gửi về | sơ kết | tổng kết | yêu cầu
    | chủ trì | phối hợp | đề nghị | chịu trách nhiệm | có trách nhiệm | tham mưu | hướng dẫn
    | ủy ban nhân dân | hội đồng nhân dân | ủy ban | sở nội vụ | sở tài chính | sở tư pháp | sở y tế
    | các sở | các ban | các ngành | các cơ quan | các đơn vị | các xã | các tổ chức | doanh nghiệp
    | người dân | hội liên hiệp phụ nữ | mặt trận tổ quốc | đoàn thanh niên | liên đoàn lao động
    | công an | thanh tra | văn phòng | trung tâm | phát thanh | truyền hình | truyền thanh
    | thông tin | truyền thông | cơ sở | hệ thống | làm việc | ngân sách | kinh phí | nhà nước
    | xã hội hóa | tài trợ | viện trợ | đóng góp | hợp pháp | lồng ghép | dự toán | chương trình
    | đề án | dự án | địa phương | trung ương | khó khăn | vướng mắc | thẩm quyền | kịp thời
    | phản ánh | bộ chỉ số | cơ quan truyền thông | nhận thức | hương ước | quy ước
    | phân biệt đối xử | áp dụng | kèm theo | ban hành | quyết định | kế hoạch | công văn
    """
)
# Another phrase with the same bare letters, and as good: it is left as it is.
_TWINS = listed(
    """
    truyền thông | truyền thống | chi tiêu | công ăn | công tác | cộng tác | báo cáo | bao cao
    | hành động | bán hành | ngân sách | cao điểm | hợp pháp | tai trò | cơ sở | cờ sở | thông qua
    | hàng quý | các bạn | các bản | các bàn | bàn hành | trung tâm | công án | công an | kỳ niệm
    | dự án | đề án | hương ước | thế giới | đến nam | từ nam | trong nam
    """
)
_BY_BARE = {bare(phrase): phrase for phrase in _PHRASES}
_KEPT = frozenset({*_TWINS, *_PHRASES})
_BARE_PHRASE = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, _BY_BARE), key=len, reverse=True)) + r")(?!\w)"
)
_FIGURE = re.compile(
    r"(?<![\w.,/-])(?=\w*[à-ỹđ])(?:\d[a-zà-ỹđ]{2,}|[a-zà-ỹđ]+\d[a-zà-ỹđ]*)(?![\w-])"
)
# A letter read for a figure: "l00%", "O2 cuộc", "3O/11".
_LETTER_BY_FIGURE = re.compile(r"[lio]\d|\d[lio]", re.IGNORECASE)
_LETTER_IN_FIGURE = re.compile(
    r"(?<![\w.,/-])(?=[lio]*\d)(?=\d*[lio])[\dlio]{2,3}"
    r"(?=\s?%|/\d|\s+(?:cuộc|lần|buổi|lớp|tin|bài|mô hình|chuyên|hội|lượt|phóng sự|câu lạc bộ))"
    r"|(?<=\d/)(?=[lio]*\d)(?=\d*[lio])[\dlio]{2}(?!\w)",
    re.IGNORECASE,
)
_LIKE_FIGURES = str.maketrans("lio", "110")
# An n read as u: no syllable ends so.
_TURNED_N = re.compile(r"(?<=[aăâeêioôơuưyà-ỹ])u(?=g(?!\w))")
_LOOKS_LIKE = {"1": "li", "0": "o", "5": "s", "6": "b"}


def letters_in_figures(text: str) -> list[re.Match[str]]:
    """Figures in which a letter stands for a digit: "l00%", "O2 cuộc"."""
    if not _LETTER_BY_FIGURE.search(text):
        return []
    return list(_LETTER_IN_FIGURE.finditer(text))


def mended(lower: str, letters: str) -> str:
    """A text in small letters with damaged turns of speech mended; as long as it was.

    `letters` is the bare form of `lower`.
    """
    text = lower
    for found in letters_in_figures(lower):
        figures = found.group().translate(_LIKE_FIGURES)
        text = f"{text[: found.start()]}{figures}{text[found.end() :]}"
    letters = letters if text == lower else bare(text)
    if _FIGURE.search(text) or _TURNED_N.search(text):
        text = _TURNED_N.sub("n", _FIGURE.sub(_without_figure, text))
        letters = bare(text)
    pieces: list[str] = []
    at = 0
    for found in _BARE_PHRASE.finditer(letters):
        printed = text[found.start() : found.end()]
        right = _BY_BARE[found.group()]
        if printed == right or printed in _KEPT or len(right) != len(printed):
            continue
        pieces += [text[at : found.start()], right]
        at = found.end()
    return "".join([*pieces, text[at:]]) if pieces else text


def _without_figure(found: re.Match[str]) -> str:
    """The word with its figure read as the letter it looks like, where that makes a syllable."""
    word = found.group()
    at = next(place for place, letter in enumerate(word) if letter.isdigit())
    for letter in _LOOKS_LIKE.get(word[at], ""):
        whole = word[:at] + letter + word[at + 1 :]
        if is_syllable(whole):
            return whole
    return word
