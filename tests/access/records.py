"""Who may open which page: records and their review."""

from collections.abc import Callable

from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import MediaItem
from tests.access.lines import ALL, POST, Line, record_pages
from tests.records import makers
from tests.records.examples import EXAMPLES, enter, record_of
from tests.world import World


def an_activity(world: World) -> int:
    """An activity of Xã An Hòa, submitted: its own unit may change it, the province may see it."""
    return makers.a_submitted_activity(world).pk


def a_proof_of_the_activity(world: World) -> int:
    """A photo of that activity."""
    return makers.proof_of(ACTIVITIES, Activity.objects.get(), world).pk


def a_media_item(world: World) -> int:
    """A media item of Xã An Hòa, submitted."""
    return makers.a_submitted_item(world).pk


def a_proof_of_the_item(world: World) -> int:
    """A photo of that item."""
    return makers.proof_of(MEDIA_ITEMS, MediaItem.objects.get(), world).pk


def the_example(code: str) -> Callable[[World], object]:
    """The example of a kind, submitted by Xã An Hòa."""
    return lambda world: enter(world, EXAMPLES[code]).pk


def the_proof(code: str) -> Callable[[World], object]:
    """A photo of that example."""
    kind = EXAMPLES[code].plain.kind
    return lambda world: makers.proof_of(kind, record_of(EXAMPLES[code]), world).pk


THINGS: dict[str, Callable[[World], object]] = {
    "activity": an_activity,
    "activity_proof": a_proof_of_the_activity,
    "media_item": a_media_item,
    "media_item_proof": a_proof_of_the_item,
    **{code: the_example(code) for code in EXAMPLES},
    **{f"{code}_proof": the_proof(code) for code in EXAMPLES},
}

LINES: dict[str, Line] = {
    **record_pages("activities", "activity"),
    **record_pages("media", "media_item"),
    **{
        name: line
        for code, example in EXAMPLES.items()
        for name, line in record_pages(example.plain.kind.namespace, code).items()
    },
    "registers:list": Line(ALL),
    "review:queue": Line("LO"),
    "review:decide": Line("LO", POST),
}
