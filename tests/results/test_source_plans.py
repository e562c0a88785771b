"""Targets of the source plans: kept without loss, and computed (where the plans are at hand)."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from songhanh.engines.counting import DenominatorRule, TargetKind
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package, settle_target
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import setting_of, target_specs, targets_of
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.results.values.queries import results_of
from songhanh.results.values.verification import verify_results
from tests.programme.packages import package
from tests.results.stories import Story, moment, on
from tests.world import World, add_unit

TRUTH = Path(__file__).resolve().parents[3] / "shared" / "plans" / "truth"
FILES = sorted(TRUTH.glob("*.json")) if TRUTH.is_dir() else []
YEARS = {"dl-2026.json": 2026, "kt-2023.json": 2023, "tq-2022.json": 2025}
MEASURED = {TargetKind.AWARENESS_INCREASE, TargetKind.OTHER}

pytestmark = pytest.mark.django_db


def publish(file: Path) -> tuple[PlanDocument, list[dict[str, Any]]]:
    truth = json.loads(file.read_text(encoding="utf-8"))
    data = package(code=file.stem, plan=truth, targets={}, roadmap=[], issued_on=None)
    plan = publish_from_package(data, acting=command_line(), at=moment("15/01/2026"))
    return plan, truth["targets"]


def number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def kept(target: Target) -> dict[str, object]:
    """What the rows of a target say, in the words of the plan schema."""
    return {
        "kind": target.kind,
        "code": target.code or None,
        "comparator": target.comparator,
        "comparator_words": target.comparator_words or None,
        "value": target.value,
        "value_max": target.value_max,
        "unit": target.unit,
        "coverage": target.coverage_value,
        "coverage_of": target.coverage_denominator or None,
        "coverage_stated": target.coverage_stated,
        "milestones": [
            (one.year, one.value, one.value_max, one.stage or None, one.comparator or None)
            for one in target.milestones.all()
        ],
        "baseline_year": target.baseline_year,
        "period": target.period,
        "applies_year": target.applies_year,
        "channel": target.channel or None,
        "in_target_section": target.in_target_section,
        "value_stated": target.value_stated,
        "subjects": [one.text for one in target.subjects.all()],
    }


def printed(item: Mapping[str, Any]) -> dict[str, object]:
    coverage = item["coverage"] or {}
    return {
        "kind": item["kind"],
        "code": item.get("code"),
        "comparator": item["comparator"],
        "comparator_words": item.get("comparator_words"),
        "value": number(item["value"]),
        "value_max": number(item.get("value_max")),
        "unit": item["unit"],
        "coverage": number(coverage.get("value")),
        "coverage_of": coverage.get("denominator"),
        "coverage_stated": coverage.get("stated", True),
        "milestones": [
            (
                one["year"],
                number(one["value"]),
                number(one.get("value_max")),
                one.get("stage"),
                one.get("comparator"),
            )
            for one in item["milestones"]
        ],
        "baseline_year": item["baseline_year"],
        "period": item["period"],
        "applies_year": item.get("applies_year"),
        "channel": item.get("channel"),
        "in_target_section": item.get("in_target_section", True),
        "value_stated": item.get("value_stated", True),
        "subjects": item["subjects"],
    }


def choose_communes(plan: PlanDocument, without_units: set[str]) -> None:
    """What an officer does where the words of the plan name no units."""
    for target in targets_of(plan):
        if target.element.key in without_units:
            settle_target(
                target,
                version=setting_of(target).version,
                values={},
                choice=DenominatorRule(kinds=frozenset({"commune", "ward", "township"})),
                acting=command_line(),
                at=moment("16/01/2026"),
            )


if FILES:

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_every_target_is_kept_without_loss(world: World, file: Path) -> None:
        plan, truth = publish(file)
        assert [kept(target) for target in targets_of(plan)] == [printed(item) for item in truth]

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_every_target_is_computed_from_records(world: World, file: Path) -> None:
        add_unit(world, "T", "Trung tâm Văn hóa, Thể thao, Du lịch", UnitKind.CENTRE, "P")
        plan, truth = publish(file)
        year = YEARS[file.name]
        day = on(f"31/12/{year}")
        story = Story(world, plan, moment("20/01/2027"))
        found = {row.ordinal: row for row in results_of(plan, as_of=day)}
        without_units = {
            key for key, row in found.items() if not row.denominator and row.kind not in MEASURED
        }
        choose_communes(plan, without_units)
        for _ in range(2):
            story.session("A", f"08/03/{year}")
        for month in ("02", "05", "08", "11"):
            for _ in range(3):
                story.item("A", f"10/{month}/{year}")
        rows = results_of(plan, as_of=day)
        by_year = {row.ordinal: row for row in rows if row.period.label == str(year)}
        assert set(by_year) == {spec.ordinal for spec in target_specs(plan)}
        assert len(by_year) == len(truth)
        for row in by_year.values():
            if row.kind not in MEASURED:
                assert row.denominator is not None, row.ordinal
        values = {row.kind: row.value for row in by_year.values()}
        for kind in {TargetKind.SESSIONS_PER_YEAR, TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER}:
            if kind in values:
                assert values[kind] is not None
                assert values[kind] > 0
        assert verify_results([plan], day).is_clean
