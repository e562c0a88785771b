"""Files that are no sound Word document are refused with one plain sentence."""

import io
import random
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from songhanh.engines.docwrite import (
    DocumentKind,
    UnreadableDocument,
    check_layout,
    write_document,
)
from songhanh.engines.docwrite.checking import opening
from tests.engines.docwrite.documents import opened, plan, saved

SOUND = write_document(plan())


def archive(files, method=zipfile.ZIP_DEFLATED):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return written.getvalue()


def sound_files():
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source:
        return {name: source.read(name) for name in source.namelist()}


def changed(**changes):
    """A sound file with some parts changed or, with None, left out."""
    files = sound_files()
    for name, content in changes.items():
        files[name] = content
    return archive({name: content for name, content in files.items() if content is not None})


def sheet():
    return archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


MAIN = "word/document.xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&c;'
    b"</w:document>"
)

REFUSED = [
    # what was sent                                          code of the refusal
    (b"", "DOC-11"),
    (b"\x00" * (opening.MOST_BYTES + 1), "DOC-12"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "DOC-13"),
    (archive({"a.xml": b"0" * (opening.MOST_BYTES_OF_XML + 1)}), "DOC-14"),
    (archive({f"word/{at}": b"" for at in range(opening.MOST_FILES_INSIDE + 1)}), "DOC-14"),
    (changed(**{"word/vbaProject.bin": b"macro"}), "DOC-15"),
    (sheet(), "DOC-16"),
    (b"K\xe1\xba\xbf ho\xe1\xba\xa1ch", "DOC-17"),
    (b"%PDF-1.7", "DOC-17"),
    (SOUND[: len(SOUND) // 2], "DOC-17"),
    (changed(**{MAIN: b"<w:document"}), "DOC-17"),
    (changed(**{MAIN: b""}), "DOC-17"),
    (changed(**{MAIN: None}), "DOC-17"),
    (changed(**{MAIN: ENTITIES}), "DOC-17"),
    (changed(**{"_rels/.rels": None}), "DOC-17"),
    (changed(**{"[Content_Types].xml": b"<Types/>"}), "DOC-17"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_what_cannot_be_read_is_refused(data, code):
    with pytest.raises(UnreadableDocument) as refusal:
        check_layout(data, DocumentKind.PLAN)
    assert refusal.value.code == code
    assert refusal.value.message.endswith(".")


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_a_torn_file_is_refused_or_judged(chance, scratches):
    torn = bytearray(SOUND)
    for _ in range(scratches):
        torn[chance.randrange(len(torn))] = chance.randrange(256)
    try:
        check_layout(bytes(torn), DocumentKind.PLAN)
    except UnreadableDocument:
        return


ODD_VALUES = ["", "x", "-1", "1e9", "99999999999999999999", "nan", "12.5pt", "\u0661"]


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_odd_values_in_a_sound_file_are_judged(chance):
    word = opened(plan())
    elements = [one for one in word.element.iter() if one.attrib]
    for element in chance.sample(elements, 12):
        name = chance.choice(sorted(element.attrib))
        element.set(name, chance.choice(ODD_VALUES))
    assert isinstance(check_layout(saved(word), DocumentKind.PLAN), list)


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_missing_elements_are_judged_or_refused(chance):
    files = sound_files()
    word = opened(plan())
    for element in chance.sample(list(word.element.body.iterdescendants()), 8):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    files[MAIN] = saved_main(word)
    try:
        check_layout(archive(files), DocumentKind.PLAN)
    except UnreadableDocument:
        return


def saved_main(word):
    with zipfile.ZipFile(io.BytesIO(saved(word))) as source:
        return source.read(MAIN)


def test_deleted_text_and_text_boxes_are_not_read():
    word = opened(plan())
    (paragraph,) = [one for one in word.paragraphs if one.text.startswith("Sở Nội vụ báo cáo")]
    deleted = paragraph._p.makeelement(qn("w:del"))
    deleted.append(docx.Document().add_paragraph("hai  dấu cách")._p.r_lst[0])
    paragraph._p.append(deleted)
    assert check_layout(saved(word), DocumentKind.PLAN) == []


def test_noise_is_refused():
    chance = random.Random(1)
    for length in (1, 10, 1000):
        with pytest.raises(UnreadableDocument):
            check_layout(chance.randbytes(length), DocumentKind.PLAN)
