"""Which rows are one unit: a code is borne by one unit after the other, and a unit may change it.

Contract: data package, "Identity". A code's time is cut at the days on which a merger, a split or a
dissolution ended its bearer; between two cuts it means one unit. A rename that also changes the
code joins the stretch of the old code with the stretch of the new one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from songhanh.registry.orgunits.actions.importing.rows import (
    DAY,
    Faults,
    Span,
    SuccessionRow,
    UnitRow,
    first_day,
    last_day,
    shared,
    shown,
)
from songhanh.registry.orgunits.actions.importing.stored import Stored, StoredVersion
from songhanh.registry.orgunits.enums import ENDING, SuccessionKind

Stretch = tuple[str, int]
"""A code, and the how-manieth of its stretches of time."""


@dataclass(slots=True)
class Version:
    """A version as it will be after the import: from a row, from the database, or from both."""

    code: str
    name: str
    kind: str
    span: Span
    row: UnitRow | None = None
    stored: StoredVersion | None = None
    open_ended: bool = False


@dataclass(slots=True, eq=False)
class Life:
    """One unit: its versions in the order of time, and its id once it has one."""

    versions: list[Version] = field(default_factory=list)
    unit_id: int | None = None
    official: bool = False

    @property
    def touched(self) -> bool:
        """Whether the import says something about it."""
        return any(one.row is not None for one in self.versions)

    def on(self, day: date) -> Version | None:
        """The version that holds on a day."""
        return next((one for one in self.versions if one.span[0] <= day <= one.span[1]), None)


class Cuts:
    """The days at which each code passes to another bearer."""

    def __init__(self) -> None:
        """No cuts yet."""
        self._same: dict[str, dict[date, bool]] = defaultdict(dict)
        self._days: dict[str, list[date]] = {}
        self.joins: list[tuple[str, str, date]] = []

    def add(self, old_code: str, new_code: str, on: date, kind: str) -> None:
        """Learn from one succession."""
        if kind in ENDING or (kind == SuccessionKind.MERGE_PART and old_code == new_code):
            same = old_code == new_code
            self._same[old_code][on] = same or self._same[old_code].get(on, False)
        elif kind != SuccessionKind.MERGE_PART and new_code not in ("", old_code):
            for code in (old_code, new_code):
                self._same[code].setdefault(on, False)
            self.joins.append((old_code, new_code, on))

    def days(self, code: str) -> list[date]:
        """The days of a code, in the order of time."""
        if code not in self._days:
            self._days[code] = sorted(self._same.get(code, ()))
        return self._days[code]

    def stretch(self, code: str, day: date) -> Stretch:
        """The stretch of a code in which a day lies."""
        return code, bisect_right(self.days(code), day)

    def span(self, stretch: Stretch) -> Span:
        """First and last day of a stretch."""
        code, index = stretch
        days = self.days(code)
        first = days[index - 1] if index else date.min
        return first, days[index] - DAY if index < len(days) else date.max

    def goes_on(self, code: str, on: date) -> bool:
        """Whether the unit that begins at this cut bears the code of the one that ended."""
        return self._same[code][on]


class Lives:
    """Every unit the import speaks of, by stretch."""

    def __init__(
        self, units: Sequence[UnitRow], successions: Iterable[SuccessionRow], stored: Stored
    ) -> None:
        """Work out which rows and stored versions belong together; faults are in ``faults``."""
        self.faults = Faults()
        self.cuts = _cuts(successions, stored)
        self._by_stretch: dict[Stretch, Life] = {}
        rows: dict[str, list[UnitRow]] = defaultdict(list)
        for row in units:
            rows[row.code].append(row)
        for code in rows.keys() | stored.versions.keys():
            for version in self._versions(code, rows.get(code, []), stored.versions.get(code, [])):
                stretch = self.cuts.stretch(code, version.span[0])
                self._by_stretch.setdefault(stretch, Life()).versions.append(version)
        self._join()
        self._give_ids()
        for life in self.all():
            self._check_overlaps(life)

    def all(self) -> list[Life]:
        """Each unit once."""
        return list(dict.fromkeys(self._by_stretch.values()))

    def bearer(self, code: str, day: date) -> Life | None:
        """The unit that bears a code in the stretch of a day, valid on it or not."""
        return self._by_stretch.get(self.cuts.stretch(code, day))

    def bearers(self, code: str, span: Span) -> Iterator[tuple[Life, Span]]:
        """The units that bear a code one after the other, with their part of a span."""
        for index in range(len(self.cuts.days(code)) + 1):
            life = self._by_stretch.get((code, index))
            part = shared(span, self.cuts.span((code, index)))
            if life is not None and part is not None:
                yield life, part

    def knows(self, code: str) -> bool:
        """Whether any unit ever bore the code."""
        return any(
            (code, index) in self._by_stretch for index in range(len(self.cuts.days(code)) + 1)
        )

    def _versions(
        self, code: str, rows: list[UnitRow], stored: list[StoredVersion]
    ) -> list[Version]:
        versions = [self._from_row(row) for row in rows]
        left = _match(versions, stored)
        versions += [self._from_stored(one) for one in left]
        versions.sort(key=lambda one: one.span)
        return [*versions, *self._going_on(code, versions)]

    def _from_row(self, row: UnitRow) -> Version:
        first = first_day(row.valid_from)
        end = self.cuts.span(self.cuts.stretch(row.code, first))[1]
        if row.valid_to is not None and row.valid_to > end:
            self.faults.unit(
                row,
                "valid_to",
                expected=f"không sau ngày {shown(end)}",
                message=f"“{row.name}” kết thúc ngày {shown(row.valid_to)}, sau ngày sáp nhập, "
                f"chia tách hoặc giải thể. Hãy để trống ô này hoặc ghi {shown(end)}.",
            )
        return Version(
            code=row.code,
            name=row.name,
            kind=row.kind,
            span=(first, min(last_day(row.valid_to), end)),
            row=row,
            open_ended=row.valid_to is None,
        )

    def _from_stored(self, stored: StoredVersion) -> Version:
        first, last = stored.span
        end = self.cuts.span(self.cuts.stretch(stored.code, first))[1]
        return Version(
            code=stored.code,
            name=stored.name,
            kind=stored.kind,
            span=(first, min(last, end)),
            stored=stored,
            open_ended=last > end,
        )

    def _going_on(self, code: str, versions: list[Version]) -> Iterator[Version]:
        """One open row for a code that passes to a merged unit speaks of both units."""
        begun = {self.cuts.stretch(code, one.span[0])[1] for one in versions}
        last = versions[-1] if versions else None
        for index, on in enumerate(self.cuts.days(code), start=1):
            before = next((one for one in versions if one.span[1] == on - DAY), last)
            if index in begun or before is None or not before.open_ended:
                continue
            if self.cuts.goes_on(code, on) and before.span[1] == on - DAY:
                last = Version(
                    code=code,
                    name=before.name,
                    kind=before.kind,
                    span=self.cuts.span((code, index)),
                    row=before.row,
                    open_ended=True,
                )
                yield last

    def _join(self) -> None:
        for old_code, new_code, on in self.cuts.joins:
            before = self._by_stretch.get(self.cuts.stretch(old_code, on - DAY))
            after_key = self.cuts.stretch(new_code, on)
            after = self._by_stretch.get(after_key)
            if before is None or after is None or before is after:
                continue
            before.versions += after.versions
            for stretch, life in list(self._by_stretch.items()):
                if life is after:
                    self._by_stretch[stretch] = before

    def _give_ids(self) -> None:
        """A stored unit goes on in the first of its lives; a later life is a unit of its own."""
        claimed: set[int] = set()
        for life in self.all():
            life.versions.sort(key=lambda one: one.span)
        for life in sorted(self.all(), key=lambda one: one.versions[0].span):
            for version in life.versions:
                stored = version.stored
                if life.unit_id is None and stored is not None and stored.unit_id not in claimed:
                    life.unit_id = stored.unit_id
                    life.official = stored.official
                    claimed.add(stored.unit_id)

    def _check_overlaps(self, life: Life) -> None:
        for before, after in zip(life.versions, life.versions[1:], strict=False):
            row = after.row or before.row
            if after.span[0] > before.span[1] or row is None:
                continue
            other = before.row if after.row is not None else None
            place = f"dòng {other.row}" if other else "dữ liệu đã có"
            self.faults.unit(
                row,
                "valid_from",
                expected="các khoảng hiệu lực của một mã không chồng nhau",
                message=f"khoảng hiệu lực của mã “{row.code}” chồng lên {place}. Hãy ghi lại ngày "
                "bắt đầu và ngày kết thúc để các khoảng nối tiếp nhau.",
            )


def _cuts(successions: Iterable[SuccessionRow], stored: Stored) -> Cuts:
    cuts = Cuts()
    for row in successions:
        cuts.add(row.old_code, row.new_code, row.on, row.kind)
    for one in stored.successions:
        old_code = stored.code_on(one.old_id, one.on - DAY)
        new_code = stored.code_on(one.new_id, one.on) if one.new_id is not None else ""
        if one.kind == SuccessionKind.MERGE_PART and one.old_id == one.new_id:
            continue
        cuts.add(old_code, new_code, one.on, one.kind)
    return cuts


def _match(versions: list[Version], stored: list[StoredVersion]) -> list[StoredVersion]:
    """Pair rows with stored versions; give the stored ones left over.

    Same first day first; then a row that overlaps one stored version alone corrects its days. A row
    without any day says nothing about the days of an official unit: they stay.
    """
    left = {one.span[0]: one for one in stored}
    for version in versions:
        row = version.row
        if row is not None and row.valid_from is None and row.valid_to is None:
            official = [one for one in left.values() if one.official]
            if official:
                newest = max(official, key=lambda one: one.span)
                version.stored, version.span = left.pop(newest.span[0]), newest.span
                version.open_ended = newest.span[1] == date.max
                continue
        version.stored = left.pop(version.span[0], None)
    for version in versions:
        if version.stored is None:
            over = [one for one in left.values() if shared(one.span, version.span)]
            if len(over) == 1:
                version.stored = left.pop(over[0].span[0])
    return list(left.values())
