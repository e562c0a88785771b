"""The reference plans, where they lie beside the repository: every bar of the contract is met."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from tests.engines.planreader.papers import as_official_word, to_pdf
from tests.engines.planreader.plans import REFERENCE_PLANS, SCHEMA, SHARED, read_file
from tests.machine import has_soffice

EXACT_LISTS = ("targets", "reporting", "legal basis", "funding", "campaign windows")
DRESS = {
    *("page_number_in_text", "page_break", "page_break_in_sentence", "footnote_in_body"),
    *("markup_residue", "inconsistent_markup", "unicode_decomposed", "hyphenated_line"),
}
GOOD_LISTS = ("task groups", "tasks", "assignments (agency + role)", "duties", "recipients")


@pytest.fixture
def scorer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The scoring tool as a module; an empty one where it is not at hand, and no plan either."""
    tool = SHARED / "tools" / "score_plan.py"
    if not tool.exists():
        return ModuleType("score_plan")
    spec = importlib.util.spec_from_file_location("score_plan", tool)
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


def marks_of(plan: dict[str, Any], truth: dict[str, Any], scorer: ModuleType) -> dict[str, Any]:
    """What the bars are about: wrong fields, invented values, F1 of every list."""
    jsonschema.Draft202012Validator(SCHEMA).validate(plan)
    report = scorer.score_plan(plan, truth)
    findings = report.lists["anomalies"]
    return {
        "wrong": report.wrong,
        "invented": report.invented,
        "inexact": [name for name in EXACT_LISTS if report.lists[name].f1 < 1],
        "low": [name for name in GOOD_LISTS if report.lists[name].f1 < 0.98],
        "findings": min(findings.precision, findings.recall) >= 0.8,
    }


PERFECT = {"wrong": [], "invented": [], "inexact": [], "low": [], "findings": True}


def test_every_reference_plan_reaches_every_bar(scorer: ModuleType) -> None:
    found = {
        path.stem: marks_of(read_file(path), truth_of(path), scorer) for path in REFERENCE_PLANS
    }

    assert found == {path.stem: PERFECT for path in REFERENCE_PLANS}


def undressed(truth: dict[str, Any]) -> dict[str, Any]:
    """The answer with findings about the layout of the text file free: typing takes them away."""
    findings = [
        {**one, "optional": True} if one["kind"] in DRESS else one for one in truth["anomalies"]
    ]
    return {**truth, "anomalies": findings}


def test_typed_in_word_or_printed_they_reach_the_same_bars(
    scorer: ModuleType, tmp_path: Path
) -> None:
    for path in REFERENCE_PLANS:
        (tmp_path / f"{path.stem}.docx").write_bytes(as_official_word(path))
    if REFERENCE_PLANS and has_soffice():
        to_pdf(sorted(tmp_path.glob("*.docx")), tmp_path)
    papers = sorted([*tmp_path.glob("*.docx"), *tmp_path.glob("*.pdf")])
    truths = {path.stem: undressed(truth_of(path)) for path in REFERENCE_PLANS}

    found = {paper.name: marks_of(read_file(paper), truths[paper.stem], scorer) for paper in papers}

    assert found == {paper.name: PERFECT for paper in papers}
