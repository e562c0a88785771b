"""Who may do what with a report, and in which state."""

from dataclasses import replace
from datetime import date

import pytest

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import Allowed, NotAllowedError
from songhanh.reporting.obligations.queries import obligation_of
from songhanh.reporting.submissions.actions import (
    Written,
    approve_submission,
    begin_submission,
    return_submission,
    save_submission,
    submit_submission,
)
from songhanh.reporting.submissions.enums import NEXT_STATES, SubmissionState
from songhanh.reporting.submissions.errors import (
    AlreadyThereError,
    ChangedMeanwhileError,
    NotBegunError,
    NotOwedError,
)
from songhanh.reporting.submissions.figures import Explained
from songhanh.reporting.submissions.models import Decision, Snapshot
from songhanh.reporting.submissions.queries import waiting_for
from songhanh.reporting.submissions.rules import can_decide, can_edit
from tests.reporting.submissions.stories import PERIOD, Story, at, fresh

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 20)


def test_nothing_leads_out_of_approval() -> None:
    assert NEXT_STATES[SubmissionState.APPROVED] == frozenset()
    assert set(NEXT_STATES) == set(SubmissionState.values)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("minh", True), ("lan", False), ("mai", False), ("ha", False), ("quan", False)],
)
def test_only_the_lead_officer_of_the_branch_decides(
    story: Story, who: str, *, allowed: bool
) -> None:
    submission = story.submitted("lan")
    answer = can_decide(story.world.acting[who], submission, NOVEMBER)
    assert isinstance(answer, Allowed) == allowed


def test_a_lead_officer_of_another_province_does_not_decide(story: Story) -> None:
    submission = story.submitted("lan")
    elsewhere = replace(
        story.world.acting["minh"], unit_id=story.unit_id("Q"), branch_id=story.unit_id("Q")
    )
    assert "ngoài phạm vi" in can_decide(elsewhere, submission, NOVEMBER).reason  # type: ignore[union-attr]  # it is a denial


@pytest.mark.parametrize("who", ["mai", "ha", "quan", "minh", "thu"])
def test_nobody_writes_another_units_report(story: Story, who: str) -> None:
    submission = story.begun("lan")
    assert not can_edit(story.world.acting[who], submission, NOVEMBER)
    with pytest.raises(NotAllowedError):
        submit_submission(submission, saves=0, acting=story.world.acting[who], at=at(20, 11))
    assert not Snapshot.objects.exists()


def test_a_report_is_begun_once(story: Story) -> None:
    story.begun("lan")
    with pytest.raises(AlreadyThereError):
        story.begun("lan")


@pytest.mark.parametrize(
    ("period", "refusal"),
    [
        ("2025", NotOwedError),
        ("2026-H1", NotOwedError),
        ("", NotOwedError),
        ("2028", NotBegunError),
    ],
)
def test_a_report_for_the_wrong_period_is_refused(
    story: Story, period: str, refusal: type[RefusedError]
) -> None:
    with pytest.raises(refusal):
        begin_submission(
            story.annual,
            unit_id=story.unit_id("A"),
            period=period,
            acting=story.world.acting["lan"],
            at=at(20, 11),
        )


def test_a_unit_that_owes_nothing_reports_nothing(story: Story) -> None:
    with pytest.raises(NotOwedError):
        begin_submission(
            story.annual,
            unit_id=story.unit_id("R"),
            period=PERIOD,
            acting=command_line(),
            at=at(20, 11),
        )


def test_a_summary_is_not_submitted_but_consolidated(story: Story) -> None:
    with pytest.raises(RefusedError, match="Tổng hợp"):
        begin_submission(
            story.summary,
            unit_id=story.unit_id("S"),
            period=PERIOD,
            acting=story.world.acting["minh"],
            at=at(20, 11),
        )


def test_two_people_submitting_at_once_make_one_version(story: Story) -> None:
    submission = story.begun("lan")
    lan = story.world.acting["lan"]
    submit_submission(submission, saves=submission.saves, acting=lan, at=at(20, 11))
    with pytest.raises(ConflictError):
        submit_submission(submission, saves=submission.saves, acting=lan, at=at(20, 11))
    assert Snapshot.objects.count() == 1


def test_a_decision_is_about_the_version_that_was_read(story: Story) -> None:
    submission = story.submitted("lan")
    minh = story.world.acting["minh"]
    return_submission(submission, version=1, reason="Thiếu", remarks={}, acting=minh, at=at(21, 11))
    story.submit(submission, "lan", at(22, 11))
    with pytest.raises(ChangedMeanwhileError):
        approve_submission(fresh(submission), version=1, acting=minh, at=at(23, 11))
    assert Decision.objects.count() == 1


def test_a_return_needs_a_reason_and_cells_that_are_there(story: Story) -> None:
    submission = story.submitted("lan")
    minh = story.world.acting["minh"]
    for reason, remarks in ((" ", {}), ("Thiếu", {"nowhere": "Sai"})):
        with pytest.raises(RefusedError):
            return_submission(
                submission, version=1, reason=reason, remarks=remarks, acting=minh, at=at(21, 11)
            )
    assert fresh(submission).state == SubmissionState.SUBMITTED


@pytest.mark.parametrize(
    ("key", "explained"),
    [
        ("activity", Explained(None, " ")),
        ("activity", Explained(-1, "Nhầm")),  # type: ignore[arg-type]  # an int will do
        ("nowhere", Explained(None, "Có")),
    ],
)
def test_an_explanation_needs_a_figure_a_reason_and_no_negative_number(
    story: Story, key: str, explained: Explained
) -> None:
    submission = story.begun("lan")
    with pytest.raises(RefusedError):
        save_submission(
            submission,
            Written(explained={key: explained}),
            saves=0,
            acting=story.world.acting["lan"],
            at=at(20, 11),
        )
    assert not submission.explanations.exists()


@pytest.mark.parametrize(
    ("first", "again", "state"),
    [
        ((29, 11), None, "on_time"),
        ((30, 11), None, "late"),
        ((29, 11), (10, 12), "on_time"),
        ((1, 12), (10, 12), "late"),
    ],
)
def test_the_first_submission_decides_whether_it_was_in_time(
    story: Story, first: tuple[int, int], again: tuple[int, int] | None, state: str
) -> None:
    submission = story.submitted("lan", at(*first))
    if again:
        return_submission(
            submission,
            version=1,
            reason="Thiếu",
            remarks={},
            acting=story.world.acting["minh"],
            at=at(5, 12),
        )
        story.submit(submission, "lan", at(*again))
    owed = obligation_of(
        story.annual, unit_id=story.unit_id("A"), period=PERIOD, as_of=date(2026, 12, 31)
    )
    assert owed is not None
    assert owed.state.value == state


def test_each_step_is_one_fact(story: Story) -> None:
    before = AuditEntry.objects.count()
    submission = story.approved("lan")
    verbs = AuditEntry.objects.order_by("at").values_list("verb", flat=True)
    assert AuditEntry.objects.count() - before == 3
    assert {"submission.begin", "submission.submit", "submission.approve"} <= set(verbs)
    fact = AuditEntry.objects.get(verb="submission.submit")
    assert fact.subject_label == "Xã An Hòa, 2026"
    assert fact.details["hash"] == submission.snapshots.get().content_hash


def test_what_waits_for_minh_is_not_his_own_report(story: Story) -> None:
    for who in ("lan", "minh"):
        story.submitted(who)
    waiting = waiting_for(story.world.acting["minh"], NOVEMBER)
    assert [one.unit_id for one in waiting] == [story.unit_id("A")]
