"""The layout of a Word file held against Decree 30/2020/NĐ-CP."""

from collections.abc import Callable, Iterator

from songhanh.engines.docwrite.checking.anatomy import Anatomy
from songhanh.engines.docwrite.checking.boxes import (
    check_agency,
    check_date,
    check_letterhead,
    check_motto,
    check_national_name,
    check_number,
    check_title,
)
from songhanh.engines.docwrite.checking.dissection import dissect
from songhanh.engines.docwrite.checking.ending import check_ending
from songhanh.engines.docwrite.checking.findings import Finding, Severity
from songhanh.engines.docwrite.checking.flow import FlowReader
from songhanh.engines.docwrite.checking.opening import open_word_file
from songhanh.engines.docwrite.checking.sheets import (
    check_annexes,
    check_page_numbers,
    check_sheets,
)
from songhanh.engines.docwrite.checking.text import (
    check_body,
    check_closing,
    check_fonts,
    check_typing,
)
from songhanh.engines.docwrite.document import DocumentKind

__all__ = ["Finding", "Severity", "check_layout"]

Check = Callable[[Anatomy], Iterator[Finding]]

# Of an annex in a file of its own there is neither letterhead nor title nor signature to check.
_OF_MAIN_DOCUMENTS: tuple[Check, ...] = (
    check_letterhead,
    check_national_name,
    check_motto,
    check_agency,
    check_number,
    check_date,
    check_title,
    check_closing,
    check_ending,
)
_OF_ALL: tuple[Check, ...] = (
    check_sheets,
    check_fonts,
    check_body,
    check_page_numbers,
    check_annexes,
    check_typing,
)


def check_layout(data: bytes, kind: DocumentKind | str) -> list[Finding]:
    """What in a Word file is not as the decree has it, in the order of the fifteen checks.

    `data` is any .docx file, ours or not. Raises UnreadableDocument when it cannot be judged, and
    ValueError when the kind, given by its word, is none of ours.
    """
    kind = DocumentKind(kind)
    anatomy = dissect(FlowReader(open_word_file(data)).read(), kind)
    checks = _OF_ALL if kind is DocumentKind.ANNEX else _OF_ALL + _OF_MAIN_DOCUMENTS
    found = [finding for check in checks for finding in check(anatomy)]
    return sorted(found, key=lambda finding: finding.code)
