"""Wording: two spellings in one text, several words for one thing, a title that differs."""

import re
from difflib import SequenceMatcher

from songhanh.engines.planreader.anomalies.common import Scan
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.planreader.register import PROGRAMME_NAME, PROGRAMME_NUMBER
from songhanh.engines.vntext import bare, fold

_SPELLINGS = (
    (r"hằng (?:năm|quý|tháng|tuần)", r"hàng (?:năm|quý|tháng|tuần)"),
    (r"quy (?:định|ước|mô|chế|trình|hoạch)", r"qui (?:định|ước|mô|chế|trình|hoạch)"),
    (r"(?:định|thời|học) kỳ", r"(?:định|thời|học) kì"),
    (r"kỹ (?:năng|thuật)", r"kĩ (?:năng|thuật)"),
    (r"quản lý", r"quản lí"),
    (r"tỷ lệ", r"tỉ lệ"),
    (r"ký (?:kết|cam kết)", r"kí (?:kết|cam kết)"),
    (r"kỷ (?:niệm|luật)", r"kỉ (?:niệm|luật)"),
)
_NEW_TONE = re.compile(
    r"(?<![\wà-ỹ])(?:[\wđ]*(?:óa|òa|ỏa|õa|ọa|óe|òe|ỏe|úy|ùy|ủy|ũy|ụy))(?![\wà-ỹ])", re.IGNORECASE
)
_OLD_TONE = re.compile(
    r"(?<![\wà-ỹ])(?P<word>(?!qu)[\wđ]*(?:oá|oà|oả|oã|oạ|oé|oè|oẻ|uý|uỳ|uỷ|uỹ|uỵ))(?![\wà-ỹ])",
    re.IGNORECASE,
)
# Words for one thing; where two of a row stand in one plan, a person may want one.
_SAME_THING = (
    ("dân tộc thiểu số", "dân tộc ít người"),
    ("trưởng buôn", "trưởng bản"),
    ("trưởng thôn", "trưởng bản"),
    ("tổ dân phố", "khu phố"),
)
# The programme's own terms, and what stands in their place where somebody wrote from memory.
_CHANGED_TERMS = (
    (r"bộ (?:tiêu chí|chỉ tiêu|tiêu chuẩn) về giới(?: trong truyền thông)?", "Bộ chỉ số về giới"),
    (r"bình đẳng (?:nam nữ|nam - nữ|nam, nữ)", "bình đẳng giới"),
    (r"bạo lực giới(?! tính)", "bạo lực trên cơ sở giới"),
    (r"tháng (?:cao điểm|hành động) về bình đẳng giới", "Tháng hành động vì bình đẳng giới"),
    (r"chương trình tuyên truyền về bình đẳng giới", PROGRAMME_NAME),
)
_CLOSING = re.compile(r"trên đây là (?:nội dung )?kế hoạch\s+", re.IGNORECASE)


def find_wording(scan: Scan) -> list[Element]:
    """Every place where the wording does not agree with the rest."""
    return [
        *_spellings(scan),
        *_tone_places(scan),
        *_several_terms(scan),
        *_changed_terms(scan),
        *_programme_name(scan),
        *_closing(scan),
    ]


def _places(scan: Scan, pattern: str) -> list[tuple[Passage, re.Match[str]]]:
    compiled = re.compile(rf"(?<![\wà-ỹ])(?:{pattern})(?![\wà-ỹ])")
    if not compiled.search(scan.lower):
        return []
    return [(p, match) for p in scan.passages for match in compiled.finditer(p.lower)]


def _spellings(scan: Scan) -> list[Element]:
    found = []
    for first, second in _SPELLINGS:
        left, right = _places(scan, first), _places(scan, second)
        if not left or not right:
            continue
        rare, usual = (left, right) if len(left) < len(right) else (right, left)
        passage, match = _in_small_letters(rare)
        why = f"Chỗ này viết “{match.group()}”, nơi khác viết “{usual[0][1].group()}”."
        found.append(scan.note("orthography", passage.part(match.start(), match.end()), why))
    return found


def _in_small_letters(
    places: list[tuple[Passage, re.Match[str]]],
) -> tuple[Passage, re.Match[str]]:
    """The first place inside a sentence; a capital at its beginning is less telling."""
    small = [(p, m) for p, m in places if p.text[m.start() : m.end()].islower()]
    return (small or places)[0]


def _tone_places(scan: Scan) -> list[Element]:
    old = [(p, m) for p in scan.passages for m in _OLD_TONE.finditer(p.text)]
    new = [(p, m) for p in scan.passages for m in _NEW_TONE.finditer(p.text)]
    if not old or not new:
        return []
    rare, usual = (old, new) if len(old) <= len(new) else (new, old)
    passage, match = rare[0]
    place = passage.part(match.start(), match.end())
    why = f"Dấu thanh đặt khác với “{usual[0][1].group()}” ở các chỗ khác."
    return [scan.note("orthography", place, why)]


def _several_terms(scan: Scan) -> list[Element]:
    found = []
    for usual, other in _SAME_THING:
        left, right = _places(scan, usual), _places(scan, other)
        if left and right and not _side_by_side(scan, usual, other):
            passage, match = right[0]
            why = f"Cùng một đối tượng, nơi khác viết “{usual}”."
            found.append(
                scan.note("term_inconsistent", passage.part(match.start(), match.end()), why)
            )
    return found


def _changed_terms(scan: Scan) -> list[Element]:
    """Another term than the programme's for what it names, in a plan that carries it out."""
    if fold(PROGRAMME_NAME) not in fold(scan.text) and bare(PROGRAMME_NUMBER) not in scan.bare:
        return []
    found = []
    for pattern, right in _CHANGED_TERMS:
        places = _places(scan, pattern)
        if places:
            passage, match = places[0]
            why = f"{PROGRAMME_NAME} dùng thuật ngữ “{right}”."
            place = passage.part(match.start(), match.end())
            found.append(scan.note("term_changed", place, why, "probable"))
    return found


def _side_by_side(scan: Scan, usual: str, other: str) -> bool:
    """Say whether a list names both: "thôn, bản, tổ dân phố, khu phố" are different things."""
    pair = rf"(?:{usual}[^.;:]{{0,15}}[,/] ?{other}|{other}[^.;:]{{0,15}}[,/] ?{usual})"
    return bool(_places(scan, pair))


def _programme_name(scan: Scan) -> list[Element]:
    """The programme's name in other capitals than the register's, where the title has it."""
    if fold(PROGRAMME_NAME) not in fold(str(scan.plan["title"])):
        return []
    key = fold(PROGRAMME_NAME)
    printed = re.compile(re.escape(PROGRAMME_NAME), re.IGNORECASE)
    forms = [
        (passage, match)
        for passage in scan.passages
        for match in printed.finditer(passage.text)
        if fold(match.group()) == key
    ]
    if any(match.group() == PROGRAMME_NAME for _, match in forms) or not forms:
        return []
    if not any(not match.group().isupper() for _, match in forms):
        return []
    own = printed.search(str(scan.plan["title"]))
    if own and not own.group().isupper():
        return []  # the text names the programme as the title does
    passage, match = forms[0]
    why = f"Tên chương trình viết khác với “{PROGRAMME_NAME}”."
    return [scan.note("title_variant", passage.part(match.start(), match.end()), why)]


def _closing(scan: Scan) -> list[Element]:
    """The closing names the plan otherwise than its title."""
    title = str(scan.plan["title"])
    for passage in scan.passages:
        match = _CLOSING.match(passage.text)
        if not match:
            continue
        named = re.split(r"\s(?:của|đề nghị|yêu cầu|rất mong)\s|[;.]", passage.text[match.end() :])[
            0
        ]
        left, right = fold(title).split(), fold(named).split()
        if len(right) < 6 or fold(named).strip(" ,") in fold(title):
            return []
        same = SequenceMatcher(None, left, right, autojunk=False)
        replaced = [op for op in same.get_opcodes() if op[0] == "replace"]
        if same.ratio() < 0.75 or not replaced:
            return []
        at = _word_start(named, replaced[0][3])
        place = passage.part(match.end() + at, match.end() + len(named))
        return [scan.note("wording_inconsistent", place, "Tên kế hoạch ở cuối khác với trích yếu.")]
    return []


def _word_start(text: str, index: int) -> int:
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    return starts[min(index, len(starts) - 1)]
