"""Whatever people type, the file opens, and our own check finds no broken rule in it."""

import io
from datetime import date

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.engines.docwrite import (
    Align,
    Annex,
    Article,
    Chapter,
    ChapterWord,
    Clause,
    Column,
    DocumentKind,
    Item,
    OfficialDocument,
    Orientation,
    Paragraph,
    Point,
    Row,
    RowKind,
    Section,
    Severity,
    Signature,
    Table,
    Urgency,
    check_layout,
    write_annex,
    write_document,
)
from songhanh.engines.docwrite.wording import clean
from tests.engines.docwrite.documents import report

ODD = [
    "👩🏽‍🌾",
    "e\u0323\u0302",
    "\u0301",
    "\x00\x0b",
    "\u202e",
    "<w:p>&",
    "\ud800",
    "]]>",
    "Nơi nhận:",
]
LETTERS = st.characters(codec=None)
TEXT = st.one_of(
    st.sampled_from(ODD),
    st.text(LETTERS, max_size=30),
    st.text("ăâđêôơưỹ QW", max_size=120),
    st.integers(1, 200).map(lambda times: "Ngh" * times),
)
# A word of our own keeps the part from being empty or from being taken for another part.
NAME = TEXT.map(lambda text: f"An Hoà {text}")
SYMBOL = st.sampled_from(["BC-UBND", "KH-SNV", "BC-BCĐ"])
NUMBER = st.none() | st.just("") | st.sampled_from(["1", "1.1", "IV.", "đ)"])


@st.composite
def tables(draw):
    width = draw(st.integers(1, 14))
    columns = tuple(
        Column(
            draw(TEXT),
            draw(st.sampled_from(Align)),
            draw(st.sampled_from(["", "", "Quý I", "Quý II"])),
            draw(st.none() | st.integers(5, 300)),
        )
        for _ in range(width)
    )
    pool = draw(st.lists(TEXT, min_size=1, max_size=6))
    kinds = draw(st.lists(st.sampled_from(RowKind), max_size=50))
    rows = tuple(
        Row(
            (pool[at % len(pool)],)
            if kind is RowKind.HEADING
            else tuple(pool[(at + column) % len(pool)] for column in range(width)),
            kind,
        )
        for at, kind in enumerate(kinds)
    )
    return Table(columns, rows, draw(TEXT), draw(TEXT), draw(TEXT))


BLOCKS = st.lists(
    st.one_of(
        st.builds(Chapter, st.sampled_from(ChapterWord), NAME, NUMBER),
        st.builds(Section, NAME, NUMBER),
        st.builds(Article, NAME, NUMBER),
        st.builds(Clause, NAME, st.booleans(), NUMBER),
        st.builds(Point, NAME, NUMBER),
        st.builds(Item, NAME),
        st.builds(Paragraph, NAME),
        tables(),
    ),
    max_size=8,
).map(tuple)

ANNEXES = st.builds(Annex, NAME, BLOCKS, st.none() | st.sampled_from(Orientation))

DOCUMENTS = st.builds(
    OfficialDocument,
    kind=st.sampled_from([kind for kind in DocumentKind if kind is not DocumentKind.ANNEX]),
    issuing_agency=TEXT.map(lambda text: f"Sở Nội vụ {text}"),
    symbol=SYMBOL,
    place=NAME,
    abstract=NAME,
    body=BLOCKS,
    signature=st.builds(Signature, NAME, TEXT, st.lists(NAME, max_size=3).map(tuple), TEXT),
    superior_agency=st.just("") | TEXT.map(lambda text: f"Ủy ban nhân dân {text}"),
    number=st.none() | st.integers(1, 9999),
    issued_on=st.none() | st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    year=st.none() | st.integers(2020, 2040),
    type_name=st.just(""),
    addressees=st.lists(NAME, max_size=4).map(tuple),
    legal_basis=st.lists(TEXT.map(lambda text: f"Căn cứ {text}"), max_size=3).map(tuple),
    recipients=st.lists(NAME, max_size=8).map(tuple),
    archive=st.sampled_from(["VT", "VT, VX", "VT, XDCQ&TN(02b)"]),
    annexes=st.lists(ANNEXES, max_size=2).map(tuple),
    drafter=st.sampled_from(["", "PL.(300)"]),
    contact=st.lists(TEXT, max_size=2).map(tuple),
    urgency=st.none() | st.sampled_from(Urgency),
    circulation=st.sampled_from(["", "Lưu hành nội bộ"]),
)  # fmt: skip

ANY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def errors(data, kind):
    return [one for one in check_layout(data, kind) if one.severity is Severity.ERROR]


@ANY
@given(DOCUMENTS)
def test_any_document_opens_and_keeps_the_layout(document):
    data = write_document(document)
    word = docx.Document(io.BytesIO(data))
    assert len(word.sections) == 1 + len(document.annexes)
    assert errors(data, document.kind) == []
    assert write_document(document) == data


@ANY
@given(ANNEXES)
def test_any_annex_of_its_own_keeps_the_layout(annex):
    assert errors(write_annex(annex, report()), DocumentKind.ANNEX) == []


@ANY
@given(TEXT)
def test_what_is_typed_is_what_is_read(text):
    word = docx.Document(io.BytesIO(write_document(report(body=(Paragraph(f"x{text}x"),)))))
    assert f"{clean(f'x{text}x')}./." in [paragraph.text for paragraph in word.paragraphs]
