"""A thousand moves of people and of stock: every total is what a recount by hand gives.

Stock moves, joint events, repeats and reposts, with returns, reopenings and corrections among them.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.ledger.queries import counts
from songhanh.ledger.verification import verify
from songhanh.records.activities import actions as activities
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.materials.kind import MATERIALS, MOVES
from songhanh.records.materials.models import Material, StockMove
from songhanh.records.materials.stock import stock_on
from songhanh.records.media import actions as media
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import MediaItem
from songhanh.records.recording import actions as recording
from songhanh.records.recording.errors import MoveRefusedError
from songhanh.records.recording.kinds import RecordKind
from tests.records.makers import activity_content, item_content
from tests.world import World

START = datetime(2026, 1, 10, 3, tzinfo=UTC)
STEP = timedelta(hours=3)
MOVES_MADE = 1000
MEASURES = (
    "stock_in",
    "stock_out",
    "session_held",
    "attendance",
    "item_original",
    "item_repeat",
)
Quantities = dict[str, int]


@dataclass
class Clerk:
    """Writes down how a record stood after each move, and counts by hand."""

    notes: dict[tuple[str, int], list[tuple[datetime, str, date, Quantities]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    stock_of: dict[int, int] = field(default_factory=dict)

    def note(self, kind: RecordKind[Any], pk: int, at: datetime) -> None:
        record = kind.with_parts(kind.records().filter(pk=pk)).first()
        if record is None or record.is_revision:
            return
        if isinstance(record, StockMove):
            self.stock_of[record.pk] = record.material_id
        day = getattr(record, kind.day_field)
        self.notes[kind.code, pk].append((at, record.standing, day, worth(record)))

    def total(
        self, measure: str, as_of: date, known_on: date | None, standing: str, material: int = 0
    ) -> int:
        wanted = {"accepted"} if standing == "accepted" else {"accepted", "submitted"}
        total = 0
        for (_kind, pk), notes in self.notes.items():
            if material and self.stock_of.get(pk) != material:
                continue
            known = [one for one in notes if known_on is None or day_of(one[0]) <= known_on]
            if known and known[-1][1] in wanted and known[-1][2] <= as_of:
                total += known[-1][3].get(measure, 0)
        return total


def worth(record: Activity | MediaItem | StockMove) -> Quantities:
    """What one record amounts to, by hand."""
    if isinstance(record, StockMove):
        return {f"stock_{record.direction}": record.quantity}
    if isinstance(record, MediaItem):
        return {"item_repeat" if record.original_id else "item_original": 1}
    hosts = {record.unit_id, *(row.unit_id for row in record.co_host_rows.all())}
    return {"session_held": len(hosts), "attendance": record.male or 0}


@dataclass
class Office:
    """Lan enters, Minh decides; chance says what."""

    world: World
    chance: Random
    materials: list[Material]

    def content(self, kind: RecordKind[Any], today: date) -> Any:
        day = today - timedelta(days=self.chance.randrange(60))
        if kind is ACTIVITIES:
            others = [self.world.units[code].pk for code in ("B", "C", "X")]
            joint = tuple(sorted(self.chance.sample(others, self.chance.randrange(4))))
            return activity_content(held_on=day, male=self.chance.randrange(50), co_host_ids=joint)
        if kind is MEDIA_ITEMS:
            originals = MediaItem.objects.filter(original=None, revises=None).order_by("pk")
            again = originals.first() if self.chance.random() < 0.4 else None
            return item_content(published_on=day, original_id=again.pk if again else None)
        return {
            "material_id": self.chance.choice(self.materials).pk,
            "direction": "in" if self.chance.random() < 0.45 else "out",
            "quantity": self.chance.randrange(1, 80),
            "moved_on": day,
        }

    def enter(self, kind: RecordKind[Any], at: datetime) -> Any:
        creates: dict[str, Callable[..., Any]] = {
            ACTIVITIES.code: activities.create_activity,
            MEDIA_ITEMS.code: media.create_media_item,
            MOVES.kind.code: MOVES.create,
        }
        made = creates[kind.code](
            self.content(kind, day_of(at)),
            unit_id=self.world.units["A"].pk,
            acting=self.world.acting["lan"],
            at=at,
        )
        return recording.submit(kind, made, acting=self.world.acting["lan"], at=at)

    def mend(self, kind: RecordKind[Any], record: Any, at: datetime) -> None:
        changes: dict[str, Callable[..., Any]] = {
            ACTIVITIES.code: activities.change_activity,
            MEDIA_ITEMS.code: media.change_media_item,
            MOVES.kind.code: MOVES.change,
        }
        content = self.content(kind, day_of(at))
        if isinstance(record, StockMove):
            content["material_id"] = record.material_id
        if isinstance(record, MediaItem) and record.original_id is None:
            content = item_content(published_on=content.published_on)
        changes[kind.code](
            record, content, version=record.version, acting=self.world.acting["lan"], at=at
        )

    def move(self, kind: RecordKind[Any], record: Any, at: datetime) -> None:
        """Something that can happen to a record."""
        lan, minh = self.world.acting["lan"], self.world.acting["minh"]
        what = self.chance.choice(["accept"] * 4 + ["return", "change", "reopen", "undo", "cancel"])
        if what == "accept":
            recording.accept(kind, [record], acting=minh, at=at)
        elif what == "return":
            recording.return_(kind, [record], remark="Xem lại.", acting=minh, at=at)
        elif what == "undo":
            recording.undo_acceptance(kind, [record], acting=minh, at=at)
        elif what == "cancel":
            by = minh if record.standing == "accepted" else lan
            recording.cancel(kind, record, reason="Nhầm.", acting=by, at=at)
        elif what == "change":
            self.mend(kind, record, at)
        else:
            revision = recording.reopen(kind, record, reason="Sửa.", acting=lan, at=at)
            self.mend(kind, revision, at)
            revision.refresh_from_db()
            if revision.standing != "submitted":
                recording.submit(kind, revision, acting=lan, at=at)
            recording.accept(kind, [revision], acting=minh, at=at)


def test_a_thousand_moves_amount_to_what_a_clerk_counts(world: World) -> None:
    chance = Random(20260308)
    materials = [
        MATERIALS.create(
            {"title": f"Tờ rơi {number}", "type": "leaflet", "topics": "gbv"},
            unit_id=world.units["A"].pk,
            acting=world.acting["lan"],
            at=START,
        )
        for number in range(3)
    ]
    office, clerk = Office(world, chance, materials), Clerk()
    kinds: list[RecordKind[Any]] = [ACTIVITIES, MEDIA_ITEMS, MOVES.kind, MOVES.kind]
    entered: dict[str, list[int]] = defaultdict(list)
    refused = pk = 0
    at = START
    for _number in range(MOVES_MADE):
        at += STEP
        kind = chance.choice(kinds)
        try:
            if not entered[kind.code] or chance.random() < 0.5:
                pk = office.enter(kind, at).pk
                entered[kind.code].append(pk)
            else:
                pk = chance.choice(entered[kind.code])
                office.move(kind, kind.records().get(pk=pk), at)
        except MoveRefusedError:
            pass  # the standing does not allow it: nothing changes
        except RefusedError:
            refused += 1  # more would have gone out than there was: nothing changes
        clerk.note(kind, pk, at)

    assert refused > 0
    assert verify().is_clean
    last = day_of(at)
    for as_of in (START.date(), last - timedelta(days=70), last - timedelta(days=20), last):
        for known_on in (None, START.date() + timedelta(days=40), last - timedelta(days=9)):
            for standing in ("accepted", "provisional"):
                asked = (as_of, known_on, standing)
                told = {measure: in_the_ledger(measure, *asked) for measure in MEASURES}
                assert told == {measure: clerk.total(measure, *asked) for measure in MEASURES}
                for material in materials:
                    stock = stock_on(material.pk, as_of=as_of, known_on=known_on, standing=standing)
                    assert stock.came_in == clerk.total("stock_in", *asked, material.pk)
                    assert stock.went_out == clerk.total("stock_out", *asked, material.pk)
    for day in (last - timedelta(days=number) for number in range(200)):
        assert all(stock_on(one.pk, as_of=day).left >= 0 for one in materials[:1])


def in_the_ledger(measure: str, as_of: date, known_on: date | None, standing: str) -> int:
    rows = counts(measure, first=date(2025, 1, 1), last=as_of, standing=standing, known_on=known_on)
    return int(sum(row.quantity for row in rows))
