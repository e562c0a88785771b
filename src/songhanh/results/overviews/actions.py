"""Having an overview written and drawn."""

import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.jobs import queue
from songhanh.foundation.lib import filestore, libreoffice
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.results.freezing.models import FrozenResults
from songhanh.results.overviews.content import overview_file
from songhanh.results.overviews.enums import OverviewState
from songhanh.results.overviews.models import Overview
from songhanh.results.values.enums import MapChoice
from songhanh.results.values.sources import Reading

WORD = ".docx"
_JOB = "songhanh.results.overviews.jobs.write_overview"


def ask_for_overview(
    plan: PlanDocument, reading: Reading, map_choice: MapChoice, *, acting: Acting, at: datetime
) -> Overview:
    """Ask for the overview of a plan somebody may read; a job writes it."""
    overview = Overview(
        plan=plan,
        as_of=reading.as_of,
        known_on=reading.known_on,
        standing=reading.standing.value,
        map=map_choice,
        map_day=reading.map_on,
        asked_at=at,
        asked_by_id=acting.user_id,
    )
    return _asked(overview, acting, at)


def ask_for_frozen_overview(frozen: FrozenResults, *, acting: Acting, at: datetime) -> Overview:
    """Ask for the overview of frozen results: their own figures, whatever moved since."""
    overview = Overview(
        plan=frozen.plan,
        frozen=frozen,
        as_of=frozen.as_of,
        known_on=frozen.known_on,
        standing=frozen.standing,
        map=frozen.map,
        map_day=frozen.map_day,
        asked_at=at,
        asked_by_id=acting.user_id,
    )
    return _asked(overview, acting, at)


def _asked(overview: Overview, acting: Acting, at: datetime) -> Overview:
    with recorded("overview.ask", acting=acting, at=at) as fact:
        overview.save(force_insert=True)
        fact.subject = overview
        queue.enqueue_once(import_string(_JOB), f"overview:{overview.pk}", overview.pk)
    return overview


def write_overview(overview: Overview, *, acting: Acting, at: datetime) -> None:
    """Write the Word file, then draw the PDF; what is there already is not done again.

    Without LibreOffice, or when it fails, the Word file stands alone and the page says why.
    """
    if not overview.word_key:
        _reach(overview, OverviewState.WRITING)
        with translation.override("vi"):
            data = overview_file(overview)
        overview.word_key = filestore.store(data, WORD)
        overview.written_at = at
        overview.save(update_fields=["word_key", "written_at"])
    _reach(overview, OverviewState.DRAWING)
    pdf, why = _pdf_of(filestore.open_file(overview.word_key))
    with recorded("overview.write", acting=acting, at=at, subject=overview):
        overview.pdf_key = filestore.store(pdf, ".pdf") if pdf else ""
        overview.error = why
        overview.state = OverviewState.READY if pdf else OverviewState.WORD_ONLY
        overview.save(update_fields=["pdf_key", "error", "state"])


def give_up(overview: Overview, why: str, *, acting: Acting, at: datetime) -> None:
    """Say why it could not be written."""
    with recorded("overview.write", acting=acting, at=at, subject=overview):
        overview.state, overview.error = OverviewState.FAILED, why
        overview.save(update_fields=["state", "error"])


def _reach(overview: Overview, state: OverviewState) -> None:
    """Progress for the page that waits: seen at once, part of no fact."""
    with transaction.atomic():
        overview.state = state
        overview.save(update_fields=["state"])


def _pdf_of(data: bytes) -> tuple[bytes, str]:
    """The PDF, or why there is none."""
    with tempfile.TemporaryDirectory(prefix="overview-") as name:
        folder = Path(name)
        word = folder / f"overview{WORD}"
        word.write_bytes(data)
        try:
            return libreoffice.convert_to_pdf(word, folder).read_bytes(), ""
        except RefusedError as why:
            return b"", why.message
