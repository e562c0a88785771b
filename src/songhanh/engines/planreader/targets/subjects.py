"""Who a target counts or addresses, as printed: the words before its verb, else the agency above.

The subjects decide which units are counted, so a noun that only looks like a verb must not end
them: "các tổ chức chính trị - xã hội", "các cơ quan, tổ chức và doanh nghiệp", "Đài Phát thanh".
"""

import re

from songhanh.engines.planreader.outline import Node
from songhanh.engines.vntext import bare, begins_body, split_bodies

_LONGEST = 300
_LEAD_IN = re.compile(
    r"^(?:(?:hằng|hàng|mỗi|trong)\s+(?:năm|quý|tháng|tuần)[^,]{0,14},\s*"
    r"|(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần)\s+"
    r"|(?:đến|trong|vào)\s[^,]*?năm\s+20\d\d,?\s*)",
    re.IGNORECASE,
)
_STRIVING = re.compile(r"^\S+\s+\S+\s+")
# Verbs stand in small letters inside the sentence; a capital is a part of a name.
_VERB = re.compile(
    r"(?<!\w)(?:được|có|tổ chức|xây dựng|thực hiện|triển khai|phấn đấu|đạt|duy trì|phát|đăng"
    r"|áp dụng|ban hành|tham gia|lập|tăng|không|chính thức|đã|hoàn thành|thành lập|tiếp cận|mỗi"
    r"|bảo đảm|đảm bảo|ký|đưa|hằng|hàng|ít nhất|tối thiểu)(?!\w)"
)
_SHARE_VERB = re.compile(
    r"(?<!\w)(?:được(?! thông qua)|có|tổ chức|xây dựng|thực hiện|triển khai|phấn đấu|mỗi|duy trì"
    r"|áp dụng|ban hành|tham gia|lập|không có|chính thức|bảo đảm|hằng|hàng|hoàn thành|phát|đăng"
    r"|tiếp cận|đạt|ký|đưa)(?!\w)|[.;(]"
)
_TIME = re.compile(
    r"(?:^|(?<=\s))(?:so với (?:cùng kỳ |đầu |cuối )?|(?:vào|trong|đến|trước) (?:hết |cuối )?)"
    r"(?:giai đoạn |năm )"
)
_COUNTED = re.compile(r"^\s*(?:số\s+|tổng số\s+)")
_NOUN_BEFORE = re.compile(r"(?:\b(?:các|những|mọi|mỗi|từng|và|hoặc|cá nhân|cơ quan)|,|/)\s*$")
_NOUN_AFTER = re.compile(
    r"^\s*(?:,|và\b|chính trị|xã hội|đoàn thể|quần chúng|kinh tế|hội\b|cơ sở|có liên quan|tôn giáo)"
)
_AFTER_OTHERS = {"phát": re.compile(r"^\s*(?:thanh|triển)"), "lập": re.compile(r"^\s*pháp")}
_AWARENESS = re.compile(r"nhận thức.*?\bcủa\s+(?P<who>.+)$", re.IGNORECASE)
_ASKED = re.compile(r"^đề nghị\s+", re.IGNORECASE)


def subjects_before_verb(text: str) -> list[str]:
    """The subjects of a sentence: what stands between its lead-in and its verb."""
    rest = _without_lead_in(text)
    who = _until_verb(rest, _VERB)
    if who is None:
        return []
    about = _AWARENESS.match(who)
    return _split(about["who"] if about else who)


def subjects_of_share(after_share: str) -> list[str]:
    """The subjects behind a share: "100% các xã, phường mỗi quý có …"."""
    return _split(counted_by_share(after_share))


def is_time(after_share: str) -> bool:
    """Whether only a time follows a share: "dưới 5% vào năm 2030" counts what stands before."""
    return bool(_TIME.match(after_share.strip()))


def counted_by_share(after_share: str) -> str:
    """What a share counts, as printed; the whole rest where no verb ends it."""
    text = _COUNTED.sub("", after_share)
    text = _TIME.split(text, maxsplit=1)[0]
    who = _until_verb(text, _SHARE_VERB)
    return (text if who is None else who).strip(" ,")


def subjects_of_agency(node: Node) -> list[str]:
    """The agency under which a duty stands, for a target without subjects of its own."""
    for above in (node, *node.ancestors()):
        if above.unit is None:
            continue
        heading = _ASKED.sub("", above.text.split(":", 1)[0].strip())
        titles = ":" in above.text if above is node else above.is_heading
        if titles and begins_body(heading):
            return [heading]
    return []


def _without_lead_in(text: str) -> str:
    while True:
        shorter = _LEAD_IN.sub("", text, count=1)
        opening = _STRIVING.match(shorter)
        # "Phân đấu" with a lost tone mark is still "Phấn đấu".
        if opening and bare(opening.group().strip()) == "phan dau":
            shorter = shorter[opening.end() :]
        if shorter == text:
            return text
        text = shorter


def _until_verb(text: str, verb: re.Pattern[str]) -> str | None:
    for found in verb.finditer(text):
        if not _is_noun(text, found):
            return text[: found.start()].strip(" ,")
    return None


def _is_noun(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    word = found.group()
    if word == "mỗi" and not before.strip():  # "mỗi xã tổ chức …" opens with whom it counts
        return True
    if word == "tổ chức":
        return bool(_NOUN_BEFORE.search(before) or _NOUN_AFTER.match(after) or not before.strip())
    other = _AFTER_OTHERS.get(word)
    return bool(other and other.match(after))


def _split(who: str) -> list[str]:
    who = who.strip(" ,")
    return split_bodies(who) if 1 < len(who) < _LONGEST else []
