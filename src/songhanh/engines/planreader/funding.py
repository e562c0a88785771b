"""Statements about money: clauses of the funding section with the sources they name."""

import re

from songhanh.engines.planreader.assignments import is_closing
from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.ordinals import ordinal_of
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage

_SOURCES = re.compile(
    r"(?:nguồn\s+)?(?<!luật )ngân sách (?:nhà nước|được giao|được cấp|tỉnh|thành phố|huyện|quận"
    r"|thị xã|xã|phường"
    r"|đặc khu|địa phương|trung ương|các cấp|cấp \w+|sự nghiệp|hằng năm|hàng năm)"
    r"|kinh phí (?:thường xuyên|hoạt động|chi thường xuyên|được giao|được cấp|tự chủ)"
    r"|(?:nguồn )?chi thường xuyên|(?:nguồn |kinh phí )(?:không )?(?:tự chủ|giao tự chủ)"
    r"|nguồn (?:tài chính|chi|thu|quỹ)\s[^.;,:]{3,40}|hỗ trợ (?:của|từ) [^.;,]{3,40}"
    r"|(?:nguồn )?thu sự nghiệp|kinh phí đặt hàng|quỹ [^.;,]{0,40}|hội phí|đoàn phí|đảng phí"
    r"|kinh phí (?:của )?(?:các )?(?:đề án|dự án|chương trình)[^.;,]{0,30}|nguồn vốn[^.;,]{0,30}"
    r"|(?:các )?chương trình, dự án, đề án[^.;,]{0,30}|tài trợ[^.;]{0,30}"
    r"|nguồn (?:kinh phí )?sự nghiệp[^.;,:]{0,30}|chương trình mục tiêu quốc gia"
    r"|(?:nguồn )?kinh phí hợp pháp[^.;]{0,60}|viện trợ(?: không hoàn lại)?"
    r"|(?:huy động )?xã hội(?: hóa| hoá|, cộng đồng)"
    r"|(?:các )?nguồn (?:hợp pháp|lực|vốn|kinh phí)? ?(?:hợp pháp )?khác|nguồn (?:xã hội hóa"
    r"|huy động|tài trợ|đóng góp)[^.;,]{0,30}"
    r"|(?<!lập )(?<!dựng )(?<!hợp )(?<!định )(?<!gửi )dự toán (?!kinh phí)[^.;,\d]{0,40}",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(triệu đồng|tỷ đồng|nghìn đồng|đồng)", re.IGNORECASE
)
_IN_FORCE = re.compile(r"ke hoach nay (?:duoc )?thay the|(?:co|het) hieu luc|bai bo")
_RUN_IN = re.compile(
    r"(?:nguồn )?kinh phí(?: thực hiện| bảo đảm| đảm bảo| hoạt động| kế hoạch)*\s*[:.]\s*",
    re.IGNORECASE,
)


def read_funding(reading: Reading) -> list[Element]:
    """The clauses of every section on funding, wherever it stands."""
    found: list[Element] = []
    for section in reading.sections("funding"):
        found += _clauses(reading, section)
    if not found:
        found = _run_in(reading)
    return found


def _clauses(reading: Reading, section: Node) -> list[Element]:
    leaves = [
        node for node in section.walk() if node.body and not _introduces(node) and not _closes(node)
    ]
    leaves = [node for node in leaves if not _IN_FORCE.search(node.body.bare)]
    if leaves:
        return [_clause(reading, _behind_title(node.body), node) for node in leaves]
    found = _RUN_IN.match(section.body.text)
    rest = section.body.part(found.end()) if found else None
    return [_clause(reading, rest, section)] if rest else []


def _behind_title(passage: Passage) -> Passage:
    """The clause without "Kinh phí:" before it."""
    lead = _RUN_IN.match(passage.text)
    return passage.part(lead.end()) if lead and lead.end() < len(passage) else passage


def _closes(node: Node) -> bool:
    """Say whether a paragraph closes the plan; one about money is a clause all the same."""
    return is_closing(node) and not node.body.bare.startswith("kinh phi")


def _introduces(node: Node) -> bool:
    return bool(node.children) and node.text.rstrip().endswith(":")


def _run_in(reading: Reading) -> list[Element]:
    """Clauses such as "Kinh phí thực hiện: …" on one line, without a section of their own."""
    found: list[Element] = []
    for node in reading.outline.walk():
        if node.unit is None:
            continue
        lead = _RUN_IN.match(node.body.text)
        if lead and len(node.body) > lead.end():
            found.append(_clause(reading, node.body.part(lead.end()), node))
    return found


def _clause(reading: Reading, passage: Passage, node: Node) -> Element:
    sources = [found.group().strip() for found in _SOURCES.finditer(passage.text)]
    element: Element = {
        "text_start": passage.beginning,
        "text": passage.text,
        "ordinal": ordinal_of(node.path),
        "sources": list(dict.fromkeys(sources)),
        **reading.place(passage, rule="funding.clause"),
    }
    amount = _AMOUNT.search(passage.text)
    if amount:
        figure = amount[1].replace(".", "").replace(",", ".")
        element["amount"] = float(figure) if "." in figure else int(figure)
        element["amount_unit"] = amount[2].lower()
    return element
