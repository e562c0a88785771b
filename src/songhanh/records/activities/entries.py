"""What an activity posts to the ledger (counting rules, "What counts" and "Kinds")."""

from collections.abc import Iterator

from songhanh.ledger.drafts import EntryDraft
from songhanh.records.activities.content import ActivityContent


def drafts_of(
    unit_id: int, received_by_id: int | None, content: ActivityContent
) -> tuple[EntryDraft, ...]:
    """Entries of all measures, on the one day the activity counts on.

    The activity itself once for its main host; for each host, the main one named again as co-host
    counting once, that it held an activity and, on law or policy, a session; for the place that it
    received the session; and the people present for the main host.
    """
    return (
        *_held(unit_id, content),
        *_received(received_by_id, content),
        *_attendance(unit_id, content),
    )


def _held(unit_id: int, content: ActivityContent) -> Iterator[EntryDraft]:
    day, integrated = content.held_on, _integrated(content)
    yield EntryDraft(unit_id, "activity", day, 1, integrated=integrated)
    for host in sorted({unit_id, *content.co_host_ids}):
        yield EntryDraft(host, "activity_held", day, 1, integrated=integrated)
        if content.on_law_policy:
            yield EntryDraft(host, "session_held", day, 1, integrated=integrated)


def _received(received_by_id: int | None, content: ActivityContent) -> Iterator[EntryDraft]:
    if content.on_law_policy and received_by_id is not None:
        yield EntryDraft(
            received_by_id, "session_received", content.held_on, 1, integrated=_integrated(content)
        )


def _attendance(unit_id: int, content: ActivityContent) -> Iterator[EntryDraft]:
    day = content.held_on
    for sex, present in (
        ("male", content.male),
        ("female", content.female),
        ("unknown", content.unknown_sex),
    ):
        if present:
            yield EntryDraft(unit_id, "attendance", day, present, sex=sex)
    if content.children:
        yield EntryDraft(unit_id, "attendance_children", day, content.children)
    if content.minority:
        yield EntryDraft(unit_id, "attendance_minority", day, content.minority)


def _integrated(content: ActivityContent) -> str:
    return "yes" if content.integrated else "no"
