"""Plans of a data package: published as if an officer had confirmed exactly this."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.foundation.lib.tables import CellReader
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import PackagePlanError, publish_from_package
from songhanh.programme.plans.enums import PlanStatus, Severity
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.packages import import_plans
from songhanh.programme.rules.queries import reporting_rules
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import target_specs
from tests.programme.packages import TARGETS, package, structured
from tests.world import NOON, World

TRUTHS = sorted((Path(__file__).resolve().parents[3] / "shared/plans/truth").glob("*.json"))


def publish(data: object) -> PlanDocument:
    return publish_from_package(data, acting=command_line(), at=NOON)


def bring_in(plans: dict[str, object]) -> tuple[dict[str, Any], CellReader]:
    reader = CellReader()
    counts = import_plans(plans, reader, acting=command_line(), at=NOON)
    return counts, reader


def test_a_plan_of_a_package_is_published_as_confirmed(world: World) -> None:
    plan = publish(package())
    assert (plan.code, plan.status, plan.issuer) == (
        "KH-HS-2026",
        PlanStatus.ISSUED,
        world.units["P"],
    )
    assert (plan.number, plan.issued_on) == ("41/KH-UBND", date(2026, 1, 12))
    assert set(plan.elements.values_list("state", flat=True)) == {ElementState.CONFIRMED}
    assert [fact.verb for fact in AuditEntry.objects.all()] == ["plan.publish"]


def test_an_ordinal_printed_twice_gives_two_keys(world: World) -> None:
    plan = publish(package())
    assert [target.element.key for target in plan.targets] == ["I.1", "I.2", "I.2#2"]


def test_settings_denominator_and_roadmap_reach_the_counting_engine(world: World) -> None:
    first, _, third = target_specs(publish(package()))
    assert first.settings.threshold == 4
    assert not first.settings.count_integrated
    assert first.settings.reading == "receives"
    assert first.denominator is not None
    assert first.denominator.kinds == {"commune"}
    assert [(row.year, row.value, row.threshold) for row in first.roadmap] == [
        (2027, Decimal(80), Decimal(3))
    ]
    assert third.settings.start is not None
    assert third.settings.start.value == Decimal("40.5")
    assert third.value == Decimal("97.5")


def test_what_a_package_leaves_out_takes_the_defaults(world: World) -> None:
    plan = publish(package(targets={}, roadmap=[]))
    first = target_specs(plan)[0]
    assert first.settings.threshold is None
    assert first.settings.count_integrated
    assert first.denominator is None


def test_a_finding_of_a_package_has_its_severity(world: World) -> None:
    plan = publish(package())
    finding = Anomaly.objects.get(plan=plan)
    assert finding.severity == Severity.WARNING
    assert finding.line_from == 45


def test_the_same_package_twice_changes_nothing(world: World) -> None:
    first, _ = bring_in({"plans/a.json": package()})
    again, _ = bring_in({"plans/a.json": package()})
    assert (first["plans/a.json"].added, again["plans/a.json"].same) == (1, 1)
    assert PlanDocument.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_a_changed_plan_is_a_correction_that_keeps_its_targets(world: World) -> None:
    publish(package())
    before = Target.objects.get(element__key="I.1")
    changed = structured(targets=[{**TARGETS[0], "value": 5}, *TARGETS[2:]])
    counts, _ = bring_in({"plans/a.json": package(plan=changed, targets={}, roadmap=[])})
    assert counts["plans/a.json"].changed == 1
    after = Target.objects.get(element__key="I.1")
    assert (after.pk, after.value) == (before.pk, 5)
    left = PlanElement.objects.get(kind="target", key="I.2#2")
    assert left.state == ElementState.REMOVED
    assert [target.element.key for target in PlanDocument.objects.get().targets] == ["I.1", "I.2"]


def test_parents_and_superseded_plans_may_stand_in_the_same_package(world: World) -> None:
    old = package(code="CU", supersedes=[])
    new = package(code="MOI", supersedes=["CU"], parent_code="TREN")
    above = package(code="TREN")
    counts, reader = bring_in({"plans/1.json": new, "plans/2.json": old, "plans/3.json": above})
    assert not reader.has_errors
    assert len(counts) == 3
    assert PlanDocument.objects.get(code="MOI").parent == PlanDocument.objects.get(code="TREN")
    assert PlanDocument.objects.get(code="CU").status == PlanStatus.SUPERSEDED


def test_an_administrator_may_import_and_a_commune_may_not(world: World) -> None:
    with pytest.raises(NotAllowedError):
        publish_from_package(package(), acting=world.acting["lan"], at=NOON)
    assert publish_from_package(package(), acting=world.acting["quan"], at=NOON).is_published


def plan_with(**changes: Any) -> dict[str, Any]:
    return package(plan=structured(**changes), targets={}, roadmap=[])


def target_with(**changes: Any) -> dict[str, Any]:
    return plan_with(targets=[{**TARGETS[0], **changes}])


def settings_with(**settings: Any) -> dict[str, Any]:
    return package(targets={"I.1": {"settings": settings}})


def denominator(**choice: Any) -> dict[str, Any]:
    return package(targets={"I.1": {"denominator": choice}})


def roadmap(*rows: dict[str, Any]) -> dict[str, Any]:
    return package(roadmap=[{"ordinal": "I.1", **row} for row in rows])


TARGET, SETTINGS = "/plan/targets/0", "/targets/I.1/settings"
UNITS = "/targets/I.1/denominator"
A_YEAR = {"year": 2027, "value": 1}

FAULTS = {
    # what is wrong: the package, the place of the finding
    "no object": ([], "/"),
    "no plan": (package(plan=None), "/plan"),
    "a refusal": (package(plan={"not_a_plan": True, "message": "…"}), "/plan"),
    "no code": (package(code=""), "/code"),
    "an unknown issuer": (package(issuer_code="Z"), "/issuer_code"),
    "an issuer that is a list": (package(issuer_code=["P"]), "/issuer_code"),
    "an impossible date": (package(issued_on="2026-02-30"), "/issued_on"),
    "an unknown parent": (package(parent_code="khong-co"), "/parent_code"),
    "an unknown older plan": (package(supersedes=["khong-co"]), "/supersedes/0"),
    "another status": (package(status="draft"), "/status"),
    "no title": (plan_with(title=""), "/plan/title"),
    "years turned round": (plan_with(period={"from": 2030, "to": 2026}), "/plan/period/to"),
    "a target kind nobody knows": (target_with(kind="khac"), f"{TARGET}/kind"),
    "a value in words": (target_with(value="hai"), f"{TARGET}/value"),
    "a milestone without a year": (
        target_with(milestones=[{"value": 1}]),
        f"{TARGET}/milestones/0/year",
    ),
    "targets that are no list": (plan_with(targets={}), "/plan/targets"),
    "a day of no calendar": (
        plan_with(reporting=[{"kind": "annual", "due": "31/11"}]),
        "/plan/reporting/0/due",
    ),
    "a key that names no target": (package(targets={"IX": {}}), "/targets/IX"),
    "two denominators": (denominator(kinds=["commune"], codes=["A"]), UNITS),
    "an unknown kind of units": (denominator(kinds=["bo lac"]), f"{UNITS}/kinds/0"),
    "an unknown unit": (denominator(codes=["Z"]), f"{UNITS}/codes/0"),
    "a threshold in words": (settings_with(threshold="ba"), f"{SETTINGS}/threshold"),
    "a setting nobody knows": (settings_with(so=1), f"{SETTINGS}/so"),
    "half a window": (settings_with(window=["11-15"]), f"{SETTINGS}/window"),
    "a window of no calendar": (settings_with(window=["11-15", "02-30"]), f"{SETTINGS}/window"),
    "a start without a value": (settings_with(start={"year": 2026}), f"{SETTINGS}/start/value"),
    "a roadmap of no target": (roadmap({**A_YEAR, "ordinal": "IX"}), "/roadmap/0/ordinal"),
    "a roadmap row that says nothing": (roadmap({"year": 2027}), "/roadmap/0"),
    "a year twice": (roadmap(A_YEAR, A_YEAR), "/roadmap/1"),
}


@pytest.mark.parametrize(("data", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_place_and_nothing_is_stored(
    world: World, data: object, place: str
) -> None:
    with pytest.raises(PackagePlanError) as refused:
        publish(data)
    assert place in [finding.column for finding in refused.value.findings]
    assert all(finding.message.endswith(".") for finding in refused.value.findings)
    assert not PlanDocument.objects.exists()


def test_all_faults_of_all_files_come_at_once(world: World) -> None:
    counts, reader = bring_in(
        {"plans/a.json": package(issuer_code="Z", code=""), "plans/b.json": package(status="x")}
    )
    assert counts == {}
    assert {(finding.file, finding.column) for finding in reader.findings} >= {
        ("plans/a.json", "/issuer_code"),
        ("plans/a.json", "/code"),
        ("plans/b.json", "/status"),
    }


def test_two_files_of_one_code_and_a_circle_of_parents_are_faults(world: World) -> None:
    _, reader = bring_in({"plans/a.json": package(), "plans/b.json": package(number=None)})
    assert [finding.column for finding in reader.findings] == ["/code"]
    one, other = package(code="A1", parent_code="B1"), package(code="B1", parent_code="A1")
    _, reader = bring_in({"plans/a.json": one, "plans/b.json": other})
    assert [finding.column for finding in reader.findings] == ["/parent_code"]


def test_a_plan_imported_without_number_has_none(world: World) -> None:
    plan = publish(package(number=None, issued_on=None))
    assert (plan.number, plan.issued_on) == ("", None)


if TRUTHS:

    @pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
    def test_checked_answers_can_be_published_without_loss(world: World, path: Path) -> None:
        answer = json.loads(path.read_text(encoding="utf-8"))
        plan = publish(package(plan=answer, targets={}, roadmap=[]))
        duties = sum(len(item["duties"]) for item in answer["assignments"])
        tasks = sum(len(group["tasks"]) for group in answer["task_groups"])
        by_kind = {
            kind: PlanElement.objects.filter(plan=plan, kind=kind).count()
            for kind in ("target", "task_group", "task", "assignment", "duty", "recipient")
        }
        assert by_kind == {
            "target": len(answer["targets"]),
            "task_group": len(answer["task_groups"]),
            "task": tasks,
            "assignment": len(answer["assignments"]),
            "duty": duties,
            "recipient": len(answer["recipients"]),
        }
        specs = target_specs(plan)
        assert [spec.value for spec in specs] == [
            None if one["value"] is None else Decimal(str(one["value"]))
            for one in answer["targets"]
        ]
        assert reporting_rules(plan).count() == sum(
            "duplicate_of" not in rule for rule in answer["reporting"]
        )
