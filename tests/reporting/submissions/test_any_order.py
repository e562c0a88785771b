"""Whatever order people do things in: refused cleanly or done, and what was promised holds."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.reporting.submissions import actions
from songhanh.reporting.submissions.enums import EDITABLE, NEXT_STATES, Section, SubmissionState
from songhanh.reporting.submissions.figures import Explained
from songhanh.reporting.submissions.models import Decision, Snapshot, Submission
from songhanh.reporting.submissions.queries import is_intact, snapshots_of
from tests.reporting.submissions.stories import Story, at, fresh

pytestmark = pytest.mark.django_db

WHO = ("lan", "mai", "minh", "ha")
MOVES = ("save", "explain", "submit", "recall", "read", "return", "approve", "supplement")
STEPS = st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(WHO), st.booleans()), max_size=9)


def do(story: Story, submission: Submission, step: tuple[str, str, bool], when: datetime) -> None:
    """One move of somebody, upon what stands now or upon what stood once."""
    move, who, stale = step
    row = fresh(submission)
    by = {"acting": story.world.acting[who], "at": when}
    old = -1 if stale else 0
    match move:
        case "save":
            typed = {Section.NEXT: actions.Typed(f"{who} {when:%H:%M}", seen=old)}
            actions.keep_texts(row, typed, **by)
        case "explain":
            known = row.explanations.filter(key="activity").first()
            seen = known.version if known and not stale else old
            actions.explain_figure(row, "activity", Explained(None, "Lệch"), seen=seen, **by)
        case "submit":
            actions.submit_submission(row, saves=row.saves + old, **by)
        case "recall":
            actions.recall_submission(row, **by)
        case "read":
            actions.note_reading(row, **by)
        case "return":
            version = row.versions + old
            actions.return_submission(row, version=version, reason="Sửa", remarks={}, **by)
        case "approve":
            actions.approve_submission(row, version=row.versions + old, **by)
        case "supplement":
            actions.begin_supplement(row, **by)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_moves_in_any_order_are_refused_or_leave_everything_in_place(
    story: Story, steps: list[tuple[str, str, bool]]
) -> None:
    with suppress(_UndoneError), transaction.atomic():
        submission, when = story.begun("lan"), at(20, 11)
        for step in steps:
            before, facts = fresh(submission), AuditEntry.objects.count()
            seals = set(Snapshot.objects.values_list("pk", "content_hash"))
            when += timedelta(minutes=7)
            try:
                do(story, submission, step, when)
            except (RefusedError, NotAllowedError):
                assert vars_of(fresh(submission)) == vars_of(before)
                assert AuditEntry.objects.count() == facts
                continue
            assert AuditEntry.objects.count() == facts + 1
            assert seals <= set(Snapshot.objects.values_list("pk", "content_hash"))
            holds(before, fresh(submission), step)
        raise _UndoneError


def holds(before: Submission, after: Submission, step: tuple[str, str, bool]) -> None:
    """What stands after a move that was not refused."""
    move, who, _stale = step
    if after.state != before.state:
        assert after.state in NEXT_STATES[before.state]
    assert before.state != SubmissionState.APPROVED or move == "supplement"
    if move in ("save", "explain"):
        assert before.state in EDITABLE
    if move in ("save", "explain", "submit", "recall", "supplement"):
        assert who == "lan"
    else:
        assert who == "minh"
    snapshots = snapshots_of(after)
    assert [one.number for one in snapshots] == list(range(after.versions, 0, -1))
    assert all(is_intact(one) for one in snapshots)
    decided = Decision.objects.filter(outcome="approved")
    assert decided.exists() == (after.state == SubmissionState.APPROVED)
    if move == "recall":
        assert not snapshots[0].read_marks.exists()


def vars_of(submission: Submission) -> dict[str, object]:
    return {name: value for name, value in vars(submission).items() if name != "_state"}


class _UndoneError(Exception):
    """Each story is taken back before the next."""
