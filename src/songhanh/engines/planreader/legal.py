"""Documents a plan rests on, as cited before its first section."""

import re
from dataclasses import dataclass

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.heading import attached_to
from songhanh.engines.planreader.outline import Node
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.units import Unit
from songhanh.engines.vntext import find_dates, find_document_numbers

_TYPES = (
    r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Nghị quyết|Nghị định|Quyết định|Chỉ thị"
    r"|Thông tư(?: liên tịch)?|Kế hoạch"
    r"|Công văn|Văn bản|Thông báo|Hướng dẫn|Chương trình(?: hành động| công tác)?|Đề án|Tờ trình"
    r"|Báo cáo|Kết luận|Công điện|Chiến lược"
    r"|Quy chế|Điều lệ)"
)
_TYPE_BEFORE = re.compile(
    rf"({_TYPES})\s*(?:liên tịch\s*)?(?:số|Số|sô|s[oô]́?)?\s*:?\s*$", re.IGNORECASE
)
_LAW = re.compile(
    r"(?:Căn cứ(?: vào)?|[;,]|và|theo|Theo|quy định của|Thực hiện)\s+(?P<type>Bộ luật|Luật"
    r"|Pháp lệnh|Hiến pháp)\s+"
    r"(?P<name>(?!số)[A-ZĐÀ-Ỹ][^;.\d(]*?)"
    r"(?=\s*(?:,?\s*ngày\s*\d|\(|;|\.|,\s+(?:Luật|Nghị|Bộ|Quyết)|\s+năm\s+\d{4}|\s+và\s+(?:Luật"
    r"|Nghị|Bộ)|\s+được|$))"
)
_ISSUER = re.compile(r"\s*,?\s*(?:của|do)\s+(?P<issuer>.+)")
_TITLE_STARTS = re.compile(
    r"(?:,\s*)?(?:\bvề\b|\bphê duyệt\b|\bban hành\b|\btriển khai\b|\bquy định\b|\bhướng dẫn\b"
    r"|\bthực hiện\b|\btổ chức\b|\bv/v\b"
    r"|\bthông qua\b|\bkết luận\b|\bsửa đổi\b|\btăng cường\b|\bđẩy mạnh\b|\bgiao\b|\bcông bố\b"
    r"|\bđiều chỉnh\b|\btại\b(?! địa))",
    re.IGNORECASE,
)
# Where the citation ends and the issuer of the plan begins to speak.
_OWN_SENTENCE = re.compile(
    r",\s+(?=(?:Ủy ban|Uỷ ban|UBND|Sở|Ban|Phòng|Hội|Đoàn|Báo|Đài|Trung tâm|Trường|Công an"
    r"|Liên đoàn)\s"
    r"[^;]{0,110}?\s(?:ban hành|xây dựng|triển khai|tổ chức|lập)\s)"
)
_DATE_LEAD = re.compile(r"[\s,;(]*(?:ký )?ng[àa]y\s*", re.IGNORECASE)
_RESTS_ON = re.compile(r"can cu|theo de nghi|xet de nghi|thuc hien")
_RELATIONS = {
    **dict.fromkeys(
        ("luật", "bộ luật", "pháp lệnh", "hiến pháp", "nghị quyết", "nghị định"), "based_on"
    ),
    **dict.fromkeys(
        ("thông tư", "thông tư liên tịch", "chỉ thị", "quy chế", "điều lệ"), "based_on"
    ),
    **dict.fromkeys(("công văn", "văn bản", "hướng dẫn", "công điện"), "guided_by"),
    **dict.fromkeys(
        ("quyết định", "kế hoạch", "chương trình", "thông báo", "kết luận"), "implements"
    ),
    **dict.fromkeys(("tờ trình",), "proposed_by"),
}


@dataclass(frozen=True)
class Cited:
    """A document as cited; `passage` covers the whole citation."""

    number: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    passage: Passage


def citations_in(passage: Passage) -> list[Cited]:
    """Every document a text cites, in order; laws without number too."""
    found: list[tuple[int, int, int, str | None, str | None]] = []
    for number in find_document_numbers(passage.text):
        before = _TYPE_BEFORE.search(passage.text[: number.start])
        start = before.start() if before else number.start
        found.append((start, number.start, number.end, number.text, before[1] if before else None))
    for law in _LAW.finditer(passage.text):
        end = law.end("name")
        found.append((law.start("type"), law.start("type"), end, None, law["type"]))
    found.sort()
    cited = []
    for at, (start, _, end, number_text, doc_type) in enumerate(found):
        stop = found[at + 1][0] if at + 1 < len(found) else len(passage)
        cited.append(_cited(passage, (start, end, stop), number_text, doc_type))
    return cited


def _cited(
    passage: Passage, place: tuple[int, int, int], number: str | None, doc_type: str | None
) -> Cited:
    start, end, stop = place
    tail = passage.text[end:stop]
    cut = re.search(r";|\.(?=\s|$)", tail)
    tail = tail[: cut.start()] if cut else tail
    date, after = _date_after(tail)
    issuer, title = _issuer_and_title(tail[after:])
    if number is None:
        title = passage.text[start:end]
    return Cited(number, doc_type, date, issuer, title, passage.part(start, end + len(tail)))


def _date_after(tail: str) -> tuple[str | None, int]:
    """The date right behind a number, and where the rest begins."""
    dates = find_dates(tail[:60])
    if not dates or dates[0].year is None:
        return None, 0
    lead = tail[: dates[0].start]
    if _DATE_LEAD.fullmatch(lead) or re.fullmatch(r"[\s,(]*", lead):
        return dates[0].iso, dates[0].end
    if len(lead) < 40 and re.search(r"(?:ngày|năm)\s*$", lead) and "của" not in lead:
        return dates[0].iso, dates[0].end
    late = re.search(r"ngày\s*$", lead)
    return (dates[0].iso, 0) if late and not find_document_numbers(lead) else (None, 0)


def _issuer_and_title(rest: str) -> tuple[str | None, str | None]:
    rest = rest.strip(" ,)")
    owned = _ISSUER.match(rest)
    if not owned:
        title = _OWN_SENTENCE.split(f", {rest}")[0].strip(" ,.;")
        return None, title or None
    text = owned["issuer"]
    starts = _TITLE_STARTS.search(text)
    issuer = text[: starts.start()] if starts else text
    title = text[starts.start() :] if starts else ""
    issuer = re.sub(r"\s*(?:ngày \d|\().*$", "", issuer).strip(" ,.;").removesuffix(" và")
    title = _OWN_SENTENCE.split(title)[0].strip(" ,.;").removesuffix(" và")
    return issuer or None, title or None


def preamble(reading: Reading) -> list[Unit]:
    """The units between the title and the first section."""
    units: list[Unit] = []
    sections = {id(node.unit) for node in reading.outline.walk() if _opens_body(node)}
    for unit in reading.layout.body:
        if id(unit) in sections:
            break
        units.append(unit)
    return units if len(units) < len(reading.layout.body) else units[:6]


def _opens_body(node: Node) -> bool:
    marker = node.marker
    if node.topics and node.is_heading and "basis" not in node.topics:
        return True
    return bool(
        marker and marker.kind in {"roman", "part", "capital"} and "basis" not in node.topics
    )


def read_legal_basis(reading: Reading) -> list[Element]:
    """Documents cited in the preamble, the decision above, then those of the footnotes."""
    elements: list[Element] = []
    attached = attached_to(reading)
    seen: set[tuple[str | None, str | None]] = set()
    groups = [(attached, "promulgated_by")] if attached else []
    groups += [(unit.whole, "") for unit in _basis_units(reading)]
    groups += [(note.passage, "footnote") for note in reading.sheet.footnotes]
    for passage, relation in groups:
        for cited in citations_in(passage):
            key = (cited.number, cited.date if cited.number else cited.title)
            if key in seen:
                continue
            seen.add(key)
            elements.append(_element(reading, cited, relation))
    return elements


def _basis_units(reading: Reading) -> list[Unit]:
    units = [unit for unit in reading.layout.decision if _RESTS_ON.match(unit.whole.bare)]
    units += [unit for unit in preamble(reading) if not unit.first.in_table]
    for section in reading.sections("basis"):
        units += [node.unit for node in (section, *section.walk()) if node.unit]
    return units


def _element(reading: Reading, cited: Cited, relation: str) -> Element:
    kind = (cited.doc_type or "").lower()
    return {
        "number": cited.number,
        "date": cited.date,
        "doc_type": cited.doc_type or "Văn bản",
        "issuer": cited.issuer,
        "title": cited.title,
        "relation": relation or _RELATIONS.get(kind, "related"),
        **reading.place(
            cited.passage, rule="legal.citation", certainty=0.95 if cited.number else 0.8
        ),
    }
