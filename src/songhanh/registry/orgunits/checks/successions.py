"""Checks of what continues what."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.registry.orgunits.checks.base import Check, Found, Severity, Snapshot, shown
from songhanh.registry.orgunits.enums import SuccessionKind

_SHARED = (SuccessionKind.MERGE, SuccessionKind.MERGE_PART, SuccessionKind.SPLIT)


class SharesOverOne(Check):
    """More than the whole of a unit went on, on one day."""

    code = "shares_over_one"
    name = gettext_lazy("Tổng tỷ lệ kế thừa quá 1")
    severity = Severity.ERROR
    advice = gettext_lazy("Sửa các tỷ lệ ở trang đơn vị cũ để tổng không quá 1.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Old units whose parts of one day are too many."""
        given: dict[tuple[int, date], Decimal] = defaultdict(Decimal)
        for row in registry.successions:
            if row.kind in _SHARED:
                whole = Decimal(1) if row.kind == SuccessionKind.MERGE else Decimal(0)
                given[row.old_id, row.on] += whole if row.share is None else row.share
        for (unit_id, on), total in given.items():
            if total > 1 and unit_id in registry.unit_ids:
                text = _("Ngày %(day)s, các phần cộng lại là %(total)s.")
                yield registry.found(unit_id, text % {"day": shown(on), "total": total})


class ShareUndecided(Check):
    """Nobody has decided how much of a unit went where."""

    code = "share_undecided"
    name = gettext_lazy("Tỷ lệ kế thừa chưa quyết định")
    severity = Severity.WARNING
    advice = gettext_lazy("Quyết định tỷ lệ; đến lúc đó số liệu cũ được để riêng.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Successors that wait for a share."""
        parts = (SuccessionKind.MERGE_PART, SuccessionKind.SPLIT)
        for row in registry.successions:
            if row.kind not in parts or row.share is not None or row.new_id is None:
                continue
            if row.new_id in registry.unit_ids and row.old_id in registry.versions:
                text = _("Phần sang “%(name)s” từ ngày %(day)s.")
                name = registry.versions[row.new_id][-1].name
                yield registry.found(row.old_id, text % {"name": name, "day": shown(row.on)})


class CircularSuccession(Check):
    """A unit that goes on in itself through others, on one day."""

    code = "circular_succession"
    name = gettext_lazy("Kế thừa vòng tròn")
    severity = Severity.ERROR
    advice = gettext_lazy("Hoàn tác một trong các lần sáp nhập của vòng này.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Units that are reached again from themselves on one day."""
        into: dict[tuple[int, date], set[int]] = defaultdict(set)
        for row in registry.successions:
            if row.kind in _SHARED and row.new_id is not None and row.new_id != row.old_id:
                into[row.old_id, row.on].add(row.new_id)
        for unit_id, on in list(into):
            seen: set[int] = set()
            waiting = list(into[unit_id, on])
            while waiting:
                at = waiting.pop()
                if at not in seen:
                    seen.add(at)
                    waiting += into.get((at, on), ())
            if unit_id in seen and unit_id in registry.unit_ids:
                text = _("Ngày %(day)s.") % {"day": shown(on)}
                yield registry.found(unit_id, text)


class SuccessorNotValid(Check):
    """A unit continues another and is not there on the day."""

    code = "successor_not_valid"
    name = gettext_lazy("Đơn vị kế thừa không có hiệu lực")
    severity = Severity.ERROR
    advice = gettext_lazy("Sửa ngày của đơn vị kế thừa hoặc hoàn tác lần kế thừa.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Successions into a unit that is not valid on their day."""
        for row in registry.successions:
            if row.new_id is None or row.old_id not in registry.unit_ids:
                continue
            if not registry.valid(row.new_id, row.on):
                text = _("Kế thừa ngày %(day)s.") % {"day": shown(row.on)}
                yield registry.found(row.old_id, text)
