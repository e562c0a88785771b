"""The parts of a plan: head, title, body, foot (recipients, signature), annexes."""

import re
from dataclasses import dataclass

from songhanh.engines.planreader.lines import Line, Sheet
from songhanh.engines.planreader.units import Unit, Wrapping, units_of, wrapping_of
from songhanh.engines.vntext import (
    bare,
    begins_upper,
    close_words,
    find_document_numbers,
    is_upper,
)

_PREAMBLE = re.compile(
    r"can cu |nham |de (?:trien|thuc|cong|dat|gop|nang|tiep|bao)|tiep tuc|kinh gui"
)
_TYPE_LINE = re.compile(
    r"(ke hoach|chuong trinh|phuong an|de an)(?: (?:hanh dong|truyen thong|lien tich|phoi hop"
    r"|trien khai|thuc hien"
    r"|cong tac|hoat dong))*\s*[:.]?"
)
_OTHER_TYPES = re.compile(
    r"(bao cao|giay moi|thong bao|to trinh|cong van|nghi quyet|bien ban|huong dan|cong dien"
    r"|chi thi|quyet dinh"
    r"|thong tu|nghi dinh|giay gioi thieu|phieu|loi keu goi|bai phat bieu|thong cao bao chi"
    r"|hop dong|noi quy|quy che"
    r"|dien van|ket luan|de cuong|bai tuyen truyen|kich ban|danh sach"
    r"|lich cong tac)(?: \S+){0,2}\s*[:.]?"
)
_RECIPIENTS = re.compile(r"(?:\W*)noi nh?an\s*(?:[:;.]|$)")
_AUTHORITY = re.compile(r"(?:T\.?\s?M|K\.?\s?T|T\.?\s?L|TUQ|Q)\s?\.\s?(?=[A-ZĐÀ-Ỹ])")
_POSITIONS = (
    r"chu tich|giam doc|truong ban|truong phong|hieu truong|tong bien tap|bi thu|chanh van phong"
    r"|thu truong|bo truong"
    r"|cuc truong|vu truong|chi cuc truong|truong doan|chu nhiem|vien truong|tong giam doc"
    r"|pho chu tich|truong tram"
)
_POSITION = re.compile(
    rf"(?:pho |q\. ?)?(?:{_POSITIONS})(?: (?:thuong truc|[^.;:,]{{1,60}}))?\s*(?:\(.*\))?"
)
_PLAN_START = re.compile(
    r"(?:can cu|thuc hien|trien khai|nham|de |tren co so|theo |ubnd|uy ban|so |phong |ban |hoi "
    r"|doan |bao |dai )"
)


@dataclass(frozen=True)
class Layout:
    """Where the parts of a plan are; lists may be empty, a plan may lack any of them."""

    head: list[Line]
    type_line: Line | None
    title: list[Line]
    body: list[Unit]
    foot: list[Line]
    annexes: list[Unit]
    decision: list[Unit]  # the decision the plan is attached to, when it stands in the same file
    decision_foot: list[Line]
    wrapping: Wrapping


def is_type_line(line: Line) -> bool:
    """Say whether a line is the name of a plan document: KẾ HOẠCH alone, in capitals or bold."""
    letters = " ".join(line.passage.bare.split())
    if len(letters) > 45 or (line.in_table and len(letters) > 30):
        return False
    if letters.replace(" ", "") == "kehoach":
        return (
            is_upper(line.text)
            or line.block.style.bold
            or line.block.style.heading_level is not None
        )
    if not is_upper(line.text):
        return False
    if _TYPE_LINE.fullmatch(letters):
        return True
    words = letters.split()
    return len(words) == 2 and close_words(words[0] + words[1], "kehoach")


def other_type(line: Line) -> str | None:
    """The name of another kind of document, when the line is one: BÁO CÁO, GIẤY MỜI."""
    letters = line.passage.bare.strip()
    if is_upper(line.text) and _OTHER_TYPES.fullmatch(letters):
        return line.text.strip(" .:")
    return None


def begins_recipients(line: Line) -> bool:
    """Say whether the line opens the list of recipients."""
    return bool(_RECIPIENTS.match(line.passage.bare))


def is_authority(text: str) -> bool:
    """Say whether a line is an authority: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH."""
    return bool(_AUTHORITY.match(text)) and len(text) < 90


def is_position(text: str) -> bool:
    """Say whether a line in capitals is the position of a signer: PHÓ CHỦ TỊCH."""
    return is_upper(text) and bool(_POSITION.fullmatch(bare(text).strip(" .,")))


def is_annex_head(line: Line) -> bool:
    """Say whether a line opens an annex, rather than mentioning one."""
    if line.marker is None or line.marker.kind != "annex" or line.in_table:
        return False
    text = line.text.rstrip()
    if text.endswith((".", ";", ",")) or len(text.split()) > 25:
        return False
    return text[:7].isupper() or len(text.split()) <= 6 or line.block.style.bold


def layout_of(sheet: Sheet) -> Layout:
    """Find the parts of a plan."""
    lines = list(sheet.lines)
    wrapping = wrapping_of(lines)
    start = _type_line_at(lines)
    before = lines[: start or 0]
    attached = any(other_type(line) == "QUYẾT ĐỊNH" for line in before)
    title_at = 0 if start is None else start + (not is_glued_type(lines[start]))
    title_end = title_at if start is None else _title_end(lines, title_at)
    foot_at = _foot_at(lines, title_end)
    annex_at = next(
        (at for at in range(title_end, len(lines)) if is_annex_head(lines[at])), len(lines)
    )
    if annex_at < foot_at:
        foot, annexes = lines[foot_at:], lines[annex_at:foot_at]
    else:
        foot, annexes = lines[foot_at:annex_at], lines[annex_at:]
    return Layout(
        head=before,
        type_line=None if start is None else lines[start],
        title=lines[title_at:title_end],
        body=units_of(lines[title_end : min(foot_at, annex_at)], wrapping),
        foot=foot,
        annexes=units_of(annexes, wrapping),
        decision=units_of(before, wrapping) if attached else [],
        decision_foot=before[_foot_at(before, _behind_articles(before)) :] if attached else [],
        wrapping=wrapping,
    )


def _behind_articles(lines: list[Line]) -> int:
    """Where the last article of a decision begins: the office named above them signs nothing."""
    articles = (
        at for at, line in enumerate(lines) if line.marker and line.marker.kind == "article"
    )
    return max(articles, default=0)


def is_glued_type(line: Line) -> bool:
    """Say whether KẾ HOẠCH and the abstract stand on one line."""
    letters = line.passage.bare
    return letters.startswith("ke hoach ") and line.text[:8].isupper() and not is_type_line(line)


def _type_line_at(lines: list[Line]) -> int | None:
    named = [at for at, line in enumerate(lines) if is_type_line(line)]
    plans = [at for at in named if "hoach" in lines[at].passage.bare.replace(" ", "")]
    if plans or named:
        return (plans or named)[0]
    return next((at for at, line in enumerate(lines[:60]) if is_glued_type(line)), None)


def _title_end(lines: list[Line], start: int) -> int:
    """The index after the last line of the abstract and of the remark in brackets below it."""
    at = start + 1
    gap = None
    while at < len(lines) and at - start < 12:
        line, last = lines[at], lines[at - 1]
        if line.text.startswith("(") or _in_remark(lines[start:at], line):
            at += 1
            continue
        if gap is not None and line.blanks > gap + 1:
            break
        if not _is_title_line(line, last, at - start):
            break
        gap = line.blanks if gap is None else gap
        at += 1
    return min(at, len(lines))


def without_remark(title: list[Line]) -> int:
    """How many lines of a title stand above the remark in brackets that ends it."""
    return next((at for at, line in enumerate(title) if line.text.startswith("(")), len(title))


def _in_remark(above: list[Line], line: Line) -> bool:
    """Say whether a line goes on in a remark in brackets that is still open."""
    opened = without_remark(above)
    if line.marker is not None or not 0 < len(above) - opened <= 3:
        return False
    remark = "".join(one.text for one in above[opened:])
    return remark.count("(") > remark.count(")") and ")" in line.text


def _is_title_line(line: Line, last: Line, count: int) -> bool:
    """Say whether a line still belongs to the abstract."""
    if _opens_bold(last) and line.marker is None and line.blanks <= 1:
        return True
    if _is_no_title(line) or line.in_table != last.in_table or last.text.startswith("("):
        return False
    if is_upper(last.text):
        return is_upper(line.text) or (not begins_upper(line.text) and count > 0)
    if _looks(last) != _looks(line) or is_upper(line.text):
        return False
    return not begins_upper(line.text) or (
        len(line.text) < 80 and not _PLAN_START.match(line.passage.bare)
    )


def _opens_bold(line: Line) -> bool:
    """Say whether the markup of a line opens bold type and leaves it open."""
    return line.block.text.lstrip().startswith("**") and line.block.text.count("**") == 1


def _is_no_title(line: Line) -> bool:
    """A numbered line, the end of a sentence or a citation is no part of the abstract."""
    if line.marker and line.marker.kind != "dash":
        return True
    if line.text.endswith((".", ";", ":", ",")) and not line.text.endswith("..."):
        return True
    return bool(find_document_numbers(line.text) or _PREAMBLE.match(line.passage.bare))


def _looks(line: Line) -> tuple[bool, int | None]:
    return line.block.style.bold, line.block.style.heading_level


def _foot_at(lines: list[Line], start: int) -> int:
    """Where the list of recipients or the signature begins, whichever is first."""
    recipients = next((at for at in range(start, len(lines)) if begins_recipients(lines[at])), None)
    signed_from = start if recipients is None else max(start, recipients - 12)
    signed_to = len(lines) if recipients is None else recipients
    for at in range(signed_from, signed_to):
        if _begins_signature(lines, at):
            return at
    return len(lines) if recipients is None else recipients


def _begins_signature(lines: list[Line], at: int) -> bool:
    """A signature block: an authority or a position in capitals, at the end of what it signs."""
    text = lines[at].text
    if lines[at].marker is not None or not is_upper(text):
        return False
    if is_authority(text):
        return True
    following = [line.text for line in lines[at + 1 : at + 4]]
    return is_position(text) and len(following) > 0 and not any(len(t) > 60 for t in following[:1])
