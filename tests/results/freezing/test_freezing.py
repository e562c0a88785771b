"""Frozen results: nothing moves them, and what was corrected since stands beside them."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from songhanh.engines.counting import MapView, Standing
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.plans.actions import settle_target
from songhanh.programme.targets.queries import setting_of
from songhanh.records.activities.actions import cancel_activity
from songhanh.results.freezing.actions import freeze_results
from songhanh.results.freezing.corrections import corrections_of
from songhanh.results.freezing.models import (
    FrozenDefinition,
    FrozenFigure,
    FrozenResults,
    FrozenUnit,
)
from songhanh.results.freezing.queries import is_intact
from songhanh.results.freezing.revisions import (
    FigureRevision,
    revisions_of,
    unit_revisions,
)
from songhanh.results.values.enums import MapChoice
from songhanh.results.values.sources import Reading
from songhanh.site.commandline.main import main
from tests.results.stories import PRESENT, Story, on

pytestmark = pytest.mark.django_db
LATER = PRESENT + timedelta(days=3)


def frozen_at_year_end(story: Story, **how: object) -> FrozenResults:
    asked = {"as_of": date(2026, 12, 31), **how}
    return freeze_results(
        story.plan,
        Reading(**asked),  # type: ignore[arg-type]  # fields of a reading
        purpose="Báo cáo giao ban",
        map_choice=MapChoice.REPORTED,
        acting=command_line(),
        at=PRESENT,
    )


def year_of(frozen: FrozenResults, ordinal: str) -> FigureRevision:
    return next(
        one
        for one in revisions_of(frozen)
        if one.figure.ordinal == ordinal and one.figure.period == "2026"
    )


def two_sessions_each(story: Story) -> None:
    for unit in ("A", "B"):
        for day in ("02/03/2026", "09/03/2026"):
            story.session(unit, day)


def test_all_rows_of_the_plan_are_kept_with_units_and_definitions(story: Story) -> None:
    two_sessions_each(story)
    frozen = frozen_at_year_end(story)
    kept = frozen.figures.get(ordinal="II.1", period="2026")
    assert (kept.value, kept.numerator, kept.denominator) == (Decimal("66.6667"), 2, 3)
    assert (kept.required, kept.status, kept.threshold) == (100, "missed", 2)
    assert "2 trong 3 đơn vị" in kept.sentence
    units = {one.code: (one.verdict, one.count, one.needed) for one in kept.units.all()}
    assert units == {"A": ("passing", 2, 2), "B": ("passing", 2, 2), "C": ("failing", 0, 2)}
    [definition] = frozen.definitions.filter(ordinal="II.1")
    assert "đủ số cuộc" in definition.formula
    assert "Số lượng mỗi đơn vị phải đạt: 2" in definition.said
    assert frozen.figures.filter(ordinal="II.3").count() == 5
    assert is_intact(frozen)
    assert not any(one.moved or one.reasons for one in revisions_of(frozen))
    [fact] = AuditEntry.objects.filter(verb="results.freeze")
    assert (fact.reason, fact.subject_key) == ("Báo cáo giao ban", str(frozen.pk))


def test_a_record_withdrawn_later_stands_beside_the_frozen_figure(story: Story) -> None:
    two_sessions_each(story)
    last = story.session("C", "02/03/2026")
    frozen = frozen_at_year_end(story)
    story.at = LATER
    withdrawn = story.session("A", "05/05/2026")
    cancel_activity(last, reason="Ghi nhầm", acting=command_line(), at=LATER)
    story.session("C", "06/06/2026")
    story.session("C", "07/06/2026")
    cancel_activity(withdrawn, reason="Ghi nhầm", acting=command_line(), at=LATER)

    revision = year_of(frozen, "II.1")
    assert (revision.figure.value, revision.value_now) == (Decimal("66.6667"), 100)
    assert revision.change == Decimal("33.3333")
    assert (revision.figure.status, revision.status_now) == ("missed", "met")
    assert "1 đơn vị" in " ".join(revision.reasons)
    moved = [one for one in unit_revisions(revision, None) if one.moved]
    assert [(one.code, one.then.count, one.now.count) for one in moved] == [("C", 1, 2)]
    found = corrections_of(revision.figure, story.unit_id("C")) or []
    assert [(one.entry.occurred_on, one.taken_back) for one in found] == [
        (on("02/03/2026"), True),
        (on("06/06/2026"), False),
        (on("07/06/2026"), False),
    ]
    assert all(one.entry.record.startswith("Nói chuyện") for one in found)
    assert corrections_of(revision.figure, story.unit_id("A")) == []
    assert corrections_of(year_of(frozen, "II.6").figure, story.unit_id("A")) is None
    assert is_intact(frozen)


def test_what_was_known_on_a_day_is_frozen_and_the_rest_stands_beside_it(story: Story) -> None:
    two_sessions_each(story)
    frozen = frozen_at_year_end(story, known_on=date(2026, 12, 31))
    revision = year_of(frozen, "II.1")
    assert (revision.figure.numerator, revision.now.numerator) == (0, 2)
    assert len(corrections_of(revision.figure, story.unit_id("A")) or []) == 2


def test_a_changed_definition_is_said_and_the_frozen_one_is_kept(story: Story) -> None:
    two_sessions_each(story)
    frozen = frozen_at_year_end(story)
    target = story.target("II.1")
    settle_target(
        target,
        version=setting_of(target).version,
        values={"threshold": 3},
        choice=None,
        acting=command_line(),
        at=LATER,
    )
    revision = year_of(frozen, "II.1")
    assert (revision.figure.numerator, revision.now.numerator) == (2, 0)
    assert "Lời văn, cách tính hoặc lộ trình" in revision.reasons[0]
    assert not year_of(frozen, "II.2").moved


def test_units_that_join_and_leave_later_are_counted_in_the_reason(story: Story) -> None:
    frozen = frozen_at_year_end(story)
    story.merge("A", "B", "01/07/2026")
    revision = year_of(frozen, "II.1")
    assert (revision.figure.denominator, revision.now.denominator) == (3, 2)
    assert (revision.joined, revision.left) == (0, 1)
    assert any("bớt 1" in one for one in revision.reasons)
    assert [one.now for one in unit_revisions(revision, {story.unit_id("A")})] == [None]


def test_the_database_refuses_to_change_or_delete_a_frozen_row(story: Story) -> None:
    frozen_at_year_end(story)
    changes = {
        FrozenResults: {"purpose": "Khác"},
        FrozenDefinition: {"formula": "Khác"},
        FrozenFigure: {"value": 100},
        FrozenUnit: {"verdict": "passing"},
    }
    for model, values in changes.items():
        for attempt in (lambda: model.objects.update(**values), model.objects.all().delete):  # noqa: B023 - called at once
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


@pytest.mark.parametrize(
    ("how", "purpose"),
    [({"as_of": date(2027, 1, 21)}, "x"), ({"known_on": date(2027, 1, 21)}, "x"), ({}, "")],
)
def test_a_day_to_come_or_no_purpose_is_refused(story: Story, how: dict, purpose: str) -> None:
    reading = Reading(**({"as_of": date(2026, 12, 31)} | how))
    with pytest.raises(RefusedError):
        freeze_results(
            story.plan,
            reading,
            purpose=purpose,
            map_choice=MapChoice.REPORTED,
            acting=command_line(),
            at=PRESENT,
        )
    assert not FrozenResults.objects.exists()


def test_freezings_of_a_plan_are_numbered(story: Story) -> None:
    asked = {"standing": Standing.PROVISIONAL, "map_view": MapView.NEW}
    assert frozen_at_year_end(story, **asked).number == 1
    assert frozen_at_year_end(story).number == 2


def test_revisions_ask_as_often_for_many_units_as_for_few(
    story: Story, django_assert_max_num_queries
) -> None:
    frozen = frozen_at_year_end(story)
    with CaptureQueriesContext(connection) as few:
        revisions_of(frozen)
    two_sessions_each(story)
    story.merge("A", "B", "01/07/2026")
    with django_assert_max_num_queries(len(few)):
        revisions_of(frozen)


def test_the_command_line_freezes_and_shows_what_moved(
    story: Story, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: PRESENT)
    story.at = LATER
    asked = ["results", "freeze", "--plan", story.plan.code, "--as-of", "2026-12-31", "--json"]
    assert main([*asked, "--purpose", "Giao ban"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["number"], made["figures"]) == (1, 10)
    two_sessions_each(story)
    show = ["results", "show", "--plan", story.plan.code, "--frozen"]
    assert main([*show, "1", "--json"]) == 0
    rows = {(row["ordinal"], row["period"]): row for row in json.loads(capsys.readouterr().out)}
    row = rows["II.1", "2026"]
    assert (row["value"], row["value_now"], row["moved"]) == (0, 66.67, True)
    assert row["reasons"]
    assert main([*show, "7"]) == 2
    assert "Các bản chốt đang có: 1." in capsys.readouterr().err
