"""The file an officer finished in Word, taken in place of the one written here."""

import hashlib
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import filestore, libreoffice
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.reporting.dispatch.actions import dispatch_document, register_dispatch
from songhanh.reporting.documents.actions import finish_document, issue_of_submission
from songhanh.reporting.documents.errors import LayoutFindingsError
from songhanh.reporting.documents.models import IssuedDocument
from songhanh.reporting.submissions.models import Snapshot
from tests.reporting.documents.doors import door
from tests.reporting.submissions.stories import Story, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(story: Story, monkeypatch: pytest.MonkeyPatch) -> IssuedDocument:
    """The report of Xã An Hòa as it was written here."""
    monkeypatch.setattr(libreoffice, "is_installed", lambda: False)
    story.approved("lan")
    by = {"acting": story.world.acting["lan"], "at": at(1, 12)}
    return issue_of_submission(Snapshot.objects.get(), **by)


def changed(document: IssuedDocument, change: Callable[[docx.document.Document], None]) -> bytes:
    """The file after somebody worked on it in Word."""
    word = docx.Document(io.BytesIO(filestore.open_file(document.file_key)))
    change(word)
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def reworded(document: IssuedDocument) -> bytes:
    def say(word: docx.document.Document) -> None:
        long = max(word.paragraphs, key=lambda one: len((one.runs and one.runs[0].text) or ""))
        long.runs[0].text = "Xã đã làm tốt. " + long.runs[0].text

    return changed(document, say)


def in_another_font(document: IssuedDocument) -> bytes:
    def look(word: docx.document.Document) -> None:
        for paragraph in word.paragraphs:
            for run in paragraph.runs:
                run.font.name = "Arial"

    return changed(document, look)


def without_number(document: IssuedDocument) -> bytes:
    def drop(word: docx.document.Document) -> None:
        for cell in word.tables[0]._cells:
            for paragraph in cell.paragraphs:
                if paragraph.text.startswith("Số"):
                    paragraph.runs[0].text = "Không số"
                    for run in paragraph.runs[1:]:
                        run.text = ""

    return changed(document, drop)


def with_macro(document: IssuedDocument) -> bytes:
    data = io.BytesIO(filestore.open_file(document.file_key))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/embeddings/object.bin", b"x")
    return data.getvalue()


def test_a_finished_file_is_kept_as_it_is_and_gets_number_and_day(
    story: Story, written: IssuedDocument
) -> None:
    lan = story.world.acting["lan"]
    data = reworded(written)
    made = finish_document(written, data, reason="không cần", acting=lan, at=at(2, 12))
    assert filestore.open_file(made.file_key) == data
    assert made.sha256 == hashlib.sha256(data).hexdigest()
    assert (made.replaces, made.snapshot, made.title) == (written, written.snapshot, written.title)
    assert (made.reason, made.findings.count()) == ("", 0)  # nothing was found, nothing to excuse
    assert AuditEntry.objects.filter(verb="document.finish").count() == 1
    dispatch = dispatch_document(made, acting=lan, at=at(2, 12))
    how = {"number": 5, "symbol": made.symbol, "issued_on": at(2, 12).date()}
    dispatch = register_dispatch(dispatch, **how, acting=lan, at=at(2, 12))
    text = "\n".join(
        paragraph.text
        for table in docx.Document(io.BytesIO(filestore.open_file(dispatch.file_key))).tables[:1]
        for cell in table._cells
        for paragraph in cell.paragraphs
    )
    assert "Số: 05/" in text
    assert "ngày 02 tháng 12 năm 2026" in text


def test_what_is_unlike_the_layout_needs_a_reason_and_stays_on_record(
    story: Story, written: IssuedDocument
) -> None:
    by = {"acting": story.world.acting["lan"], "at": at(2, 12)}
    data = in_another_font(written)
    with pytest.raises(LayoutFindingsError) as found:
        finish_document(written, data, reason="  ", **by)
    assert IssuedDocument.objects.count() == 1
    made = finish_document(written, data, reason="Theo mẫu riêng.", **by)
    kept = list(made.findings.values_list("code", "place", "message", "suggestion"))
    told = [(one.code, one.place, one.message, one.suggestion) for one in found.value.findings]
    assert kept == told
    assert made.reason == "Theo mẫu riêng."


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda _document: b"no Word file", "Word"),
        (with_macro, "macro"),
        (without_number, "Số"),
    ],
)
def test_a_file_that_cannot_be_issued_is_refused(
    story: Story, written: IssuedDocument, make: Callable[[IssuedDocument], bytes], why: str
) -> None:
    by = {"acting": story.world.acting["lan"], "at": at(2, 12)}
    with pytest.raises(RefusedError, match=why):
        finish_document(written, make(written), reason="Cứ nhận.", **by)
    assert IssuedDocument.objects.count() == 1


def test_only_the_office_itself_hands_its_file_in(story: Story, written: IssuedDocument) -> None:
    minh = story.world.acting["minh"]
    with pytest.raises(NotAllowedError):
        finish_document(written, reworded(written), reason="", acting=minh, at=at(2, 12))


def test_lan_hands_in_her_file_sees_what_was_found_and_says_why(
    story: Story, written: IssuedDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan: Client = door(story, "lan", monkeypatch)
    address = reverse("documents:finish", args=[written.pk])
    assert address in lan.get(reverse("documents:show", args=[written.pk])).content.decode()

    def send(reason: str) -> str:
        file = SimpleUploadedFile("bao-cao.docx", in_another_font(written))
        answer = lan.post(address, {"file": file, "reason": reason}, follow=True)
        return answer.content.decode()

    first = send("")
    assert "Times New Roman" in first
    assert "ghi lý do" in first
    assert "Theo mẫu riêng." in send("Theo mẫu riêng.")
    made = IssuedDocument.objects.exclude(pk=written.pk).get()
    before = lan.get(reverse("documents:show", args=[written.pk])).content.decode()
    assert reverse("documents:show", args=[made.pk]) in before
