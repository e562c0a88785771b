"""Our documents before a check that shares no line with the one of docwrite."""

from collections.abc import Callable

import pytest
from docx.shared import Pt, RGBColor

from songhanh.engines.docwrite import (
    DocumentKind,
    OfficialDocument,
    template_with_marks,
    write_document,
    write_with_template,
)
from tests.engines.docwrite.documents import letter, opened, plan, report, saved
from tests.engines.docwrite.rawlayout import faults


def notice(**changes: object) -> OfficialDocument:
    return report(kind=DocumentKind.NOTICE, symbol="TB-SNV", addressees=(), annexes=(), **changes)


ALL = {"report": report(), "plan": plan(), "letter": letter(), "notice": notice()}


@pytest.mark.parametrize("kind", ALL)
def test_it_finds_nothing_in_what_we_write(kind: str) -> None:
    assert faults(write_document(ALL[kind]), kind) == []


@pytest.mark.parametrize("kind", ["report", "letter", "notice"])
def test_it_finds_nothing_in_an_adapted_layout(kind: str) -> None:
    template = template_with_marks(DocumentKind(kind))
    assert faults(write_with_template(template, ALL[kind]), kind) == []


def arial(word):
    word.paragraphs[-3].runs[0].font.name = "Arial"


def blue(word):
    word.paragraphs[-3].runs[0].font.color.rgb = RGBColor(0, 0, 255)


def small_motto(word):
    word.tables[0].cell(0, 1).paragraphs[1].runs[0].font.size = Pt(11)


def narrow(word):
    word.sections[0].left_margin = 360000


def unnumbered(word):
    word.sections[0].different_first_page_header_footer = False


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (arial, "Arial"),
        (blue, "black"),
        (small_motto, "motto"),
        (narrow, "margin left"),
        (unnumbered, "first page"),
    ],
)
def test_it_would_find_something(change: Callable[..., None], words: str) -> None:
    word = opened(report(annexes=()))
    change(word)
    assert any(words in one for one in faults(saved(word), "report"))
