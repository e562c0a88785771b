"""What happens to a convention: a new text resets the review, a state holds from its day."""

from datetime import date, timedelta

from songhanh.engines.counting import Verdict
from songhanh.engines.counting.kinds.conventions import is_in_force, verdict_on
from songhanh.records.conventions.kind import CONVENTIONS, STEPS
from songhanh.records.conventions.queries import conventions_counted
from songhanh.records.recording import actions
from tests.records.examples import EXAMPLES, enter
from tests.world import NOON, World

CONVENTION, STEP = EXAMPLES["convention"], EXAMPLES["convention_step"]


def accepted(world: World, **said: object) -> int:
    record = enter(world, CONVENTION, **said)
    actions.accept(CONVENTIONS.kind, [record], acting=world.acting["minh"], at=NOON)
    return int(record.pk)


def step(world: World, convention: int, **said: object) -> None:
    typed = {"clauses": "", "discriminating": "", **said, "convention": convention}
    record = enter(world, STEP, **typed)
    actions.accept(STEPS.kind, [record], acting=world.acting["minh"], at=NOON)


def verdict(on: date, **said: object) -> Verdict | None:
    found = [one for one in conventions_counted() if is_in_force(one, on)]
    return verdict_on(found[0], on) if found else None


def test_a_new_text_asks_for_a_new_review_and_leaves_the_past_alone(world: World) -> None:
    convention = accepted(world)
    step(world, convention, what="text", happened_on="01/04/2026")

    assert verdict(date(2026, 3, 31)) == Verdict.PASSING
    assert verdict(date(2026, 4, 1)) == Verdict.UNREVIEWED

    step(world, convention, what="review", happened_on="10/04/2026", discriminating="yes")
    assert verdict(date(2026, 4, 9)) == Verdict.UNREVIEWED
    assert verdict(date(2026, 4, 10)) == Verdict.FAILING


def test_a_state_holds_from_its_day(world: World) -> None:
    convention = accepted(world)
    step(world, convention, what="state", happened_on="01/05/2026", state="suspended")

    assert verdict(date(2026, 4, 30)) == Verdict.PASSING
    assert verdict(date(2026, 5, 1)) is None


def test_what_waits_for_acceptance_counts_only_provisionally(world: World) -> None:
    enter(world, CONVENTION)

    assert conventions_counted() == []
    assert len(conventions_counted(standing="provisional")) == 1


def test_what_was_accepted_later_is_not_known_earlier(world: World) -> None:
    accepted(world)

    assert len(conventions_counted(known_on=NOON.date())) == 1
    assert conventions_counted(known_on=NOON.date() - timedelta(days=1)) == []
