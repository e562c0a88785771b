"""Rounds of a report: levels of the route, recall, supplement; nothing approved moves."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.roles.enums import Role
from songhanh.reporting.obligations.queries import Obligation, obligation_of
from songhanh.reporting.submissions.actions import (
    approve_submission,
    begin_supplement,
    note_reading,
    recall_submission,
    return_submission,
    submit_submission,
)
from songhanh.reporting.submissions.enums import Section, SubmissionState
from songhanh.reporting.submissions.models import (
    Decision,
    DraftText,
    Snapshot,
    SnapshotFigure,
    SnapshotText,
    Submission,
)
from songhanh.reporting.submissions.queries import (
    answers_to,
    approved_snapshots,
    draft_of,
    figures_of,
    first_sent,
    is_intact,
    snapshots_of,
    waiting_for,
)
from tests.reporting.submissions.stories import Story, at, fresh
from tests.world import add_person

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 20)


def through_two_levels(story: Story) -> Acting:
    """The press body's lead officer is the addressee above Sở Nội vụ."""
    ReportingRule.objects.filter(pk=story.annual.pk).update(via="Sở Nội vụ")
    story.annual.phrases.filter(part="addressee").update(text="Sở Văn hóa, Thể thao và Du lịch")
    add_person(story.world, "vinh", "Trịnh Vinh", (Role.LEAD_OFFICER, "V", "P"))
    return story.world.acting["vinh"]


def test_a_report_passes_the_levels_of_its_route_in_their_order(story: Story) -> None:
    vinh, minh = through_two_levels(story), story.world.acting["minh"]
    submission = story.submitted("lan")
    assert [step.unit_id for step in snapshots_of(submission)[0].steps.all()] == [
        story.unit_id("S"),
        story.unit_id("V"),
    ]
    assert [list(waiting_for(one, NOVEMBER)) for one in (minh, vinh)] == [[submission], []]
    with pytest.raises(NotAllowedError):
        approve_submission(submission, version=1, acting=vinh, at=at(21, 11))
    approve_submission(submission, version=1, acting=minh, at=at(21, 11))
    assert fresh(submission).state == SubmissionState.SUBMITTED
    assert not approved_snapshots(story.annual, "2026")
    with pytest.raises(NotAllowedError):
        approve_submission(submission, version=1, acting=minh, at=at(21, 11))
    assert [list(waiting_for(one, NOVEMBER)) for one in (minh, vinh)] == [[], [submission]]
    approve_submission(submission, version=1, acting=vinh, at=at(22, 11))
    assert fresh(submission).state == SubmissionState.APPROVED
    assert list(approved_snapshots(story.annual, "2026")) == [story.unit_id("A")]
    assert list(Decision.objects.order_by("level").values_list("level", "outcome")) == [
        (1, "forwarded"),
        (2, "approved"),
    ]


def test_a_return_from_above_begins_again_at_the_first_level(story: Story) -> None:
    vinh, minh = through_two_levels(story), story.world.acting["minh"]
    submission = story.submitted("lan")
    approve_submission(submission, version=1, acting=minh, at=at(21, 11))
    return_submission(submission, version=1, reason="Thiếu", remarks={}, acting=vinh, at=at(22, 11))
    story.submit(submission, "lan", at(23, 11))
    assert list(waiting_for(minh, NOVEMBER)) == [submission]


def test_a_report_received_by_its_own_unit_is_looked_at_by_somebody_else(story: Story) -> None:
    submission = story.submitted("minh")
    add_person(story.world, "nga", "Đặng Nga", (Role.LEAD_OFFICER, "S", "P"))
    for who, allowed in (("minh", False), ("lan", False), ("ha", True)):
        acting = story.world.acting[who]
        if not allowed:
            with pytest.raises(NotAllowedError):
                approve_submission(submission, version=1, acting=acting, at=at(21, 11))
    approve_submission(submission, version=1, acting=story.world.acting["nga"], at=at(21, 11))
    assert fresh(submission).state == SubmissionState.APPROVED


def test_a_report_is_recalled_while_nobody_has_opened_it(story: Story) -> None:
    lan, minh = story.world.acting["lan"], story.world.acting["minh"]
    submission = story.submitted("lan")
    with pytest.raises(NotAllowedError):
        recall_submission(submission, acting=story.world.acting["mai"], at=at(20, 11))
    recall_submission(submission, acting=lan, at=at(20, 11))
    assert fresh(submission).state == SubmissionState.RECALLED
    assert not waiting_for(minh, NOVEMBER).exists()
    assert is_intact(snapshots_of(submission)[0])
    story.submit(submission, "lan", at(21, 11))
    note_reading(fresh(submission), acting=minh, at=at(21, 11))
    with pytest.raises(NotAllowedError, match="đã mở xem"):
        recall_submission(fresh(submission), acting=lan, at=at(21, 11))
    assert [one.number for one in snapshots_of(submission)] == [2, 1]


@pytest.mark.parametrize(
    ("returned", "sent_on", "state"),
    [(False, date(2026, 12, 2), "late"), (True, date(2026, 11, 20), "on_time")],
)
def test_a_report_recalled_unread_counts_from_the_day_it_is_sent_again_unless_it_was_returned(
    story: Story, returned: bool, sent_on: date, state: str
) -> None:
    lan, minh = story.world.acting["lan"], story.world.acting["minh"]
    submission = story.submitted("lan", at(20, 11))

    def owed(on: date) -> Obligation:
        named = {"unit_id": submission.unit_id, "period": submission.period}
        found = obligation_of(story.annual, **named, as_of=on)
        assert found is not None
        return found

    def shown(row: Submission) -> date | None:
        return first_sent(row, snapshots_of(row), answers_to(row))

    if returned:
        return_submission(
            submission, version=1, reason="Thiếu", remarks={}, acting=minh, at=at(21, 11)
        )
        story.submit(submission, "lan", at(22, 11))
    recall_submission(fresh(submission), acting=lan, at=at(23, 11))
    kept = date(2026, 11, 20) if returned else None
    assert owed(date(2026, 11, 24)).submitted_on == shown(fresh(submission)) == kept
    story.submit(submission, "lan", at(2, 12))
    now = owed(date(2026, 12, 3))
    assert (now.submitted_on, now.state) == (sent_on, state)
    assert shown(fresh(submission)) == sent_on


def test_the_rest_of_the_action_month_becomes_a_supplement(story: Story) -> None:
    lan, minh = story.world.acting["lan"], story.world.acting["minh"]
    story.activity("lan", date(2026, 11, 16))
    submission = story.submitted("lan", at(20, 11))
    with pytest.raises(NotAllowedError):
        begin_supplement(submission, acting=lan, at=at(20, 11))
    approve_submission(submission, version=1, acting=minh, at=at(25, 11))
    story.activity("lan", date(2026, 12, 2), moment=at(3, 12))
    story.activity("lan", date(2026, 12, 9), moment=at(10, 12), male=4, female=6)
    supplement = begin_supplement(fresh(submission), acting=lan, at=at(16, 12))
    draft = draft_of(supplement, at(16, 12))
    figures = {figure.key: figure.value for figure in draft.figures}
    assert (figures["activity"], figures["attendance"]) == (2, 35)  # nothing is counted twice
    assert "từ ngày 21/11/2026 đến ngày 16/12/2026" in draft.texts[Section.RESULTS]
    submit_submission(supplement, saves=0, acting=lan, at=at(16, 12))
    approve_submission(supplement, version=1, acting=minh, at=at(17, 12))
    told = {
        one.key: one.value
        for one in figures_of(approved_snapshots(story.annual, "2026")[story.unit_id("A")])
    }
    assert told["activity"] == 1  # the report stays what it was
    assert is_intact(snapshots_of(fresh(supplement))[0])


Change = Callable[[Submission], object]

CHANGES: dict[str, Change] = {
    "its state": lambda one: Submission.objects.filter(pk=one.pk).update(state="returned"),
    "its period": lambda one: Submission.objects.filter(pk=one.pk).update(period="2027"),
    "a text added": lambda one: DraftText.objects.create(submission=one, section="next"),
    "a text changed": lambda one: one.texts.update(text="khác"),
    "a text deleted": lambda one: one.texts.all()._raw_delete("default"),
    "a version added": lambda one: Snapshot.objects.create(
        submission=one, number=2, taken_at=at(1, 12), as_of=date(2026, 12, 1)
    ),
    "a figure added": lambda one: SnapshotFigure.objects.create(
        snapshot=one.snapshots.get(), position=99, key="x", group="item", label="x", period="2026"
    ),
    "a frozen text added": lambda one: SnapshotText.objects.create(
        snapshot=one.snapshots.get(), section="x"
    ),
    "a frozen text changed": lambda one: SnapshotText.objects.update(text="khác"),
}


def refuses(submission: Submission, change: Change) -> bool:
    """Whether the database itself refuses a change."""
    try:
        with transaction.atomic():
            change(fresh(submission))
    except DatabaseError:
        return True
    return False


def test_the_database_changes_nothing_of_an_approved_report(story: Story) -> None:
    submission = story.begun("lan")
    DraftText.objects.create(submission=submission, section="results", text="Đã làm.")
    story.submit(submission, "lan", at(20, 11))
    approve_submission(
        fresh(submission), version=1, acting=story.world.acting["minh"], at=at(21, 11)
    )
    let_through = [name for name, change in CHANGES.items() if not refuses(submission, change)]
    assert let_through == []
    assert is_intact(snapshots_of(fresh(submission))[0])
