"""Plans to read in tests: our own in tests/plans, the reference plans where they are at hand."""

import json
from pathlib import Path
from typing import Any

from songhanh.engines.docread import read_document
from songhanh.engines.planreader import read_plan

ROOT = Path(__file__).resolve().parents[3]
OWN = ROOT / "tests" / "plans"
SHARED = ROOT.parent / "shared"

OWN_PLANS = sorted(OWN.glob("*.txt"))
REFERENCE_PLANS = sorted((SHARED / "plans").glob("*.txt"))
SCHEMA = json.loads((OWN / "plan.schema.json").read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """The id of a plan in the names of tests."""
    return path.stem


def read_text(text: str, filename: str = "ke-hoach.txt") -> dict[str, Any]:
    """The structured plan of a text."""
    return read_plan(read_document(text.encode(), filename))


def read_file(path: Path) -> dict[str, Any]:
    """The structured plan of a file."""
    return read_plan(read_document(path.read_bytes(), path.name))


def plan_text(path: Path) -> str:
    """The text of a plan file."""
    return path.read_text(encoding="utf-8")


def compact(plan: dict[str, Any]) -> dict[str, Any]:
    """What a plan says, without places: the form of the answers in tests/plans/answers."""
    head = ("doc_type", "title", "number", "issue_date", "issue_place", "issuing_level")
    return {
        "heading": {name: plan[name] for name in (*head, "province_or_unit", "period")},
        "legal_basis": [[one["number"], one["date"]] for one in plan["legal_basis"]],
        "targets": [_target(target) for target in plan["targets"]],
        "task_groups": {
            group["title_start"]: [_task(task) for task in group["tasks"]]
            for group in plan["task_groups"]
        },
        "assignments": [
            [one["ordinal"], one["agency"], one["role"], one["duties"]]
            for one in plan["assignments"]
        ],
        "reporting": [
            [one["kind"], one["due"], one["due_rule"], one["from"], one["to"], one["via"]]
            for one in plan["reporting"]
        ],
        "campaign_windows": [
            [one["name"], one["from"], one["to"]] for one in plan["campaign_windows"]
        ],
        "commemorative_days": [[one["name"], one["date"]] for one in plan["commemorative_days"]],
        "recipients": [one["text"] for one in plan["recipients"]],
        "signatory": [plan["signatory"][part] for part in ("authority", "title", "name")],
        "funding": [one["text_start"] for one in plan["funding"]],
        "footnotes": [[one["mark"], one["text_start"]] for one in plan["footnotes"]],
        "anomalies": sorted([one["kind"], one["text"]] for one in plan["anomalies"]),
    }


def _target(target: dict[str, Any]) -> list[Any]:
    coverage = target["coverage"]
    return [
        *(target["ordinal"], target["text_start"], target["kind"], target["comparator"]),
        *(target["value"], target["value_max"], target["unit"], target["period"]),
        {point["year"]: point["value"] for point in target["milestones"]},
        target["baseline_year"],
        coverage["value"] if coverage else None,
    ]


def _task(task: dict[str, Any]) -> str | list[Any]:
    if "lead" not in task:
        return str(task["text_start"])
    return [
        task[name] for name in ("text_start", "lead", "partners", "time", "product") if name in task
    ]


def answer_of(path: Path) -> dict[str, Any]:
    """The checked answer of one of our own plans."""
    answer: dict[str, Any] = json.loads(
        (OWN / "answers" / f"{path.stem}.json").read_text(encoding="utf-8")
    )
    return answer


def as_data(value: Any) -> Any:
    """The value as JSON gives it back."""
    return json.loads(json.dumps(value))
