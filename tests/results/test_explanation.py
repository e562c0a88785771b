"""The way back: entries behind a figure add up to it, whatever happened to records and units."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DjangoCase

from songhanh.engines.counting import PeriodKind
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.records.activities.actions import cancel_activity, return_activities
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.results.values.explanation import explain_figure
from songhanh.results.values.queries import results_of
from songhanh.results.values.records import records_seen
from tests.results.stories import (
    ACTION_MONTH,
    LOUDSPEAKER,
    RECEIVED,
    SESSIONS,
    Story,
    on,
    tell,
)
from tests.world import add_unit, build_world

BY = command_line()
END = "31/12/2026"
HOSTS = ["A", "B", "C", "S", "a1", "X"]


def explained(story: Story, ordinal: str, code: str, day: str, **how):
    return explain_figure(story.plan, ordinal, unit_id=story.unit_id(code), as_of=on(day), **how)


@pytest.mark.django_db
class TestOneFigure:
    def test_an_explanation_names_the_records_of_its_entries(self, story: Story) -> None:
        session = story.session("A", "08/03/2026", "B")
        story.session("B", "09/03/2026")
        told = explained(story, "II.1", "A", "31/12/2026").as_json()
        assert told == {
            "plan": "KH-P-2026",
            "target": "II.1",
            "unit": "A",
            "period": "2026",
            "as_of": date(2026, 12, 31),
            "known_on": None,
            "standing": "accepted",
            "map": "reported",
            "total": Decimal(1),
            "entries": [
                {
                    "occurred_on": date(2026, 3, 8),
                    "measure": "session_held",
                    "quantity": Decimal(1),
                    "counted": Decimal(1),
                    "standing": "accepted",
                    "record_kind": "activity",
                    "record_id": session.pk,
                    "record": session.title,
                }
            ],
        }

    def test_a_station_explains_its_commune_as_long_as_it_stood_there(self, story: Story) -> None:
        story.item("a1", "05/01/2026")
        story.move("a1", "C", "01/02/2026")
        story.item("a1", "06/02/2026")
        assert [
            one.occurred_on.day for one in explained(story, "II.3", "A", "31/12/2026").entries
        ] == [5]
        assert [
            one.occurred_on.day for one in explained(story, "II.3", "C", "31/12/2026").entries
        ] == [6]

    def test_a_period_of_the_year_is_explained_by_its_own_entries(self, story: Story) -> None:
        for day in ("31/03/2026", "01/04/2026"):
            story.item("A", day)
        told = explained(story, "II.3", "A", "31/12/2026", period="2026-Q2")
        assert [one.occurred_on for one in told.entries] == [date(2026, 4, 1)]

    def test_on_the_new_map_old_entries_stand_behind_their_successor(self, story: Story) -> None:
        story.session("A", "08/03/2026", "B")
        story.merge("A", "B", "01/07/2026")
        told = explained(story, "II.1", "B", "31/12/2026", map="new")
        assert [one.counted for one in told.entries] == [1, 0]
        assert told.total == 1

    def test_what_was_known_then_explains_what_was_counted_then(self, story: Story) -> None:
        story.session("A", "08/03/2026")
        assert explained(story, "II.1", "A", "31/12/2026", known_on=on("31/12/2026")).entries == ()

    def test_an_unknown_target_is_refused_in_a_sentence(self, story: Story) -> None:
        with pytest.raises(RefusedError, match=r"không có chỉ tiêu ở mục “IX.9”"):
            explained(story, "IX.9", "A", "31/12/2026")

    def test_a_target_that_is_not_counted_from_records_has_nothing_behind(
        self, story: Story
    ) -> None:
        story.session("A", "08/03/2026")
        assert explained(story, "II.6", "A", "31/12/2026").entries == ()

    def test_queries_do_not_grow_with_entries(
        self, story: Story, django_assert_num_queries, django_assert_max_num_queries
    ) -> None:
        story.session("A", "08/03/2026")
        with django_assert_max_num_queries(35) as few:
            explained(story, "II.1", "A", "31/12/2026")
        for _ in range(5):
            story.session("A", "08/03/2026", "B")
        with django_assert_num_queries(len(few)):
            explained(story, "II.1", "A", "31/12/2026")

    def test_only_records_within_reach_are_opened(self, story: Story) -> None:
        own, other = story.session("A", "08/03/2026"), story.session("S", "09/03/2026", place="A")
        keys = {one.key for one in explained(story, "II.2", "A", "31/12/2026").entries}
        assert keys == {("activity", own.pk), ("activity", other.pk)}
        seen = records_seen(keys, story.world.acting["lan"], on("31/12/2026"))
        assert set(seen) == {("activity", own.pk)}


days = st.integers(0, 364).map(lambda number: date(2026, 1, 1) + timedelta(days=number))
sessions = st.tuples(
    st.sampled_from(HOSTS),
    days,
    st.sets(st.sampled_from(HOSTS), max_size=2),
    st.sampled_from([None, "A", "B"]),
    st.sampled_from(["accepted", "sent", "draft", "cancelled", "returned"]),
)
items = st.tuples(st.sampled_from(["A", "B", "a1"]), days, st.booleans())
changes = st.sampled_from(["", "merge", "split", "move"])


def happen(story: Story, session) -> None:
    host, day, others, place, end = session
    told = {"place": place, "integrated": day.day % 2 == 0}
    what = {"accepted": story.session, "draft": story.draft}.get(end, story.sent)
    record = what(host, f"{day:%d/%m/%Y}", *sorted(others - {host}), **told)
    if end == "cancelled":
        cancel_activity(record, reason="Nhầm.", acting=BY, at=story.at)
    if end == "returned":
        return_activities([record], remark="Xem lại.", acting=BY, at=story.at)


def change(story: Story, what: str) -> None:
    since = (on("01/07/2026"), None)
    if what == "merge":
        story.merge("A", "B", "01/07/2026")
    if what == "move":
        story.move("a1", "B", "01/07/2026")
    if what == "split":
        add_unit(story.world, "E", "Xã Ea Súp", UnitKind.COMMUNE, "P", since)
        add_unit(story.world, "F", "Xã Phú Hòa", UnitKind.COMMUNE, "P", since)
        story.move("a1", "E", "01/07/2026")
        story.split("A", "01/07/2026", E=Decimal("0.6"), F=Decimal("0.4"))


class TestAnyWorld(DjangoCase):
    """Hypothesis needs each example in its own transaction: its Django test case gives that."""

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        held=st.lists(sessions, max_size=6),
        published=st.lists(items, max_size=6),
        what=changes,
        as_of=days,
    )
    def test_entries_add_up_to_every_figure(self, held, published, what, as_of) -> None:
        story = tell(build_world(), SESSIONS, RECEIVED, LOUDSPEAKER, ACTION_MONTH)
        change(story, what)
        for session in held:
            if self.stood(story, session[0], session[1]):
                happen(story, session)
        for outlet, day, accepted in published:
            if self.stood(story, outlet, day):
                story.item(outlet, f"{day:%d/%m/%Y}", accepted=accepted)
        for standing in ("accepted", "provisional"):
            for map_name in ("reported", "new"):
                self.all_add_up(story, as_of, {"standing": standing, "map": map_name})

    def stood(self, story: Story, code: str, day: date) -> bool:
        """Whether the unit was there that day: nothing can be recorded for one that was not."""
        versions = story.world.units[code].versions.all()
        return any(one.valid_to is None or day <= one.valid_to for one in versions)

    def all_add_up(self, story: Story, as_of: date, how) -> None:
        for row in results_of(story.plan, as_of=as_of, **how):
            if row.kind == LOUDSPEAKER["kind"] and row.period.kind == PeriodKind.YEAR:
                continue  # there the count is one of quarters
            for one in row.outcomes:
                told = explain_figure(
                    story.plan,
                    row.ordinal,
                    unit_id=one.unit_id,
                    as_of=as_of,
                    period=row.period.label,
                    **how,
                )
                assert told.total == (one.count or Fraction(0))
