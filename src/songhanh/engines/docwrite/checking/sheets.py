"""Paper, margins, page numbers, annexes: checks 1, 13 and 14."""

from collections.abc import Iterator

from songhanh.engines.docwrite.checking.anatomy import Anatomy, AnnexHead
from songhanh.engines.docwrite.checking.findings import Finding
from songhanh.engines.docwrite.checking.flow import Grid, SectionLayout
from songhanh.engines.docwrite.checking.lines import Line
from songhanh.engines.docwrite.checking.reporting import error, points, warning
from songhanh.engines.docwrite.document import DocumentKind

_SHORT_SIDE, _LONG_SIDE = 11906, 16838  # A4 in twips
_SLACK = 2  # word processors round millimetres to twips in their own ways
_TWIPS_IN_A_MM = 1440 / 25.4

# Least and most per side, in twips: 20-25, 20-25, 30-35 and 15-20 mm.
_MARGINS = {
    "top": ("Lề trên", 1134, 1417),
    "bottom": ("Lề dưới", 1134, 1417),
    "left": ("Lề trái", 1701, 1984),
    "right": ("Lề phải", 850, 1134),
}
# A sheet that was turned in Word took its margins with it: the left one is now at the top.
_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}

_PAGE_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục I"


def check_sheets(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 1: paper A4, orientation, margins."""
    for at, section in enumerate(anatomy.flow.sections):
        place = f"Phần thứ {at + 1} của tệp, khổ giấy và lề trang"
        yield from _paper(section, place)
        yield from _margins(section, place)
        if section.lies_across and not _has_table(anatomy, at):
            # The decree itself lies across for a diagram: a warning is enough.
            yield warning(
                "0102",
                "Trang nằm ngang nhưng không có bảng, biểu.",
                place,
                f"Hãy để trang đứng; chỉ trang có bảng, biểu rộng mới nằm ngang ({_PAGE_RULE}.2).",
            )


def _paper(section: SectionLayout, place: str) -> Iterator[Finding]:
    sides = sorted((section.width or 0, section.height or 0))
    wanted = (_SHORT_SIDE, _LONG_SIDE)
    if any(abs(side - one) > _SLACK for side, one in zip(sides, wanted, strict=True)):
        yield error(
            "0101",
            f"Khổ giấy là {_mm(section.width)} × {_mm(section.height)}, không phải A4.",
            place,
            f"Hãy chọn khổ A4, 210 mm × 297 mm ({_PAGE_RULE}.1).",
        )


def _margins(section: SectionLayout, place: str) -> Iterator[Finding]:
    outside = _outside(section.margins)
    if section.lies_across and outside:
        turned = {name: section.margins[side] for side, name in _TURNED.items()}
        outside = _outside(turned) and outside
    for side in outside:
        name, least, most = _MARGINS[side]
        yield error(
            "0103",
            f"{name} là {_mm(section.margins[side])}.",
            place,
            f"Hãy đặt {name.lower()} từ {_mm(least)} đến {_mm(most)} ({_PAGE_RULE}.3).",
        )


def _outside(margins: dict[str, int | None]) -> list[str]:
    return [
        side
        for side, (_, least, most) in _MARGINS.items()
        if not least - _SLACK <= (margins[side] or 0) <= most + _SLACK
    ]


def _mm(twips: int | None) -> str:
    return f"{round((twips or 0) / _TWIPS_IN_A_MM)} mm"


def _has_table(anatomy: Anatomy, section: int) -> bool:
    return any(at == section and isinstance(item, Grid) for at, item in anatomy.flow.items)


def check_page_numbers(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 13: page number in the top margin, in the middle, not on the first page."""
    openings = _openings(anatomy)
    for at, section in enumerate(anatomy.flow.sections):
        place = f"Phần thứ {at + 1} của tệp, đầu trang"
        header = section.headers.get("default")
        if header is None or not header.numbered:
            yield _no_number(section, place)
            continue
        yield from _number_look(header.numbered[0], place)
        first = section.headers.get("first")
        shown_first = not section.first_page_differs or bool(first and first.numbered)
        if at in openings and shown_first:
            yield error(
                "1302",
                "Số trang hiện ra cả ở trang thứ nhất.",
                place,
                f"Hãy chọn “Different First Page” để trang đầu không có số ({_PAGE_RULE}.7).",
            )


def _openings(anatomy: Anatomy) -> set[int]:
    """The sections that begin the document or an annex: their first page shows no number."""
    sections = anatomy.flow.sections
    heads = [head.section for head in anatomy.annexes if head.opens_section]
    return {0} | {at for at, one in enumerate(sections) if any(one is head for head in heads)}


def _no_number(section: SectionLayout, place: str) -> Finding:
    footer = section.footers.get("default")
    found = "Số trang nằm ở chân trang." if footer and footer.numbered else "Không có số trang."
    return error(
        "1301",
        found,
        place,
        f"Hãy đặt số trang ở giữa lề trên, từ trang thứ hai ({_PAGE_RULE}.7).",
    )


def _number_look(line: Line, place: str) -> Iterator[Finding]:
    if line.layout.align != "center":
        yield error(
            "1303",
            "Số trang không ở giữa.",
            place,
            f"Hãy canh giữa số trang theo chiều ngang ({_PAGE_RULE}.7).",
        )
    sizes = line.sizes_outside(13, 14)
    if sizes or line.has_italic:
        yield error(
            "1304",
            f"Số trang có cỡ chữ {points(sizes)}." if sizes else "Số trang là chữ nghiêng.",
            place,
            f"Hãy dùng cỡ chữ 13 đến 14, kiểu chữ đứng ({_PAGE_RULE}.7).",
        )


def check_annexes(anatomy: Anatomy) -> Iterator[Finding]:
    """Check 14: each annex begins a section of its own, numbered from 1, and is referred to."""
    rule = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục III.1"
    for head in anatomy.annexes:
        is_first = head.section is anatomy.flow.sections[0]
        yield from _annex_numbers(head, rule, is_first=is_first)
        yield from _annex_head(head, rule)
    if anatomy.annexes and anatomy.kind is not DocumentKind.ANNEX and not anatomy.mentions_annex:
        yield warning(
            "1402",
            "Phần nội dung chưa nhắc đến phụ lục kèm theo.",
            anatomy.annexes[0].line.place,
            f"Hãy thêm vào nội dung lời chỉ dẫn đến từng phụ lục ({rule}).",
        )


def _annex_numbers(head: AnnexHead, rule: str, *, is_first: bool) -> Iterator[Finding]:
    counts_from_1 = head.section.starts_at == 1 or (is_first and head.section.starts_at is None)
    if not head.opens_section or not counts_from_1:
        yield error(
            "1401",
            "Số trang của phụ lục không được đánh riêng từ 1.",
            head.line.place,
            "Hãy đặt mỗi phụ lục trong một phần (section) riêng, bắt đầu lại số trang từ 1 "
            f"({rule}.đ).",
        )


def _annex_head(head: AnnexHead, rule: str) -> Iterator[Finding]:
    line = head.line
    if line.sizes_outside(14, 14) or not line.is_bold or line.layout.align != "center":
        yield error(
            "1403",
            "Dòng “Phụ lục” chưa đúng kiểu.",
            line.place,
            f"Hãy canh giữa, dùng chữ in thường, cỡ 14, kiểu chữ đứng, đậm ({rule}).",
        )
