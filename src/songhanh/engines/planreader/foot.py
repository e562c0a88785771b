"""The foot of a plan: recipients, archive line, signature."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.layout import begins_recipients, is_authority, is_position
from songhanh.engines.planreader.lines import Line
from songhanh.engines.planreader.markers import read_marker
from songhanh.engines.planreader.passage import NOTHING, Passage, joined
from songhanh.engines.vntext import begins_upper, is_upper

_PURPOSE = re.compile(
    r"\s*\((?P<purpose>báo cáo|để báo cáo|b/c|bc|thực hiện|để thực hiện|t/h|phối hợp|để phối hợp"
    r"|p/h|để biết|theo dõi|để theo dõi"
    r"|chỉ đạo|để chỉ đạo|giám sát|để giám sát)\)\s*$",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"l[uư]u\s*[:;.]?\s", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:ThS|TS|BS|GS|PGS|KS|CN|Ths|Đại tá|Thượng tá|Trung tá|Thiếu tá|Nhà báo|Bác sĩ"
    r"|Luật sư)\.?\s*)*"
    r"(?:[A-ZĐÀ-Ỹ][\wà-ỹ'’]*\.?)(?:[\s-]+[A-ZĐÀ-Ỹ][\wà-ỹ'’]*){1,5}"
)
_LONGEST_NAME = 45  # letters
_SIGNED_BEHIND = re.compile(
    r"(?:(?<=[;:])|(?<=[a-zà-ỹ)]\.))\s+(?=(?:TM|KT|TL|TUQ)\.|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC"
    r"|TRƯỞNG BAN|CHÁNH VĂN PHÒNG)\b)"
)
_SIGNED = re.compile(r"(?:đã ký|đã kí|ký tên|ký, đóng dấu|\(ký\)|ký số)", re.IGNORECASE)
# "Q. CHỦ TỊCH" signs for a post that is empty: the post is the title.
_ACTING = re.compile(r"(?:^|\s)Q\s?\.\s?(\w.*)$")
_CUTS = re.compile(r"\s+(?=[-–]\s?[A-ZĐÀ-Ỹ])")


@dataclass
class Foot:
    """What the lines of the foot are: recipients line by line, and the parts of the signature."""

    recipients: list[Passage] = field(default_factory=list)
    authority: list[Passage] = field(default_factory=list)
    title: list[Passage] = field(default_factory=list)
    name: Passage = NOTHING
    opening: Passage = NOTHING  # the line "Nơi nhận:"
    bulleted: bool = False  # a dash stands before the recipients


def read_foot(reading: Reading) -> Foot:
    """The foot of the plan; a plan attached to a decision may leave it to the decision."""
    foot = _read(reading.layout.foot)
    if not foot.recipients and not foot.authority and not foot.title:
        return _read(reading.layout.decision_foot)
    return foot


def _read(lines: list[Line]) -> Foot:
    """Sort the lines of the foot; columns on one line are taken apart."""
    foot = Foot()
    in_list = False
    cells: list[tuple[Line, Passage]] = [
        (line, part)
        for line in lines
        for column in line.columns()
        for part in _apart(column)
        if part
    ]
    archived = False
    named = any(_is_person(cell.text) for _, cell in cells)
    for line, cell in cells:
        if begins_recipients(line) and cell.bare.lstrip(" *#").startswith("noi n"):
            foot.opening = cell
            in_list = True
            inline = cell.text.find(":")
            rest = cell.part(inline + 1) if inline >= 0 else NOTHING
            if rest:
                foot.recipients += _entries(rest)
            continue
        if _take_signature(foot, cell, named=named):
            continue
        if not in_list or _SIGNED.search(cell.text):
            continue
        starred = line.marker is not None and cell.start == line.passage.start
        archived = _take_recipient(foot, cell, archived=archived, marked=starred) or archived
    return foot


def _apart(column: Passage) -> list[Passage]:
    """A recipient and a line of the signature that a conversion has put on one line."""
    cut = _SIGNED_BEHIND.search(column.text)
    return [column.part(0, cut.start()), column.part(cut.end())] if cut else [column]


def _is_person(text: str) -> bool:
    """Whether a line is a name in its usual letters."""
    return len(text) <= _LONGEST_NAME and bool(_NAME.fullmatch(text)) and not is_upper(text)


def _take_signature(foot: Foot, cell: Passage, *, named: bool) -> bool:
    """Take a line of the signature; False when it is none.

    `named` says that a name in usual letters stands somewhere: capitals are then none.
    """
    text = cell.text.strip()
    if text[:1] in "-–+•" and read_marker(text) is not None:
        return False
    if is_authority(text) and (is_upper(text) or not foot.authority):
        authority, position = _split_authority(cell)
        foot.authority.append(authority)
        foot.title += [position] if position else []
    elif is_upper(text) and not foot.name and _continues_authority(foot, text):
        foot.authority.append(cell)
    elif is_position(text) or (is_upper(text) and _continues_title(foot, text, named=named)):
        foot.title.append(cell)
    elif _is_name(foot, text):
        foot.name = cell
    else:
        return False
    return True


def _continues_title(foot: Foot, text: str, *, named: bool) -> bool:
    return bool(foot.title) and not foot.name and (named or not _NAME.fullmatch(text))


def _is_name(foot: Foot, text: str) -> bool:
    """A name stands below an authority or a position."""
    signing = bool(foot.authority or foot.title) and not foot.name
    return (
        signing
        and bool(_NAME.fullmatch(text))
        and begins_upper(text)
        and len(text) <= _LONGEST_NAME
    )


def _continues_authority(foot: Foot, text: str) -> bool:
    """The second line of a long authority: "TM. BAN THƯỜNG VỤ / HỘI LIÊN HIỆP PHỤ NỮ"."""
    if not foot.authority or foot.title or is_position(text):
        return False
    return foot.authority[-1].text.startswith("TM") and len(text) < 70


def _split_authority(cell: Passage) -> tuple[Passage, Passage]:
    """Take authority and position apart when one line holds both."""
    found = re.search(r"\s(?=PHÓ\s)", cell.text)
    if found and cell.text[: found.start()].startswith(("KT", "TM", "TL", "TUQ")):
        return cell.part(0, found.start()), cell.part(found.end())
    return cell, NOTHING


def _take_recipient(foot: Foot, cell: Passage, *, archived: bool, marked: bool) -> bool:
    """Take a line of the list; True when it is the archive line, after which the list ends.

    `marked` says that a bullet stands before it which the markup has swallowed.
    """
    bulleted = marked or read_marker(cell.text) is not None
    begins = bulleted or bool(_ARCHIVE.match(cell.text))
    if archived and not bulleted:
        return False
    if foot.recipients and not begins and (foot.bulleted or not begins_upper(cell.text)):
        foot.recipients[-1] = joined([foot.recipients[-1], cell]).without_edges(" ;,.")
        return False
    foot.bulleted = foot.bulleted or bulleted
    entries = _entries(cell)
    foot.recipients += entries
    return any(_ARCHIVE.match(entry.text) for entry in entries)


def _entries(cell: Passage) -> list[Passage]:
    """One recipient, or several written on one line behind dashes."""
    cuts = [
        0,
        *(found.end() for found in _CUTS.finditer(cell.text) if _real_dash(cell.text, found.end())),
        len(cell),
    ]
    entries = []
    for start, end in pairwise(cuts):
        part = cell.part(start, end)
        marker = read_marker(part.text)
        if marker is not None and (marker.kind in {"dash", "plus", "dot", "star"} or marker.label):
            part = part.part(marker.length)
        part = part.without_edges(" ;,")
        if part.text.endswith(".") and not part.text.endswith(".."):
            part = part.part(0, len(part) - 1)
        if part:
            entries.append(part)
    return entries


def _real_dash(text: str, at: int) -> bool:
    """A dash after a semicolon or full stop opens a new recipient; inside a name it does not."""
    return text[:at].rstrip().endswith((";", "."))


def recipients_of(reading: Reading, foot: Foot) -> list[Element]:
    """The recipients as elements."""
    found: list[Element] = []
    for passage in foot.recipients:
        purpose = _PURPOSE.search(passage.text)
        element: Element = {
            "text": passage.text,
            "purpose": _purpose(purpose["purpose"]) if purpose else None,
            **reading.place(passage, rule="recipient.line", certainty=0.95),
        }
        if _ARCHIVE.match(passage.text):
            element["archive"] = True
        found.append(element)
    return found


def _purpose(printed: str) -> str | None:
    """The purpose as a word of the contract; an abbreviation ("b/c") is left as printed."""
    words = printed.lower().removeprefix("để ")
    if printed.lower() == "để biết":
        return "để biết"
    return words if words in {"báo cáo", "thực hiện", "phối hợp"} else None


def signatory_of(reading: Reading, foot: Foot) -> Element:
    """The signature; all null when the text has none."""
    parts = [*foot.authority, *foot.title, *([foot.name] if foot.name else [])]
    authority = " ".join(passage.text for passage in foot.authority)
    title = " ".join(passage.text for passage in foot.title)
    if not title:
        acting = _ACTING.search(authority)
        title = acting[1] if acting else ""
    signatory: Element = {
        "authority": authority or None,
        "title": title or None,
        "name": foot.name.text or None,
    }
    if parts:
        signatory.update(reading.place(joined(parts), rule="signature.block", certainty=0.95))
    return signatory
