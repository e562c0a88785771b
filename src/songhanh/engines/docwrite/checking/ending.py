"""Recipients and signature: check 12."""

import re
from collections.abc import Iterator

from songhanh.engines.docwrite.checking.anatomy import Anatomy
from songhanh.engines.docwrite.checking.dissection import is_archive_line
from songhanh.engines.docwrite.checking.findings import Finding
from songhanh.engines.docwrite.checking.lines import Line
from songhanh.engines.docwrite.checking.reporting import error, place_of, points
from songhanh.engines.docwrite.signature import AS_ABOVE
from songhanh.engines.vntext import fold

_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.9"
_SIGN_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.7.đ"
_ARCHIVE = re.compile(r"- Lưu: VT(, \S.*)?\.")


def check_ending(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 12: "Nơi nhận:" and its list; further who signs (box 7a)."""
    if not anatomy.recipients:
        yield error(
            "1201",
            "Không thấy “Nơi nhận:” ở cuối văn bản.",
            "Phần cuối văn bản",
            f"Hãy thêm “Nơi nhận:” và danh sách nơi nhận ở bên trái phần ký ({_RULE}).",
        )
        return
    head, *listed = anatomy.recipients
    yield from _head(head)
    yield from _archive(head, listed)
    to_archive = next((at for at, line in enumerate(listed) if is_archive_line(line)), len(listed))
    yield from _list(listed[: to_archive + 1])
    yield from _as_above(anatomy, head, listed)
    yield from _signer(anatomy)


def _head(line: Line) -> Iterator[Finding]:
    if line.sizes_outside(12, 12) or not line.is_bold or not line.is_italic:
        yield error(
            "1202",
            "Dòng “Nơi nhận:” chưa đúng kiểu.",
            line.place,
            f"Hãy dùng chữ in thường, cỡ 12, kiểu chữ nghiêng, đậm ({_RULE}).",
        )


def _archive(head: Line, listed: list[Line]) -> Iterator[Finding]:
    archive = next((line for line in listed if is_archive_line(line)), None)
    if archive is None or not _ARCHIVE.fullmatch(archive.text.strip()):
        yield error(
            "1203",
            "Dòng lưu ở cuối nơi nhận chưa đúng cách viết." if archive else "Chưa có dòng lưu.",
            (archive or head).place,
            f"Hãy viết như “- Lưu: VT, VX.”, kết thúc bằng dấu chấm ({_RULE}).",
        )


def _list(lines: list[Line]) -> Iterator[Finding]:
    wrong = [line for line in lines if line.sizes_outside(11, 11)]
    if wrong:
        sizes = [size for line in wrong for size in line.sizes_outside(11, 11)]
        yield error(
            "1204",
            f"Danh sách nơi nhận dùng cỡ chữ {points(sizes)}.",
            place_of(wrong),
            f"Hãy dùng cỡ chữ 11 ({_RULE}).",
        )
    styled = [
        line for line in lines if any(run.look.bold or run.look.italic for run in line.visible)
    ]
    if styled:
        yield error(
            "1205",
            "Danh sách nơi nhận có chữ đậm hoặc nghiêng.",
            place_of(styled),
            f"Hãy dùng kiểu chữ đứng, không đậm ({_RULE}).",
        )
    ended = [line for line in lines[:-1] if not _is_listed_well(line)]
    if ended:
        yield error(
            "1206",
            "Có dòng nơi nhận không bắt đầu bằng gạch ngang hoặc không kết thúc bằng chấm phẩy.",
            place_of(ended),
            f"Hãy viết mỗi nơi nhận một dòng, như “- Sở Nội vụ;” ({_RULE}).",
        )


def _is_listed_well(line: Line) -> bool:
    text = line.text.strip()
    return text.startswith("- ") and text.endswith(";")


def _as_above(anatomy: Anatomy, head: Line, listed: list[Line]) -> Iterator[Finding]:
    if anatomy.addressees and not (listed and fold(AS_ABOVE) in fold(listed[0].text)):
        yield error(
            "1207",
            "Văn bản có “Kính gửi” nhưng nơi nhận không bắt đầu bằng “- Như trên;”.",
            (listed[0] if listed else head).place,
            f"Hãy thêm “- Như trên;” vào đầu danh sách nơi nhận ({_RULE}).",
        )


def _signer(anatomy: Anatomy) -> Iterator[Finding]:
    for line in anatomy.signature[:1]:
        if line.sizes_outside(13, 14) or not line.is_bold or not line.is_upper:
            yield error(
                "1208",
                "Quyền hạn, chức vụ của người ký chưa đúng kiểu.",
                line.place,
                f"Hãy dùng chữ in hoa, cỡ 13 đến 14, kiểu chữ đứng, đậm ({_SIGN_RULE}).",
            )
