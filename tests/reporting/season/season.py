"""A season of 126 bodies: what happened, kept as plain facts beside what the product is told.

102 communes and 24 other bodies report by 29/11/2026 at the latest. Each does something in the
year, and sends its report in time, late, or not at all; some are returned, one merges before the
due day. ``Fact`` holds it for the brute force; the same goes into the product, in bulk where many
rows show no more than few.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from songhanh.foundation.lib.acting import command_line
from songhanh.ledger.actions import post_many
from songhanh.ledger.drafts import EntryDraft, Posting
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import reporting_rules
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import Succession, UnitRelation, UnitVersion
from songhanh.reporting.obligations.models import FirstSubmission
from songhanh.reporting.submissions.actions import (
    approve_submission,
    begin_submission,
    return_submission,
    submit_submission,
)
from songhanh.reporting.submissions.enums import FigureGroup, Outcome, Section, SubmissionState
from songhanh.reporting.submissions.models import (
    Decision,
    Snapshot,
    SnapshotFigure,
    SnapshotText,
    Submission,
)
from tests.reporting.submissions.stories import PERIOD, PLAN, at, fresh
from tests.world import World, add_unit

COMMUNES, DEPARTMENTS, ORGANISATIONS = 102, 14, 10
PLAN_OF_SEASON = PLAN | {
    "code": "P-2026-99",
    "number": "99/KH-UBND",
    "plan": PLAN["plan"]  # type: ignore[operator]  # a mapping
    | {
        "reporting": [
            PLAN["plan"]["reporting"][0]  # type: ignore[index]  # a list of mappings
            | {
                "from": [
                    "các sở, ban, ngành",
                    "các tổ chức chính trị - xã hội",
                    "các xã, phường",
                ]
            },
            PLAN["plan"]["reporting"][1],  # type: ignore[index]  # a list of mappings
        ]
    },
}
MEASURES = {
    "activity": ("hoạt động", FigureGroup.ACTIVITY),
    "session_held": ("cuộc truyền thông", FigureGroup.ACTIVITY),
    "attendance": ("lượt người tham dự", FigureGroup.ATTENDANCE),
    "attendance:female": ("nữ", FigureGroup.ATTENDANCE),
    "item_original": ("tin, bài", FigureGroup.ITEM),
}


@dataclass
class Fact:
    """One body of the season. ``sent`` is when its newest version came, ``first`` its first."""

    code: str
    name: str
    kind: str
    unit_id: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    first: datetime | None = None
    state: str = ""
    versions: int = 0
    difficulty: str = ""

    @property
    def is_approved(self) -> bool:
        return self.state == SubmissionState.APPROVED

    @property
    def has_sent(self) -> bool:
        return self.state in {SubmissionState.APPROVED, SubmissionState.SUBMITTED}


@dataclass
class Season:
    """The facts, and the plan they are about."""

    world: World
    plan: PlanDocument
    facts: list[Fact]

    @property
    def rule(self) -> ReportingRule:
        return reporting_rules(self.plan).get(kind="annual")

    def of(self, keeps: Callable[[Fact], bool]) -> list[Fact]:
        return [fact for fact in self.facts if keeps(fact)]


def rehearse(world: World) -> Season:
    """Let the season happen."""
    facts = _bodies(world)
    merged = add_unit(world, "X999", "Xã Đã Sáp Nhập", UnitKind.COMMUNE, "P")
    _merge(merged.pk, facts[0].unit_id)
    _work(facts)
    plan = publish_from_package(PLAN_OF_SEASON, acting=command_line(), at=at(15, 1))
    season = Season(world, plan, facts)
    _by_hand(season, facts[1:4])
    _in_bulk(season, facts[4:])
    return season


def _bodies(world: World) -> list[Fact]:
    """Those of the world that owe the report, and as many more as the season needs."""
    known = [
        Fact(code, name, kind)
        for code, name, kind in (
            ("A", "Xã An Hòa", UnitKind.COMMUNE),
            ("B", "Phường Bình Minh", UnitKind.WARD),
            ("C", "Xã Cẩm Lĩnh", UnitKind.COMMUNE),
            ("S", "Sở Nội vụ", UnitKind.DEPARTMENT),
            ("V", "Sở Văn hóa, Thể thao và Du lịch", UnitKind.DEPARTMENT),
            ("M", "Hội Liên hiệp Phụ nữ tỉnh", UnitKind.MASS_ORGANISATION),
        )
    ]
    more = [
        *(_new(world, "X", "Xã Số", UnitKind.COMMUNE, one) for one in range(COMMUNES - 3)),
        *(_new(world, "D", "Sở Số", UnitKind.DEPARTMENT, one) for one in range(DEPARTMENTS - 2)),
        *(
            _new(world, "O", "Hội Số", UnitKind.MASS_ORGANISATION, one)
            for one in range(ORGANISATIONS - 1)
        ),
    ]
    facts = [*known, *more]
    for fact in facts:
        fact.unit_id = world.units[fact.code].pk
    return facts


def _new(world: World, letter: str, name: str, kind: str, number: int) -> Fact:
    fact = Fact(f"{letter}{number:03}", f"{name} {number}", kind)
    add_unit(world, fact.code, fact.name, kind, "P")
    return fact


def _merge(old_id: int, new_id: int) -> None:
    """The old unit ends on 30 September; it owes nothing in November."""
    last, first = date(2026, 9, 30), date(2026, 10, 1)
    UnitVersion.objects.filter(unit_id=old_id).update(valid_to=last)
    UnitRelation.objects.filter(unit_id=old_id).update(valid_to=last)
    Succession.objects.create(old_id=old_id, new_id=new_id, on=first, kind="merge")
    drafts = (EntryDraft(old_id, "activity", date(2026, 3, 1), 7),)
    post_many([Posting("season", 9_999, drafts, "accepted", at(1, 4))])


def _work(facts: list[Fact]) -> None:
    """What each did, into the facts and the ledger: every fifth did nothing."""
    postings = []
    for place, fact in enumerate(facts):
        times = place % 5
        women, men = times * 12, times * 8 + place % 3 * bool(times)
        items = place % 4
        fact.counts = {
            "activity": times,
            "session_held": min(times, 3),
            "attendance": women + men,
            "attendance:female": women,
            "item_original": items,
        }
        day, unit = date(2026, 1 + place % 10, 5), fact.unit_id
        drafts = (
            EntryDraft(unit, "activity", day, times),
            EntryDraft(unit, "session_held", day, min(times, 3)),
            EntryDraft(unit, "attendance", day, women, sex="female"),
            EntryDraft(unit, "attendance", day, men, sex="male"),
            EntryDraft(unit, "item_original", day, items, channel="facebook"),
        )
        postings.append(Posting("season", place + 1, drafts, "accepted", at(12, 11)))
    post_many(postings)


def _by_hand(season: Season, facts: list[Fact]) -> None:
    """Three go through every door: returned twice and approved, late, submitted and waiting."""
    twice, late, waits = facts
    submission = _sent(season, twice, at(20, 11))
    for day in (21, 23):
        back: dict[str, Any] = {"reason": "Đối chiếu lại.", "remarks": {}}
        version = fresh(submission).versions
        acting = command_line()
        return_submission(fresh(submission), version=version, **back, acting=acting, at=at(day, 11))
        again = fresh(submission)
        submit_submission(again, saves=again.saves, acting=acting, at=at(day + 1, 11))
    approve_submission(fresh(submission), version=3, acting=command_line(), at=at(25, 11))
    twice.first, twice.state, twice.versions = at(20, 11), SubmissionState.APPROVED, 3
    other = _sent(season, late, at(1, 12))
    approve_submission(fresh(other), version=1, acting=command_line(), at=at(1, 12, 10))
    late.first, late.state, late.versions = at(1, 12), SubmissionState.APPROVED, 1
    _sent(season, waits, at(28, 11))
    waits.first, waits.state, waits.versions = at(28, 11), SubmissionState.SUBMITTED, 1


def _sent(season: Season, fact: Fact, moment: datetime) -> Submission:
    begun = begin_submission(
        season.rule, unit_id=fact.unit_id, period=PERIOD, acting=command_line(), at=moment
    )
    submit_submission(begun, saves=begun.saves, acting=command_line(), at=moment)
    return begun


def _in_bulk(season: Season, facts: list[Fact]) -> None:
    """The others: of seven one is missing, one late, one waits, one returned, three approved."""
    rule, plan = season.rule, season.plan
    sending = []
    for place, fact in enumerate(facts):
        turn = place % 7
        if turn == 0:
            continue
        fact.first = at(1, 12) if turn == 1 else at(15 + place % 14, 11)
        states = {2: SubmissionState.SUBMITTED, 3: SubmissionState.RETURNED}
        fact.state, fact.versions = states.get(turn, SubmissionState.APPROVED), 1
        fact.difficulty = f"Khó khăn của {fact.name}." if place % 9 == 0 else ""
        sending.append(fact)
    submissions = Submission.objects.bulk_create(
        Submission(
            plan=plan,
            rule=rule,
            unit_id=fact.unit_id,
            period=PERIOD,
            state=SubmissionState.SUBMITTED,
            versions=1,
            created_at=fact.first,
            changed_at=fact.first,
        )
        for fact in sending
    )
    FirstSubmission.objects.bulk_create(
        FirstSubmission(rule=rule, unit_id=fact.unit_id, period=PERIOD, submitted_at=fact.first)
        for fact in sending
    )
    snapshots = Snapshot.objects.bulk_create(
        Snapshot(
            submission=submission,
            number=1,
            taken_at=fact.first,
            as_of=date(2026, 11, 15),
            unit_code=fact.code,
            unit_name=fact.name,
            content_hash="0" * 64,
        )
        for submission, fact in zip(submissions, sending, strict=True)
    )
    pairs = list(zip(snapshots, sending, strict=True))
    SnapshotFigure.objects.bulk_create(
        SnapshotFigure(
            snapshot=snapshot,
            position=position,
            key=key,
            group=group,
            label=label,
            period=PERIOD,
            unit_word=label,
            value=Decimal(fact.counts[key]),
        )
        for snapshot, fact in pairs
        for position, (key, (label, group)) in enumerate(MEASURES.items(), start=1)
    )
    SnapshotText.objects.bulk_create(
        SnapshotText(snapshot=snapshot, section=Section.DIFFICULTIES, text=fact.difficulty)
        for snapshot, fact in pairs
    )
    outcomes = {
        SubmissionState.APPROVED: (Outcome.APPROVED, ""),
        SubmissionState.RETURNED: (Outcome.RETURNED, "Đối chiếu lại."),
    }
    Decision.objects.bulk_create(
        Decision(
            snapshot=snapshot,
            outcome=outcomes[fact.state][0],
            reason=outcomes[fact.state][1],
            decided_at=fact.first,
        )
        for snapshot, fact in pairs
        if fact.state in outcomes
    )
    # The state last: nothing can be put under a report once it is approved.
    for submission, fact in zip(submissions, sending, strict=True):
        submission.state = fact.state
    Submission.objects.bulk_update(submissions, ["state"])
