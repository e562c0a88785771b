"""A submitted report is frozen: what it said stays what it said."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.records.activities.actions import return_activities
from songhanh.reporting.submissions.actions import (
    Written,
    approve_submission,
    return_submission,
    save_submission,
)
from songhanh.reporting.submissions.enums import Section, SubmissionState
from songhanh.reporting.submissions.figures import Explained
from songhanh.reporting.submissions.models import Snapshot, SnapshotFigure, Submission
from songhanh.reporting.submissions.queries import (
    changes_between,
    draft_of,
    figures_of,
    is_intact,
    snapshots_of,
    texts_of,
)
from tests.reporting.submissions.stories import Story, at, fresh

pytestmark = pytest.mark.django_db


def newest(submission: Submission) -> Snapshot:
    return snapshots_of(submission)[0]


def values(snapshot: Snapshot) -> dict[str, Decimal | None]:
    return {figure.key: figure.value for figure in figures_of(snapshot)}


def test_a_draft_is_filled_with_what_was_recorded(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.activity("lan", date(2026, 10, 20), on_law_policy=None, male=None, female=40)
    story.activity("lan", date(2026, 11, 10), accepted=False)
    for day in (5, 6, 7):
        story.item("a1", date(2026, 10, day))
    draft = draft_of(story.begun("lan"), at(20, 11))
    figures = {figure.key: figure for figure in draft.figures}
    assert figures["target:II.1:2026"].value_text == "1 cuộc"
    assert figures["target:II.1:2026"].provisional_text == "2 cuộc"
    assert figures["target:II.1:2026"].required_text == "2 cuộc"
    assert figures["target:II.2:2026-Q4"].value_text == "3 tin, bài"
    assert figures["target:II.2:2026"].required_text == "3 quý"
    assert figures["target:II.3:2026"].value is None
    assert figures["activity"].value == 2
    assert figures["attendance"].value == 65
    assert figures["attendance:female"].value == 55
    assert figures["item_original:loudspeaker"].value == 3
    assert "2 hoạt động truyền thông, trong đó có 1 cuộc" in draft.texts[Section.RESULTS]


def test_attendances_nobody_counted_are_not_zero(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8), male=None, female=None)
    figures = {f.key: f for f in draft_of(story.begun("lan"), at(20, 11)).figures}
    assert figures["attendance"].value is None
    assert figures["activity"].value == 1


def test_later_corrections_do_not_move_a_frozen_figure(story: Story) -> None:
    kept = story.activity("lan", date(2026, 3, 8))
    story.activity("lan", date(2026, 5, 8))
    submission = story.submitted("lan")
    before = values(newest(submission))
    return_activities([kept], remark="Trùng", acting=story.world.acting["minh"], at=at(25, 11))
    story.activity("lan", date(2026, 11, 5), moment=at(26, 11))
    story.activity("lan", date(2026, 11, 6), moment=at(26, 11))
    assert values(newest(submission)) == before
    assert before["activity"] == 2
    now = {f.key: f.value for f in draft_of(submission, at(26, 11)).figures}
    assert now["activity"] == 3


def test_a_snapshot_names_entries_definitions_and_its_seal(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    snapshot = newest(story.submitted("lan"))
    row = snapshot.figures.get(key="target:II.1:2026")
    assert [one.entry.measure_id for one in row.entries.all()] == ["session_held"]
    assert (row.numerator, row.denominator, row.status) == (0, 1, "at_risk")
    assert row.rule_version
    assert {one.ordinal for one in snapshot.definitions.all()} == {"II.1", "II.2", "II.3"}
    assert is_intact(snapshot)


def test_the_seal_breaks_when_a_row_is_added_behind_its_back(story: Story) -> None:
    snapshot = newest(story.submitted("lan"))
    SnapshotFigure.objects.create(
        snapshot=snapshot, position=999, key="x", group="item", label="x", period="2026"
    )
    assert not is_intact(snapshot)


@pytest.mark.parametrize("name", ["figures", "texts", "definitions"])
def test_the_database_lets_nobody_change_a_frozen_row(story: Story, name: str) -> None:
    snapshot = newest(story.submitted("lan"))
    rows = getattr(snapshot, name)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(unit_name="khác")


def test_each_resubmission_is_a_version_of_its_own(story: Story) -> None:
    minh, lan = story.world.acting["minh"], story.world.acting["lan"]
    submission = story.submitted("lan")
    return_submission(
        submission,
        version=1,
        reason="Thiếu khó khăn",
        remarks={"activity": "Đối chiếu lại số này", Section.DIFFICULTIES: "Chưa nêu"},
        acting=minh,
        at=at(22, 11),
    )
    story.activity("lan", date(2026, 11, 12), moment=at(23, 11))
    returned = fresh(submission)
    save_submission(
        returned,
        Written(
            texts={Section.DIFFICULTIES: "Địa bàn rộng."},
            explained={"activity": Explained(Decimal(3), "Có hai hoạt động chưa ghi.")},
        ),
        saves=returned.saves,
        acting=lan,
        at=at(23, 11),
    )
    story.submit(submission, "lan", at(24, 11))
    second, first = snapshots_of(submission)
    assert (first.number, second.number) == (1, 2)
    assert texts_of(first)[Section.DIFFICULTIES] == ""
    names = [change.name for change in changes_between(first, second)]
    assert "hoạt động" in names
    assert str(Section.DIFFICULTIES.label) in names
    explained = second.figures.get(key="activity")
    assert (explained.value, explained.explained_value) == (1, 3)
    assert explained.reason == "Có hai hoạt động chưa ghi."
    approve_submission(fresh(submission), version=2, acting=minh, at=at(25, 11))
    approved = fresh(submission)
    assert approved.state == SubmissionState.APPROVED
    with pytest.raises(NotAllowedError):
        save_submission(approved, Written(), saves=approved.saves, acting=lan, at=at(26, 11))
