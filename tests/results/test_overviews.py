"""The overview of a plan: asked for by page, written by a job, Word and PDF of one sheet."""

import io
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from songhanh.foundation.jobs.worker import work_once
from songhanh.foundation.lib import clock, libreoffice
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.libreoffice import ConversionFailed
from songhanh.results.overviews.actions import write_overview
from songhanh.results.overviews.content import overview_file
from songhanh.results.overviews.models import Overview
from tests.results.stories import PRESENT, Story
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: PRESENT)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A LibreOffice that answers at once; gives what it drew."""
    found: list[Path] = []

    def convert(path: Path, folder: Path) -> Path:
        found.append(path)
        written = folder / "overview.pdf"
        written.write_bytes(b"%PDF-1.6 drawn")
        return written

    monkeypatch.setattr(libreoffice, "convert_to_pdf", convert)
    return found


@pytest.fixture
def lan(story: Story, client: Client) -> Client:
    client.login(username="lan", password=PASSWORD)
    return client


def asked(story: Story, client: Client, **how: str) -> Overview:
    response = client.post(reverse("overviews:of_plan", args=[story.plan.pk]), how)
    overview = Overview.objects.get()
    assert response["Location"] == reverse("overviews:show", args=[overview.pk])
    return overview


def test_the_page_tells_how_far_it_is_and_gives_both_files(
    story: Story, lan: Client, drawn: list[Path]
) -> None:
    for day in ("02/03/2026", "09/03/2026"):
        story.session("A", day)
    overview = asked(story, lan, as_of="31/12/2026")
    show = reverse("overviews:show", args=[overview.pk])
    assert "đang chờ" in lan.get(show).content.decode()
    assert work_once("test")
    page = lan.get(show).content.decode()
    assert "đã xong" in page
    pdf = lan.get(reverse("overviews:download", args=[overview.pk, "pdf"]))
    assert pdf.content == b"%PDF-1.6 drawn"
    word = lan.get(reverse("overviews:download", args=[overview.pk, "docx"]))
    [table] = Document(io.BytesIO(word.content)).tables[-1:]
    row = [cell.text for cell in table.rows[1].cells]
    assert row[0] == "II.1"
    assert row[2:7] == ["năm 2026", "33,3%", "1/3", "100%", "không đạt"]
    assert len(table.rows) == 1 + 6
    assert "BC-BC" not in " ".join(
        one.text for one in Document(io.BytesIO(word.content)).paragraphs
    )
    assert len(drawn) == 1


def test_the_same_facts_give_the_same_bytes_and_nothing_is_written_twice(
    story: Story, lan: Client, drawn: list[Path]
) -> None:
    overview = asked(story, lan, as_of="31/12/2026", map="series", map_day="20/01/2027")
    assert overview_file(overview) == overview_file(overview)
    write_overview(overview, acting=command_line(), at=PRESENT)
    key = overview.word_key
    story.session("A", "02/03/2026")
    write_overview(overview, acting=command_line(), at=PRESENT)
    assert overview.word_key == key


def test_without_a_pdf_the_word_file_stands_alone_and_the_page_says_why(
    story: Story, lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, folder: Path) -> Path:
        raise ConversionFailed("Không mở được tệp.")

    monkeypatch.setattr(libreoffice, "convert_to_pdf", refuse)
    overview = asked(story, lan)
    assert work_once("test")
    page = lan.get(reverse("overviews:show", args=[overview.pk])).content.decode()
    assert "Không mở được tệp." in page
    assert lan.get(reverse("overviews:download", args=[overview.pk, "docx"])).status_code == 200
    assert lan.get(reverse("overviews:download", args=[overview.pk, "pdf"])).status_code == 404
