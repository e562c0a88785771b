"""What the importers of all records' tables share (contract: data package).

Cells are read by ``foundation.lib.tables``; here the references are looked up, and the days that a
sender gives for submission and decision become moments, or not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.clock import day_of, start_of
from songhanh.foundation.lib.errors import UnfitEvidenceError
from songhanh.foundation.lib.photos import prepare
from songhanh.foundation.lib.tables import CellReader, TableRow
from songhanh.ledger.drafts import EntryDraft, Posting, StateDraft
from songhanh.ledger.enums import Standing
from songhanh.programme.plans.queries.packages import known_plan_codes
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import LEDGER_STANDING
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import is_moving_in
from songhanh.records.recording.references import Bearer, bearers, ways_to_write
from songhanh.records.recording.sheet import SheetEntry

C = TypeVar("C")

ID_LENGTH = 150
"""Longest identifier of a sender. The column is longer: a revision adds its own moment to it."""

LARGEST_COUNT = 2_000_000_000

_STANDINGS = frozenset(RecordStanding.values)


@dataclass(frozen=True, slots=True)
class Moments:
    """When a record was submitted and decided, as far as its standing says so."""

    submitted_at: datetime | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Parsed(Generic[C]):
    """One row that could be read, with everything it refers to. ``place_id``: who received it."""

    row: TableRow
    external_id: str
    unit_id: int
    place_id: int | None
    standing: str
    moments: Moments
    content: C
    evidence: tuple[str, ...] = ()
    """Names of files in the package."""


def parsed_entry(entry: SheetEntry, at: datetime, *, place_id: int | None = None) -> "Parsed[Any]":
    """A row of a sheet as a record that is submitted now; its content was looked at before."""
    return Parsed(
        row=TableRow("", 0, {}),
        external_id=entry.key,
        unit_id=entry.unit_id,
        place_id=place_id,
        standing=RecordStanding.SUBMITTED,
        moments=Moments(at, None),
        content=entry.content,
    )


Files = Callable[[str], bytes | None]
"""Gives the bytes of a file of the package by its name in ``files/``; None when it has none."""


class RecordReader:
    """Reads what the tables of all records have in common. Every fault goes to the cell reader."""

    def __init__(self, cells: CellReader, at: datetime, files: Files | None = None) -> None:
        self.cells = cells
        self.files = files
        self.at = at
        self.today = day_of(at)
        self.moving_in = is_moving_in(at)
        self._bearers = bearers()
        self._codes: dict[str, dict[str, str]] = {}
        self._plans = known_plan_codes()

    def line(self, row: TableRow, column: str, longest: int, *, required: bool = False) -> str:
        """A text that fits its column."""
        text = self.cells.text(row, column, required=required)
        if not text:
            return ""
        if len(text) > longest or "\x00" in text:
            self.cells.fault(
                row,
                column,
                expected=f"tối đa {longest} ký tự",
                message=f"Tệp {row.file}, dòng {row.row}, cột “{column}” dài {len(text)} ký tự. "
                f"Ô này nhận tối đa {longest} ký tự đọc được; hãy rút gọn.",
            )
            return ""
        return text

    def count(self, row: TableRow, column: str) -> int | None:
        """A whole number of people."""
        value = self.cells.whole(row, column)
        if value is not None and value > LARGEST_COUNT:
            self.cells.fault(
                row,
                column,
                expected=f"số không quá {LARGEST_COUNT}",
                message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: {value} lớn quá mức "
                "có thể. Hãy kiểm tra lại số này.",
            )
            return None
        return value

    def day(self, row: TableRow, column: str, *, required: bool = False) -> date | None:
        """A day; one that has not come yet is a warning, never an error."""
        day = self.cells.day(row, column, required=required)
        if day is not None and day > self.today:
            self.cells.warn(
                row,
                column,
                expected=f"ngày không sau {self.today:%Y-%m-%d}",
                message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: ngày {day:%d/%m/%Y} "
                "chưa tới. Dòng này vẫn được nhận; hãy kiểm tra lại nếu gõ nhầm.",
            )
        return day

    def code(self, row: TableRow, column: str, name: str, *, required: bool = False) -> str:
        """A code of an open list, written as code, name or alias; its code."""
        text = self.cells.text(row, column, required=required)
        return self._coded(row, column, name, text) if text else ""

    def codes(self, row: TableRow, column: str, name: str) -> tuple[str, ...]:
        """Several codes of an open list, each once, in the order of codes."""
        words = self.cells.words(row, column)
        if not words:
            return ()
        found = {self._coded(row, column, name, word) for word in words}
        return tuple(sorted(found - {""}))

    def bearer(
        self, row: TableRow, column: str, day: date | None, *, required: bool = False
    ) -> Bearer | None:
        """The unit that bears the cell's code on the record's own day; codes are reused."""
        code = self.cells.text(row, column, required=required)
        return self.bearer_of(row, column, code, day) if code and day is not None else None

    def bearer_of(self, row: TableRow, column: str, code: str, day: date) -> Bearer | None:
        """The unit that bears a code on a day; a code that nobody bears then is a fault."""
        for bearer in self._bearers.get(code, ()):
            if bearer.valid_from <= day <= bearer.valid_to:
                return bearer
        known = "có mã này nhưng không còn hiệu lực" if code in self._bearers else "chưa có mã này"
        self.cells.fault(
            row,
            column,
            expected=f"mã đơn vị có hiệu lực ngày {day:%Y-%m-%d}",
            message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: mã “{code}” không chỉ tới "
            f"đơn vị nào vào ngày {day:%d/%m/%Y} ({known}). Hãy sửa mã hoặc bổ sung đơn vị.",
        )
        return None

    def keeper(self, row: TableRow, column: str, days: Sequence[date | None]) -> Bearer | None:
        """The unit a thing lies with that is older than the unit itself: a convention, a model.

        The code means who bears it on the newest of the known days; when nobody does, who bears it
        today; else whoever bore it last.
        """
        code = self.cells.text(row, column, required=True)
        known = self._bearers.get(code, [])
        on = [*sorted((day for day in days if day), reverse=True)[:1], self.today]
        for day in on:
            for bearer in known:
                if bearer.valid_from <= day <= bearer.valid_to:
                    return bearer
        if known:
            return max(known, key=lambda one: one.valid_to)
        return self.bearer_of(row, column, code, self.today) if code else None

    def plan(self, row: TableRow, column: str) -> str:
        """The code of a plan that is here."""
        code = self.cells.text(row, column)
        if code and code not in self._plans:
            self.cells.fault(
                row,
                column,
                expected="mã một kế hoạch đã có",
                message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: chưa có kế hoạch “{code}”"
                ". Hãy sửa mã hoặc đưa kế hoạch vào cùng gói dữ liệu.",
            )
        return code

    def evidence(self, row: TableRow) -> tuple[str, ...]:
        """The names of files that prove the record, each looked at; unfit ones are faults."""
        names = tuple(dict.fromkeys(self.cells.words(row, "evidence")))
        if not names:
            return ()
        if self.files is None:
            self.cells.warn(
                row,
                "evidence",
                expected="tệp trong thư mục files/",
                message=f"Tệp {row.file}, dòng {row.row}: tệp minh chứng chưa được nhận cùng lần "
                "nhập này. Bản ghi vẫn được nhận; hãy thêm minh chứng trên trang của bản ghi.",
            )
            return ()
        return tuple(name for name in names if self._is_fit(row, name, self.files(name)))

    def _is_fit(self, row: TableRow, name: str, data: bytes | None) -> bool:
        try:
            if data is not None:
                prepare(data, name)
                return True
            sentence = f"gói dữ liệu không có tệp “files/{name}”. Hãy bổ sung tệp hoặc bỏ tên này."
        except UnfitEvidenceError as error:
            sentence = error.message
        self.cells.fault(
            row,
            "evidence",
            expected="tệp JPEG, PNG hoặc PDF trong thư mục files/",
            message=f"Tệp {row.file}, dòng {row.row}, cột “evidence”: {sentence}",
        )
        return False

    def identity(self, row: TableRow) -> str:
        """The sender's own identifier."""
        return self.line(row, "id", ID_LENGTH, required=True)

    def standing(self, row: TableRow) -> str:
        """The standing as given."""
        return self.cells.choice(row, "standing", _STANDINGS, required=True)

    def moments(self, row: TableRow, standing: str) -> Moments:
        """When it was submitted and decided.

        The sender's days are believed only while moving in: later the moment of import stands,
        because what was known on a past day does not change. A decision never comes before the
        submission.
        """
        submitted, decided = self.day(row, "submitted_on"), self.day(row, "decided_on")
        decided_at = self._moment(decided)
        submitted_at = min(self._moment(submitted), decided_at)
        if standing == RecordStanding.SUBMITTED:
            return Moments(self._moment(submitted), None)
        if standing in (RecordStanding.ACCEPTED, RecordStanding.RETURNED):
            return Moments(submitted_at, decided_at)
        return Moments(None, None)

    def known_since(self, row: TableRow) -> Moments:
        """The moments of a row whose table has no standing: it counts as accepted."""
        known = self._moment(self.day(row, "submitted_on"))
        return Moments(known, known)

    def _moment(self, day: date | None) -> datetime:
        if day is None or not self.moving_in or day >= self.today:
            return self.at
        return start_of(day)

    def _coded(self, row: TableRow, column: str, name: str, text: str) -> str:
        codes = self._codes.get(name)
        if codes is None:
            codes = self._codes[name] = ways_to_write(name)
        found = codes.get(text) or codes.get(fold(text))
        if found:
            return found
        expected = ", ".join(sorted(set(codes.values())))
        self.cells.fault(
            row,
            column,
            expected=expected,
            message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: “{text}” không có trong danh "
            f"mục. Giá trị dùng được: {expected}.",
        )
        return ""


def history_of(
    kind_code: str,
    record_id: int,
    parsed: Parsed[C],
    drafts: tuple[EntryDraft, ...],
    states: tuple[StateDraft, ...] | None = None,
) -> Iterator[Posting]:
    """What a new record posts: provisional when submitted, then accepted or reversed when decided.

    When both happened on one day only the outcome is posted: what was known is asked by days.
    """
    begun, decided = parsed.moments.submitted_at, parsed.moments.decided_at
    if begun is None:
        return
    if decided is None:
        yield Posting(kind_code, record_id, drafts, Standing.PROVISIONAL, begun, states)
        return
    waited = day_of(begun) < day_of(decided)
    if waited:
        yield Posting(kind_code, record_id, drafts, Standing.PROVISIONAL, begun, states)
    if parsed.standing == RecordStanding.ACCEPTED:
        yield Posting(kind_code, record_id, drafts, Standing.ACCEPTED, decided, states)
    elif waited:
        nothing = None if states is None else ()
        yield Posting(kind_code, record_id, (), Standing.ACCEPTED, decided, nothing)


def restand(record: Record, parsed: Parsed[C]) -> None:
    """Give a record that was here the standing of its row; its moments follow where it moved."""
    if record.standing != parsed.standing:
        record.standing = parsed.standing
        record.submitted_at = record.submitted_at or parsed.moments.submitted_at
        record.decided_at = parsed.moments.decided_at
    record.version += 1


def posting_of(
    kind_code: str, record: Record, drafts: tuple[EntryDraft, ...], at: datetime
) -> Posting:
    """What a record that was here is to have in the ledger from this moment on."""
    standing = LEDGER_STANDING.get(record.standing)
    return Posting(
        kind_code, record.pk, drafts if standing else (), standing or Standing.ACCEPTED, at
    )


def in_parts(values: Sequence[C], size: int = 500) -> Iterator[Sequence[C]]:
    """A long list in pieces a statement can take."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
