"""The PDF beside a Word file: drawn in the background, once for the same bytes."""

from pathlib import Path

import pytest
from django.urls import reverse

from songhanh.foundation.jobs.worker import work_once
from songhanh.foundation.lib import filestore, libreoffice
from songhanh.foundation.lib.errors import RefusedError
from songhanh.reporting.documents import actions
from songhanh.reporting.documents.actions import drawing
from songhanh.reporting.documents.enums import PdfState
from songhanh.reporting.documents.models import DrawnPdf, IssuedDocument
from songhanh.reporting.documents.queries import pdf_of
from tests.reporting.documents.doors import door
from tests.reporting.submissions.stories import Story, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A LibreOffice that answers at once; the real one has its own tests. Gives what it drew."""
    drawn: list[Path] = []

    def convert(path: Path, folder: Path) -> Path:
        drawn.append(path)
        written = folder / "document.pdf"
        written.write_bytes(b"%PDF-1.6 drawn")
        return written

    monkeypatch.setattr(libreoffice, "is_installed", lambda: True)
    monkeypatch.setattr(libreoffice, "convert_to_pdf", convert)
    monkeypatch.setattr(drawing, "_pages_of", lambda _pdf: 3)
    return drawn


def a_document(story: Story) -> IssuedDocument:
    snapshot = story.submitted("lan").snapshots.get()
    return actions.issue_of_submission(snapshot, acting=story.world.acting["lan"], at=at(2, 12))


def test_the_page_tells_how_far_the_pdf_is(
    story: Story, installed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = a_document(story)
    lan = door(story, "lan", monkeypatch)
    address = reverse("documents:show", args=[document.pk])
    assert "data-waiting" in lan.get(address).content.decode()
    assert pdf_of(document.file_key).state == PdfState.WAITING
    assert work_once("test")
    page = lan.get(address).content.decode()
    assert "data-waiting" not in page
    file = lan.get(reverse("documents:download", args=[document.pk, "pdf"]))
    assert file.content == b"%PDF-1.6 drawn"
    assert pdf_of(document.file_key).pages == 3
    assert len(installed) == 1


def test_the_same_file_is_drawn_once(story: Story, installed: list[Path]) -> None:
    document = a_document(story)
    assert not actions.ask_for_pdf(document.file_key), "one waits already"
    acting = story.world.acting["lan"]
    first = actions.draw_pdf(document.file_key, acting=acting, at=at(2, 12))
    assert actions.draw_pdf(document.file_key, acting=acting, at=at(3, 12)) == first
    assert not actions.ask_for_pdf(document.file_key)
    assert len(installed) == 1
    assert filestore.open_file(first.pdf_key) == b"%PDF-1.6 drawn"


@pytest.mark.usefixtures("installed")
def test_a_refusal_of_the_converter_leaves_the_word_file(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_args: object, **_kwargs: object) -> None:
        raise libreoffice.ConversionFailed("Không mở được tệp.")

    monkeypatch.setattr(libreoffice, "convert_to_pdf", failing)
    document = a_document(story)
    work_once("test")
    assert pdf_of(document.file_key).state == PdfState.FAILED
    lan = door(story, "lan", monkeypatch)
    page = lan.get(reverse("documents:show", args=[document.pk])).content.decode()
    assert "Không mở được tệp." in page
    assert issubclass(libreoffice.ConversionFailed, RefusedError)
    lan.post(reverse("documents:draw", args=[document.pk]))
    assert pdf_of(document.file_key).state == PdfState.WAITING


def test_without_libreoffice_nothing_waits(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "is_installed", lambda: False)
    document = a_document(story)
    assert pdf_of(document.file_key).state == PdfState.UNABLE
    assert not DrawnPdf.objects.exists()
