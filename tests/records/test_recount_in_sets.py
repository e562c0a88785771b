"""The database counts numerous records again by the very rules that each record is posted by."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import cycle, product
from typing import Any

import pytest

from songhanh.ledger import verification
from songhanh.ledger.comparing import differing
from songhanh.ledger.drafts import quantities
from songhanh.ledger.enums import DIMENSIONS
from songhanh.ledger.models import Entry
from songhanh.ledger.verification import verify
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity, ActivityCoHost
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.kinds import RecordKind
from tests.records.makers import MARCH_8, a_submitted_activity, a_submitted_item
from tests.world import NOON, World

STANDINGS = cycle(["accepted", "submitted", "accepted", "draft", "returned"])
MAYBE = (None, False, True)


def every_activity(world: World) -> None:
    """Each answer to each question an entry depends on, and people in turn."""
    own, other = world.units["A"].pk, world.units["B"].pk
    present = cycle([None, 0, 7, 3, None])
    made = Activity.objects.bulk_create(
        Activity(
            external_id=f"in-sets-{number}",
            unit_id=own,
            title="Tọa đàm",
            folded_title="toa dam",
            form="talk",
            held_on=MARCH_8,
            standing=next(STANDINGS),
            integrated=integrated,
            on_law_policy=on_law_policy,
            received_by_id=received_by,
            created_at=NOON,
            **{
                name: next(present)
                for name in ("male", "female", "unknown_sex", "children", "minority")
            },
        )
        for number, (integrated, on_law_policy, received_by) in enumerate(
            product(MAYBE, MAYBE, (None, own, other) * 2)
        )
    )
    hosts = cycle([(), (other,), (own, other), (own,), (other, world.units["C"].pk)])
    ActivityCoHost.objects.bulk_create(
        ActivityCoHost(activity=one, unit_id=host)
        for one, some in zip(made, hosts, strict=False)
        for host in some
    )


def every_item(world: World) -> None:
    """Originals and runs, of columns and not, with and without airtime."""
    first: dict[str, Any] = {
        "unit_id": world.units["A"].pk,
        "folded_title": "",
        "published_on": MARCH_8,
        "channel": "loudspeaker",
        "created_at": NOON,
    }
    original = MediaItem.objects.create(
        external_id="in-sets", title="Tin", type="news", on_gender_equality=True, **first
    )
    asked = product(
        MAYBE, (None, original.pk), ("", "Chuyên mục"), ("news", "feature"), (None, 0, 2)
    )
    MediaItem.objects.bulk_create(
        MediaItem(
            external_id=f"in-sets-{number}",
            title="Tin",
            standing=next(STANDINGS),
            on_gender_equality=on_gender_equality,
            original_id=original_id,
            column_name=column_name,
            type=type_,
            minutes=minutes and Decimal("2.5"),
            **first,
        )
        for number, (on_gender_equality, original_id, column_name, type_, minutes) in enumerate(
            asked
        )
    )


def told_one_by_one(kind: RecordKind[Any]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for record in kind.recount():
        for key, quantity in quantities(record.drafts, record.standing).items():
            place = (record.source_id, key.unit_id, key.measure, key.occurred_on, key.standing)
            found[*place, *key.dims] = quantity  # type: ignore[assignment]  # minutes are no whole numbers
    return found


def told_in_sets(kind: RecordKind[Any]) -> Counter[tuple[object, ...]]:
    assert kind.entries_in_sets is not None
    keys = ("record_id", "unit_id", "measure", "day", "standing", *DIMENSIONS)
    nothing = Entry.objects.filter(pk=0).values_list(
        "source_id", "unit_id", "measure_id", "occurred_on", "standing", *DIMENSIONS, "quantity"
    )
    found: Counter[tuple[object, ...]] = Counter()
    for key, _none, wanted in differing(keys, [nothing], kind.entries_in_sets(kind.counting())):
        day = key[3] if isinstance(key[3], date) else date.fromisoformat(key[3])
        found[*key[:3], day, *key[4:]] = wanted  # type: ignore[assignment]  # as above
    return found


@pytest.mark.parametrize(
    ("kind", "make"), [(ACTIVITIES, every_activity), (MEDIA_ITEMS, every_item)]
)
def test_the_database_recounts_by_the_rules_of_the_records(
    world: World, kind: RecordKind[Any], make: Any
) -> None:
    make(world)

    one_by_one = told_one_by_one(kind)

    assert len(one_by_one) > 40
    assert told_in_sets(kind) == one_by_one


def test_records_are_compared_a_stretch_of_keys_at_a_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        a_submitted_activity(world)
        a_submitted_item(world)
    monkeypatch.setattr(verification, "_AT_ONCE", 2)

    report = verify()

    assert report.is_clean
    assert report.records == 6


def test_of_very_many_differences_only_the_number_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_submitted_activity(world, male=5)
    Activity.objects.update(standing="draft")
    monkeypatch.setattr(verification, "MOST_TOLD", 2)

    report = verify()

    assert (len(report.differences), report.untold, report.found) == (2, 3, 5)
    assert not report.is_clean
