"""Parts that are missing, and bodies that no longer exist."""

import re

from songhanh.engines.planreader.anomalies.common import Scan
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.extras import annex_present, annexes_announced
from songhanh.engines.planreader.heading import read_head_lines, title_of
from songhanh.engines.planreader.legal import preamble
from songhanh.engines.planreader.passage import NOTHING, Passage, joined
from songhanh.engines.planreader.register import (
    MERGED_PROVINCES,
    OBSOLETE_BODIES,
    PROGRAMME_NAME,
    REORGANISED_IN,
)
from songhanh.engines.vntext import DocumentNumber, bare, find_document_numbers, fold, same_body

_TRANSITION = re.compile(
    r"thay the|het hieu luc|bai bo|truoc sap nhap|truoc khi sap nhap|sau sap nhap|(?:tinh|xa) cu\b"
)
# What tells whether an earlier plan goes on or ends.
_STATUS = re.compile(
    r"thay the|het hieu luc|bai bo|tiep tuc|sua doi|bo sung|dieu chinh|ket thuc|cham dut"
    r"|con hieu luc|van thuc hien|song song|ke thua|long ghep|sap nhap"
)
_CITES_PLAN = re.compile(r"ke hoach(?: \S+){0,2}\s*$")
_CARRIES_OUT = re.compile(r"(?:can cu|thuc hien|trien khai|cu the hoa|theo)\b[^.;]*$")
_ISSUED_BY = re.compile(
    r"(?<!\w)của\s+(?P<who>[^,;.()]+?)(?=\s(?:về|ban hành|triển khai)|[,;.()]|$)"
)
_UNTIL = re.compile(r"20\d\d\s*[-–]\s*(20\d\d)|den (?:het )?nam (20\d\d)")
_CHAIR = re.compile(r"chu tich (?:uy ban nhan dan|ubnd)")
_STRATEGY = re.compile(r"chien luoc quoc gia ve binh dang gioi[^.;,]{0,40}")


def find_missing_parts(scan: Scan) -> list[Element]:
    """Every usual part that is not there."""
    return [
        *_number_and_date(scan),
        *_signature(scan),
        *_annexes(scan),
        *_sections(scan),
        *_unit_not_named(scan),
        *_obsolete(scan),
        *_transition(scan),
        *_status_of_earlier(scan),
        *_scope(scan),
        *_vague_funding(scan),
        *_campaign_dates(scan),
    ]


def _title_place(scan: Scan) -> Passage:
    line = scan.reading.layout.type_line
    parts = [line.passage] if line else []
    return joined([*parts, title_of(scan.reading)]).part(0, 60)


def _number_and_date(scan: Scan) -> list[Element]:
    head = read_head_lines(scan.reading)
    plan = scan.plan
    if plan["number"] and plan["issue_date"]:
        return []
    found = []
    if head.number_raw:
        found.append(
            scan.note("missing_number_date", head.number_place, "Số văn bản còn để trống.")
        )
    if head.date_place and not plan["issue_date"]:
        why = "Ngày, tháng ban hành còn để trống."
        found.append(scan.note("missing_number_date", head.date_place, why))
    if found:
        return found
    what = "số, nơi và ngày ban hành" if not plan["number"] else "nơi và ngày ban hành"
    if plan["issue_date"]:
        what = "số văn bản"
    return [scan.note("missing_number_date", _title_place(scan), f"Văn bản không ghi {what}.")]


def _last_line(scan: Scan) -> Passage:
    lines = scan.reading.sheet.lines
    return lines[-1].passage if lines else NOTHING


def _signature(scan: Scan) -> list[Element]:
    signed = scan.plan["signatory"]
    if not signed["name"] and not signed["authority"] and not signed["title"]:
        if not scan.plan["recipients"]:
            why = "Văn bản không có nơi nhận và phần ký."
            return [scan.note("missing_recipients_signature", _last_line(scan), why)]
        why = "Sau nơi nhận không có phần ký."
        return [scan.note("missing_signatory", _last_line(scan), why)]
    return _authority_lines(scan, signed)


def _authority_lines(scan: Scan, signed: Element) -> list[Element]:
    """A deputy signs for the head (KT.); a committee's plan has TM. before KT.

    A chair's own decision has no TM.; a standing board signs as a board, its deputy without KT.
    """
    authority = str(signed["authority"] or "")
    committee = re.match(r"uy ban nhan dan|ubnd", bare(str(scan.plan["province_or_unit"])))
    lines = [line.passage for line in scan.reading.layout.foot]
    board = authority.startswith("TM") and not re.match(r"tm\. ?(?:uy ban|ubnd)", bare(authority))
    if str(signed["title"] or "").startswith("PHÓ ") and not board and "KT" not in authority:
        place = next((one for one in lines if one.text == signed["title"]), NOTHING)
        why = "Cấp phó ký mà không có dòng “KT.” (ký thay người đứng đầu)."
        return [scan.note("signature_block", place, why)]
    own = any(_CHAIR.match(unit.whole.bare) for unit in scan.reading.layout.decision)
    if own or not committee or not authority.startswith("KT"):
        return []
    if "TM" in authority:
        why = "Dòng “TM.” phải đứng trước dòng “KT.”."
        place = next((one for one in lines if one.text.startswith("KT")), NOTHING)
        return [scan.note("signature_block", place, why)]
    first = next((line for line in lines if line.text.startswith("KT")), NOTHING)
    second = next((line for line in lines if line.text == signed["title"]), NOTHING)
    why = "Thiếu dòng “TM. ỦY BAN NHÂN DÂN” trước “KT. CHỦ TỊCH”."
    return [scan.note("signature_block", joined([first, second]), why)]


def _annexes(scan: Scan) -> list[Element]:
    if annex_present(scan.reading):
        return []
    found: list[Element] = []
    for _, passage in annexes_announced(scan.reading):
        why = "Văn bản nêu phụ lục kèm theo nhưng trong tệp không có."
        found.append(scan.note("missing_annex", passage, why))
        break
    return found


def _sections(scan: Scan) -> list[Element]:
    if scan.plan["funding"] or (not scan.plan["assignments"] and not scan.plan["task_groups"]):
        return []
    foot = scan.reading.layout.foot
    place = foot[0].passage if foot else _last_line(scan)
    why = "Không có phần kinh phí thực hiện."
    if not scan.plan["extra"].get("escalation"):
        why = "Không có phần kinh phí và cách xử lý khó khăn, vướng mắc."
    return [scan.note("missing_section", place, why)]


def _unit_not_named(scan: Scan) -> list[Element]:
    if scan.plan["extra"].get("unit_named", True):
        return []
    return [
        scan.note("unit_not_named", _title_place(scan), "Văn bản không nêu tên đơn vị ban hành.")
    ]


def _obsolete(scan: Scan) -> list[Element]:
    """Bodies that end inside the plan's period; the first one assigned stands for all."""
    last = scan.plan["period"]["to"]
    if last is None or last < REORGANISED_IN:
        return []
    found: list[tuple[str, Passage]] = []
    for agency in _bodies_at_work(scan):
        if any(pattern.search(bare(agency)) for pattern in OBSOLETE_BODIES):
            place = next((p for p in scan.passages if agency in p.text), NOTHING)
            at = place.text.find(agency)
            found.append((agency, place.part(at, at + len(agency))))
    if not found:
        return []
    names = "; ".join(dict.fromkeys(name for name, _ in found))
    why = f"Sau khi sắp xếp năm {REORGANISED_IN} không còn: {names}."
    return [scan.note("organisation_obsolete", found[0][1], why)]


def _bodies_at_work(scan: Scan) -> list[str]:
    """The bodies the plan gives work to: assigned ones, those of task tables, receivers."""
    plan = scan.plan
    rows = [task for group in plan["task_groups"] for task in group["tasks"]]
    return [
        *(str(one["agency"]) for one in plan["assignments"]),
        *(str(task["lead"]) for task in rows if task.get("lead")),
        *(str(name) for rule in plan["reporting"] for name in rule["to"]),
    ]


def _transition(scan: Scan) -> list[Element]:
    """A merged province's new plan that does not say what becomes of the older ones."""
    period, province = scan.plan["period"], scan.plan["extra"].get("province")
    if scan.plan["issuing_level"] != "province" or (period["from"] or 0) <= REORGANISED_IN:
        return []
    if period["from"] == period["to"]:
        return []  # a plan of one year ends with it and replaces nothing
    merged = {fold(name) for name in MERGED_PROVINCES}
    if fold(str(province or "")) not in merged or _TRANSITION.search(scan.bare):
        return []
    opening = [unit.whole for unit in scan.reading.layout.body[:4] if unit.marker is None]
    issuing = [passage for passage in opening if "ke hoach" in passage.bare]
    place = (issuing or opening)[-1].part(0, 80) if opening else _title_place(scan)
    why = "Không nêu các kế hoạch trước khi sáp nhập tỉnh còn hay hết hiệu lực."
    return [scan.note("no_transition_clause", place, why)]


def _status_of_earlier(scan: Scan) -> list[Element]:
    """An own earlier plan that still runs, named without a word on whether this one replaces it."""
    own, begins = str(scan.plan["province_or_unit"]), _first_year(scan)
    if begins is None or not own:
        return []
    found = []
    for passage in scan.passages:
        for sentence in passage.sentences():
            if "/kh-" not in sentence.bare or _STATUS.search(sentence.bare):
                continue
            for number in find_document_numbers(sentence.text):
                end = _runs_until(sentence, number, own)
                if end is None or not begins <= end or number.text == scan.plan["number"]:
                    continue
                place = sentence.part(number.start, number.end)
                why = "Kế hoạch này còn thời hạn; chưa nêu tiếp tục thực hiện hay được thay thế."
                found.append(scan.note("status_ambiguous", place, why, "probable"))
    return found[:1]


def _first_year(scan: Scan) -> int | None:
    period = scan.plan["period"]
    year = period["from"] or period.get("from_inferred")
    return int(year) if year else None


def _runs_until(sentence: Passage, number: DocumentNumber, own: str) -> int | None:
    """The last year of an own plan that a sentence cites and does not carry out."""
    before, behind = sentence.bare[: number.start], sentence.bare[number.end : number.end + 260]
    if not _CITES_PLAN.search(before) or _CARRIES_OUT.search(before):
        return None
    issuer = _ISSUED_BY.search(sentence.text, number.end)
    years = _UNTIL.search(behind)
    if issuer is None or years is None or not same_body(issuer["who"].strip(" ,"), own):
        return None
    return int(years[1] or years[2])


def _scope(scan: Scan) -> list[Element]:
    """A plan under the Strategy that never names the programme."""
    if fold(PROGRAMME_NAME) in fold(scan.text) or "1790/qd-ttg" in scan.bare:
        return []
    rests_on = [line.passage for line in scan.reading.layout.title]
    rests_on += [unit.whole for unit in preamble(scan.reading)]
    for passage in rests_on:
        match = _STRATEGY.search(passage.bare)
        if match:
            place = passage.part(match.start(), match.end())
            why = f"Thực hiện Chiến lược quốc gia, không nêu {PROGRAMME_NAME}."
            return [scan.note("scope", place, why)]
    return []


def _vague_funding(scan: Scan) -> list[Element]:
    funding = scan.plan["funding"]
    if not funding or any(clause["sources"] for clause in funding):
        return []
    text = str(funding[0]["text"])
    place = next((p for p in scan.passages if text in p.text), NOTHING)
    at = place.text.find(text)
    why = "Phần kinh phí không nêu nguồn."
    return [scan.note("vague_funding", place.part(at, at + len(text)), why)]


def _campaign_dates(scan: Scan) -> list[Element]:
    found = []
    for campaign in scan.plan["campaign_windows"]:
        if campaign["dates_stated"]:
            continue
        name = str(campaign["name"])
        place = next((p for p in scan.passages if name in p.text), NOTHING)
        at = place.text.find(name)
        why = "Đợt cao điểm được nêu mà không ghi thời gian."
        found.append(scan.note("campaign_without_dates", place.part(at, at + len(name)), why))
    return found
