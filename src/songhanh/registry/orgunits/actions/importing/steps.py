"""Successions of an import: between which units they lead, and whether they can be."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from songhanh.registry.orgunits.actions.importing.lives import Life, Lives
from songhanh.registry.orgunits.actions.importing.rows import (
    DAY,
    SUCCESSIONS_FILE,
    Faults,
    SuccessionRow,
    shown,
)
from songhanh.registry.orgunits.actions.importing.stored import Stored
from songhanh.registry.orgunits.enums import ENDING, SuccessionKind
from songhanh.registry.orgunits.models import Succession

SHARED = (SuccessionKind.MERGE, SuccessionKind.MERGE_PART, SuccessionKind.SPLIT)
_CHANGING_CODE = (SuccessionKind.RENAME, SuccessionKind.RETYPE, SuccessionKind.REATTACH)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A succession between two units, and the stored record that says the same, if any."""

    row: SuccessionRow
    old: Life
    new: Life | None
    stored: Succession | None = None


def once(rows: Sequence[SuccessionRow], faults: Faults) -> list[SuccessionRow]:
    """The rows with equal lines once; different lines about one succession are a fault."""
    first: dict[tuple[str, str, date, str], SuccessionRow] = {}
    for row in rows:
        before = first.setdefault(row.identity, row)
        if before is row:
            continue
        if (before.share, before.basis, before.note) == (row.share, row.basis, row.note):
            faults.warn_twice(SUCCESSIONS_FILE, row.row, before.row, row.old_code)
        else:
            faults.succession(
                row,
                "old_code",
                expected="mỗi lần kế thừa một dòng",
                message=f"dòng {before.row} nói về cùng lần kế thừa này nhưng khác tỷ lệ hoặc căn "
                "cứ. Hãy giữ lại một dòng đúng.",
            )
    return list(first.values())


def steps_of(rows: Sequence[SuccessionRow], lives: Lives, stored: Stored) -> list[Step]:
    """The successions as steps between units; impossible ones are faults and left out."""
    by_ids = {(one.old_id, one.new_id, one.on, one.kind): one for one in stored.successions}
    steps = []
    for row in rows:
        old, new = _old(row, lives), _new(row, lives)
        if old is None or (new is None and row.kind != SuccessionKind.DISSOLVE):
            continue
        same = None
        if old.unit_id is not None:
            new_id = new.unit_id if new else None
            if new is None or new_id is not None:
                same = by_ids.get((old.unit_id, new_id, row.on, row.kind))
        steps.append(Step(row, old, new, same))
    _check_shares(steps, stored, lives.faults)
    _check_circles(steps, lives.faults)
    return steps


def _old(row: SuccessionRow, lives: Lives) -> Life | None:
    """The unit that ends or changes: it bears the code on the day before."""
    last_day = row.on - DAY
    life = lives.bearer(row.old_code, last_day)
    if not lives.knows(row.old_code):
        lives.faults.succession(
            row,
            "old_code",
            expected="mã của một đơn vị trong tệp hoặc đã có",
            message=f"đơn vị cũ “{row.old_code}” chưa có. Hãy thêm đơn vị đó hoặc sửa mã.",
        )
        return None
    if life is None or life.on(last_day) is None:
        lives.faults.succession(
            row,
            "old_code",
            expected=f"đơn vị có hiệu lực đến hết ngày {shown(last_day)}",
            message=f"đơn vị cũ “{row.old_code}” không có hiệu lực vào ngày {shown(last_day)}, "
            "ngày cuối trước khi kế thừa. Hãy kiểm tra lại các ngày.",
            error=life is None,
        )
    return life


def _new(row: SuccessionRow, lives: Lives) -> Life | None:
    """The unit that goes on: it bears the code on the day itself."""
    if row.kind == SuccessionKind.DISSOLVE:
        return None
    if not lives.knows(row.new_code):
        lives.faults.succession(
            row,
            "new_code",
            expected="mã của một đơn vị trong tệp hoặc đã có",
            message=f"đơn vị kế thừa “{row.new_code}” chưa có. Hãy thêm đơn vị đó hoặc sửa mã.",
        )
        return None
    life = lives.bearer(row.new_code, row.on)
    if life is None or life.on(row.on) is None:
        lives.faults.succession(
            row,
            "new_code",
            expected=f"đơn vị có hiệu lực vào ngày {shown(row.on)}",
            message=f"đơn vị kế thừa “{row.new_code}” chưa có hoặc không còn hiệu lực vào ngày "
            f"{shown(row.on)}. Hãy sửa ngày của đơn vị đó hoặc ngày kế thừa.",
        )
        return None
    return life


def _check_shares(steps: list[Step], stored: Stored, faults: Faults) -> None:
    """The shares of one unit and day are at most the whole; what is not decided counts nothing."""
    given: dict[tuple[Life, date], list[Step]] = defaultdict(list)
    for step in steps:
        if step.row.kind in SHARED:
            given[step.old, step.row.on].append(step)
    repeated = {step.stored.pk for step in steps if step.stored is not None}
    before: dict[tuple[int | None, date], Decimal] = defaultdict(Decimal)
    for one in stored.successions:
        if one.pk not in repeated:
            before[one.old_id, one.on] += _part(one.kind, one.share)
    for (life, on), group in given.items():
        total = sum((_part(step.row.kind, step.row.share) for step in group), Decimal(0))
        total += before[life.unit_id, on]
        if total > 1:
            row = group[-1].row
            faults.succession(
                row,
                "share",
                expected="tổng tỷ lệ của một đơn vị trong một ngày không quá 1",
                message=f"các phần của “{row.old_code}” ngày {shown(on)} cộng lại là {total}. Một "
                "đơn vị sáp nhập toàn bộ chỉ một lần; các phần cộng lại không quá 1.",
            )


def _part(kind: str, share: Decimal | None) -> Decimal:
    if kind == SuccessionKind.MERGE:
        return Decimal(1) if share is None else share
    return share or Decimal(0) if kind in SHARED else Decimal(0)


def _check_circles(steps: list[Step], faults: Faults) -> None:
    """Nobody goes into another that goes into it on the same day, at any length."""
    into: dict[tuple[Life, date], list[Life]] = defaultdict(list)
    for step in steps:
        if step.new is not None and step.new is not step.old:
            into[step.old, step.row.on].append(step.new)
    for step in steps:
        if step.row.kind not in SHARED:
            continue
        seen: set[Life] = set()
        waiting = list(into.get((step.old, step.row.on), ()))
        while waiting:
            life = waiting.pop()
            if life is step.old:
                faults.succession(
                    step.row,
                    "new_code",
                    expected="chuỗi kế thừa không quay lại đơn vị cũ",
                    message=f"“{step.row.old_code}” kế thừa vòng tròn ngày {shown(step.row.on)}. "
                    "Hãy bỏ một trong các dòng của vòng này.",
                )
                break
            if life not in seen:
                seen.add(life)
                waiting += into.get((life, step.row.on), ())


def circles_of_codes(rows: Sequence[SuccessionRow], faults: Faults) -> None:
    """Whole mergers that lead from a code back to it on one day end every unit of the circle."""
    into = {
        (row.old_code, row.on): row
        for row in rows
        if row.kind in ENDING and row.new_code not in ("", row.old_code)
    }
    for row in into.values():
        at, length = row.new_code, 0
        while (at, row.on) in into and length <= len(into):
            if into[at, row.on].new_code == row.old_code:
                faults.succession(
                    row,
                    "new_code",
                    expected="chuỗi kế thừa không quay lại đơn vị cũ",
                    message=f"“{row.old_code}” và “{at}” sáp nhập vào nhau cùng ngày "
                    f"{shown(row.on)}. Hãy bỏ một trong hai dòng.",
                )
                break
            at, length = into[at, row.on].new_code, length + 1
