"""The command line called in this process, and how much stands in the database."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as the_settings
from pytest_django import Settings

from songhanh.foundation.lib import clock
from songhanh.site.commandline.main import main


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document it has to be."""
        return json.loads(self.out)


Songhanh = Callable[..., Answer]
SetClock = Callable[[str], None]
Stored = dict[str, int]


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Files and what a demo writes stay in the test's own folder."""
    settings.FILES = tmp_path / "files"
    settings.VAR = tmp_path / "var"


@pytest.fixture
def songhanh(db: None, capsys: pytest.CaptureFixture[str]) -> Songhanh:
    """``songhanh("results", "show", …)`` on the suite's database."""

    def call(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        written = capsys.readouterr()
        return Answer(code, written.out, written.err)

    return call


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Lets the office's clock stand at nine in the morning of a day."""

    def stand_at(day: str) -> None:
        moment = datetime.combine(datetime.fromisoformat(day), time(9), tzinfo=clock.OFFICE_ZONE)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return stand_at


def stored() -> Stored:
    """Rows of every table: nothing stored means that none of these numbers moved."""
    return {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def files_stored() -> Iterator[Path]:
    """Every file the product keeps."""
    folder = Path(the_settings.FILES)
    return (path for path in folder.rglob("*") if path.is_file())
