"""The reference plans, where they lie beside the repository: every bar of the contract is met."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from tests.engines.planreader.plans import REFERENCE_PLANS, SCHEMA, SHARED, name_of, read_file

EXACT_LISTS = ("targets", "reporting", "legal basis", "funding", "campaign windows")
GOOD_LISTS = ("task groups", "tasks", "assignments (agency + role)", "duties", "recipients")


@pytest.fixture
def scorer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The scoring tool as a module."""
    spec = importlib.util.spec_from_file_location("score_plan", SHARED / "tools" / "score_plan.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "score_plan", module)  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def truth_of(path: Path) -> dict[str, Any]:
    """The checked answer."""
    truth: dict[str, Any] = json.loads(
        (path.parent / "truth" / f"{path.stem}.json").read_text(encoding="utf-8")
    )
    return truth


@pytest.mark.parametrize("path", REFERENCE_PLANS, ids=name_of)
def test_a_reference_plan_reaches_every_bar(path: Path, scorer: ModuleType) -> None:
    plan = read_file(path)
    report = scorer.score_plan(plan, truth_of(path))

    jsonschema.Draft202012Validator(SCHEMA).validate(plan)
    assert report.wrong == []
    assert report.invented == []
    assert {name: report.lists[name].f1 for name in EXACT_LISTS} == dict.fromkeys(EXACT_LISTS, 1.0)
    assert all(report.lists[name].f1 >= 0.98 for name in GOOD_LISTS)
    assert report.lists["anomalies"].precision >= 0.8
    assert report.lists["anomalies"].recall >= 0.8
