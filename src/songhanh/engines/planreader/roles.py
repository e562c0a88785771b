"""The role a duty gives: lead when "Chủ trì" opens it, coordinate when "Phối hợp" does."""

import re

from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import bare, begins_body, distance, split_bodies

# What may stand before the role word without being the action itself.
_BEFORE = re.compile(
    r"(?:(?:co trach nhiem|chiu trach nhiem|co nhiem vu|duoc giao|tich cuc|chu dong|thuong xuyen"
    r"|tiep tuc|dong thoi"
    r"|giao|va|la (?:co quan|don vi|bo phan|phong|to)|la|thuong truc|(?:lam |la )?dau moi"
    r"|thuc hien nhiem vu)[\s,]+)*"
)
_CIRCUMSTANCE = re.compile(
    r"(?:theo|trong|can cu|tren co so|voi|ngoai|ben canh|hang nam|moi nam|dinh ky)[\s,]"
)
_ACTION = re.compile(
    r"\b(?:tham muu|to chuc|xay dung|huong dan|chi dao|trien khai|day manh|tang cuong|bo tri"
    r"|tong hop|lap ke hoach|bao cao"
    r"|theo doi|tuyen truyen|van dong|cung cap|dua|ban hanh)\b"
)
_FURTHEST = 140
_CLAUSE = re.compile(r"[;.]\s+(?=[Pp])")
_PARTNERS = re.compile(
    r"phối hợp (?:chặt chẽ |tốt )?(?:với|cùng)\s+(?P<who>[^.;:]+)", re.IGNORECASE
)
_PARTNERS_END = re.compile(
    r"\s(?:triển khai|tổ chức(?! chính trị)|thực hiện|tham mưu|xây dựng|hướng dẫn|đẩy mạnh"
    r"|tăng cường|định hướng|chỉ đạo|trong|để|tuyên truyền"
    r"|kiểm tra|rà soát|lồng ghép|vận động|cung cấp|đưa|nhằm|bố trí|theo dõi|tổng hợp|đôn đốc"
    r"|phổ biến)(?!\w)"
)


def _is_word(text: str, phrase: str) -> bool:
    """Say whether a text opens with a phrase, one letter or any mark of it damaged."""
    letters = " ".join(bare(text).split()[: len(phrase.split())]).strip(" ,;:")
    return distance(letters, phrase, 1) <= 1


def opening_role(text: str) -> tuple[str | None, str | None]:
    """The role that governs a duty, with its words as printed."""
    for start in _openings(text):
        rest = text[start:].lstrip(" ,")
        words = " ".join(rest.split()[:2]).strip(" ,;:")
        if _is_word(rest, "chu tri"):
            both = re.match(r"\S+\s\S+,?\s+(?:và\s+)?phối hợp", rest)
            return "lead", both.group() if both else words
        if _is_word(rest, "phoi hop"):
            return "coordinate", words
    return None, None


def _openings(text: str) -> list[int]:
    """Where the governing verb may stand: at the beginning, or behind a circumstance."""
    letters = bare(text)
    before = _BEFORE.match(letters)
    starts = [0, before.end() if before else 0]
    role = re.search(r"\b(?:chu tri|phoi hop)\b", letters[:_FURTHEST])
    if role and _CIRCUMSTANCE.match(letters) and not _ACTION.search(letters[: role.start()]):
        starts.append(role.start())
    return starts


def _later_role(passage: Passage) -> tuple[str | None, str | None]:
    """A later clause may be governed by "phối hợp": "bố trí kinh phí; phối hợp mở lớp"."""
    for start in _CLAUSE.finditer(passage.text):
        role, words = opening_role(passage.text[start.end() :])
        if role == "coordinate":
            return role, words
    return None, None


def role_of_duty(passage: Passage) -> tuple[str | None, str | None, list[str]]:
    """Role, printed role words and the partners a duty names."""
    role, words = opening_role(passage.text)
    if role is None:
        role, words = _later_role(passage)
    partners: list[str] = []
    for found in _PARTNERS.finditer(passage.clean):
        who = found["who"]
        end = _PARTNERS_END.search(who)
        who = who[: end.start()] if end else who
        partners += [one for one in split_bodies(who[:200]) if begins_body(one)]
    return role, words, partners
