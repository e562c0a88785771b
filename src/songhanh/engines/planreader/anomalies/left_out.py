"""Words left out: a fixed phrase that lacks one of its words, a sentence that ends too early."""

import re

from songhanh.engines.planreader.anomalies.common import Scan, around
from songhanh.engines.planreader.common import Element
from songhanh.engines.vntext import listed

# What stands before the word that may be missing, the word, what stands behind it. Without it the
# phrase must be wrong in any surroundings.
_PHRASES = listed(
    """
    ủy / ban / nhân dân | uỷ / ban / nhân dân | ủy ban / nhân / dân tỉnh | ủy ban / nhân / dân xã
    | ủy ban / nhân / dân huyện | ủy ban / nhân / dân phường | ủy ban / nhân / dân thành phố
    | hội đồng / nhân / dân tỉnh | hội đồng / nhân / dân xã | hội đồng / nhân / dân phường
    | về bình / đẳng / giới | vì bình / đẳng / giới | thực hiện bình / đẳng / giới
    | trên / cơ / sở giới | dân / tộc / thiểu số | đồng bào dân tộc / thiểu / số
    | liên / hiệp / phụ nữ | hội / liên / hiệp phụ nữ | hội liên hiệp / phụ / nữ
    | mặt / trận / tổ quốc | mặt trận / tổ / quốc | phân / biệt / đối xử
    | phân biệt / đối / xử về giới | tháng / hành / động vì | tháng hành / động / vì
    | tháng hành động / vì / bình đẳng | phòng ngừa, / ứng / phó với | chịu / trách / nhiệm
    | có / trách / nhiệm thực hiện | sự / tiến / bộ của phụ nữ | vì sự / tiến / bộ
    | bộ chỉ / số / về giới | căn / cứ / quyết định | căn / cứ / kế hoạch | căn / cứ / luật
    | trên địa / bàn / tỉnh | trên địa / bàn / xã | trên địa / bàn / huyện | trên địa / bàn / phường
    | trên địa / bàn / thành phố | theo quy / định / của | đề / nghị / các sở
    | chủ trì, / phối / hợp với | phối / hợp / với các | ngân / sách / nhà nước
    """
)
_WHOLE = {
    f"{before} {behind}": f"{before} {missing} {behind}"
    for before, missing, behind in (phrase.split(" / ") for phrase in _PHRASES)
}
_GAPPED = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(sorted(map(re.escape, _WHOLE), key=len, reverse=True))
    + r")(?![\w-])"
)
_OPEN_END = re.compile(r"(?<!\w)(?:của|và|với|các|những|tại|bởi|hoặc)\s*(?:\.(?!\.)|;)\s*$")


def find_left_out(scan: Scan) -> list[Element]:
    """Every place where a word is missing, with the whole phrase where it is known."""
    found = []
    gaps = bool(_GAPPED.search(scan.lower))
    for passage in scan.reading.body_text():
        for match in _GAPPED.finditer(passage.lower) if gaps else ():
            whole = _WHOLE[match.group()]
            place = around(passage, match.start(), match.end(), 1)
            found.append(scan.note("missing_word", place, f"Thiếu một từ, có lẽ là “{whole}”."))
        end = _OPEN_END.search(passage.lower, max(0, len(passage) - 12))
        if end:
            place = around(passage, end.start(), end.end(), 2)
            why = "Câu dừng ở một từ nối, có lẽ thiếu từ phía sau."
            found.append(scan.note("missing_word", place, why))
    return found
